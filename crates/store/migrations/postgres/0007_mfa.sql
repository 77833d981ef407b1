-- Authenticator apps of users, and what operations of their own set of a pool.
CREATE TABLE software_tokens (
  pool_id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  secret BYTEA,
  pending BYTEA,
  name TEXT COLLATE "C",
  last_step BIGINT NOT NULL,
  PRIMARY KEY (pool_id, sub)
);

ALTER TABLE pools ADD COLUMN more TEXT COLLATE "C" NOT NULL DEFAULT '{}';
