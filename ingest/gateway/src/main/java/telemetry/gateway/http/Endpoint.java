package telemetry.gateway.http;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What stands behind a path. */
interface Endpoint {
  /** The media type that is meant where none is said. */
  String JSON = "application/json";

  /** Its name in metrics. */
  String name();

  /** The media types that it takes, {@link #JSON} among them. */
  Set<String> mediaTypes();

  /** Whether a body may be gzipped. */
  boolean takesGzip();

  /**
   * Why a sender need not even say what it came for, if that is so: where the path and the key tell
   * enough, no stranger's body is read.
   *
   * @param key of the {@code Authorization} header
   */
  default Optional<Answer> refusal(@Nullable String key) {
    return Optional.empty();
  }

  /** Answers a letter, once it is as safe as the log is, or refused. */
  CompletableFuture<Answer> answer(Letter letter);
}
