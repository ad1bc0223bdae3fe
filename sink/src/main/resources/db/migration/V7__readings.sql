-- The readings themselves: the newest of each point, and, where the sink is told to, all of them.
--
-- A poll is (system, source, measured_at); the version received last replaces the one before whole.
-- A point that a later version holds no more, and every point of a poll that was voided, keeps its row
-- as gone: nothing older may bring it back.

CREATE TYPE reading_quality AS ENUM ('GOOD', 'ESTIMATED', 'BAD');

CREATE TABLE telemetry_last (
  system_id      integer         NOT NULL,
  point_id       integer         NOT NULL,
  measured_at    timestamptz     NOT NULL,
  source         text            NOT NULL,
  value          float8,
  value_text     text,
  quality        reading_quality NOT NULL,
  gone           boolean         NOT NULL,
  interval_start timestamptz,
  received_at    timestamptz     NOT NULL,
  batch          integer         NOT NULL,
  raw_offset     bigint,
  log_offset     bigint          NOT NULL,
  PRIMARY KEY (system_id, point_id),
  CONSTRAINT last_one_form CHECK (num_nonnulls(value, value_text) <= CASE WHEN gone THEN 0 ELSE 1 END),
  CONSTRAINT last_finite CHECK ((value > '-Infinity' AND value < 'Infinity') IS NOT FALSE),
  CONSTRAINT last_received CHECK (batch >= 0 AND raw_offset >= 0 AND log_offset >= 0)
) WITH (fillfactor = 70);
COMMENT ON TABLE telemetry_last IS 'The newest reading of each point by measured_at. Where that one was taken back, the row says gone and not which was before it; the view last_reading finds that in telemetry_samples.';
COMMENT ON COLUMN telemetry_last.value IS 'Null with a null value_text: a reading that gave nothing.';
COMMENT ON COLUMN telemetry_last.batch IS 'The deliberate batch that wrote it, 0 if none did.';
COMMENT ON COLUMN telemetry_last.raw_offset IS 'Its place in telemetry.raw, null if it did not come from there.';
COMMENT ON COLUMN telemetry_last.log_offset IS 'Its place in telemetry.readings.';

CREATE TABLE telemetry_samples (
  system_id      integer         NOT NULL,
  point_id       integer         NOT NULL,
  measured_at    timestamptz     NOT NULL,
  source         text            NOT NULL,
  value          float8,
  value_text     text,
  quality        reading_quality NOT NULL,
  gone           boolean         NOT NULL,
  interval_start timestamptz,
  received_at    timestamptz     NOT NULL,
  batch          integer         NOT NULL,
  raw_offset     bigint,
  log_offset     bigint          NOT NULL,
  -- The source too: two of them may speak of one point at one instant, and either be taken back.
  PRIMARY KEY (system_id, point_id, measured_at, source),
  CONSTRAINT samples_one_form CHECK (num_nonnulls(value, value_text) <= CASE WHEN gone THEN 0 ELSE 1 END),
  CONSTRAINT samples_finite CHECK ((value > '-Infinity' AND value < 'Infinity') IS NOT FALSE),
  CONSTRAINT samples_received CHECK (batch >= 0 AND raw_offset >= 0 AND log_offset >= 0)
) PARTITION BY RANGE (measured_at);
COMMENT ON TABLE telemetry_samples IS 'Every reading of every point, for as long as the sink is told to keep them.';

CALL telemetry_partitioned('telemetry_samples', 'week');
CALL telemetry_grant('telemetry_last');
CALL telemetry_grant('telemetry_samples');

-- Whether a version of a poll was received after another: the deliberate batch first, then the place
-- in telemetry.raw where both have one, so that old bytes decoded again do not beat a newer
-- correction, then the place in telemetry.readings.
CREATE FUNCTION telemetry_received_after(
  batch integer, raw_offset bigint, log_offset bigint,
  other_batch integer, other_raw_offset bigint, other_log_offset bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN batch <> other_batch THEN batch > other_batch
    WHEN raw_offset <> other_raw_offset THEN raw_offset > other_raw_offset
    ELSE log_offset > other_log_offset
  END
$$;

-- For people: each point at each instant once, as received last, without what was taken back.
CREATE VIEW samples AS
SELECT DISTINCT ON (r.system_id, p.path, r.measured_at)
  r.system_id, s.name AS system, p.path AS point, p.name, p.unit, p.kind,
  r.measured_at, r.value, r.value_text, r.quality, r.source, r.interval_start, r.received_at
FROM telemetry_samples r
JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
JOIN system s ON s.system_id = r.system_id
WHERE NOT r.gone
ORDER BY r.system_id, p.path, r.measured_at, r.batch DESC, r.raw_offset DESC NULLS LAST, r.log_offset DESC;

CREATE VIEW last_reading AS
SELECT p.system_id, s.name AS system, p.path AS point, p.name, p.unit, p.kind,
  r.measured_at, r.value, r.value_text, r.quality, r.source, r.interval_start, r.received_at
FROM telemetry_last l
JOIN point p ON p.system_id = l.system_id AND p.point_id = l.point_id
JOIN system s ON s.system_id = l.system_id
CROSS JOIN LATERAL (
  SELECT l.measured_at, l.value, l.value_text, l.quality, l.source, l.interval_start, l.received_at
  WHERE NOT l.gone
  UNION ALL
  (SELECT f.measured_at, f.value, f.value_text, f.quality, f.source, f.interval_start, f.received_at
   FROM telemetry_samples f
   WHERE l.gone AND NOT f.gone
     AND f.system_id = l.system_id AND f.point_id = l.point_id AND f.measured_at <= l.measured_at
   ORDER BY f.measured_at DESC, f.batch DESC, f.raw_offset DESC NULLS LAST, f.log_offset DESC
   LIMIT 1)
) r;

CREATE VIEW point_readings AS
SELECT DISTINCT ON (r.system_id, r.point_id, r.measured_at)
  r.system_id, r.point_id, (extract(epoch FROM r.measured_at) * 1000)::bigint AS measurement_time,
  (extract(epoch FROM r.received_at) * 1000)::bigint AS received_time,
  r.value, r.value_text AS value_str, lower(r.quality::text) AS data_quality
FROM telemetry_samples r
WHERE NOT r.gone
ORDER BY r.system_id, r.point_id, r.measured_at, r.batch DESC, r.raw_offset DESC NULLS LAST, r.log_offset DESC;

GRANT SELECT ON samples, last_reading, point_readings
  TO telemetry_reader, telemetry_writer, telemetry_admin;
