-- The form that the tables divided by time have: partitions of PostgreSQL's own, or hypertables of
-- TimescaleDB. It is chosen once, before the first row; the same SQL reads and writes both.

CREATE TABLE table_form (
  form text NOT NULL PRIMARY KEY CHECK (form IN ('native', 'timescale'))
);
COMMENT ON TABLE table_form IS 'How the tables divided by time are divided: one row, and it never changes.';
GRANT SELECT ON table_form TO telemetry_reader, telemetry_writer, telemetry_admin;

-- The columns of a table's primary key.
CREATE FUNCTION telemetry_key(relation text, OUT name text, OUT place bigint) RETURNS SETOF record
LANGUAGE sql STABLE AS $$
  SELECT a.attname::text, k.place
  FROM pg_index i
  CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY AS k(number, place)
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
  WHERE i.indrelid = relation::regclass AND i.indisprimary
$$;

-- Makes hypertables of the tables divided by time, which are empty.
CREATE PROCEDURE telemetry_hypertables()
LANGUAGE plpgsql AS $$
DECLARE
  one      record;
  one_view record;
  defined  text[] := '{}';
  again    text;
BEGIN
  -- What people read hangs on the tables: it is put aside, and made again as it was.
  FOR one_view IN
    SELECT DISTINCT v.oid, v.relname, pg_get_viewdef(v.oid) AS body, obj_description(v.oid) AS said
    FROM pg_class v
    JOIN pg_rewrite w ON w.ev_class = v.oid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
    JOIN partitioned_table t ON d.refobjid = t.name::regclass
    WHERE v.relkind = 'v'
  LOOP
    defined := defined || format('CREATE VIEW %I AS %s', one_view.relname, one_view.body)
      || format('COMMENT ON VIEW %I IS %L', one_view.relname, one_view.said)
      || format('GRANT SELECT ON %I TO telemetry_reader, telemetry_writer, telemetry_admin', one_view.relname);
    EXECUTE format('DROP VIEW %I', one_view.relname);
  END LOOP;
  FOR one IN
    SELECT t.name, t.span, a.attname AS "time", obj_description(t.name::regclass) AS said
    FROM partitioned_table t
    JOIN pg_partitioned_table p ON p.partrelid = t.name::regclass
    JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
    ORDER BY t.name
  LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', one.name || '_hyper', one.name);
    EXECUTE format('DROP TABLE %I', one.name);
    EXECUTE format('ALTER TABLE %I RENAME TO %I', one.name || '_hyper', one.name);
    EXECUTE format('ALTER INDEX %I RENAME TO %I', one.name || '_hyper_pkey', one.name || '_pkey');
    EXECUTE format('COMMENT ON TABLE %I IS %L', one.name, one.said);
    CALL telemetry_grant(one.name::regclass);
    -- A month of theirs has 30 days, a year 365.
    PERFORM create_hypertable(one.name::regclass, by_range(one.time::name,
      CASE one.span WHEN 'year' THEN interval '365 days' WHEN 'month' THEN interval '30 days'
        ELSE interval '7 days' END), create_default_indexes => false);
    -- A batch of a compressed chunk holds one series, or the events of one system: what comes late
    -- unpacks no other.
    EXECUTE format('ALTER TABLE %I SET (timescaledb.compress, timescaledb.compress_segmentby = %L,'
      ' timescaledb.compress_orderby = %L)', one.name,
      (SELECT string_agg(k.name, ', ' ORDER BY k.place) FROM telemetry_key(one.name) k
       WHERE k.name IN ('system_id', 'point_id')),
      (SELECT string_agg(k.name, ', ' ORDER BY k.place) FROM telemetry_key(one.name) k
       WHERE k.name NOT IN ('system_id', 'point_id')));
  END LOOP;
  FOREACH again IN ARRAY defined LOOP
    EXECUTE again;
  END LOOP;
  CALL telemetry_chunks();
END
$$;
REVOKE ALL ON PROCEDURE telemetry_hypertables FROM PUBLIC;

-- What the server itself does about old rows: nothing, where partitions are native; the sink drops
-- them. Null for never.
CREATE FUNCTION telemetry_policies(parent text, keep interval, compress interval) RETURNS void
LANGUAGE sql AS $$ SELECT $$;

