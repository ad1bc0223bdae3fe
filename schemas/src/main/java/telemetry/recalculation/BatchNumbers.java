package telemetry.recalculation;

/** Remembers, outside the database, which numbers batches were given. */
public interface BatchNumbers {
  /** The highest number that was ever given; 0 if none was. */
  int last();

  /** A number is given, and never again. */
  void give(int number);
}
