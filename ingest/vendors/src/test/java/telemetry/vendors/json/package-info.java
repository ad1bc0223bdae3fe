/** Tests of what JSON bodies share. */
@NullMarked
package telemetry.vendors.json;

import org.jspecify.annotations.NullMarked;
