//! Logouts in both directions: a sign-out here that goes through the providers of whoever signs out, and a provider's word
//! that a session of its has ended.
//! AWS: the developer guide, "Signing out SAML users with single sign-out". OASIS: saml-profiles-2.0-os section 4.4.

use crypto::saml::bindings::{Carried, posted};
use crypto::saml::logout::{self as words, Said, Word};
use crypto::saml::write::{self, Ended};
use crypto::saml::{NameId, Refusal};
use serde::{Deserialize, Serialize};
use store::Outcome;
use store::flows::{self, Flow};

use super::{Aim, LOGOUT, Way, entity_id, envelope, form, is_true, message_id, metadata, sent, spend};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::federation::profile::{self, Found};
use crate::federation::state::fresh;
use crate::federation::{Arrival, Claims, Failure, upstream};
use crate::hosted::browser::{self, Live};
use crate::hosted::site::Site;
use crate::pools::Pool;
use crate::providers::{self, Provider, refresh};
use crate::sealed_flows;

/// The statuses of a logout that is done: whole, or with something that others have kept.
const DONE: [&str; 2] =
    ["urn:oasis:names:tc:SAML:2.0:status:Success", "urn:oasis:names:tc:SAML:2.0:status:Responder"];

const KIND: &str = "saml logout";

/// As long as a browser may take to a provider and back.
const LIFE_MS: i64 = 300_000;

/// The most providers that one sign-out goes through: as many as accounts that a browser remembers.
const MOST: usize = 5;

/// A session at a provider that is to end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Leaving {
    provider: String,
    name: NameId,
    session_index: Option<String>,
}

/// What waits for a provider's answer.
#[derive(Serialize, Deserialize)]
struct Waiting {
    provider: String,
    request_id: String,
    rest: Vec<Leaving>,
    then: String,
    browser: String,
}

/// The sessions at providers that end with these of ours: of those providers alone that are told of sign-outs.
///
/// Errors: those of the store.
pub async fn leaving(ctx: &Ctx, pool: &Pool, sessions: &[Live]) -> Result<Vec<Leaving>> {
    let mut all = Vec::new();
    for live in sessions.iter().take(MOST) {
        let Some((name, leaving)) = of_session(pool, live) else { continue };
        let provider = store::identity_providers::get(&ctx.read(), pool.id(), &name).await?;
        let provider = provider.map(|row| Provider::open(pool, row)).transpose()?;
        let is_told = |provider: &Provider| {
            let metadata = provider.kept.metadata.as_ref();
            is_true(provider, "IDPSignout") && metadata.is_some_and(|m| m.sign_out_url.is_some())
        };
        all.extend(provider.filter(is_told).map(|_| leaving));
    }
    Ok(all)
}

/// The session at a provider by which one of ours came to be.
fn of_session(pool: &Pool, live: &Live) -> Option<(String, Leaving)> {
    let federated = live.settings.federated.as_ref()?;
    let kept = upstream::opened(pool, federated.upstream.as_deref()?)?;
    let name: NameId = serde_json::from_str(kept.name_id.as_deref()?).ok()?;
    let provider = federated.provider.clone();
    Some((provider.clone(), Leaving { provider, name, session_index: kept.session_index }))
}

/// The address to which a browser goes to sign out of the first of these, and from there on in the end to `then`; none
/// where there is nothing to sign out of.
///
/// Errors: `Internal`.
pub async fn depart(
    ctx: &Ctx,
    site: &Site,
    browser: &str,
    (leaving, then): (Vec<Leaving>, &str),
) -> Result<Option<String>> {
    let mut rest = leaving.into_iter();
    while let Some(next) = rest.next() {
        let row = store::identity_providers::get(&ctx.read(), site.pool.id(), &next.provider).await?;
        let Some(row) = row.filter(|row| row.kind == "SAML") else { continue };
        let provider = Provider::open(&site.pool, row)?;
        let metadata = metadata(&provider)?;
        let Some(url) = metadata.sign_out_url.as_deref() else { continue };
        let (id, state) = (message_id(ctx)?, fresh(ctx)?);
        let waiting = Waiting {
            provider: next.provider.clone(),
            request_id: id.clone(),
            rest: rest.collect(),
            then: then.to_owned(),
            browser: browser.to_owned(),
        };
        let row = sealed_flows::id_of(&site.pool, KIND, &state);
        let flow = sealed_flows::begun(ctx, &site.pool, (KIND, "waits", LIFE_MS), row, &waiting)?;
        let mut batch = ctx.batch()?;
        flows::insert(&mut batch, &flow);
        ctx.commit(batch).await?;
        let issuer = entity_id(&site.pool);
        let message = write::logout_request(
            &envelope(ctx, &id, &issuer, url),
            &next.name,
            next.session_index.as_deref(),
        );
        let aim = Aim { url, is_form: metadata.sign_out_is_form, relay_state: Some(&state) };
        // AWS: always signed.
        return match sent(ctx, &site.pool, message, aim, true).await? {
            Way::Address(url) => Ok(Some(url)),
            way => form::keep(ctx, site, browser, &way).await.map(Some),
        };
    }
    Ok(None)
}

