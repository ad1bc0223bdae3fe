package telemetry.window;

/**
 * The newest end of a counter's chain: enough to know that a newer number changes nothing but its
 * own window, and since when the chain is nothing but its numbers.
 *
 * @param at when its newest number was measured; {@code Long.MIN_VALUE} if it has none
 * @param predecessor the number that the next is compared with
 * @param breakAt when it last began again, by a fall without coming back or by a leap; {@code
 *     Long.MIN_VALUE} if never
 * @param evenSince no number measured after this falls below the number just before it, whether it
 *     came back or not; {@code Long.MIN_VALUE} if none ever did
 */
record Head(long at, double predecessor, long breakAt, long evenSince) {
  static final Head NONE = new Head(Long.MIN_VALUE, 0, Long.MIN_VALUE, Long.MIN_VALUE);

  /**
   * Whether a number at an instant only adds to the chain: it can make no former fall a dropout.
   */
  boolean onlyAdds(long newer) {
    return newer > at && (breakAt == Long.MIN_VALUE || newer - breakAt > CounterChain.COMEBACK);
  }

  /** The head after a number that only adds. */
  Head then(long newer, double number, double maxPerHour) {
    boolean falls = CounterChain.falls(predecessor, number);
    boolean breaks =
        falls
            || (at != Long.MIN_VALUE
                && CounterChain.leaps(predecessor, number, newer - at, maxPerHour));
    return new Head(newer, number, breaks ? newer : breakAt, falls ? newer : evenSince);
  }

  /**
   * Whether from an instant on the chain is nothing but its numbers: a fall before it can have made
   * no later number a dropout, and none came after it.
   */
  boolean isEvenFrom(long instant) {
    return evenSince == Long.MIN_VALUE || instant - evenSince > CounterChain.COMEBACK;
  }
}
