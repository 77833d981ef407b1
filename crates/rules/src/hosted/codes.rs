//! Authorization codes: given out of a browser session, good once, for five minutes, for one client and redirect.
//! AWS: the developer guide, "The token issuer endpoint". RFC: 6749 section 4.1, 7636, 9700 section 4.5.
//!
//! A code is a random UUID, and its row is found by a hash of it. The refresh family that it gives has an id that follows
//! from the code: whoever sends the code again ends what it gave, even when the row is gone.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use store::families::Family;
use store::flows::{self, Flow};
use store::users::User;
use store::{Miss, Outcome};

use super::authorize::Request;
use super::browser::{self, Live, Settings};
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::federation::{self, Federated};
use crate::ids;
use crate::pools::Pool;
use crate::sealed_flows;
use crate::tokens::claims::Subject;
use crate::tokens::dpop::{self, Key};
use crate::tokens::issue::{self, Issued};
use crate::tokens::refresh::{self, Grant, Hosted};
use crate::tokens::sessions;
use crate::triggers::pre_token_generation::{self, Event, Source};

/// What a code stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct State {
    client_id: String,
    redirect_uri: String,
    challenge: Option<String>,
    scopes: Vec<String>,
    nonce: Option<String>,
    resource: Option<String>,
    browser_session: String,
    /// The key that its tokens are bound to, where the request named one.
    #[serde(default)]
    key: Option<String>,
}

/// What a client sends to have a code's tokens.
pub struct Redemption<'a> {
    /// The code.
    pub code: &'a str,
    /// `redirect_uri`.
    pub redirect_uri: Option<&'a str>,
    /// `code_verifier`.
    pub verifier: Option<&'a str>,
    /// The key that the request has proved to hold.
    pub key: Option<&'a Key>,
}

const KIND: &str = "code";
const WAITS: &str = "waits";

/// AWS: five minutes.
const LIFE_MS: i64 = 300_000;

/// How often the last batch is written again where the user has moved under it.
const TRIES: usize = 3;

/// Gives a code for a request and whoever is signed in.
pub async fn issue(ctx: &Ctx, pool: &Pool, request: &Request, live: &Live) -> Result<String> {
    let code = ids::uuid(ctx)?;
    // AWS: who comes through a provider has one in any case.
    let nonce = match (&request.nonce, &live.settings.federated) {
        (None, Some(_)) => Some(federation::state::fresh(ctx)?),
        (nonce, _) => nonce.clone(),
    };
    let state = State {
        client_id: request.client.id().to_owned(),
        redirect_uri: request.redirect_uri.clone(),
        challenge: request.challenge.clone(),
        scopes: request.scopes.clone(),
        nonce,
        resource: request.resource.clone(),
        browser_session: live.session.id.clone(),
        key: request.key.clone(),
    };
    let id = row_id(pool, &code);
    let flow = sealed_flows::begun(ctx, pool, (KIND, WAITS, LIFE_MS), id, &state)?;
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &flow);
    ctx.commit(batch).await?;
    Ok(code)
}

/// The tokens of a code, for the client that has proved itself.
///
/// Errors: `CodeGrantInvalid` for a code that is not there, used, too old, another client's, or of somebody who may not
/// sign in any more; `CodeRedirectDiffers`; those of PreTokenGeneration. A code that was used, or that another client
/// sends, ends what it gave.
pub async fn redeem(ctx: &Ctx, pool: &Arc<Pool>, client: &Client, sent: &Redemption<'_>) -> Result<Issued> {
    let invalid = || Error::new(Reason::CodeGrantInvalid);
    let id = row_id(pool, sent.code);
    let flow = flows::get(&ctx.read(), pool.id(), &id).await?;
    let Some(flow) = flow.filter(|flow| sealed_flows::is_live(ctx, flow, KIND)) else {
        revoke(ctx, pool, sent.code).await?;
        return Err(invalid());
    };
    let state: State = sealed_flows::opened(pool, &flow)?;
    if state.client_id != client.id() {
        spend(ctx, &flow).await?;
        return Err(invalid());
    }
    if sent.redirect_uri != Some(state.redirect_uri.as_str()) {
        return Err(Error::new(Reason::CodeRedirectDiffers));
    }
    let is_held = state.key.is_none() || state.key.as_ref() == sent.key.map(|key| &key.thumbprint);
    if !is_held || !verifies(state.challenge.as_deref(), sent.verifier) || !reads_all(client, &state.scopes) {
        return Err(invalid());
    }
    let live = browser::of_id(ctx, pool, &state.browser_session).await?.ok_or_else(invalid)?;
    let asked = Asked {
        scopes: &state.scopes,
        resource: state.resource.as_deref(),
        nonce: state.nonce.as_deref(),
        origin_jti: family_id(pool, sent.code),
        key: sent.key,
    };
    tokens(ctx, (pool, client), &live, asked, Some(&flow)).await
}

