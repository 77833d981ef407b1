//! Request rates: how many calls of a category an account may make in a second in one region.
//! AWS: the developer guide, "Quotas in Amazon Cognito"; the excess is TooManyRequestsException, "Rate exceeded".
//!
//! A node judges what comes to it, in its own memory: rates keep a server from being flooded, and prove nothing. What is
//! counted against abuse is in the store ([`crate::users::attempts`]).

mod gauges;
pub mod provisioned;

pub use gauges::Rates;

/// What calls are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "AWS's names; the table below says how often each may be called")]
pub enum Category {
    UserAuthentication,
    UserCreation,
    UserFederation,
    UserAccountRecovery,
    UserRead,
    UserUpdate,
    UserToken,
    UserResourceRead,
    UserResourceUpdate,
    UserList,
    UserPoolRead,
    UserPoolUpdate,
    UserPoolResourceRead,
    UserPoolResourceUpdate,
    UserPoolClientRead,
    UserPoolClientUpdate,
    ClientAuthentication,
    LimitManagement,
    GetId,
    GetOpenIdToken,
    GetCredentialsForIdentity,
    GetOpenIdTokenForDeveloperIdentity,
    ListIdentities,
    DeleteIdentities,
    TagIdentityPool,
    UntagIdentityPool,
    ListIdentityPoolTags,
}

/// A category, its name, AWS's calls a second, and whether AWS lets accounts have more.
type Line = (Category, &'static str, u32, bool);

/// Every category, in the order of the enum.
const TABLE: [Line; 27] = [
    (Category::UserAuthentication, "UserAuthentication", 120, true),
    (Category::UserCreation, "UserCreation", 50, true),
    (Category::UserFederation, "UserFederation", 25, true),
    (Category::UserAccountRecovery, "UserAccountRecovery", 30, false),
    (Category::UserRead, "UserRead", 120, true),
    (Category::UserUpdate, "UserUpdate", 25, false),
    (Category::UserToken, "UserToken", 120, true),
    (Category::UserResourceRead, "UserResourceRead", 50, true),
    (Category::UserResourceUpdate, "UserResourceUpdate", 25, false),
    (Category::UserList, "UserList", 30, false),
    (Category::UserPoolRead, "UserPoolRead", 15, false),
    (Category::UserPoolUpdate, "UserPoolUpdate", 15, false),
    (Category::UserPoolResourceRead, "UserPoolResourceRead", 20, false),
    (Category::UserPoolResourceUpdate, "UserPoolResourceUpdate", 15, false),
    (Category::UserPoolClientRead, "UserPoolClientRead", 15, false),
    (Category::UserPoolClientUpdate, "UserPoolClientUpdate", 15, false),
    (Category::ClientAuthentication, "ClientAuthentication", 150, false),
    (Category::LimitManagement, "LimitManagement", 1, false),
    // AWS: identity pools have a rate for each of these operations.
    (Category::GetId, "GetId", 25, false),
    (Category::GetOpenIdToken, "GetOpenIdToken", 200, false),
    (Category::GetCredentialsForIdentity, "GetCredentialsForIdentity", 200, false),
    (Category::GetOpenIdTokenForDeveloperIdentity, "GetOpenIdTokenForDeveloperIdentity", 50, false),
    (Category::ListIdentities, "ListIdentities", 5, false),
    (Category::DeleteIdentities, "DeleteIdentities", 10, false),
    (Category::TagIdentityPool, "TagIdentityPool", 5, false),
    (Category::UntagIdentityPool, "UntagIdentityPool", 5, false),
    (Category::ListIdentityPoolTags, "ListIdentityPoolTags", 10, false),
];

/// How far an adjustable rate can be raised, as a multiple of the default. (guess) At AWS it is what the account's
/// Service Quotas say; here the operator says it, and this where nothing was said.
const RAISABLE: u32 = 10;

/// What AWS lets one user, and one pool of each operation on its resources, do in a second.
const PER_USER: u32 = 10;
const PER_POOL: u32 = 5;

/// What AWS lets one domain answer in a second, and one address and one client ask of it.
const PER_DOMAIN: PerDomain = PerDomain { all: 500, address: 300, client: 300 };

impl Category {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Category> {
        TABLE.iter().map(|(category, ..)| *category)
    }

    /// AWS's name.
    pub fn name(self) -> &'static str {
        TABLE[self.place()].1
    }

    /// Whether it is one of user pools: AWS speaks of those alone where rates are raised.
    pub fn is_of_user_pools(self) -> bool {
        self.place() <= Category::LimitManagement.place()
    }

    /// The category of a name.
    pub fn named(name: &str) -> Option<Category> {
        TABLE.iter().find(|(_, known, ..)| *known == name).map(|(category, ..)| *category)
    }

    /// Whether each operation of it has a rate of its own in every pool. AWS: what reads and changes resources and
    /// clients of a pool.
    pub fn is_per_pool(self) -> bool {
        matches!(
            self,
            Category::UserPoolResourceRead
                | Category::UserPoolResourceUpdate
                | Category::UserPoolClientRead
                | Category::UserPoolClientUpdate
        )
    }

    /// What a user does with its operations. AWS: signing in and looking at a profile or devices is reading.
    pub fn of_user(self) -> Option<Use> {
        match self {
            Category::UserAuthentication | Category::UserRead | Category::UserResourceRead => Some(Use::Read),
            Category::UserAccountRecovery | Category::UserUpdate | Category::UserResourceUpdate => {
                Some(Use::Write)
            }
            _ => None,
        }
    }

    fn place(self) -> usize {
        self as usize
    }
}

