package telemetry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import telemetry.deploy.cli.CommandLines;

/**
 * A command that was run in this process.
 *
 * @param status its exit status
 * @param out what it said
 * @param err what it complained of
 */
record CommandRun(int status, String out, String err) {
  /** Runs it on the pipeline of a data directory. */
  static CommandRun of(Path dataDir, String... line) {
    var out = new StringWriter();
    var err = new StringWriter();
    var arguments = new ArrayList<>(List.of(line));
    arguments.add("--data-dir=" + dataDir);
    var commandLine = CommandLines.telemetry(line);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    int status = commandLine.execute(arguments.toArray(String[]::new));
    return new CommandRun(status, out.toString(), err.toString());
  }

  /** What it says with {@code --json}, if it succeeds. */
  static JsonNode json(Path dataDir, String... line) throws IOException {
    var arguments = new ArrayList<>(List.of(line));
    arguments.add("--json");
    CommandRun run = of(dataDir, arguments.toArray(String[]::new));
    assertThat(run.status).as(run.err).isZero();
    return new ObjectMapper().readTree(run.out);
  }
}
