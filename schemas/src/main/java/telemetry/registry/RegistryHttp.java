package telemetry.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a registry: any address of the list, again and again, until one answers for good. Every
 * call of the protocol may be repeated; registering a schema twice gives the same id.
 */
final class RegistryHttp {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BODY = 1 << 20;
  private static final String MEDIA = "application/vnd.schemaregistry.v1+json";

  private final List<URI> urls;
  private final Credentials credentials;
  private final Duration readTimeout;
  private final int retries;
  private final Backoff backoff;
  private final Backoff.Pause pause;
  private final HttpClient client;
  private volatile int preferred;

  RegistryHttp(RegistrySettings settings, Backoff.Pause pause) {
    this.urls = settings.urls();
    this.credentials = new Credentials(settings);
    this.readTimeout = Duration.ofMillis(settings.getInt(RegistrySettings.READ_TIMEOUT));
    this.retries = settings.getInt(RegistrySettings.MAX_RETRIES);
    this.backoff =
        new Backoff(
            Duration.ofMillis(settings.getInt(RegistrySettings.RETRY_WAIT)),
            Duration.ofMillis(settings.getInt(RegistrySettings.RETRY_MAX_WAIT)),
            () -> ThreadLocalRandom.current().nextDouble());
    this.pause = pause;
    this.client = client(settings);
  }

  /**
   * One call.
   *
   * @param body what to send as JSON, if anything
   * @return any answer but 408, 429 and 5xx
   * @throws RegistryException retriable, when nobody answered for good
   */
  Answer call(String method, String path, @Nullable Map<String, String> body) {
    Failure failure = null;
    for (int round = 0; round <= retries; round++) {
      if (failure != null) {
        waitAfter(failure, round);
      }
      for (int i = 0; i < urls.size(); i++) {
        int index = (preferred + i) % urls.size();
        Object result = attempt(method, urls.get(index), path, body);
        if (result instanceof Answer answer) {
          preferred = index;
          return answer;
        }
        failure = (Failure) result;
      }
    }
    throw failure == null ? new IllegalStateException("no address") : failure.forGood(retries + 1);
  }

  /** An {@link Answer}, or the {@link Failure} to get one. */
  private Object attempt(String method, URI url, String path, @Nullable Map<String, String> body) {
    String call = method + " " + RegistryUrls.shown(url) + path;
    CompletableFuture<HttpResponse<byte[]>> reply =
        client.sendAsync(request(method, url, path, body), info -> new BoundedBody(MAX_BODY));
    try {
      // The client's own timeout ends with the headers; a body may trickle for ever.
      HttpResponse<byte[]> response = reply.get(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
      int status = response.statusCode();
      if (status / 100 == 5 || status == 429 || status == 408) {
        return new Failure(call, "status " + status, null);
      }
      return answer(call, status, response.body());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Failure(call, cause.toString(), cause);
    } catch (TimeoutException e) {
      reply.cancel(true);
      return new Failure(call, "no whole answer within " + readTimeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      reply.cancel(true);
      throw new InterruptException(e);
    }
  }

  private HttpRequest request(
      String method, URI url, String path, @Nullable Map<String, String> body) {
    var builder =
        HttpRequest.newBuilder(URI.create(RegistryUrls.shown(url) + path))
            .timeout(readTimeout)
            .header("Accept", MEDIA + ", application/json");
    String authorization = credentials.header(url);
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    if (body == null) {
      return builder.method(method, BodyPublishers.noBody()).build();
    }
    try {
      return builder
          .header("Content-Type", MEDIA)
          .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is JSON", e);
    }
  }

  private static Answer answer(String call, int status, byte[] body) {
    try {
      return new Answer(call, status, JSON.readTree(body));
    } catch (IOException e) {
      if (status / 100 != 2) {
        return new Answer(call, status, NullNode.getInstance());
      }
      throw new RegistryException(
          call + ": wanted JSON, found something else; is schema.registry.url right?", false, e);
    }
  }

  private void waitAfter(Failure failure, int failures) {
    Duration length = backoff.after(failures);
    LOG.atWarn()
        .addKeyValue("call", failure.call)
        .addKeyValue("found", failure.found)
        .addKeyValue("attempt", failures)
        .addKeyValue("waitMs", length.toMillis())
        .log("registry.retry");
    try {
      pause.of(length);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static HttpClient client(RegistrySettings settings) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(settings.getInt(RegistrySettings.CONNECT_TIMEOUT)));
    if (settings.ssl()) {
      // Kafka's own reading of ssl.*, so that it means the same here as for the brokers.
      try (var factory = new DefaultSslEngineFactory()) {
        factory.configure(settings.values());
        builder.sslContext(factory.sslContext());
      }
    }
    return builder.build();
  }

  /** Why a call has no answer yet. */
  private record Failure(String call, String found, @Nullable Throwable cause) {
    RegistryException forGood(int attempts) {
      boolean distrust = cause instanceof javax.net.ssl.SSLException;
      String message =
          call
              + ": wanted an answer within "
              + attempts
              + " attempts, found "
              + found
              + "; check "
              + (distrust
                  ? "schema.registry.ssl.truststore.* and ssl.keystore.*"
                  : "that the registry runs, and schema.registry.url");
      return cause == null
          ? new RegistryException(message, true)
          : new RegistryException(message, !distrust, cause);
    }
  }
}
