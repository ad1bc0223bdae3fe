package telemetry.deploy.rejected;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import telemetry.deploy.progress.TopicScan;
import telemetry.topics.RejectedHeaders;
import telemetry.topics.Topics;

/**
 * What stands in {@code telemetry.rejected}: refusals, and the marks of those that were sent back
 * since. A mark is newer than its refusal, so that retention never forgets it first.
 */
public final class RejectedTopic {
  private static final Comparator<RejectedRecord> ORDER =
      Comparator.comparing(RejectedRecord::at)
          .thenComparingInt(record -> record.place().partition())
          .thenComparingLong(record -> record.place().offset());

  private RejectedTopic() {}

  /** The refusals, the oldest first. */
  public static List<RejectedRecord> read(TopicScan scan, RejectedFilter filter) {
    var records = new ArrayList<RejectedRecord>();
    Set<String> sentBack = new HashSet<>();
    scan.all(
        Topics.REJECTED.name(),
        record -> {
          String mark = RejectedHeaders.text(record.headers(), RejectedHeaders.REDRIVEN);
          if (mark != null) {
            sentBack.add(mark);
            return;
          }
          var refused = new RejectedRecord(record, false);
          if (filter.test(refused)) {
            records.add(refused);
          }
        });
    return records.stream()
        .map(record -> new RejectedRecord(record.record(), sentBack.contains(record.identity())))
        .sorted(ORDER)
        .toList();
  }

  /** How many refusals there are. */
  public static long count(TopicScan scan) {
    var count = new long[1];
    scan.all(
        Topics.REJECTED.name(),
        record -> {
          boolean mark = record.headers().lastHeader(RejectedHeaders.REDRIVEN) != null;
          count[0] += mark ? 0 : 1;
        });
    return count[0];
  }
}
