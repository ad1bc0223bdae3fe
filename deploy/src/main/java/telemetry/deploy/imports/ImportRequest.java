package telemetry.deploy.imports;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported.
 *
 * @param name what its places are remembered under
 * @param readings the table of readings; null if there is none
 * @param aggregates the table of 5-minute rows; null if there is none
 * @param mappings what the tables mean, by system
 * @param batch rows to a checkpoint
 * @param perSecond the most rows to send in a second
 * @param samples rows of each system that are compared value by value
 * @param patience how long no row may come while rows are waited for
 */
public record ImportRequest(
    String name,
    @Nullable LegacyTable readings,
    @Nullable LegacyTable aggregates,
    Map<Integer, LegacyMapping> mappings,
    int batch,
    int perSecond,
    int samples,
    Duration patience) {
  /** Copies. */
  public ImportRequest {
    mappings = Map.copyOf(mappings);
  }
}
