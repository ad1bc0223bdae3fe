package telemetry.deploy.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.LogPlace;
import telemetry.deploy.run.Roles;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.jdbc.PlaceReset;

/** {@code telemetry sink reset}: the sink's place in one partition, put elsewhere. */
@Command(
    name = "reset",
    description = {
      "Put the sink's place in a partition to where its log begins now.",
      "",
      "For a sink that stopped because its place is not in the log: the topic was made anew, or the"
          + " database and Kafka were restored from different days. Rows that are read again meet"
          + " their own revision and do not change. What the log holds no more is not made good:"
          + " restore what belongs together, if you can. A sink that runs meanwhile goes on from the"
          + " new place after a minute at most. Where telemetry up ends because of it, run this beside"
          + " telemetry up --only-stack."
    },
    footer = {
      "",
      "Example:",
      "  telemetry sink reset --topic telemetry.agg-5m --partition 3 --to earliest --data-dir data"
    })
final class SinkResetCommand implements Callable<Integer> {
  /** Where to. There is no end among them: it would leave out what is between. */
  enum Where {
    EARLIEST;

    OffsetSpec offset() {
      return switch (this) {
        case EARLIEST -> OffsetSpec.earliest();
      };
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "Which topic.")
  private String topic = "";

  @Option(names = "--partition", required = true, paramLabel = "N", description = "Which part.")
  private int partition;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "earliest",
      description = "Where to: ${COMPLETION-CANDIDATES}, the first record that the log holds.")
  private Where to = Where.EARLIEST;

  @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
  private @Nullable Path dataDir;

  @Override
  public Integer call() {
    Log.forPerson(options.verbose());
    Map<String, String> settings =
        RequiredEndpoints.require(
            options.given(dataDir),
            RequiredEndpoints.KAFKA,
            RequiredEndpoints.REGISTRY,
            RequiredEndpoints.DATABASE);
    var place = new LogPartition(topic, partition);
    var reset = new PlaceReset(Roles.database(settings));
    try (Cluster cluster = Cluster.connect(settings, Clock.systemUTC())) {
      cluster.epoch().check();
      LogPlace after =
          LogPlace.of(cluster.admin(), new TopicPartition(topic, partition), to.offset());
      Claim before =
          reset
              .to(place, after.topicId(), after.offset())
              .orElseThrow(
                  () ->
                      new NotSoException(
                          "sink_offset: wanted the sink's place in "
                              + place
                              + ", found none; nothing is changed"));
      spec.commandLine()
          .getOut()
          .printf("%s: the sink's place was %d, is %d%n", place, before.next(), after.offset());
    }
    return ExitStatus.OK;
  }
}