-- The functions of the partitions, as they are where TimescaleDB makes chunks when rows come.
CREATE PROCEDURE telemetry_chunks()
LANGUAGE plpgsql AS $$
DECLARE
  safe text := (SELECT format('%I, %I, pg_temp', current_schema(), n.nspname)
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'timescaledb');
BEGIN
  CREATE OR REPLACE VIEW telemetry_partition AS
  SELECT t.name AS parent, c.chunk_name::text AS part, c.range_start AS since, c.range_end AS until,
    greatest(r.reltuples, 0)::bigint AS estimated_rows,
    pg_total_relation_size(r.oid) + coalesce(pg_total_relation_size(z.oid), 0) AS bytes
  FROM partitioned_table t
  JOIN pg_class p ON p.oid = t.name::regclass
  JOIN timescaledb_information.chunks c
    ON c.hypertable_name = p.relname AND c.hypertable_schema = p.relnamespace::regnamespace::name
  JOIN pg_class r ON r.oid = format('%I.%I', c.chunk_schema, c.chunk_name)::regclass
  JOIN _timescaledb_catalog.chunk k ON k.schema_name = c.chunk_schema AND k.table_name = c.chunk_name
  LEFT JOIN _timescaledb_catalog.chunk y ON y.id = k.compressed_chunk_id
  LEFT JOIN pg_class z ON z.relname = y.table_name AND z.relnamespace::regnamespace::name = y.schema_name;
  COMMENT ON VIEW telemetry_partition IS 'The chunks that stand: from since on, before until.';

  CREATE OR REPLACE FUNCTION telemetry_partitions_make(parent text, days date[]) RETURNS integer
  LANGUAGE sql SECURITY DEFINER AS 'SELECT 0';

  CREATE OR REPLACE FUNCTION telemetry_horizon(parent text, keep interval) RETURNS timestamptz
  LANGUAGE sql STABLE AS $f$
    SELECT coalesce(
      (SELECT p.since FROM telemetry_partition p
       WHERE p.parent = telemetry_horizon.parent AND p.since <= now() - keep AND now() - keep < p.until),
      now() - keep)
  $f$;

  CREATE OR REPLACE FUNCTION telemetry_partitions_drop(parent text, keep interval) RETURNS SETOF text
  LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '2s' AS $f$
  BEGIN
    IF keep < interval '7 days' THEN
      RAISE EXCEPTION '%: wanted to keep 7 days or more, found %', parent, keep;
    END IF;
    IF NOT EXISTS (SELECT FROM partitioned_table t WHERE t.name = parent) THEN
      RAISE EXCEPTION 'no table that is divided by time: %', parent;
    END IF;
    RETURN QUERY
      SELECT split_part(dropped, '.', 2)
      FROM drop_chunks(parent::regclass, older_than => now() - keep) AS dropped;
  END
  $f$;

  -- Called every hour: a policy that is as wanted is left alone.
  CREATE OR REPLACE FUNCTION telemetry_policies(parent text, keep interval, compress interval) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '2s' AS $f$
  DECLARE
    wanted record;
    stands interval;
  BEGIN
    IF least(keep, compress) < interval '7 days' THEN
      RAISE EXCEPTION '%: wanted to keep and not to compress 7 days or more, found %, %', parent, keep, compress;
    END IF;
    IF NOT EXISTS (SELECT FROM partitioned_table t WHERE t.name = parent) THEN
      RAISE EXCEPTION 'no table that is divided by time: %', parent;
    END IF;
    FOR wanted IN
      SELECT * FROM (VALUES ('policy_retention', 'drop_after', keep),
        ('policy_compression', 'compress_after', compress)) AS w(proc, setting, after)
    LOOP
      stands := (SELECT (j.config ->> wanted.setting)::interval FROM timescaledb_information.jobs j
        WHERE j.proc_name = wanted.proc AND j.hypertable_name = parent);
      CONTINUE WHEN stands IS NOT DISTINCT FROM wanted.after;
      IF wanted.proc = 'policy_retention' THEN
        PERFORM remove_retention_policy(parent::regclass, if_exists => true);
        IF keep IS NOT NULL THEN
          PERFORM add_retention_policy(parent::regclass, drop_after => keep);
        END IF;
      ELSE
        PERFORM remove_compression_policy(parent::regclass, if_exists => true);
        IF compress IS NOT NULL THEN
          PERFORM add_compression_policy(parent::regclass, compress_after => compress);
        END IF;
      END IF;
    END LOOP;
  END
  $f$;

  EXECUTE 'ALTER FUNCTION telemetry_partitions_make SET search_path = ' || safe;
  EXECUTE 'ALTER FUNCTION telemetry_partitions_drop SET search_path = ' || safe;
  EXECUTE 'ALTER FUNCTION telemetry_policies SET search_path = ' || safe;
  REVOKE ALL ON FUNCTION telemetry_policies FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION telemetry_policies TO telemetry_writer, telemetry_admin;
END
$$;
REVOKE ALL ON PROCEDURE telemetry_chunks FROM PUBLIC;

-- Chooses the form, or holds the one that was chosen against what is wanted: native, timescale, or
-- auto, which is whatever stands, and at the beginning timescale where the server has it loaded.
CREATE FUNCTION telemetry_form(wanted text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  chosen text;
  loaded boolean := EXISTS (SELECT FROM pg_settings WHERE name LIKE 'timescaledb.%')
    AND EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb');
BEGIN
  -- Two who start at once choose the same.
  PERFORM pg_advisory_xact_lock(hashtext('telemetry_form'), 0);
  chosen := (SELECT form FROM table_form);
  -- A database with rows was begun before there was a choice.
  IF chosen IS NULL AND (EXISTS (SELECT FROM sink_offset) OR EXISTS (SELECT FROM system)) THEN
    chosen := 'native';
    INSERT INTO table_form (form) VALUES (chosen);
  END IF;
  IF chosen IS NULL THEN
    IF wanted = 'timescale' AND NOT loaded THEN
      RAISE EXCEPTION 'tables: wanted timescale, found a server without it; install timescaledb and'
        ' name it in shared_preload_libraries' USING ERRCODE = 'feature_not_supported';
    END IF;
    chosen := CASE WHEN loaded AND wanted <> 'native' THEN 'timescale' ELSE 'native' END;
    IF chosen = 'timescale' THEN
      CREATE EXTENSION IF NOT EXISTS timescaledb;
      CALL telemetry_hypertables();
    END IF;
    INSERT INTO table_form (form) VALUES (chosen);
  ELSIF wanted NOT IN ('auto', chosen) THEN
    RAISE EXCEPTION 'tables: wanted %, found a database that was begun as %, and rows do not change'
      ' their form where they stand; move them to a new database', wanted, chosen
      USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN chosen;
END
$$;
REVOKE ALL ON FUNCTION telemetry_form(text) FROM PUBLIC;
