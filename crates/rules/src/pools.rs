//! A user pool with its settings read, its data key opened, and the questions that rules ask of it.
//! AWS: API_UserPoolType; the defaults are those of API_CreateUserPool.

pub mod certificates;
mod check;
pub mod configure;
pub mod domains;
pub mod emptying;
pub mod mfa;
pub mod schema;
pub mod sign_in_policy;
pub mod tags;

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_cache::sync::Cache;
use store::seal::PoolKey;
use wire::Settings;
use wire::idp::{AcrLevelConfigType, PasswordPolicyType, SchemaAttributeType, UserPoolType};

use crate::ctx::{Caller, Ctx};
use crate::error::{Error, Reason, Result};

/// The types of an issuer. AWS: API_IssuerConfigurationType.
const ORIGINAL: &str = "ORIGINAL";
const UPDATED: &str = "UPDATED";

/// A user pool.
pub struct Pool {
    /// The row as it is kept.
    pub row: store::pools::Pool,
    /// The settings, in AWS's own shape.
    pub settings: UserPoolType,
    /// What operations of their own set.
    pub more: mfa::More,
    /// Seals what belongs to this pool.
    pub key: PoolKey,
}

/// Pools by id, each good for as long as its revision is the one in the store.
pub(crate) struct PoolCache(Cache<String, Arc<Pool>>);

impl PoolCache {
    pub(crate) fn new() -> PoolCache {
        PoolCache(Cache::new(1_000))
    }
}

/// The pool of this id. AWS: an administrator sees the pools of the region that the signature names.
///
/// Errors: `PoolNotFound`.
pub async fn get(ctx: &Ctx, id: &str) -> Result<Arc<Pool>> {
    let revision = store::pools::revision(&ctx.read(), id).await?;
    let pool = at_revision(ctx, id, revision.ok_or_else(|| not_found(id))?).await?;
    match &ctx.caller {
        Caller::Administrator { region, .. } if *region != pool.row.region => Err(not_found(id)),
        _ => Ok(pool),
    }
}

/// The pool of this id at a revision that a query has just seen. Errors: `PoolNotFound`.
pub async fn at_revision(ctx: &Ctx, id: &str, revision: i64) -> Result<Arc<Pool>> {
    if let Some(pool) = ctx.world().pools.0.get(id)
        && pool.row.revision == revision
    {
        return Ok(pool);
    }
    let row = store::pools::get(&ctx.read(), id).await?.ok_or_else(|| not_found(id))?;
    let pool = Arc::new(Pool::open(ctx, row)?);
    ctx.world().pools.0.insert(id.to_owned(), Arc::clone(&pool));
    Ok(pool)
}

/// The pool as the cache has it, for a caller whose next query checks its revision.
pub(crate) fn peek(ctx: &Ctx, id: &str) -> Option<Arc<Pool>> {
    ctx.world().pools.0.get(id)
}

/// "User pool {id} does not exist."
pub fn not_found(id: &str) -> Error {
    Error::about(Reason::PoolNotFound, id)
}

impl Pool {
    /// Reads a row. Errors: `Internal` when the data key does not open or the settings do not parse.
    pub fn open(ctx: &Ctx, row: store::pools::Pool) -> Result<Pool> {
        let key = ctx.world().ring.open_pool_key(&row.id, &row.data_key).map_err(Error::internal)?;
        let settings = UserPoolType::from_json(&row.settings).map_err(unreadable)?;
        let more = serde_json::from_str(&row.more)?;
        Ok(Pool { row, settings, more, key })
    }

    /// The pool's id.
    pub fn id(&self) -> &str {
        &self.row.id
    }

    /// What SRP calls the pool: the text after the first `_` of its id.
    pub fn srp_name(&self) -> &str {
        self.row.id.split_once('_').map_or(self.row.id.as_str(), |(_, name)| name)
    }

    /// The pool's ARN.
    pub fn arn(&self) -> String {
        format!("arn:aws:cognito-idp:{}:{}:userpool/{}", self.row.region, self.row.account, self.row.id)
    }

    /// A keyed hash under a key that serves this purpose alone.
    pub fn mac(&self, purpose: &str, bytes: &[u8]) -> [u8; 32] {
        crypto::mac::hmac_sha256(&self.key.derive(purpose).0, bytes)
    }

    /// Whether names that differ in case are different names. AWS: omitted means they are.
    pub fn is_case_sensitive(&self) -> bool {
        self.settings.username_configuration.as_ref().is_none_or(|c| c.case_sensitive)
    }

    /// The schema entry of an attribute under its full name (`custom:x`).
    pub fn schema(&self, name: &str) -> Option<&SchemaAttributeType> {
        self.settings.schema_attributes.iter().flatten().find(|a| a.name.as_deref() == Some(name))
    }

