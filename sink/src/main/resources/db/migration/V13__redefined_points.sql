-- A point's kind changes in one way alone: when somebody says that it was wrong from the beginning, and
-- names the point in his transaction. What finds a point still never changes.

CREATE OR REPLACE FUNCTION point_keeps_its_name() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.system_id, OLD.point_id, OLD.path) = (NEW.system_id, NEW.point_id, NEW.path)
    AND current_setting('telemetry.redefines', true) = OLD.system_id || '/' || OLD.path
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'point % of system %: its path, kind and numbers never change', OLD.path, OLD.system_id
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'point_keeps_its_name',
      HINT = 'A kind that was wrong from the beginning: telemetry points redefine.';
END
$$;
