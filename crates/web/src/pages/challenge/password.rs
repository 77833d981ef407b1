//! The page that asks for the password once the name is known.
//! AWS: API_RespondToAuthChallenge, SELECT_CHALLENGE and PASSWORD. Source: the Chromium project's advice on password
//! forms, for the field with the name.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::hosted::authorize::Request;
use rules::hosted::progress::Kept;
use serde::Serialize;

use super::{Typed, answer, choose};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;
use crate::pages::Page;
use crate::pages::form::Form;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct PasswordPage {
    form: Form,
    action: String,
    step: String,
    username: String,
    restart: String,
    forgot: Option<String>,
    another: bool,
}

/// Shows it.
pub(super) fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let page = PasswordPage {
        form,
        action: visit.onward("/challenge", &[], None),
        step: kept.progress.mark(),
        username: kept.progress.username.clone(),
        restart: visit.onward("/login", &["flow"], None),
        forgot: visit
            .site
            .pool
            .recovers_by_people()
            .then(|| visit.onward("/forgotPassword", &["flow"], None)),
        another: choose::ways(visit, &kept.progress).len() > 1,
    };
    render(visit, status, &page)
}

/// Takes it.
pub(super) async fn post(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let Some(password) = visit.field("password") else {
        let form = Form::default().with("password", "wrong-required");
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    };
    let given = BTreeMap::from([("PASSWORD".to_owned(), password.to_owned())]);
    answer(visit, request, kept, Typed { given, form: Form::default(), at: &|_| "password" }).await
}

impl Page for PasswordPage {
    const TEMPLATE: &'static str = "hosted/password.html";

    fn samples() -> Vec<PasswordPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form, forgot: Option<String>| PasswordPage {
            form,
            action: hostile.clone(),
            step: hostile.clone(),
            username: hostile.clone(),
            restart: hostile.clone(),
            another: forgot.is_some(),
            forgot,
        };
        let form = Form::default().with("password", "wrong-credentials");
        vec![page(Form::default(), None), page(form, Some(hostile.clone()))]
    }
}

impl HostedPage for PasswordPage {
    const NAME: &'static str = "password";

    fn title(&self) -> &str {
        "password-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
