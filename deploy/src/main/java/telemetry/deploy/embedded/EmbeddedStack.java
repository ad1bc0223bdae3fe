package telemetry.deploy.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three parts together, on one data directory. */
public final class EmbeddedStack implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedStack.class);

  private final Ports ports;
  private final EmbeddedKafka kafka;
  private final EmbeddedRegistry registry;
  private final EmbeddedDatabase database;
  private boolean closed;

  private EmbeddedStack(
      Ports ports, EmbeddedKafka kafka, EmbeddedRegistry registry, EmbeddedDatabase database) {
    this.ports = ports;
    this.kafka = kafka;
    this.registry = registry;
    this.database = database;
  }

  /**
   * Starts the parts side by side; returns when all answer.
   *
   * @param directory taken by the caller, who gives it back after {@link #close}
   * @param wanted chosen ports; any free one where none is chosen
   * @throws StackException if one of them does not start; the others are stopped again
   */
  public static EmbeddedStack start(DataDirectory directory, Map<Part, Integer> wanted) {
    return start(directory, wanted, Map.of());
  }

  /**
   * The same with a database that is set up otherwise.
   *
   * @param database settings of PostgreSQL, by its own names
   */
  public static EmbeddedStack start(
      DataDirectory directory, Map<Part, Integer> wanted, Map<String, String> database) {
    // First, for they hold the ports that the next run should have again.
    EmbeddedDatabase.stopLeftover(directory.resolve("postgresql"));
    EmbeddedRegistry.stopLeftover(directory.resolve("registry"));
    Ports ports = Ports.choose(directory, wanted);
    ExecutorService starters = Executors.newFixedThreadPool(3);
    try {
      var server =
          begin(
              starters,
              () ->
                  EmbeddedDatabase.start(
                      directory.resolve("postgresql"), ports.of(Part.DATABASE), database));
      var registry =
          begin(
              starters,
              () -> EmbeddedRegistry.start(directory.resolve("registry"), ports.of(Part.REGISTRY)));
      var kafka =
          begin(
              starters,
              () ->
                  EmbeddedKafka.start(
                      directory.resolve("kafka"), ports.of(Part.KAFKA), ports.of(Part.CONTROLLER)));
      allOrNone(List.of(server, registry, kafka));
      return new EmbeddedStack(ports, kafka.join(), registry.join(), server.join());
    } finally {
      starters.shutdown();
    }
  }

  private static <T> CompletableFuture<T> begin(ExecutorService starters, Supplier<T> start) {
    return CompletableFuture.supplyAsync(start, starters);
  }

  private static void allOrNone(List<? extends CompletableFuture<? extends AutoCloseable>> parts) {
    var failures = new ArrayList<Throwable>();
    Deque<AutoCloseable> started = new ArrayDeque<>();
    for (var part : parts) {
      try {
        started.push(part.join());
      } catch (CompletionException e) {
        failures.add(e.getCause() == null ? e : e.getCause());
      }
    }
    if (!failures.isEmpty()) {
      started.forEach(EmbeddedStack::stop);
      var all =
          new StackException(
              String.join("\n", failures.stream().map(Throwable::getMessage).toList()),
              failures.get(0));
      failures.forEach(all::addSuppressed);
      throw all;
    }
  }

  /** The broker. */
  public EmbeddedKafka kafka() {
    return kafka;
  }

  /** The registry. */
  public EmbeddedRegistry registry() {
    return registry;
  }

  /** The database. */
  public EmbeddedDatabase database() {
    return database;
  }

  /** The ports, the roles' own among them. */
  public Ports ports() {
    return ports;
  }

  /** Stops all, the broker first: it is the one that others write to. Again does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      stop(kafka);
      stop(registry);
      stop(database);
    }
  }

  /** What cannot be stopped must not keep the next from being stopped. */
  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.error("part did not stop in good order part={}", part.getClass().getSimpleName(), e);
    }
  }
}
