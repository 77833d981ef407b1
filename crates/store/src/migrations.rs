//! The steps that bring a database to this release, in the order in which they were added: never changed, only added
//! to, and a step of one database has its like in the other.

/// The steps of SQLite.
pub(crate) const SQLITE: &[&str] = &[
    include_str!("../migrations/sqlite/0001_start.sql"),
    include_str!("../migrations/sqlite/0002_groups.sql"),
    include_str!("../migrations/sqlite/0003_deleted_pools.sql"),
    include_str!("../migrations/sqlite/0004_devices.sql"),
    include_str!("../migrations/sqlite/0005_imports.sql"),
    include_str!("../migrations/sqlite/0006_passkeys.sql"),
    include_str!("../migrations/sqlite/0007_mfa.sql"),
    include_str!("../migrations/sqlite/0008_terms.sql"),
    include_str!("../migrations/sqlite/0009_brandings.sql"),
    include_str!("../migrations/sqlite/0010_sso_sessions.sql"),
    include_str!("../migrations/sqlite/0011_providers.sql"),
    include_str!("../migrations/sqlite/0012_domains.sql"),
    include_str!("../migrations/sqlite/0013_configurations.sql"),
    include_str!("../migrations/sqlite/0014_ui_customizations.sql"),
    include_str!("../migrations/sqlite/0015_provisioned_limits.sql"),
    include_str!("../migrations/sqlite/0016_auth_events_by_age.sql"),
    include_str!("../migrations/sqlite/0017_deliveries.sql"),
    include_str!("../migrations/sqlite/0018_browser_sessions.sql"),
    include_str!("../migrations/sqlite/0019_consents.sql"),
    include_str!("../migrations/sqlite/0020_outbox_topics.sql"),
    include_str!("../migrations/sqlite/0021_certificates.sql"),
    include_str!("../migrations/sqlite/0022_identity_pools.sql"),
];

/// The steps of PostgreSQL.
pub(crate) const POSTGRES: &[&str] = &[
    include_str!("../migrations/postgres/0001_start.sql"),
    include_str!("../migrations/postgres/0002_groups.sql"),
    include_str!("../migrations/postgres/0003_deleted_pools.sql"),
    include_str!("../migrations/postgres/0004_devices.sql"),
    include_str!("../migrations/postgres/0005_imports.sql"),
    include_str!("../migrations/postgres/0006_passkeys.sql"),
    include_str!("../migrations/postgres/0007_mfa.sql"),
    include_str!("../migrations/postgres/0008_terms.sql"),
    include_str!("../migrations/postgres/0009_brandings.sql"),
    include_str!("../migrations/postgres/0010_sso_sessions.sql"),
    include_str!("../migrations/postgres/0011_providers.sql"),
    include_str!("../migrations/postgres/0012_domains.sql"),
    include_str!("../migrations/postgres/0013_configurations.sql"),
    include_str!("../migrations/postgres/0014_ui_customizations.sql"),
    include_str!("../migrations/postgres/0015_provisioned_limits.sql"),
    include_str!("../migrations/postgres/0016_auth_events_by_age.sql"),
    include_str!("../migrations/postgres/0017_deliveries.sql"),
    include_str!("../migrations/postgres/0018_browser_sessions.sql"),
    include_str!("../migrations/postgres/0019_consents.sql"),
    include_str!("../migrations/postgres/0020_outbox_topics.sql"),
    include_str!("../migrations/postgres/0021_certificates.sql"),
    include_str!("../migrations/postgres/0022_identity_pools.sql"),
];
