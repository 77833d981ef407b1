-- Request rates that administrators have raised.
CREATE TABLE provisioned_limits (
  account TEXT COLLATE "C" NOT NULL,
  region TEXT COLLATE "C" NOT NULL,
  category TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  rate BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account, region, category)
);
