//! Quotas: how many of a kind an account, a pool or a user can have. All the numbers are here.
//! AWS: the developer guide, "Quotas on resource number and size".
//!
//! What makes one more is guarded in the batch that makes it ([`store::room`]). Users are not counted: that would be a
//! count over millions. Lengths of lists within one record are the model's, and checked with it.

use crate::error::{Error, Reason};

/// What there is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// User pools of an account in a region.
    Pools,
    /// Custom domains of an account in a region.
    CustomDomains,
    /// App clients of a pool.
    Clients,
    /// Identity providers of a pool.
    IdentityProviders,
    /// Resource servers of a pool.
    ResourceServers,
    /// Groups of a pool.
    Groups,
    /// Attributes of a pool's own.
    CustomAttributes,
    /// Branding styles of a pool.
    Brandings,
    /// Terms documents of a pool.
    Terms,
    /// Import jobs of a pool, ended ones too.
    ImportJobs,
    /// Groups that a user is in.
    UserGroups,
    /// Identities linked to a user.
    LinkedIdentities,
    /// Passkeys of a user.
    Passkeys,
    /// Identity pools of an account in a region.
    IdentityPools,
}

/// A quota, the name of its option, AWS's default, and what is said when there is no room.
type Line = (Quota, &'static str, i64, Reason);

/// Every quota, in the order of the enum.
const TABLE: [Line; 14] = [
    (Quota::Pools, "pools", 1_000, Reason::TooManyPools),
    (Quota::CustomDomains, "custom_domains", 4, Reason::TooManyDomains),
    (Quota::Clients, "clients", 1_000, Reason::TooManyClients),
    (Quota::IdentityProviders, "identity_providers", 300, Reason::TooManyProviders),
    (Quota::ResourceServers, "resource_servers", 25, Reason::TooManyResourceServers),
    (Quota::Groups, "groups", 10_000, Reason::TooManyGroups),
    (Quota::CustomAttributes, "custom_attributes", 50, Reason::TooManyCustomAttributes),
    (Quota::Brandings, "brandings", 20, Reason::TooManyBrandings),
    (Quota::Terms, "terms", 40, Reason::TooManyTerms),
    (Quota::ImportJobs, "import_jobs", 1_000, Reason::TooManyImportJobs),
    (Quota::UserGroups, "user_groups", 100, Reason::TooManyGroupsOfUser),
    (Quota::LinkedIdentities, "linked_identities", 5, Reason::TooManyIdentities),
    (Quota::Passkeys, "passkeys", 20, Reason::TooManyPasskeys),
    (Quota::IdentityPools, "identity_pools", 1_000, Reason::TooManyIdentityPools),
];

/// A number that nothing reaches.
pub const NONE: i64 = i64::MAX;

/// What the operator has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotas([i64; TABLE.len()]);

impl Quota {
    /// The quota of an option's name.
    pub fn named(name: &str) -> Option<Quota> {
        TABLE.iter().find(|(_, known, ..)| *known == name).map(|(quota, ..)| *quota)
    }

    /// The names of all.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TABLE.iter().map(|(_, name, ..)| *name)
    }
}

impl Quotas {
    /// AWS's defaults.
    pub fn aws() -> Quotas {
        Quotas(TABLE.map(|(_, _, number, _)| number))
    }

    /// None, but for what people can make without an administrator: passkeys.
    pub fn unlimited() -> Quotas {
        let is_own = |quota| quota == Quota::Passkeys;
        Quotas(TABLE.map(|(quota, _, number, _)| if is_own(quota) { number } else { NONE }))
    }

    /// Sets one number.
    pub fn set(&mut self, quota: Quota, number: i64) {
        self.0[quota as usize] = number;
    }

    /// How many there can be.
    pub fn of(&self, quota: Quota) -> i64 {
        self.0[quota as usize]
    }

    /// Whether one more has no room beside those that there are.
    pub fn is_full(&self, quota: Quota, count: usize) -> bool {
        i64::try_from(count).is_ok_and(|count| count >= self.of(quota))
    }

    /// What is said when there is no room.
    pub fn exceeded(&self, quota: Quota) -> Error {
        let (_, _, _, reason) = TABLE[quota as usize];
        Error::about(reason, self.of(quota).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_quotas() {
        for (at, (quota, name, number, _)) in TABLE.iter().enumerate() {
            assert_eq!((*quota as usize, Quota::named(name)), (at, Some(*quota)));
            assert_eq!(Quotas::aws().of(*quota), *number);
        }
    }

    #[test]
    fn what_people_make_themselves_stays_limited() {
        let quotas = Quotas::unlimited();
        assert_eq!((quotas.of(Quota::Pools), quotas.of(Quota::Passkeys)), (NONE, 20));
        assert!(quotas.is_full(Quota::Passkeys, 20) && !quotas.is_full(Quota::Passkeys, 19));
        assert!(!quotas.is_full(Quota::Clients, 1 << 40));
    }
}
