package telemetry.window;

/**
 * A stretch of time (start, end], named by its end. It is made of the windows that end in it.
 *
 * @param start exclusive
 * @param end inclusive
 */
record Period(long start, long end) {
  /** Whether a window that ends at an instant belongs to it. */
  boolean holds(long windowEnd) {
    return windowEnd > start && windowEnd <= end;
  }

  long length() {
    return end - start;
  }
}
