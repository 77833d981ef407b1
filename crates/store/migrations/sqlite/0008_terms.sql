-- Documents that people agree to at sign-up, per client.
CREATE TABLE terms (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, id)
) STRICT;
CREATE UNIQUE INDEX terms_by_client ON terms (pool_id, client_id, name);
