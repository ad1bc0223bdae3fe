package telemetry.model;

/** What the pipeline tells of itself. */
public enum EventType {
  /** A type that this version does not know. */
  OTHER,
  /** A point was heard for the first time. */
  POINT_CREATED,
  /** A system made more new points at once than it ever should. */
  POINT_BURST,
  /** A point's unit or kind changed. */
  UNIT_CHANGED,
  /** A vendor sent a field that its decoder does not know. */
  UNMAPPED_FIELD,
  /** A counter began again; the details hold both values. */
  COUNTER_RESET,
  /** A point that used to report does not. */
  POINT_SILENT,
  /** A whole system does not report. */
  SYSTEM_SILENT,
  /** A reading older than the state reaches went to the late topic. */
  LATE,
  /** A point that was silent reports again. */
  POINT_HEARD,
  /** A counter rose faster than its point can: it counts on from there, and nothing was added. */
  COUNTER_REBASED
}
