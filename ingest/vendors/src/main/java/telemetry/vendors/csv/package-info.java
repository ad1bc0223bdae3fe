/** Rows of a wide CSV file, with the mapping that names their columns' kinds and units. */
@NullMarked
package telemetry.vendors.csv;

import org.jspecify.annotations.NullMarked;
