package telemetry.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of the push endpoint: what any request must be like, before its body counts. */
final class PushHandler extends Handler.Abstract.NonBlocking {
  static final String PATH = "/v1/fronius/push";

  private static final Logger LOG = LoggerFactory.getLogger(PushHandler.class);
  private static final String JSON = "application/json";
  private static final String RETRY_AFTER_SECONDS = "5";

  private final FroniusPush endpoint;
  private final int maxBytes;
  private final Duration patience;
  private final MeterRegistry meters;

  /**
   * Serves the endpoint.
   *
   * @param maxBytes the longest body
   * @param patience how long a body may take to come in, however steadily it drips
   */
  PushHandler(FroniusPush endpoint, int maxBytes, Duration patience, MeterRegistry meters) {
    this.endpoint = endpoint;
    this.maxBytes = maxBytes;
    this.patience = patience;
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Timer.Sample started = Timer.start(meters);
    var unused =
        answer(request)
            .exceptionally(PushHandler::broken)
            .thenAcceptAsync(
                answer -> {
                  started.stop(
                      meters.timer("telemetry.gateway.push", "status", "" + answer.status()));
                  write(answer, response, callback);
                },
                request.getComponents().getExecutor())
            .whenComplete(
                (done, fault) -> {
                  if (fault != null) {
                    callback.failed(fault);
                  }
                });
    return true;
  }

  private CompletableFuture<Answer> answer(Request request) {
    Answer refusal = refusal(request);
    // Read even where the answer is known: a body left on the connection would be the end of it,
    // and the sender's next request would run into that.
    return BoundedBody.read(request, maxBytes)
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenComposeAsync(
            body -> refusal != null ? answered(refusal) : answer(body),
            request.getComponents().getExecutor());
  }

  private CompletableFuture<Answer> answer(Optional<byte[]> body) {
    return body.isPresent()
        ? endpoint.push(body.get(), JSON)
        : answered(
            Answer.refused(413, "TOO_LONG", "body", "at most " + maxBytes + " bytes", "more"));
  }

  private static CompletableFuture<Answer> answered(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  private @Nullable Answer refusal(Request request) {
    if (!Request.getPathInContext(request).equals(PATH)) {
      return Answer.refused(404, "NOT_FOUND", "path", PATH, "another path");
    }
    if (!HttpMethod.POST.is(request.getMethod())) {
      return Answer.refused(405, "METHOD", "method", "POST", request.getMethod());
    }
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type != null && !isJson(type)) {
      return Answer.refused(415, "CONTENT_TYPE", "Content-Type", JSON, type);
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null) {
      return Answer.refused(415, "CONTENT_TYPE", "Content-Encoding", "none", encoding);
    }
    return null;
  }

  private static boolean isJson(String type) {
    String[] parts = type.toLowerCase(Locale.ROOT).split(";");
    if (!parts[0].strip().equals(JSON)) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  private static Answer broken(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof TimeoutException) {
      return Answer.refused(
          408, "TOO_SLOW", "body", "a body that comes in within the time", "none");
    }
    if (cause instanceof HttpException fault) {
      return Answer.refused(fault.getCode(), "HTTP", "", "HTTP/1.1", "" + fault.getReason());
    }
    if (cause instanceof IOException) {
      // The sender went away; whoever is left is told.
      return Answer.refused(400, "CUT_OFF", "body", "a whole body", "part of one");
    }
    LOG.atError().setMessage("push.failed").setCause(cause).log();
    return Answer.refused(500, "FAILED", "", "an answer", "a fault of the gateway");
  }

  private static void write(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
    if (answer.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (answer.status() == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
    }
    if (answer.status() == 408 || answer.status() == 413) {
      // The rest of the body may still be on its way, and is no next request.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    Content.Sink.write(response, true, answer.body(), callback);
  }
}
