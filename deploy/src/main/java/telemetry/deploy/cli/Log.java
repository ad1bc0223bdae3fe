package telemetry.deploy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes. A person at a terminal sees what needs an eye; a role in production logs all
 * to standard error, where its supervisor collects it.
 */
final class Log {
  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n";

  private Log() {}

  /** For a verb: warnings, on standard error. */
  static void forPerson(boolean verbose) {
    LoggerContext context = fresh();
    console(context, verbose ? Level.INFO : Level.ERROR);
  }

  /** For a role of its own: everything on standard error. */
  static void forSupervisor() {
    console(fresh(), Level.INFO);
  }

  /** For everything in one process: all in a file; a failure is told in one message at the end. */
  static void toFile(Path file, boolean verbose) {
    LoggerContext context = fresh();
    var appender = new FileAppender<ILoggingEvent>();
    appender.setFile(file.toString());
    start(context, appender, Level.INFO);
    if (verbose) {
      console(context, Level.INFO);
    }
  }

  private static LoggerContext fresh() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.getLogger("ROOT").setLevel(Level.INFO);
    // They tell their whole configuration at INFO, and each start of theirs at length.
    for (String chatty :
        new String[] {"org.apache.kafka", "kafka", "state.change.logger", "io.zonky"}) {
      context.getLogger(chatty).setLevel(Level.WARN);
    }
    // Scans go from topic to topic with one consumer; answers for the topic before are no news.
    context
        .getLogger("org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils")
        .setLevel(Level.ERROR);
    return context;
  }

  private static void console(LoggerContext context, Level least) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setTarget("System.err");
    start(context, appender, least);
  }

  private static void start(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, Level least) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var filter = new ThresholdFilter();
    filter.setLevel(least.toString());
    filter.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.addFilter(filter);
    appender.start();
    context.getLogger("ROOT").addAppender(appender);
  }
}
