-- How far the sink is in each partition of each topic it reads: moved in the same transaction as
-- the rows, so that the two can never tell different stories.

CREATE TABLE sink_offset (
  topic       text        NOT NULL,
  partition   integer     NOT NULL CHECK (partition >= 0),
  topic_id    text        NOT NULL,
  next_offset bigint      NOT NULL CHECK (next_offset >= 0),
  owner_epoch bigint      NOT NULL DEFAULT 0 CHECK (owner_epoch >= 0),
  moved_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition)
);
COMMENT ON COLUMN sink_offset.topic_id IS 'Kafka''s id of the topic; another id means another log.';
COMMENT ON COLUMN sink_offset.next_offset IS 'The first offset that is not in the tables.';
COMMENT ON COLUMN sink_offset.owner_epoch IS 'Grows with each taking of the partition; only the newest owner may write.';
