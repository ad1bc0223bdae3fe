package telemetry.window;

/**
 * How much of what a system was heard to say is surely in its state's changelog: whoever takes the
 * task up again has heard no less.
 */
final class SureState {
  private final Delivery delivery;
  private long moment = Delivery.LONG_AGO;
  private long first;

  SureState(Delivery delivery) {
    this.delivery = delivery;
  }

  /** A record was heard, and what it changed is kept. */
  void heard(long offset) {
    long now = delivery.moment();
    if (now != moment) {
      moment = now;
      first = offset;
    }
  }

  /** Whether the state will not be found again as it was before a record. */
  boolean holds(long offset) {
    return offset < first || delivery.isSure(moment);
  }

  /** Sees to it that all that was heard is found again. */
  void secure() {
    delivery.secure();
  }
}
