-- Identity pools, the identities in them, and the logins that lead to these.
CREATE TABLE identity_pools (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account TEXT COLLATE "C" NOT NULL,
  region TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  login_providers BYTEA NOT NULL,
  more TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX identity_pools_of_account ON identity_pools (account, region, id);
CREATE TABLE identities (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL,
  is_disabled BIGINT NOT NULL,
  merged_into TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX identities_of_pool ON identities (pool_id, id);
CREATE TABLE identity_logins (
  pool_id TEXT COLLATE "C" NOT NULL,
  provider TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  identity_id TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, provider, subject)
);
CREATE INDEX identity_logins_of_identity ON identity_logins (identity_id, provider, subject);
