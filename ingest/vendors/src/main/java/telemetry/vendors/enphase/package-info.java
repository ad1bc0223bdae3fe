/** Enphase Enlighten v4: how its intervals are asked for, and what they mean. */
@NullMarked
package telemetry.vendors.enphase;

import org.jspecify.annotations.NullMarked;
