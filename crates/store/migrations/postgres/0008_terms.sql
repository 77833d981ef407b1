-- Documents that people agree to at sign-up, per client.
CREATE TABLE terms (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, id)
);
CREATE UNIQUE INDEX terms_by_client ON terms (pool_id, client_id, name);
