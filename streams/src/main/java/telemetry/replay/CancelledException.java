package telemetry.replay;

/** Somebody told the recalculation to stop. */
public final class CancelledException extends RuntimeException {
  CancelledException(int batch) {
    super("batch " + batch + " was told to stop");
  }
}
