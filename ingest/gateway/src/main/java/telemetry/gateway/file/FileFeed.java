package telemetry.gateway.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.GatewaySettings;
import telemetry.gateway.RawSink;
import telemetry.model.RawReading;
import telemetry.vendors.Credentials;
import telemetry.vendors.csv.CsvFormat;
import telemetry.vendors.csv.CsvPlan;
import telemetry.vendors.csv.Mapping;

/**
 * Feeds recorded files to the log the way a gateway would: one raw record a line, in the order of
 * the files. A line that makes no sense goes too, and is refused, with its reason, where lines are
 * understood; nothing is dropped here in silence.
 */
public final class FileFeed {
  /** Enough to fill batches, few enough to lose little when the log goes away. */
  private static final int UNDER_WAY = 5_000;

  private static final Duration TELL = Duration.ofMillis(100);
  private static final String JSON = "application/json";

  private final RawSink sink;
  private final Clock clock;
  private final InputStream standardInput;
  private final FeedProgress.Listener listener;

  /**
   * A feed.
   *
   * @param sink where records go
   * @param clock the time of receipt
   * @param standardInput what {@code -} reads
   * @param listener is told of progress
   */
  public FileFeed(
      RawSink sink, Clock clock, InputStream standardInput, FeedProgress.Listener listener) {
    this.sink = sink;
    this.clock = clock;
    this.standardInput = standardInput;
    this.listener = listener;
  }

  /**
   * Sends everything and waits until it is acknowledged.
   *
   * @return what became of it; not {@link FeedSummary#complete()} when a line was too long, a file
   *     ended in its middle, or the log went away
   * @throws FeedProblems if it cannot begin: files that are not there, columns that no rule matches
   * @throws InterruptedException if it was told to stop; what was sent so far is in the log
   */
  public FeedSummary feed(FeedRequest request) throws InterruptedException {
    List<FeedFile> files =
        request.files().stream().map(name -> new FeedFile(name, standardInput)).toList();
    OptionalLong total = look(request, files);
    var run = new Run(request, total);
    String problem = null;
    for (FeedFile file : files) {
      problem = run.feed(file);
      if (problem != null) {
        break;
      }
    }
    run.flow.drain();
    listener.done();
    return run.summary(problem);
  }

  /** Finds everything that is wrong before anything is sent. */
  private static OptionalLong look(FeedRequest request, List<FeedFile> files) {
    var problems = new ArrayList<String>();
    long total = 0;
    boolean known = true;
    for (FeedFile file : files) {
      if (!file.isReadable()) {
        problems.add(file.name() + ": wanted a file that can be read, found none");
        continue;
      }
      try {
        OptionalLong size = file.size();
        known &= size.isPresent();
        total += size.orElse(0);
        if (request.mapping() != null) {
          lookAtHeader(file, request.mapping(), problems);
        }
      } catch (IOException e) {
        problems.add(file.name() + ": wanted a file that can be read, found " + e);
      }
    }
    if (!problems.isEmpty()) {
      throw new FeedProblems(problems);
    }
    return known ? OptionalLong.of(total) : OptionalLong.empty();
  }

  private static void lookAtHeader(FeedFile file, Mapping mapping, List<String> problems)
      throws IOException {
    String header = file.readHeader(GatewaySettings.MAX_BODY_BYTES);
    CsvPlan.Result result = CsvPlan.of(mapping, header);
    if (result instanceof CsvPlan.Result.Wrong wrong) {
      wrong.problems().forEach(problem -> problems.add(file.name() + ": " + problem));
    } else if (result instanceof CsvPlan.Result.Planned planned) {
      planned.plan().unmatched().stream()
          .map(column -> ": wanted a rule for every column, found none for '" + column + "'")
          .forEach(problem -> problems.add(file.name() + problem));
    }
  }

  /** One feed under way. */
  private final class Run {
    private final FeedRequest request;
    private final OptionalLong total;
    private final String contentType;
    private final Flow flow = new Flow(sink, UNDER_WAY);
    private final Instant began = clock.instant();
    private Instant told = began;
    private long blanks;
    private long bytesBefore;

    Run(FeedRequest request, OptionalLong total) {
      this.request = request;
      this.total = total;
      Mapping mapping = request.mapping();
      this.contentType = mapping == null ? JSON : CsvFormat.contentType(mapping);
    }

    /** Sends a file; the answer is why not all of it, if so. */
    @Nullable String feed(FeedFile file) throws InterruptedException {
      byte[] header = file.header();
      int maxLine = GatewaySettings.MAX_BODY_BYTES - header.length - 1;
      long line = 0;
      try (Lines lines = file.lines(GatewaySettings.MAX_BODY_BYTES)) {
        line = lines.number();
        for (byte[] next = lines.next(maxLine); next != null; next = lines.next(maxLine)) {
          line = lines.number();
          if (isBlank(next)) {
            blanks++;
          } else if (!flow.send(record(header, next))) {
            return "the log does not acknowledge: " + flow.fault();
          }
          tell(file, lines);
        }
        bytesBefore += lines.bytes();
        return null;
      } catch (IOException e) {
        return file.name() + ":" + (line + 1) + ": " + e.getMessage();
      }
    }

    private RawReading record(byte[] header, byte[] line) {
      byte[] body =
          request.mapping() == null
              ? Credentials.blank(request.vendor(), line)
              : joined(header, line);
      return new RawReading(
          request.systemId(), request.vendor(), clock.instant(), contentType, body);
    }

    private void tell(FeedFile file, Lines lines) {
      Instant now = clock.instant();
      if (Duration.between(told, now).compareTo(TELL) >= 0) {
        told = now;
        listener.at(
            new FeedProgress(
                file.name(),
                bytesBefore + lines.bytes(),
                total,
                flow.sent(),
                Duration.between(began, now)));
      }
    }

    FeedSummary summary(@Nullable String stopped) {
      Throwable fault = flow.fault();
      String problem =
          stopped == null && fault != null ? "the log does not acknowledge: " + fault : stopped;
      return new FeedSummary(
          flow.acknowledged(),
          blanks,
          flow.lastOffsets(),
          Duration.between(began, clock.instant()),
          Optional.ofNullable(problem));
    }
  }

  private static byte[] joined(byte[] header, byte[] row) {
    byte[] body = new byte[header.length + 1 + row.length];
    System.arraycopy(header, 0, body, 0, header.length);
    body[header.length] = '\n';
    System.arraycopy(row, 0, body, header.length + 1, row.length);
    return body;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
