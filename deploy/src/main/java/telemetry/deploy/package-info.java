/** The one entry: starts what runs here and finds what runs elsewhere. */
@NullMarked
package telemetry.deploy;

import org.jspecify.annotations.NullMarked;
