package telemetry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.model.Aggregate;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.topology.WindowCase;

/**
 * The worked cases of the window rules, all at once, each with systems of its own, by real parts.
 */
class VectorsIT {
  /** The cases have systems 1 to 9. */
  private static final int SYSTEMS = 10;

  private static final int FIRST = 1000;

  @TempDir private Path folder = Path.of("");

  @Test
  void everyCaseIsToldAsItIsWorked() throws Exception {
    List<WindowCase> cases = WindowCase.all().toList();
    assertThat(cases).hasSizeGreaterThan(20);
    try (var pipeline = new WholePipeline(folder.resolve("data"))) {
      for (int i = 0; i < cases.size(); i++) {
        pipeline.declare(declarations(i, cases.get(i)));
      }
      for (int i = 0; i < cases.size(); i++) {
        for (SystemReading reading : cases.get(i).readings()) {
          pipeline.read(Topics.READINGS, in(i, reading));
        }
      }
      pipeline.awaitIdle();

      var told = new HashMap<Topic<Aggregate>, Map<Integer, Map<String, Aggregate>>>();
      for (var topic : List.of(Topics.AGG_5M, Topics.AGG_1H, Topics.AGG_1D)) {
        told.put(topic, told(pipeline, topic));
      }
      for (int i = 0; i < cases.size(); i++) {
        WindowCase worked = cases.get(i);
        var rows = told.getOrDefault(worked.topic(), Map.of()).getOrDefault(i, Map.of());
        var written = new ArrayList<String>();
        for (String row : worked.written(rows.values())) {
          int slash = row.indexOf('/');
          written.add(Integer.parseInt(row.substring(0, slash)) % SYSTEMS + row.substring(slash));
        }
        assertThat(written)
            .as(worked.toString())
            .containsExactlyInAnyOrderElementsOf(worked.rows());
      }
    }
  }

  /** A case's system by an id that no other case has. */
  private static int id(int place, int system) {
    return FIRST + place * SYSTEMS + system;
  }

  private static SystemDeclaration[] declarations(int place, WindowCase worked) {
    ZoneId zone = ZoneId.of(worked.zone());
    return worked.readings().stream()
        .map(reading -> id(place, reading.systemId()))
        .distinct()
        .map(id -> new SystemDeclaration(id, "test", null, "home", zone, true, List.of()))
        .toArray(SystemDeclaration[]::new);
  }

  private static SystemReading in(int place, SystemReading it) {
    assertThat(it.systemId()).isLessThan(SYSTEMS);
    return new SystemReading(
        id(place, it.systemId()),
        it.vendor(),
        it.source(),
        it.op(),
        it.measuredAt(),
        it.intervalStart(),
        it.receivedAt(),
        it.raw(),
        it.batch(),
        it.values());
  }

  /**
   * By case, what a consumer holds that keeps the newest revision of each row, later status on a
   * tie.
   */
  private static Map<Integer, Map<String, Aggregate>> told(
      WholePipeline pipeline, Topic<Aggregate> topic) {
    var rows = new HashMap<Integer, Map<String, Aggregate>>();
    var serde = new AvroSerde<>(topic, pipeline.cluster.registry()).deserializer();
    pipeline.records(
        topic,
        record -> {
          Aggregate row = serde.deserialize(record.topic(), record.value());
          rows.computeIfAbsent((row.key().systemId() - FIRST) / SYSTEMS, it -> new HashMap<>())
              .merge(row.key() + " " + row.intervalEnd(), row, VectorsIT::newer);
        });
    return rows;
  }

  private static Aggregate newer(Aggregate a, Aggregate b) {
    int newer = b.revision().compareTo(a.revision());
    return newer > 0 || (newer == 0 && b.status().compareTo(a.status()) >= 0) ? b : a;
  }
}
