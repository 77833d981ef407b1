//! `/challenge`: whatever a sign-in asks for after its beginning. The row that the address names says what waits; one file
//! per kind of page shows it and reads its form.
//! AWS: the developer guide, "Authentication flows"; the names of its own steps are no contract.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::hosted::authorize::{self, Request};
use rules::hosted::browser::{self, Live};
use rules::hosted::progress::{self, Kept, Progress};
use rules::signin::{self, Asked, Entrance, Reply};
use rules::{Error, Reason};

use super::confirm;
use super::federated;
use super::form::Form;
use super::login;
use super::passkeys;
use super::trouble::TroublePage;
use super::wait;
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::render;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth;

mod choose;
mod code;
mod custom;
mod new_password;
mod passkey;
mod password;
mod setup;

pub use choose::ChoosePage;
pub use code::CodePage;
pub use custom::CustomChallengePage;
pub use new_password::NewPasswordPage;
pub use passkey::PasskeyPage;
pub use password::PasswordPage;
pub(super) use setup::{LONGEST_NAME, groups, key_uri};
pub use setup::{SetupAddressPage, SetupAppPage};

/// Steps by name: AWS's challenges where a choice depends on them, and those of the pages' own.
pub(super) mod step {
    /// What to begin with.
    pub const SELECT_CHALLENGE: &str = "SELECT_CHALLENGE";
    /// Which second factor.
    pub const SELECT_MFA_TYPE: &str = "SELECT_MFA_TYPE";
    /// Which second factor to set up.
    pub const MFA_SETUP: &str = "MFA_SETUP";
    /// The password, chosen or alone.
    pub const PASSWORD: &str = "PASSWORD";
    /// An authenticator app is being set up.
    pub const SETUP_APP: &str = "MFA_SETUP app";
    /// An address for codes is asked for.
    pub const SETUP_EMAIL: &str = "MFA_SETUP email";
    /// The same of a phone number.
    pub const SETUP_SMS: &str = "MFA_SETUP sms";
}

/// What the step of a page remembers of a code that was sent anew.
const RESENT: &str = "RESENT";

/// Somebody on the way in: at the first step, or at one that a row keeps.
pub enum Standing {
    /// There is no row yet.
    New(Progress),
    /// There is one.
    Kept(Kept),
}

/// An answer as it was typed, and the form that it stood in.
pub(super) struct Typed<'a> {
    /// ChallengeResponses.
    given: BTreeMap<String, String>,
    /// The form, should it be shown again.
    form: Form,
    /// The field that a refusal belongs to.
    at: &'a (dyn Fn(Reason) -> &'static str + Send + Sync),
}

/// Shows what waits.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    match kept(visit, &request).await {
        Ok(kept) if kept.progress.step == confirm::STEP => {
            Answer::redirect("challenge", &visit.onward("/confirm", &[], None))
        }
        Ok(kept) => show(visit, &kept, StatusCode::OK, Form::default()),
        Err(Trouble::Expired) if !visit.signed_in().await?.is_empty() => {
            render(visit, StatusCode::OK, &TroublePage::already(visit))
        }
        Err(trouble) => Err(trouble),
    }
}

/// Takes the answer.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let kept = match kept(visit, &request).await {
        Ok(kept) => kept,
        // A form that was sent twice, or one of another tab: the sign-in is done already.
        Err(Trouble::Expired) if !visit.signed_in().await?.is_empty() => {
            return Answer::redirect("challenge", &visit.onward("/oauth2/authorize", &["flow"], None));
        }
        Err(trouble) => return Err(trouble),
    };
    // A form of an earlier page, from another tab or by the back button: what waits now is shown.
    if visit.field("step").is_some_and(|step| step != kept.progress.mark()) {
        return here(visit, &kept.name);
    }
    if visit.field("another").is_some() {
        return another(visit, &request, kept).await;
    }
    if visit.field("resend").is_some() {
        return resend(visit, kept).await;
    }
    match kept.progress.step.as_str() {
        "SMS_MFA" | "EMAIL_OTP" | "SMS_OTP" | "SOFTWARE_TOKEN_MFA" => code::post(visit, &request, kept).await,
        "NEW_PASSWORD_REQUIRED" => new_password::post(visit, &request, kept).await,
        step::SELECT_CHALLENGE | step::SELECT_MFA_TYPE | step::MFA_SETUP => {
            choose::post(visit, &request, kept).await
        }
        step::PASSWORD => password::post(visit, &request, kept).await,
        step::SETUP_APP => setup::post_app(visit, &request, kept).await,
        step::SETUP_EMAIL | step::SETUP_SMS => setup::post_address(visit, &request, kept).await,
        "CUSTOM_CHALLENGE" => custom::post(visit, &request, kept).await,
        "WEB_AUTHN" => passkey::post(visit, &request, kept).await,
        _ => Err(Trouble::Expired),
    }
}

