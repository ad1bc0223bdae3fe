/** Tests of what drains and replays read and write. */
@org.jspecify.annotations.NullMarked
package telemetry.replay.kafka;
