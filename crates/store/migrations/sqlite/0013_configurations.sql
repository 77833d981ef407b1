-- What is configured for a pool or a client outside their settings; the history of sign-ins by its time.
CREATE TABLE configurations (
  pool_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  client_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, kind, client_id)
) STRICT;
CREATE INDEX configurations_by_client ON configurations (pool_id, client_id);

DROP INDEX auth_events_by_user;
CREATE INDEX auth_events_by_user ON auth_events (pool_id, sub, at, id);
