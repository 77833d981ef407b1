//! The way in: which flow is asked for, whether the client allows it, and who is meant.
//! AWS: API_InitiateAuth, API_AdminInitiateAuth. Order: client, flow, parameters, SECRET_HASH, user, lockout.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Attempt, can_send_password, lockout, session};
use crate::account::migrate;
use crate::clients::{self, Client, Flow};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::{Event, Kind, Response};
use crate::pools::Pool;
use crate::risk;
use crate::tokens::refresh::{self, Held};
use crate::triggers::user_migration::Event as Migration;
use crate::triggers::{About, Metadata, pre_authentication};
use crate::users::{self, Known, status};

/// Which of the two doors a caller came through.
pub enum Entrance {
    /// InitiateAuth and its answer: anyone.
    Public,
    /// AdminInitiateAuth and its answer: the administrator's pool.
    Admin(Arc<Pool>),
    /// A page of the pool's hosted domain, which acts for the client: what the client lists of flows, and its secret,
    /// are not asked for.
    Page(Arc<Pool>),
}

/// What was sent.
pub struct Asked {
    /// The app client.
    pub client_id: String,
    /// AuthFlow; empty for an answer to a challenge.
    pub flow: String,
    /// AuthParameters or ChallengeResponses.
    pub given: BTreeMap<String, String>,
    /// Session.
    pub session: Option<String>,
    /// ClientMetadata of a beginning: functions know it as validation data.
    pub validation_data: Option<Metadata>,
    /// ClientMetadata, of an answer alone.
    pub client_metadata: Option<Metadata>,
}

/// Opens a new sign-in, or the use of a refresh token, which then is what comes beside it.
pub(super) async fn open(
    ctx: &Ctx,
    entrance: Entrance,
    asked: Asked,
) -> Result<(Flow, Attempt, Option<Held>)> {
    let username = asked.given.get("USERNAME").cloned().unwrap_or_default();
    let token = asked.given.get("REFRESH_TOKEN").filter(|_| asked.flow.starts_with("REFRESH_TOKEN"));
    let (known, held) = match token {
        Some(token) => {
            let (pool, client, held) = refresh::hold(ctx, &asked.client_id, token).await?;
            (through(&entrance, &asked.client_id, Known { pool, client, user: None })?, held)
        }
        None => (known(ctx, &entrance, &asked.client_id, &username).await?, None),
    };
    let flow = flow(&entrance, &known.client, &asked.flow)?;
    let attempt = attempt(&entrance, known, username, asked);
    let needed: &[&str] = match flow {
        Flow::Srp => &["USERNAME", "SRP_A"],
        Flow::Password | Flow::AdminPassword => &["USERNAME", "PASSWORD"],
        Flow::Refresh => &["REFRESH_TOKEN"],
        Flow::Custom | Flow::Choice => &["USERNAME"],
    };
    for name in needed {
        attempt.required(name)?;
    }
    // The refresh flow checks its hash itself: over names that only the token knows.
    if flow != Flow::Refresh {
        check_secret(&attempt)?;
    }
    Ok((flow, attempt, held))
}

/// Takes up a sign-in that a challenge is answered for.
pub(super) async fn resume(ctx: &Ctx, entrance: Entrance, asked: Asked) -> Result<Attempt> {
    let username = asked.given.get("USERNAME").cloned().unwrap_or_default();
    let known = known(ctx, &entrance, &asked.client_id, &username).await?;
    let mut attempt = attempt(&entrance, known, username, asked);
    attempt.required("USERNAME")?;
    if attempt.user.is_none() && ctx.world().directories.of(attempt.pool.id()).is_some() {
        attempt.user = session::named_elsewhere(ctx, &attempt).await?;
        attempt.is_named_elsewhere = attempt.user.is_some();
    }
    check_secret(&attempt)?;
    Ok(attempt)
}

async fn known(ctx: &Ctx, entrance: &Entrance, client_id: &str, username: &str) -> Result<Known> {
    through(entrance, client_id, users::of_client(ctx, client_id, username).await?)
}

fn attempt(entrance: &Entrance, known: Known, username: String, asked: Asked) -> Attempt {
    let Known { pool, client, user } = known;
    let Asked { given, session, validation_data, client_metadata, .. } = asked;
    let (device, is_counted, is_proved, is_named_elsewhere) = (None, false, None, false);
    Attempt {
        pool,
        client,
        user,
        username,
        given,
        session,
        validation_data,
        client_metadata,
        device,
        is_counted,
        is_proved,
        is_named_elsewhere,
        is_on_page: matches!(entrance, Entrance::Page(_)),
    }
}

/// An administrator names the pool: a client of another one is not there.
fn through(entrance: &Entrance, client_id: &str, known: Known) -> Result<Known> {
    match entrance {
        Entrance::Admin(pool) | Entrance::Page(pool) if pool.id() != known.pool.id() => {
            Err(clients::not_found(client_id))
        }
        _ => Ok(known),
    }
}

fn check_secret(attempt: &Attempt) -> Result<()> {
    if attempt.is_on_page {
        return Ok(());
    }
    let sent = attempt.given.get("SECRET_HASH").map(String::as_str);
    let stored = attempt.user.as_ref().map_or("", |user| user.username.as_str());
    attempt.client.check_secret_hash(sent, &[&attempt.username, stored])
}

