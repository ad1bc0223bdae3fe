package telemetry.window;

import java.util.Set;
import java.util.TreeSet;

/** How far back one system reaches, by the vendors that speak for it. */
public final class SystemReach {
  private final Reach rules;
  private final Set<String> vendors;
  private long millis;

  /** Of a system that was not heard. */
  public SystemReach(Reach rules) {
    this(rules, Set.of());
  }

  /** Of a system that such vendors speak for. */
  SystemReach(Reach rules, Set<String> vendors) {
    this.rules = rules;
    this.vendors = new TreeSet<>(vendors);
    this.millis = rules.of(vendors).toMillis();
  }

  /** A vendor speaks for the system; true if that is news which makes a difference. */
  public boolean heard(String vendor) {
    if (!rules.isLonger(vendor) || !vendors.add(vendor)) {
      return false;
    }
    millis = rules.of(vendors).toMillis();
    return true;
  }

  /** The vendors that made a difference. */
  Set<String> vendors() {
    return vendors;
  }

  /** Behind the system's newest reading, in milliseconds. */
  public long millis() {
    return millis;
  }
}
