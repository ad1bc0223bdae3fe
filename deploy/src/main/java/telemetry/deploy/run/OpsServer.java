package telemetry.deploy.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import telemetry.deploy.embedded.StackException;

/**
 * Tells those who run it how this process is: {@code /health/live}, {@code /health/ready} (200 or
 * 503 with the reason) and {@code /metrics} for Prometheus.
 */
public final class OpsServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  private OpsServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts listening on loopback.
   *
   * @param port 0 takes any free one
   * @param roles whose health it tells
   * @param metrics what it gives to Prometheus
   * @throws StackException if the port is taken
   */
  public static OpsServer start(int port, RoleSet roles, PrometheusMeterRegistry metrics) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer server = HttpServer.create(address, 0);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      server.setExecutor(threads);
      server.createContext("/health/live", exchange -> health(exchange, roles::failure));
      server.createContext("/health/ready", exchange -> health(exchange, roles::waiting));
      server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.scrape()));
      server.start();
      return new OpsServer(server, threads);
    } catch (IOException e) {
      throw new StackException("ops.port: wanted port " + port + ", found " + e.getMessage(), e);
    }
  }

  private static void health(HttpExchange exchange, Supplier<Optional<String>> problem)
      throws IOException {
    Optional<String> found = problem.get();
    answer(exchange, found.isPresent() ? 503 : 200, found.orElse("ok") + "\n");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", TEXT);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
