package telemetry.deploy.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.deploy.bench.stand.Program;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.progress.Stage;
import telemetry.sink.SinkSettings;
import telemetry.sink.batch.RowTable;
import telemetry.topics.Topics;
import telemetry.topology.StreamsSettings;

/** The product, as its own command line runs it. */
final class Ours {
  private final Map<String, String> settings;

  /**
   * On a stand.
   *
   * @param given settings of the roles, over those that users get
   */
  Ours(Stand stand, Map<String, String> given) {
    this.settings = new TreeMap<>(stand.settings());
    settings.put(StreamsSettings.STATE_DIR, state(stand).toString());
    // The workload has a date of its own.
    for (RowTable table : RowTable.values()) {
      settings.put(SinkSettings.keepDays(table), "0");
    }
    settings.putAll(given);
  }

  /** Where streams keeps its state. */
  static Path state(Stand stand) {
    return stand.place("state");
  }

  /** Readings to the aggregates topic. */
  Contender toTopic(String name) {
    return new Contender(
        name,
        Input.READINGS,
        List.of(streams()),
        places -> List.of(windowed(places)),
        Checks::topic,
        null);
  }

  private Program streams() {
    return Program.role("streams", settings);
  }

  private static Stage windowed(Places places) {
    return new Stage("window", Topics.READINGS.name(), places::told);
  }
}
