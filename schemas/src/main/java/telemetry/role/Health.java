package telemetry.role;

/**
 * How a role is.
 *
 * @param live false when only a restart can help
 * @param ready whether it does its work now
 * @param reason why not, or what it does
 */
public record Health(boolean live, boolean ready, String reason) {
  /** At work. */
  public static Health ready(String reason) {
    return new Health(true, true, reason);
  }

  /** Alive and waiting for something. */
  public static Health waiting(String reason) {
    return new Health(true, false, reason);
  }

  /** Stopped by something that somebody must repair. */
  public static Health failed(String reason) {
    return new Health(false, false, reason);
  }
}
