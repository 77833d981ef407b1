//! The page that asks for a passkey of somebody whose name is known.
//! AWS: API_RespondToAuthChallenge, WEB_AUTHN. RFC: W3C Web Authentication Level 3, 5.5.

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

/// Everything that the page shows.
#[derive(Serialize)]
pub struct PasskeyPage {
    form: Form,
    action: String,
    step: String,
    /// PublicKeyCredentialRequestOptionsJSON.
    options: String,
    another: bool,
}

/// Shows it.
pub(super) fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let options = kept.progress.parameters.get("CREDENTIAL_REQUEST_OPTIONS").cloned();
    let page = PasskeyPage {
        form,
        action: visit.onward("/challenge", &[], None),
        step: kept.progress.mark(),
        options: options.unwrap_or_default(),
        another: !kept.progress.chosen_from.is_empty(),
    };
    render(visit, status, &page)
}

/// Takes what the authenticator says.
pub(super) async fn post(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let Some(credential) = visit.field("credential") else {
        return show(visit, &kept, StatusCode::BAD_REQUEST, Form::default().with("", "wrong-passkey"));
    };
    let given = BTreeMap::from([("CREDENTIAL".to_owned(), credential.to_owned())]);
    answer(visit, request, kept, Typed { given, form: Form::default(), at: &|_| "" }).await
}

impl Page for PasskeyPage {
    const TEMPLATE: &'static str = "hosted/passkey.html";

    fn samples() -> Vec<PasskeyPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form, another| PasskeyPage {
            form,
            action: hostile.clone(),
            step: hostile.clone(),
            options: hostile.clone(),
            another,
        };
        vec![page(Form::default(), false), page(Form::default().with("", "wrong-passkey"), true)]
    }
}

impl HostedPage for PasskeyPage {
    const NAME: &'static str = "passkey";

    fn title(&self) -> &str {
        "passkey-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
