package telemetry.window;

import java.time.Duration;
import java.util.Map;

/**
 * How far behind a system's newest reading a reading may be.
 *
 * @param usual for every system
 * @param ofVendor for systems that a vendor speaks for, by its name, where that is longer: some
 *     revise what they said weeks later
 */
public record Reach(Duration usual, Map<String, Duration> ofVendor) {
  /** Keeps the map from changing. */
  public Reach {
    ofVendor = Map.copyOf(ofVendor);
  }

  /** Whether a system's vendor matters. */
  boolean isLonger(String vendor) {
    return ofVendor.getOrDefault(vendor, usual).compareTo(usual) > 0;
  }

  /** The reach of a system that such vendors speak for. */
  Duration of(Iterable<String> vendors) {
    Duration longest = usual;
    for (String vendor : vendors) {
      Duration reach = ofVendor.getOrDefault(vendor, usual);
      longest = reach.compareTo(longest) > 0 ? reach : longest;
    }
    return longest;
  }
}
