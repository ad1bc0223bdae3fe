package telemetry.gateway.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Request;

/**
 * Sends requests to vendors. HTTP/1.1, since devices at a site choke on an offer of more; no
 * redirect is followed and no cookie kept, since a vendor's conversation does both itself.
 */
public final class VendorHttp {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final ScheduledExecutorService timer;
  private final Duration patience;
  private final int maxBytes;
  private final Clock clock;

  /**
   * A client.
   *
   * @param workers carry out what follows on replies
   * @param timer gives up what lasts too long
   * @param patience how long an exchange may take, to the last byte of its answer
   * @param maxBytes the longest answer, also when decompressed
   */
  public VendorHttp(
      Executor workers,
      ScheduledExecutorService timer,
      Duration patience,
      int maxBytes,
      Clock clock) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.compareTo(CONNECT) < 0 ? patience : CONNECT)
            .executor(workers)
            .build();
    this.timer = timer;
    this.patience = patience;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /** What came back; or exceptionally a {@link NoReplyException}. */
  public CompletableFuture<Reply> send(Request request) {
    HttpRequest sent;
    try {
      sent = built(request);
    } catch (IllegalArgumentException e) {
      // Its message would quote the address, and a credential may stand in that.
      return CompletableFuture.failedFuture(
          new NoReplyException(request + ": wanted a request that can be sent, found none"));
    }
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(sent, headers -> new BoundedBytes(maxBytes));
    // The client's own time-out ends with the headers; a body that drips would have all day.
    Future<?> alarm =
        timer.schedule(() -> exchange.cancel(true), patience.toMillis(), TimeUnit.MILLISECONDS);
    return exchange.handle(
        (response, fault) -> {
          alarm.cancel(false);
          return reply(request, response, fault);
        });
  }

  private HttpRequest built(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(request.url())).timeout(patience);
    request.headers().forEach(builder::header);
    return builder
        .method(
            request.method(),
            request.body().isEmpty() && request.method().equals("GET")
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(request.body()))
        .build();
  }

  private Reply reply(
      Request request, @Nullable HttpResponse<byte[]> response, @Nullable Throwable fault) {
    if (response == null) {
      throw new NoReplyException(request + ": " + told(fault));
    }
    try {
      return new Reply(
          response.statusCode(), response.headers().map(), plain(response), clock.instant());
    } catch (IOException e) {
      throw new NoReplyException(request + ": " + told(e));
    }
  }

  private byte[] plain(HttpResponse<byte[]> response) throws IOException {
    if (!response.headers().firstValue("content-encoding").orElse("").equalsIgnoreCase("gzip")) {
      return response.body();
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      byte[] plain = in.readNBytes(maxBytes + 1);
      if (plain.length > maxBytes) {
        throw new TooLongException(maxBytes);
      }
      return plain;
    }
  }

  /** In words of our own: an exception's may quote what was sent. */
  private String told(@Nullable Throwable thrown) {
    Throwable fault = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (fault instanceof CancellationException || fault instanceof HttpTimeoutException) {
      return "wanted an answer within " + patience.toSeconds() + " s, found none";
    }
    if (fault instanceof ConnectException) {
      return "wanted a connection, found none";
    }
    if (fault instanceof TooLongException) {
      return String.valueOf(fault.getMessage());
    }
    return "wanted a whole answer, found "
        + (fault == null ? "none" : fault.getClass().getSimpleName());
  }
}
