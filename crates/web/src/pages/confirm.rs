//! `/confirm` and `/resendcode`: the code of a sign-up, and then straight on to the app.
//! AWS: the developer guide, "Managed login", API_ConfirmSignUp, API_ResendConfirmationCode; an unconfirmed user who signs in
//! comes here too.

use http::StatusCode;
use rules::account::confirm::{self, Confirmation};
use rules::account::typed;
use rules::hosted::authorize::{self, Request};
use rules::hosted::progress::{self, Kept, Progress};
use rules::users::{self, Known};
use rules::{Error, Reason};
use serde::Serialize;

use super::form::Form;
use super::login::{Notice, lead_back};
use super::sign_up::signed_in;
use super::wait;
use super::{Page, challenge};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// The step of the pages' own at which the code is waited for.
pub const STEP: &str = "CONFIRM_SIGN_UP";

const NAME: &str = "confirm";

/// Everything that the page shows.
#[derive(Serialize)]
pub struct ConfirmPage {
    form: Form,
    title: &'static str,
    /// What was sent, as a sentence; or that nothing was.
    text: &'static str,
    /// Where to, masked.
    to: String,
    is_resent: bool,
    takes_code: bool,
    action: String,
    /// Where a new code is asked for.
    resend: Option<String>,
    resend_label: &'static str,
    /// The seconds until then.
    wait_s: i64,
    sign_in: String,
}

/// Shows it.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    let kept = match kept(visit, &request).await? {
        Standing::Here(kept) => kept,
        Standing::Elsewhere(answer) => return Ok(answer),
    };
    let problem = kept.progress.parameters.get("PROBLEM").map(String::as_str);
    let form = match problem {
        Some("LimitExceededException") => Form::default().with("", "wrong-too-many"),
        Some(_) => Form::default().with("", "wrong-delivery"),
        None => Form::default(),
    };
    show(visit, &kept, StatusCode::OK, form)
}

/// Takes the code.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let kept = match kept(visit, &request).await? {
        Standing::Here(kept) => kept,
        Standing::Elsewhere(answer) => return Ok(answer),
    };
    let Some(code) = visit.field("code").and_then(typed::code) else {
        let form = Form::default().with("code", "wrong-required");
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    };
    let known = known(visit, &request, &kept).await?;
    let username = kept.progress.username.clone();
    let asked = |session| Confirmation {
        username: &username,
        code: &code,
        takes_aliases: false,
        session,
        client_metadata: None,
    };
    let mut confirmed = confirm::by_code(visit.ctx, &known, asked(kept.progress.session.as_deref())).await;
    if confirmed.as_ref().is_err_and(is_stale) {
        // What was proved before no longer holds; the code does.
        confirmed = confirm::by_code(visit.ctx, &known, asked(None)).await.map(|_| None);
    }
    match confirmed {
        Ok(session) => go_on(visit, &request, kept, session).await,
        // In another tab, by a link or by an administrator.
        Err(error) if error.reason() == Reason::CannotConfirm => go_on(visit, &request, kept, None).await,
        Err(error) if error.reason() == Reason::AliasExists => {
            let form = Form::default().with("", "wrong-address-taken");
            show(visit, &kept, StatusCode::BAD_REQUEST, form)
        }
        Err(error) => {
            let field = if error.is_of_function() { "" } else { "code" };
            let form = Form::default().with_error(field, error)?;
            show(visit, &kept, StatusCode::BAD_REQUEST, form)
        }
    }
}

/// Sends a new code.
pub async fn resend(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let kept = match kept(visit, &request).await? {
        Standing::Here(kept) => kept,
        Standing::Elsewhere(answer) => return Ok(answer),
    };
    let left_s = left_s(visit, &kept);
    if left_s > 0 {
        let form = Form::default().with_count("code-wait", left_s);
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    }
    let known = known(visit, &request, &kept).await?;
    match confirm::resend(visit.ctx, &known, &kept.progress.username, None).await {
        Ok(details) => {
            let mut next = kept.progress.clone();
            next.parameters.remove("PROBLEM");
            next.parameters.extend(confirm::shown(&visit.site.pool, &details));
            wait::sent(visit.ctx, &mut next.parameters);
            progress::go_on(visit.ctx, &visit.site.pool, &kept, &next).await?;
            Answer::redirect(NAME, &visit.onward("/confirm", &["resent"], Some(("resent", "1"))))
        }
        Err(error) if error.reason() == Reason::AlreadyConfirmed => go_on(visit, &request, kept, None).await,
        Err(error) => {
            let form = Form::default().with_error("", error)?;
            show(visit, &kept, StatusCode::BAD_REQUEST, form)
        }
    }
}

/// `/resendcode` by its address: the page of the code has the button.
pub fn resend_page(visit: &Visit<'_>) -> Outcome {
    Answer::redirect(NAME, &visit.onward("/confirm", &["resent"], None))
}

