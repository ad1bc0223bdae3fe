package telemetry.deploy.bench.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawReading;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.vendors.selectronic.SelectronicDecoder;

/** Polls as they stand in the topics. */
public final class Polls {
  private static final String VENDOR = "bench";

  private final Workload workload;
  private final Bodies bodies;

  /** Of a workload. */
  public Polls(Workload workload) {
    this.workload = workload;
    this.bodies = new Bodies(workload);
  }

  /** As a gateway sends it that speaks points. */
  public SystemReading reading(int system, int poll) {
    List<PointValue> values = new ArrayList<>(workload.points().size());
    for (int point = 0; point < workload.points().size(); point++) {
      MeasuredPoint measured = workload.points().get(point);
      double value = workload.value(system, point, poll);
      values.add(
          new PointValue(
              measured.path(),
              measured.kind(),
              measured.unit(),
              Double.isNaN(value) ? Value.MISSING : Value.of(value),
              Quality.GOOD));
    }
    return new SystemReading(
        system,
        VENDOR,
        VENDOR,
        Op.PUT,
        Instant.ofEpochMilli(workload.at(poll)),
        null,
        workload.receivedAt(system, poll),
        null,
        null,
        values);
  }

  /** As a Selectronic says it. */
  public RawReading raw(int system, int poll) {
    return new RawReading(
        system,
        SelectronicDecoder.VENDOR,
        workload.receivedAt(system, poll),
        "application/json",
        bodies.of(system, poll));
  }
}
