-- Pools that are gone while rows of theirs are not.
CREATE TABLE deleted_pools (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
