package telemetry.deploy.systems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import telemetry.model.ApiKeys;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.Decoders;

/**
 * Declarations as people write them.
 *
 * <pre>
 * systems:
 *   - id: 6
 *     vendor: fronius
 *     site: site-6            # how the vendor names it; optional
 *     name: House by the river
 *     timezone: Australia/Sydney
 *     active: true            # optional
 *     apiKeys: [a-long-random-token]      # kept as hashes only; optional
 *     apiKeyHashes: ['sha256:…']          # optional
 *   - id: 7
 *     vendor: amber
 *     site: 01F5A5CRKMZ5BCX9P1S4V990AM    # needed where the vendor is asked for it
 *     name: House on the hill
 *     timezone: Australia/Sydney
 *     access: {apiKey: env:AMBER_KEY}     # what its vendor is asked with; without it, it is not
 * </pre>
 */
public final class SystemsFile {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "vendor",
          "site",
          "name",
          "timezone",
          "active",
          "apiKeys",
          "apiKeyHashes",
          "access");

  /** A shorter key could be guessed from its hash. */
  private static final int LEAST_KEY = 16;

  /** A name that stands twice would hide what it says first. */
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final List<String> problems = new ArrayList<>();

  private SystemsFile() {}

  /**
   * Reads a file's text.
   *
   * @throws SystemsException naming every problem
   */
  public static List<SystemDeclaration> read(String yaml) {
    return new SystemsFile().readAll(yaml);
  }

  private List<SystemDeclaration> readAll(String yaml) {
    var declarations = new ArrayList<SystemDeclaration>();
    var file = new Fields("", parse(yaml), problems);
    file.only(Set.of("systems"));
    JsonNode systems = file.node().path("systems");
    if (!systems.isArray() || systems.isEmpty()) {
      file.refuse("systems", "wanted a list of at least one, found " + Fields.found(systems));
    }
    var ids = new HashSet<Integer>();
    for (int i = 0; i < systems.size(); i++) {
      int before = problems.size();
      SystemDeclaration declaration = readOne("systems[" + i + "].", systems.get(i));
      if (problems.size() == before) {
        declarations.add(declaration);
        if (!ids.add(declaration.systemId())) {
          problems.add(
              "systems[" + i + "].id: wanted each system once, found " + declaration.systemId());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new SystemsException(problems);
    }
    return declarations;
  }

  private JsonNode parse(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      // The message without the source: a key may stand in it.
      var at = e.getLocation();
      problems.add(
          "wanted YAML, found something else"
              + (at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr()));
      throw new SystemsException(problems);
    }
  }

  private SystemDeclaration readOne(String where, JsonNode node) {
    var fields = new Fields(where, node, problems);
    fields.only(FIELDS);
    int id = fields.id("id");
    String vendor = fields.text("vendor");
    if (!vendor.isEmpty() && !Decoders.standard().containsKey(vendor)) {
      fields.refuse(
          "vendor",
          "wanted one of "
              + Decoders.standard().keySet().stream().sorted().toList()
              + ", found '"
              + vendor
              + "'");
    }
    String site = node.hasNonNull("site") ? fields.text("site") : null;
    return new SystemDeclaration(
        Math.max(1, id), // Refused where it is less.
        vendor,
        site,
        fields.text("name"),
        zone(fields),
        fields.flag("active"),
        hashes(fields),
        SystemAccess.read(fields, vendor, site));
  }

  private static List<String> hashes(Fields fields) {
    var hashes = new ArrayList<String>();
    for (String key : fields.texts("apiKeys")) {
      if (key.length() < LEAST_KEY) {
        fields.refuse("apiKeys", "wanted random keys of " + LEAST_KEY + " or more characters");
      }
      hashes.add(ApiKeys.hash(key));
    }
    for (String hash : fields.texts("apiKeyHashes")) {
      if (!hash.matches("sha256:[0-9a-f]{64}")) {
        fields.refuse("apiKeyHashes", "wanted sha256: and 64 hexadecimal digits");
      }
      hashes.add(hash);
    }
    return hashes;
  }

  private static ZoneId zone(Fields fields) {
    String text = fields.text("timezone");
    try {
      return ZoneId.of(text.isBlank() ? "UTC" : text);
    } catch (DateTimeException e) {
      fields.refuse("timezone", "wanted an IANA zone, found '" + text + "'");
      return ZoneId.of("UTC");
    }
  }
}
