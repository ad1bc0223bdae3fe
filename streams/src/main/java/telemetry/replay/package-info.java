/**
 * Recomputes rows from the log. It is the live code with other hands: the same gate, the same
 * windows, the same law of revisions.
 *
 * <p>One {@code replay run} over {@code telemetry.readings}:
 *
 * <ol>
 *   <li>The end of each partition is captured, once: every row will be the truth of the log up to
 *       there, and carries that offset as its revision. The live pipeline goes on meanwhile; a row
 *       that it writes later has a greater offset and wins, here and in the sink.
 *   <li>A {@link telemetry.replay.Census} of each partition says which systems it holds, what their
 *       points are (settled by the log's first word, not by the range's), and where in the log each
 *       week of theirs stands: the rest need not be read.
 *   <li>{@link telemetry.replay.Walk} reads as many systems at once as fit into memory. Each is a
 *       {@link telemetry.window.History}: the live windows, which hear the log in its order, but of
 *       a stretch of time alone: the range, a comeback more on both sides, and, where a counter has
 *       its base before or its next number after that, the weeks that hold those.
 *   <li>A piece (a system, a chunk of time) is compared with the tables, row by row: {@link
 *       telemetry.replay.Comparison}. The windows after the range whose base lies in it, and those
 *       before it whose dropout ends in it, belong to it. The chunk has no part in the answer: it
 *       only says what is compared, recorded and published in one step.
 *   <li>{@link telemetry.replay.Plan} adds the pieces up and writes nothing. {@link
 *       telemetry.replay.Run} records for each piece what it is about to replace, sends the rows
 *       that differ to their topic, waits for the broker, and ticks the piece off. Killed in
 *       between, it finds what was recorded and sends the same again; the sink takes them once.
 *   <li>{@link telemetry.replay.Undo} sends the former rows with the same offset and a greater
 *       batch: they beat what the replay wrote and nothing that came later.
 * </ol>
 *
 * <p>One {@code replay run --source raw} goes one step further back. {@link
 * telemetry.replay.RawWalk} lets today's decoders read the raw bytes again and folds what they say
 * as the live windows fold it; {@link telemetry.replay.SystemPolls} holds that against the polls
 * that stand in the log of readings. Only what differs is sent, to that log, as corrections and
 * voids, and becomes rows by the ordinary way: through the live windows, or the late path. A poll
 * that is sent counts as received with the newest raw record that had a say in it, so that it beats
 * what it replaces and nothing that comes later; {@link telemetry.replay.PollUndo} sends the former
 * one with the same place. What did not come from bytes, or was decided by a person, is left.
 *
 * <p>{@link telemetry.replay.Drain} is the late path. Of what waits it keeps the windows alone, and
 * looks at the log for as many of them at once as fit into memory. It asks no table; it tells every
 * row that depends on what was late, and the law of revisions decides. So a replay of the same
 * range, running or begun later, loses nothing of it.
 *
 * <p>What cannot be known is not said. Where the log no longer begins at its beginning, a window
 * counts only if nothing that was deleted can have been in it and its counter's base is still
 * there; else its row is left alone. So is history that was imported as rows, and a window that is
 * still open: the live pipeline settles that one.
 */
@NullMarked
package telemetry.replay;

import org.jspecify.annotations.NullMarked;
