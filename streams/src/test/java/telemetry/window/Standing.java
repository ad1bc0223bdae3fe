package telemetry.window;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;

/** What a consumer holds that keeps the newest revision of each row, the later status on a tie. */
final class Standing {
  private record Name(Span span, PointKey point, Instant end) {}

  private final Map<Name, Aggregate> rows = new HashMap<>();

  void take(Span span, Aggregate told) {
    rows.merge(
        new Name(span, told.key(), told.intervalEnd()),
        told,
        (a, b) -> {
          int newer = b.revision().compareTo(a.revision());
          return newer > 0 || (newer == 0 && b.status().compareTo(a.status()) >= 0) ? b : a;
        });
  }

  /** Those of a span that are not empty, as {@link NaiveWindows} writes them. */
  String written(Span span) {
    var written = new TreeSet<String>();
    rows.forEach(
        (name, row) -> {
          if (name.span() == span && row.sampleCount() + row.errorCount() > 0) {
            written.add(NaiveWindows.written(row));
          }
        });
    return String.join("\n", written);
  }
}
