package telemetry.gateway.file;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.KafkaRequirements;
import telemetry.gateway.kafka.KafkaRawSink;
import telemetry.gateway.kafka.SystemsDirectory;
import telemetry.model.SystemDeclaration;
import telemetry.role.Health;
import telemetry.settings.Settings;
import telemetry.vendors.csv.Mapping;

/** {@code ingest file}: a feed with its own connection to Kafka. */
public final class FileIngest {
  private static final String NAME = "ingest file";
  private static final Duration DIRECTORY = Duration.ofSeconds(30);

  private final Settings settings;
  private final Clock clock;

  /**
   * Checks the settings: {@code kafka.*} and the registry's own; there are no others.
   *
   * @throws telemetry.settings.BadSettings naming everything that is wrong
   */
  public FileIngest(Map<String, String> given, Clock clock) {
    this.settings = Settings.check(NAME, new ConfigDef(), given, KafkaRequirements::problems);
    this.clock = clock;
  }

  /**
   * Feeds files of a system.
   *
   * @param systemId the system
   * @param vendor whose bodies the lines are; null asks the declared systems
   * @param mapping what the columns of a wide CSV mean; null for vendor bodies, one a line
   * @param files their paths, {@code -} for standard input
   * @param listener is told of progress
   * @throws FeedProblems if it cannot begin
   */
  public FeedSummary feed(
      int systemId,
      @Nullable String vendor,
      @Nullable Mapping mapping,
      List<String> files,
      InputStream standardInput,
      FeedProgress.Listener listener)
      throws InterruptedException {
    FeedRequest request =
        mapping != null && vendor == null
            ? FeedRequest.csv(systemId, mapping, files)
            : new FeedRequest(
                systemId, vendor != null ? vendor : declaredVendor(systemId), mapping, files);
    try (var sink =
        KafkaRawSink.connect(settings.kafka(), settings.registry(), KafkaRawSink.Bounds.FEEDING)) {
      return new FileFeed(sink, clock, standardInput, listener).feed(request);
    }
  }

  private String declaredVendor(int systemId) throws InterruptedException {
    try (var directory = SystemsDirectory.connect(settings.kafka(), settings.registry())) {
      directory.start();
      Health health = directory.await(DIRECTORY);
      if (!health.ready()) {
        throw new FeedProblems(List.of("the declared systems cannot be read: " + health.reason()));
      }
      return directory
          .systems()
          .byId(systemId)
          .map(SystemDeclaration::vendor)
          .orElseThrow(
              () ->
                  new FeedProblems(
                      List.of(
                          "system "
                              + systemId
                              + ": wanted a declared system or a vendor, found neither")));
    }
  }
}
