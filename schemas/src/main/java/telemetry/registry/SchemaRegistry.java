package telemetry.registry;

import org.apache.avro.Schema;

/**
 * A schema registry, as far as writing and reading needs one. Implementations cache: a schema's id
 * never changes, nor the schema of an id.
 */
public interface SchemaRegistry {
  /**
   * The id under which a schema stands for a subject, registering it where the settings allow.
   *
   * @throws RegistryException if the registry refuses or cannot be reached
   */
  int idOf(String subject, Schema schema);

  /**
   * The schema of an id.
   *
   * @throws UndecodableException if the registry does not know the id
   * @throws RegistryException if the registry refuses or cannot be reached
   */
  Schema schemaOf(int id);
}
