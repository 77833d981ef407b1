//! What becomes of somebody whom a provider has proved: the profile, found or made and brought up to date, and a browser
//! session, as at the end of a sign-in on the pages.
//! AWS: the developer guide, "User pool sign-in with third party identity providers"; the order of its functions: inbound
//! federation; at the first time pre sign-up and post confirmation, later pre and post authentication.
//!
//! What was asked of the provider is spent by then, so that nothing here can be left to a new request: what moves under it
//! is loaded again here. Second factors are the provider's.

use std::collections::BTreeMap;
use std::sync::Arc;

use store::Outcome;
use store::browser_sessions::BrowserSession;
use store::linked_identities::LinkedIdentity;
use store::users::User;

use super::linking::{self, Policy};
use super::profile::{self, Found};
use super::{Arrival, Claims, Door, Failure, Federated, Upstream, Words, mapping, renewal};
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::directory::asking;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Kind, Response};
use crate::hosted::browser::{self, Entered};
use crate::pools::Pool;
use crate::providers::{self, Provider};
use crate::signin::Attempt;
use crate::triggers::inbound_federation::{self, Said};
use crate::triggers::{Cause, post_authentication, post_confirmation, pre_authentication, pre_sign_up};
use crate::users;

/// How often something is loaded again that has moved.
const TRIES: usize = 4;

/// The most words of `amr` that are kept of a provider, and how long one may be.
const MOST_AMR: usize = 10;
const LONGEST_AMR: usize = 64;

/// Where somebody has come to.
pub enum Arrived {
    /// Signed in.
    Entered(BrowserSession),
    /// The pool requires attributes that the provider does not say: the person is to be asked.
    Lacks(Vec<String>),
    /// A user of the pool's own has the same address: the person is to prove that account.
    Knows(Acquaintance),
}

/// What the person has added on a page of ours.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Attributes that the pool requires.
    pub attributes: BTreeMap<String, String>,
    /// What is said of an account that has the same address.
    pub linking: Linking,
}

/// A user of the pool's own who has the address of somebody that comes through a provider.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Acquaintance {
    /// The user.
    pub sub: String,
    /// The address.
    pub email: String,
}

/// What the person says of an account that has the same address.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Linking {
    /// Nothing yet.
    #[default]
    Open,
    /// It is to stay another.
    Apart,
    /// The user of this sub has just been proved, in the same browser.
    Proved(String),
}

/// Lets somebody in whom a provider has proved.
pub async fn arrive(ctx: &Ctx, door: Door<'_>, arrival: &Arrival, given: &Given) -> Result<Arrived, Failure> {
    let mut entry = Entry::begin(ctx, door, arrival).await?;
    match entry.settled(ctx, given).await? {
        Settled::User(user, is_new) => entry.enter(ctx, *user, is_new).await.map(Arrived::Entered),
        Settled::Lacks(names) => Ok(Arrived::Lacks(names)),
        Settled::Knows(known) => Ok(Arrived::Knows(known)),
    }
}

/// Writes what a provider says anew of somebody who is signed in, as a sign-in would, and no more: nobody signs in.
///
/// Errors, which change nothing: the identity is another user's now, and those of a sign-in.
pub async fn renew(ctx: &Ctx, door: Door<'_>, arrival: &Arrival, sub: &str) -> Result<(), Failure> {
    let mut entry = Entry::begin(ctx, door, arrival).await?;
    for _ in 0..TRIES {
        match entry.renew(ctx, sub).await {
            Err(Failure::Failed(error)) if error.reason() == Reason::Moved => entry.reload(ctx).await?,
            renewed => return renewed,
        }
    }
    Err(Error::new(Reason::Moved).into())
}

/// Somebody whom a provider has proved to a program.
pub struct Vouched {
    /// The user, found or made and brought up to date as by a sign-in.
    pub user: User,
    /// The event in its history.
    pub event_id: String,
    /// What its tokens tell of the provider's word.
    pub federated: Federated,
}

