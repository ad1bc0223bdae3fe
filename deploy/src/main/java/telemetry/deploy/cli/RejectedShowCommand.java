package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.rejected.RejectedRecord;
import telemetry.deploy.rejected.RejectedTopic;
import telemetry.deploy.run.Cluster;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.registry.UndecodableException;
import telemetry.topics.Topics;

/** {@code telemetry rejected show}: one refused record. */
@Command(
    name = "show",
    description = {
      "Show a refused record: why, its headers, and what it holds.",
      "",
      "A raw record is shown as the vendor's body; of any other, the bytes."
    },
    footer = {"", "Example:", "  telemetry rejected show 2/17 --data-dir data"})
final class RejectedShowCommand implements Callable<Integer> {
  private static final int MOST_BYTES = 512;
  private static final int MOST_TEXT = 16_384;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log = new LogOptions();

  @Parameters(paramLabel = "PLACE", description = "As rejected list shows it: 2/17.")
  private String place = "";

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    var filter = new RejectedOptions().filter(List.of(place));
    Map<String, @Nullable Object> fields;
    try (Cluster cluster = log.connect();
        var scan = new TopicScan(cluster.kafka(), LogOptions.PATIENCE)) {
      RejectedRecord record =
          RejectedTopic.read(scan, filter).stream()
              .findFirst()
              .orElseThrow(
                  () -> new NotSoException(place + ": wanted a refused record, found none"));
      fields = fields(record, cluster.registry());
    }
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields));
    } else {
      var table = new Table("what", "is");
      fields.forEach((name, value) -> table.row(name, printable(value)));
      out.print(table.text());
    }
    out.flush();
    return ExitStatus.OK;
  }

  private static String printable(@Nullable Object value) {
    return DecodedText.printable(String.valueOf(value));
  }

  private static Map<String, @Nullable Object> fields(
      RejectedRecord record, SchemaRegistry registry) {
    var fields = new LinkedHashMap<>(record.fields());
    var headers = new LinkedHashMap<String, String>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    fields.put("headers", headers);
    fields.put("body", body(record, registry));
    return fields;
  }

  /** What it holds, bounded. */
  private static String body(RejectedRecord record, SchemaRegistry registry) {
    byte[] value = record.value();
    if (value == null) {
      return "";
    }
    var origin = record.origin();
    if (origin != null && origin.topic().equals(Topics.RAW.name())) {
      try {
        var raw =
            new AvroSerde<>(Topics.RAW, registry)
                .deserializer()
                .deserialize(Topics.RAW.name(), value);
        String text = new String(raw.body(), StandardCharsets.UTF_8);
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
      } catch (UndecodableException e) {
        // That is why it was refused; the bytes below are all there is.
      }
    }
    String hex = HexFormat.of().formatHex(value, 0, Math.min(value.length, MOST_BYTES));
    return value.length > MOST_BYTES ? hex + "…" : hex;
  }
}
