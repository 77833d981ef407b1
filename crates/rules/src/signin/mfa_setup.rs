//! MFA_SETUP: a second factor is demanded, and the user has none yet.
//! AWS: API_RespondToAuthChallenge, API_AssociateSoftwareToken, API_VerifySoftwareToken; the developer guide, "Details
//! of MFA logic at user runtime".
//!
//! An authenticator app is set up by the Session alone, which moves with each call: its secret, then its first code,
//! then this challenge's answer. Each looks again whether there is still nothing to be asked for: who knows only the
//! password must not replace what somebody else has set up in the meantime.

use std::collections::BTreeMap;
use std::sync::Arc;

use crypto::totp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::flows::Flow;
use store::users::User;

use super::mfa::{self, Due};
use super::session::{self, State};
use super::{Attempt, Challenge, Factor, Proven, Step};
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::mfa::Method;
use crate::pools::{self, Pool};
use crate::users::schema::{self, Writer};
use crate::users::{self, Known, software_tokens};

/// AWS's name of the challenge.
pub(super) const NAME: &str = "MFA_SETUP";

/// What the sign-in keeps while an app is set up.
#[derive(Default, Serialize, Deserialize)]
struct Own {
    /// The secret that was given out, in base32.
    #[serde(default)]
    secret: Option<String>,
    /// The mark of the user's app once its first code was right.
    #[serde(default)]
    verified: Option<String>,
}

/// Asks for one of these to be set up.
pub(super) async fn ask(
    ctx: &Ctx,
    attempt: &Attempt,
    proven: Proven,
    methods: Vec<Method>,
) -> Result<Challenge> {
    let names: Vec<&str> = methods.into_iter().map(Method::name).collect();
    let parameters = BTreeMap::from([
        ("MFAS_CAN_SETUP".to_owned(), json!(names).to_string()),
        ("USER_ID_FOR_SRP".to_owned(), proven.user.username.clone()),
    ]);
    let own = serde_json::to_value(Own::default())?;
    let session = session::park(ctx, attempt, proven, NAME, own).await?;
    Ok(Challenge { name: NAME, parameters, session: Some(session), available: Vec::new() })
}

/// Takes an address to send a code to, or the Session of a verified app.
///
/// Errors: `MissingParameter` for a Session that verified nothing, `InvalidSession` where there is nothing to set up,
/// those of [`schema::check_change`] for the address.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let (flow, state) = session::open(ctx, attempt, NAME).await?;
    let user = attempt.present()?;
    let own: Own = serde_json::from_value(state.own.clone())?;
    if let Some(mark) = own.verified {
        return with_app(ctx, attempt, (user, &mark), (flow, state)).await;
    }
    let (method, attribute, address) = address(attempt)?;
    if !may_set_up(&attempt.pool, user, method)? {
        return Err(Error::new(Reason::InvalidSession));
    }
    let given = BTreeMap::from([(attribute.to_owned(), address.to_owned())]);
    let given = crate::account::sign_up::folded(&attempt.pool, given);
    schema::check_change(&attempt.pool, Writer::User(&attempt.client), &user.attributes, &given)?;
    let proven = Proven::resumed(user.clone(), state, flow, ctx.batch()?);
    Ok(Step::Chosen(proven, method, given.get(attribute).cloned()))
}

/// The address that was sent, and what codes to it are. AWS: the operation takes e-mail addresses alone, its pages phone
/// numbers too.
fn address(attempt: &Attempt) -> Result<(Method, &'static str, &str)> {
    // AWS: the guide writes it small, its client libraries do not.
    let email = ["EMAIL", "email"].into_iter().find_map(|key| attempt.required(key).ok());
    let phone = attempt.required("PHONE_NUMBER").ok().filter(|_| attempt.is_on_page);
    match (email, phone) {
        (Some(email), _) => Ok((Method::Email, "email", email)),
        (None, Some(phone)) => Ok((Method::Sms, "phone_number", phone)),
        (None, None) => Err(Error::about(Reason::MissingParameter, "EMAIL")),
    }
}

