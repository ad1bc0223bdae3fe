package telemetry.gateway.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A vendor's server on loopback. It answers as its vendor does, but for the accidents that are
 * ordered, which come first and once each.
 */
public final class FakeVendor implements AutoCloseable {
  /**
   * What was asked.
   *
   * @param text method, path and query: {@code GET /sites/1/usage?startDate=2026-01-01}
   * @param headers by name, as they came
   * @param body the body
   */
  public record Asked(String text, Map<String, List<String>> headers, String body) {
    /** The path alone. */
    public String path() {
      String target = text.substring(text.indexOf(' ') + 1);
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }

    /** The first value of a header, empty where there is none. */
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  /** What is answered. */
  @FunctionalInterface
  public interface Answer {
    /** Writes it. */
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Function<Asked, Answer> vendor;
  private final Queue<Answer> accidents = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();

  /** Begins to answer. */
  public FakeVendor(Function<Asked, Answer> vendor) {
    this.vendor = vendor;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException("a port of loopback is free", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address of its API. */
  public String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next requests this way, one each. */
  public synchronized void accidents(Answer... answers) {
    accidents.addAll(List.of(answers));
  }

  /** How many accidents are still to come. */
  public synchronized int accidentsLeft() {
    return accidents.size();
  }

  /** What was asked until now, in order. */
  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          new Asked(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      Answer accident;
      synchronized (this) {
        asked.add(request);
        accident = accidents.poll();
      }
      (accident != null ? accident : vendor.apply(request)).to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A status with headers and a body. */
  public static Answer answer(int status, Map<String, String> headers, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** JSON. */
  public static Answer json(String body) {
    return answer(200, Map.of("Content-Type", "application/json"), body);
  }

  /** A bare status. */
  public static Answer status(int status) {
    return answer(status, Map.of(), "");
  }

  /** Too often; to be left alone for some seconds. */
  public static Answer tooOften(int seconds) {
    return answer(429, Map.of("Retry-After", "" + seconds), "");
  }

  /** A page for people, with status 200. */
  public static Answer page() {
    return answer(200, Map.of("Content-Type", "text/html"), "<html>Down for maintenance</html>");
  }

  /** JSON whose end never comes. */
  public static Answer cutOff() {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"half\":".getBytes(UTF_8));
      exchange.getResponseBody().flush();
    };
  }

  /** JSON that drips, a blank at a time, for as long as it is read. */
  public static Answer dripping() {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      while (true) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
        Thread.sleep(20);
      }
    };
  }

  /** More than anybody wants. */
  public static Answer endless() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      while (true) {
        exchange.getResponseBody().write(new byte[100_000]);
      }
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
