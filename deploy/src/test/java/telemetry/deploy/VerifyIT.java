package telemetry.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.deploy.verify.VerifyRole;
import telemetry.deploy.verify.WholeVerification;
import telemetry.sink.verify.Finding;
import telemetry.sink.verify.Scope;
import telemetry.sink.verify.Verification.Result;
import telemetry.topics.Topics;

/** Rows against the log they come from. */
class VerifyIT {
  private static final int ALL = 1_000_000;

  @TempDir private Path folder = Path.of("");
  private WholePipeline pipeline;

  @BeforeEach
  void start() {
    pipeline = new WholePipeline(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  private List<Result> failures(Integer system, Duration patience) {
    return new WholeVerification(
            pipeline.settings(), new Scope(null, null, system), ALL, patience, ALL)
        .run().stream().filter(result -> result.found() > 0).toList();
  }

  @Test
  void aDamagedRowIsFoundByTheLogRowForRow() {
    long seed = System.nanoTime();
    Load.of(6, 2_000, new Random(seed))
        .all()
        .forEach(reading -> pipeline.read(Topics.READINGS, reading));
    pipeline.awaitIdle();
    assertThat(pipeline.query("SELECT count(*)::text FROM telemetry_agg_5m"))
        .isNotEqualTo(List.of("0"));
    assertThat(failures(null, Duration.ofSeconds(20))).as("seed %d", seed).isEmpty();

    var wanted =
        new TreeSet<>(
            pipeline.query(
                "UPDATE telemetry_agg_5m SET max = max + 1 WHERE kind = 'GAUGE' AND system_id = 3"
                    + " AND max IS NOT NULL"
                    + " RETURNING extract(epoch FROM interval_end)::bigint || ' ' || (SELECT path FROM"
                    + " point p WHERE p.system_id = telemetry_agg_5m.system_id AND p.point_id ="
                    + " telemetry_agg_5m.point_id)"));
    assertThat(wanted).isNotEmpty();

    Result windows =
        failures(3, Duration.ZERO).stream()
            .filter(result -> result.check().equals("windows"))
            .findAny()
            .orElseThrow();
    var found = new TreeSet<String>();
    windows.shown().forEach(one -> found.add(text(one)));
    assertThat(found).isEqualTo(wanted);
    assertThat(windows.shown()).allSatisfy(one -> assertThat(one.text()).contains("max:"));
    assertThat(failures(4, Duration.ZERO)).isEmpty();

    var meters = new SimpleMeterRegistry();
    var verification =
        new WholeVerification(pipeline.settings(), new Scope(null, null, 3), 1, Duration.ZERO, ALL);
    try (var role =
        new VerifyRole(verification::run, Duration.ofMillis(50), meters, Clock.systemUTC())) {
      role.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> role.health().ready());
      assertThat(meters.get("telemetry.verify.found").tag("check", "windows").gauge().value())
          .isEqualTo(wanted.size());
      assertThat(meters.get("telemetry.verify.found").tag("check", "guards").gauge().value())
          .isZero();
      assertThat(meters.get("telemetry.verify.at").gauge().value())
          .isGreaterThan((double) Instant.now().minusSeconds(300).getEpochSecond());
    }
  }

  private static String text(Finding one) {
    Instant at = one.at();
    return (at == null ? "" : at.getEpochSecond()) + " " + one.point();
  }
}
