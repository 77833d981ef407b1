-- Identity providers of a pool, and the identifiers by which they are found too.
CREATE TABLE identity_providers (
  pool_id TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL,
  details BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, name)
) STRICT;

CREATE TABLE provider_identifiers (
  pool_id TEXT NOT NULL,
  identifier TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (pool_id, identifier)
) STRICT;
CREATE INDEX provider_identifiers_by_provider ON provider_identifiers (pool_id, name);

-- Identities at providers that are somebody's, and the keys with which pools sign as SAML services.
CREATE TABLE linked_identities (
  pool_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  attribute TEXT NOT NULL,
  value TEXT NOT NULL,
  sub TEXT NOT NULL,
  origin TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, provider, attribute, value)
) STRICT;
CREATE INDEX linked_identities_by_user ON linked_identities (pool_id, sub);
CREATE INDEX linked_identities_by_origin ON linked_identities (pool_id, provider, origin);

CREATE TABLE saml_keys (
  pool_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  private BLOB NOT NULL,
  certificate BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, generation)
) STRICT;
