-- Identity pools, the identities in them, and the logins that lead to these.
CREATE TABLE identity_pools (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  login_providers BLOB NOT NULL,
  more TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX identity_pools_of_account ON identity_pools (account, region, id);
CREATE TABLE identities (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  is_disabled INTEGER NOT NULL,
  merged_into TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX identities_of_pool ON identities (pool_id, id);
CREATE TABLE identity_logins (
  pool_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, provider, subject)
) STRICT;
CREATE INDEX identity_logins_of_identity ON identity_logins (identity_id, provider, subject);
