//! What an app asks for when it sends a browser to sign out, in AWS's form and in OpenID's.
//! AWS: the developer guide, "Logout endpoint". OpenID: RP-Initiated Logout 1.0, sections 2 and 3.
//!
//! An address is followed only where the client has registered it, byte for byte. Refresh tokens stay.

use std::sync::Arc;

use super::authorize::{Params, Refusal, client_of, text};
use super::site::Site;
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::Reason;
use crate::tokens::access::{self, Hint};

/// What is asked for.
pub enum Way {
    /// AWS: all that is signed in ends, and the browser goes there.
    App(String),
    /// AWS: all that is signed in ends, and somebody else may sign in for the same request.
    SignIn,
    /// OpenID's form, or a person who comes alone.
    Party(Party),
}

/// A sign-out in OpenID's form.
#[derive(Default)]
pub struct Party {
    /// The app, where the request names it.
    pub client: Option<Arc<Client>>,
    /// Where the browser goes then.
    pub uri: Option<String>,
    /// Given back as it came.
    pub state: Option<String>,
    /// Whose ID token proves that the app asks; nobody's where there is none.
    pub sub: Option<String>,
}

/// Reads and judges a request to sign out.
pub async fn read(ctx: &Ctx, site: &Site, params: &Params) -> Result<Way, Refusal> {
    if let Some(uri) = text(params, "logout_uri") {
        let client = client_of(ctx, site, params).await?;
        check_listed(client.settings.logout_urls.as_deref(), "logout_uri", uri)?;
        return Ok(Way::App(uri.to_owned()));
    }
    let has = |name: &str| text(params, name).is_some();
    let is_openid = has("id_token_hint") || has("post_logout_redirect_uri");
    if is_openid || !(has("client_id") || has("redirect_uri")) {
        return party(ctx, site, params).await.map(Way::Party);
    }
    let client = client_of(ctx, site, params).await?;
    let missing = |parameter: &'static str| Refusal::Page { parameter, error: "missing" };
    let uri = text(params, "redirect_uri").ok_or_else(|| missing("redirect_uri"))?;
    check_listed(client.settings.callback_urls.as_deref(), "redirect_uri", uri)?;
    if has("response_type") { Ok(Way::SignIn) } else { Err(missing("response_type")) }
}

async fn party(ctx: &Ctx, site: &Site, params: &Params) -> Result<Party, Refusal> {
    let wrong = |parameter: &'static str| Refusal::Page { parameter, error: "invalid" };
    let hint = match text(params, "id_token_hint") {
        Some(token) => {
            let hint = access::hint(ctx, &site.pool, token).await?;
            Some(hint.ok_or_else(|| wrong("id_token_hint"))?)
        }
        None => None,
    };
    let client = match (&hint, text(params, "client_id")) {
        (None, None) => None,
        // OpenID: the two must agree.
        (Some(hint), Some(id)) if hint.client_id != id => return Err(wrong("client_id")),
        (Some(Hint { client_id, .. }), None) => of_hint(ctx, site, client_id).await?,
        (_, Some(_)) => Some(client_of(ctx, site, params).await?),
    };
    let uri = text(params, "post_logout_redirect_uri");
    if let Some(uri) = uri {
        let listed = client.as_ref().ok_or(Refusal::Page { parameter: "client_id", error: "missing" })?;
        check_listed(listed.settings.logout_urls.as_deref(), "post_logout_redirect_uri", uri)?;
    }
    let state = text(params, "state").map(str::to_owned);
    Ok(Party { client, uri: uri.map(str::to_owned), state, sub: hint.map(|hint| hint.sub) })
}

/// The client of an ID token, if it is there still.
async fn of_hint(ctx: &Ctx, site: &Site, id: &str) -> Result<Option<Arc<Client>>, Refusal> {
    match clients::of_pool(ctx, &site.pool, id).await {
        Ok(client) => Ok(Some(client)),
        Err(error) if error.reason() == Reason::ClientNotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn check_listed(listed: Option<&[String]>, parameter: &'static str, uri: &str) -> Result<(), Refusal> {
    match listed.unwrap_or_default().iter().any(|known| known == uri) {
        true => Ok(()),
        false => Err(Refusal::Page { parameter, error: "redirect_mismatch" }),
    }
}
