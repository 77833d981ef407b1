-- Times are epoch milliseconds. Text compares byte by byte. Keys begin with the pool.
CREATE TABLE pools (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  data_key BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pools_by_region ON pools (account, region, id);

CREATE TABLE clients (
  id TEXT NOT NULL PRIMARY KEY,
  pool_id TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  secret BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX clients_by_pool ON clients (pool_id, id);

CREATE TABLE signing_keys (
  pool_id TEXT NOT NULL,
  use_ TEXT NOT NULL,
  generation INTEGER NOT NULL,
  kid TEXT NOT NULL,
  n TEXT NOT NULL,
  e TEXT NOT NULL,
  private BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, use_, generation)
) STRICT;

CREATE TABLE users (
  pool_id TEXT NOT NULL,
  sub TEXT NOT NULL,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL,
  status TEXT NOT NULL,
  is_enabled INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  attributes TEXT NOT NULL,
  settings TEXT NOT NULL,
  salt BLOB,
  verifier BLOB,
  history BLOB,
  temporary_until INTEGER,
  failures INTEGER NOT NULL,
  failed_at INTEGER NOT NULL,
  signed_out_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, sub)
) STRICT;
CREATE UNIQUE INDEX users_by_username ON users (pool_id, username_key);
CREATE INDEX users_by_status ON users (pool_id, status, sub);
CREATE INDEX users_by_enabled ON users (pool_id, is_enabled, sub);

CREATE TABLE aliases (
  pool_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  sub TEXT NOT NULL,
  PRIMARY KEY (pool_id, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_user ON aliases (pool_id, sub);

CREATE TABLE user_search (
  pool_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  sub TEXT NOT NULL,
  PRIMARY KEY (pool_id, name, value, sub)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_search_by_user ON user_search (pool_id, sub);

CREATE TABLE codes (
  pool_id TEXT NOT NULL,
  sub TEXT NOT NULL,
  purpose TEXT NOT NULL,
  hash BLOB NOT NULL,
  attribute TEXT NOT NULL,
  destination TEXT NOT NULL,
  medium TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, sub, purpose)
) STRICT;

CREATE TABLE attempts (
  pool_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (pool_id, subject, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_age ON attempts (since);

CREATE TABLE families (
  pool_id TEXT NOT NULL,
  origin_jti TEXT NOT NULL,
  sub TEXT NOT NULL,
  client_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  rotated_at INTEGER NOT NULL,
  revoked_at INTEGER,
  auth_time INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (pool_id, origin_jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX families_by_user ON families (pool_id, sub);
CREATE INDEX families_by_expiry ON families (expires_at);

CREATE TABLE flows (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  step TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  state BLOB NOT NULL,
  revision INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, id)
) STRICT;
CREATE INDEX flows_by_expiry ON flows (expires_at);

CREATE TABLE access_keys (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  secret BLOB NOT NULL,
  policy TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX access_keys_by_account ON access_keys (account, id);

CREATE TABLE auth_events (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL,
  sub TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (pool_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX auth_events_by_user ON auth_events (pool_id, sub, id);

CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  pool_id TEXT NOT NULL,
  body BLOB NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_due ON outbox (due_at, id);
CREATE INDEX outbox_by_pool ON outbox (pool_id);

CREATE TABLE changes (
  id TEXT NOT NULL PRIMARY KEY,
  tbl TEXT NOT NULL,
  key TEXT NOT NULL,
  revision INTEGER NOT NULL,
  tombstone INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
  name TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  until_ INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
