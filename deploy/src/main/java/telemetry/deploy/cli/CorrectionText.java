package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import telemetry.deploy.corrections.CorrectionPlan;
import telemetry.deploy.corrections.PollChange;
import telemetry.deploy.corrections.PollName;
import telemetry.deploy.replay.BatchReport;
import telemetry.deploy.replay.PlanReport;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.recalculation.Batch;

/** Tells of a correction, planned or sent. */
final class CorrectionText {
  private static final int SHOWN = 20;

  private CorrectionText() {}

  /**
   * Tells.
   *
   * @param batch its record; null if nothing was sent
   */
  static void tell(CorrectionPlan plan, @Nullable Batch batch, boolean json, CommandSpec spec)
      throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(fields(plan, batch)));
    } else {
      out.print(text(plan, batch));
    }
    out.flush();
  }

  private static Map<String, @Nullable Object> fields(CorrectionPlan plan, @Nullable Batch batch) {
    var fields =
        new LinkedHashMap<String, @Nullable Object>(
            batch == null ? Map.of() : BatchReport.fields(batch));
    fields.remove("rows");
    fields.remove("hash");
    fields.put("polls", PlanReport.counts(plan.counts()));
    fields.put("points", plan.points());
    fields.put("newerPolls", plan.newer().stream().map(CorrectionText::name).toList());
    return fields;
  }

  private static String text(CorrectionPlan plan, @Nullable Batch batch) {
    var text = new StringBuilder();
    if (!plan.changes().isEmpty()) {
      var changes = new Table("measured at", "source", "point", "says", "is to say");
      int shown = 0;
      for (PollChange change : plan.changes()) {
        for (var point : change.points().entrySet()) {
          if (shown++ < SHOWN) {
            changes.row(
                change.name().measuredAt(),
                change.name().source(),
                change.name().systemId() + "/" + point.getKey(),
                said(point.getValue().get(0)),
                said(point.getValue().get(1)));
          }
        }
      }
      text.append(changes.text());
      if (shown > SHOWN) {
        text.append("  … and %,d values more%n".formatted(shown - SHOWN));
      }
      var points = new Table("point", "polls");
      plan.points().forEach((point, polls) -> points.row(point, polls));
      text.append('\n').append(points.text()).append('\n');
    }
    List<PollName> newer = new ArrayList<>(plan.newer());
    newer.stream()
        .limit(SHOWN)
        .forEach(name -> text.append("  stays: ").append(name(name)).append(", corrected since\n"));
    var counts = plan.counts();
    text.append(
        new Table("polls to add", "change", "void", "leave", "newer")
            .row(counts.added(), counts.changed(), counts.emptied(), counts.left(), counts.newer())
            .text());
    text.append(
        batch == null
            ? "nothing is sent\n"
            : "batch %d, %s; take it back with: telemetry replay undo %d%n"
                .formatted(batch.id(), batch.state(), batch.id()));
    return text.toString();
  }

  private static String name(PollName name) {
    return name.systemId() + " " + name.source() + " at " + name.measuredAt();
  }

  private static String said(@Nullable PointValue value) {
    if (value == null) {
      return "nothing";
    }
    String quality = value.quality() == Quality.GOOD ? "" : " " + value.quality();
    return DecodedText.shown(value.value()) + quality;
  }
}
