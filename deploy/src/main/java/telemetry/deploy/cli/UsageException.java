package telemetry.deploy.cli;

import java.util.List;

/** What was given does not make sense; every problem is named. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }

  UsageException(String what, List<String> problems) {
    super(what + ":\n  " + String.join("\n  ", problems));
  }
}
