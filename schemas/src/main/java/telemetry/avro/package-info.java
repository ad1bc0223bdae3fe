/** Codecs: each domain record as Avro binary, by the schema files of this module. */
@NullMarked
package telemetry.avro;

import org.jspecify.annotations.NullMarked;
