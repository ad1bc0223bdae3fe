package telemetry.deploy.bench.stand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import telemetry.deploy.Endpoints;
import telemetry.deploy.run.Cluster;

/** The running broker, registry and PostgreSQL of a benchmark. */
public final class Stand implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Path directory;
  private final Jvm broker;
  private final Endpoints endpoints;
  private final Cluster cluster;
  private final FreshTopics topics;
  private final FreshDatabase database;

  private Stand(Path directory, Jvm broker, Endpoints endpoints) {
    this.directory = directory;
    this.broker = broker;
    this.database = FreshDatabase.of(endpoints);
    this.endpoints = endpoints.withDatabase(database.url());
    this.cluster = Cluster.connect(this.endpoints.settings(), Clock.systemUTC());
    this.topics = new FreshTopics(cluster);
  }

  /**
   * Starts all of it.
   *
   * @param directory where everything goes
   */
  public static Stand start(Path directory) {
    Path data = directory.resolve("stand");
    var program = new Program("broker", StandMain.class, List.of(data.toString()));
    Jvm broker = Jvm.start(program, List.of("-Xmx1g"), directory);
    try {
      long deadline = System.nanoTime() + START.toNanos();
      while (!Files.exists(data.resolve("endpoints.properties"))) {
        broker
            .failure()
            .ifPresent(
                reason -> {
                  throw new StandException(reason);
                });
        if (System.nanoTime() > deadline) {
          throw new StandException("stand: not ready after " + START.toSeconds() + " s");
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
      return new Stand(directory, broker, Endpoints.read(data));
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** A place for files of one thing. */
  public Path place(String name) {
    return directory.resolve(name);
  }

  /** Kafka and the registry. */
  public Cluster cluster() {
    return cluster;
  }

  /** Where everything is, as settings. */
  public Map<String, String> settings() {
    return endpoints.settings();
  }

  /** Topics. */
  public FreshTopics topics() {
    return topics;
  }

  /** The database. */
  public FreshDatabase database() {
    return database;
  }

  /** What the broker has cost so far. */
  public Cost brokerCost() {
    return Cost.of(broker.handle());
  }

  /** What PostgreSQL has cost so far. */
  public Cost databaseCost() {
    return database.cost(directory.resolve("stand"));
  }

  @Override
  public void close() {
    cluster.close();
    broker.close();
  }
}
