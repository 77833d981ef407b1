-- Datasets of identities, their records, and how often a pool's identities began to synchronise.
CREATE TABLE datasets (
  pool_id TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  name TEXT NOT NULL,
  sync_count INTEGER NOT NULL,
  deleted_at_count INTEGER NOT NULL,
  is_live INTEGER NOT NULL,
  records INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  merged_from TEXT,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  modified_by TEXT NOT NULL,
  PRIMARY KEY (identity_id, name)
) STRICT;
CREATE INDEX datasets_of_pool ON datasets (pool_id, identity_id, name);
CREATE TABLE dataset_records (
  pool_id TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  dataset TEXT NOT NULL,
  key_id TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT,
  sync_count INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  modified_by TEXT NOT NULL,
  device_modified_at INTEGER NOT NULL,
  PRIMARY KEY (identity_id, dataset, key_id)
) STRICT;
CREATE INDEX dataset_records_of_pool ON dataset_records (pool_id, identity_id, dataset, key_id);
CREATE TABLE sync_usage (
  pool_id TEXT NOT NULL,
  shard INTEGER NOT NULL,
  sessions INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, shard)
) STRICT;
