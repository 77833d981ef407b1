-- Looks of the classic pages, of a client or of all (`ALL`) that have none of their own.
CREATE TABLE ui_customizations (
  pool_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  css TEXT,
  logo BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, client_id)
) STRICT;
