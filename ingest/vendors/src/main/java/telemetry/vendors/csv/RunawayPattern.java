package telemetry.vendors.csv;

/** A regular expression that tries far more ways than the length of its text is worth. */
final class RunawayPattern extends RuntimeException {
  RunawayPattern(String pattern) {
    super("match: wanted an expression that comes to an end, found '" + pattern + "'");
  }
}
