-- What was recomputed, by whom and why, and what it replaced: enough to take it back.

CREATE TABLE recalculation_batch (
  batch_id      integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind          text        NOT NULL,
  state         text        NOT NULL DEFAULT 'RUNNING',
  undoes        integer     REFERENCES recalculation_batch,
  who           text        NOT NULL,
  reason        text        NOT NULL,
  code          text        NOT NULL,
  scope_after   timestamptz NOT NULL,
  scope_until   timestamptz NOT NULL,
  scope_systems integer[]   NOT NULL,
  scope_points  text[]      NOT NULL,
  chunk         interval    NOT NULL,
  epoch         integer     NOT NULL,
  log_begin     bigint[]    NOT NULL,
  log_end       bigint[]    NOT NULL,
  log_floor     bigint[]    NOT NULL,
  begun_at      timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
  ended_at      timestamptz,
  CONSTRAINT batch_state_known CHECK (state IN ('RUNNING', 'CANCELLING', 'CANCELLED', 'DONE', 'UNDONE')),
  CONSTRAINT batch_has_a_reason CHECK (reason <> '')
);
COMMENT ON TABLE recalculation_batch IS 'Recalculations: replays, and what takes them back.';
COMMENT ON COLUMN recalculation_batch.scope_systems IS 'Empty for all.';
COMMENT ON COLUMN recalculation_batch.scope_points IS 'Empty for all of the systems; else 6/solar_w.';
COMMENT ON COLUMN recalculation_batch.log_end IS 'By partition of telemetry.readings: the rows are the truth of everything before it.';
COMMENT ON COLUMN recalculation_batch.log_floor IS 'By partition: what was measured until then, in epoch milliseconds, may be missing from the log.';

-- Published or not at all; and before that, recorded.
CREATE TABLE recalculation_piece (
  batch_id   integer NOT NULL REFERENCES recalculation_batch,
  system_id  integer NOT NULL,
  piece      integer NOT NULL CHECK (piece >= 0),
  published  boolean NOT NULL DEFAULT false,
  added      bigint  NOT NULL,
  changed    bigint  NOT NULL,
  emptied    bigint  NOT NULL,
  left_alone bigint  NOT NULL,
  newer      bigint  NOT NULL,
  unprovable bigint  NOT NULL,
  imported   bigint  NOT NULL,
  expired    bigint  NOT NULL,
  sum_before text    NOT NULL,
  sum_after  text    NOT NULL,
  PRIMARY KEY (batch_id, system_id, piece)
);
COMMENT ON COLUMN recalculation_piece.sum_before IS 'Sum of the hashes of its rows as they stood; pieces add up.';

-- A point is named here, not numbered: its number may be another after a restore.
CREATE TABLE recalculation_row (
  batch_id        integer     NOT NULL,
  system_id       integer     NOT NULL,
  piece           integer     NOT NULL,
  topic           text        NOT NULL,
  path            text        NOT NULL,
  interval_end    timestamptz NOT NULL,
  interval_start  timestamptz NOT NULL,
  kind            point_kind  NOT NULL,
  unit            text        NOT NULL,
  written_epoch   integer     NOT NULL,
  written_offset  bigint      NOT NULL,
  written_batch   integer     NOT NULL,
  stood           boolean     NOT NULL,
  former_start    timestamptz,
  avg             float8,
  min             float8,
  max             float8,
  last            float8,
  last_text       text,
  delta           float8,
  delta_since     timestamptz,
  sample_count    integer,
  error_count     integer,
  reset_count     integer,
  quality         row_quality,
  status          row_status,
  origin          row_origin,
  revision_epoch  integer,
  revision_offset bigint,
  revision_batch  integer,
  PRIMARY KEY (batch_id, system_id, piece, topic, interval_end, path),
  FOREIGN KEY (batch_id, system_id, piece) REFERENCES recalculation_piece,
  CONSTRAINT row_that_stood CHECK (
    CASE WHEN stood
      THEN num_nulls(former_start, sample_count, error_count, reset_count, quality, status, origin,
        revision_epoch, revision_offset, revision_batch) = 0
      ELSE num_nonnulls(former_start, avg, min, max, last, last_text, delta, delta_since, sample_count,
        error_count, reset_count, quality, status, origin, revision_epoch, revision_offset,
        revision_batch) = 0
    END)
);
COMMENT ON TABLE recalculation_row IS 'The rows that a recalculation wrote, and what stood there before.';
COMMENT ON COLUMN recalculation_row.stood IS 'Whether a row stood there; the columns from former_start on are its own.';
COMMENT ON COLUMN recalculation_row.written_offset IS 'The revision that the new row was written with.';

CALL telemetry_grant('recalculation_batch');
CALL telemetry_grant('recalculation_piece');
CALL telemetry_grant('recalculation_row');
