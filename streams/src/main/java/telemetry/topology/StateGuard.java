package telemetry.topology;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import telemetry.topics.Topics;

/**
 * Refuses to run an empty store at a position past the start: its rows would be computed from part
 * of the log and carry a revision that says all of it.
 */
final class StateGuard {
  /** What the windows' state is made of: one without the other would lose the zones. */
  static final List<String> HEARD = List.of(Topics.READINGS.name(), Topics.SYSTEMS.name());

  private StateGuard() {}

  static void check(Properties properties, String applicationId) {
    try (var admin = Admin.create(properties)) {
      var bare = new TreeSet<Integer>();
      for (int partition : begun(admin, applicationId)) {
        if (isEmpty(admin, changelog(applicationId), partition)) {
          bare.add(partition);
        }
      }
      if (!bare.isEmpty()) {
        throw new IllegalStateException(
            "streams: the group "
                + applicationId
                + " has read partitions "
                + bare
                + " of "
                + HEARD
                + ", and their state is gone from its changelog. Stop every streams process, let"
                + " the log be heard again from where it begins: telemetry streams rebuild; and"
                + " start.");
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("streams: Kafka did not say its place: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("streams: interrupted while starting", e);
    }
  }

  /** The topic that keeps the windows' state. */
  static String changelog(String applicationId) {
    return applicationId + "-" + StateStores.WINDOWS + "-changelog";
  }

  /** The partitions that the group has begun to read, of readings or of declared systems. */
  private static Set<Integer> begun(Admin admin, String applicationId)
      throws ExecutionException, InterruptedException {
    var begun = new TreeSet<Integer>();
    try {
      admin
          .listConsumerGroupOffsets(applicationId)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, place) -> {
                if (HEARD.contains(partition.topic()) && place != null && place.offset() > 0) {
                  begun.add(partition.partition());
                }
              });
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
    return begun;
  }

  private static boolean isEmpty(Admin admin, String changelog, int partition)
      throws ExecutionException, InterruptedException {
    var place = new TopicPartition(changelog, partition);
    try {
      return admin
              .listOffsets(Map.of(place, OffsetSpec.latest()))
              .partitionResult(place)
              .get()
              .offset()
          == 0;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return true;
      }
      throw e;
    }
  }
}
