//! The page that asks for a lasting password in the place of a temporary one, and for attributes that are missing.
//! AWS: API_RespondToAuthChallenge, NEW_PASSWORD_REQUIRED.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::Reason;
use rules::hosted::authorize::Request;
use rules::hosted::progress::Kept;
use serde::Serialize;

use super::{Typed, answer};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;
use crate::pages::Page;
use crate::pages::attributes::{self, Field};
use crate::pages::form::Form;
use crate::pages::password_rules::PasswordRules;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct NewPasswordPage {
    form: Form,
    action: String,
    step: String,
    username: String,
    rules: PasswordRules,
    missing: Vec<Field>,
}

/// AWS: what the names of attributes begin with in the challenge's responses.
const PREFIX: &str = "userAttributes.";

/// Shows it.
pub(super) fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let page = NewPasswordPage {
        form,
        action: visit.onward("/challenge", &[], None),
        step: kept.progress.mark(),
        username: kept.progress.username.clone(),
        rules: PasswordRules::of(&visit.site.pool),
        missing: missing(kept),
    };
    render(visit, status, &page)
}

/// Takes it.
pub(super) async fn post(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let missing = missing(&kept);
    let names: Vec<&str> = missing.iter().map(|one| one.name.as_str()).collect();
    let mut form = Form::kept(visit, &names);
    let mut given = BTreeMap::new();
    match visit.field("new_password") {
        Some(password) => _ = given.insert("NEW_PASSWORD".to_owned(), password.to_owned()),
        None => form = form.with("new_password", "wrong-required"),
    }
    for one in &missing {
        let value = attributes::kept(&one.attribute, visit.field(&one.name).unwrap_or_default());
        let fault = match value.as_str() {
            "" => Some("wrong-required"),
            value => attributes::fault(&visit.site.pool, &one.attribute, value),
        };
        if let Some(key) = fault {
            form = form.with(one.name.clone(), key);
        }
        given.insert(one.name.clone(), value);
    }
    if !form.wrong.is_empty() {
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    }
    let at = |reason: Reason| match reason {
        Reason::PasswordPolicy | Reason::PasswordUsedBefore => "new_password",
        _ => "",
    };
    answer(visit, request, kept, Typed { given, form, at: &at }).await
}

/// The attributes that are asked for: those that the challenge names.
fn missing(kept: &Kept) -> Vec<Field> {
    let told = kept.progress.parameters.get("requiredAttributes").map_or("[]", String::as_str);
    let names: Vec<String> = serde_json::from_str(told).unwrap_or_default();
    names.into_iter().map(named).collect()
}

fn named(name: String) -> Field {
    let attribute = name.strip_prefix(PREFIX).unwrap_or(&name).to_owned();
    attributes::field(&attribute, name, true)
}

impl Page for NewPasswordPage {
    const TEMPLATE: &'static str = "hosted/replace_password.html";

    fn samples() -> Vec<NewPasswordPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form, missing: &[&str]| NewPasswordPage {
            form,
            action: hostile.clone(),
            step: hostile.clone(),
            username: hostile.clone(),
            rules: PasswordRules::sample(),
            missing: missing.iter().map(|name| named((*name).to_owned())).collect(),
        };
        let values = BTreeMap::from([("userAttributes.name".to_owned(), hostile.clone())]);
        let form = Form { values, wrong: Vec::new() }.with("new_password", "wrong-password-policy");
        vec![page(Form::default(), &[]), page(form, &["userAttributes.name", "userAttributes.phone_number"])]
    }
}

impl HostedPage for NewPasswordPage {
    const NAME: &'static str = "new_password";

    fn title(&self) -> &str {
        "new-password-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
