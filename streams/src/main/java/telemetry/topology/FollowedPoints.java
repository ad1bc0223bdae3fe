package telemetry.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.control.WholeTopic;
import telemetry.model.Control;
import telemetry.model.PointAlias;
import telemetry.model.Redefinition;
import telemetry.model.Redefinitions;
import telemetry.normalise.Aliases;
import telemetry.registry.AvroSerde;
import telemetry.registry.RegistryException;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

/**
 * What {@code telemetry.control} says of points, their aliases and redefinitions: all that stands
 * there when this is made, and what comes, as it comes. Belongs to no group, since every process
 * needs all of it.
 */
final class FollowedPoints implements Aliases, Redefinitions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedPoints.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Deserializer<Control> facts;
  private final Map<String, Control> byKey = new HashMap<>();
  private final Thread follower;
  private volatile Aliases aliases = Aliases.NONE;
  private volatile Redefinitions redefinitions = Redefinitions.NONE;
  private volatile boolean closing;

  /**
   * Reads what stands there, and follows.
   *
   * @param failed is told if it can follow no more: what comes then would be heard by old names and
   *     meanings
   */
  FollowedPoints(Map<String, String> kafka, SchemaRegistry registry, Consumer<Exception> failed) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.remove("group.id");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    this.facts = new AvroSerde<>(Topics.CONTROL, registry).deserializer();
    WholeTopic.read(consumer, Topics.CONTROL.name(), this::put);
    know();
    this.follower = new Thread(() -> follow(failed), "points");
    follower.setDaemon(true);
    follower.start();
  }

  /** Whether it tells of a point. */
  private boolean put(ConsumerRecord<String, byte[]> record) {
    if (!PointAlias.isKey(record.key()) && !Redefinition.isKey(record.key())) {
      return false;
    }
    if (record.value() == null) {
      byKey.remove(record.key());
    } else {
      byKey.put(record.key(), facts.deserialize(Topics.CONTROL.name(), record.value()));
    }
    return true;
  }

  private void know() {
    List<PointAlias> others = all(PointAlias.class);
    List<Redefinition> redefined = all(Redefinition.class);
    aliases = Aliases.of(others);
    redefinitions = Redefinitions.of(redefined);
    LOG.info("points known aliases={} redefinitions={}", others.size(), redefined.size());
  }

  private void take() {
    boolean news = false;
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      news |= put(record);
    }
    if (news) {
      know();
    }
  }

  private <T extends Control> List<T> all(Class<T> type) {
    return byKey.values().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void follow(Consumer<Exception> failed) {
    try {
      while (!closing) {
        step();
      }
    } catch (WakeupException e) {
      LOG.debug("points closing"); // close() said so.
    } catch (KafkaException e) {
      LOG.error("points cannot be followed", e);
      failed.accept(e);
    } finally {
      consumer.close();
    }
  }

  private void step() {
    try {
      take();
    } catch (RetriableException e) {
      LOG.warn("points wait cause={}", e.toString());
    } catch (RegistryException e) {
      if (!e.retriable()) {
        throw e;
      }
      // The records of this poll are gone: read all again, which changes nothing that is known.
      consumer.seekToBeginning(consumer.assignment());
      LOG.warn("points wait cause={}", e.toString());
    }
  }

  @Override
  public String of(int systemId, String path) {
    return aliases.of(systemId, path);
  }

  @Override
  public Map<String, Redefinition> of(int systemId) {
    return redefinitions.of(systemId);
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      follower.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
