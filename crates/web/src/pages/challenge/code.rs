//! The page that asks for a code: sent by mail or text message, or shown by an authenticator app.
//! AWS: API_RespondToAuthChallenge, SMS_MFA, EMAIL_OTP, SMS_OTP, SOFTWARE_TOKEN_MFA.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::hosted::authorize::Request;
use rules::hosted::progress::Kept;
use serde::Serialize;

use super::{Typed, answer};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;
use crate::pages::Page;
use crate::pages::form::Form;
use crate::pages::wait;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct CodePage {
    form: Form,
    action: String,
    step: String,
    /// The key of where the code comes from.
    text: &'static str,
    /// Where it was sent, masked; or the name of the device.
    to: String,
    username: String,
    /// Whether it was sent anew.
    resent: bool,
    /// Whether it can be sent anew.
    resend: bool,
    /// The seconds until then.
    wait_s: i64,
    /// Whether another way can be chosen.
    another: bool,
}

/// Shows it.
pub(super) fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let parameter = |name: &str| kept.progress.parameters.get(name).cloned().unwrap_or_default();
    let step = kept.progress.step.clone();
    let (text, to) = match step.as_str() {
        "SOFTWARE_TOKEN_MFA" if parameter("FRIENDLY_DEVICE_NAME").is_empty() => {
            ("code-from-app", String::new())
        }
        "SOFTWARE_TOKEN_MFA" => ("code-from-app-named", parameter("FRIENDLY_DEVICE_NAME")),
        "EMAIL_OTP" => ("code-sent-email", parameter("CODE_DELIVERY_DESTINATION")),
        _ => ("code-sent-sms", parameter("CODE_DELIVERY_DESTINATION")),
    };
    let action = visit.onward("/challenge", &[], None);
    let page = CodePage {
        form,
        action,
        step: kept.progress.mark(),
        text,
        to,
        username: kept.progress.username.clone(),
        resent: !parameter(super::RESENT).is_empty(),
        resend: step != "SOFTWARE_TOKEN_MFA",
        wait_s: wait::left_s(visit.ctx, &kept.progress.parameters),
        another: !kept.progress.chosen_from.is_empty(),
    };
    render(visit, status, &page)
}

/// Takes it.
pub(super) async fn post(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let code = typed(visit);
    if code.is_empty() {
        let form = Form::default().with("code", "wrong-required");
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    }
    let name = format!("{}_CODE", kept.progress.step);
    let given = BTreeMap::from([(name, code)]);
    answer(visit, request, kept, Typed { given, form: Form::default(), at: &|_| "code" }).await
}

/// The code of a form. People type codes as they read them: in groups.
pub(super) fn typed(visit: &Visit<'_>) -> String {
    let typed = visit.field("code").unwrap_or_default();
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "hosted/code.html";

    fn samples() -> Vec<CodePage> {
        let hostile = "<img src=x onerror=alert(1)>".to_owned();
        let page = |text, form| CodePage {
            form,
            action: hostile.clone(),
            step: hostile.clone(),
            text,
            to: hostile.clone(),
            username: hostile.clone(),
            resent: text == "code-sent-email",
            resend: text == "code-sent-email",
            wait_s: 12,
            another: text == "code-sent-email",
        };
        vec![
            page("code-sent-email", Form::default()),
            page("code-from-app", Form::default().with("code", "wrong-code")),
        ]
    }
}

impl HostedPage for CodePage {
    const NAME: &'static str = "code";

    fn title(&self) -> &str {
        "code-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
