-- Who is signed in, in which browser, on a pool's hosted pages.
CREATE TABLE browser_sessions (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL,
  sub TEXT NOT NULL,
  auth_time INTEGER NOT NULL,
  active_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (pool_id, id)
) STRICT;
CREATE INDEX browser_sessions_of_user ON browser_sessions (pool_id, sub, id);
CREATE INDEX browser_sessions_by_end ON browser_sessions (expires_at);
