package telemetry.deploy.bench.workload;

/** The order in which polls come: turn by turn, in each turn system by system. */
public final class Arrivals {
  /** Takes a poll. */
  @FunctionalInterface
  public interface Visitor {
    /** A poll of a system comes. */
    void comes(int system, int poll);
  }

  private final Workload workload;

  /** Of a workload. */
  public Arrivals(Workload workload) {
    this.workload = workload;
  }

  /** All of them. */
  public void all(Visitor visitor) {
    from(0, workload.polls() + Workload.LATEST + Workload.AGAIN, visitor);
  }

  /** What comes from a turn on, before another. */
  public void from(int first, int after, Visitor visitor) {
    for (int turn = first; turn < after; turn++) {
      for (int system = 1; system <= workload.systems(); system++) {
        turn(system, turn, visitor);
      }
    }
  }

  /** What comes of a system in one turn: what is late first, then its own poll. */
  public void turn(int system, int turn, Visitor visitor) {
    int oldest = Math.max(0, turn - Workload.LATEST - Workload.AGAIN);
    for (int poll = oldest; poll <= Math.min(turn, workload.polls() - 1); poll++) {
      int came = poll + workload.turnsLate(system, poll);
      int again = workload.turnsAgain(system, poll);
      if (came == turn || (again > 0 && came + again == turn)) {
        visitor.comes(system, poll);
      }
    }
  }
}
