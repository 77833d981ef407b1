-- Groups of a pool, and who is in them.
CREATE TABLE user_groups (
  pool_id TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  description TEXT,
  role_arn TEXT,
  precedence INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, name)
) STRICT;

CREATE TABLE memberships (
  pool_id TEXT NOT NULL,
  sub TEXT NOT NULL,
  name TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, sub, name)
) STRICT;
CREATE INDEX memberships_by_group ON memberships (pool_id, name, sub);
