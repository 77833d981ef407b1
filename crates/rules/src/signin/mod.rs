//! Sign-in as a typed state machine: one file per challenge, each giving the next [`Step`] to this dispatcher.
//! AWS: API_InitiateAuth, API_RespondToAuthChallenge; the developer guide, "Authentication flows".
//!
//! Steps never call one another. A further challenge is a further file and a line in [`answer`]; if it follows the
//! first factor, a line in [`next`], which decides by what has been proved and by nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use store::Batch;
use store::browser_sessions::BrowserSession;
use store::devices::Device;
use store::flows;
use store::users::User;

use crate::clients::{Client, Flow};
use crate::ctx::Ctx;
use crate::directory::mark;
use crate::error::{Error, Reason, Result};
use crate::imports::hash;
use crate::pools::Pool;
use crate::pools::mfa::{Demand, Method};
use crate::pools::sign_in_policy::WEB_AUTHN;
use crate::tokens::issue::Issued;
use crate::triggers::{Cause, Metadata};
use crate::users::{self, status};

use aim::Aim;
use custom_challenge::{Custom, Gone};
use mfa::Due;
use refused::{cut_short, record_failure, turned_away};
use session::{Row, State};

mod aim;
mod by_passkey;
mod custom_challenge;
mod device;
mod device_password_verifier;
mod device_srp;
mod directory;
mod email_otp;
mod entry;
mod factor;
mod finish;
mod first_code;
mod last_way;
mod mfa;
mod new_password;
mod once_more;
mod password;
mod proof;
mod refused;
mod select_challenge;
mod select_mfa_type;
mod sent_code;
mod session;
mod sms_mfa;
mod software_token_mfa;
mod srp;
mod step_up;
mod web_authn;

pub(crate) mod after_sign_up;
pub mod lockout;
pub mod mfa_setup;

pub use after_sign_up::signed_up;
pub use aim::is_enough;
pub use by_passkey::{ask_for_passkey, by_passkey};
pub(crate) use custom_challenge::Answered;
pub use entry::{Asked, Entrance};
pub use factor::Factor;
pub use last_way::{Taken, check_leaves_a_way};
pub use once_more::{another_way, resend};
pub use select_challenge::{Factors, factors};
pub use step_up::step_up;

/// What the caller is told: a challenge, or tokens.
pub enum Reply {
    /// Something more to prove.
    Challenge(Challenge),
    /// Signed in.
    Tokens(Issued),
    /// Signed in on a page: the browser session, whose tokens are another request's.
    Entered(BrowserSession),
}

/// A challenge as the wire shows it.
pub struct Challenge {
    /// AWS's name of it.
    pub name: &'static str,
    /// What the client needs to answer.
    pub parameters: BTreeMap<String, String>,
    /// The Session to send back, where state is kept for it.
    pub session: Option<String>,
    /// AvailableChallenges: what may be answered instead; empty where there is no choice.
    pub available: Vec<&'static str>,
}

/// Someone on the way in.
#[derive(Clone)]
pub struct Attempt {
    /// The pool.
    pub pool: Arc<Pool>,
    /// The app client.
    pub client: Arc<Client>,
    /// The user, if the name is one's.
    pub user: Option<User>,
    /// The name as it was typed.
    pub username: String,
    /// AuthParameters or ChallengeResponses.
    pub given: BTreeMap<String, String>,
    /// The Session that was sent back.
    pub session: Option<String>,
    /// ClientMetadata of a beginning, for the pool's functions.
    pub validation_data: Option<Metadata>,
    /// ClientMetadata of an answer, for the pool's functions.
    pub client_metadata: Option<Metadata>,
    /// The device that was named, where the pool tracks devices.
    pub device: Option<Device>,
    /// This guess at a name that nobody has is counted already.
    pub is_counted: bool,
    /// Whether the pool's directory has proved the password, of a name that nobody in the pool had; none where it was not asked.
    pub is_proved: Option<bool>,
    /// The name may be one that only the pool's directory knows the user by.
    pub is_named_elsewhere: bool,
    /// It is made on a page of the hosted domain.
    pub is_on_page: bool,
}

