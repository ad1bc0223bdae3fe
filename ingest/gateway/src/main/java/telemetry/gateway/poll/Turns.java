package telemetry.gateway.poll;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets in so many at a time, the others in their order, and blocks nobody. */
final class Turns {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Turns(int most) {
    this.free = most;
  }

  /** Begins the work once it is its turn; the turn ends when the work's future does. */
  <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> work) {
    var result = new CompletableFuture<T>();
    Runnable begin =
        () -> {
          CompletableFuture<T> begun;
          try {
            begun = work.get();
          } catch (RuntimeException e) {
            begun = CompletableFuture.failedFuture(e);
          }
          var unused =
              begun.whenComplete(
                  (value, fault) -> {
                    // First the next: whoever hears of the end may come back at once.
                    leave();
                    if (fault == null) {
                      result.complete(value);
                    } else {
                      result.completeExceptionally(fault);
                    }
                  });
        };
    enter(begin);
    return result;
  }

  private void enter(Runnable begin) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(begin);
        return;
      }
      free--;
    }
    begin.run();
  }

  private void leave() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    next.run();
  }
}
