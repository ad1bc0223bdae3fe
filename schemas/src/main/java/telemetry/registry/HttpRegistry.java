package telemetry.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.topics.Topic.Compatibility;

/** A registry that speaks Confluent's REST protocol. Only what was found is remembered. */
final class HttpRegistry implements SchemaRegistry {
  /** The registry's own code for an id, or a schema under a subject, that it does not know. */
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final RegistryHttp http;
  private final boolean autoRegister;
  private final boolean useLatest;
  private final Map<Subject, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  HttpRegistry(RegistrySettings settings, Backoff.Pause pause) {
    this.http = new RegistryHttp(settings, pause);
    this.autoRegister = settings.getBoolean(RegistrySettings.AUTO_REGISTER);
    this.useLatest = settings.getBoolean(RegistrySettings.USE_LATEST);
  }

  @Override
  public int idOf(String subject, Schema schema) {
    var key = new Subject(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    int id = useLatest ? latest(subject) : ask(subject, schema);
    ids.put(key, id);
    return id;
  }

  @Override
  public Schema schemaOf(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Answer answer = http.call("GET", "/schemas/ids/" + id, null);
    if (answer.errorCode() == SCHEMA_NOT_FOUND) {
      throw new UndecodableException(
          new Rejection(
              RejectReason.UNKNOWN_SCHEMA,
              "schema id",
              "one that the registry knows",
              Integer.toString(id)));
    }
    Schema schema = schema(id, succeeded(answer));
    schemas.put(id, schema);
    return schema;
  }

  @Override
  public void require(String subject, Compatibility compatibility) {
    succeeded(
        http.call(
            "PUT", "/config/" + encoded(subject), Map.of("compatibility", compatibility.name())));
  }

  private int ask(String subject, Schema schema) {
    String path = "/subjects/" + encoded(subject) + (autoRegister ? "/versions" : "");
    Answer answer = succeeded(http.call("POST", path, Map.of("schema", schema.toString())));
    int id = answer.field("id").asInt();
    // Ours, not the registry's text of it: the two mean the same.
    schemas.putIfAbsent(id, schema);
    return id;
  }

  private int latest(String subject) {
    Answer answer =
        succeeded(http.call("GET", "/subjects/" + encoded(subject) + "/versions/latest", null));
    int id = answer.field("id").asInt();
    schemas.putIfAbsent(id, schema(id, answer));
    return id;
  }

  private static Answer succeeded(Answer answer) {
    if (!answer.ok()) {
      throw answer.refused();
    }
    return answer;
  }

  private static Schema schema(int id, Answer answer) {
    String type = answer.body().path("schemaType").asText("AVRO");
    String text = answer.field("schema").asText();
    if (!type.equals("AVRO")) {
      throw noAvro(id, type, new SchemaParseException("schemaType " + type));
    }
    try {
      // Lenient, as whoever wrote it was let be; what matters is whether it resolves to ours.
      return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
    } catch (SchemaParseException e) {
      throw noAvro(id, String.valueOf(e.getMessage()), e);
    }
  }

  private static UndecodableException noAvro(int id, String found, Exception cause) {
    return new UndecodableException(
        new Rejection(
            RejectReason.NOT_AVRO, "schema " + id, "an Avro schema without references", found),
        cause);
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record Subject(String name, Schema schema) {}
}
