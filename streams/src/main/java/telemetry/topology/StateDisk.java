package telemetry.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** How RocksDB keeps the state, where Kafka Streams' own choice is not the best for it. */
public final class StateDisk implements RocksDBConfigSetter {
  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    // One thread writes, many entries at once in the order of their keys: it may then begin to look
    // for the place of each where it put the last.
    options.setAllowConcurrentMemtableWrite(false);
  }

  @Override
  public void close(String store, Options options) {}
}
