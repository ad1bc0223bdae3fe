package telemetry.deploy.bench.stand;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The log of a program that is only there to be measured. */
public final class Quiet {
  private Quiet() {}

  /** Nothing but warnings: without this, every library tells all it does. */
  public static void please() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("ROOT").setLevel(Level.WARN);
  }
}
