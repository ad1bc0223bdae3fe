package telemetry.topology;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import telemetry.window.Facts;
import telemetry.window.Mark;
import telemetry.window.Poll;
import telemetry.window.StateCodec;
import telemetry.window.SystemStore;

/** One system's part of a task's stores. */
final class StoredSystem implements SystemStore {
  /** The stores of one task. */
  record TaskStores(
      KeyValueStore<Bytes, byte[]> polls,
      KeyValueStore<Bytes, byte[]> marks,
      KeyValueStore<Bytes, byte[]> facts,
      StateCodec codec) {

    static TaskStores of(ProcessorContext<?, ?> context) {
      return new TaskStores(
          context.getStateStore(StateStores.POLLS),
          context.getStateStore(StateStores.MARKS),
          context.getStateStore(StateStores.FACTS),
          new StateCodec());
    }
  }

  private final int systemId;
  private final TaskStores stores;

  StoredSystem(int systemId, TaskStores stores) {
    this.systemId = systemId;
    this.stores = stores;
  }

  @Override
  public @Nullable Poll get(long at, String source) {
    byte[] bytes = stores.polls().get(StateKeys.poll(systemId, at, source));
    return bytes == null ? null : stores.codec().poll(at, source, bytes);
  }

  @Override
  public void put(Poll poll) {
    stores
        .polls()
        .put(StateKeys.poll(systemId, poll.at(), poll.source()), stores.codec().poll(poll));
  }

  @Override
  public void remove(Poll poll) {
    stores.polls().delete(StateKeys.poll(systemId, poll.at(), poll.source()));
  }

  @Override
  public void ascending(long after, long until, Predicate<Poll> visitor) {
    try (var found =
        stores.polls().range(StateKeys.after(systemId, after), StateKeys.after(systemId, until))) {
      visit(found, visitor);
    }
  }

  @Override
  public void descending(long until, Predicate<Poll> visitor) {
    try (var found =
        stores.polls().reverseRange(StateKeys.system(systemId), StateKeys.after(systemId, until))) {
      visit(found, visitor);
    }
  }

  private void visit(KeyValueIterator<Bytes, byte[]> found, Predicate<Poll> visitor) {
    while (found.hasNext()) {
      KeyValue<Bytes, byte[]> entry = found.next();
      Poll poll =
          stores
              .codec()
              .poll(StateKeys.instantOf(entry.key), StateKeys.sourceOf(entry.key), entry.value);
      if (!visitor.test(poll)) {
        return;
      }
    }
  }

  @Override
  public void putMark(long end, Mark mark) {
    stores.marks().put(StateKeys.window(systemId, end), stores.codec().mark(mark));
  }

  @Override
  public void removeMark(long end) {
    stores.marks().delete(StateKeys.window(systemId, end));
  }

  @Override
  public void marks(BiConsumer<Long, Mark> visitor) {
    try (var found =
        stores.marks().range(StateKeys.system(systemId), StateKeys.system(systemId + 1))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        visitor.accept(StateKeys.instantOf(entry.key), stores.codec().mark(entry.value));
      }
    }
  }

  @Override
  public @Nullable Facts facts() {
    byte[] bytes = stores.facts().get(StateKeys.system(systemId));
    return bytes == null ? null : stores.codec().facts(systemId, bytes);
  }

  @Override
  public void putFacts(Facts facts) {
    stores.facts().put(StateKeys.system(systemId), stores.codec().facts(facts));
  }
}
