-- Domains by name, and the APIs whose scopes a pool's clients may ask for.
CREATE TABLE domains (
  name TEXT NOT NULL PRIMARY KEY,
  pool_id TEXT NOT NULL,
  is_custom INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX domains_by_pool ON domains (pool_id, is_custom);

CREATE TABLE resource_servers (
  pool_id TEXT NOT NULL,
  identifier TEXT NOT NULL,
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, identifier)
) STRICT;
