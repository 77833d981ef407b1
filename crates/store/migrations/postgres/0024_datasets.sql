-- Datasets of identities, their records, and how often a pool's identities began to synchronise.
CREATE TABLE datasets (
  pool_id TEXT COLLATE "C" NOT NULL,
  identity_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  sync_count BIGINT NOT NULL,
  deleted_at_count BIGINT NOT NULL,
  is_live BIGINT NOT NULL,
  records BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  merged_from TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  modified_at BIGINT NOT NULL,
  modified_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (identity_id, name)
);
CREATE INDEX datasets_of_pool ON datasets (pool_id, identity_id, name);
CREATE TABLE dataset_records (
  pool_id TEXT COLLATE "C" NOT NULL,
  identity_id TEXT COLLATE "C" NOT NULL,
  dataset TEXT COLLATE "C" NOT NULL,
  key_id TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C",
  sync_count BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  modified_at BIGINT NOT NULL,
  modified_by TEXT COLLATE "C" NOT NULL,
  device_modified_at BIGINT NOT NULL,
  PRIMARY KEY (identity_id, dataset, key_id)
);
CREATE INDEX dataset_records_of_pool ON dataset_records (pool_id, identity_id, dataset, key_id);
CREATE TABLE sync_usage (
  pool_id TEXT COLLATE "C" NOT NULL,
  shard BIGINT NOT NULL,
  sessions BIGINT NOT NULL,
  modified_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, shard)
);
