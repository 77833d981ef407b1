//! Asking an OpenID provider again: where its settings say so, a refresh of the pool's tokens has the provider asked whether the
//! person is still one of its own, and what it says of them now.
//! RFC: OpenID Connect Core 1.0 section 12, 6749 sections 5.2 and 6. AWS asks nobody again: `refresh_upstream` in ProviderDetails.
//!
//! What the provider gave is kept sealed in a row of its own, shared by all the apps of a sign-in. Whoever asks takes a lease of it,
//! so that of several at once one asks and the others go on with what is known. What comes back is written before anything is
//! made of it: a provider may give a new token for each, and the old one may be good for nothing then. So it is written also where
//! the app has hung up meanwhile, and again where the store fails. Only the provider's `invalid_grant` ends a sign-in; one that does
//! not answer, or whose answer does not hold, locks nobody out.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::Batch;
use store::families::{self, Family};
use store::seal::Place;
use store::upstreams::Upstream as Row;
use store::users::User;

use super::party::{Party, Renewed};
use super::{Arrival, Door, Failure, arrive, id_token, oidc};
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::back_channel::{self, Ended};
use crate::pools::Pool;
use crate::providers::{self, Provider};
use crate::tokens::refresh::Grant;

/// The detail that asks for it, and its word.
const SWITCH: &str = "refresh_upstream";
const AT_REFRESH: &str = "at_refresh";

/// The detail that says how seldom, in seconds.
const INTERVAL: &str = "refresh_upstream_interval";

/// The detail that says whether people are asked for consent to it, and its words.
const PROMPT: &str = "refresh_upstream_prompt";
const CONSENT: &str = "consent";
const OFF: &str = "off";

/// How seldom a provider is asked about a sign-in where nothing is said.
const USUAL_S: i64 = 300;

/// How long somebody may be asking: longer than all that is asked takes at the most.
const LEASE_MS: i64 = 60_000;

/// How often what a provider gave is written at most, where the store fails.
const TRIES: usize = 3;

/// How long a row is kept at least: apps of the same sign-in may come later, and keep it on.
const LEAST_MS: i64 = 30 * 86_400_000;

/// What is kept, sealed.
#[derive(Serialize, Deserialize)]
struct State {
    refresh_token: String,
    /// What the provider calls the person.
    subject: String,
}

/// Whether a provider is asked again.
pub(super) fn is_wanted(provider: &Provider) -> bool {
    let details = &provider.kept.details;
    provider.row.kind == "OIDC" && details.get(SWITCH).is_some_and(|word| word == AT_REFRESH)
}

/// Whether the person is to be asked for consent. RFC: OpenID Connect Core 1.0 section 11, a provider ignores `offline_access` where
/// nobody is, unless it has other grounds to give what we can ask again with.
pub(super) fn needs_consent(party: &Party<'_>) -> bool {
    let is_off = party.provider.kept.details.get(PROMPT).is_some_and(|word| word == OFF);
    is_wanted(party.provider) && !is_off && party.scopes().split(' ').any(|scope| scope == "offline_access")
}

fn interval_ms(provider: &Provider) -> i64 {
    let said = provider.kept.details.get(INTERVAL).and_then(|text| text.parse().ok());
    said.unwrap_or(USUAL_S).saturating_mul(1_000)
}

/// The row of a sign-in that begins, where the provider gave something to be asked again with.
pub(super) fn begun(
    ctx: &Ctx,
    (pool, provider): (&Pool, &Provider),
    (arrival, user): (&Arrival, &User),
    (session, ttl_s): (&str, i64),
) -> Result<Option<Row>> {
    let token = arrival.upstream.as_ref().and_then(|upstream| upstream.refresh_token.clone());
    if !is_wanted(provider) {
        return Ok(None);
    }
    let Some(refresh_token) = token else {
        tracing::warn!(
            pool.id = pool.id(),
            provider = provider.row.name,
            "a provider that is to be asked again gave no refresh token: see its scopes and what it lets this client have"
        );
        return Ok(None);
    };
    let state = State { refresh_token, subject: arrival.subject.clone() };
    Ok(Some(Row {
        pool_id: pool.id().to_owned(),
        id: session.to_owned(),
        sub: user.sub.clone(),
        provider: provider.row.name.clone(),
        revision: 0,
        asked_at: ctx.now(),
        leased_until: 0,
        expires_at: ctx.now() + (ttl_s * 1_000).max(LEAST_MS),
        state: sealed(ctx, pool, session, &state)?,
    }))
}

