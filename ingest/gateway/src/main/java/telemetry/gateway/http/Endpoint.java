package telemetry.gateway.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

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

  /** Answers a letter, once it is as safe as the log is, or refused. */
  CompletableFuture<Answer> answer(Letter letter);
}
