package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import telemetry.window.Delivery;

/** What a thread has sent without transactions: sure with its next flush. */
final class Flushes implements Delivery {
  private final Runnable flushed;
  private long flushes;
  private int secured;

  Flushes() {
    this(() -> {});
  }

  /**
   * Tells of each flush.
   *
   * @param flushed what to do then
   */
  Flushes(Runnable flushed) {
    this.flushed = flushed;
  }

  void commit() {
    flushes++;
    flushed.run();
  }

  int secured() {
    return secured;
  }

  @Override
  public long moment() {
    return flushes;
  }

  @Override
  public boolean isSure(long moment) {
    return flushes > moment;
  }

  @Override
  public void secure() {
    assertThat(flushes).as("a thread that has flushed").isPositive();
    secured++;
    commit();
  }
}
