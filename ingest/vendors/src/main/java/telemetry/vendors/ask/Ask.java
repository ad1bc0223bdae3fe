package telemetry.vendors.ask;

import java.time.Instant;

/**
 * A question put for a time. Holds no credential.
 *
 * @param question the question's name
 * @param path what to get, beginning with a slash, below the address that was given
 * @param from where the time begins
 * @param to where it ends; the question's place, once the log has the answer
 */
public record Ask(String question, String path, Instant from, Instant to) {}
