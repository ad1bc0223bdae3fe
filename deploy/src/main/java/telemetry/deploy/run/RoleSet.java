package telemetry.deploy.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import telemetry.role.Health;
import telemetry.role.Role;

/** The roles of this process, watched together. */
public final class RoleSet {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final List<Role> roles;

  /** Watches these. */
  public RoleSet(List<Role> roles) {
    this.roles = List.copyOf(roles);
  }

  /** The roles, in the order a reading travels. */
  public List<Role> roles() {
    return roles;
  }

  /** Why this process must be started again, if it must. */
  public Optional<String> failure() {
    return reason(health -> !health.live());
  }

  /** Why it does not do its work now, if it does not. */
  public Optional<String> waiting() {
    return reason(health -> !health.ready());
  }

  private Optional<String> reason(java.util.function.Predicate<Health> of) {
    List<String> reasons =
        roles.stream()
            .filter(role -> of.test(role.health()))
            .map(role -> role.name() + ": " + role.health().reason())
            .toList();
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", reasons));
  }

  /**
   * Waits until all do their work.
   *
   * @throws RoleException if one failed, or time ran out; says which and why
   */
  public void awaitReady(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<String> waiting = waiting();
    while (waiting.isPresent()) {
      failure()
          .ifPresent(
              reason -> {
                throw new RoleException(reason);
              });
      if (System.nanoTime() > deadline) {
        throw new RoleException("not ready after " + patience.toSeconds() + " s\n" + waiting.get());
      }
      LockSupport.parkNanos(LOOK.toNanos());
      waiting = waiting();
    }
  }

  /** Waits until one of them fails, and throws that; a signal ends the process meanwhile. */
  public void awaitFailure() {
    while (failure().isEmpty()) {
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    throw new RoleException(failure().orElse(""));
  }
}
