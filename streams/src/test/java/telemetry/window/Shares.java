package telemetry.window;

import java.util.List;
import java.util.Set;
import net.jqwik.api.statistics.Statistics;

/** How often the hard things are among what a law is tried with. */
public final class Shares {
  private Shares() {}

  /** Asserts that each of {@link Scenario#FEATURES} is in at least 5 % of the tries. */
  public static void require(Set<String> features) {
    require(Scenario.FEATURES, features);
  }

  /** Asserts that each of some things is in at least 5 % of the tries; this try has these. */
  static void require(List<String> wanted, Set<String> features) {
    for (String feature : wanted) {
      Statistics.label(feature)
          .collect(features.contains(feature))
          .coverage(share -> share.check(true).percentage(p -> p >= 5));
    }
  }
}
