-- What each hour and each day of its system says of each point: rows like those of 5 minutes, by the
-- same table of kinds.

CREATE TABLE telemetry_agg_1h (LIKE telemetry_agg_5m INCLUDING ALL) PARTITION BY RANGE (interval_end);
CREATE TABLE telemetry_agg_1d (LIKE telemetry_agg_5m INCLUDING ALL) PARTITION BY RANGE (interval_end);
COMMENT ON TABLE telemetry_agg_1h IS 'One row per point and hour (UTC), rolled up from its 5-minute rows.';
COMMENT ON TABLE telemetry_agg_1d IS 'One row per point and day in its system''s zone, rolled up from its 5-minute rows.';

-- A refusal names the constraint, so it names the table.
DO $$
DECLARE
  old record;
BEGIN
  FOR old IN
    SELECT conrelid::regclass AS relation, conname, substring(conrelid::regclass::text FROM 'agg_1.') AS own
    FROM pg_constraint
    WHERE conrelid IN ('telemetry_agg_1h'::regclass, 'telemetry_agg_1d'::regclass)
      AND conname LIKE 'agg\_5m\_%'
  LOOP
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I',
      old.relation, old.conname, replace(old.conname, 'agg_5m', old.own));
  END LOOP;
END
$$;

-- A year of hours is as many rows as a month of 5 minutes.
CALL telemetry_partitioned('telemetry_agg_1h', 'year');
CALL telemetry_partitioned('telemetry_agg_1d', 'year');
CALL telemetry_grant('telemetry_agg_1h');
CALL telemetry_grant('telemetry_agg_1d');

CREATE VIEW agg_1h AS
SELECT r.system_id, s.name AS system, p.path AS point, p.name, p.unit,
  r.interval_start, r.interval_end, r.kind, r.avg, r.min, r.max, r.last, r.last_text,
  r.delta, r.delta_since, r.sample_count, r.error_count, r.reset_count,
  r.quality, r.status, r.origin
FROM telemetry_agg_1h r
JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
JOIN system s ON s.system_id = r.system_id
WHERE r.status <> 'EMPTY';

-- The day is the one that people of the system's zone mean: it begins where its interval does.
CREATE VIEW agg_1d AS
SELECT r.system_id, s.name AS system, p.path AS point, p.name, p.unit,
  (r.interval_start AT TIME ZONE s.timezone)::date AS day,
  r.interval_start, r.interval_end, r.kind, r.avg, r.min, r.max, r.last, r.last_text,
  r.delta, r.delta_since, r.sample_count, r.error_count, r.reset_count,
  r.quality, r.status, r.origin
FROM telemetry_agg_1d r
JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
JOIN system s ON s.system_id = r.system_id
WHERE r.status <> 'EMPTY';

-- For queries that were written for the tables of before: their names, their columns, their
-- milliseconds. For reading only: each joins, so that nothing can be updated through it. A condition
-- on their milliseconds finds no partition and no index; new queries should use agg_5m and agg_1d.

CREATE VIEW point_info AS
SELECT p.system_id, p.point_id AS id, s.site_id AS origin_id, p.path AS origin_sub_id,
  coalesce(p.name, p.path) AS point_name, coalesce(p.name, p.path) AS display_name,
  substring(lower(p.path) FROM 'solar|load|battery|grid|generator') AS subsystem,
  CASE
    WHEN p.unit IN ('W', 'kW', 'MW') THEN 'power'
    WHEN p.unit IN ('Wh', 'kWh', 'MWh') THEN 'energy'
    WHEN p.unit = '%' THEN 'soc'
    WHEN p.kind = 'STATE' THEN 'state'
    ELSE 'value'
  END AS metric_type,
  p.unit AS metric_unit,
  CASE p.kind WHEN 'COUNTER' THEN 'd' END AS transform,
  (extract(epoch FROM p.created_at) * 1000)::bigint AS created_at
FROM point p
JOIN system s ON s.system_id = p.system_id;
COMMENT ON COLUMN point_info.transform IS 'd: a running total, whose differences count.';

CREATE VIEW point_readings_agg_5m AS
SELECT r.system_id, r.point_id, (extract(epoch FROM r.interval_end) * 1000)::bigint AS interval_end,
  r.avg, r.min, r.max, r.last, r.delta, r.sample_count, r.error_count
FROM telemetry_agg_5m r
JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
WHERE r.status <> 'EMPTY';

CREATE VIEW point_readings_agg_1d AS
SELECT r.system_id, r.point_id, to_char(r.interval_start AT TIME ZONE s.timezone, 'YYYY-MM-DD') AS day,
  r.avg, r.min, r.max, r.last, r.delta, r.sample_count, r.error_count
FROM telemetry_agg_1d r
JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
JOIN system s ON s.system_id = r.system_id
WHERE r.status <> 'EMPTY';

GRANT SELECT ON agg_1h, agg_1d, point_info, point_readings_agg_5m, point_readings_agg_1d
  TO telemetry_reader, telemetry_writer, telemetry_admin;
