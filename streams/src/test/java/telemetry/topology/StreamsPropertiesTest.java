package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import telemetry.model.CounterLimits;
import telemetry.model.Epoch;
import telemetry.model.Redefinitions;
import telemetry.recalculation.Extent;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;
import telemetry.vendors.Vendors;
import telemetry.window.Delivery;
import telemetry.window.SilenceRule;
import telemetry.window.WindowRules;

/** What is set reaches Kafka Streams, the picture and the rules. */
class StreamsPropertiesTest {
  private static final Epoch EPOCH =
      new Epoch(
          3, "t", 4, 1, "why", Instant.EPOCH, new CounterLimits(Map.of("6/total", 20_000.0)), 1);

  @Test
  void saysWhatWasSet() {
    StreamsConfig config =
        config(
            "streams.standby.replicas", "2",
            "streams.threads", "3",
            "state.dir", "somewhere",
            "application.id", "mine",
            "streams.instance.id", "one",
            "kafka.security.protocol", "SSL");

    assertThat(config.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isEqualTo(2);
    assertThat(config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG)).isEqualTo(3);
    assertThat(config.getString(StreamsConfig.STATE_DIR_CONFIG)).isEqualTo("somewhere");
    assertThat(config.getString(StreamsConfig.APPLICATION_ID_CONFIG)).isEqualTo("mine");
    assertThat(config.getString(StreamsConfig.SECURITY_PROTOCOL_CONFIG)).isEqualTo("SSL");
    assertThat(config.getMainConsumerConfigs("mine", "client", 0))
        .containsEntry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "one-0");
  }

  @Test
  void namesEverythingThatIsMade() {
    assertThat(config().getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG))
        .isTrue();
  }

  @Test
  void eachGuaranteeIsKafkas() {
    StreamsConfig exactly = config("streams.processing.guarantee", "exactly_once_v2");
    StreamsConfig atLeast = config("streams.processing.guarantee", "at_least_once");

    assertThat(exactly.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
    assertThat(atLeast.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.AT_LEAST_ONCE);
    assertThat(atLeast.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(1000);
    assertThat(atLeast.getProducerConfigs("client"))
        .containsEntry(
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
  }

  @Test
  void theStoreIsOnDiskOrInMemoryAndItsChangelogInKafkaEitherWay() {
    assertThat(shape(settings()).storage()).isEqualTo(Shape.Storage.ROCKSDB);
    assertThat(shape(settings("streams.store", "memory")).storage())
        .isEqualTo(Shape.Storage.MEMORY);
    for (Shape.Storage storage : Shape.Storage.values()) {
      var store = StateStores.windows(storage);
      assertThat(store.loggingEnabled()).isTrue();
      assertThat(store.name()).isEqualTo("windows");
      assertThat(store.build().persistent()).isEqualTo(storage == Shape.Storage.ROCKSDB);
    }
  }

  @Test
  void reachIsAWeekAndSixtyDaysForVendorsThatReviseLate() {
    WindowRules rules = shape(settings()).rules();

    assertThat(rules.reach().usual()).isEqualTo(Duration.ofDays(7));
    assertThat(rules.reach().ofVendor())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("amber", Duration.ofDays(60), "enphase", Duration.ofDays(60)));
    assertThat(Vendors.standard().keySet()).containsAll(rules.reach().ofVendor().keySet());
    assertThat(
            shape(settings("streams.reach.hours.by.vendor", "mondo=200"))
                .rules()
                .reach()
                .ofVendor())
        .containsExactly(Map.entry("mondo", Duration.ofHours(200)));
  }

  @Test
  void whatIsSetReachesThePictureAndTheRules() {
    Shape usual = shape(settings());
    assertThat(usual.emitEvery()).isEqualTo(Duration.ofSeconds(1));
    assertThat(usual.rules().settle()).isEqualTo(Duration.ofMinutes(10));
    assertThat(usual.rules().silence()).isEqualTo(new SilenceRule(WindowRules.SILENCE));

    Shape shape =
        shape(
            settings(
                "streams.emit.interval.ms", "200",
                "streams.rollup.interval.ms", "3000",
                "streams.settle.ms", "60000",
                "streams.reach.hours", "48",
                "streams.silence.multiple", "4"));
    assertThat(shape.emitEvery()).isEqualTo(Duration.ofMillis(200));
    assertThat(shape.rollUpEvery()).isEqualTo(Duration.ofSeconds(3));
    assertThat(shape.rules().settle()).isEqualTo(Duration.ofMinutes(1));
    assertThat(shape.rules().reach().usual()).isEqualTo(Duration.ofDays(2));
    assertThat(shape.rules().silence()).isEqualTo(new SilenceRule(4));
  }

  @Test
  void limitsAreThoseOfTheEpoch() {
    assertThat(shape(settings()).rules().limits()).isEqualTo(EPOCH.limits());
  }

  @Test
  void refusesAReachThatSaysNothing() {
    assertThatThrownBy(() -> settings("streams.reach.hours.by.vendor", "amber,enphase=soon"))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining("streams.reach.hours.by.vendor: wanted vendor=hours, found 'amber'");
  }

  private static Shape shape(Settings settings) {
    return StreamsSettings.shape(
        settings,
        EPOCH,
        Redefinitions.NONE,
        Delivery.WITH_STATE,
        StoreWrites.AT_ONCE,
        partition -> Extent.WHOLE);
  }

  private static StreamsConfig config(String... given) {
    return new StreamsConfig(StreamsProperties.of(settings(given)));
  }

  private static Settings settings(String... given) {
    var all =
        new HashMap<>(
            Map.of("kafka.bootstrap.servers", "none:9092", "schema.registry.url", "mock://none"));
    for (int i = 0; i < given.length; i += 2) {
      all.put(given[i], given[i + 1]);
    }
    return StreamsSettings.check(all);
  }
}
