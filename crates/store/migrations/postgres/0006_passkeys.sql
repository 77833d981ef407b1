-- Passkeys of users, and the one registration that a user may have under way.
CREATE TABLE passkeys (
  pool_id TEXT COLLATE "C" NOT NULL,
  credential_id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  relying_party_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  attachment TEXT COLLATE "C",
  transports TEXT COLLATE "C" NOT NULL,
  public_key TEXT COLLATE "C" NOT NULL,
  counter BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, credential_id)
);
CREATE INDEX passkeys_by_user ON passkeys (pool_id, sub);

CREATE TABLE passkey_challenges (
  pool_id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  challenge BYTEA NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, sub)
);
