-- Whose word a provider gives: a hash of its kind and issuer, by which words of logout find it. Filled in by the job that
-- looks at the providers, where it is empty.
ALTER TABLE identity_providers ADD COLUMN origin TEXT NOT NULL DEFAULT '';
CREATE INDEX identity_providers_by_origin ON identity_providers (pool_id, origin);
