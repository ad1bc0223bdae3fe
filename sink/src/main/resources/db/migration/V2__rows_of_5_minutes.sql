-- What each interval says of each point. The checks state which columns a kind has, so that a
-- statement that reaches too far cannot commit.

CREATE TYPE row_quality AS ENUM ('GOOD', 'ESTIMATED');
-- In the order in which the later wins on equal revision.
CREATE TYPE row_status AS ENUM ('PROVISIONAL', 'SETTLED', 'CORRECTED', 'EMPTY');
CREATE TYPE row_origin AS ENUM ('LIVE', 'REPLAY', 'IMPORT');

CREATE TABLE telemetry_agg_5m (
  system_id       integer     NOT NULL,
  point_id        integer     NOT NULL,
  interval_end    timestamptz NOT NULL,
  interval_start  timestamptz NOT NULL,
  kind            point_kind  NOT NULL,
  avg             float8,
  min             float8,
  max             float8,
  last            float8,
  last_text       text,
  delta           float8,
  delta_since     timestamptz,
  sample_count    integer     NOT NULL,
  error_count     integer     NOT NULL,
  reset_count     integer     NOT NULL,
  quality         row_quality NOT NULL,
  status          row_status  NOT NULL,
  origin          row_origin  NOT NULL,
  revision_epoch  integer     NOT NULL,
  revision_offset bigint      NOT NULL,
  revision_batch  integer     NOT NULL,
  PRIMARY KEY (system_id, point_id, interval_end),

  CONSTRAINT agg_5m_interval CHECK (interval_start < interval_end),
  CONSTRAINT agg_5m_counts CHECK (sample_count >= 0 AND error_count >= 0 AND reset_count >= 0),
  CONSTRAINT agg_5m_revision CHECK (revision_epoch >= 0 AND revision_offset >= 0 AND revision_batch >= 0),
  CONSTRAINT agg_5m_empty CHECK ((status = 'EMPTY') = (sample_count = 0 AND error_count = 0)),
  -- NaN is greater than every number here, so the upper bound refuses it too.
  CONSTRAINT agg_5m_finite CHECK (
    (avg > '-Infinity' AND avg < 'Infinity') IS NOT FALSE
    AND (min > '-Infinity' AND min < 'Infinity') IS NOT FALSE
    AND (max > '-Infinity' AND max < 'Infinity') IS NOT FALSE
    AND (last > '-Infinity' AND last < 'Infinity') IS NOT FALSE
    AND (delta > '-Infinity' AND delta < 'Infinity') IS NOT FALSE),
  -- Without a value that counts there is nothing to say. History imported as rows may be poorer than
  -- its counts; it is never richer than its kind.
  CONSTRAINT agg_5m_nothing CHECK (
    sample_count > 0 OR origin = 'IMPORT' AND status <> 'EMPTY'
    OR num_nonnulls(avg, min, max, last, last_text, delta, delta_since) = 0),
  CONSTRAINT agg_5m_gauge CHECK (
    kind <> 'GAUGE'
    OR num_nonnulls(last_text, delta, delta_since) = 0
      AND reset_count = 0
      AND (min <= max) IS NOT FALSE
      AND (sample_count = 0 OR origin = 'IMPORT' OR num_nulls(avg, min, max, last) = 0)),
  CONSTRAINT agg_5m_counter CHECK (
    kind <> 'COUNTER'
    OR num_nonnulls(avg, min, max, last_text) = 0
      AND (delta_since IS NULL OR delta IS NOT NULL)
      AND (sample_count = 0 OR origin = 'IMPORT' OR last IS NOT NULL)),
  CONSTRAINT agg_5m_amount CHECK (
    kind <> 'INTERVAL'
    OR num_nonnulls(avg, min, max, last_text) = 0
      AND reset_count = 0
      AND (delta_since IS NULL OR delta IS NOT NULL)
      AND (sample_count = 0 OR origin = 'IMPORT' OR num_nulls(last, delta) = 0)),
  CONSTRAINT agg_5m_state CHECK (
    kind <> 'STATE'
    OR num_nonnulls(avg, min, max, delta, delta_since) = 0
      AND reset_count = 0
      AND num_nonnulls(last, last_text) <= 1
      AND (sample_count = 0 OR origin = 'IMPORT' OR num_nonnulls(last, last_text) = 1))
) PARTITION BY RANGE (interval_end);

COMMENT ON TABLE telemetry_agg_5m IS 'One row per point and interval (interval_start, interval_end]; point_id means nothing without system_id.';
COMMENT ON COLUMN telemetry_agg_5m.delta IS 'Growth of a COUNTER since delta_since, or the sum of the amounts of an INTERVAL.';
COMMENT ON COLUMN telemetry_agg_5m.revision_offset IS 'How much of the log of readings is in the row; the newer knowledge wins.';

-- Makes the partition of a month (UTC) of a table that is partitioned by month, if it is not there.
-- The table is made by itself and then attached: CREATE … PARTITION OF would lock out every reader
-- and writer of the parent, ATTACH locks out only another ATTACH.
CREATE FUNCTION telemetry_month_partition(parent text, month date) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  first date := date_trunc('month', month)::date;
  part  text := parent || to_char(first, '_YYYY_MM');
BEGIN
  IF parent <> 'telemetry_agg_5m' THEN
    RAISE EXCEPTION 'no table that is partitioned by month: %', parent;
  END IF;
  IF EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = parent::regclass AND c.relname = part) THEN
    RETURN false;
  END IF;
  -- Two sinks at once: the second waits here and then finds it made. Both look into the catalogue by
  -- a query: to_regclass may answer from a cache that the lock does not refresh.
  PERFORM pg_advisory_xact_lock(hashtext('telemetry_month_partition'), hashtext(parent));
  IF EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = parent::regclass AND c.relname = part) THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
  EXECUTE format(
    'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    parent, part,
    first::timestamp AT TIME ZONE 'UTC',
    (first + interval '1 month')::timestamp AT TIME ZONE 'UTC');
  RETURN true;
END
$$;

-- For people: names instead of numbers, and no rows that only say that nothing is there.
CREATE VIEW agg_5m AS
SELECT r.system_id, s.name AS system, p.path AS point, p.name, p.unit,
  r.interval_start, r.interval_end, r.kind, r.avg, r.min, r.max, r.last, r.last_text,
  r.delta, r.delta_since, r.sample_count, r.error_count, r.reset_count,
  r.quality, r.status, r.origin
FROM telemetry_agg_5m r
JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
JOIN system s ON s.system_id = r.system_id
WHERE r.status <> 'EMPTY';
