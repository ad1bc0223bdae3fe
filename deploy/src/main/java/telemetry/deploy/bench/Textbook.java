package telemetry.deploy.bench;

import java.util.List;
import java.util.Map;
import telemetry.deploy.bench.stand.Program;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.textbook.TextbookChecks;
import telemetry.deploy.bench.textbook.TextbookSink;
import telemetry.deploy.bench.textbook.TextbookStreams;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.Stage;
import telemetry.topics.Topics;

/** What others would write. */
final class Textbook {
  static final String TO_TOPIC = "textbook to topic";
  static final String TO_ROWS = "textbook to rows";

  private final Stand stand;
  private final Workload workload;
  private final String bootstrap;
  private final String registry;

  Textbook(Stand stand, Workload workload) {
    this.stand = stand;
    this.workload = workload;
    Map<String, String> at = stand.settings();
    this.bootstrap = at.getOrDefault("kafka.bootstrap.servers", "");
    this.registry = at.getOrDefault("schema.registry.url", "");
  }

  Contender toTopic(String name, String guarantee) {
    return new Contender.Pipeline(
        name,
        Input.READINGS,
        workload,
        List.of(streams(guarantee)),
        Textbook::windowed,
        TextbookChecks::topic,
        null);
  }

  Contender toRows(String name, String guarantee) {
    var sink =
        new Program(
            "textbook-sink",
            TextbookSink.class,
            List.of(bootstrap, registry, stand.database().url()));
    return new Contender.Pipeline(
        name,
        Input.READINGS,
        workload,
        List.of(streams(guarantee), sink),
        places -> {
          List<Stage> windowed = windowed(places);
          return List.of(
              windowed.get(0),
              windowed.get(1),
              new Stage(
                  "textbook sink",
                  TextbookStreams.ROWS,
                  () -> places.committed(TextbookSink.GROUP)));
        },
        TextbookChecks::table,
        null);
  }

  private Program streams(String guarantee) {
    // Nothing may be late: its two topics are read at different event times while it catches up.
    long grace = workload.every().multipliedBy(workload.polls()).toHours() + 1;
    return new Program(
        "textbook-streams",
        TextbookStreams.class,
        List.of(
            bootstrap, registry, Ours.state(stand).toString(), guarantee, Long.toString(grace)));
  }

  private static List<Stage> windowed(Places places) {
    Stage.Places committed = () -> places.committed(TextbookStreams.GROUP);
    return List.of(
        new Stage("textbook", Topics.READINGS.name(), committed),
        new Stage("textbook", TextbookStreams.BETWEEN, committed));
  }
}
