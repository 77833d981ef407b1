//! `/device`: the code that a device shows, and whether it is really the person's own.
//! AWS has no such pages. RFC: 8628 sections 3.3 and 5.4.

use http::StatusCode;
use rules::hosted::authorize::{self, Request};
use rules::hosted::browser::Live;
use rules::hosted::device_codes::{self, Waiting};
use rules::hosted::question::Question;
use serde::Serialize;

use super::Page;
use super::form::Form;
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// Where somebody types the code, and what became of it.
#[derive(Serialize)]
pub struct DevicePage {
    form: Form,
    action: String,
    title: &'static str,
    /// The key of a sentence; where it is empty, the code is asked for.
    text: &'static str,
    /// The code that the address brought along.
    code: String,
}

/// Where somebody says whether it is the own device.
#[derive(Serialize)]
pub struct DeviceConfirmPage {
    action: String,
    app: String,
    /// Who is signed in.
    name: String,
    code: String,
}

/// The parameter that names a device whose code was typed.
const DEVICE: &str = "device";

/// The parameter that leads from a sign-in to the question.
const QUESTION: &str = "consent";

fn switched_on(visit: &Visit<'_>) -> Result<(), Trouble> {
    if visit.ctx.config().device_grant { Ok(()) } else { Err(Trouble::NotFound) }
}

/// Shows where to type it, or what became of it.
pub fn get(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    let page = match authorize::text(&visit.params, "done") {
        Some("allowed") => DevicePage::of("device-done-title", "device-done-text"),
        Some(_) => DevicePage::of("device-denied-title", "device-denied-text"),
        None => return show(visit, StatusCode::OK, Form::default()),
    };
    render(visit, StatusCode::OK, &page)
}

/// Takes a code.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    visit.check_form()?;
    let browser = visit.browser().ok_or(Trouble::Forged)?;
    let Some(code) = visit.field("user_code") else {
        let form = Form::default().with("user_code", "wrong-required");
        return show(visit, StatusCode::BAD_REQUEST, form);
    };
    match device_codes::typed(visit.ctx, &visit.site.pool, code, &browser).await {
        Ok(name) => {
            let to = visit.onward("/oauth2/authorize", &["user_code", "done"], Some((DEVICE, &name)));
            Answer::redirect(DevicePage::NAME, &to)
        }
        Err(error) if error.reason() == rules::Reason::CodeMismatch => {
            let form = Form::kept(visit, &["user_code"]).with("user_code", "device-unknown");
            show(visit, StatusCode::BAD_REQUEST, form)
        }
        Err(error) => {
            let form = Form::kept(visit, &["user_code"]).with_error("user_code", error)?;
            show(visit, StatusCode::BAD_REQUEST, form)
        }
    }
}

fn show(visit: &Visit<'_>, status: StatusCode, form: Form) -> Outcome {
    let code = authorize::text(&visit.params, "user_code").unwrap_or_default();
    let code = code.chars().take(20).collect();
    let action = visit.onward("/device", &["user_code", "done", DEVICE], None);
    render(visit, status, &DevicePage { form, action, code, ..DevicePage::of("device-title", "") })
}

/// The way to the question, for somebody who has signed in for a device; to the code, where it was typed elsewhere.
pub async fn due(visit: &Visit<'_>, request: &Request, live: &Live) -> Result<Option<Answer>, Trouble> {
    let Some(device) = &request.device else { return Ok(None) };
    let browser = visit.browser().unwrap_or_default();
    let named = device_codes::named(visit.ctx, &visit.site.pool, device, &browser).await?;
    let to = match named {
        Some((_, true)) => {
            let question = Question::new(visit.ctx, live, browser, device.clone());
            let question = question.sealed(visit.ctx, &visit.site.pool)?;
            visit.onward("/device/confirm", &["flow", QUESTION], Some((QUESTION, &question)))
        }
        _ => format!("{}/device", visit.site.path),
    };
    Ok(Some(Answer::redirect(DevicePage::NAME, &to)?))
}

/// Asks whether it is the own device.
pub async fn ask(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    let (waiting, live) = asked(visit).await?;
    let page = DeviceConfirmPage {
        action: visit.onward("/device/confirm", &[], None),
        app: waiting.client.settings.client_name.clone().unwrap_or_default(),
        name: live.shown_name(),
        code: waiting.user_code,
    };
    render(visit, StatusCode::OK, &page)
}

/// Takes the answer.
pub async fn confirm(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    visit.check_form()?;
    let (waiting, live) = asked(visit).await?;
    let (allowed_by, done) = match visit.field("answer") {
        Some("allow") => (Some(&live), "allowed"),
        Some("deny") => (None, "denied"),
        _ => return ask(visit).await,
    };
    device_codes::decide(visit.ctx, &visit.site.pool, waiting, allowed_by).await?;
    Answer::redirect(DevicePage::NAME, &format!("{}/device?done={done}", visit.site.path))
}

/// The device, and who answers: the one whose sign-in led here, in the browser in which the code was typed.
async fn asked(visit: &Visit<'_>) -> Result<(Waiting, Live), Trouble> {
    let param = |name| authorize::text(&visit.params, name).unwrap_or_default();
    let (ctx, pool) = (visit.ctx, &visit.site.pool);
    let browser = visit.browser().ok_or(Trouble::Expired)?;
    let live = Question::open(ctx, pool, param(QUESTION), (&browser, param(DEVICE))).await?;
    let named = device_codes::named(ctx, pool, param(DEVICE), &browser).await?;
    match (named, live) {
        (Some((waiting, true)), Some(live)) => Ok((waiting, live)),
        _ => Err(Trouble::Expired),
    }
}

impl DevicePage {
    fn of(title: &'static str, text: &'static str) -> DevicePage {
        DevicePage { form: Form::default(), action: String::new(), title, text, code: String::new() }
    }
}

impl Page for DevicePage {
    const TEMPLATE: &'static str = "hosted/device.html";

    fn samples() -> Vec<DevicePage> {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>".to_owned();
        let asks = DevicePage::of("device-title", "");
        let form = Form::default().with("user_code", "device-unknown");
        let wrong =
            DevicePage { form, action: hostile.clone(), code: hostile, ..DevicePage::of("device-title", "") };
        let done = DevicePage::of("device-done-title", "device-done-text");
        vec![asks, wrong, done, DevicePage::of("device-denied-title", "device-denied-text")]
    }
}

impl HostedPage for DevicePage {
    const NAME: &'static str = "device";

    fn title(&self) -> &str {
        self.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}

impl Page for DeviceConfirmPage {
    const TEMPLATE: &'static str = "hosted/device_confirm.html";

    fn samples() -> Vec<DeviceConfirmPage> {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>".to_owned();
        let page = |text: &str| DeviceConfirmPage {
            action: "/device/confirm?consent=x".to_owned(),
            app: text.to_owned(),
            name: text.to_owned(),
            code: text.to_owned(),
        };
        vec![page("Television"), page(&hostile)]
    }
}

impl HostedPage for DeviceConfirmPage {
    const NAME: &'static str = "device_confirm";

    fn title(&self) -> &str {
        "device-confirm-title"
    }
}
