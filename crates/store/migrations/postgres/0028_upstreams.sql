-- What a provider gave to be asked again with, one row for a sign-in through it, shared by all the apps that it let in.
CREATE TABLE upstreams (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  provider TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  asked_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  state BYTEA NOT NULL,
  PRIMARY KEY (pool_id, id)
);
CREATE INDEX upstreams_of_user ON upstreams (pool_id, sub);
CREATE INDEX upstreams_by_end ON upstreams (expires_at);
