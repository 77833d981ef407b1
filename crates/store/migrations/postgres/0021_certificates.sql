-- Certificates by host name, exact or for all below a name; no pool owns the latter.
CREATE TABLE certificates (
  host TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL,
  pool_id TEXT COLLATE "C" NOT NULL,
  chain TEXT COLLATE "C" NOT NULL,
  private BYTEA NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX certificates_by_pool ON certificates (pool_id);
