package telemetry.deploy.progress;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A part of the way that takes a log and says how far it is.
 *
 * @param name for people
 * @param topic the log that it takes
 * @param places asks for the first offset of each partition that it has not dealt with
 */
public record Stage(String name, String topic, Places places) {
  /** How far a stage is. */
  @FunctionalInterface
  public interface Places {
    /** The first offset that is not dealt with; a partition that is missing was never begun. */
    Map<TopicPartition, Long> now();
  }
}