/// The page of what waits.
fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    match kept.progress.step.as_str() {
        "SMS_MFA" | "EMAIL_OTP" | "SMS_OTP" | "SOFTWARE_TOKEN_MFA" => code::show(visit, kept, status, form),
        "NEW_PASSWORD_REQUIRED" => new_password::show(visit, kept, status, form),
        step::SELECT_CHALLENGE | step::SELECT_MFA_TYPE | step::MFA_SETUP => {
            choose::show(visit, kept, status, form)
        }
        step::PASSWORD => password::show(visit, kept, status, form),
        step::SETUP_APP | step::SETUP_EMAIL | step::SETUP_SMS => setup::show(visit, kept, status, form),
        "CUSTOM_CHALLENGE" => custom::show(visit, kept, status, form),
        "WEB_AUTHN" => passkey::show(visit, kept, status, form),
        _ => Err(Trouble::Expired),
    }
}

/// The row that the address names, of this browser and this client. Errors: `Expired`.
pub(super) async fn kept(visit: &Visit<'_>, request: &Request) -> Result<Kept, Trouble> {
    let name = authorize::text(&visit.params, "flow").ok_or(Trouble::Expired)?;
    named(visit, request, name).await
}

/// The row of a name, of this browser and this client. Errors: `Expired`.
pub(super) async fn named(visit: &Visit<'_>, request: &Request, name: &str) -> Result<Kept, Trouble> {
    let browser = visit.browser().ok_or(Trouble::Expired)?;
    let kept = progress::find(visit.ctx, &visit.site.pool, name, &browser).await?;
    kept.filter(|kept| kept.progress.client_id == request.client.id()).ok_or(Trouble::Expired)
}

/// To the page of what waits.
fn here(visit: &Visit<'_>, name: &str) -> Outcome {
    Answer::redirect("challenge", &visit.onward("/challenge", &["flow"], Some(("flow", name))))
}

/// The entrance that pages use, and what they send through it.
pub(super) fn asked(
    visit: &Visit<'_>,
    progress: &Progress,
    flow: &str,
    given: BTreeMap<String, String>,
) -> (Entrance, Asked) {
    let mut given = given;
    given.insert("USERNAME".to_owned(), progress.username.clone());
    let asked = Asked {
        client_id: progress.client_id.clone(),
        flow: flow.to_owned(),
        given,
        session: progress.session.clone(),
        validation_data: None,
        client_metadata: None,
    };
    (Entrance::Page(visit.site.pool.clone()), asked)
}

/// Begins a sign-in. A passkey is no way to begin where browsers would not use it: of a relying party that is not this host,
/// nor one above it.
///
/// Errors: those of the rules; `NoMfaMethod` where nothing else is left.
pub(super) async fn begin(visit: &Visit<'_>, entrance: Entrance, asked: Asked) -> Result<Reply, Error> {
    let mut reply = signin::start(visit.ctx, entrance, asked).await?;
    if let Reply::Challenge(challenge) = &mut reply {
        let is_passkey = |name: &&str| *name == "WEB_AUTHN";
        let leads_there = is_passkey(&challenge.name) || challenge.available.iter().any(is_passkey);
        if leads_there && !visit.site.is_of_passkeys(visit.ctx).await? {
            challenge.available.retain(|name| !is_passkey(name));
            if challenge.available.is_empty() {
                return Err(Error::new(Reason::NoMfaMethod));
            }
        }
    }
    Ok(reply)
}

/// Answers the challenge that waits with what a form says; a wrong answer shows the same page again.
async fn answer(visit: &Visit<'_>, request: &Request, kept: Kept, typed: Typed<'_>) -> Outcome {
    let Typed { given, form, at } = typed;
    let challenge = match kept.progress.step.as_str() {
        step::SETUP_APP | step::SETUP_EMAIL | step::SETUP_SMS => step::MFA_SETUP,
        step => step,
    };
    let (entrance, asked) = asked(visit, &kept.progress, "", given);
    match signin::respond(visit.ctx, entrance, challenge, asked).await {
        Ok(reply) => go_on(visit, request, Standing::Kept(kept), reply).await,
        Err(error) => {
            let field = at(error.reason());
            refused(visit, kept, error, form, field).await
        }
    }
}

