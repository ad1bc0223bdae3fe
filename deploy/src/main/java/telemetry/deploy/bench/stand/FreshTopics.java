package telemetry.deploy.bench.stand;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import telemetry.control.KafkaAnswer;
import telemetry.deploy.run.Cluster;
import telemetry.topics.Topics;

/** Topics as nobody has used them, but for those that are kept. */
public final class FreshTopics {
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Cluster cluster;

  FreshTopics(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Forgets everything else: topics, groups, and what the processes agreed on.
   *
   * @param kept names of topics
   */
  public void make(Set<String> kept) {
    Set<String> groups =
        KafkaAnswer.of("groups", cluster.admin().listGroups().all()).stream()
            .map(GroupListing::groupId)
            .collect(Collectors.toSet());
    groups.forEach(this::removeMembers);
    KafkaAnswer.of("groups", cluster.admin().deleteConsumerGroups(groups).all());
    Set<String> gone = topics();
    gone.removeAll(kept);
    KafkaAnswer.of("topics", cluster.admin().deleteTopics(gone).all());
    long deadline = System.nanoTime() + GONE.toNanos();
    while (topics().stream().anyMatch(gone::contains)) {
      if (System.nanoTime() > deadline) {
        throw new StandException("topics: wanted them deleted within " + GONE.toSeconds() + " s");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    List<String> made = cluster.topics(Topics.LOCAL_PARTITIONS, (short) 1).apply();
    if (made.isEmpty()) {
      throw new StandException("topics: wanted new ones, found none made");
    }
  }

  /** Kafka Streams leaves its members behind when it is closed. */
  private void removeMembers(String group) {
    String what = "group " + group;
    var described = cluster.admin().describeConsumerGroups(List.of(group)).all();
    if (KafkaAnswer.of(what, described).values().stream().anyMatch(it -> !it.members().isEmpty())) {
      var all = new RemoveMembersFromConsumerGroupOptions();
      KafkaAnswer.of(what, cluster.admin().removeMembersFromConsumerGroup(group, all).all());
    }
  }

  private Set<String> topics() {
    return KafkaAnswer.of("topics", cluster.admin().listTopics().names());
  }
}
