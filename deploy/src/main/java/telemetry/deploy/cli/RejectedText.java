package telemetry.deploy.cli;

import java.util.Collection;
import telemetry.deploy.rejected.RejectedRecord;

/** Refused records, for people. */
final class RejectedText {
  private RejectedText() {}

  /** A table, one line each. */
  static String of(Collection<RejectedRecord> records) {
    var table =
        new Table("place", "refused at", "system", "reason", "stage", "came from", "back", "why");
    for (RejectedRecord record : records) {
      table.row(
          record.place().text(),
          record.at(),
          record.systemId().isPresent() ? record.systemId().getAsInt() : "?",
          record.reason(),
          record.stage(),
          record.origin() == null ? "?" : record.origin().text(),
          record.redriven() ? "yes" : "no",
          DecodedText.printable(record.message()));
    }
    return table.text();
  }
}
