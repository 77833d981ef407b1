-- Authenticator apps of users, and what operations of their own set of a pool.
CREATE TABLE software_tokens (
  pool_id TEXT NOT NULL,
  sub TEXT NOT NULL,
  revision INTEGER NOT NULL,
  secret BLOB,
  pending BLOB,
  name TEXT,
  last_step INTEGER NOT NULL,
  PRIMARY KEY (pool_id, sub)
) STRICT;

ALTER TABLE pools ADD COLUMN more TEXT NOT NULL DEFAULT '{}';