/// Where a challenge's file leaves the sign-in.
enum Step {
    /// Ask for this; all state travels sealed within the challenge.
    Ask(Challenge),
    /// This was chosen to begin with.
    First(&'static str, Box<Row>),
    /// A factor holds: what follows is for [`next`] to say.
    Proven(Box<Proven>),
    /// This second factor was chosen: to be asked for, at a new address if there is one.
    Chosen(Box<Proven>, Method, Option<String>),
}

/// A user who has proved one factor or more, and the batch that will say so.
struct Proven {
    /// As the row will be once `batch` is committed.
    user: User,
    /// The id of the refresh family to come: chosen before the proof, so that a proof serves once.
    origin_jti: String,
    /// What was proved, in order.
    proved: Vec<Factor>,
    /// The key of the device that an earlier step of this sign-in named.
    device_key: Option<String>,
    /// How far the pool's own functions have come, in a sign-in that they lead.
    custom: Option<Custom>,
    /// Whether a temporary password was replaced on the way.
    has_new_password: bool,
    /// The level that it aims at, and what was credited to it.
    aim: Option<Aim>,
    /// The row of this sign-in, if an earlier challenge began one: moved on or spent with `batch`.
    flow: Option<flows::Flow>,
    /// What has to be committed with the answer.
    batch: Batch,
}

impl Proven {
    /// Someone who has proved a first factor, with nothing kept yet.
    fn first(ctx: &Ctx, user: &User, origin_jti: String, factor: Factor) -> Result<Box<Proven>> {
        let user = user.clone();
        let (proved, batch) = (vec![factor], ctx.batch()?);
        let (device_key, custom, flow, has_new_password) = (None, None, None, false);
        let aim = None;
        Ok(Box::new(Proven {
            user,
            origin_jti,
            proved,
            device_key,
            custom,
            has_new_password,
            aim,
            flow,
            batch,
        }))
    }

    /// Someone who goes on with what was kept.
    fn resumed(user: User, state: State, flow: flows::Flow, batch: Batch) -> Box<Proven> {
        Row::of(flow, state).proven(user, batch)
    }

    /// The same who has proved one more.
    fn further(user: User, state: State, factor: Factor, flow: flows::Flow, batch: Batch) -> Box<Proven> {
        let mut proven = Proven::resumed(user, state, flow, batch);
        proven.proved.push(factor);
        proven
    }
}

/// How long one step waits for its answer on a page: time to find the phone, read mail and come back.
const PAGE_STEP_MS: i64 = 3_600_000;

impl Attempt {
    /// How long a step waits for its answer, in milliseconds.
    fn session_ms(&self) -> i64 {
        if self.is_on_page { PAGE_STEP_MS } else { self.client.session_ms() }
    }

    /// A parameter that the flow or challenge needs. Errors: `MissingParameter`.
    fn required(&self, name: &str) -> Result<&str> {
        let value = self.given.get(name).filter(|value| !value.is_empty());
        value.map(String::as_str).ok_or_else(|| Error::about(Reason::MissingParameter, name))
    }

    /// The call, for the pool's functions.
    fn cause(&self) -> Cause<'_> {
        Cause { client_id: Some(self.client.id()), client_metadata: self.client_metadata.as_ref() }
    }

    /// The user of a sign-in that goes on. Errors: `InvalidSession`, `UserDisabled`.
    fn present(&self) -> Result<&User> {
        let user = self.user.as_ref().ok_or_else(|| Error::new(Reason::InvalidSession))?;
        if user.is_enabled { Ok(user) } else { Err(Error::new(Reason::UserDisabled)) }
    }
}

