-- Who is measured. Every key that names a point holds its system too: a point_id alone means nothing.

CREATE TYPE point_kind AS ENUM ('GAUGE', 'COUNTER', 'INTERVAL', 'STATE');
COMMENT ON TYPE point_kind IS 'How the values of a point behave in time.';

CREATE TABLE system (
  system_id     integer     NOT NULL PRIMARY KEY CHECK (system_id >= 1),
  declared      boolean     NOT NULL DEFAULT false,
  vendor        text,
  site_id       text,
  name          text,
  timezone      text        NOT NULL DEFAULT 'UTC',
  status        text        NOT NULL DEFAULT 'ACTIVE',
  last_point_id integer     NOT NULL DEFAULT 0 CHECK (last_point_id >= 0),
  created_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT system_status_known CHECK (status IN ('ACTIVE', 'DISABLED')),
  CONSTRAINT system_declared_whole CHECK (NOT declared OR (vendor IS NOT NULL AND name IS NOT NULL))
);
COMMENT ON COLUMN system.declared IS 'False for a stub: rows came before, or without, a declaration.';
COMMENT ON COLUMN system.timezone IS 'IANA zone of its days.';
COMMENT ON COLUMN system.last_point_id IS 'The last point_id that was given away; none is given twice.';

CREATE TABLE point (
  system_id  integer     NOT NULL REFERENCES system,
  point_id   integer     NOT NULL CHECK (point_id >= 1),
  path       text        NOT NULL CHECK (path <> ''),
  kind       point_kind  NOT NULL,
  unit       text        NOT NULL,
  name       text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (system_id, point_id),
  CONSTRAINT point_path_once UNIQUE (system_id, path)
);
COMMENT ON COLUMN point.path IS 'The vendor''s path: what names the point outside this database.';
COMMENT ON COLUMN point.name IS 'For people; nothing is found by it.';
