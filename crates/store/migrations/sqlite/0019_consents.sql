-- What people have let apps do.
CREATE TABLE consents (
  pool_id TEXT NOT NULL,
  sub TEXT NOT NULL,
  client_id TEXT NOT NULL,
  items TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, sub, client_id)
) STRICT;
CREATE INDEX consents_of_client ON consents (pool_id, client_id);
