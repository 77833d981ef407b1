//! `/forgotPassword` and `/confirmforgotPassword`: a code to a verified address, then a new password by it.
//! AWS: the developer guide, "Managed login"; API_ForgotPassword, API_ConfirmForgotPassword.
//!
//! The row that leads from one page to the other holds the name and where the code seemed to go: what opens the account is
//! the code alone, which the rules judge.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::account::forgot_password::{self, Reset};
use rules::account::typed;
use rules::hosted::authorize::Request;
use rules::hosted::progress::{self, Kept, Progress};
use rules::users;
use rules::{Error, Reason};
use serde::Serialize;

use super::form::Form;
use super::login::{self, Notice, lead_back};
use super::password_rules::PasswordRules;
use super::wait;
use super::{Page, challenge};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// The step of the pages' own at which the code is waited for.
const STEP: &str = "CONFIRM_FORGOT_PASSWORD";

/// The page that asks for a name.
#[derive(Serialize)]
pub struct ForgotPage {
    form: Form,
    action: String,
    name_label: &'static str,
    name_type: &'static str,
    sign_in: String,
}

/// The page that takes the code and the new password.
#[derive(Serialize)]
pub struct ResetPage {
    form: Form,
    action: String,
    /// Where the code went, masked; nothing where none has been asked for yet.
    to: String,
    username: String,
    is_resent: bool,
    /// Whether the password was taken away.
    is_required: bool,
    /// The seconds until a code can be asked for again.
    wait_s: i64,
    rules: PasswordRules,
    sign_in: String,
}

/// Asks for a name.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    check_open(visit)?;
    let values = request.login_hint.iter().map(|hint| ("username".to_owned(), hint.clone())).collect();
    ask(visit, StatusCode::OK, Form { values, wrong: Vec::new() })
}

/// Sends a code.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    check_open(visit)?;
    let form = Form::kept(visit, &["username"]);
    let username = visit.field("username").unwrap_or_default().trim();
    if !typed::is_username(username) {
        let key = if username.is_empty() { "wrong-required" } else { "wrong-value" };
        return ask(visit, StatusCode::BAD_REQUEST, form.with("username", key));
    }
    match send(visit, &request, username).await {
        Ok(parameters) => {
            let progress = Progress { parameters, ..fresh(visit, &request, username) };
            to_code(visit, &progress).await
        }
        Err(error) => ask(visit, StatusCode::BAD_REQUEST, form.with_error("username", error)?),
    }
}

/// Asks for the code and the new password.
pub async fn get_reset(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    let kept = kept(visit, &request).await?;
    show(visit, &kept, StatusCode::OK, Form::default())
}

/// Takes them, or sends a new code.
pub async fn post_reset(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let kept = kept(visit, &request).await?;
    if visit.field("resend").is_some() {
        return resend(visit, &request, kept).await;
    }
    let mut form = Form::default();
    let code = visit.field("code").and_then(typed::code);
    if code.is_none() {
        form = form.with("code", "wrong-required");
    }
    let chosen = visit.field("password").unwrap_or_default();
    if chosen.is_empty() {
        form = form.with("password", "wrong-required");
    } else if !typed::is_password(chosen) {
        form = form.with("password", "wrong-password-policy");
    }
    let Some(code) = code.filter(|_| form.wrong.is_empty()) else {
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    };
    let username = kept.progress.username.clone();
    let known = users::of_client(visit.ctx, request.client.id(), &username).await?;
    let reset = Reset { username: &username, code: &code, chosen, client_metadata: None };
    match forgot_password::confirm(visit.ctx, &known, reset).await {
        Ok(()) => {
            progress::end(visit.ctx, &kept).await?;
            lead_back(visit, &request, &username, Notice::Reset).await
        }
        Err(error) => {
            let field = match error.reason() {
                Reason::PasswordPolicy | Reason::PasswordUsedBefore => "password",
                _ if error.is_of_function() => "",
                _ => "code",
            };
            let form = form.with_error(field, error)?;
            show(visit, &kept, StatusCode::BAD_REQUEST, form)
        }
    }
}

/// The page of the code for somebody whose password was taken away, and who may have a code already. AWS: signing in leads
/// there.
pub async fn required(visit: &Visit<'_>, request: &Request, username: &str) -> Outcome {
    let parameters = BTreeMap::from([("IS_REQUIRED".to_owned(), "true".to_owned())]);
    to_code(visit, &Progress { parameters, ..fresh(visit, request, username) }).await
}

