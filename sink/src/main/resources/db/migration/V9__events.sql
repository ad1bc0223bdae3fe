-- What the pipeline tells of itself. An event is named by what happened to whom when, so that one that
-- is told again is no second one.

CREATE TABLE telemetry_event (
  system_id integer     NOT NULL,
  at        timestamptz NOT NULL,
  type      text        NOT NULL CHECK (type <> ''),
  point     text        NOT NULL,
  details   jsonb       NOT NULL,
  PRIMARY KEY (system_id, at, type, point)
) PARTITION BY RANGE (at);
COMMENT ON COLUMN telemetry_event.point IS 'The path of the point; empty where it is the whole system''s.';

CALL telemetry_partitioned('telemetry_event', 'month');
CALL telemetry_grant('telemetry_event');

CREATE VIEW event AS
SELECT e.system_id, s.name AS system, e.at, e.type, nullif(e.point, '') AS point, e.details
FROM telemetry_event e
LEFT JOIN system s ON s.system_id = e.system_id;
GRANT SELECT ON event TO telemetry_reader, telemetry_writer, telemetry_admin;
