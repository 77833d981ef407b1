-- Certificates by host name, exact or for all below a name; no pool owns the latter.
CREATE TABLE certificates (
  host TEXT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL,
  pool_id TEXT NOT NULL,
  chain TEXT NOT NULL,
  private BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX certificates_by_pool ON certificates (pool_id);
