-- Devices that users have confirmed.
CREATE TABLE devices (
  pool_id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  device_key TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  name TEXT COLLATE "C",
  is_remembered BIGINT NOT NULL,
  is_trusted BIGINT NOT NULL,
  salt BYTEA NOT NULL,
  verifier BYTEA NOT NULL,
  waiting TEXT COLLATE "C",
  last_ip TEXT COLLATE "C" NOT NULL,
  authenticated_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, sub, device_key)
);
