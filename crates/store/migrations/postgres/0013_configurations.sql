-- What is configured for a pool or a client outside their settings; the history of sign-ins by its time.
CREATE TABLE configurations (
  pool_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, kind, client_id)
);
CREATE INDEX configurations_by_client ON configurations (pool_id, client_id);

DROP INDEX auth_events_by_user;
CREATE INDEX auth_events_by_user ON auth_events (pool_id, sub, at, id);
