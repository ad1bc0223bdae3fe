package telemetry.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import telemetry.recalculation.Counts;
import telemetry.replay.Watcher;
import telemetry.replay.kafka.Pace;

class LiveWatchTest {
  private static final Duration TARGET = Duration.ofSeconds(5);

  private final AtomicReference<Duration> late = new AtomicReference<>(Duration.ofSeconds(6));
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Boolean> told = new ConcurrentLinkedQueue<>();
  private final Pace pace = new Pace(1_000_000);
  private final Watcher watcher =
      new Watcher() {
        @Override
        public void begin(int pieces, int before) {}

        @Override
        public void piece(Counts counts) {}

        @Override
        public void live(Duration now, boolean none) {
          told.add(none);
        }
      };

  private LiveWatch watch(Duration target) {
    return new LiveWatch(late::get, () -> closed.set(true), target, pace, watcher);
  }

  @Test
  void nothingIsSentWhileLiveRowsAreLaterThanTheyMayBe() {
    try (LiveWatch watch = watch(TARGET)) {
      await().until(() -> told.contains(true));
      CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> pace.take(1));
      await()
          .during(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(2))
          .until(() -> !sent.isDone());

      late.set(Duration.ofSeconds(5));

      await().until(sent::isDone);
      assertThat(watch.seen().most()).isEqualTo(Duration.ofSeconds(6));
      assertThat(watch.seen().held()).isPositive();
      assertThat(watch.seen().target()).isEqualTo(TARGET);
    }
    assertThat(closed).isTrue();
  }

  @Test
  void withoutATargetTheyMayBeAsLateAsTheyBecome() {
    try (LiveWatch watch = watch(Duration.ZERO)) {
      await().until(() -> !told.isEmpty());
      assertThat(told).doesNotContain(true);
      assertThat(watch.seen().held()).isZero();
    }
  }

  @Test
  void whoIsHeldWhenTheWatchEndsGoesOn() {
    LiveWatch watch = watch(TARGET);
    await().until(() -> told.contains(true));
    watch.close();
    pace.take(1);
    assertThat(watch.seen().held()).isPositive();
  }
}
