-- Devices that hear of changes of datasets, what of changes is still to be told, and the publishing of all that there is.
CREATE TABLE sync_devices (
  pool_id TEXT COLLATE "C" NOT NULL,
  identity_id TEXT COLLATE "C" NOT NULL,
  device_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  token_id TEXT COLLATE "C" NOT NULL,
  platform TEXT COLLATE "C" NOT NULL,
  token BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sync_devices_of_identity ON sync_devices (identity_id, token_id);
CREATE INDEX sync_devices_of_pool ON sync_devices (pool_id, device_id);
CREATE TABLE sync_subscriptions (
  pool_id TEXT COLLATE "C" NOT NULL,
  identity_id TEXT COLLATE "C" NOT NULL,
  dataset TEXT COLLATE "C" NOT NULL,
  device_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (identity_id, dataset, device_id)
);
CREATE INDEX sync_subscriptions_of_device ON sync_subscriptions (device_id, dataset);
CREATE INDEX sync_subscriptions_of_pool ON sync_subscriptions (pool_id, identity_id, dataset, device_id);
CREATE TABLE sync_outbox (
  pool_id TEXT COLLATE "C" NOT NULL,
  identity_id TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  device_id TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (identity_id, seq)
);
CREATE INDEX sync_outbox_due ON sync_outbox (due_at, identity_id, seq);
CREATE INDEX sync_outbox_of_pool ON sync_outbox (pool_id, kind, identity_id, seq);
CREATE TABLE bulk_publishes (
  pool_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  status TEXT COLLATE "C" NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  failure TEXT COLLATE "C",
  identity_id TEXT COLLATE "C" NOT NULL,
  dataset TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL
);
CREATE INDEX bulk_publishes_by_status ON bulk_publishes (status, pool_id);
