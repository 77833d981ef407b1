-- Who is signed in, in which browser, on a pool's hosted pages.
CREATE TABLE browser_sessions (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  auth_time BIGINT NOT NULL,
  active_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (pool_id, id)
);
CREATE INDEX browser_sessions_of_user ON browser_sessions (pool_id, sub, id);
CREATE INDEX browser_sessions_by_end ON browser_sessions (expires_at);