/// A message as it came to our address for logouts.
pub enum Came<'a> {
    /// In a query, raw.
    Query(&'a str),
    /// In a form: the message's field, whether it is a request, and RelayState.
    Form(&'a str, bool, Option<&'a str>),
}

/// What is to be done about it.
pub enum Done {
    /// The browser goes on there.
    Onward(String),
    /// The provider is answered.
    Answer(Way),
}

/// Does what a provider says at our address for logouts: ends sessions, or goes on with a sign-out that went through it.
///
/// Errors: `Lost` for an answer to nothing that was asked; `Told` for words of nobody.
pub async fn heard(ctx: &Ctx, site: &Site, came: Came<'_>) -> Result<Done, Failure> {
    let message = Message::read(came).map_err(|refusal| refused(&refusal))?;
    match message.is_request {
        true => asked(ctx, site, &message).await,
        false => answered(ctx, site, &message).await,
    }
}

struct Message {
    xml: Vec<u8>,
    is_request: bool,
    relay_state: Option<String>,
    carried: Option<Carried>,
}

impl Message {
    fn read(came: Came<'_>) -> Result<Message, Refusal> {
        Ok(match came {
            Came::Query(query) => {
                let carried = Carried::read(query)?;
                Message {
                    xml: carried.xml.clone(),
                    is_request: carried.is_request,
                    relay_state: carried.relay_state.clone(),
                    carried: Some(carried),
                }
            }
            Came::Form(field, is_request, state) => Message {
                xml: posted(field)?,
                is_request,
                relay_state: state.map(str::to_owned),
                carried: None,
            },
        })
    }

    /// The word, verified with the keys of a provider and judged.
    async fn verified(&self, ctx: &Ctx, site: &Site, provider: &Provider) -> Result<Result<Word, Refusal>> {
        let metadata = metadata(provider)?;
        let certificates = metadata.good_certificates(ctx.now());
        let (xml, is_request, carried) = (self.xml.clone(), self.is_request, self.carried.clone());
        let read = ctx.compute(move || match carried {
            Some(carried) => words::redirected(&carried, &certificates),
            None => words::posted(&xml, is_request, &certificates),
        });
        let places = [site.url(LOGOUT)];
        Ok(read.await?.and_then(|word| {
            word.judge(&metadata.entity_id, &[places[0].as_str()], ctx.now() / 1_000)?;
            Ok(word)
        }))
    }

    /// The same, with metadata fetched anew where the key is not known.
    async fn verified_by(&self, ctx: &Ctx, site: &Site, provider: &Provider) -> Result<Word, Failure> {
        let mut read = self.verified(ctx, site, provider).await?;
        if read == Err(Refusal::Signature)
            && let Some(newer) = refresh::again(ctx, &site.pool, provider).await?
        {
            read = self.verified(ctx, site, &newer).await?;
        }
        read.map_err(|refusal| {
            tracing::info!(
                pool.id = site.pool.id(), provider = provider.row.name, %refusal, "a word of logout was refused"
            );
            refused(&refusal)
        })
    }
}

fn refused(refusal: &Refusal) -> Failure {
    Failure::told(format!("Invalid SAML logout message received: {refusal}"))
}

/// A provider answers our request: the sign-out goes on.
async fn answered(ctx: &Ctx, site: &Site, message: &Message) -> Result<Done, Failure> {
    let pool = &site.pool;
    let (flow, waiting) = waiting(ctx, pool, message.relay_state.as_deref()).await?.ok_or(Failure::Lost)?;
    let provider = providers::get(ctx, pool, &waiting.provider).await?;
    let word = message.verified_by(ctx, site, &provider).await?;
    let Said::Answer { in_response_to, status } = word.said else { return Err(Failure::Lost) };
    if !crypto::mac::equal(in_response_to.as_bytes(), waiting.request_id.as_bytes()) {
        return Err(refused(&Refusal::InResponseTo));
    }
    let mut batch = ctx.batch()?;
    flows::tombstone(&mut batch, &flow);
    if ctx.try_commit(batch).await? != Outcome::Done {
        return Err(Failure::Lost);
    }
    if !status.first().is_some_and(|code| DONE.contains(&code.as_str())) {
        // Here everything is ended already.
        tracing::warn!(
            pool.id = pool.id(),
            provider = provider.row.name,
            status = status.join(" "),
            "a SAML provider did not end a session"
        );
    }
    let onward = depart(ctx, site, &waiting.browser, (waiting.rest, &waiting.then)).await?;
    Ok(Done::Onward(onward.unwrap_or(waiting.then)))
}

