-- Which letters a newer one takes the place of.
ALTER TABLE outbox ADD COLUMN topic TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_by_topic ON outbox (pool_id, topic);
