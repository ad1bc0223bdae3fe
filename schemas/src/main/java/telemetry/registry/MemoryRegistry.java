package telemetry.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.topics.Topic.Compatibility;

/** A registry in memory, for tests: {@code mock://scope}. It accepts every schema. */
final class MemoryRegistry implements SchemaRegistry {
  private final List<Schema> schemas = new ArrayList<>();

  @Override
  public synchronized int idOf(String subject, Schema schema) {
    int index = schemas.indexOf(schema);
    if (index < 0) {
      schemas.add(schema);
      return schemas.size();
    }
    return index + 1;
  }

  @Override
  public synchronized Schema schemaOf(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new UndecodableException(
          new Rejection(
              RejectReason.UNKNOWN_SCHEMA,
              "schema id",
              "1 to " + schemas.size(),
              Integer.toString(id)));
    }
    return schemas.get(id - 1);
  }

  @Override
  public void require(String subject, Compatibility compatibility) {}
}
