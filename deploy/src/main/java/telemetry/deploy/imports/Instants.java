package telemetry.deploy.imports;

/**
 * Instants in epoch milliseconds, each with a number in the order of their coming. A history has
 * millions, so one is 24 to 48 bytes.
 */
final class Instants {
  private static final int FIRST_CAPACITY = 64;

  /** Instants lie at even distances: this takes them apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] instants = new long[FIRST_CAPACITY];
  private int[] numbers = new int[FIRST_CAPACITY]; // One more than the number; 0 is a free place.
  private int size;

  /** Whether it is new. */
  boolean add(long at) {
    int place = place(at);
    if (numbers[place] != 0) {
      return false;
    }
    instants[place] = at;
    numbers[place] = ++size;
    if (size * 2 > numbers.length) {
      grow();
    }
    return true;
  }

  /** Whether it came. */
  boolean contains(long at) {
    return numbers[place(at)] != 0;
  }

  /** How many came before it; -1 if it did not come. */
  int number(long at) {
    return numbers[place(at)] - 1;
  }

  int size() {
    return size;
  }

  private int place(long at) {
    int last = numbers.length - 1;
    int place = Long.hashCode(at * SPREAD) & last;
    while (numbers[place] != 0 && instants[place] != at) {
      place = (place + 1) & last;
    }
    return place;
  }

  private void grow() {
    long[] formerInstants = instants;
    int[] formerNumbers = numbers;
    instants = new long[formerInstants.length * 2];
    numbers = new int[formerNumbers.length * 2];
    for (int i = 0; i < formerNumbers.length; i++) {
      if (formerNumbers[i] != 0) {
        int place = place(formerInstants[i]);
        instants[place] = formerInstants[i];
        numbers[place] = formerNumbers[i];
      }
    }
  }
}
