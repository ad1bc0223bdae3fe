package telemetry.deploy;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import telemetry.topics.Topics;
import telemetry.topology.StreamsSettings;

/** How much of the readings the streams group has committed. */
final class Committed {
  private Committed() {}

  static long readings(Map<String, String> kafka) throws InterruptedException, ExecutionException {
    try (var admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
      return admin
          .listConsumerGroupOffsets(StreamsSettings.DEFAULT_APPLICATION_ID)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(place -> place.getKey().topic().equals(Topics.READINGS.name()))
          .filter(place -> place.getValue() != null)
          .mapToLong(place -> place.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }
}
