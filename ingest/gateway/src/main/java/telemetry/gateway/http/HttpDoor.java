package telemetry.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import telemetry.gateway.RawSink;
import telemetry.gateway.Systems;
import telemetry.gateway.pace.Rates;

/** The HTTP server with its bounds: threads, connections, header and body sizes, and patience. */
public final class HttpDoor implements AutoCloseable {
  private static final int HEADER_BYTES = 8 * 1024;
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Server server;
  private final ServerConnector connector;
  private final HttpBounds bounds;

  /**
   * A door that is still shut.
   *
   * @param bounds where it stands and what passes through it
   * @param systems the declared systems, once they are known
   * @param sink where bodies go
   */
  public HttpDoor(
      HttpBounds bounds,
      Supplier<Optional<Systems>> systems,
      RawSink sink,
      Clock clock,
      MeterRegistry meters) {
    this.bounds = bounds;
    var threads = new QueuedThreadPool(bounds.threads(), Math.min(4, bounds.threads()));
    threads.setName("http");
    this.server = new Server(threads);
    this.connector = connector(bounds);
    connector.setHost(bounds.host());
    connector.setPort(bounds.port());
    connector.setIdleTimeout(bounds.patience().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(bounds.connections(), connector));
    var errors = new ErrorHandler();
    errors.setShowStacks(false);
    server.setErrorHandler(errors);
    var intake = new Intake(systems, sink, clock, new Rates(bounds.rate()));
    server.setHandler(
        new GracefulHandler(
            new DoorHandler(
                new Endpoints(intake, bounds.maxBodyBytes()),
                bounds.maxBodyBytes(),
                bounds.patience(),
                meters)));
    server.setStopTimeout(STOP.toMillis());
  }

  private ServerConnector connector(HttpBounds bounds) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    HttpBounds.Tls tls = bounds.tls();
    if (tls == null) {
      return new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    }
    http.addCustomizer(new SecureRequestCustomizer(false));
    var ssl = new SslContextFactory.Server();
    ssl.setKeyStorePath(tls.keystore().toString());
    ssl.setKeyStorePassword(tls.password());
    ConnectionFactory plain = new HttpConnectionFactory(http);
    return new ServerConnector(server, ssl, plain);
  }

  /**
   * Opens it.
   *
   * @throws IllegalStateException if it cannot: the port is taken, the keystore cannot be read
   */
  public void open() {
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "http: wanted to listen at " + bounds.host() + ":" + bounds.port() + ", found " + e, e);
    }
  }

  /** Whether it is open. */
  public boolean isOpen() {
    return server.isStarted();
  }

  /** Where it is, with the port that was found where 0 was asked for. */
  public URI endpoint() {
    String host = bounds.host().contains(":") ? "[" + bounds.host() + "]" : bounds.host();
    String scheme = bounds.tls() == null ? "http" : "https";
    return URI.create(scheme + "://" + host + ":" + connector.getLocalPort());
  }

  /** Takes no more; finishes what was begun. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("http: stopped with a fault", e);
    }
  }
}
