-- Branding styles of clients' hosted pages, and their images.
CREATE TABLE brandings (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  is_provided BIGINT NOT NULL,
  settings TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, id)
);
CREATE UNIQUE INDEX brandings_by_client ON brandings (pool_id, client_id);

CREATE TABLE branding_assets (
  pool_id TEXT COLLATE "C" NOT NULL,
  branding_id TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  category TEXT COLLATE "C" NOT NULL,
  color_mode TEXT COLLATE "C" NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  position BIGINT NOT NULL,
  extension TEXT COLLATE "C" NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (pool_id, branding_id, category, color_mode, resource_id)
);
CREATE INDEX branding_assets_by_client ON branding_assets (pool_id, client_id);
