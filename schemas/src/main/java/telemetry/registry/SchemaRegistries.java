package telemetry.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Connects to the registry that the settings name. */
public final class SchemaRegistries {
  private static final String MOCK = "mock://";
  private static final Map<String, SchemaRegistry> IN_MEMORY = new ConcurrentHashMap<>();

  private SchemaRegistries() {}

  /**
   * A client for {@code schema.registry.url}: {@code http(s)://…}, or {@code mock://scope} for a
   * registry in memory that tests share by scope. Nothing is asked yet.
   *
   * @param settings Confluent's names; secrets may be references (see {@link
   *     telemetry.settings.Secret})
   * @throws telemetry.settings.BadSettings naming everything wrong in them
   */
  public static SchemaRegistry connect(Map<String, String> settings) {
    String url = settings.getOrDefault(RegistrySettings.URLS, "");
    if (url.startsWith(MOCK)) {
      return IN_MEMORY.computeIfAbsent(url, scope -> new MemoryRegistry());
    }
    return new HttpRegistry(RegistrySettings.of(settings), Backoff.SLEEP);
  }
}
