-- Roles, users, groups, managed policies and providers of identity; keys of users.
CREATE TABLE iam_entities (
  account TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (account, kind, name_key)
);
CREATE UNIQUE INDEX iam_entities_by_id ON iam_entities (account, id);

CREATE TABLE iam_attachments (
  account TEXT COLLATE "C" NOT NULL,
  entity_id TEXT COLLATE "C" NOT NULL,
  usage TEXT COLLATE "C" NOT NULL,
  policy_arn TEXT COLLATE "C" NOT NULL,
  attached_at BIGINT NOT NULL,
  PRIMARY KEY (account, entity_id, usage, policy_arn)
);
CREATE INDEX iam_attachments_of_policy ON iam_attachments (account, policy_arn, usage, entity_id);

CREATE TABLE iam_memberships (
  account TEXT COLLATE "C" NOT NULL,
  user_id TEXT COLLATE "C" NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (account, user_id, group_id)
);
CREATE INDEX iam_memberships_of_group ON iam_memberships (account, group_id, user_id);

ALTER TABLE access_keys ADD COLUMN user_id TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE access_keys ADD COLUMN is_active BIGINT NOT NULL DEFAULT 1;
CREATE INDEX access_keys_of_user ON access_keys (account, user_id, id);