/// What follows a refusal: the same page with a sentence, or the beginning where the sign-in is over by it.
async fn refused(visit: &Visit<'_>, kept: Kept, error: Error, form: Form, field: &'static str) -> Outcome {
    let is_custom = kept.progress.step == "CUSTOM_CHALLENGE";
    match error.reason() {
        // Another request of this browser was first: what waits now is shown, or what it has come to.
        Reason::SessionUsed => match progress_now(visit, &kept).await? {
            true => here(visit, &kept.name),
            false => Err(Trouble::Expired),
        },
        Reason::InvalidSession | Reason::SessionExpired => Err(Trouble::Expired),
        // What was proved is spent with it.
        Reason::UserNotConfirmed
        | Reason::PasswordResetRequired
        | Reason::TemporaryPasswordExpired
        | Reason::NoMfaMethod
        | Reason::LevelOutOfReach
        | Reason::UserDisabled
        | Reason::FunctionRefused => login::refused(visit, &kept.progress.username, error).await,
        Reason::IncorrectCredentials if is_custom => {
            login::refused(visit, &kept.progress.username, error).await
        }
        Reason::IncorrectCredentials if kept.progress.step == "WEB_AUTHN" => {
            show(visit, &kept, StatusCode::BAD_REQUEST, form.with("", "wrong-passkey"))
        }
        _ => {
            let form = form.with_error(field, error)?;
            show(visit, &kept, StatusCode::BAD_REQUEST, form)
        }
    }
}

/// Whether the row has gone on since it was loaded, or is done.
async fn progress_now(visit: &Visit<'_>, kept: &Kept) -> Result<bool, Trouble> {
    let browser = visit.browser().unwrap_or_default();
    let now = progress::find(visit.ctx, &visit.site.pool, &kept.name, &browser).await?;
    Ok(now.is_none_or(|now| now.progress.mark() != kept.progress.mark()))
}

/// To another page of the same challenge.
async fn turn(visit: &Visit<'_>, kept: Kept, to: &str) -> Outcome {
    let next = Progress { step: to.to_owned(), ..kept.progress.clone() };
    progress::go_on(visit.ctx, &visit.site.pool, &kept, &next).await?;
    here(visit, &kept.name)
}

/// Back to the choice that led here.
async fn another(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let at = kept.progress.step.as_str();
    match at {
        step::PASSWORD => return turn(visit, kept, step::SELECT_CHALLENGE).await,
        step::SETUP_APP | step::SETUP_EMAIL | step::SETUP_SMS => {
            return turn(visit, kept, step::MFA_SETUP).await;
        }
        _ => {}
    }
    let reply = match kept.progress.chosen_from.as_str() {
        // Nothing is proved yet: the choice begins anew.
        step::SELECT_CHALLENGE => {
            let (entrance, mut asked) = asked(visit, &kept.progress, "USER_AUTH", BTreeMap::new());
            asked.session = None;
            begin(visit, entrance, asked).await
        }
        step::SELECT_MFA_TYPE | step::MFA_SETUP => {
            let (entrance, asked) = asked(visit, &kept.progress, "", BTreeMap::new());
            signin::another_way(visit.ctx, entrance, asked).await
        }
        _ => return here(visit, &kept.name),
    };
    match reply {
        Ok(reply) => go_on(visit, request, Standing::Kept(kept), reply).await,
        Err(error) => refused(visit, kept, error, Form::default(), "").await,
    }
}

/// Has a code sent anew, to the same page.
async fn resend(visit: &Visit<'_>, kept: Kept) -> Outcome {
    let left_s = wait::left_s(visit.ctx, &kept.progress.parameters);
    if left_s > 0 {
        let form = Form::default().with_count("code-wait", left_s);
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    }
    let (entrance, asked) = asked(visit, &kept.progress, "", BTreeMap::new());
    match signin::resend(visit.ctx, entrance, &kept.progress.step, asked).await {
        Ok(Reply::Challenge(challenge)) => {
            let mut next = kept.progress.clone().at(challenge);
            wait::sent(visit.ctx, &mut next.parameters);
            next.parameters.insert(RESENT.to_owned(), "true".to_owned());
            progress::go_on(visit.ctx, &visit.site.pool, &kept, &next).await?;
            here(visit, &kept.name)
        }
        Ok(_) => Err(Trouble::Expired),
        Err(error) => refused(visit, kept, error, Form::default(), "").await,
    }
}

