package telemetry.deploy.bench.stand;

import org.jspecify.annotations.Nullable;

/** The benchmark cannot go on; the message says where, what was wanted, what was found. */
public final class StandException extends RuntimeException {
  /** Says so. */
  public StandException(String message) {
    this(message, null);
  }

  /** Says so, and by what. */
  public StandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
