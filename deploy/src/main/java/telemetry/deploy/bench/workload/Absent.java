package telemetry.deploy.bench.workload;

/** Polls that do not come, or not yet. */
@FunctionalInterface
public interface Absent {
  /** All come. */
  Absent NONE = (system, poll) -> false;

  /** Whether a poll of a system is one of them. */
  boolean is(int system, int poll);
}
