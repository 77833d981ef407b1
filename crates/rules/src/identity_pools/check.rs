//! What a pool's settings must look like, beyond the model's constraints.
//! AWS: API_CreateIdentityPool; the developer guide, "Quotas" of identity pools. The texts are (guess), but for
//! that of an app of a user pool, which public reports quote.

use wire::identity::IdentityPool as Shape;

use super::{is_public, user_pool};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::tags;

/// The most apps of user pools that a pool takes logins from.
const USER_POOL_APPS: usize = 50;

/// Errors: `InvalidParameter`.
pub(super) fn settings(ctx: &Ctx, settings: &Shape) -> Result<()> {
    let apps = settings.cognito_identity_providers.as_deref().unwrap_or_default();
    if apps.len() > USER_POOL_APPS {
        return Err(invalid(format!("At most {USER_POOL_APPS} Cognito user pool providers are allowed.")));
    }
    for app in apps {
        let name = app.provider_name.as_deref().filter(|_| app.client_id.is_some());
        if name.and_then(|name| user_pool(ctx.config(), name)).is_none() {
            return Err(invalid("Invalid Cognito Identity Provider"));
        }
    }
    if let Some(name) = settings
        .supported_login_providers
        .iter()
        .flatten()
        .map(|(name, _)| name)
        .find(|name| !is_public(name))
    {
        return Err(invalid(format!("{name} is not a supported login provider.")));
    }
    if let Some(name) = &settings.developer_provider_name
        && (is_public(name) || name == super::SERVICE)
    {
        return Err(invalid(format!("{name} is the name of a public provider.")));
    }
    arns(settings.open_id_connect_provider_arns.as_deref(), ":oidc-provider/")?;
    arns(settings.saml_provider_arns.as_deref(), ":saml-provider/")?;
    tags::check(settings.identity_pool_tags.as_ref(), Reason::InvalidParameter)
}

/// Errors: `InvalidParameter` for what is no ARN of an IAM provider of this kind.
fn arns(arns: Option<&[String]>, kind: &str) -> Result<()> {
    let is_one = |arn: &&String| {
        arn.split_once(kind).is_some_and(|(head, name)| {
            head.starts_with("arn:aws") && head.contains(":iam::") && !name.is_empty()
        })
    };
    match arns.unwrap_or_default().iter().find(|arn| !is_one(arn)) {
        Some(arn) => Err(invalid(format!("Invalid provider ARN: {arn}"))),
        None => Ok(()),
    }
}

fn invalid(text: impl Into<String>) -> Error {
    Error::about(Reason::InvalidParameter, text)
}
