-- When a key was last used, for which service in which region.
ALTER TABLE access_keys ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE access_keys ADD COLUMN used_service TEXT NOT NULL DEFAULT '';
ALTER TABLE access_keys ADD COLUMN used_region TEXT NOT NULL DEFAULT '';
