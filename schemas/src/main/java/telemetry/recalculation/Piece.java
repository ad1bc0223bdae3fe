package telemetry.recalculation;

/**
 * The unit of work: one system over one stretch of time. Done as a whole or not at all.
 *
 * @param systemId the system
 * @param number which stretch, from 0
 */
public record Piece(int systemId, int number) {}
