-- Identity providers of a pool, and the identifiers by which they are found too.
CREATE TABLE identity_providers (
  pool_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  details BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, name)
);

CREATE TABLE provider_identifiers (
  pool_id TEXT COLLATE "C" NOT NULL,
  identifier TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (pool_id, identifier)
);
CREATE INDEX provider_identifiers_by_provider ON provider_identifiers (pool_id, name);

-- Identities at providers that are somebody's, and the keys with which pools sign as SAML services.
CREATE TABLE linked_identities (
  pool_id TEXT COLLATE "C" NOT NULL,
  provider TEXT COLLATE "C" NOT NULL,
  attribute TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  origin TEXT COLLATE "C" NOT NULL,
  linked_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, provider, attribute, value)
);
CREATE INDEX linked_identities_by_user ON linked_identities (pool_id, sub);
CREATE INDEX linked_identities_by_origin ON linked_identities (pool_id, provider, origin);

CREATE TABLE saml_keys (
  pool_id TEXT COLLATE "C" NOT NULL,
  generation BIGINT NOT NULL,
  private BYTEA NOT NULL,
  certificate BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, generation)
);
