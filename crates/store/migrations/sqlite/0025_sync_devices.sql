-- Devices that hear of changes of datasets, what of changes is still to be told, and the publishing of all that there is.
CREATE TABLE sync_devices (
  pool_id TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  device_id TEXT NOT NULL PRIMARY KEY,
  token_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  token BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sync_devices_of_identity ON sync_devices (identity_id, token_id);
CREATE INDEX sync_devices_of_pool ON sync_devices (pool_id, device_id);
CREATE TABLE sync_subscriptions (
  pool_id TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  dataset TEXT NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (identity_id, dataset, device_id)
) STRICT;
CREATE INDEX sync_subscriptions_of_device ON sync_subscriptions (device_id, dataset);
CREATE INDEX sync_subscriptions_of_pool ON sync_subscriptions (pool_id, identity_id, dataset, device_id);
CREATE TABLE sync_outbox (
  pool_id TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  device_id TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (identity_id, seq)
) STRICT;
CREATE INDEX sync_outbox_due ON sync_outbox (due_at, identity_id, seq);
CREATE INDEX sync_outbox_of_pool ON sync_outbox (pool_id, kind, identity_id, seq);
CREATE TABLE bulk_publishes (
  pool_id TEXT NOT NULL PRIMARY KEY,
  status TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  failure TEXT,
  identity_id TEXT NOT NULL,
  dataset TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX bulk_publishes_by_status ON bulk_publishes (status, pool_id);
