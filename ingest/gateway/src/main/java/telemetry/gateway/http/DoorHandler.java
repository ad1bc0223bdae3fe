package telemetry.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
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

/** The HTTP side of the endpoints: what any request must be like, before its body counts. */
final class DoorHandler extends Handler.Abstract.NonBlocking {
  private static final Logger LOG = LoggerFactory.getLogger(DoorHandler.class);
  private static final String BEARER = "Bearer ";
  private static final String NOWHERE = "none";

  private final Endpoints endpoints;
  private final int maxBytes;
  private final Duration patience;
  private final MeterRegistry meters;

  /**
   * Serves the endpoints.
   *
   * @param maxBytes the longest body
   * @param patience how long a body may take to come in, however steadily it drips
   */
  DoorHandler(Endpoints endpoints, int maxBytes, Duration patience, MeterRegistry meters) {
    this.endpoints = endpoints;
    this.maxBytes = maxBytes;
    this.patience = patience;
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Timer.Sample started = Timer.start(meters);
    Optional<Endpoint> endpoint = endpoints.of(Request.getPathInContext(request));
    String door = endpoint.map(Endpoint::name).orElse(NOWHERE);
    Optional<Answer> refusal = refusal(request, endpoint);
    if (refusal.isPresent()) {
      count(started, door, refusal.get());
      refuse(refusal.get(), request, response, callback);
      return true;
    }
    var unused =
        answer(request, endpoint.orElseThrow())
            .exceptionally(DoorHandler::broken)
            .thenAcceptAsync(
                answer -> {
                  count(started, door, answer);
                  // The rest of the body may still be on its way, and is no next request.
                  boolean cut = answer.status() == 408 || answer.status() == 413;
                  write(answer, cut, response, callback);
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

  private void count(Timer.Sample started, String door, Answer answer) {
    started.stop(
        meters.timer("telemetry.gateway.push", "door", door, "status", "" + answer.status()));
  }

  private CompletableFuture<Answer> answer(Request request, Endpoint endpoint) {
    return BoundedBody.read(request, maxBytes)
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenComposeAsync(
            body -> answer(request, endpoint, body), request.getComponents().getExecutor());
  }

  /**
   * Answers by the head alone. A body that is here already is thrown away, and the connection goes
   * on; one that is still on its way would be taken for the next request, so the connection ends,
   * and what comes yet is thrown away for a while: a sender that is still writing would not see the
   * answer.
   */
  private void refuse(Answer answer, Request request, Response response, Callback callback) {
    // Who waits to be told to go on sends nothing; reading would tell him to.
    boolean asks = request.getHeaders().contains(HttpHeader.EXPECT);
    if (!asks && BoundedBody.isHere(request, maxBytes)) {
      write(answer, false, response, callback);
    } else if (asks) {
      write(answer, true, response, callback);
    } else {
      Callback linger =
          Callback.from(
              () -> {
                var unused =
                    BoundedBody.read(request, 0, maxBytes)
                        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete((rest, fault) -> callback.succeeded());
              },
              callback::failed);
      write(answer, true, response, linger);
    }
  }

  private CompletableFuture<Answer> answer(
      Request request, Endpoint endpoint, Optional<byte[]> body) {
    if (body.isEmpty()) {
      return Intake.answered(Answer.tooLong(maxBytes));
    }
    HttpFields headers = request.getHeaders();
    return endpoint.answer(
        new Letter(
            body.get(),
            mediaType(headers.get(HttpHeader.CONTENT_TYPE)),
            headers.get(HttpHeader.CONTENT_ENCODING) != null,
            key(headers)));
  }

  private Optional<Answer> refusal(Request request, Optional<Endpoint> endpoint) {
    return endpoint.isEmpty()
        ? Optional.of(Answer.refused(404, "NOT_FOUND", "path", Endpoints.KNOWN, "another path"))
        : refusal(request, endpoint.get())
            .or(() -> endpoint.get().refusal(key(request.getHeaders())));
  }

  private Optional<Answer> refusal(Request request, Endpoint endpoint) {
    if (!HttpMethod.POST.is(request.getMethod())) {
      return Optional.of(Answer.refused(405, "METHOD", "method", "POST", request.getMethod()));
    }
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (!endpoint.mediaTypes().contains(mediaType(type)) || !isUtf8(type)) {
      String known = String.join(" or ", new TreeSet<>(endpoint.mediaTypes()));
      return Optional.of(
          Answer.refused(415, "CONTENT_TYPE", "Content-Type", known + " in UTF-8", "" + type));
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && !(endpoint.takesGzip() && encoding.equalsIgnoreCase("gzip"))) {
      String known = endpoint.takesGzip() ? "gzip or none" : "none";
      return Optional.of(Answer.refused(415, "CONTENT_TYPE", "Content-Encoding", known, encoding));
    }
    return request.getLength() > maxBytes
        ? Optional.of(Answer.tooLong(maxBytes))
        : Optional.empty();
  }

  private static String mediaType(@Nullable String type) {
    return type == null ? Endpoint.JSON : type.toLowerCase(Locale.ROOT).split(";")[0].strip();
  }

  private static boolean isUtf8(@Nullable String type) {
    String[] parts = type == null ? new String[0] : type.toLowerCase(Locale.ROOT).split(";");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String key(HttpFields headers) {
    String authorization = headers.get(HttpHeader.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
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

  private static void write(Answer answer, boolean last, Response response, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Endpoint.JSON);
    if (answer.retryAfterSeconds() > 0) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, answer.retryAfterSeconds());
    }
    if (answer.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, BEARER.strip());
    }
    if (answer.status() == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
    }
    if (last) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    Content.Sink.write(response, true, answer.body(), callback);
  }
}