/// What follows from a reply of the sign-in: the next page, or the way back to the app.
pub async fn go_on(visit: &Visit<'_>, request: &Request, standing: Standing, reply: Reply) -> Outcome {
    let pool = &visit.site.pool;
    match reply {
        Reply::Challenge(challenge) => {
            let path = if challenge.name == confirm::STEP { "/confirm" } else { "/challenge" };
            let name = match standing {
                Standing::New(progress) => {
                    let next = onto(visit, progress, challenge);
                    progress::begin(visit.ctx, pool, &next).await?
                }
                Standing::Kept(kept) => {
                    let next = onto(visit, kept.progress.clone(), challenge);
                    progress::go_on(visit.ctx, pool, &kept, &next).await?;
                    kept.name
                }
            };
            let to = visit.onward(path, &["flow"], Some(("flow", &name)));
            Answer::redirect("challenge", &to)
        }
        Reply::Entered(session) => {
            if let Standing::Kept(kept) = &standing {
                progress::end(visit.ctx, kept).await?;
            }
            let live = browser::of_id(visit.ctx, pool, &session.id).await?.ok_or(Trouble::Expired)?;
            let before = match &standing {
                Standing::New(progress) => progress,
                Standing::Kept(kept) => &kept.progress,
            };
            match passkeys::offer(visit, request, (&live, before)).await? {
                Some(answer) => Ok(answer.with_cookie(&remembered(visit, live).await?)),
                None => enter(visit, request, live).await,
            }
        }
        Reply::Tokens(_) => Err(rules::Error::internal("a page is given tokens").into()),
    }
}

/// Where somebody stands at a new challenge: a choice of one is no choice.
fn onto(visit: &Visit<'_>, before: Progress, challenge: signin::Challenge) -> Progress {
    let (from, several) = (before.step.clone(), choose::ways(visit, &before).len() > 1);
    let mut next = before.at(challenge);
    let is_choice = match from.as_str() {
        step::SELECT_CHALLENGE | step::SELECT_MFA_TYPE => several,
        // Whoever has mistyped an address goes back.
        from => from.starts_with(step::MFA_SETUP),
    };
    let from = if from.starts_with(step::MFA_SETUP) { step::MFA_SETUP } else { &from };
    next.chosen_from = if is_choice { from.to_owned() } else { String::new() };
    let ways = choose::ways(visit, &next);
    let only = match (next.step.as_str(), ways.as_slice()) {
        (step::SELECT_CHALLENGE, [only]) if only == step::PASSWORD => Some(step::PASSWORD),
        (step::MFA_SETUP, [only]) if only == "EMAIL_OTP" => Some(step::SETUP_EMAIL),
        (step::MFA_SETUP, [only]) if only == "SMS_MFA" => Some(step::SETUP_SMS),
        _ => None,
    };
    if let Some(step) = only {
        step.clone_into(&mut next.step);
    }
    if matches!(next.step.as_str(), "EMAIL_OTP" | "SMS_OTP" | "SMS_MFA") || confirm::is_sent(&next) {
        wait::sent(visit.ctx, &mut next.parameters);
    }
    next
}

/// Remembers in the browser who has signed in, and goes back to the app.
pub async fn enter(visit: &Visit<'_>, request: &Request, live: Live) -> Outcome {
    if let Some(answer) = federated::proved(visit, &live).await? {
        return Ok(answer);
    }
    let cookie = remembered(visit, live.clone()).await?;
    // A sign-up gets to no level by itself: the person is asked for the rest.
    let answer = match request.is_reached(visit.ctx, &visit.site.pool, &live).await? {
        true => oauth::authorize::admit(visit, request, &live).await?,
        false => {
            let to = visit.onward("/select-account", &["flow", "prompt", "max_age"], None);
            Answer::redirect("challenge", &to)?
        }
    };
    Ok(answer.with_cookie(&cookie))
}

/// The cookie of who is signed in, with one more.
async fn remembered(visit: &Visit<'_>, live: Live) -> Result<String, Error> {
    let is_same = |other: &Live| other.user.sub == live.user.sub && other.session.id != live.session.id;
    let all = visit.signed_in().await?;
    let (same, others): (Vec<Live>, Vec<Live>) = all.into_iter().partition(is_same);
    // What the cookie no longer names would serve nobody but a thief.
    browser::replace(visit.ctx, &live, &same).await?;
    let others = others.into_iter().filter(|other| other.user.sub != live.user.sub);
    let all: Vec<Live> = std::iter::once(live.clone()).chain(others).collect();
    visit.session_cookie(&all)
}
