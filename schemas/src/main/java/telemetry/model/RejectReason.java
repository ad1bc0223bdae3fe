package telemetry.model;

/** Why a record was refused. The code stands in the record's headers and in the metrics. */
public enum RejectReason {
  /** The bytes are not in the wire format, or not what their schema says. */
  NOT_AVRO,
  /** The registry does not know the schema id in the bytes. */
  UNKNOWN_SCHEMA,
  /** The key is no system id, or not the system of the value. */
  BAD_KEY,
  /** The record stands in a partition that murmur2 of its key does not give. */
  WRONG_PARTITION,
  /** No decoder has the vendor's name. */
  UNKNOWN_VENDOR,
  /** The body is not in the vendor's format at all. */
  MALFORMED_BODY,
  /** A field that must be there is missing. */
  MISSING_FIELD,
  /** A field is there and holds what it must not. */
  BAD_FIELD,
  /** A number is NaN, infinite, or so large that a sum of such would be. */
  NOT_FINITE,
  /** Measured more than ten minutes after it was appended to the log. */
  FUTURE,
  /** A point's kind is not what it was. */
  KIND_CHANGED,
  /** A point's unit is not what it was. */
  UNIT_CHANGED,
  /** A point's path is longer than a key may be. */
  PATH_TOO_LONG,
  /** One poll, or one system, has more points than it may. */
  TOO_MANY_POINTS,
  /** PostgreSQL refused the row. */
  REFUSED_BY_DATABASE
}
