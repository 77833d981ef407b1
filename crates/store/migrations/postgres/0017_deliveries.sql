-- What became of each message, with the provider's answer.
CREATE TABLE deliveries (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  medium TEXT COLLATE "C" NOT NULL,
  destination TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  answer TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, id)
);
CREATE INDEX deliveries_of_user ON deliveries (pool_id, sub, id);
CREATE INDEX deliveries_by_time ON deliveries (updated_at);