/// What a sign-in does with somebody whom a provider has proved, but for the browser session: here is no browser, and nobody
/// who could be asked.
///
/// Errors, for the caller: the pool requires more than the provider says, or the person is to prove an account first.
pub async fn vouch(ctx: &Ctx, door: Door<'_>, arrival: &Arrival) -> Result<Vouched, Failure> {
    let mut entry = Entry::begin(ctx, door, arrival).await?;
    match entry.settled(ctx, &Given::default()).await? {
        Settled::User(user, is_new) => entry.vouch(ctx, *user, is_new).await,
        Settled::Lacks(names) => Err(mapping::missing(&names)),
        Settled::Knows(_) => {
            Err(Failure::told("The user has another account, which is to be linked by a sign-in."))
        }
    }
}

/// The client and the provider as they are now. Errors, for the app: either is gone, or the client no longer lets people in
/// through the provider.
pub(super) async fn still(
    ctx: &Ctx,
    pool: &Pool,
    client_id: &str,
    name: &str,
) -> Result<(Arc<Client>, Provider), Failure> {
    let client = clients::of_pool(ctx, pool, client_id).await?;
    if !super::lets_in(&client, name) {
        return Err(Failure::told("Login option is not available. Please try another one"));
    }
    let provider = providers::get(ctx, pool, name).await?;
    Ok((client, provider))
}

/// The claims to map: what the provider says, or what the pool's function makes of it.
async fn asked(
    ctx: &Ctx,
    door: Door<'_>,
    provider: &Provider,
    (arrival, username): (&Arrival, &str),
) -> Result<Claims, Failure> {
    let said = match &arrival.words {
        Words::Tokens { token_response, id_token, user_info } => {
            Said::Tokens { token_response, id_token, user_info }
        }
        Words::Saml(attributes) => Said::Saml(attributes),
    };
    let event = inbound_federation::Event {
        pool: door.pool,
        client_id: door.client.id(),
        username,
        provider_name: &provider.row.name,
        provider_type: &provider.row.kind,
        said,
    };
    let replaced = inbound_federation::ask(ctx, &event).await?;
    Ok(match replaced {
        Some(map) => map.into_iter().map(|(name, value)| (name, vec![value])).collect(),
        None => arrival.claims.clone(),
    })
}

/// A sign-in with all that it has loaded.
struct Entry<'a> {
    pool: &'a Arc<Pool>,
    client: Arc<Client>,
    provider: Provider,
    arrival: &'a Arrival,
    claims: Claims,
}

/// Whose it is, once that is settled.
enum Settled {
    /// A user, up to date; whether the sign-in has made it.
    User(Box<User>, bool),
    /// Nobody's yet: these attributes are lacking.
    Lacks(Vec<String>),
    /// Nobody's yet: this user has the same address.
    Knows(Acquaintance),
}

