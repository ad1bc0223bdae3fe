package telemetry.settings;

import java.util.List;

/** Settings that a process refuses to start with; every problem is named. */
public final class BadSettings extends RuntimeException {
  private final List<String> problems;

  /** All problems at once. */
  public BadSettings(String role, List<String> problems) {
    super(
        role
            + " cannot start, "
            + problems.size()
            + (problems.size() == 1 ? " setting is" : " settings are")
            + " wrong:\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line a problem: which setting, what was wanted, what was found. */
  public List<String> problems() {
    return problems;
  }
}
