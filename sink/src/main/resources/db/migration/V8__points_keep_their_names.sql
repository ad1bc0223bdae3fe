-- What names a point outside this database never changes in it, and no statement changes the points of
-- several systems at once: an UPDATE that was meant for one vendor's points once met those of six
-- systems, and the next readings made new points under the lost names.

CREATE FUNCTION point_keeps_its_name() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'point % of system %: its path, kind and numbers never change', OLD.path, OLD.system_id
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'point_keeps_its_name';
END
$$;

CREATE TRIGGER point_keeps_its_name BEFORE UPDATE ON point FOR EACH ROW
WHEN ((OLD.system_id, OLD.point_id, OLD.path, OLD.kind)
  IS DISTINCT FROM (NEW.system_id, NEW.point_id, NEW.path, NEW.kind))
EXECUTE FUNCTION point_keeps_its_name();

CREATE FUNCTION point_one_system_at_once() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  systems bigint := (SELECT count(DISTINCT system_id) FROM touched);
BEGIN
  IF systems > 1 THEN
    RAISE EXCEPTION 'points of % systems at once: wanted one; a point_id means another point in every'
      ' other system, compare (system_id, point_id)', systems
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'point_one_system_at_once';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER point_one_system_at_once AFTER UPDATE ON point
REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION point_one_system_at_once();

CREATE TRIGGER point_one_system_at_once_gone AFTER DELETE ON point
REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION point_one_system_at_once();
