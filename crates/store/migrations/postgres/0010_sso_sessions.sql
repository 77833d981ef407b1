-- How long managed login lets the users of a client come back without a proof.
CREATE TABLE sso_sessions (
  pool_id TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  minutes BIGINT NOT NULL,
  PRIMARY KEY (pool_id, client_id)
);