/// The flow by its name on the wire, if this door and client allow it.
fn flow(entrance: &Entrance, client: &Client, name: &str) -> Result<Flow> {
    let is_admin = matches!(entrance, Entrance::Admin(_));
    let flow = match name {
        "USER_SRP_AUTH" => Flow::Srp,
        "REFRESH_TOKEN" | "REFRESH_TOKEN_AUTH" => Flow::Refresh,
        "CUSTOM_AUTH" => Flow::Custom,
        "USER_AUTH" => Flow::Choice,
        "USER_PASSWORD_AUTH" if !is_admin => Flow::Password,
        "ADMIN_USER_PASSWORD_AUTH" | "ADMIN_NO_SRP_AUTH" if is_admin => Flow::AdminPassword,
        _ => return Err(Error::new(Reason::InitiateAuthUnsupported)),
    };
    let is_of_page = matches!(entrance, Entrance::Page(_)) && flow == Flow::Password;
    if is_of_page || client.allows(flow) {
        return Ok(flow);
    }
    Err(match flow {
        _ if client.lists("CUSTOM_AUTH_FLOW_ONLY") => Error::new(Reason::CustomAuthAlone),
        Flow::Srp => Error::new(Reason::SrpNotEnabled),
        Flow::Password | Flow::Choice => Error::about(Reason::FlowNotEnabled, name),
        Flow::AdminPassword | Flow::Refresh | Flow::Custom => Error::new(Reason::AuthFlowNotEnabled),
    })
}

/// Refuses a sign-in from an address that the pool blocks. Errors: `AddressBlocked`.
pub(super) async fn check_address(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    let event = Event::of(attempt.client.id(), Kind::SignIn, Response::Fail);
    risk::check_address(ctx, &attempt.pool, &attempt.client, (attempt.user.as_ref(), event)).await
}

/// Asks the pool's function whether the sign-in may begin, and loads again what it may have changed.
///
/// Errors: `PasswordAttemptsExceeded` before it is asked, where a password `is_next`; those of the function.
pub(super) async fn ask_function(ctx: &Ctx, attempt: &mut Attempt, is_next: bool) -> Result<()> {
    let is_asked =
        attempt.pool.settings.lambda_config.as_ref().is_some_and(|l| l.pre_authentication.is_some());
    if is_asked && is_next {
        check_not_locked(ctx, attempt).await?;
    }
    if is_asked && pre_authentication::ask(ctx, attempt).await? {
        let Known { pool, client, user } =
            users::of_client(ctx, attempt.client.id(), &attempt.username).await?;
        // Whom a directory has proved may have another name in the pool.
        let user = match attempt.user.as_ref().filter(|_| attempt.is_proved == Some(true)) {
            Some(proved) => store::users::get(&ctx.read(), pool.id(), &proved.sub).await?,
            None => user,
        };
        (attempt.pool, attempt.client, attempt.user) = (pool, client, user);
    }
    Ok(())
}

/// Errors: `PasswordAttemptsExceeded`.
async fn check_not_locked(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    match &attempt.user {
        Some(user) => lockout::check(ctx, user),
        None => lockout::check_unknown(ctx, attempt).await,
    }
}

/// Brings over somebody whom the pool does not know and its function does; for nobody, does as if.
///
/// A guess at a name that nobody has is counted before the function judges it: of many at once no more are judged than
/// the rule allows.
///
/// Errors: `PasswordAttemptsExceeded`.
pub(super) async fn migrate(ctx: &Ctx, attempt: &mut Attempt) -> Result<()> {
    if attempt.user.is_some() || attempt.is_counted || !migrate::is_possible(&attempt.pool) {
        return Ok(());
    }
    let Some(password) = attempt.given.get("PASSWORD").filter(|text| !text.is_empty()) else { return Ok(()) };
    _ = lockout::count_unknown(ctx, attempt).await?;
    let event = Migration {
        about: About::attempt(attempt),
        password: Some(password),
        validation_data: attempt.validation_data.as_ref(),
        client_metadata: attempt.client_metadata.as_ref(),
    };
    let user = migrate::bring(ctx, &event).await?;
    attempt.is_counted = user.is_none();
    attempt.user = user;
    Ok(())
}

/// What is refused before any proof is looked at.
///
/// Errors: `PasswordAttemptsExceeded`, `UserDisabled`, `PasswordResetRequired`, and `UserNotFound` where the client
/// does not hide who exists.
pub(super) async fn check_may_try(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    let Some(user) = &attempt.user else {
        if !attempt.client.hides_users() {
            return Err(Error::new(Reason::UserNotFound));
        }
        return lockout::check_unknown(ctx, attempt).await;
    };
    lockout::check(ctx, user)?;
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    if user.status == status::RESET_REQUIRED {
        return Err(Error::new(Reason::PasswordResetRequired));
    }
    if !can_send_password(user)? && !attempt.client.hides_users() {
        return Err(Error::new(Reason::IncorrectCredentials));
    }
    Ok(())
}
