-- How long managed login lets the users of a client come back without a proof.
CREATE TABLE sso_sessions (
  pool_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (pool_id, client_id)
) STRICT, WITHOUT ROWID;