impl<'a> Entry<'a> {
    async fn begin(ctx: &Ctx, door: Door<'a>, arrival: &'a Arrival) -> Result<Entry<'a>, Failure> {
        let (client, provider) = still(ctx, door.pool, door.client.id(), &arrival.provider).await?;
        let name = profile::name(door.pool, arrival)?;
        let of = Door { pool: door.pool, client: &client };
        let claims = asked(ctx, of, &provider, (arrival, &name)).await?;
        Ok(Entry { pool: door.pool, client, provider, arrival, claims })
    }

    /// Settles it, and again where something has moved.
    async fn settled(&mut self, ctx: &Ctx, given: &Given) -> Result<Settled, Failure> {
        for _ in 0..TRIES {
            match self.settle(ctx, given).await {
                Err(Failure::Failed(error)) if error.reason() == Reason::Moved => self.reload(ctx).await?,
                settled => return settled,
            }
        }
        Err(Error::new(Reason::Moved).into())
    }

    async fn reload(&mut self, ctx: &Ctx) -> Result<(), Failure> {
        (self.client, self.provider) =
            still(ctx, self.pool, self.client.id(), &self.arrival.provider).await?;
        Ok(())
    }

    /// Finds the user and brings it up to date, or makes it. Errors: `Moved`, and those for the app.
    async fn settle(&self, ctx: &Ctx, given: &Given) -> Result<Settled, Failure> {
        match self.find(ctx).await? {
            Found::Linked(user, by_claim) => self.known(ctx, *user, by_claim.as_deref()).await,
            Found::Own(user) => self.known(ctx, *user, None).await,
            Found::Nobody => self.newcomer(ctx, given).await,
        }
    }

    async fn find(&self, ctx: &Ctx) -> Result<Found, Failure> {
        profile::find(ctx, self.pool, &self.provider, (self.arrival, &self.claims)).await
    }

    /// Attributes by the provider's mapping.
    fn wanted(&self) -> BTreeMap<String, String> {
        mapping::attributes(&self.provider.attribute_mapping().unwrap_or_default(), &self.claims)
    }

    async fn known(
        &self,
        ctx: &Ctx,
        user: User,
        by_claim: Option<&LinkedIdentity>,
    ) -> Result<Settled, Failure> {
        let mut user = user;
        if !user.is_enabled {
            return Err(self.refused(ctx, &user, Failure::told("User is disabled.")).await);
        }
        // A link lets nobody in whom their directory keeps out.
        if let Err(why) = asking::check_admits(ctx, self.pool, &user).await {
            return Err(self.refused(ctx, &user, why.into()).await);
        }
        let attempt = self.attempt(&user);
        match pre_authentication::ask(ctx, &attempt).await {
            Ok(false) => {}
            Ok(true) => user = again(ctx, self.pool, &user).await?,
            Err(why) => return Err(self.refused(ctx, &user, why.into()).await),
        }
        let mut after = mapping::over(self.pool, Some(&self.client), &user, (self.wanted(), false))?;
        let mut batch = ctx.batch()?;
        if let Some(link) = by_claim {
            profile::bind(&mut batch, &mut after, link, &self.arrival.subject)?;
        }
        if after.attributes == user.attributes && batch.is_empty() {
            return Ok(Settled::User(Box::new(user), false));
        }
        users::commit_update(ctx, batch, self.pool, &user, after).await?;
        Ok(Settled::User(Box::new(again(ctx, self.pool, &user).await?), false))
    }

    async fn renew(&self, ctx: &Ctx, sub: &str) -> Result<(), Failure> {
        let user = match self.find(ctx).await? {
            Found::Linked(user, _) | Found::Own(user) if user.sub == sub && user.is_enabled => user,
            _ => return Err(Failure::told("The identity is another user's.")),
        };
        let after = mapping::over(self.pool, Some(&self.client), &user, (self.wanted(), false))?;
        if after.attributes != user.attributes {
            users::commit_update(ctx, ctx.batch()?, self.pool, &user, after).await?;
        }
        Ok(())
    }

    async fn newcomer(&self, ctx: &Ctx, given: &Given) -> Result<Settled, Failure> {
        let mut user = profile::draft(ctx, self.pool, &self.provider, self.arrival)?;
        let mut wanted = self.wanted();
        for name in self.pool.required_attributes() {
            if let Some(value) = given.attributes.get(name) {
                // What the provider says of an attribute is not the person's to say.
                wanted.entry(name.to_owned()).or_insert_with(|| value.clone());
            }
        }
        user = mapping::over(self.pool, Some(&self.client), &user, (wanted, true))?;
        if let Some(known) = self.acquainted(ctx, &user, given).await? {
            return Ok(Settled::Knows(known));
        }
        let lacking = mapping::lacking(self.pool, &user);
        if !lacking.is_empty() {
            return Ok(Settled::Lacks(lacking));
        }
        let cause = Cause { client_id: Some(self.client.id()), client_metadata: None };
        let event = pre_sign_up::Event { pool: self.pool, user: &user, validation_data: None, cause };
        for address in pre_sign_up::by_provider(ctx, &event).await? {
            user.attributes.insert(format!("{address}_verified"), "true".to_owned());
        }
        // AWS: the function may have linked the identity to somebody.
        if let Found::Linked(..) | Found::Own(_) = self.find(ctx).await? {
            return Err(Error::new(Reason::Moved).into());
        }
        profile::insert(ctx, self.pool, &self.provider, &user).await?;
        let user = again(ctx, self.pool, &user).await?;
        post_confirmation::sign_up(ctx, self.pool, &user, cause).await?;
        Ok(Settled::User(Box::new(again(ctx, self.pool, &user).await?), true))
    }

    /// Whom the newcomer is to prove to be, if anybody, as the pool's policy says.
    ///
    /// Errors: `Moved` once the identity is linked: it is somebody's then.
    async fn acquainted(
        &self,
        ctx: &Ctx,
        newcomer: &User,
        given: &Given,
    ) -> Result<Option<Acquaintance>, Failure> {
        let policy = Policy::of(self.pool);
        if policy == Policy::Off || given.linking == Linking::Apart {
            return Ok(None);
        }
        let of = (&self.provider, &self.claims);
        let Some(known) = linking::acquaintance(ctx, self.pool, newcomer, of).await? else {
            return Ok(None);
        };
        let is_proved = given.linking == Linking::Proved(known.sub.clone());
        if !is_proved && policy == Policy::Prove {
            let email = known.attributes.get("email").cloned().unwrap_or_default();
            return Ok(Some(Acquaintance { sub: known.sub, email }));
        }
        linking::link(ctx, self.pool, &self.provider, (self.arrival, &known)).await?;
        Err(Error::new(Reason::Moved).into())
    }

    /// The end: the pool's function is told, and the browser session begins, while user, provider and client are as loaded.
    async fn enter(&mut self, ctx: &Ctx, user: User, is_new: bool) -> Result<BrowserSession, Failure> {
        let mut user = self.told(ctx, user, is_new).await?;
        for _ in 0..TRIES {
            let event_id = crate::ids::uuid(ctx)?;
            let entered = Entered {
                event_id: event_id.clone(),
                proved: Vec::new(),
                client_id: self.client.id().to_owned(),
                auth_time: ctx.now(),
                federated: Some(self.federated(ctx)?),
            };
            let session = browser::begun(ctx, self.pool, &self.client, &user.sub, entered).await?;
            let mut batch = ctx.batch()?;
            let event =
                Event { id: Some(event_id), ..Event::of(self.client.id(), Kind::SignIn, Response::Pass) };
            events::record_through(ctx, &mut batch, self.pool, &user, (event, &self.provider.row.name))?;
            let of = (&self.provider.row, &self.client.row);
            store::browser_sessions::insert_through(&mut batch, &session, &user, of);
            let (begun, ttl_s) = ((self.pool.as_ref(), &self.provider), self.client.refresh_ttl_s());
            let upstream = renewal::begun(ctx, begun, (self.arrival, &user), (&session.id, ttl_s))?;
            upstream.iter().for_each(|row| store::upstreams::insert_for(&mut batch, row, &user));
            match ctx.commit_as_is(batch).await? {
                Outcome::Done => return Ok(session),
                Outcome::Missed { .. } => {
                    self.reload(ctx).await?;
                    user = again(ctx, self.pool, &user).await?;
                }
            }
        }
        Err(Error::new(Reason::Moved).into())
    }

    /// The end where there is no browser: the pool's function is told, and the history, while user and provider are as
    /// loaded.
    async fn vouch(&mut self, ctx: &Ctx, user: User, is_new: bool) -> Result<Vouched, Failure> {
        let mut user = self.told(ctx, user, is_new).await?;
        for _ in 0..TRIES {
            let event_id = crate::ids::uuid(ctx)?;
            let event = Event {
                id: Some(event_id.clone()),
                ..Event::of(self.client.id(), Kind::SignIn, Response::Pass)
            };
            let mut batch = ctx.batch()?;
            events::record(ctx, &mut batch, self.pool, &user, event)?;
            store::identity_providers::hold(&mut batch, &self.provider.row);
            store::users::set_failures(&mut batch, &user, user.failures, user.failed_at);
            match ctx.commit_as_is(batch).await? {
                Outcome::Done => {
                    let federated = Federated { upstream: None, ..self.federated(ctx)? };
                    return Ok(Vouched { user, event_id, federated });
                }
                Outcome::Missed { .. } => {
                    self.reload(ctx).await?;
                    user = again(ctx, self.pool, &user).await?;
                }
            }
        }
        Err(Error::new(Reason::Moved).into())
    }

    /// The user once the pool's function has been told of a later sign-in.
    async fn told(&self, ctx: &Ctx, user: User, is_new: bool) -> Result<User, Failure> {
        if is_new || !post_authentication::is_configured(self.pool) {
            return Ok(user);
        }
        let attempt = self.attempt(&user);
        if let Err(why) = post_authentication::tell(ctx, &attempt, &user, false).await {
            return Err(self.refused(ctx, &user, why.into()).await);
        }
        again(ctx, self.pool, &user).await
    }

    /// What the session and its tokens tell of the provider's word.
    fn federated(&self, ctx: &Ctx) -> Result<Federated> {
        // What serves for asking again has a row of its own.
        let upstream = self.arrival.upstream.clone().map(|kept| Upstream { refresh_token: None, ..kept });
        let upstream = upstream.filter(|kept| *kept != Upstream::default());
        let upstream = upstream.map(|kept| super::upstream::sealed(ctx, self.pool, &kept)).transpose()?;
        let amr: Vec<String> = self.arrival.amr.iter().take(MOST_AMR).cloned().collect();
        let is_plain = |word: &String| {
            !word.is_empty() && word.len() <= LONGEST_AMR && word.bytes().all(|b| b.is_ascii_graphic())
        };
        let is_told = !amr.is_empty() && amr.iter().all(is_plain);
        Ok(Federated {
            provider: self.provider.row.name.clone(),
            level: level(&self.provider, self.arrival.acr.as_deref()),
            amr: if is_told { amr } else { vec!["fed".to_owned()] },
            upstream,
        })
    }

    fn attempt(&self, user: &User) -> Attempt {
        Attempt {
            pool: Arc::clone(self.pool),
            client: Arc::clone(&self.client),
            user: Some(user.clone()),
            username: user.username.clone(),
            given: BTreeMap::new(),
            session: None,
            validation_data: None,
            client_metadata: None,
            device: None,
            is_counted: false,
            is_proved: None,
            is_named_elsewhere: false,
            is_on_page: true,
        }
    }

    /// Puts a refusal into the user's history; it stays what it was.
    async fn refused(&self, ctx: &Ctx, user: &User, why: Failure) -> Failure {
        if let Failure::Failed(_) = &why {
            return why;
        }
        let recorded = async {
            let mut batch = ctx.batch()?;
            let event = Event::of(self.client.id(), Kind::SignIn, Response::Fail);
            events::record_through(ctx, &mut batch, self.pool, user, (event, &self.provider.row.name))?;
            // The guard: who is deleted meanwhile leaves nothing behind.
            store::users::set_failures(&mut batch, user, user.failures, user.failed_at);
            ctx.commit(batch).await
        };
        if let Err(error) = recorded.await {
            tracing::warn!(%error, "a refused sign-in is not in the history");
        }
        why
    }
}

/// The user as the store has it now. Errors, for the app: it is gone, or disabled.
async fn again(ctx: &Ctx, pool: &Pool, before: &User) -> Result<User, Failure> {
    let user = store::users::get(&ctx.read(), pool.id(), &before.sub).await?;
    let user = user.ok_or_else(|| Failure::told("User does not exist."))?;
    if user.is_enabled { Ok(user) } else { Err(Failure::told("User is disabled.")) }
}

/// The pool's level that a provider's word reaches. AWS: the lowest for a word that is not mapped; none for no word.
fn level(provider: &Provider, acr: Option<&str>) -> u8 {
    let Some(acr) = acr.filter(|acr| !acr.is_empty()) else { return 0 };
    let mapped = provider.settings.acr_mapping.iter().flatten();
    let of = mapped.filter(|(_, word)| word.as_str() == acr);
    of.filter_map(|(level, _)| level.strip_prefix("Level")?.parse().ok()).max().unwrap_or(1)
}