/// An app that was set up by this sign-in is its second factor, and the preferred one from then on.
async fn with_app(
    ctx: &Ctx,
    attempt: &Attempt,
    (user, mark): (&User, &str),
    (flow, state): (Flow, State),
) -> Result<Step> {
    let token = software_tokens::get(ctx, &attempt.pool, user).await?;
    if token.is_none_or(|token| software_tokens::mark(&token) != mark) {
        return Err(Error::new(Reason::InvalidSession));
    }
    let mut extra = users::extra(user)?;
    extra.mfa.prefer(Method::SoftwareToken);
    let mut after = User { settings: serde_json::to_string(&extra)?, updated_at: ctx.now(), ..user.clone() };
    let mut batch = ctx.batch()?;
    users::update(&mut batch, &attempt.pool, user, after.clone());
    after.revision += 1;
    Ok(Step::Proven(Proven::further(after, state, Factor::SoftwareToken, flow, batch)))
}

/// Whose Session it is that sets an app up.
struct Setter {
    pool: Arc<Pool>,
    client: Arc<Client>,
    user: User,
    flow: Flow,
    state: State,
    own: Own,
}

impl Setter {
    /// Moves the sign-in on with `own`, in the batch, and gives the next Session.
    fn rotate(&self, ctx: &Ctx, batch: &mut store::Batch, own: &Own) -> Result<String> {
        let state = State { own: serde_json::to_value(own)?, ..self.state.clone() };
        session::rotate(ctx, batch, (&self.pool, &self.client), (&self.flow, NAME), &state)
    }
}

/// AssociateSoftwareToken by a Session: gives a secret and the next Session.
///
/// Errors: `InvalidSession`, `SessionExpired`, `SessionUsed`, `UserDisabled`, `SoftwareTokenDisabled`.
pub async fn associate(ctx: &Ctx, session: &str) -> Result<(String, String)> {
    let setter = setter(ctx, session).await?;
    let secret = totp::shown(&software_tokens::new_secret(ctx)?);
    let mut batch = ctx.batch()?;
    let next = setter.rotate(ctx, &mut batch, &Own { secret: Some(secret.clone()), verified: None })?;
    session::commit(ctx, batch).await?;
    Ok((secret, next))
}

/// VerifySoftwareToken by a Session: the app is the user's if the code is right. Gives the next Session.
///
/// Errors: those of [`associate`], `SoftwareTokenNotSetUp`, `SoftwareTokenCodeWrong`, `PasswordAttemptsExceeded`.
pub async fn verify(ctx: &Ctx, session: &str, typed: &str, name: Option<&str>) -> Result<String> {
    let setter = setter(ctx, session).await?;
    let Setter { pool, user, own, .. } = &setter;
    let secret = own.secret.as_deref().and_then(totp::read);
    let secret = secret.ok_or_else(|| Error::new(Reason::SoftwareTokenNotSetUp))?;
    let mut batch = ctx.batch()?;
    let step = software_tokens::first_step(ctx, &mut batch, pool, (user, &secret), (typed, 0)).await?;
    let before = software_tokens::get(ctx, pool, user).await?;
    let mark =
        software_tokens::register(ctx, &mut batch, pool, (user, before.as_ref()), (&secret, step, name))?;
    let mut extra = users::extra(user)?;
    extra.mfa.has_software_token = true;
    let after = User { settings: serde_json::to_string(&extra)?, updated_at: ctx.now(), ..user.clone() };
    users::update(&mut batch, pool, user, after);
    let next = setter.rotate(ctx, &mut batch, &Own { secret: None, verified: Some(mark) })?;
    session::commit(ctx, batch).await?;
    Ok(next)
}

async fn setter(ctx: &Ctx, text: &str) -> Result<Setter> {
    let invalid = || Error::new(Reason::InvalidSession);
    let pool = pools::get(ctx, session::pool_id(text).ok_or_else(invalid)?).await;
    let pool = pool.map_err(|why| why.replaced(Reason::PoolNotFound, invalid))?;
    let (flow, state) = session::find(ctx, &pool, text).await?;
    let known = users::of_client(ctx, &state.client_id, &state.sub).await;
    let known = known.map_err(|why| why.replaced(Reason::ClientNotFound, invalid))?;
    let Known { client, user, .. } = known;
    let user = user.filter(|user| session::is_of(&state, &client, user)).ok_or_else(invalid)?;
    if flow.step != NAME {
        return Err(invalid());
    }
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    software_tokens::check_offered(&pool)?;
    if !may_set_up(&pool, &user, Method::SoftwareToken)? {
        return Err(invalid());
    }
    let own = serde_json::from_value(state.own.clone())?;
    Ok(Setter { pool, client, user, flow, state, own })
}

fn may_set_up(pool: &Pool, user: &User, method: Method) -> Result<bool> {
    let due = mfa::due(pool, user, &[Factor::Password], None)?;
    Ok(matches!(due, Due::Setup(methods) if methods.contains(&method)))
}
