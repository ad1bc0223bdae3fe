package telemetry.window;

/**
 * The newest end of a counter's chain: enough to know that a newer number changes nothing but its
 * own window.
 *
 * @param at when its newest number was measured; {@code Long.MIN_VALUE} if it has none
 * @param predecessor the number that the next is compared with
 * @param fallAt when it last fell without coming back; {@code Long.MIN_VALUE} if never
 */
record Head(long at, double predecessor, long fallAt) {
  static final Head NONE = new Head(Long.MIN_VALUE, 0, Long.MIN_VALUE);

  /**
   * Whether a number at an instant only adds to the chain: it can make no former fall a dropout.
   */
  boolean onlyAdds(long newer) {
    return newer > at && (fallAt == Long.MIN_VALUE || newer - fallAt > CounterChain.COMEBACK);
  }

  /** The head after a number that only adds. */
  Head then(long newer, double number) {
    return new Head(newer, number, CounterChain.falls(predecessor, number) ? newer : fallAt);
  }
}
