package telemetry.model;

/** What the processes agree on: the values of {@code telemetry.control}. */
public sealed interface Control
    permits Epoch,
        Emitted,
        PollPlace,
        ImportPlace,
        PointAlias,
        AcceptedGap,
        Redefinition,
        LastBatch {
  /** The key under which it stands. */
  String key();
}
