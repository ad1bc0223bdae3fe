package telemetry.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Revision;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Piece;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Standing;
import telemetry.recalculation.StandingRows;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.Span;
import telemetry.window.WindowRules;

/** Goes through the pieces of a task: hears the log, and compares what it gives with the tables. */
final class Walk {
  /** What is done with each piece. */
  interface Visitor {
    /** It is known how much there is to do. */
    void begin(int pieces);

    /** A piece was compared. */
    void piece(Compared compared);
  }

  /** The tables that are looked at. */
  private static final List<Table> TABLES =
      List.of(
          new Table(Topics.AGG_5M, Span.FIVE_MINUTES),
          new Table(Topics.AGG_1H, Span.HOUR),
          new Table(Topics.AGG_1D, Span.DAY));

  private record Table(Topic<Aggregate> rows, Span span) {}

  /** Live windows of a silent system settle within the settling time and a spread of a minute. */
  private static final Duration SPREAD = Duration.ofMinutes(2);

  private final ReadingLog log;
  private final StandingRows tables;
  private final WindowRules rules;
  private final long mostReadings;

  /**
   * Over a log and the tables that were made from it.
   *
   * @param mostReadings how many readings may be in memory at once, unless one system has more
   */
  Walk(ReadingLog log, StandingRows tables, WindowRules rules, long mostReadings) {
    this.log = log;
    this.tables = tables;
    this.rules = rules;
    this.mostReadings = mostReadings;
  }

  /**
   * Goes.
   *
   * @param wanted pieces that are not done yet
   */
  void go(Task task, Predicate<Piece> wanted, Visitor visitor) {
    var surveys = new ArrayList<Survey>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      surveys.add(Survey.of(partition, log, task, tables.systems(), rules));
    }
    int chunks = new Chunks(task.scope(), task.chunk()).count();
    visitor.begin(surveys.stream().mapToInt(survey -> survey.systems().size()).sum() * chunks);
    for (Survey survey : surveys) {
      new Round(task, survey, wanted, visitor).go();
    }
  }

  /** The systems of one partition, in as many rounds as memory and far-off bases need. */
  private final class Round {
    private final Task task;
    private final Survey survey;
    private final Predicate<Piece> wanted;
    private final Visitor visitor;
    private final Chunks chunks;
    private final Extent extent;

    Round(Task task, Survey survey, Predicate<Piece> wanted, Visitor visitor) {
      this.task = task;
      this.survey = survey;
      this.wanted = wanted;
      this.visitor = visitor;
      this.chunks = new Chunks(task.scope(), task.chunk());
      this.extent = task.log().get(survey.partition());
    }

    void go() {
      List<Census> systems = survey.systems().stream().filter(this::hasWork).toList();
      for (int grown = 0; !systems.isEmpty(); grown++) {
        var further = new ArrayList<Census>();
        for (List<Census> group : survey.groups(systems, mostReadings)) {
          for (Subject subject : hear(group, grown)) {
            if (subject.isEnough()) {
              compare(subject);
            } else {
              further.add(subject.census());
            }
          }
        }
        systems = further;
      }
    }

    private boolean hasWork(Census census) {
      for (int number = 0; number < chunks.count(); number++) {
        if (wanted.test(new Piece(census.systemId(), number))) {
          return true;
        }
      }
      return false;
    }

    private Iterable<Subject> hear(List<Census> group, int grown) {
      Map<Integer, Subject> subjects = new LinkedHashMap<>();
      for (Census census : group) {
        subjects.put(
            census.systemId(),
            new Subject(
                census, task.scope(), extent, tables.zone(census.systemId()), grown, rules));
      }
      log.read(
          survey.partition(),
          extent.end(),
          (reading, offset, appendedAt) -> hear(subjects.get(reading.systemId()), reading, offset));
      for (Subject subject : subjects.values()) {
        Duration silence = rules.settle().plus(SPREAD);
        if (subject.census().appendedAt() <= task.now().minus(silence).toEpochMilli()) {
          subject.history().idle(task.now().toEpochMilli());
        }
      }
      return subjects.values();
    }

    private void hear(@Nullable Subject subject, SystemReading reading, long offset) {
      if (subject == null) {
        return;
      }
      if (subject.stretch().holds(reading.measuredAt().toEpochMilli())) {
        subject.history().hear(reading, offset);
      } else {
        subject.history().pass(reading);
      }
    }

    private void compare(Subject subject) {
      for (int number = 0; number < chunks.count(); number++) {
        var piece = new Piece(subject.systemId(), number);
        if (wanted.test(piece)) {
          visitor.piece(compare(subject, piece));
        }
      }
    }

    private Compared compare(Subject subject, Piece piece) {
      Instant after = chunks.after(piece.number(), subject.first());
      Instant until = chunks.until(piece.number(), subject.last());
      var comparison =
          new Comparison(subject, new Revision(rules.epoch(), extent.last(), 0), task.batch());
      for (Table table : TABLES) {
        var given = new ArrayList<Aggregate>();
        subject.rows(table.span(), after, until, given::add);
        Map<RowKey, Standing> standing = tables.of(table.rows(), subject.systemId(), after, until);
        comparison.compare(table.rows(), given, standing, tables.horizon(table.rows()));
      }
      return comparison.result(piece);
    }
  }
}
