package telemetry.gateway.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.client.VendorHttp;
import telemetry.gateway.pace.Sends;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Pace;

/** The accounts of all vendors, and the threads that they are asked with. */
final class Accounts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final int WORKERS = 8;

  private record Key(String vendor, Map<String, String> access) {
    static Key of(SystemDeclaration system) {
      return new Key(system.vendor(), system.access());
    }
  }

  private final PollBounds bounds;
  private final PollMeters meters;
  private final Clock clock;
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          WORKERS,
          WORKERS,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> daemon(task, "poll-worker"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "poll-timer"));
  private final VendorHttp http;
  private final Map<String, Conversation.Line> lines = new HashMap<>();
  private final Map<Key, Account> accounts = new HashMap<>();

  Accounts(PollBounds bounds, PollMeters meters, Clock clock) {
    this.bounds = bounds;
    this.meters = meters;
    this.clock = clock;
    workers.allowCoreThreadTimeOut(true);
    this.http = new VendorHttp(workers, timer, bounds.patience(), bounds.maxBytes(), clock);
  }

  static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The account that a system asks with. */
  Account of(SystemDeclaration system, Asking asking, Pace pace) {
    return accounts.computeIfAbsent(
        Key.of(system),
        key ->
            new Account(asking, system.access(), line(system.vendor()), new Sends(pace), bounds));
  }

  private Conversation.Line line(String vendor) {
    return lines.computeIfAbsent(
        vendor,
        name ->
            new Conversation.Line(
                name, http, new Turns(bounds.underWay()), workers, timer, meters, clock));
  }

  /** Forgets all accounts but those of these systems. */
  void keep(Collection<SystemDeclaration> systems) {
    accounts.keySet().retainAll(systems.stream().map(Key::of).toList());
  }

  /** Waits a while for what is under way. */
  @Override
  public void close() {
    var underWay = new ArrayList<CompletableFuture<?>>();
    accounts.values().forEach(account -> underWay.add(account.close()));
    try {
      CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
          .get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.atWarn().setMessage("poll.cut.off").addKeyValue("conversations", underWay.size()).log();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
    workers.shutdownNow();
  }
}
