-- Looks of the classic pages, of a client or of all (`ALL`) that have none of their own.
CREATE TABLE ui_customizations (
  pool_id TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  css TEXT COLLATE "C",
  logo BYTEA,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, client_id)
);
