package telemetry.deploy.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import telemetry.deploy.progress.Counts;
import telemetry.deploy.progress.Stage;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.rejected.RejectedTopic;
import telemetry.sink.jdbc.Database;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/**
 * What {@code status} tells.
 *
 * @param topics the end of each topic, partitions added up; in a log that is written in
 *     transactions the markers count too
 * @param systems systems in PostgreSQL
 * @param points points in PostgreSQL
 * @param rows 5-minute rows in PostgreSQL
 * @param rejected records in {@code telemetry.rejected}
 * @param late records in {@code telemetry.late}
 * @param lag offsets that each stage has before it
 */
record StatusReport(
    Map<String, Long> topics,
    long systems,
    long points,
    long rows,
    long rejected,
    long late,
    Map<String, Long> lag) {

  static StatusReport read(TopicScan scan, List<Stage> stages, Database database) {
    var topics = new LinkedHashMap<String, Long>();
    for (Topic<?> topic : Topics.all()) {
      topics.put(topic.name(), sum(scan.ends(topic.name())));
    }
    var lag = new LinkedHashMap<String, Long>();
    for (Stage stage : stages) {
      lag.put(stage.name(), lag(scan, stage));
    }
    Counts counts = Counts.read(database);
    return new StatusReport(
        topics,
        counts.systems(),
        counts.points(),
        counts.rows(),
        RejectedTopic.count(scan),
        scan.count(Topics.LATE.name()),
        lag);
  }

  private static long sum(Map<TopicPartition, Long> ends) {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long lag(TopicScan scan, Stage stage) {
    Map<TopicPartition, Long> places = stage.places().now();
    Map<TopicPartition, Long> beginnings = scan.beginnings(stage.topic());
    long lag = 0;
    for (var end : scan.ends(stage.topic()).entrySet()) {
      long begin = beginnings.getOrDefault(end.getKey(), 0L);
      long place = Math.max(begin, places.getOrDefault(end.getKey(), begin));
      lag += scan.holdsRecord(end.getKey(), place, end.getValue()) ? end.getValue() - place : 0;
    }
    return lag;
  }

  String text() {
    var ends = new Table("topic", "end");
    topics.forEach((topic, end) -> ends.row(topic, number(end)));
    var stages = new Table("stage", "lag");
    lag.forEach((stage, offsets) -> stages.row(stage, number(offsets)));
    var tables =
        new Table("systems", "points", "rows", "rejected", "late")
            .row(number(systems), number(points), number(rows), number(rejected), number(late));
    return ends.text() + "\n" + stages.text() + "\n" + tables.text();
  }

  private static String number(long number) {
    return String.format(java.util.Locale.ROOT, "%,d", number);
  }
}
