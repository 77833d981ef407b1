-- Roles, users, groups, managed policies and providers of identity; keys of users.
CREATE TABLE iam_entities (
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  name_key TEXT NOT NULL,
  name TEXT NOT NULL,
  id TEXT NOT NULL,
  path TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (account, kind, name_key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX iam_entities_by_id ON iam_entities (account, id);

CREATE TABLE iam_attachments (
  account TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  usage TEXT NOT NULL,
  policy_arn TEXT NOT NULL,
  attached_at INTEGER NOT NULL,
  PRIMARY KEY (account, entity_id, usage, policy_arn)
) STRICT, WITHOUT ROWID;
CREATE INDEX iam_attachments_of_policy ON iam_attachments (account, policy_arn, usage, entity_id);

CREATE TABLE iam_memberships (
  account TEXT NOT NULL,
  user_id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (account, user_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX iam_memberships_of_group ON iam_memberships (account, group_id, user_id);

ALTER TABLE access_keys ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
ALTER TABLE access_keys ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1;
CREATE INDEX access_keys_of_user ON access_keys (account, user_id, id);
