package telemetry.deploy.bench.workload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import telemetry.model.Kind;

/** Polls as a Selectronic words them; running totals are sent as kWh there. */
public final class Bodies {
  private static final double WH_PER_KWH = 1000;

  private final Workload workload;

  /** Of a workload of {@link MeasuredPoint#SELECTRONIC}. */
  public Bodies(Workload workload) {
    this.workload = workload;
  }

  /** One body. */
  public byte[] of(int system, int poll) {
    var body = new StringBuilder(640);
    body.append("{\"device\":{\"name\":\"Selectronic SP-PRO\"},\"items\":{");
    for (int point = 0; point < workload.points().size(); point++) {
      MeasuredPoint measured = workload.points().get(point);
      body.append('"').append(measured.path()).append("\":");
      number(measured.kind(), workload.value(system, point, poll), body);
      body.append(',');
    }
    long seconds = Instant.ofEpochMilli(workload.at(poll)).getEpochSecond();
    body.append("\"timestamp\":").append(seconds);
    body.append("},\"item_count\":").append(workload.points().size() + 1);
    body.append(",\"now\":").append(seconds).append('}');
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void number(Kind kind, double value, StringBuilder out) {
    if (Double.isNaN(value)) {
      out.append("null");
    } else if (kind == Kind.STATE) {
      out.append((int) value);
    } else {
      out.append(kind == Kind.COUNTER ? value / WH_PER_KWH : value);
    }
  }
}
