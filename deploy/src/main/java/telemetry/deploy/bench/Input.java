package telemetry.deploy.bench;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** What stands in the log before a contender starts. */
public enum Input {
  /** Nothing. */
  NOTHING(null),
  /** What the contender before left, its rows too. */
  AS_LEFT(null),
  /** What the contender before left, and nobody knows how far the sink was. */
  TOLD_AGAIN(null),
  /** Vendor bytes. */
  RAW(Topics.RAW),
  /** Readings. */
  READINGS(Topics.READINGS),
  /** The 5-minute rows. */
  AGGREGATES(Topics.AGG_5M);

  private final @Nullable String topic;

  Input(@Nullable Topic<?> topic) {
    this.topic = topic == null ? null : topic.name();
  }

  /** Whether it takes the contender before. */
  boolean goesOn() {
    return this == AS_LEFT || this == TOLD_AGAIN;
  }

  /** The topic that is full. */
  public Optional<String> topic() {
    return Optional.ofNullable(topic);
  }
}