/// What a user does: each has a rate of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// Signing in, looking.
    Read,
    /// Changing something.
    Write,
}

/// How often a second a category may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Without asking.
    pub free: u32,
    /// At most, by UpdateProvisionedLimit; never less than `free`.
    pub most: u32,
}

/// How often a second a domain may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerDomain {
    /// By all.
    pub all: u32,
    /// By one address.
    pub address: u32,
    /// For one client.
    pub client: u32,
}

/// What the operator has decided about rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimits {
    limits: [Limit; TABLE.len()],
    is_judged: [bool; TABLE.len()],
    per_user: Option<u32>,
    per_pool: Option<u32>,
    per_domain: Option<PerDomain>,
}

impl RateLimits {
    /// Nothing is refused. The numbers are AWS's, for who asks.
    pub fn unlimited() -> RateLimits {
        let limits = TABLE.map(|(_, _, free, is_adjustable)| Limit {
            free,
            most: if is_adjustable { free * RAISABLE } else { free },
        });
        RateLimits {
            limits,
            is_judged: [false; TABLE.len()],
            per_user: None,
            per_pool: None,
            per_domain: None,
        }
    }

    /// AWS's numbers.
    pub fn aws() -> RateLimits {
        let is_judged = [true; TABLE.len()];
        RateLimits {
            is_judged,
            per_user: Some(PER_USER),
            per_pool: Some(PER_POOL),
            per_domain: Some(PER_DOMAIN),
            ..RateLimits::unlimited()
        }
    }

    /// Gives a category a limit of the operator's own, which holds whatever the others do. Without `most` a rate that
    /// AWS lets be raised can be raised as far as AWS's.
    pub fn set(&mut self, category: Category, free: u32, most: Option<u32>) {
        let (_, _, _, is_adjustable) = TABLE[category.place()];
        let usual = if is_adjustable { free.saturating_mul(RAISABLE) } else { free };
        self.limits[category.place()] = Limit { free, most: most.unwrap_or(usual).max(free) };
        self.is_judged[category.place()] = true;
    }

    /// Gives each user so many reads and so many writes a second.
    pub fn set_per_user(&mut self, rate: u32) {
        self.per_user = Some(rate);
    }

    /// Gives each operation on a pool's resources and clients so many calls a second in one pool.
    pub fn set_per_pool(&mut self, rate: u32) {
        self.per_pool = Some(rate);
    }

    /// The limit of a category, judged or not.
    pub fn of(&self, category: Category) -> Limit {
        self.limits[category.place()]
    }

    /// Whether calls of a category are counted at all.
    pub fn judges(&self, category: Category) -> bool {
        self.is_judged[category.place()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_categories() {
        for (at, (category, name, ..)) in TABLE.iter().enumerate() {
            assert_eq!((category.place(), format!("{category:?}").as_str()), (at, *name));
            assert_eq!(Category::named(name), Some(*category));
        }
    }

    #[test]
    fn what_is_set_is_judged_and_the_rest_is_not() {
        let mut limits = RateLimits::unlimited();
        limits.set(Category::UserRead, 5, None);
        limits.set(Category::UserUpdate, 5, None);
        limits.set(Category::UserList, 5, Some(8));
        assert_eq!(limits.of(Category::UserRead), Limit { free: 5, most: 50 });
        assert_eq!(limits.of(Category::UserUpdate), Limit { free: 5, most: 5 });
        assert_eq!(limits.of(Category::UserList), Limit { free: 5, most: 8 });
        assert!(limits.judges(Category::UserRead) && !limits.judges(Category::UserToken));
        assert!(RateLimits::aws().judges(Category::UserToken));
    }
}