fn place(id: &str) -> Place<'_> {
    Place { table: "upstreams", row: id, column: "state" }
}

fn sealed(ctx: &Ctx, pool: &Pool, id: &str, state: &State) -> Result<Vec<u8>> {
    Ok(pool.key.seal(&place(id), &ctx.random()?, &serde_json::to_vec(state)?))
}

/// Asks the provider of a sign-in whose tokens are refreshed, where it is to be asked and its time has come. True where it was
/// asked, which takes a while, or where somebody else was faster: what was loaded before is to be looked at again.
///
/// Errors: `RefreshTokenRevoked` once the provider knows nothing of the sign-in any more, which has ended then.
pub async fn if_due(ctx: &Ctx, door: Door<'_>, family: &Family, grant: &Grant) -> Result<bool> {
    let (Some(session), Some(_)) = (session_of(grant), &grant.federated) else { return Ok(false) };
    let Some(row) = store::upstreams::get(&ctx.read(), door.pool.id(), session).await? else {
        return Ok(false);
    };
    let Some(provider) = providers::named(ctx, door.pool, &row.provider).await? else { return Ok(false) };
    let is_due = ctx.now() - row.asked_at >= interval_ms(&provider) && row.leased_until <= ctx.now();
    if !is_due || !is_wanted(&provider) || row.sub != family.sub {
        return Ok(false);
    }
    let mut batch = ctx.batch()?;
    store::upstreams::lease(&mut batch, &row, ctx.now(), ctx.now() + LEASE_MS);
    if !ctx.commit_as_is(batch).await?.is_done() {
        // Somebody else asks: what is known is good until they know more. Or it has just ended.
        return Ok(true);
    }
    let row = Row { revision: row.revision + 1, expires_at: row.expires_at.max(family.expires_at), ..row };
    let (pool, client) = (Arc::clone(door.pool), Arc::clone(door.client));
    let asking = Asking { ctx: ctx.clone(), pool, client, provider, row };
    // On its own, since an app may give up: what the provider has given must be known.
    tokio::spawn(asking.ask()).await.map_err(Error::internal)??;
    Ok(true)
}

/// The browser session that a sign-in began with.
fn session_of(grant: &Grant) -> Option<&str> {
    grant.hosted.as_ref().and_then(|hosted| hosted.browser_session.as_deref())
}

/// A lease, and what it is for.
struct Asking {
    ctx: Ctx,
    pool: Arc<Pool>,
    client: Arc<Client>,
    provider: Provider,
    row: Row,
}

impl Asking {
    async fn ask(mut self) -> Result<()> {
        let mut state: State =
            serde_json::from_slice(&self.pool.key.open(&place(&self.row.id), &self.row.state)?)?;
        let renewed = Party { ctx: &self.ctx, provider: &self.provider }.renew(&state.refresh_token).await;
        let tokens = match renewed {
            Ok(Renewed::Tokens(tokens)) => tokens,
            Ok(Renewed::Refused) => return self.end().await,
            Err(why) => {
                self.failed(&why);
                return self.settle(None).await;
            }
        };
        // First: the old one may be good for nothing now.
        if let Some(next) =
            tokens.get("refresh_token").and_then(Value::as_str).filter(|text| !text.is_empty())
        {
            next.clone_into(&mut state.refresh_token);
        }
        let kept = sealed(&self.ctx, &self.pool, &self.row.id, &state)?;
        self.settle(Some(kept)).await?;
        match self.said(tokens, &state.subject).await {
            Ok(()) => counted(self.name(), "renewed"),
            Err(Failure::Failed(error)) if error.reason() != Reason::Moved => return Err(error),
            Err(why) => self.failed(&why),
        }
        Ok(())
    }

    fn name(&self) -> &str {
        &self.provider.row.name
    }

    fn failed(&self, why: &Failure) {
        tracing::warn!(
            pool.id = self.pool.id(),
            provider = self.name(),
            ?why,
            "a provider told nothing new of a sign-in"
        );
        counted(self.name(), "failed");
    }

