package telemetry.deploy.cli;

import java.io.PrintWriter;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import telemetry.deploy.imports.ImportException;
import telemetry.deploy.replay.ReplayException;
import telemetry.deploy.systems.SystemsException;
import telemetry.deploy.topics.TopicsException;
import telemetry.gateway.file.FeedProblems;
import telemetry.settings.BadSettings;

/** Says a failure in one message; the trace is for those who ask with {@code --verbose}. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("telemetry: " + message(failure));
    if (verbose(parsed)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return status(failure);
  }

  private static int status(Exception failure) {
    if (failure instanceof UsageException
        || failure instanceof BadSettings
        || failure instanceof SystemsException
        || failure instanceof ImportException
        || failure instanceof FeedProblems) {
      return ExitStatus.USAGE;
    }
    if (failure instanceof NotSoException
        || failure instanceof TopicsException
        || failure instanceof ReplayException) {
      return ExitStatus.NOT_SO;
    }
    return ExitStatus.BROKEN;
  }

  static String message(Throwable failure) {
    String said = failure.getMessage();
    String text = said == null || said.isBlank() ? failure.getClass().getSimpleName() : said;
    if (kafkaIsAway(failure)) {
      return "Kafka did not answer in time ("
          + text
          + "). Does the pipeline run, and is it where --data-dir or "
          + RequiredEndpoints.KAFKA
          + " says? Its log tells more; \"telemetry up\" starts one.";
    }
    boolean ours = failure.getClass().getName().startsWith("telemetry.");
    return ours ? text : failure.getClass().getSimpleName() + ": " + text;
  }

  /** Waited for in vain, whoever of its clients did. */
  private static boolean kafkaIsAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static boolean verbose(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.hasMatchedOption("--verbose");
  }
}
