package telemetry.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import telemetry.model.Aggregate;
import telemetry.model.Revision;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Piece;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Scope;
import telemetry.recalculation.Standing;
import telemetry.recalculation.StandingRows;
import telemetry.topics.Partitions;
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

  /** A day that was cut in another zone may end this much after every one that depends on it. */
  private static final Duration LONGEST_DAY = Duration.ofHours(26);

  private final ReadingLog log;
  private final StandingRows tables;
  private final WindowRules rules;
  private final Hearing hearing;

  /** Over a log and the tables that were made from it. */
  Walk(ReadingLog log, StandingRows tables, WindowRules rules, Hearing hearing) {
    this.log = log;
    this.tables = tables;
    this.rules = rules;
    this.hearing = hearing;
  }

  /**
   * Goes.
   *
   * @param wanted pieces that are not done yet
   */
  void go(Task task, Predicate<Piece> wanted, Visitor visitor) {
    var surveys = new ArrayList<Survey>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      surveys.add(survey(task, partition));
    }
    var chunks = new Chunks(task.scope(), task.chunk());
    visitor.begin(
        surveys.stream().mapToInt(survey -> survey.systems().size()).sum() * chunks.count());
    for (int partition = 0; partition < surveys.size(); partition++) {
      Extent extent = task.log().get(partition);
      List<Hearing.Wanted> systems =
          surveys.get(partition).systems().values().stream()
              .filter(census -> hasWork(census.systemId(), chunks, wanted))
              .map(census -> new Hearing.Wanted(census, task.scope()))
              .toList();
      hearing.hear(
          partition,
          extent,
          task.now(),
          systems,
          subject -> {
            for (int number = 0; number < chunks.count(); number++) {
              var piece = new Piece(subject.systemId(), number);
              if (wanted.test(piece)) {
                visitor.piece(compare(task, extent, chunks, subject, piece));
              }
            }
          });
    }
  }

  /** The systems of a partition that are in scope: those that have rows, or readings. */
  private Survey survey(Task task, int partition) {
    Scope scope = task.scope();
    var survey = new Survey(partition, rules);
    var known = new TreeSet<Integer>(scope.named().isEmpty() ? tables.systems() : scope.named());
    known.removeIf(system -> Partitions.ofSystem(system, log.partitions()) != partition);
    if (scope.named().isEmpty() || !known.isEmpty()) {
      survey.read(log, task.log().get(partition), scope::holds);
    }
    known.forEach(survey::of);
    return survey;
  }

  private static boolean hasWork(int system, Chunks chunks, Predicate<Piece> wanted) {
    for (int number = 0; number < chunks.count(); number++) {
      if (wanted.test(new Piece(system, number))) {
        return true;
      }
    }
    return false;
  }

  private Compared compare(Task task, Extent extent, Chunks chunks, Subject subject, Piece piece) {
    Instant after = chunks.after(piece.number(), subject.first());
    Instant until = chunks.until(piece.number(), subject.last());
    var known = new Revision(rules.epoch(), extent.last(), 0);
    var comparison = new Comparison(subject, known, task.batch());
    Instant beyond = piece.number() == chunks.count() - 1 ? until.plus(LONGEST_DAY) : until;
    for (Table table : task.source().tables()) {
      var given = new ArrayList<Aggregate>();
      subject.rows(table.span(), after, until, given::add);
      Map<RowKey, Standing> standing = tables.of(table.rows(), subject.systemId(), after, beyond);
      comparison.compare(table.rows(), given, standing, tables.horizon(table.rows()));
    }
    return comparison.result(piece);
  }
}
