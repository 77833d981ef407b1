//! Logins of public providers: Google and Apple by ID tokens, Facebook and Amazon by asking them about an access token.
//! AWS: the developer guide, "External identity providers". Facebook: Graph API, `/app` and `/me`. Amazon: Login with Amazon,
//! `/auth/o2/tokeninfo`.

use form_urlencoded::Serializer;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::documents::{address, json as fetch};
use super::{Proof, oidc, subject};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

const FACEBOOK: &str = "graph.facebook.com";
const AMAZON: &str = "www.amazon.com";

/// A token of a public provider for the pool's app. Errors: `LoginTokenInvalid` and its relatives, `ProviderUnreachable`,
/// `LoginUnsupported` for a provider that is gone.
pub(super) async fn verify(ctx: &Ctx, provider: &str, app: &str, token: &str) -> Result<Proof> {
    let (sub, claims) = match provider {
        "accounts.google.com" | "appleid.apple.com" => {
            oidc::checked(ctx, provider, token, |audience| audience == app).await?
        }
        FACEBOOK => facebook(ctx, app, token).await?,
        AMAZON => amazon(ctx, app, token).await?,
        _ => super::twitter::verify(ctx, provider, app, token).await?,
    };
    Ok(Proof {
        provider: provider.to_owned(),
        mappings: vec![provider.to_owned()],
        detail: format!("{provider}:{app}:{sub}"),
        subject: sub,
        claims,
        assertion: None,
    })
}

type Known = (String, Map<String, Value>);

/// Which app a token is of, and who it is.
async fn facebook(ctx: &Ctx, app: &str, token: &str) -> Result<Known> {
    #[derive(Deserialize)]
    struct Answer {
        id: String,
    }
    let base = address(ctx.config(), FACEBOOK, "https://graph.facebook.com");
    let asked = query(&[("access_token", token)]);
    let invalid = || Error::new(Reason::LoginTokenInvalid);
    let of: Answer = fetch(ctx, &format!("{base}/app?{asked}")).await?.ok_or_else(invalid)?;
    if of.id != app {
        return Err(Error::new(Reason::LoginTokenAudience));
    }
    let me: Answer = fetch(ctx, &format!("{base}/me?fields=id&{asked}")).await?.ok_or_else(invalid)?;
    Ok((subject(&me.id)?, said(app, &me.id)))
}

/// Amazon tells both at once.
async fn amazon(ctx: &Ctx, app: &str, token: &str) -> Result<Known> {
    #[derive(Deserialize)]
    struct Answer {
        aud: String,
        app_id: Option<String>,
        user_id: String,
    }
    let base = address(ctx.config(), AMAZON, "https://api.amazon.com");
    let asked = query(&[("access_token", token)]);
    let told: Option<Answer> = fetch(ctx, &format!("{base}/auth/o2/tokeninfo?{asked}")).await?;
    let told = told.ok_or_else(|| Error::new(Reason::LoginTokenInvalid))?;
    if told.aud != app && told.app_id.as_deref() != Some(app) {
        return Err(Error::new(Reason::LoginTokenAudience));
    }
    Ok((subject(&told.user_id)?, said(app, &told.user_id)))
}

/// The little that is known of somebody without an ID token, as claims for role mappings and tags.
pub(super) fn said(app: &str, sub: &str) -> Map<String, Value> {
    Map::from_iter([("aud".to_owned(), json!(app)), ("sub".to_owned(), json!(sub))])
}

fn query(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}
