package telemetry.sink.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it must be.
 *
 * @param check the name of the check
 * @param systemId whose; null where it is nobody's
 * @param point which point, by path, or {@code #} and its number where it has none; null where it
 *     is none's
 * @param at the end of its interval, or its instant; null where it has none
 * @param text what was wanted, what was found
 */
public record Finding(
    String check,
    @Nullable Integer systemId,
    @Nullable String point,
    @Nullable Instant at,
    String text) {}
