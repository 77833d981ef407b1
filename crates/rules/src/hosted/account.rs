//! The account pages of a domain: for which app client they act, and how lately the person must have signed in.
//! AWS has none; `account_pages` turns them off. Source: W3C, "A Well-Known URL for Changing Passwords".
//!
//! What a person changes here is what the client's people could change by its tokens: the attributes that it may write,
//! where the self-service operations are open to it. A client that has registered itself has no account pages: whoever
//! registers one would choose what may be written.

use std::sync::Arc;

use super::authorize::{self, Params, Prompt, Refusal, Request, Wants, text};
use super::browser::{self, Live};
use super::site::Site;
use crate::clients::{Client, Flow};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::tokens::access::Holder;
use crate::tokens::claims::ADMIN_SCOPE;

/// The parameter of a request to sign in for the account pages: the page to come back to.
pub const PAGE: &str = "account";

/// The most clients that are looked at for a browser that names none.
const MOST: i64 = 200;

/// Somebody at the account pages.
pub struct Account {
    /// The app client that they act for.
    pub client: Arc<Client>,
    /// Who it is, by which session.
    pub live: Live,
}

impl Account {
    /// The same as the rules of the self-service operations want it.
    pub fn holder(&self, pool: &Arc<Pool>) -> Holder {
        self.live.holder(pool, &self.client)
    }

    /// Whether the person has signed in lately enough to change something.
    pub fn is_fresh(&self, ctx: &Ctx) -> bool {
        is_fresh(ctx, &self.live)
    }
}

/// The seconds that a sign-in lets changes be made.
pub fn proof_s(ctx: &Ctx) -> i64 {
    i64::from(ctx.config().account_proof_minutes) * 60
}

fn is_fresh(ctx: &Ctx, live: &Live) -> bool {
    ctx.now() - live.session.auth_time <= proof_s(ctx) * 1_000
}

/// The client that an address names, where the pages act for it.
pub async fn client(ctx: &Ctx, site: &Site, params: &Params) -> Result<Arc<Client>, Refusal> {
    let client = authorize::client_of(ctx, site, params).await?;
    check(ctx, site, &client).await?;
    Ok(client)
}

async fn check(ctx: &Ctx, site: &Site, client: &Client) -> Result<(), Refusal> {
    let signs_in = [Flow::Srp, Flow::Password, Flow::Choice, Flow::Custom];
    let is_self_service = client.scopes().any(|scope| scope == ADMIN_SCOPE)
        || signs_in.into_iter().any(|flow| client.allows(flow));
    if client.is_registered() || !is_self_service {
        return Err(Refusal::Page { parameter: "client_id", error: "unauthorized_client" });
    }
    authorize::check_is_open(ctx, site, client).await
}

/// The client for an address that names none: that of the browser's own session, or else the oldest that the pages act for.
pub async fn usual_client(ctx: &Ctx, site: &Site, all: &[Live]) -> Result<Option<String>, Refusal> {
    let of_session = all.first().map(|live| ("client_id".to_owned(), live.settings.client_id.clone()));
    let params: Params = of_session.into_iter().collect();
    match client(ctx, site, &params).await {
        Ok(client) => return Ok(Some(client.id().to_owned())),
        Err(Refusal::Failed(error)) => return Err(error.into()),
        Err(_) => {}
    }
    let rows = store::clients::page(&ctx.read(), site.pool.id(), "", MOST).await;
    let mut rows = rows.map_err(crate::Error::from)?;
    rows.sort_by_key(|row| row.created_at);
    for row in rows {
        let client = Client::open(&site.pool, row)?;
        match check(ctx, site, &client).await {
            Ok(()) => return Ok(Some(client.id().to_owned())),
            Err(Refusal::Failed(error)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    Ok(None)
}

/// Who of those that are signed in in a browser is at the pages: the first whom the client lets in without a proof, or who has
/// just given one.
pub async fn find(ctx: &Ctx, pool: &Pool, client: Arc<Client>, all: Vec<Live>) -> Result<Option<Account>> {
    for live in all {
        if browser::serves(ctx, pool, &client, &live, None).await?
            || (is_fresh(ctx, &live) && live.is_let_in(&client))
        {
            return Ok(Some(Account { client, live }));
        }
    }
    Ok(None)
}

/// A request to sign in for the account pages: there is no app to go back to.
pub(super) async fn request(ctx: &Ctx, site: &Site, params: &Params, page: &str) -> Result<Request, Refusal> {
    let client = client(ctx, site, params).await?;
    let asked = authorize::prompt(params).unwrap_or_default();
    Ok(Request {
        client,
        redirect_uri: site.url("/account"),
        wants: Wants::Code,
        scopes: Vec::new(),
        state: None,
        nonce: None,
        challenge: None,
        resource: None,
        prompt: Prompt { none: false, consent: false, create: false, ..asked },
        max_age_s: text(params, "max_age").and_then(|age| age.parse().ok()),
        login_hint: text(params, "login_hint").map(str::to_owned),
        device: None,
        account: Some(page.to_owned()),
        key: None,
        provider: text(params, "identity_provider").map(str::to_owned),
        provider_identifier: text(params, "idp_identifier").map(str::to_owned),
        levels: Vec::new(),
    })
}
