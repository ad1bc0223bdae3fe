package telemetry.control;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import telemetry.model.CounterLimits;
import telemetry.model.Epoch;
import telemetry.topics.Topics;

/**
 * Holds the epoch record against Kafka. A revision counts offsets of one incarnation of {@code
 * telemetry.readings}: in a topic that was made anew, or divided anew, the same numbers say
 * something else, and rows that are older would win.
 */
public final class EpochGuard {
  /** The version of the window rules that this program follows. */
  public static final int RULES = 1;

  private final Admin admin;
  private final ControlLog control;
  private final Clock clock;

  /**
   * Guards one cluster.
   *
   * @param admin of that cluster; stays the caller's
   * @param control its control topic
   * @param clock dates what is written
   */
  public EpochGuard(Admin admin, ControlLog control, Clock clock) {
    this.admin = admin;
    this.control = control;
    this.clock = clock;
  }

  /**
   * The epoch in force.
   *
   * @throws EpochException if there is none, or Kafka is not what it says
   */
  public Epoch check() {
    Epoch epoch =
        control
            .epoch()
            .orElseThrow(
                () ->
                    new EpochException(
                        Topics.CONTROL.name()
                            + ": wanted the epoch record, found none; run: telemetry topics"
                            + " apply"));
    List<String> differences = differences(epoch, readings());
    if (!differences.isEmpty()) {
      throw new EpochException(
          "epoch "
              + epoch.epoch()
              + " is of another log:\n  "
              + String.join("\n  ", differences)
              + "\nIf that is meant, run: telemetry epoch raise --reason <why>");
    }
    return epoch;
  }

  /** The epoch in force; on a cluster that has none yet, epoch 1 is written. */
  public Epoch checkOrBegin() {
    return control.epoch().isPresent()
        ? check()
        : write(Optional.empty(), "the first", CounterLimits.NONE);
  }

  /**
   * Begins the next epoch on the log as it is now: every row it gives beats every row before.
   *
   * @param reason why, for those who ask later
   * @param limits how fast counters can rise from now on, by what was said before
   */
  public Epoch raise(String reason, UnaryOperator<CounterLimits> limits) {
    Optional<Epoch> former = control.epoch();
    return write(
        former, reason, limits.apply(former.map(Epoch::limits).orElse(CounterLimits.NONE)));
  }

  private Epoch write(Optional<Epoch> former, String reason, CounterLimits limits) {
    TopicDescription readings = readings();
    String topicId = readings.topicId().toString();
    int partitions = readings.partitions().size();
    int number = former.map(Epoch::epoch).orElse(0) + 1;
    var epoch =
        new Epoch(
            number,
            topicId,
            partitions,
            RULES,
            reason,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            limits,
            former
                .filter(it -> it.isOfLog(topicId, partitions))
                .map(it -> it.isOfFirstLog() ? 1 : it.logSince())
                .orElse(number));
    control.write(epoch);
    return epoch;
  }

  private static List<String> differences(Epoch epoch, TopicDescription readings) {
    var differences = new ArrayList<String>();
    differ(differences, "topic id", epoch.topicId(), readings.topicId());
    differ(differences, "partitions", epoch.partitions(), readings.partitions().size());
    differ(differences, "version of the window rules", epoch.rules(), RULES);
    return differences;
  }

  private static void differ(List<String> into, String what, Object wanted, Object found) {
    if (!wanted.toString().equals(found.toString())) {
      into.add(Topics.READINGS.name() + " " + what + ": wanted " + wanted + ", found " + found);
    }
  }

  private TopicDescription readings() {
    String name = Topics.READINGS.name();
    return KafkaAnswer.of(name, admin.describeTopics(List.of(name)).allTopicNames())
        .values()
        .iterator()
        .next();
  }
}
