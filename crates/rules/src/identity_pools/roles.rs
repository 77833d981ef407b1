//! Which roles a pool gives, and by what they are chosen: as they are set. The choice is [`crate::identities::role`].
//! AWS: API_SetIdentityPoolRoles; the developer guide, "Using role-based access control". The texts are (guess).

use std::collections::BTreeMap;

use wire::identity::{CognitoIdentityProvider, RoleMapping};

use super::{IdentityPool, canonical, configure};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// AWS: the most rules of one provider.
const MOST_RULES: usize = 25;

/// Replaces the roles and mappings of a pool. Errors: `InvalidParameter`.
pub async fn set(
    ctx: &Ctx,
    pool: &IdentityPool,
    roles: BTreeMap<String, String>,
    role_mappings: BTreeMap<String, RoleMapping>,
) -> Result<()> {
    roles.values().try_for_each(|arn| check_arn(arn))?;
    role_mappings.iter().try_for_each(|(provider, mapping)| check(provider, mapping))?;
    // AWS: observed in public reports, the text too.
    if let Some(provider) = role_mappings.keys().find(|provider| !takes(ctx, pool, provider)) {
        let text =
            format!("({provider}) is not a valid RoleMapping ProviderName or is not a configured provider.");
        return Err(Error::about(Reason::InvalidParameter, text));
    }
    let mut more = pool.more.clone();
    more.roles = roles;
    more.role_mappings = role_mappings;
    configure::save(ctx, pool, &pool.settings, &more).await
}

/// Whether the pool takes logins of what a role mapping is for: an app of a user pool, or the user pool with all of its
/// apps here, a public provider, one that IAM knows, or the developers' own.
fn takes(ctx: &Ctx, pool: &IdentityPool, provider: &str) -> bool {
    let settings = &pool.settings;
    let named = |name: &str| canonical(ctx.config(), name);
    let is_of = |app: &CognitoIdentityProvider| {
        let name = named(app.provider_name.as_deref().unwrap_or_default());
        let of_client = provider
            .rsplit_once(':')
            .is_some_and(|(login, client)| named(login) == name && app.client_id.as_deref() == Some(client));
        of_client || named(provider) == name
    };
    let open_id = settings.open_id_connect_provider_arns.iter().flatten();
    let tail = |arn: &str| arn.split_once(":oidc-provider/").is_some_and(|(_, tail)| tail == provider);
    pool.app_of(provider).is_some()
        || settings.cognito_identity_providers.iter().flatten().any(is_of)
        || settings.saml_provider_arns.iter().flatten().any(|arn| arn == provider)
        || open_id.into_iter().any(|arn| arn == provider || tail(arn))
        || settings.developer_provider_name.as_deref() == Some(provider)
}

fn check(provider: &str, mapping: &RoleMapping) -> Result<()> {
    let invalid = |text: String| Err(Error::about(Reason::InvalidParameter, text));
    if mapping.ambiguous_role_resolution.is_none() {
        return invalid(format!("AmbiguousRoleResolution is required in the role mapping of {provider}."));
    }
    let rules = mapping.rules_configuration.as_ref().map(|configuration| configuration.rules.as_slice());
    match (mapping.type_.as_str(), rules) {
        ("Rules", None) => {
            invalid(format!("RulesConfiguration is required in the role mapping of {provider}."))
        }
        ("Token", Some(_)) => {
            invalid(format!("RulesConfiguration needs the type Rules in the role mapping of {provider}."))
        }
        (_, Some(rules)) if rules.len() > MOST_RULES => {
            invalid(format!("The role mapping of {provider} can have at most {MOST_RULES} rules."))
        }
        (_, rules) => rules.unwrap_or_default().iter().try_for_each(|rule| check_arn(&rule.role_arn)),
    }
}

/// Errors: `InvalidParameter` for what is no role's ARN.
fn check_arn(arn: &str) -> Result<()> {
    let is_account = |text: &str| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
    let role = arn.split_once(":iam::").and_then(|(head, rest)| {
        let (account, name) = rest.split_once(":role/")?;
        (head.starts_with("arn:aws") && is_account(account) && !name.is_empty()).then_some(())
    });
    role.ok_or_else(|| Error::about(Reason::InvalidParameter, format!("Invalid role ARN: {arn}")))
}
