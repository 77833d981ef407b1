-- Devices that users have confirmed.
CREATE TABLE devices (
  pool_id TEXT NOT NULL,
  sub TEXT NOT NULL,
  device_key TEXT NOT NULL,
  revision INTEGER NOT NULL,
  name TEXT,
  is_remembered INTEGER NOT NULL,
  is_trusted INTEGER NOT NULL,
  salt BLOB NOT NULL,
  verifier BLOB NOT NULL,
  waiting TEXT,
  last_ip TEXT NOT NULL,
  authenticated_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, sub, device_key)
) STRICT;
