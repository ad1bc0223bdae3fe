/**
 * History from legacy databases of wide tables: read in their order, sent with checkpoints, and
 * looked at again. Readings go to the raw log as rows that explain themselves; history that has no
 * readings goes to the log of 5-minute rows, and never beats what was computed.
 */
@NullMarked
package telemetry.deploy.imports;

import org.jspecify.annotations.NullMarked;
