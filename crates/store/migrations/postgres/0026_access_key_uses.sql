-- When a key was last used, for which service in which region.
ALTER TABLE access_keys ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE access_keys ADD COLUMN used_service TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE access_keys ADD COLUMN used_region TEXT COLLATE "C" NOT NULL DEFAULT '';