/// Begins a sign-in.
///
/// Errors: those of the flow; the order of checks is the one of the developer guide.
pub async fn start(ctx: &Ctx, entrance: Entrance, asked: Asked) -> Result<Reply> {
    let (flow, mut attempt, held) = entry::open(ctx, entrance, asked).await?;
    if flow == Flow::Refresh {
        return finish::refresh(ctx, &attempt, held).await;
    }
    entry::check_address(ctx, &attempt).await?;
    if sends_password(flow, &attempt) {
        entry::migrate(ctx, &mut attempt).await?;
        directory::enter(ctx, &mut attempt).await?;
    }
    let is_by_password = matches!(flow, Flow::Srp | Flow::Password | Flow::AdminPassword);
    if flow == Flow::Choice && attempt.session.is_none() {
        // Nonsense is nothing to ask a function about.
        aim::wish(&attempt)?;
    }
    entry::ask_function(ctx, &mut attempt, is_by_password).await?;
    if is_by_password {
        entry::check_may_try(ctx, &attempt).await?;
    }
    // AWS: a first leg that names an unknown device goes on; its clients look for that error in the second.
    if matches!(flow, Flow::Password | Flow::AdminPassword) {
        attempt.device = device::named(ctx, &attempt).await?;
    }
    let step = match flow {
        Flow::Srp => Step::Ask(srp::ask(ctx, &attempt, None).await?),
        Flow::Custom => custom_challenge::begin(ctx, &attempt).await?,
        Flow::Choice if attempt.session.is_some() => after_sign_up::answer(ctx, &attempt).await?,
        Flow::Choice => select_challenge::begin(ctx, &attempt).await?,
        Flow::Password | Flow::AdminPassword | Flow::Refresh => {
            aim::after_password(&attempt, password::answer(ctx, &attempt).await?)?
        }
    };
    take(ctx, &attempt, step).await
}

/// Whether a beginning holds the password itself, to be judged at once.
fn sends_password(flow: Flow, attempt: &Attempt) -> bool {
    let prefers = |name: &str| attempt.given.get("PREFERRED_CHALLENGE").is_some_and(|wanted| wanted == name);
    match flow {
        Flow::Password | Flow::AdminPassword => true,
        Flow::Choice => attempt.session.is_none() && prefers(select_challenge::PASSWORD),
        Flow::Srp | Flow::Custom | Flow::Refresh => false,
    }
}

/// Goes on with a sign-in.
pub async fn respond(ctx: &Ctx, entrance: Entrance, challenge: &str, asked: Asked) -> Result<Reply> {
    let mut attempt = entry::resume(ctx, entrance, asked).await?;
    attempt.device = device::named(ctx, &attempt).await?;
    match answer(ctx, &attempt, challenge).await {
        Ok(step) => take(ctx, &attempt, step).await,
        Err(error) => {
            record_failure(ctx, &attempt, challenge, &error).await?;
            Err(error)
        }
    }
}

async fn answer(ctx: &Ctx, attempt: &Attempt, challenge: &str) -> Result<Step> {
    match challenge {
        srp::NAME => srp::answer(ctx, attempt).await,
        new_password::NAME => new_password::answer(ctx, attempt).await,
        select_challenge::NAME => select_challenge::answer(ctx, attempt).await,
        select_challenge::PASSWORD => {
            select_challenge::answer_named(ctx, attempt, select_challenge::PASSWORD).await
        }
        select_challenge::PASSWORD_SRP => {
            select_challenge::answer_named(ctx, attempt, select_challenge::PASSWORD_SRP).await
        }
        // AWS: one name for a code before anything else and for one after a password; the row tells which was sent.
        email_otp::NAME if session::waits_at(ctx, attempt, first_code::EMAIL.step).await? => {
            first_code::answer(ctx, attempt, &first_code::EMAIL).await
        }
        select_challenge::SMS_OTP => first_code::answer(ctx, attempt, &first_code::SMS).await,
        WEB_AUTHN => web_authn::answer(ctx, attempt).await,
        custom_challenge::NAME => custom_challenge::answer(ctx, attempt).await,
        sms_mfa::NAME => sms_mfa::answer(ctx, attempt).await,
        email_otp::NAME => email_otp::answer(ctx, attempt).await,
        software_token_mfa::NAME => software_token_mfa::answer(ctx, attempt).await,
        select_mfa_type::NAME => select_mfa_type::answer(ctx, attempt).await,
        mfa_setup::NAME => mfa_setup::answer(ctx, attempt).await,
        device_srp::NAME => device_srp::answer(ctx, attempt).await,
        device_password_verifier::NAME => device_password_verifier::answer(ctx, attempt).await,
        other => Err(Error::about(Reason::ChallengeUnexpected, other)),
    }
}