/// Tokens at once, for a request that wants them in the fragment. AWS: there is no refresh token among them.
pub async fn implicit(ctx: &Ctx, pool: &Arc<Pool>, request: &Request, live: &Live) -> Result<Issued> {
    let asked = Asked {
        scopes: &request.scopes,
        resource: request.resource.as_deref(),
        nonce: request.nonce.as_deref(),
        origin_jti: ids::uuid(ctx)?,
        key: None,
    };
    let issued = tokens(ctx, (pool, &request.client), live, asked, None).await?;
    Ok(Issued { refresh_token: None, ..issued })
}

/// The tokens of a device that somebody has allowed; its flow is used up.
pub(super) async fn of_device(
    ctx: &Ctx,
    (pool, client): (&Arc<Pool>, &Client),
    live: &Live,
    (scopes, key): (&[String], Option<&Key>),
    flow: &Flow,
) -> Result<Issued> {
    let asked = Asked { scopes, resource: None, nonce: None, origin_jti: ids::uuid(ctx)?, key };
    tokens(ctx, (pool, client), live, asked, Some(flow)).await
}

struct Asked<'a> {
    scopes: &'a [String],
    resource: Option<&'a str>,
    nonce: Option<&'a str>,
    origin_jti: String,
    key: Option<&'a Key>,
}

async fn tokens(
    ctx: &Ctx,
    (pool, client): (&Arc<Pool>, &Client),
    live: &Live,
    asked: Asked<'_>,
    flow: Option<&Flow>,
) -> Result<Issued> {
    // A provider that is deleted meanwhile is no client's any more.
    if !live.is_whole() || !live.is_let_in(client) {
        return Err(Error::new(Reason::CodeGrantInvalid));
    }
    let Settings { event_id, proved, federated, .. } = live.settings.clone();
    // What is kept for the provider stays with the session.
    let federated = federated.map(|federated| Federated { upstream: None, ..federated });
    let hosted = Hosted {
        resource: asked.resource.map(str::to_owned),
        browser_session: Some(live.session.id.clone()),
    };
    let grant = Grant {
        event_id,
        scopes: asked.scopes.to_vec(),
        proved,
        device_key: None,
        session: sessions::begun(ctx, pool),
        hosted: Some(hosted),
        federated,
        key: asked.key.filter(|_| !client.has_secret()).map(|key| key.thumbprint.clone()),
    };
    let mut user = live.user.clone();
    let mut groups = issue::groups(ctx, pool, &user).await?;
    let event =
        Event { pool, client, user: Some((&user, &groups)), scopes: &grant.scopes, client_metadata: None };
    let changes = pre_token_generation::ask(ctx, &event, Source::Hosted).await?;
    let family = Family {
        pool_id: pool.id().to_owned(),
        origin_jti: asked.origin_jti,
        sub: user.sub.clone(),
        client_id: client.id().to_owned(),
        generation: 0,
        rotated_at: 0,
        revoked_at: None,
        auth_time: live.session.auth_time,
        expires_at: ctx.now() + client.refresh_ttl_s() * 1_000,
        settings: serde_json::to_string(&grant)?,
    };
    for tries in 1.. {
        if tries > 1 || pre_token_generation::is_configured(pool) {
            user = again(ctx, pool, live).await?;
            groups = issue::groups(ctx, pool, &user).await?;
        }
        let (family, grant, nonce) = (&family, &grant, asked.nonce);
        let key = asked.key.map(|key| key.thumbprint.as_str());
        let subject = Subject { pool, client, user: &user, family, groups: &groups, grant, nonce, key };
        let mut issued = issue::sign(ctx, &subject, &changes).await?;
        issued.refresh_token = Some(refresh::token(pool, family));
        let mut batch = ctx.batch()?;
        if let Some(flow) = flow {
            flows::tombstone(&mut batch, flow);
        }
        // After the code: whoever sends both again ends what the code gave.
        asked.key.into_iter().for_each(|key| key.spend(&mut batch));
        if client.is_registered() {
            store::consents::hold(&mut batch, pool.id(), &user.sub, client.id());
        }
        if grant.federated.is_some() {
            // Its provider may just have ended it: what began a moment later would never be asked about again.
            store::browser_sessions::hold(&mut batch, pool.id(), &live.session.id);
        }
        sessions::make_room(ctx, pool, &user, &mut batch).await?;
        store::families::insert_for(&mut batch, family, &user);
        match ctx.commit_as_is(batch).await? {
            Outcome::Done => return Ok(issued),
            Outcome::Missed { miss: Miss::Taken, .. } => return Err(dpop::used_before()),
            Outcome::Missed { miss: Miss::Spent, .. } => {
                revoke_family(ctx, pool, &family.origin_jti).await?;
                return Err(Error::new(Reason::CodeGrantInvalid));
            }
            // What the person let the app do has been taken back, or the sign-in has ended.
            Outcome::Missed { miss: Miss::Gone, .. } => return Err(Error::new(Reason::CodeGrantInvalid)),
            Outcome::Missed { .. } if tries < TRIES => {}
            Outcome::Missed { .. } => return Err(Error::new(Reason::Moved)),
        }
    }
    Err(Error::internal("no try was made"))
}

