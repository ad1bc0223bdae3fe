/**
 * What the vendors' bytes mean: one package a vendor, each a pure function of the raw record. No
 * Kafka, no database, no network: a decoder that is wrong is repaired here and the log is replayed.
 */
@NullMarked
package telemetry.vendors;

import org.jspecify.annotations.NullMarked;