async fn resend(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let left_s = wait::left_s(visit.ctx, &kept.progress.parameters);
    if left_s > 0 {
        let form = Form::default().with_count("code-wait", left_s);
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    }
    match send(visit, request, &kept.progress.username).await {
        Ok(parameters) => {
            let mut next = kept.progress.clone();
            next.parameters.extend(parameters);
            next.parameters.insert("IS_RESENT".to_owned(), "true".to_owned());
            progress::go_on(visit.ctx, &visit.site.pool, &kept, &next).await?;
            Answer::redirect("forgot", &visit.onward("/confirmforgotPassword", &[], None))
        }
        Err(error) => show(visit, &kept, StatusCode::BAD_REQUEST, Form::default().with_error("", error)?),
    }
}

/// Errors: `NotAllowed` where recovery is administrators' alone.
fn check_open(visit: &Visit<'_>) -> Result<(), Trouble> {
    if visit.site.pool.recovers_by_people() { Ok(()) } else { Err(Trouble::NotAllowed) }
}

async fn send(
    visit: &Visit<'_>,
    request: &Request,
    username: &str,
) -> Result<BTreeMap<String, String>, Error> {
    let known = users::of_client(visit.ctx, request.client.id(), username).await?;
    let sent = forgot_password::ask(visit.ctx, &known, username, None).await?;
    let to = sent.destination.unwrap_or_default();
    let mut parameters = BTreeMap::from([("CODE_DELIVERY_DESTINATION".to_owned(), to)]);
    wait::sent(visit.ctx, &mut parameters);
    Ok(parameters)
}

fn fresh(visit: &Visit<'_>, request: &Request, username: &str) -> Progress {
    Progress {
        browser: visit.browser().unwrap_or_default(),
        client_id: request.client.id().to_owned(),
        username: username.to_owned(),
        step: STEP.to_owned(),
        ..Progress::default()
    }
}

async fn to_code(visit: &Visit<'_>, progress: &Progress) -> Outcome {
    let name = progress::begin(visit.ctx, &visit.site.pool, progress).await?;
    Answer::redirect("forgot", &visit.onward("/confirmforgotPassword", &["flow"], Some(("flow", &name))))
}

/// The row of the address while it waits for the code. Errors: `Expired`.
async fn kept(visit: &Visit<'_>, request: &Request) -> Result<Kept, Trouble> {
    let kept = challenge::kept(visit, request).await?;
    if kept.progress.step == STEP { Ok(kept) } else { Err(Trouble::Expired) }
}

fn ask(visit: &Visit<'_>, status: StatusCode, form: Form) -> Outcome {
    let (name_label, name_type) = login::name_field(&visit.site.pool);
    let page = ForgotPage {
        form,
        action: visit.onward("/forgotPassword", &["flow"], None),
        name_label,
        name_type,
        sign_in: visit.onward("/login", &["flow"], None),
    };
    render(visit, status, &page)
}

fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let parameters = &kept.progress.parameters;
    let page = ResetPage {
        is_resent: parameters.contains_key("IS_RESENT") && status == StatusCode::OK,
        is_required: parameters.contains_key("IS_REQUIRED"),
        wait_s: wait::left_s(visit.ctx, parameters),
        form,
        action: visit.onward("/confirmforgotPassword", &[], None),
        to: parameters.get("CODE_DELIVERY_DESTINATION").cloned().unwrap_or_default(),
        username: kept.progress.username.clone(),
        rules: PasswordRules::of(&visit.site.pool),
        sign_in: visit.onward("/login", &["flow"], None),
    };
    render(visit, status, &page)
}

impl Page for ForgotPage {
    const TEMPLATE: &'static str = "hosted/forgot.html";

    fn samples() -> Vec<ForgotPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form| ForgotPage {
            form,
            action: hostile.clone(),
            name_label: "email",
            name_type: "email",
            sign_in: hostile.clone(),
        };
        let values = BTreeMap::from([("username".to_owned(), hostile.clone())]);
        let wrong = Form { values, wrong: Vec::new() }.with("username", "wrong-unknown-user");
        vec![page(Form::default()), page(wrong)]
    }
}

impl HostedPage for ForgotPage {
    const NAME: &'static str = "forgot";

    fn title(&self) -> &str {
        "forgot-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}

impl Page for ResetPage {
    const TEMPLATE: &'static str = "hosted/reset.html";

    fn samples() -> Vec<ResetPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form, to: &str, is_resent, is_required| ResetPage {
            form,
            action: hostile.clone(),
            to: to.to_owned(),
            username: hostile.clone(),
            is_resent,
            is_required,
            wait_s: i64::from(is_resent),
            rules: PasswordRules::sample(),
            sign_in: hostile.clone(),
        };
        let wrong = Form::default().with("code", "wrong-code").with("password", "wrong-password-reused");
        vec![
            page(Form::default(), &hostile, false, false),
            page(Form::default(), &hostile, true, false),
            page(wrong, "", false, true),
        ]
    }
}

impl HostedPage for ResetPage {
    const NAME: &'static str = "reset";

    fn title(&self) -> &str {
        "reset-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
