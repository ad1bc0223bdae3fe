package telemetry.registry;

import org.apache.avro.Schema;
import telemetry.topics.Topic.Compatibility;

/**
 * A schema registry, as far as writing and reading needs one. Implementations cache: a schema's id
 * never changes, nor the schema of an id. Any thread may use them.
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

  /**
   * Has the registry refuse what breaks a rule, for one subject from now on.
   *
   * @throws RegistryException if the registry refuses or cannot be reached
   */
  void require(String subject, Compatibility compatibility);
}
