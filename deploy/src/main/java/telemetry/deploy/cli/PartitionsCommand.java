package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import telemetry.deploy.run.Roles;
import telemetry.sink.jdbc.PartitionUpkeep;
import telemetry.sink.jdbc.PartitionUpkeep.Done;
import telemetry.sink.jdbc.PartitionUpkeep.Partition;

/** {@code telemetry partitions}: how the tables are divided by time. */
@Command(
    name = "partitions",
    description = {
      "List the partitions of the tables, or make those that are due and drop those that are old.",
      "",
      "A sink does the same every hour, and makes any partition that its rows need at once. How long"
          + " a table keeps its rows is a setting, sink.keep.TABLE.days; 0 is for ever.",
      "",
      "Of hypertables it lists the chunks, which TimescaleDB makes when rows come, and maintain also"
          + " sets the policies by which it keeps and compresses them: sink.compress.after.days."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry partitions list --data-dir data",
      "  telemetry partitions maintain --data-dir data --set sink.keep.samples.days=30"
    })
final class PartitionsCommand extends Verbs {
  @Command(
      description = "List the partitions: from when on, before when, and how large they are.",
      footer = {
        "",
        "Example:",
        "  telemetry partitions list --data-dir data --json | jq '.[].name'"
      })
  int list(
      @Mixin SettingsOptions options,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
          @Nullable Path dataDir,
      @Option(names = "--json", description = "For programs.") boolean json)
      throws JsonProcessingException {
    Log.forPerson(options.verbose());
    var upkeep = new PartitionUpkeep(Roles.database(settings(options, dataDir)));
    var table = new Table("table", "partition", "since", "until", "rows (about)", "bytes");
    List<Map<String, Object>> all = new ArrayList<>();
    for (Partition one : upkeep.list()) {
      table.row(
          one.table(), one.name(), one.since(), one.until(), one.estimatedRows(), one.bytes());
      var fields = new LinkedHashMap<String, Object>();
      fields.put("table", one.table());
      fields.put("name", one.name());
      fields.put("since", one.since().toString());
      fields.put("until", one.until().toString());
      fields.put("estimatedRows", one.estimatedRows());
      fields.put("bytes", one.bytes());
      all.add(fields);
    }
    print(json, all, table);
    return ExitStatus.OK;
  }

  @Command(
      description = {
        "Make the partitions of now and next, and drop those that are wholly older than kept.",
        "",
        "It waits two seconds for those who use a table, and then ends with status 3: try again."
      },
      footer = {"", "Example:", "  telemetry partitions maintain --config sink.properties"})
  int maintain(
      @Mixin SettingsOptions options,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
          @Nullable Path dataDir,
      @Option(names = "--json", description = "For programs.") boolean json)
      throws JsonProcessingException {
    Log.forPerson(options.verbose());
    Map<String, String> settings = settings(options, dataDir);
    var upkeep = new PartitionUpkeep(Roles.database(settings));
    var table = new Table("table", "made", "dropped");
    List<Done> done = upkeep.maintain(Roles.keep(settings));
    for (Done one : done) {
      table.row(one.table(), one.made(), String.join(", ", one.dropped()));
    }
    print(json, done, table);
    return ExitStatus.OK;
  }

  private static Map<String, String> settings(SettingsOptions options, @Nullable Path dataDir) {
    return RequiredEndpoints.require(options.given(dataDir), RequiredEndpoints.DATABASE);
  }

  private void print(boolean json, Object all, Table table) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } else {
      out.print(table.text());
    }
  }
}
