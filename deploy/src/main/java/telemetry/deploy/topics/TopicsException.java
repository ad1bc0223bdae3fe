package telemetry.deploy.topics;

import java.util.List;

/** Topics that exist and are not what the pipeline needs; every difference is named. */
public final class TopicsException extends RuntimeException {
  /** All problems at once. */
  public TopicsException(List<String> problems) {
    super(
        "topics are not as they must be, nothing was changed:\n  " + String.join("\n  ", problems));
  }
}
