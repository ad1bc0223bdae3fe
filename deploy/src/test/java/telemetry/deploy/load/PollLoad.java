package telemetry.deploy.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import telemetry.deploy.load.Sender.Told;

/**
 * Polls of 16 points at a steady rate, of many systems over many connections. Each poll is due at
 * an instant that no answer moves, and its latency counts from then, so that a door which stalls is
 * not excused by senders that wait for it. Whoever is told 503 or 429 keeps the poll and sends it
 * again.
 */
final class PollLoad {
  static final int POINTS = 16;

  private static final int CONNECTIONS = 64;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final URI door;
  private final String key;
  private final int systems;
  private final int rate;
  private final Instant base;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final Set<String> once = new HashSet<>();
  private final Set<String> again = new HashSet<>();

  PollLoad(URI door, String key, int systems, int rate, Instant base) {
    this.door = door;
    this.key = key;
    this.systems = systems;
    this.rate = rate;
    this.base = base;
  }

  /**
   * Sends for a while, and until all is acknowledged.
   *
   * @return the latencies in nanoseconds, sorted
   */
  long[] send(Duration time) throws InterruptedException {
    int polls = (int) (rate * time.toMillis() / 1000);
    int first = next.get();
    var latencies = new long[polls];
    var done = new CountDownLatch(CONNECTIONS);
    long began = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      var thread = new Thread(() -> connection(first, polls, began, latencies, done), "load-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    done.await();
    next.set(first + polls);
    Arrays.sort(latencies);
    return latencies;
  }

  private void connection(int first, int polls, long began, long[] latencies, CountDownLatch done) {
    var sender = new Sender(door, key);
    try (sender) {
      for (int poll = next.getAndIncrement() - first;
          poll < polls;
          poll = next.getAndIncrement() - first) {
        long due = began + poll * 1_000_000_000L / rate;
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
          LockSupport.parkNanos(early);
        }
        untilTaken(sender, first + poll);
        latencies[poll] = System.nanoTime() - due;
      }
    } catch (IOException e) {
      throw new IllegalStateException("closing cannot fail", e);
    } finally {
      done.countDown();
    }
  }

  private void untilTaken(Sender sender, int poll) {
    int system = poll % systems + 1;
    Instant at = base.plusMillis(poll / systems);
    byte[] body = body(at, poll);
    for (int sends = 1; ; sends++) {
      Told told = post(sender, system, body);
      synchronized (this) {
        statuses.merge(told.status(), 1, Integer::sum);
        if (told.status() == 200) {
          (sends == 1 ? once : again).add(name(system, at));
          return;
        }
      }
      LockSupport.parkNanos(
          Math.min(LONGEST_WAIT.toNanos(), told.retryAfterSeconds() * 1_000_000_000L));
    }
  }

  private static Told post(Sender sender, int system, byte[] body) {
    try {
      return sender.post(system, body);
    } catch (IOException e) {
      return new Told(0, 1); // Nobody answered: counted as status 0, and sent again.
    }
  }

  private static byte[] body(Instant at, int poll) {
    var text = new StringBuilder("{\"measuredAt\":\"").append(at).append("\",\"values\":{");
    for (int point = 0; point < POINTS; point++) {
      text.append(point == 0 ? "" : ",")
          .append(
              "\"point_%02d_w\":{\"value\":%d.5,\"unit\":\"W\"}"
                  .formatted(point, (poll + point) % 9000));
    }
    return text.append("}}").toString().getBytes(UTF_8);
  }

  static String name(int system, Instant at) {
    return system + " " + at;
  }

  /** How many polls were to be sent. */
  int polls() {
    return next.get();
  }

  /** The polls that were acknowledged at the first try. */
  synchronized Set<String> once() {
    return Set.copyOf(once);
  }

  /** The polls that were acknowledged after others of their tries were not. */
  synchronized Set<String> again() {
    return Set.copyOf(again);
  }

  /** Answers by status; 0 where there was none. */
  synchronized Map<Integer, Integer> statuses() {
    return new TreeMap<>(statuses);
  }

  static String text(long[] sorted) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, max %.1f ms",
        at(sorted, 0.5),
        at(sorted, 0.99),
        sorted[sorted.length - 1] / 1e6);
  }

  /** A quantile in milliseconds. */
  static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * share))] / 1e6;
  }
}
