-- Times are epoch milliseconds. Text compares byte by byte. Keys begin with the pool.
CREATE TABLE pools (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account TEXT COLLATE "C" NOT NULL,
  region TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  data_key BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX pools_by_region ON pools (account, region, id);

CREATE TABLE clients (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  pool_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  secret BYTEA,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX clients_by_pool ON clients (pool_id, id);

CREATE TABLE signing_keys (
  pool_id TEXT COLLATE "C" NOT NULL,
  use_ TEXT COLLATE "C" NOT NULL,
  generation BIGINT NOT NULL,
  kid TEXT COLLATE "C" NOT NULL,
  n TEXT COLLATE "C" NOT NULL,
  e TEXT COLLATE "C" NOT NULL,
  private BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, use_, generation)
);

CREATE TABLE users (
  pool_id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  username TEXT COLLATE "C" NOT NULL,
  username_key TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  is_enabled BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  attributes TEXT COLLATE "C" NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  salt BYTEA,
  verifier BYTEA,
  history BYTEA,
  temporary_until BIGINT,
  failures BIGINT NOT NULL,
  failed_at BIGINT NOT NULL,
  signed_out_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, sub)
);
CREATE UNIQUE INDEX users_by_username ON users (pool_id, username_key);
CREATE INDEX users_by_status ON users (pool_id, status, sub);
CREATE INDEX users_by_enabled ON users (pool_id, is_enabled, sub);

CREATE TABLE aliases (
  pool_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (pool_id, kind, value)
);
CREATE INDEX aliases_by_user ON aliases (pool_id, sub);

CREATE TABLE user_search (
  pool_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (pool_id, name, value, sub)
);
CREATE INDEX user_search_by_user ON user_search (pool_id, sub);

CREATE TABLE codes (
  pool_id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  purpose TEXT COLLATE "C" NOT NULL,
  hash BYTEA NOT NULL,
  attribute TEXT COLLATE "C" NOT NULL,
  destination TEXT COLLATE "C" NOT NULL,
  medium TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, sub, purpose)
);

CREATE TABLE attempts (
  pool_id TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  count BIGINT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (pool_id, subject, kind)
);
CREATE INDEX attempts_by_age ON attempts (since);

CREATE TABLE families (
  pool_id TEXT COLLATE "C" NOT NULL,
  origin_jti TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  generation BIGINT NOT NULL,
  rotated_at BIGINT NOT NULL,
  revoked_at BIGINT,
  auth_time BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (pool_id, origin_jti)
);
CREATE INDEX families_by_user ON families (pool_id, sub);
CREATE INDEX families_by_expiry ON families (expires_at);

CREATE TABLE flows (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  step TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  state BYTEA NOT NULL,
  revision BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, id)
);
CREATE INDEX flows_by_expiry ON flows (expires_at);

CREATE TABLE access_keys (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  secret BYTEA NOT NULL,
  policy TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX access_keys_by_account ON access_keys (account, id);

CREATE TABLE auth_events (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (pool_id, id)
);
CREATE INDEX auth_events_by_user ON auth_events (pool_id, sub, id);

CREATE TABLE outbox (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  pool_id TEXT COLLATE "C" NOT NULL,
  body BYTEA NOT NULL,
  attempts BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX outbox_by_due ON outbox (due_at, id);
CREATE INDEX outbox_by_pool ON outbox (pool_id);

CREATE TABLE changes (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  tbl TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  tombstone BIGINT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE leases (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  holder TEXT COLLATE "C" NOT NULL,
  until_ BIGINT NOT NULL
);