/// The user as the store has it now. Errors: `CodeGrantInvalid` for one who may not sign in any more.
async fn again(ctx: &Ctx, pool: &Arc<Pool>, live: &Live) -> Result<User> {
    let live = browser::of_id(ctx, pool, &live.session.id).await?;
    let live = live.filter(Live::is_whole);
    live.map(|live| live.user).ok_or_else(|| Error::new(Reason::CodeGrantInvalid))
}

/// Whether the verifier is the challenge's; neither comes without the other.
fn verifies(challenge: Option<&str>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            let is_sane = (43..=128).contains(&verifier.len());
            let digest = URL_SAFE_NO_PAD.encode(crypto::mac::sha256(verifier.as_bytes()));
            is_sane && crypto::mac::equal(digest.as_bytes(), challenge.as_bytes())
        }
        _ => false,
    }
}

/// Whether the client may read both attributes of the scopes that stand for two. AWS: one that reads `email` and not
/// `email_verified` is refused.
fn reads_all(client: &Client, scopes: &[String]) -> bool {
    let pairs =
        [("email", ["email", "email_verified"]), ("phone", ["phone_number", "phone_number_verified"])];
    let asked = pairs.iter().filter(|(name, _)| scopes.iter().any(|scope| scope == name));
    asked.flat_map(|(_, names)| names).all(|name| client.reads(name))
}

async fn spend(ctx: &Ctx, flow: &Flow) -> Result<()> {
    let mut batch = ctx.batch()?;
    flows::tombstone(&mut batch, flow);
    // Somebody else has spent it: that is as good.
    ctx.try_commit(batch).await.map(|_| ())
}

/// Ends what a code has given.
async fn revoke(ctx: &Ctx, pool: &Pool, code: &str) -> Result<()> {
    revoke_family(ctx, pool, &family_id(pool, code)).await
}

async fn revoke_family(ctx: &Ctx, pool: &Pool, origin_jti: &str) -> Result<()> {
    let family = store::families::get(&ctx.read(), pool.id(), origin_jti).await?;
    if family.is_none_or(|family| family.revoked_at.is_some()) {
        return Ok(());
    }
    let mut batch = ctx.batch()?;
    store::families::revoke(&mut batch, pool.id(), origin_jti, ctx.now());
    ctx.commit(batch).await
}

fn row_id(pool: &Pool, code: &str) -> String {
    sealed_flows::id_of(pool, "authorization code", code)
}

fn family_id(pool: &Pool, code: &str) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&pool.mac("family of a code", code.as_bytes())[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}
