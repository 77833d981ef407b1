-- Request rates that administrators have raised.
CREATE TABLE provisioned_limits (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  category TEXT NOT NULL,
  revision INTEGER NOT NULL,
  rate INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account, region, category)
) STRICT;
