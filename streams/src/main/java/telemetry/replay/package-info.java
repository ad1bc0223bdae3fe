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
 *       points are (settled by the log's first word, not by the range's), and how far each counter
 *       reaches.
 *   <li>{@link telemetry.replay.Walk} reads as many systems at once as fit into memory. Each is a
 *       {@link telemetry.window.History}: the live windows, which hear the log in its order, but of
 *       a stretch of time alone: the range, a comeback more on both sides, and, where a counter has
 *       its base before or its next number after that, as much more as it takes.
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
 * <p>What cannot be known is not said. Where the log no longer begins at its beginning, a window
 * counts only if nothing that was deleted can have been in it and its counter's base is still
 * there; else its row is left alone. So is history that was imported as rows, and a window that is
 * still open: the live pipeline settles that one.
 */
@NullMarked
package telemetry.replay;

import org.jspecify.annotations.NullMarked;
