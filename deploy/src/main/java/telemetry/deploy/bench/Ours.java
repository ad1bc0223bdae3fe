package telemetry.deploy.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import telemetry.deploy.bench.stand.Program;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.Stage;
import telemetry.sink.TableSettings;
import telemetry.sink.batch.RowTable;
import telemetry.topics.Topics;
import telemetry.topology.StreamsSettings;

/** The product, as its own command line runs it. */
final class Ours {
  private final Workload workload;
  private final Map<String, String> settings;

  /**
   * On a stand.
   *
   * @param given settings of the roles, over those that users get
   */
  Ours(Stand stand, Workload workload, Map<String, String> given) {
    this.workload = workload;
    this.settings = new TreeMap<>(stand.settings());
    settings.put(StreamsSettings.STATE_DIR, state(stand).toString());
    // The workload has a date of its own.
    for (RowTable table : RowTable.values()) {
      settings.put(TableSettings.keepDays(table), "0");
    }
    settings.putAll(given);
  }

  /** Where streams keeps its state. */
  static Path state(Stand stand) {
    return stand.place("state");
  }

  Contender toTopic(String name) {
    return new Contender.Pipeline(
        name,
        Input.READINGS,
        workload,
        List.of(streams()),
        places -> List.of(windowed(places)),
        Checks::topics,
        Textbook.TO_TOPIC);
  }

  Contender.Pipeline toRows(String name) {
    return toRows(name, List.of(streams(), sink()));
  }

  /** Both roles in one process. */
  Contender toRowsTogether(String name) {
    return toRows(name, List.of(Program.roles(List.of("streams", "sink"), settings)));
  }

  private Contender.Pipeline toRows(String name, List<Program> programs) {
    return new Contender.Pipeline(
        name,
        Input.READINGS,
        workload,
        programs,
        Ours::readingsToRows,
        Checks::tables,
        Textbook.TO_ROWS);
  }

  /** From a vendor's bytes. */
  Contender rawToRows(String name) {
    return new Contender.Pipeline(
        name,
        Input.RAW,
        workload.ofSelectronics(),
        List.of(streams(), sink()),
        places -> {
          List<Stage> stages = new ArrayList<>();
          stages.add(normalised(places));
          stages.addAll(readingsToRows(places));
          return stages;
        },
        Checks::tables,
        Textbook.TO_ROWS);
  }

  /** Every row is new. */
  Contender sinkAlone(String name) {
    return sinkAlone(name, Input.AGGREGATES, Limits.MERGE);
  }

  /** Every row stands already. */
  Contender sinkAgain(String name) {
    return sinkAlone(name, Input.TOLD_AGAIN, Limits.MERGE_AGAIN);
  }

  private Contender sinkAlone(String name, Input input, String against) {
    return new Contender.Pipeline(
        name, input, workload, List.of(sink()), Ours::remembered, Checks::windows, against);
  }

  Program streams() {
    return Program.role("streams", settings);
  }

  Program sink() {
    return Program.role("sink", settings);
  }

  private static Stage normalised(Places places) {
    return new Stage(
        "normalise",
        Topics.RAW.name(),
        () -> places.committed(StreamsSettings.DEFAULT_APPLICATION_ID));
  }

  /** All of the way that readings go. */
  static List<Stage> readingsToRows(Places places) {
    List<Stage> stages = new ArrayList<>(List.of(windowed(places)));
    stages.addAll(remembered(places));
    return stages;
  }

  /**
   * The newest reading is held back until its hours and days are told; its rows are told before.
   */
  static Stage rowsTold(Places places) {
    return new Stage(
        "rows",
        Topics.READINGS.name(),
        () -> {
          var next = new HashMap<TopicPartition, Long>();
          places.told().forEach((partition, place) -> next.put(partition, place + 1));
          return next;
        });
  }

  static Stage windowed(Places places) {
    return new Stage("window", Topics.READINGS.name(), places::told);
  }

  private static List<Stage> remembered(Places places) {
    List<Stage> stages = new ArrayList<>();
    for (RowTable table : RowTable.values()) {
      stages.add(new Stage("sink " + table.label(), table.topic(), places::remembered));
    }
    return stages;
  }
}
