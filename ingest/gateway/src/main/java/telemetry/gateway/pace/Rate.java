package telemetry.gateway.pace;

/**
 * How often a system may speak.
 *
 * @param perSecond requests a second in the long run, from 1
 * @param burst requests at once, for one that comes back with a backlog, from 1
 */
public record Rate(int perSecond, int burst) {}