async fn take(ctx: &Ctx, attempt: &Attempt, step: Step) -> Result<Reply> {
    let step = match step {
        Step::First(name, row) => first(ctx, attempt, name, *row).await?,
        step => step,
    };
    match step {
        Step::Ask(challenge) => Ok(Reply::Challenge(challenge)),
        Step::First(..) => Err(Error::internal("a first factor chooses another")),
        Step::Proven(proven) => next(ctx, attempt, *proven).await,
        Step::Chosen(proven, method, address) => {
            second(ctx, attempt, *proven, method, address).await.map(Reply::Challenge)
        }
    }
}

/// Asks for what was chosen to begin with, or judges it where it came along.
async fn first(ctx: &Ctx, attempt: &Attempt, name: &'static str, row: Row) -> Result<Step> {
    let has = |name: &str| attempt.given.get(name).is_some_and(|value| !value.is_empty());
    match name {
        select_challenge::PASSWORD if has("PASSWORD") => {
            let mut attempt = attempt.clone();
            entry::migrate(ctx, &mut attempt).await?;
            directory::enter(ctx, &mut attempt).await?;
            let attempt = &attempt;
            entry::check_may_try(ctx, attempt).await?;
            match password::answer(ctx, attempt).await? {
                Step::Proven(proven) => Ok(Step::Proven(row.takes(*proven))),
                step => Ok(step),
            }
        }
        select_challenge::PASSWORD_SRP if has("SRP_A") || row.custom.is_some() => {
            entry::check_may_try(ctx, attempt).await?;
            let mut challenge = srp::ask(ctx, attempt, Some(&row.id)).await?;
            let waits = (ctx.batch()?, srp::NAME, serde_json::Value::Null);
            challenge.session = Some(session::wait(ctx, attempt, row, waits).await?);
            Ok(Step::Ask(challenge))
        }
        select_challenge::EMAIL_OTP => {
            first_code::ask(ctx, attempt, &first_code::EMAIL, row).await.map(Step::Ask)
        }
        select_challenge::SMS_OTP => {
            first_code::ask(ctx, attempt, &first_code::SMS, row).await.map(Step::Ask)
        }
        WEB_AUTHN => web_authn::ask(ctx, attempt, row).await.map(Step::Ask),
        _ => select_challenge::ask_password(ctx, attempt, name, row).await.map(Step::Ask),
    }
}

/// What follows from what was proved.
async fn next(ctx: &Ctx, attempt: &Attempt, proven: Proven) -> Result<Reply> {
    if let Some(aim) = &proven.aim {
        aim.check(ctx, &attempt.pool, &proven.user).await?;
    }
    match proven.user.status.as_str() {
        status::UNCONFIRMED if attempt.is_on_page => {
            after_sign_up::ask(ctx, attempt, proven).await.map(Reply::Challenge)
        }
        status::UNCONFIRMED => Err(turned_away(ctx, attempt, proven, Reason::UserNotConfirmed).await?),
        status::RESET_REQUIRED => {
            Err(turned_away(ctx, attempt, proven, Reason::PasswordResetRequired).await?)
        }
        status::FORCE_CHANGE_PASSWORD => {
            if proven.user.temporary_until.is_some_and(|until| until <= ctx.now()) {
                return Err(turned_away(ctx, attempt, proven, Reason::TemporaryPasswordExpired).await?);
            }
            new_password::ask(ctx, attempt, proven).await.map(Reply::Challenge)
        }
        _ => {
            let due = mfa::due(&attempt.pool, &proven.user, &proven.proved, proven.aim.as_ref())?;
            // A device stands for a second factor that is demanded, and gets nobody to a level.
            if matches!(due, Due::Challenge(_) | Due::Select(_))
                && proven.aim.as_ref().is_none_or(|aim| aim.is_reached(&proven.proved))
                && let Some(device) = device_srp::of(ctx, attempt, &proven).await?
            {
                return device_srp::ask(ctx, attempt, proven, &device).await.map(Reply::Challenge);
            }
            further(ctx, attempt, proven, due).await
        }
    }
}

