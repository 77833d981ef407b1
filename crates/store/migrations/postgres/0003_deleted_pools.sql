-- Pools that are gone while rows of theirs are not.
CREATE TABLE deleted_pools (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL
);