    /// Attributes that must have a value, but for `sub`, which we give.
    pub fn required_attributes(&self) -> impl Iterator<Item = &str> {
        self.settings
            .schema_attributes
            .iter()
            .flatten()
            .filter(|a| a.required == Some(true))
            .filter_map(|a| a.name.as_deref())
            .filter(|name| *name != "sub")
    }

    /// Whether this attribute is an alias for signing in.
    pub fn has_alias(&self, name: &str) -> bool {
        contains(&self.settings.alias_attributes, name)
    }

    /// Whether this attribute is the name that people sign up with.
    pub fn has_username_attribute(&self, name: &str) -> bool {
        contains(&self.settings.username_attributes, name)
    }

    /// Whether people sign up with an e-mail address or phone number instead of a name.
    pub fn uses_username_attributes(&self) -> bool {
        self.settings.username_attributes.as_ref().is_some_and(|list| !list.is_empty())
    }

    /// Whether codes are sent to verify this attribute.
    pub fn auto_verifies(&self, name: &str) -> bool {
        contains(&self.settings.auto_verified_attributes, name)
    }

    /// Whether a new value of this attribute waits for its code before it counts.
    pub fn verifies_before_update(&self, name: &str) -> bool {
        self.settings
            .user_attribute_update_settings
            .as_ref()
            .is_some_and(|s| contains(&s.attributes_require_verification_before_update, name))
    }

    /// The password policy. AWS: each rule on and eight characters when none was set.
    pub fn password_policy(&self) -> PasswordPolicyType {
        self.settings.policies.as_ref().and_then(|p| p.password_policy.clone()).unwrap_or_default()
    }

    /// Whether only administrators make users.
    pub fn is_admin_create_only(&self) -> bool {
        self.settings
            .admin_create_user_config
            .as_ref()
            .and_then(|c| c.allow_admin_create_user_only)
            .unwrap_or(false)
    }

    /// Whether people can choose a new password by themselves: unless recovery is administrators' alone.
    pub fn recovers_by_people(&self) -> bool {
        let setting = self.settings.account_recovery_setting.as_ref();
        let ways = setting.and_then(|setting| setting.recovery_mechanisms.as_deref()).unwrap_or_default();
        ways.is_empty() || ways.iter().any(|way| way.name != "admin_only")
    }

    /// How long a temporary password is good, in milliseconds. AWS: the policy's days, else the older
    /// UnusedAccountValidityDays, else seven; 0 means seven.
    pub fn temporary_password_ms(&self) -> i64 {
        let policy = self.password_policy().temporary_password_validity_days;
        let unused =
            self.settings.admin_create_user_config.as_ref().and_then(|c| c.unused_account_validity_days);
        let days = policy.or(unused).filter(|days| *days > 0).unwrap_or(7);
        i64::from(days) * 24 * 3_600_000
    }

    /// `iss` of this pool's tokens. AWS's own form is of two types; ours is the same for both.
    pub fn issuer(&self, ctx: &Ctx) -> String {
        let type_ = self.settings.issuer_configuration.as_ref().and_then(|i| i.type_.as_deref());
        self.issuer_of_type(ctx, type_.unwrap_or(ORIGINAL))
    }

    /// Whether a token that names this issuer may be of this pool: one of before a change of the type stays good.
    pub fn has_issued(&self, ctx: &Ctx, issuer: &str) -> bool {
        [ORIGINAL, UPDATED].iter().any(|type_| self.issuer_of_type(ctx, type_) == issuer)
    }

    fn issuer_of_type(&self, ctx: &Ctx, type_: &str) -> String {
        let (region, id) = (&self.row.region, &self.row.id);
        match ctx.config().issuer {
            crate::ctx::IssuerForm::Own => format!("{}/{id}", ctx.config().public_url),
            crate::ctx::IssuerForm::Aws if type_ == UPDATED => {
                format!("https://issuer-cognito-idp.{region}.amazonaws.com/{id}")
            }
            crate::ctx::IssuerForm::Aws => format!("https://cognito-idp.{region}.amazonaws.com/{id}"),
        }
    }
}

/// What each level of assurance is called: as the pool says, else as AWS does.
pub fn levels(settings: &UserPoolType) -> BTreeMap<String, AcrLevelConfigType> {
    let mut levels = settings.acr_configuration.clone().unwrap_or_default();
    for level in 1..=4 {
        let name = || AcrLevelConfigType { acr_value: format!("urn:cognito:loa:{level}") };
        levels.entry(format!("Level{level}")).or_insert_with(name);
    }
    levels
}

/// Settings that we wrote do not read: the store or an upgrade is at fault, not the caller.
pub(crate) fn unreadable(why: wire::Invalid) -> Error {
    Error::internal(format!("kept settings do not read: {why:?}"))
}

fn contains(list: &Option<Vec<String>>, name: &str) -> bool {
    list.iter().flatten().any(|entry| entry == name)
}
