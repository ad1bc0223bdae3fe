package telemetry.deploy.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.LocalPipeline;
import telemetry.deploy.systems.SystemsTopic;
import telemetry.gateway.file.FeedProgress;
import telemetry.gateway.file.FeedSummary;
import telemetry.gateway.file.FileIngest;
import telemetry.gateway.file.MappingFile;
import telemetry.vendors.csv.Mapping;
import telemetry.vendors.selectronic.SelectronicDecoder;

/** The sample: a day that is over, told at once, and then what goes on. */
public final class Demo {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MINUTES = 24 * 60;

  private final LocalPipeline pipeline;
  private final Clock clock;
  private final String apiKey;
  private final FroniusBodies fronius;
  private final SelectronicBodies selectronic = new SelectronicBodies();
  private final HomeRecording home = HomeRecording.read();
  private final Pushes pushes;
  private final FileIngest files;

  /** Of a pipeline that is ready. */
  public Demo(LocalPipeline pipeline, Clock clock) {
    this.pipeline = pipeline;
    this.clock = clock;
    this.apiKey = DemoKey.of(pipeline.directory());
    this.fronius = new FroniusBodies(apiKey);
    this.pushes = new Pushes(pipeline.endpoints().httpUrl());
    this.files = new FileIngest(pipeline.endpoints().clientSettings(), clock);
  }

  /** Declares the systems. */
  public void declare(Cluster cluster) {
    new SystemsTopic(cluster.kafka(), cluster.registry()).declare(DemoSystems.declared(apiKey));
  }

  /**
   * Tells the last 24 hours, one reading a minute, up to the minute that is over.
   *
   * @param shows how far it is
   */
  public void tellDay(FeedProgress.Listener shows) throws InterruptedException {
    Instant last = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    List<Instant> minutes =
        Stream.iterate(last.minus(MINUTE.multipliedBy(MINUTES - 1)), at -> at.plus(MINUTE))
            .limit(MINUTES)
            .toList();
    push(minutes, shows);
    shows.done();
    feed(
        DemoSystems.RECORDED,
        write("selectronic.ndjson", minutes.stream().map(selectronic::at)),
        false,
        shows);
    feed(
        DemoSystems.HOME,
        write("home.csv", Stream.concat(Stream.of(home.header()), minutes.stream().map(home::at))),
        true,
        shows);
  }

  /** Tells what the systems say now; the home speaks once a minute. */
  public void tellNow(Duration since) throws InterruptedException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    pushes.send(fronius.at(now, since));
    pushes.drain();
    Path bodies = write("selectronic-now.ndjson", Stream.of(selectronic.at(now)));
    feed(DemoSystems.RECORDED, bodies, false, FeedProgress.Listener.NONE);
    if (now.getEpochSecond() % MINUTE.toSeconds() < since.toSeconds()) {
      Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
      Path row = write("home-now.csv", Stream.of(home.header(), home.at(minute)));
      feed(DemoSystems.HOME, row, true, FeedProgress.Listener.NONE);
    }
  }

  /** A push that anyone can try by hand. */
  public String curl() {
    return "curl -sS %s/v1/fronius/push -H 'Content-Type: application/json' -d '%s'"
        .formatted(
            pipeline.endpoints().httpUrl(),
            "{\"siteId\":\"%s\",\"apiKey\":\"'$(cat '%s')'\",\"timestamp\":\"'$(date -u +%%FT%%TZ)'\",\"solarW\":4200}"
                .formatted(DemoSystems.SITE, pipeline.directory().resolve("demo-api-key")));
  }

  private void push(List<Instant> minutes, FeedProgress.Listener shows)
      throws InterruptedException {
    long begun = System.nanoTime();
    int sent = 0;
    for (Instant minute : minutes) {
      if (sent == 0) {
        pushes.sendFirst(fronius.at(minute, MINUTE));
      } else {
        pushes.send(fronius.at(minute, MINUTE));
      }
      sent++;
      shows.at(
          new FeedProgress(
              "pushes over HTTP",
              sent,
              OptionalLong.of(minutes.size()),
              sent,
              Duration.ofNanos(System.nanoTime() - begun)));
    }
    pushes.drain();
  }

  private void feed(int systemId, Path file, boolean csv, FeedProgress.Listener shows)
      throws InterruptedException {
    FeedSummary summary =
        files.feed(
            systemId,
            csv ? null : SelectronicDecoder.VENDOR,
            csv ? mapping() : null,
            List.of(file.toString()),
            InputStream.nullInputStream(),
            shows);
    if (!summary.complete()) {
      throw new DemoException(file + ": wanted all of it sent, found " + summary.problem());
    }
  }

  private Mapping mapping() {
    return io(
        "home.yaml",
        file -> {
          HomeRecording.writeMapping(file);
          return MappingFile.read(file);
        });
  }

  private Path write(String name, Stream<String> lines) {
    return io(
        name,
        file -> {
          Files.write(file, lines.toList());
          return file;
        });
  }

  /** Something with a file of the demo. */
  private interface WithFile<T> {
    T apply(Path file) throws IOException;
  }

  private <T> T io(String name, WithFile<T> work) {
    Path file = pipeline.directory().resolve("demo").resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return work.apply(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }
}
