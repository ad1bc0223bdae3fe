package telemetry.deploy.systems;

import java.util.List;

/** A file of systems that cannot be declared; every problem is named. */
public final class SystemsException extends RuntimeException {
  /** All problems at once. */
  public SystemsException(List<String> problems) {
    super("systems are not declared, nothing was changed:\n  " + String.join("\n  ", problems));
  }
}
