//! The page that asks for a choice: what to begin with, which second factor to use, or which to set up.
//! AWS: API_RespondToAuthChallenge, SELECT_CHALLENGE, SELECT_MFA_TYPE, MFA_SETUP.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::hosted::authorize::Request;
use rules::hosted::progress::{Kept, Progress};
use serde::Serialize;

use super::{Typed, answer, setup, step};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::pages::Page;
use crate::pages::form::Form;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct ChoosePage {
    form: Form,
    action: String,
    step: String,
    title: &'static str,
    text: &'static str,
    username: String,
    /// Where somebody else begins.
    restart: Option<String>,
    ways: Vec<Way>,
}

#[derive(Clone, Serialize)]
struct Way {
    name: String,
    label: &'static str,
}

/// What there is to choose from at this step, by AWS's names.
pub(super) fn ways(visit: &Visit<'_>, progress: &Progress) -> Vec<String> {
    let listed = |name: &str| -> Vec<String> {
        let told = progress.parameters.get(name).map(String::as_str).unwrap_or("[]");
        serde_json::from_str(told).unwrap_or_default()
    };
    match progress.step.as_str() {
        "SELECT_MFA_TYPE" => listed("MFAS_CAN_CHOOSE"),
        step if step.starts_with("MFA_SETUP") => listed("MFAS_CAN_SETUP"),
        _ => {
            // A page has no use for SRP: it is sent the password.
            let mut ways: Vec<String> =
                progress.available.iter().filter(|name| *name != "PASSWORD_SRP").cloned().collect();
            let policy = visit.site.pool.settings.policies.as_ref();
            let factors = policy.and_then(|policies| policies.sign_in_policy.as_ref());
            let order = factors.and_then(|policy| policy.allowed_first_auth_factors.as_ref());
            // The pool's own order: what its owner named first comes first.
            let rank = |name: &String| order.and_then(|order| order.iter().position(|one| one == name));
            ways.sort_by_key(|name| rank(name).unwrap_or(usize::MAX));
            ways
        }
    }
}

fn label(name: &str) -> Option<&'static str> {
    Some(match name {
        "PASSWORD" => "method-password",
        "EMAIL_OTP" => "method-email",
        "SMS_OTP" | "SMS_MFA" => "method-sms",
        "SOFTWARE_TOKEN_MFA" => "method-totp",
        "WEB_AUTHN" => "method-passkey",
        _ => return None,
    })
}

/// Shows it.
pub(super) fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let (title, text) = match kept.progress.step.as_str() {
        "SELECT_MFA_TYPE" => ("mfa-choose-title", ""),
        "MFA_SETUP" => ("mfa-setup-title", "mfa-setup-text"),
        _ => ("choose-method-title", ""),
    };
    let is_first = kept.progress.step == step::SELECT_CHALLENGE;
    let ways = ways(visit, &kept.progress).into_iter();
    let page = ChoosePage {
        form,
        action: visit.onward("/challenge", &[], None),
        step: kept.progress.mark(),
        title,
        text,
        username: kept.progress.username.clone(),
        restart: is_first.then(|| visit.onward("/login", &["flow"], None)),
        ways: ways.filter_map(|name| Some(Way { label: label(&name)?, name })).collect(),
    };
    render(visit, status, &page)
}

/// Takes it.
pub(super) async fn post(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let ways = ways(visit, &kept.progress);
    let Some(way) = visit.field("way").filter(|way| ways.iter().any(|name| name == way)) else {
        return show(visit, &kept, StatusCode::BAD_REQUEST, Form::default().with("", "wrong-required"));
    };
    let way = way.to_owned();
    take(visit, request, kept, &way).await
}

/// Goes on with a way that is among those offered.
pub(super) async fn take(visit: &Visit<'_>, request: &Request, kept: Kept, way: &str) -> Outcome {
    match (kept.progress.step.as_str(), way) {
        // The password comes along with the choice itself.
        (step::SELECT_CHALLENGE, "PASSWORD") => super::turn(visit, kept, step::PASSWORD).await,
        ("MFA_SETUP", "SOFTWARE_TOKEN_MFA") => setup::begin_app(visit, kept).await,
        ("MFA_SETUP", "EMAIL_OTP") => super::turn(visit, kept, step::SETUP_EMAIL).await,
        ("MFA_SETUP", "SMS_MFA") => super::turn(visit, kept, step::SETUP_SMS).await,
        ("MFA_SETUP", _) => Err(Trouble::Expired),
        _ => {
            let given = BTreeMap::from([("ANSWER".to_owned(), way.to_owned())]);
            answer(visit, request, kept, Typed { given, form: Form::default(), at: &|_| "" }).await
        }
    }
}

impl Page for ChoosePage {
    const TEMPLATE: &'static str = "hosted/choose.html";

    fn samples() -> Vec<ChoosePage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let ways = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "SOFTWARE_TOKEN_MFA", "WEB_AUTHN"];
        let ways: Vec<Way> = ways
            .into_iter()
            .filter_map(|name| Some(Way { label: label(name)?, name: name.to_owned() }))
            .collect();
        let page = |title, text, ways: &[Way], form| ChoosePage {
            form,
            action: hostile.clone(),
            step: hostile.clone(),
            title,
            text,
            username: hostile.clone(),
            restart: (ways.len() > 3).then(|| hostile.clone()),
            ways: ways.to_vec(),
        };
        let form = Form::default().with("", "wrong-too-many");
        vec![
            page("choose-method-title", "", &ways, Form::default()),
            page("mfa-setup-title", "mfa-setup-text", &ways[1..3], form),
        ]
    }
}

impl HostedPage for ChoosePage {
    const NAME: &'static str = "choose";

    fn title(&self) -> &str {
        self.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
