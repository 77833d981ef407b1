//! Credentials of an identity: the enhanced flow, in which the pool chooses the role and narrows what guests may do.
//! AWS: API_GetCredentialsForIdentity; the developer guide, "Identity pools authentication flow".

use std::collections::BTreeMap;

use super::logins::{self, Proof};
use super::{Acting, Found, act, open_id_token, role};
use crate::credentials::{self, Credentials, Principal, Scope, Session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::iam::saml::{self, assertion};
use crate::iam::{roles, web_identity};
use crate::identity_pools::{IdentityPool, SERVICE};

/// AWS: an hour, and nothing else.
const LIFE_S: i64 = 3_600;

/// AWS: what sessions of the enhanced flow are called.
const SESSION_NAME: &str = "CognitoIdentityCredentials";

/// Credentials, and the identity that they are of.
pub struct Given {
    /// The identity: another than was named, where that has become part of it.
    pub identity_id: String,
    /// The credentials.
    pub credentials: Credentials,
}

/// Whose session it will be.
struct Bearer {
    identity_id: String,
    proofs: Vec<Proof>,
    amr: Vec<String>,
    tags: BTreeMap<String, String>,
}

/// Credentials for this identity with these logins, or with a token of its own.
///
/// Errors: those of [`act`], [`open_id_token::opened`] and [`role::choose`], `RolesMisconfigured`, `LoginTokenSpent`.
pub async fn of_identity(
    ctx: &Ctx,
    found: &Found,
    given: &BTreeMap<String, String>,
    custom: Option<&str>,
) -> Result<Given> {
    let pool = &found.pool;
    let bearer = match given.get(SERVICE) {
        Some(token) if given.len() == 1 => by_own_token(ctx, found, token).await?,
        Some(_) => return Err(Error::new(Reason::PublicProviderNeeded)),
        None => {
            let Acting { identity_id, proofs } = act(ctx, found, given).await?;
            let (amr, tags) = (open_id_token::amr(&proofs), role::tags(pool, &proofs));
            Bearer { identity_id, proofs, amr, tags }
        }
    };
    let role_arn = role::choose(pool, &bearer.proofs, custom)?;
    let session = session(ctx, pool, &bearer, role_arn).await?;
    for assertion in bearer.proofs.iter().filter_map(|proof| proof.assertion.as_ref()) {
        assertion::spend(ctx, assertion).await.map_err(logins::saml::refused)?;
    }
    let credentials = credentials::mint(ctx, &session)?;
    tracing::info!(
        pool.id = pool.id(),
        identity.id = bearer.identity_id,
        role = session.arn(),
        access_key.id = credentials.access_key_id,
        "credentials were given"
    );
    Ok(Given { identity_id: bearer.identity_id, credentials })
}

/// What a token of ours proves: that of this very identity, with the tags that were put into it.
///
/// Errors: those of [`open_id_token::opened`], `LoginTokenAudience`, `LoginsDiffer`, `IdentityForbidden`.
async fn by_own_token(ctx: &Ctx, found: &Found, token: &str) -> Result<Bearer> {
    let claims = open_id_token::opened(ctx, token).await?;
    let id = &found.identity.id;
    if claims.aud != found.pool.id() {
        return Err(Error::new(Reason::LoginTokenAudience));
    }
    if claims.sub != *id {
        return Err(Error::new(Reason::LoginsDiffer));
    }
    let is_guest = claims.amr.first().is_none_or(|first| first != "authenticated");
    let has_allowed = found.pool.settings.allow_unauthenticated_identities;
    if found.identity.is_disabled || (is_guest && (!found.logins.is_empty() || !has_allowed)) {
        return Err(Error::about(Reason::IdentityForbidden, id));
    }
    // The token is the pool's own word for logins that it has looked at; nothing of them but their names is known.
    let proofs = found.logins.iter().filter(|login| !is_guest && claims.amr.contains(&login.provider));
    let proofs: Vec<Proof> = proofs
        .map(|login| Proof {
            provider: login.provider.clone(),
            subject: login.subject.clone(),
            mappings: mappings(&found.pool, &login.provider),
            detail: String::new(),
            claims: serde_json::Map::new(),
            assertion: None,
        })
        .collect();
    // Its logins were taken away since it was issued.
    if !is_guest && proofs.is_empty() {
        return Err(Error::about(Reason::IdentityForbidden, id));
    }
    Ok(Bearer { identity_id: id.clone(), proofs, tags: claims.principal_tags(), amr: claims.amr })
}

/// What role mappings may call a provider whose claims are not known: all that is said of it holds, and no claim does.
fn mappings(pool: &IdentityPool, provider: &str) -> Vec<String> {
    let is_of = |key: &&String| {
        key.strip_prefix(provider).is_some_and(|rest| rest.starts_with(':'))
            || key.split_once(":oidc-provider/").is_some_and(|(_, tail)| tail == provider)
    };
    let of_apps = pool.more.role_mappings.keys().filter(is_of);
    of_apps.cloned().chain([provider.to_owned()]).collect()
}

/// The session of a bearer in a role that they may assume. Errors: `RolesMisconfigured`.
async fn session(ctx: &Ctx, pool: &IdentityPool, bearer: &Bearer, role_arn: String) -> Result<Session> {
    let account = role_arn.split(':').nth(4).unwrap_or_default();
    if account != pool.row.account {
        return Err(Error::new(Reason::RolesMisconfigured));
    }
    let now = ctx.now();
    let key = |name: &str| format!("{SERVICE}:{name}");
    let federated = BTreeMap::from([
        (key("sub"), vec![bearer.identity_id.clone()]),
        (key("aud"), vec![pool.id().to_owned()]),
        (key("amr"), bearer.amr.clone()),
    ]);
    let mut session = Session {
        account: account.to_owned(),
        principal: Principal::Role {
            id: String::new(),
            session_name: SESSION_NAME.to_owned(),
            arn: role_arn,
        },
        region: pool.row.region.clone(),
        issued_at: now,
        expires_at: credentials::end(now, LIFE_S),
        scope: Scope { is_guest: bearer.proofs.is_empty(), ..Scope::default() },
        principal_tags: bearer.tags.clone(),
        transitive_tag_keys: Vec::new(),
        federated,
        provider: Some(SERVICE.to_owned()),
        source_identity: None,
    };
    let assertions = bearer.proofs.iter().filter_map(|proof| proof.assertion.as_ref());
    session.federated.extend(assertions.flat_map(assertion::Vouched::lasting));
    assume(ctx, &mut session, &bearer.proofs).await?;
    Ok(session)
}

/// Lets the session into its role, whose id it gets: it trusts the pool, or the provider of an assertion that came along. One
/// that nobody has made here is taken on faith, or not at all.
///
/// Errors: `RolesMisconfigured`.
async fn assume(ctx: &Ctx, session: &mut Session, proofs: &[Proof]) -> Result<()> {
    match web_identity::enter(ctx, session).await? {
        Some(true) => return Ok(()),
        Some(false) => {
            for vouched in proofs.iter().filter_map(|proof| proof.assertion.as_ref()) {
                if saml::is_trusted(ctx, session, vouched).await? {
                    return Ok(());
                }
            }
            return Err(Error::new(Reason::RolesMisconfigured));
        }
        None => {}
    }
    let Principal::Role { arn, id, .. } = &mut session.principal else { return Ok(()) };
    let name = arn.rsplit('/').next().unwrap_or_default();
    if !ctx.config().trusts_unknown_roles || !roles::may_be_elsewhere(ctx, name).await? {
        return Err(Error::new(Reason::RolesMisconfigured));
    }
    *id = credentials::id_of_unknown_role(arn);
    Ok(())
}