/// Whether a code or a link has just gone out to whoever stands here.
pub(super) fn is_sent(progress: &Progress) -> bool {
    let parameters = &progress.parameters;
    let has_gone = parameters.get(DESTINATION).is_some_and(|to| !to.is_empty());
    progress.step == STEP && has_gone && !parameters.contains_key("PROBLEM")
}

/// The seconds until a code can be asked for again; a link at any time.
fn left_s(visit: &Visit<'_>, kept: &Kept) -> i64 {
    let parameters = &kept.progress.parameters;
    let is_link = parameters.get("IS_LINK").is_some_and(|is_link| is_link == "true");
    if is_link { 0 } else { wait::left_s(visit.ctx, parameters) }
}

/// AWS's name of where a code went.
const DESTINATION: &str = "CODE_DELIVERY_DESTINATION";

enum Standing {
    Here(Kept),
    Elsewhere(Answer),
}

/// The row of the address while it waits for the code. Errors: `Expired`.
async fn kept(visit: &Visit<'_>, request: &Request) -> Result<Standing, Trouble> {
    let kept = challenge::kept(visit, request).await?;
    if kept.progress.step == STEP {
        return Ok(Standing::Here(kept));
    }
    // By the back button, from a later page.
    let to = visit.onward("/challenge", &["resent"], None);
    Ok(Standing::Elsewhere(Answer::redirect(NAME, &to)?))
}

async fn known(visit: &Visit<'_>, request: &Request, kept: &Kept) -> Result<Known, Error> {
    users::of_client(visit.ctx, request.client.id(), &kept.progress.username).await
}

fn is_stale(error: &Error) -> bool {
    matches!(error.reason(), Reason::InvalidSession | Reason::SessionExpired | Reason::SessionUsed)
}

/// Signs in where the Session serves, else leads to where one signs in.
async fn go_on(visit: &Visit<'_>, request: &Request, kept: Kept, session: Option<String>) -> Outcome {
    let username = kept.progress.username.clone();
    let reply = match session {
        Some(session) => signed_in(visit, request, &username, session).await?,
        None => None,
    };
    match reply {
        Some(reply) => challenge::go_on(visit, request, challenge::Standing::Kept(kept), reply).await,
        None => {
            progress::end(visit.ctx, &kept).await?;
            lead_back(visit, request, &username, Notice::Confirmed).await
        }
    }
}

fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let parameter = |name: &str| kept.progress.parameters.get(name).cloned().unwrap_or_default();
    let medium = kept.progress.parameters.get("CODE_DELIVERY_DELIVERY_MEDIUM").map(String::as_str);
    let is_link = parameter("IS_LINK") == "true";
    let text = match medium {
        None => "confirm-no-code-text",
        Some(_) if is_link => "confirm-link-text",
        Some("SMS") => "confirm-text-sms",
        Some("EMAIL") => "confirm-text-email",
        // Nothing has gone out yet.
        Some(_) => "",
    };
    let has_code = medium.is_some();
    let page = ConfirmPage {
        form,
        title: if has_code { "confirm-title" } else { "confirm-no-code-title" },
        text,
        to: parameter(DESTINATION),
        is_resent: has_code
            && !is_link
            && authorize::text(&visit.params, "resent").is_some()
            && status == StatusCode::OK,
        takes_code: has_code && !is_link,
        action: visit.onward("/confirm", &["resent"], None),
        resend: has_code.then(|| visit.onward("/resendcode", &["resent"], None)),
        wait_s: left_s(visit, kept),
        resend_label: if is_link { "confirm-link-resend" } else { "code-resend" },
        sign_in: visit.onward("/login", &["flow", "resent"], None),
    };
    render(visit, status, &page)
}

impl Page for ConfirmPage {
    const TEMPLATE: &'static str = "hosted/confirm.html";

    fn samples() -> Vec<ConfirmPage> {
        let hostile = "<img src=x onerror=alert(1)>".to_owned();
        let page = |text, form, has_code: bool| ConfirmPage {
            form,
            title: if has_code { "confirm-title" } else { "confirm-no-code-title" },
            text,
            to: hostile.clone(),
            is_resent: has_code,
            takes_code: has_code,
            action: hostile.clone(),
            resend: has_code.then(|| hostile.clone()),
            resend_label: "code-resend",
            wait_s: 30,
            sign_in: hostile.clone(),
        };
        vec![
            page("confirm-text-email", Form::default(), true),
            page("confirm-text-sms", Form::default().with("code", "wrong-code"), true),
            page("", Form::default().with("", "wrong-delivery"), true),
            page("confirm-no-code-text", Form::default(), false),
            ConfirmPage {
                takes_code: false,
                is_resent: false,
                resend_label: "confirm-link-resend",
                ..page("confirm-link-text", Form::default(), true)
            },
        ]
    }
}

impl HostedPage for ConfirmPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
