-- Branding styles of clients' hosted pages, and their images.
CREATE TABLE brandings (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  is_provided INTEGER NOT NULL,
  settings TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, id)
) STRICT;
CREATE UNIQUE INDEX brandings_by_client ON brandings (pool_id, client_id);

CREATE TABLE branding_assets (
  pool_id TEXT NOT NULL,
  branding_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  category TEXT NOT NULL,
  color_mode TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  extension TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (pool_id, branding_id, category, color_mode, resource_id)
) STRICT;
CREATE INDEX branding_assets_by_client ON branding_assets (pool_id, client_id);
