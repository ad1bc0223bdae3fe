package telemetry.gateway.poll;

import java.util.Set;
import telemetry.topics.Partitions;

/** Which systems are this process's to ask, of all processes that ask. */
public interface Share {
  /**
   * A part of all systems.
   *
   * @param partitions how many parts there are; 0 before that is known
   * @param mine those that are this process's
   */
  record Part(int partitions, Set<Integer> mine) {
    /** No part. */
    public static final Part NONE = new Part(0, Set.of());

    /** Keeps the set from changing. */
    public Part {
      mine = Set.copyOf(mine);
    }

    /** Whether a system is this process's. */
    public boolean holds(int systemId) {
      return partitions > 0 && mine.contains(Partitions.ofSystem(systemId, partitions));
    }

    /** Whether this process does what only one may do. */
    public boolean leads() {
      return mine.contains(0);
    }
  }

  /** The part as it is now. */
  Part part();
}
