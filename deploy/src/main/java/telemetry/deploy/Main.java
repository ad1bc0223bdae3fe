package telemetry.deploy;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import telemetry.deploy.cli.CommandLines;

/** The one entry: {@code deploy/telemetry} runs this. */
public final class Main {
  private Main() {}

  /** Runs one command and ends with its status. */
  public static void main(String[] args) {
    CommandLine telemetry = CommandLines.telemetry();
    telemetry.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    int status = telemetry.execute(args);
    telemetry.getOut().flush();
    System.exit(status);
  }
}
