package telemetry.deploy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.StreamsConfig;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.workload.Workload;
import telemetry.sink.TableSettings;
import telemetry.topology.StreamsSettings;

/** Catching up with history: every contender finds the log full and makes all its rows. */
public final class W1 {
  private static final String APART = ", at least once";

  private final Stand stand;
  private final Workload workload;
  private final Match match;
  private final Map<String, String> settings;

  /**
   * On a stand.
   *
   * @param workload what all deal with
   * @param settings of the product's roles, over those that users get
   * @param jvmOptions more options for every JVM that is measured
   */
  public W1(Stand stand, Workload workload, Map<String, String> settings, List<String> jvmOptions) {
    this.stand = stand;
    this.workload = workload;
    this.match = new Match(stand, jvmOptions);
    this.settings = Map.copyOf(settings);
  }

  /**
   * Runs them.
   *
   * @param which of their names
   * @param runs how often each
   * @param tells of each result as it comes
   */
  public List<Result> run(Predicate<String> which, int runs, Consumer<Result> tells)
      throws InterruptedException {
    var results = new ArrayList<Result>();
    List<Contender> chosen = chosen(contenders(), which);
    // In rounds: a machine changes its speed from one quarter of an hour to the next.
    for (int run = 1; run <= runs; run++) {
      for (Contender contender : chosen) {
        Result result = match.run(contender, run);
        tells.accept(result);
        results.add(result);
      }
    }
    return results;
  }

  /** All of them, those that find the same input together. */
  private List<Contender> contenders() {
    var ours = new Ours(stand, workload, settings);
    Ours oursApart = ours(StreamsSettings.GUARANTEE, StreamsConfig.AT_LEAST_ONCE);
    var textbook = new Textbook(stand, workload);
    List<Contender> contenders = new ArrayList<>(new Limits(stand, workload).all());
    contenders.add(textbook.toTopic(Textbook.TO_TOPIC, StreamsConfig.EXACTLY_ONCE_V2));
    contenders.add(textbook.toTopic(Textbook.TO_TOPIC + APART, StreamsConfig.AT_LEAST_ONCE));
    contenders.add(ours.toTopic("ours to topic"));
    contenders.add(oursApart.toTopic("ours to topic" + APART));
    // What the other guarantee costs the textbook is to be seen on the way to its topic.
    contenders.add(textbook.toRows(Textbook.TO_ROWS, StreamsConfig.EXACTLY_ONCE_V2));
    contenders.add(ours.toRows("ours to rows"));
    contenders.add(ours.toRowsTogether("ours to rows, one process"));
    contenders.add(oursApart.toRows("ours to rows" + APART));
    contenders.add(ours(TableSettings.SAMPLES, "true").toRows("ours to rows, samples kept"));
    contenders.add(ours.sinkAlone("ours, sink alone"));
    contenders.add(ours.sinkAgain("ours, sink alone, again"));
    contenders.add(ours.rawToRows("ours, raw to rows"));
    return contenders;
  }

  /** With one setting that users do not get. */
  private Ours ours(String setting, String value) {
    var given = new TreeMap<>(settings);
    given.put(setting, value);
    return new Ours(stand, workload, given);
  }

  /** Whoever goes on from what the one before left brings that one along. */
  private static List<Contender> chosen(List<Contender> all, Predicate<String> which) {
    var chosen = new ArrayList<Contender>();
    boolean wanted = false;
    for (int i = all.size() - 1; i >= 0; i--) {
      Contender contender = all.get(i);
      if (wanted || which.test(contender.name())) {
        chosen.add(0, contender);
        wanted = contender.input().goesOn();
      }
    }
    return chosen;
  }
}
