-- Polls that a replay of the raw log sent, and what stood there before: enough to take it back.

CREATE TABLE recalculation_poll (
  batch_id    integer     NOT NULL,
  system_id   integer     NOT NULL,
  piece       integer     NOT NULL,
  source      text        NOT NULL,
  measured_at timestamptz NOT NULL,
  written     bytea       NOT NULL,
  former      bytea,
  PRIMARY KEY (batch_id, system_id, piece, measured_at, source),
  FOREIGN KEY (batch_id, system_id, piece) REFERENCES recalculation_piece
);
COMMENT ON TABLE recalculation_poll IS 'The polls that a recalculation sent, and what stood there before.';
COMMENT ON COLUMN recalculation_poll.written IS 'As it stands in telemetry.readings: Confluent wire format.';
COMMENT ON COLUMN recalculation_poll.former IS 'The same, of what stood; null if nothing did.';

CALL telemetry_grant('recalculation_poll');
