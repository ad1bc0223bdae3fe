package telemetry.topology;

/** What a task reads, and whether more is to come. */
final class TaskReads {
  /**
   * A live task that has heard nothing for so long has nothing else to do. Less is no pause: at
   * short intervals of telling, many a tick falls between two records.
   */
  private static final long QUIET = 1000;

  /**
   * A task that is catching up and has heard nothing for so long, while others of its thread had
   * their turns, has heard all. One or two seconds are common where the processors are busy; taken
   * for the end, each of them tells every row that has not settled. Not longer than it takes to be
   * {@linkplain Shape#isBehind behind}: a live task that hears nothing is not catching up.
   */
  private static final long PATIENCE = 10_000;

  private final Shape shape;
  private final Pauses pauses;
  private long appendedAt;
  private boolean readSinceTick;
  private boolean readSinceLook;
  private long readAt;
  private boolean ended = true;
  private long threadReadsAtLook;
  private long threadReadsBefore;

  TaskReads(Shape shape, Pauses pauses) {
    this.shape = shape;
    this.pauses = pauses;
  }

  /**
   * A record is read.
   *
   * @param at when what it says first came to a log, in epoch milliseconds
   */
  void read(long at) {
    appendedAt = at;
    readSinceTick = true;
    readSinceLook = true;
    ended = false;
    pauses.read();
  }

  /**
   * Whether what there was to read has just come to its end; true once, until more is read. Live it
   * has when it is quiet. A task that is behind may only be waiting for its turn: it has where its
   * thread has read nothing between three looks.
   */
  boolean endsAtLook(long now) {
    note(now);
    long threadReads = pauses.reads();
    boolean paused = threadReads == threadReadsAtLook && threadReads == threadReadsBefore;
    threadReadsBefore = threadReadsAtLook;
    threadReadsAtLook = threadReads;
    boolean ends = !ended && (isBehind(now) ? paused : isQuiet(now));
    ended |= ends;
    return ends;
  }

  /** Whether a record was read since the last tick. */
  boolean sinceTick(long now) {
    note(now);
    boolean read = readSinceTick;
    readSinceTick = false;
    return read;
  }

  private void note(long now) {
    readAt = readSinceLook ? now : readAt;
    readSinceLook = false;
  }

  /** Whether the end was seen; of a task that is behind it may be a slow answer of the broker. */
  boolean hasEnded() {
    return ended;
  }

  boolean isCatchingUp(long now) {
    return now - readAt < PATIENCE && isBehind(now);
  }

  boolean isBehind(long now) {
    return shape.isBehind(appendedAt, now);
  }

  boolean isQuiet(long now) {
    return now - readAt >= QUIET;
  }
}
