package telemetry.deploy.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telemetry.recalculation.Batch;

/** A recorded recalculation for programs. */
public final class BatchReport {
  private BatchReport() {}

  /** Its fields. */
  public static Map<String, @Nullable Object> fields(Batch batch) {
    Batch.Opening opening = batch.opening();
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("batch", batch.id());
    fields.put("kind", opening.kind());
    fields.put("undoes", opening.undoes());
    fields.put("state", batch.state().name());
    fields.put("who", opening.who());
    fields.put("reason", opening.reason());
    fields.put("scope", PlanReport.scope(opening.scope()));
    fields.put("code", opening.code());
    fields.put("epoch", opening.epoch());
    fields.put("log", opening.log().stream().map(PlanReport::extent).toList());
    fields.put("begunAt", batch.begunAt().toString());
    fields.put("endedAt", batch.endedAt() == null ? null : batch.endedAt().toString());
    fields.put("rows", PlanReport.counts(batch.counts()));
    fields.put("hash", Map.of("before", batch.before().text(), "after", batch.after().text()));
    return fields;
  }
}
