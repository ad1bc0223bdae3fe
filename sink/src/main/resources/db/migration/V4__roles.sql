-- Who may do what. Roles to be a member of; none of them can log in. They belong to the whole server,
-- so another database of it may have made them already.

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['telemetry_writer', 'telemetry_reader', 'telemetry_admin'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION
        -- Another database of this server was migrated at the same moment: it is there.
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'role %: wanted it, found none, and % may not create roles; let somebody who'
            ' may run: CREATE ROLE telemetry_writer NOLOGIN; CREATE ROLE telemetry_reader NOLOGIN;'
            ' CREATE ROLE telemetry_admin NOLOGIN;', wanted, current_user
            USING ERRCODE = 'insufficient_privilege';
      END;
    END IF;
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO telemetry_writer, telemetry_reader, telemetry_admin',
    current_schema());
  -- Batches are staged in temporary tables. By default everybody may make them.
  IF NOT has_database_privilege('telemetry_writer', current_database(), 'TEMPORARY') THEN
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO telemetry_writer', current_database());
    IF NOT has_database_privilege('telemetry_writer', current_database(), 'TEMPORARY') THEN
      RAISE EXCEPTION 'database %: telemetry_writer must make temporary tables, and % may not grant it;'
        ' let its owner run: GRANT TEMPORARY ON DATABASE %I TO telemetry_writer;',
        current_database(), current_user, current_database()
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
END
$$;

-- Grants what the three may do with a table that this schema has; a table's own migration calls it.
-- The writer deletes nothing and truncates nothing; it owns nothing either.
CREATE PROCEDURE telemetry_grant(relation regclass)
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT SELECT ON %s TO telemetry_reader', relation);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO telemetry_writer', relation);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO telemetry_admin', relation);
END
$$;
REVOKE ALL ON PROCEDURE telemetry_grant FROM PUBLIC;

CALL telemetry_grant('system');
CALL telemetry_grant('point');
CALL telemetry_grant('telemetry_agg_5m');
CALL telemetry_grant('sink_offset');
GRANT SELECT ON agg_5m TO telemetry_reader, telemetry_writer, telemetry_admin;
-- So that whoever starts can see whether a migration is due.
GRANT SELECT ON flyway_schema_history TO telemetry_reader, telemetry_writer, telemetry_admin;

-- Runs a statement of a migration that changes data, and lets it stand only if it changes as many
-- rows as whoever wrote it expects: WHERE clauses reach too far more often than they look.
CREATE PROCEDURE telemetry_expect(expected bigint, statement text)
LANGUAGE plpgsql AS $$
DECLARE
  changed bigint;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed <> expected THEN
    RAISE EXCEPTION 'wanted to change % rows, would have changed %; nothing is changed by: %',
      expected, changed, statement;
  END IF;
END
$$;
REVOKE ALL ON PROCEDURE telemetry_expect FROM PUBLIC;
