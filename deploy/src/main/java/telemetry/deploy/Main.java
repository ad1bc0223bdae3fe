package telemetry.deploy;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import telemetry.deploy.cli.CommandLines;

/** The one entry: {@code deploy/telemetry} runs this. */
public final class Main {
  private Main() {}

  /** Runs one command and ends with its status. */
  public static void main(String[] args) {
    // Kafka Streams writes a number by String.format for each record that it takes; for any other
    // locale than this one Java looks up how zero is written there, each time.
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    CommandLine telemetry = CommandLines.telemetry(args);
    telemetry.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    int status = telemetry.execute(args);
    telemetry.getOut().flush();
    System.exit(status);
  }
}
