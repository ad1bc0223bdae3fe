/** Tests of the wide CSV. */
@NullMarked
package telemetry.vendors.csv;

import org.jspecify.annotations.NullMarked;
