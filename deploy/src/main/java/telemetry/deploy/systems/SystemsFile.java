package telemetry.deploy.systems;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import telemetry.model.SystemIds;
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
    JsonNode systems = parse(yaml).path("systems");
    if (!systems.isArray() || systems.isEmpty()) {
      problems.add("systems: wanted a list of at least one, found " + systems.getNodeType());
    }
    var ids = new HashSet<Integer>();
    for (int i = 0; i < systems.size(); i++) {
      int before = problems.size();
      SystemDeclaration declaration = readOne("systems[" + i + "]", systems.get(i));
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
      return new ObjectMapper(new YAMLFactory()).readTree(yaml);
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
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                problems.add(where + "." + name + ": no field; known are " + sorted(FIELDS));
              }
            });
    int id = node.path("id").asInt(0);
    if (id < 1) {
      problems.add(where + ".id: wanted a number from 1, found " + node.path("id"));
      id = 1;
    }
    String vendor = text(where, node, "vendor");
    if (!Decoders.standard().containsKey(vendor)) {
      problems.add(
          where
              + ".vendor: wanted one of "
              + sorted(Decoders.standard().keySet())
              + ", found '"
              + vendor
              + "'");
    }
    String site = node.hasNonNull("site") ? node.path("site").asText() : null;
    return new SystemDeclaration(
        SystemIds.require(id),
        vendor,
        site,
        text(where, node, "name"),
        zone(where, text(where, node, "timezone")),
        node.path("active").asBoolean(true),
        hashes(where, node),
        SystemAccess.read(where, vendor, site, node, problems));
  }

  private List<String> hashes(String where, JsonNode node) {
    var hashes = new ArrayList<String>();
    for (JsonNode key : node.path("apiKeys")) {
      if (key.asText().length() < LEAST_KEY) {
        problems.add(
            where + ".apiKeys: wanted random keys of " + LEAST_KEY + " or more characters");
      }
      hashes.add(ApiKeys.hash(key.asText()));
    }
    for (JsonNode hash : node.path("apiKeyHashes")) {
      if (!hash.asText().matches("sha256:[0-9a-f]{64}")) {
        problems.add(where + ".apiKeyHashes: wanted sha256: and 64 hexadecimal digits");
      }
      hashes.add(hash.asText());
    }
    return hashes;
  }

  private String text(String where, JsonNode node, String field) {
    String text = node.path(field).asText("");
    if (text.isBlank()) {
      problems.add(where + "." + field + ": wanted a text, found none");
    }
    return text;
  }

  private ZoneId zone(String where, String text) {
    try {
      return ZoneId.of(text.isBlank() ? "UTC" : text);
    } catch (DateTimeException e) {
      problems.add(where + ".timezone: wanted an IANA zone, found '" + text + "'");
      return ZoneId.of("UTC");
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
