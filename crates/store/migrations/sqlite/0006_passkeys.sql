-- Passkeys of users, and the one registration that a user may have under way.
CREATE TABLE passkeys (
  pool_id TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  sub TEXT NOT NULL,
  relying_party_id TEXT NOT NULL,
  name TEXT NOT NULL,
  attachment TEXT,
  transports TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, credential_id)
) STRICT;
CREATE INDEX passkeys_by_user ON passkeys (pool_id, sub);

CREATE TABLE passkey_challenges (
  pool_id TEXT NOT NULL,
  sub TEXT NOT NULL,
  client_id TEXT NOT NULL,
  challenge BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, sub)
) STRICT;
