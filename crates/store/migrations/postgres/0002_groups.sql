-- Groups of a pool, and who is in them.
CREATE TABLE user_groups (
  pool_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  description TEXT COLLATE "C",
  role_arn TEXT COLLATE "C",
  precedence BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, name)
);

CREATE TABLE memberships (
  pool_id TEXT COLLATE "C" NOT NULL,
  sub TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, sub, name)
);
CREATE INDEX memberships_by_group ON memberships (pool_id, name, sub);
