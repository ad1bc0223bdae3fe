package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import telemetry.model.Aggregate;
import telemetry.model.SystemReading;

/**
 * Without transactions a crash loses the last writes of the state and the last rows, each by itself
 * and nothing that a commit has flushed; the log is read again from the last commit.
 */
class CrashLaws {
  private static final Duration SETTLE = Duration.ofMinutes(10);

  @Property(tries = 2000)
  void noCrashChangesTheAnswer(@ForAll long seed) {
    Scenario life = Scenario.of(seed);
    var random = new Random(seed);

    var worker = new Worker(new WindowRules(1, SETTLE, Duration.ofDays(7)), random);
    worker.work(life.permuted(random));

    assertThat(worker.standing()).isEqualTo(naive(life));
    worker.equalRevisionsMeanEqualRows();
  }

  @Property(tries = 2000)
  void norWhileThePastIsForgotten(@ForAll long seed) {
    Scenario life = Scenario.of(seed);

    var worker = new Worker(new WindowRules(1, SETTLE, Duration.ofHours(1)), new Random(seed));
    worker.work(life.sent());

    assertThat(worker.standing()).isEqualTo(naive(life));
    worker.equalRevisionsMeanEqualRows();
  }

  private static String naive(Scenario life) {
    return String.join("\n", new TreeSet<>(NaiveWindows.rows(life.sent())));
  }

  /** One task that is killed and taken up again, as the processor of windows does it. */
  private static final class Worker implements Delivery {
    private final WindowRules rules;
    private final Random random;
    private LosingStore store = new LosingStore(6);
    private SystemWindows windows;
    private final List<Aggregate> rows = new ArrayList<>();
    private long position;
    private long flushes;
    private int committed;
    private int flushedWrites;
    private int flushedRows;

    Worker(WindowRules rules, Random random) {
      this.rules = rules;
      this.random = random;
      takeUp();
    }

    @Override
    public long moment() {
      return flushes;
    }

    @Override
    public boolean isSure(long moment) {
      return flushes > moment;
    }

    void work(List<SystemReading> readings) {
      for (int offset = 0; offset < readings.size(); offset++) {
        windows.hear(readings.get(offset), offset);
        position = Math.max(position, offset);
        if (random.nextInt(3) == 0) {
          emit(random.nextBoolean());
        }
        if (random.nextInt(5) == 0) {
          commit(offset + 1);
        }
        if (random.nextInt(8) == 0) {
          crash();
          offset = committed - 1;
          if (random.nextInt(2) == 0) {
            emit(random.nextBoolean());
          }
        }
      }
      emit(false);
      commit(readings.size());
      emit(false);
      assertThat(windows.hasUntold()).as("untold at the end").isFalse();
    }

    private void emit(boolean settledOnly) {
      store.savePosition(position);
      windows.emit(settledOnly, rows::add);
    }

    private void commit(int next) {
      flushes++;
      committed = next;
      flushedWrites = store.writes();
      flushedRows = rows.size();
    }

    private void crash() {
      store = store.after(flushedWrites + random.nextInt(store.writes() - flushedWrites + 1));
      int kept = flushedRows + random.nextInt(rows.size() - flushedRows + 1);
      rows.subList(kept, rows.size()).clear();
      // What survived is in the log; what comes now comes after it.
      flushedWrites = store.writes();
      flushedRows = kept;
      takeUp();
    }

    private void takeUp() {
      windows = new SystemWindows(6, rules, store, this);
      position = Math.max(store.position(), windows.newestPollOffset());
      windows.takenUpAt(position);
    }

    String standing() {
      Map<String, Aggregate> standing = new HashMap<>();
      for (Aggregate row : rows) {
        standing.merge(
            row.key() + " " + row.intervalEnd(),
            row,
            (a, b) -> {
              int newer = b.revision().compareTo(a.revision());
              return newer > 0 || (newer == 0 && b.status().compareTo(a.status()) >= 0) ? b : a;
            });
      }
      var written = new TreeSet<String>();
      for (Aggregate row : standing.values()) {
        if (row.sampleCount() + row.errorCount() > 0) {
          written.add(NaiveWindows.written(row));
        }
      }
      return String.join("\n", written);
    }

    void equalRevisionsMeanEqualRows() {
      Map<String, String> said = new HashMap<>();
      for (Aggregate row : rows) {
        String former =
            said.put(
                row.key() + " " + row.intervalEnd() + " " + row.revision(),
                NaiveWindows.written(row));
        assertThat(former).isIn(null, NaiveWindows.written(row));
      }
    }
  }
}
