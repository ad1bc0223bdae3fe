-- Which tables are divided by time, and how. The writer owns none of them: it asks these functions,
-- which do as the owner, and nothing else than they say.

CREATE TABLE partitioned_table (
  name text NOT NULL PRIMARY KEY,
  span text NOT NULL CHECK (span IN ('week', 'month', 'year'))
);
COMMENT ON COLUMN partitioned_table.span IS 'How much time (UTC) one partition holds.';

-- Declares a table as divided by time; its own migration calls it.
CREATE PROCEDURE telemetry_partitioned(name regclass, span text)
LANGUAGE sql AS $$
  INSERT INTO partitioned_table VALUES (name::text, span)
$$;
REVOKE ALL ON PROCEDURE telemetry_partitioned FROM PUBLIC;

CALL telemetry_partitioned('telemetry_agg_5m', 'month');

-- The partition that a day is in.
CREATE FUNCTION telemetry_partition_of(
  parent text, day date, OUT part text, OUT since timestamptz, OUT until timestamptz)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  span  text := (SELECT t.span FROM partitioned_table t WHERE t.name = parent);
  begun timestamp := date_trunc(span, day::timestamp);
BEGIN
  IF span IS NULL THEN
    RAISE EXCEPTION 'no table that is divided by time: %', parent;
  END IF;
  part := parent || to_char(begun,
    CASE span WHEN 'year' THEN '_YYYY' WHEN 'month' THEN '_YYYY_MM' ELSE '_YYYY_MM_DD' END);
  since := begun AT TIME ZONE 'UTC';
  until := (begun + ('1 ' || span)::interval) AT TIME ZONE 'UTC';
END
$$;

-- Before this, a table keeps nothing: the beginning of the partition that the oldest kept instant is
-- in, so that whatever partition stands is kept whole and right.
CREATE FUNCTION telemetry_horizon(parent text, keep interval) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT since FROM telemetry_partition_of(parent, ((now() AT TIME ZONE 'UTC') - keep)::date)
$$;

CREATE VIEW telemetry_partition AS
SELECT t.name AS parent, c.relname::text AS part,
  substring(b.bounds FROM $r$FROM \('([^']*)'\)$r$)::timestamptz AS since,
  substring(b.bounds FROM $r$TO \('([^']*)'\)$r$)::timestamptz AS until,
  greatest(c.reltuples, 0)::bigint AS estimated_rows,
  pg_total_relation_size(c.oid) AS bytes
FROM partitioned_table t
JOIN pg_inherits i ON i.inhparent = t.name::regclass
JOIN pg_class c ON c.oid = i.inhrelid
CROSS JOIN LATERAL (SELECT pg_get_expr(c.relpartbound, c.oid) AS bounds) b;
COMMENT ON VIEW telemetry_partition IS 'The partitions that stand: from since on, before until.';

-- Makes the partitions of these days, where they are not there. A table is made by itself and then
-- attached: CREATE … PARTITION OF would lock out every reader and writer of the parent, ATTACH locks
-- out only another ATTACH.
CREATE FUNCTION telemetry_partitions_make(parent text, days date[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  wanted record;
  made   integer := 0;
BEGIN
  FOR wanted IN
    SELECT DISTINCT p.part, p.since, p.until
    FROM unnest(days) AS d(day) CROSS JOIN LATERAL telemetry_partition_of(parent, d.day) p
    ORDER BY p.since
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = parent::regclass AND c.relname = wanted.part);
    -- Two sinks at once: the second waits here and then finds it made. Both look into the catalogue
    -- by a query: to_regclass may answer from a cache that the lock does not refresh.
    PERFORM pg_advisory_xact_lock(hashtext('telemetry_partitions'), hashtext(parent));
    CONTINUE WHEN EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = parent::regclass AND c.relname = wanted.part);
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', wanted.part, parent);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      parent, wanted.part, wanted.since, wanted.until);
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;

-- Makes the partition of now and the one after it, so that no batch has to.
CREATE FUNCTION telemetry_partitions_ahead(parent text) RETURNS integer
LANGUAGE sql AS $$
  SELECT telemetry_partitions_make(parent, ARRAY[
    (now() AT TIME ZONE 'UTC')::date,
    (SELECT until AT TIME ZONE 'UTC'
     FROM telemetry_partition_of(parent, (now() AT TIME ZONE 'UTC')::date))::date])
$$;

-- Drops the partitions before the horizon and names them. Dropping waits for everybody who uses the
-- table, and everybody waits behind it: so not for long, and the next time is soon. Nobody who may
-- only write can take the last week away with it.
CREATE FUNCTION telemetry_partitions_drop(parent text, keep interval) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '2s' AS $$
DECLARE
  old text;
BEGIN
  IF keep < interval '7 days' THEN
    RAISE EXCEPTION '%: wanted to keep 7 days or more, found %', parent, keep;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('telemetry_partitions'), hashtext(parent));
  FOR old IN
    SELECT p.part FROM telemetry_partition p
    WHERE p.parent = telemetry_partitions_drop.parent
      AND p.until <= telemetry_horizon(telemetry_partitions_drop.parent, keep)
    ORDER BY p.since
  LOOP
    EXECUTE format('DROP TABLE %I', old);
    RETURN NEXT old;
  END LOOP;
END
$$;

DROP FUNCTION telemetry_month_partition(text, date);

-- What runs as the owner must not find a temporary table where it looks for ours.
DO $$
DECLARE
  safe text := format('%I, pg_temp', current_schema());
BEGIN
  EXECUTE 'ALTER FUNCTION telemetry_partitions_make SET search_path = ' || safe;
  EXECUTE 'ALTER FUNCTION telemetry_partitions_drop SET search_path = ' || safe;
END
$$;
REVOKE ALL ON FUNCTION telemetry_partitions_make, telemetry_partitions_drop FROM PUBLIC;
GRANT EXECUTE ON FUNCTION telemetry_partitions_make, telemetry_partitions_drop
  TO telemetry_writer, telemetry_admin;
GRANT SELECT ON partitioned_table, telemetry_partition
  TO telemetry_reader, telemetry_writer, telemetry_admin;
