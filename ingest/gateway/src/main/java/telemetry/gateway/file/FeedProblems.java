package telemetry.gateway.file;

import java.util.List;

/** Why a feed does not begin; every reason is named. */
public final class FeedProblems extends RuntimeException {
  private final List<String> problems;

  /** All problems at once. */
  public FeedProblems(List<String> problems) {
    super("nothing was sent:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line a problem: where, what was wanted, what was found. */
  public List<String> problems() {
    return problems;
  }
}
