package telemetry.topology;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import telemetry.control.ControlLog;
import telemetry.control.KafkaAnswer;
import telemetry.model.Emitted;

/**
 * Forgets the state of the windows: the next streams process hears the log of readings from where
 * it begins. Broken off in between, it leaves a pipeline that refuses to run until it is done.
 */
public final class StateRebuild {
  private final Admin admin;
  private final ControlLog control;
  private final String applicationId;

  /**
   * Of a streams application.
   *
   * @param control the control topic
   */
  public StateRebuild(Admin admin, ControlLog control, String applicationId) {
    this.admin = admin;
    this.control = control;
    this.applicationId = applicationId;
  }

  /**
   * Forgets.
   *
   * @return the places in the log that were forgotten
   * @throws IllegalStateException while a streams process is a member of the group
   */
  public Map<String, Long> run() {
    String group = "group " + applicationId;
    refuseWhileInUse(group);
    String changelog = StateGuard.changelog(applicationId);
    if (KafkaAnswer.of("topics", admin.listTopics().names()).contains(changelog)) {
      KafkaAnswer.of(changelog, admin.deleteTopics(List.of(changelog)).all());
    }
    // What was told will be told again; nobody may take the windows for idle until then.
    control.emitted().keySet().forEach(partition -> control.remove(Emitted.key(partition)));
    Map<TopicPartition, OffsetAndMetadata> places = heard(group);
    if (!places.isEmpty()) {
      KafkaAnswer.of(group, admin.deleteConsumerGroupOffsets(applicationId, places.keySet()).all());
    }
    var forgotten = new TreeMap<String, Long>();
    places.forEach((partition, place) -> forgotten.put(partition.toString(), place.offset()));
    return forgotten;
  }

  private void refuseWhileInUse(String group) {
    try {
      boolean used =
          KafkaAnswer.of(group, admin.describeConsumerGroups(List.of(applicationId)).all())
              .values()
              .stream()
              .anyMatch(described -> !described.members().isEmpty());
      if (used) {
        throw new IllegalStateException(
            group
                + ": wanted no member, found some; stop every streams process first (one that was"
                + " killed is a member until its session ends, 45 s by default)");
      }
    } catch (KafkaException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> heard(String group) {
    try {
      return KafkaAnswer.of(
              group, admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata())
          .entrySet()
          .stream()
          .filter(place -> StateGuard.HEARD.contains(place.getKey().topic()))
          .filter(place -> place.getValue() != null)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    } catch (KafkaException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }
}
