package telemetry.deploy.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Counts;
import telemetry.replay.Line;
import telemetry.replay.Plan;

/** Plans and recorded recalculations for people. */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan) {
    var points =
        new Table("point", "rows", "add", "change", "delete", "leave", "other", "largest change");
    plan.lines()
        .forEach(
            (key, line) -> {
              Counts counts = line.counts();
              points.row(
                  key.point(),
                  key.topic().substring(key.topic().lastIndexOf('-') + 1),
                  counts.added(),
                  counts.changed(),
                  counts.emptied(),
                  counts.left(),
                  other(counts),
                  largest(line.largest()));
            });
    var text = new StringBuilder(points.text());
    if (!plan.energy().isEmpty()) {
      var energy = new Table("point", "day", "before", "after", "unit");
      plan.energy()
          .forEach(
              (key, change) ->
                  energy.row(
                      key.point(),
                      key.day(),
                      number(change.before()),
                      number(change.after()),
                      key.unit()));
      text.append('\n').append(energy.text());
    }
    return text.append('\n').append(of(plan.counts())).toString();
  }

  static String of(Batch batch) {
    Batch.Opening what = batch.opening();
    return new Table("what", "")
            .row("batch", batch.id())
            .row("kind", what.kind() + (what.undoes() == null ? "" : " of " + what.undoes()))
            .row("state", batch.state())
            .row("who", what.who())
            .row("reason", what.reason())
            .row("rows from", what.scope().after())
            .row("to", what.scope().until())
            .row("code", what.code())
            .row("begun", batch.begunAt())
            .row("ended", batch.endedAt() == null ? "no" : batch.endedAt())
            .row("hash before", batch.before().text())
            .row("hash after", batch.after().text())
            .text()
        + '\n'
        + of(batch.counts());
  }

  private static String of(Counts counts) {
    return new Table(
            "add", "change", "delete", "leave", "newer", "unprovable", "imported", "expired")
        .row(
            counts.added(),
            counts.changed(),
            counts.emptied(),
            counts.left(),
            counts.newer(),
            counts.unprovable(),
            counts.imported(),
            counts.expired())
        .text();
  }

  private static long other(Counts counts) {
    return counts.newer() + counts.unprovable() + counts.imported() + counts.expired();
  }

  private static String largest(Line.@Nullable Largest largest) {
    return largest == null
        ? ""
        : "%s %s to %s at %s"
            .formatted(
                largest.column(),
                number(largest.from()),
                number(largest.to()),
                largest.row().end());
  }

  private static String number(@Nullable Double number) {
    return number == null ? "nothing" : String.format(Locale.ROOT, "%.4g", number);
  }
}