    /// Writes when it was asked, and what it gave, which nobody gives twice, and lets the row go.
    async fn settle(&mut self, state: Option<Vec<u8>>) -> Result<()> {
        self.row.asked_at = self.ctx.now();
        self.row.leased_until = 0;
        self.row.state = state.unwrap_or_else(|| std::mem::take(&mut self.row.state));
        let mut tries = 1;
        loop {
            let mut batch = self.ctx.batch()?;
            store::upstreams::update(&mut batch, &self.row);
            match self.ctx.commit_as_is(batch).await {
                // A row that has moved was written by a try whose answer was lost, or somebody has ended the sign-in, who has
                // the last word.
                Ok(_) => return Ok(()),
                Err(error) if tries < TRIES => {
                    tracing::warn!(%error, "what a provider gave is written again");
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// What the provider says now, written as a sign-in writes it.
    async fn said(&self, tokens: Map<String, Value>, subject: &str) -> Result<(), Failure> {
        let party = Party { ctx: &self.ctx, provider: &self.provider };
        let access = oidc::access(&tokens);
        // OpenID Connect Core: section 12.2, it may be left out, and is of the same person.
        let said = match tokens.get("id_token").and_then(Value::as_str) {
            Some(token) => id_token::verified(&party, token, (None, access)).await?,
            None => Map::new(),
        };
        if !said.is_empty() && id_token::subject(&said).as_deref() != Some(subject) {
            return Err(party.told("the ID token is another user's"));
        }
        let info = match access {
            Some(_) => party.user_info(access, subject).await?,
            None => Map::new(),
        };
        let arrival = oidc::arrived(&party, subject.to_owned(), (tokens, said, info));
        let door = Door { pool: &self.pool, client: &self.client };
        arrive::renew(&self.ctx, door, &arrival, &self.row.sub).await
    }

    /// Ends the sign-in, here and for all its apps, and tells them. Errors: `RefreshTokenRevoked` once it has.
    async fn end(&self) -> Result<()> {
        let Row { pool_id, id, sub, .. } = &self.row;
        let user = store::users::get(&self.ctx.read(), pool_id, sub).await?;
        let mut batch = self.ctx.batch()?;
        store::upstreams::delete(&mut batch, &self.row);
        store::browser_sessions::delete(&mut batch, pool_id, id);
        if let Some(user) = &user {
            back_channel::announce(&self.ctx, &mut batch, user, Ended::Sessions(std::slice::from_ref(id)))
                .await?;
            self.revoke(&mut batch, user).await?;
        }
        if !self.ctx.commit_as_is(batch).await?.is_done() {
            // Somebody has asked since, when the lease was over, and knows more; or has ended it.
            return Ok(());
        }
        if let Some(user) = &user {
            // What came of a code meanwhile. Nothing does from now on, since the session is gone.
            let mut batch = self.ctx.batch()?;
            self.revoke(&mut batch, user).await?;
            if !batch.is_empty() {
                self.ctx.commit(batch).await?;
            }
        }
        counted(self.name(), "ended");
        tracing::info!(
            pool.id = pool_id,
            user.sub = sub,
            provider = self.name(),
            "a provider ended a sign-in"
        );
        Err(Error::new(Reason::RefreshTokenRevoked))
    }

    /// Ends the tokens of all apps that the sign-in let in.
    async fn revoke(&self, batch: &mut Batch, user: &User) -> Result<()> {
        for family in families::live_of_user(&self.ctx.read(), user, self.ctx.now()).await? {
            let grant: Grant = serde_json::from_str(&family.settings)?;
            if session_of(&grant) == Some(&self.row.id) {
                families::revoke(batch, &family.pool_id, &family.origin_jti, self.ctx.now());
            }
        }
        Ok(())
    }
}

fn counted(provider: &str, outcome: &'static str) {
    metrics::counter!("cenote_upstream_refreshes_total", "provider" => provider.to_owned(), "outcome" => outcome)
        .increment(1);
}

/// What a pool's settings may say of it. Errors: the value of this key is none.
pub(crate) fn check(details: &providers::details::Details) -> Result<(), &'static str> {
    let is_one_of =
        |key: &str, words: [&str; 2]| details.get(key).is_none_or(|word| words.contains(&word.as_str()));
    let seconds = details.get(INTERVAL).map(|text| text.parse::<i64>());
    let is_time = seconds.is_none_or(|parsed| parsed.is_ok_and(|seconds| (60..=86_400).contains(&seconds)));
    if !is_one_of(SWITCH, [OFF, AT_REFRESH]) {
        return Err(SWITCH);
    }
    if !is_one_of(PROMPT, [OFF, CONSENT]) {
        return Err(PROMPT);
    }
    if is_time { Ok(()) } else { Err(INTERVAL) }
}
