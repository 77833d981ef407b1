-- Domains by name, and the APIs whose scopes a pool's clients may ask for.
CREATE TABLE domains (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  pool_id TEXT COLLATE "C" NOT NULL,
  is_custom BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX domains_by_pool ON domains (pool_id, is_custom);

CREATE TABLE resource_servers (
  pool_id TEXT COLLATE "C" NOT NULL,
  identifier TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, identifier)
);
