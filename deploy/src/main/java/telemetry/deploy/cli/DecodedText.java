package telemetry.deploy.cli;

import java.math.BigDecimal;
import telemetry.model.PointValue;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.vendors.Decoded;

/** What a body means, for people. */
final class DecodedText {
  /** Numbers between these are written without an exponent. */
  private static final double LEAST = 1e-6;

  private static final double MOST = 1e15;

  private DecodedText() {}

  /** Lines, each ended. */
  static String of(String file, Decoded decoded) {
    if (decoded instanceof Decoded.Rejected rejected) {
      Rejection why = rejected.rejection();
      return file + ": rejected, " + why.reason() + "\n  " + printable(why.text()) + "\n";
    }
    var accepted = (Decoded.Accepted) decoded;
    int values = accepted.polls().stream().mapToInt(poll -> poll.values().size()).sum();
    var text = new StringBuilder(file + ": accepted, ");
    text.append(counted(accepted.polls().size(), "poll")).append(", ");
    text.append(counted(values, "value")).append('\n');
    accepted.polls().forEach(poll -> text.append(poll(poll)));
    if (!accepted.unmapped().isEmpty()) {
      text.append("  known to no decoder: ")
          .append(printable(String.join(", ", accepted.unmapped())))
          .append('\n');
    }
    return text.toString();
  }

  private static String poll(SystemReading poll) {
    String head = "  " + poll.source() + ", measured at " + poll.measuredAt();
    String since = poll.intervalStart() == null ? "" : ", amounts since " + poll.intervalStart();
    var table = new Table("point", "kind", "unit", "value", "quality");
    for (PointValue value : poll.values()) {
      table.row(value.point(), value.kind(), value.unit(), shown(value.value()), value.quality());
    }
    return head + since + "\n" + table.text().indent(2);
  }

  static String shown(Value value) {
    if (value instanceof Value.Num number) {
      double amount = number.number();
      boolean plain = amount == 0 || (Math.abs(amount) >= LEAST && Math.abs(amount) < MOST);
      return plain
          ? BigDecimal.valueOf(amount).stripTrailingZeros().toPlainString()
          : Double.toString(amount);
    }
    return value instanceof Value.Text text ? "'" + printable(text.text()) + "'" : "null";
  }

  /** What strangers wrote must not steer a terminal. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
