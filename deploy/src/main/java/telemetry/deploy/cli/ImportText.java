package telemetry.deploy.cli;

import java.util.List;
import java.util.Locale;
import telemetry.deploy.imports.ImportReport;
import telemetry.deploy.imports.ImportedTable;
import telemetry.deploy.imports.SystemCheck;
import telemetry.model.ImportPlace;

/** What became of an import, for people. */
final class ImportText {
  private ImportText() {}

  static String of(ImportReport report) {
    var tables =
        new Table(
            "table",
            "rows",
            "sent",
            "repeated",
            "there",
            "refused",
            "others",
            "values",
            "s",
            "rows/s",
            "by hand");
    for (ImportedTable table : report.tables()) {
      ImportPlace it = table.place();
      tables.row(
          it.table(),
          number(it.rows()),
          number(it.sent()),
          number(it.repeated()),
          number(it.present()),
          number(it.refused()),
          number(it.other()),
          number(it.values()),
          String.format(Locale.ROOT, "%.1f", it.millis() / 1000.0),
          number(table.rate()),
          number(table.byHand()));
    }
    var systems =
        new Table("system", "of", "wanted", "found", "values", "found", "samples", "right");
    systems(systems, "readings", report.readings());
    systems(systems, "aggregates", report.aggregates());
    var criteria = new Table("criterion", "met", "seen");
    for (ImportReport.Criterion it : report.criteria()) {
      criteria.row(it.text(), it.met() ? "yes" : "NO", DecodedText.printable(it.seen()));
    }
    var text = new StringBuilder(tables.text());
    report
        .problems()
        .forEach(problem -> text.append("  ").append(DecodedText.printable(problem)).append('\n'));
    text.append('\n').append(systems.text()).append('\n').append(criteria.text());
    for (List<SystemCheck> checks : List.of(report.readings(), report.aggregates())) {
      checks.stream()
          .flatMap(check -> check.differences().stream())
          .limit(20)
          .forEach(it -> text.append("  ").append(DecodedText.printable(it)).append('\n'));
    }
    return text.toString();
  }

  private static void systems(Table table, String what, List<SystemCheck> checks) {
    for (SystemCheck it : checks) {
      table.row(
          it.systemId(),
          what,
          number(it.wanted()),
          number(it.foundInstants()),
          number(it.wantedValues()),
          number(it.foundValues()),
          it.samples(),
          it.samplesRight());
    }
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
