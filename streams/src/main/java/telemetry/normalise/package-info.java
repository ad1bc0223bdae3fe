/** Gives raw bytes their meaning, by the vendors' decoders and the guards of the log. Pure. */
@NullMarked
package telemetry.normalise;

import org.jspecify.annotations.NullMarked;
