-- What a provider gave to be asked again with, one row for a sign-in through it, shared by all the apps that it let in.
CREATE TABLE upstreams (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL,
  sub TEXT NOT NULL,
  provider TEXT NOT NULL,
  revision INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state BLOB NOT NULL,
  PRIMARY KEY (pool_id, id)
) STRICT;
CREATE INDEX upstreams_of_user ON upstreams (pool_id, sub);
CREATE INDEX upstreams_by_end ON upstreams (expires_at);