/// Goes on with what is due of a second factor.
async fn further(ctx: &Ctx, attempt: &Attempt, proven: Proven, due: Due) -> Result<Reply> {
    match due {
        Due::Nothing if proven.custom.is_some() => {
            match custom_challenge::go_on(ctx, attempt, proven).await? {
                Gone::In(proven) => finish::end(ctx, attempt, proven).await,
                Gone::Asked(challenge) => Ok(Reply::Challenge(challenge)),
                Gone::Out(proven) => {
                    Err(turned_away(ctx, attempt, proven, Reason::IncorrectCredentials).await?)
                }
                Gone::CutShort(proven, why) => Err(cut_short(ctx, attempt, proven, why).await?),
            }
        }
        Due::Nothing => finish::end(ctx, attempt, proven).await,
        Due::Challenge(method) => second(ctx, attempt, proven, method, None).await.map(Reply::Challenge),
        Due::Select(methods) => {
            select_mfa_type::ask(ctx, attempt, proven, methods).await.map(Reply::Challenge)
        }
        Due::Setup(methods) => mfa_setup::ask(ctx, attempt, proven, methods).await.map(Reply::Challenge),
        Due::Refused => Err(turned_away(ctx, attempt, proven, Reason::NoMfaMethod).await?),
        Due::Short => Err(turned_away(ctx, attempt, proven, Reason::LevelOutOfReach).await?),
    }
}

/// Asks for a second factor.
async fn second(
    ctx: &Ctx,
    attempt: &Attempt,
    proven: Proven,
    method: Method,
    address: Option<String>,
) -> Result<Challenge> {
    match method {
        Method::Sms => sms_mfa::ask(ctx, attempt, proven, address).await,
        Method::SoftwareToken => software_token_mfa::ask(ctx, attempt, proven).await,
        Method::Email => email_otp::ask(ctx, attempt, proven, address).await,
    }
}

/// The second factors that a user is asked for: what is turned on, and what the pool falls back on.
pub(crate) fn second_factors(pool: &Pool, user: &User) -> Result<Vec<Method>> {
    if pool.mfa_demand() == Demand::Off {
        return Ok(Vec::new());
    }
    let mut methods = users::extra(user)?.mfa.enabled;
    if let Due::Challenge(method) = mfa::due(pool, user, &[Factor::Password], None)? {
        methods.insert(method);
    }
    Ok(methods.into_iter().collect())
}

/// Whether this user has a password to prove.
fn has_password(user: &User) -> bool {
    user.verifier.is_some()
}

/// Whether this user has a password to send, whoever keeps it.
fn can_send_password(user: &User) -> Result<bool> {
    Ok(has_password(user) || hash::is_waiting(user)? || mark::of(user)?.is_some())
}

/// The name under which SRP knows a user: shown to the client, which hashes it with the password.
fn srp_name(attempt: &Attempt) -> String {
    match &attempt.user {
        Some(user) => user.username.clone(),
        // As a known user's would look: an identifier where people sign up with an address, else the name itself.
        None if attempt.pool.uses_username_attributes() || looks_like_alias(attempt) => {
            let bytes = attempt
                .pool
                .mac("nobody's sub", users::names::fold(&attempt.pool, &attempt.username).as_bytes());
            let mut id = [0; 16];
            id.copy_from_slice(&bytes[..16]);
            uuid::Builder::from_random_bytes(id).into_uuid().to_string()
        }
        None => users::names::fold(&attempt.pool, &attempt.username),
    }
}

fn looks_like_alias(attempt: &Attempt) -> bool {
    (attempt.pool.has_alias("email") && users::names::is_email(&attempt.username))
        || (attempt.pool.has_alias("phone_number") && users::names::is_phone(&attempt.username))
}