async fn waiting(ctx: &Ctx, pool: &Pool, state: Option<&str>) -> Result<Option<(Flow, Waiting)>> {
    const LONGEST: usize = 200;
    let Some(state) = state.filter(|state| state.len() <= LONGEST) else { return Ok(None) };
    let flow = flows::get(&ctx.read(), pool.id(), &sealed_flows::id_of(pool, KIND, state)).await?;
    let Some(flow) = flow.filter(|flow| sealed_flows::is_live(ctx, flow, KIND)) else { return Ok(None) };
    let waiting = sealed_flows::opened(pool, &flow)?;
    Ok(Some((flow, waiting)))
}

/// A provider asks for the end of a session: those of ours that came of it end, and it is answered. A pool may have several
/// providers of one entity, an app of it each: the word is said to all of them whose keys it is signed by, and each takes it
/// once.
async fn asked(ctx: &Ctx, site: &Site, message: &Message) -> Result<Done, Failure> {
    let pool = &site.pool;
    let issuer = words::claimed_issuer(&message.xml).map_err(|refusal| refused(&refusal))?;
    let mut last = refused(&Refusal::Issuer);
    let mut heard: Option<(Provider, Word)> = None;
    for provider in providers::of_entity(ctx, pool, &issuer).await? {
        let word = match message.verified_by(ctx, site, &provider).await {
            Ok(word) => word,
            Err(why) => {
                last = why;
                continue;
            }
        };
        let Said::Ask { name_id, sessions, .. } = &word.said else { return Err(Failure::Lost) };
        let spent = (provider.row.name.as_str(), "saml logout request", word.id.as_str());
        if !spend(ctx, pool, spent, word.ends_at()).await? {
            last = Failure::told("Invalid SAML logout message received: it was used before");
            continue;
        }
        let ended = end(ctx, pool, &provider, (name_id, sessions)).await?;
        tracing::info!(
            pool.id = pool.id(),
            provider = provider.row.name,
            ended,
            "a SAML provider ended sessions"
        );
        heard.get_or_insert((provider, word));
    }
    let (provider, word) = heard.ok_or(last)?;
    Ok(answer(ctx, site, &provider, (&word.id, message)).await?)
}

/// Ends the sessions of a person that came of these of a provider, or of any where none is named; says how many.
async fn end(
    ctx: &Ctx,
    pool: &Pool,
    provider: &Provider,
    (name, indexes): (&NameId, &[String]),
) -> Result<usize, Failure> {
    let arrival =
        Arrival { provider: provider.row.name.clone(), subject: name.value.clone(), ..Arrival::default() };
    let user = match profile::find(ctx, pool, provider, (&arrival, &Claims::new())).await {
        Ok(Found::Linked(user, _) | Found::Own(user)) => user,
        Ok(Found::Nobody) | Err(Failure::Told(..)) => return Ok(0),
        Err(why) => return Err(why),
    };
    let mut ended = Vec::new();
    for (session, settings) in browser::of_user(ctx, &user).await? {
        let live = Live { session, settings, user: (*user).clone() };
        let Some((of, leaving)) = of_session(pool, &live) else { continue };
        let is_named = |index: &String| indexes.is_empty() || indexes.contains(index);
        let is_meant = leaving.name.value == name.value
            && (indexes.is_empty() || leaving.session_index.as_ref().is_some_and(is_named));
        if of == provider.row.name && is_meant {
            ended.push(live);
        }
    }
    browser::end(ctx, &ended).await?;
    Ok(ended.len())
}

/// The answer to a provider's request, with the RelayState that came with it.
async fn answer(
    ctx: &Ctx,
    site: &Site,
    provider: &Provider,
    (request_id, message): (&str, &Message),
) -> Result<Done> {
    let metadata = metadata(provider)?;
    let own = metadata.sign_out_answer_url.as_ref().or(metadata.sign_out_url.as_ref());
    // A provider that says nowhere how to be answered is not.
    let Some(url) = own else { return Ok(Done::Onward(site.url("/signed-out"))) };
    let (id, issuer) = (message_id(ctx)?, entity_id(&site.pool));
    let written = write::logout_response(&envelope(ctx, &id, &issuer, url), request_id, Ended::All);
    let aim = Aim { url, is_form: metadata.sign_out_is_form, relay_state: message.relay_state.as_deref() };
    Ok(Done::Answer(sent(ctx, &site.pool, written, aim, true).await?))
}
