package telemetry.deploy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.gateway.file.MappingFile;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.normalise.Normaliser;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoders;
import telemetry.vendors.Timestamps;
import telemetry.vendors.csv.CsvFormat;

/** {@code telemetry decode}: what a vendor's body means, without any server. */
@Command(
    name = "decode",
    description = {
      "Say what a vendor's body means, or why it is rejected; no server is needed.",
      "",
      "Each file is one body, as the vendor sent it, or with a mapping a wide CSV; - is standard"
          + " input. Decoders and guards are those of the running pipeline. Fields that no decoder knows are named; values of"
          + " credentials are never shown."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry decode --vendor selectronic point.json",
      "  telemetry decode --vendor amber --json usage.json | jq '.polls[].values[]'",
      "  curl -s http://envoy.local/production.json | telemetry decode --vendor envoy -",
      "  telemetry decode --vendor general --content-type application/x-ndjson readings.ndjson",
      "  telemetry decode --vendor csv --mapping home.yaml home.csv"
    })
final class DecodeCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 16 << 20;

  /** A system and a place in the log that stand for any. */
  private static final int SYSTEM = 1;

  private static final RawPosition POSITION = new RawPosition(0, 0);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--verbose", description = "Show the trace of a failure.")
  boolean verbose;

  @Option(
      names = "--vendor",
      required = true,
      paramLabel = "NAME",
      description = "Whose bodies they are.")
  private String vendor = "";

  @Option(names = "--json", description = "One JSON object a file, for programs.")
  private boolean json;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "As it came with the bodies. Default: application/json")
  private @Nullable String contentType;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "For csv: what the columns mean, in YAML.")
  private @Nullable Path mapping;

  @Option(
      names = "--received",
      paramLabel = "TIME",
      description =
          "When they were received, in ISO 8601: for bodies that do not say when they were"
              + " measured, and for what is in the future. Default: now")
  private @Nullable String received;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, or -.")
  private List<String> files = List.of();

  @Override
  public Integer call() throws IOException {
    Instant receivedAt = check();
    String type = type();
    var normaliser = new Normaliser(Decoders.standard());
    PrintWriter out = spec.commandLine().getOut();
    boolean all = true;
    for (String file : files) {
      for (Map.Entry<String, byte[]> body : bodies(file).entrySet()) {
        var raw = new RawReading(SYSTEM, vendor, receivedAt, type, body.getValue());
        Decoded decoded = normaliser.normalise(raw, POSITION, receivedAt);
        if (json) {
          out.println(DecodedJson.of(body.getKey(), decoded));
        } else {
          out.print(DecodedText.of(body.getKey(), decoded));
        }
        all &= decoded instanceof Decoded.Accepted;
      }
    }
    out.flush();
    return all ? ExitStatus.OK : ExitStatus.NOT_SO;
  }

  /** The bodies of a file by what to call them: itself, or each row of a CSV with its header. */
  private Map<String, byte[]> bodies(String file) throws IOException {
    byte[] whole = read(file);
    if (mapping == null) {
      return Map.of(file, whole);
    }
    String[] lines = new String(whole, StandardCharsets.UTF_8).split("\n");
    var rows = new LinkedHashMap<String, byte[]>();
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        byte[] row = (lines[0] + "\n" + lines[i]).getBytes(StandardCharsets.UTF_8);
        rows.put(file + ":" + (i + 1), row);
      }
    }
    return rows;
  }

  /** Finds everything that is wrong before anything is said. */
  private Instant check() {
    var problems = new ArrayList<String>();
    if (!Decoders.standard().containsKey(vendor)) {
      problems.add(
          "--vendor: wanted one of "
              + new TreeSet<>(Decoders.standard().keySet())
              + ", found '"
              + vendor
              + "'");
    }
    if (mapping != null && contentType != null) {
      problems.add("--mapping: wanted without --content-type, since it makes one, found both");
    }
    for (String file : files) {
      if (!file.equals("-") && !Files.isRegularFile(Path.of(file))) {
        problems.add(file + ": wanted a file, found none");
      }
    }
    Instant receivedAt =
        received == null ? Clock.systemUTC().instant() : Timestamps.iso(received).orElse(null);
    if (receivedAt == null) {
      problems.add("--received: wanted " + Timestamps.ISO + ", found '" + received + "'");
      receivedAt = Instant.EPOCH;
    }
    if (!problems.isEmpty()) {
      throw new UsageException("nothing was decoded", problems);
    }
    return receivedAt;
  }

  private String type() {
    if (mapping != null) {
      return CsvFormat.contentType(MappingFile.read(mapping));
    }
    return contentType == null ? "application/json" : contentType;
  }

  private byte[] read(String file) throws IOException {
    byte[] body;
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      body = in.readNBytes(MAX_BYTES + 1);
    }
    if (body.length > MAX_BYTES) {
      throw new UsageException(
          file + ": wanted a body of at most " + MAX_BYTES + " bytes, found a longer one");
    }
    return body;
  }
}
