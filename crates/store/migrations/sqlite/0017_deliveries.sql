-- What became of each message, with the provider's answer.
CREATE TABLE deliveries (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL,
  sub TEXT NOT NULL,
  kind TEXT NOT NULL,
  medium TEXT NOT NULL,
  destination TEXT NOT NULL,
  state TEXT NOT NULL,
  answer TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, id)
) STRICT;
CREATE INDEX deliveries_of_user ON deliveries (pool_id, sub, id);
CREATE INDEX deliveries_by_time ON deliveries (updated_at);
