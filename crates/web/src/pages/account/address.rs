//! `/account/address` and `/account/verify`: a new e-mail address or phone number, and the code that proves it.
//! AWS: API_UpdateUserAttributes, API_GetUserAttributeVerificationCode, API_VerifyUserAttribute.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::account::attributes::{self, Change};
use rules::account::typed;
use rules::hosted::authorize;
use rules::signin::{Taken, check_leaves_a_way};
use rules::users::contact;
use rules::users::schema::Writer;
use rules::{Error, Reason};
use serde::Serialize;

use super::profile::{self, ADDRESSES};
use super::{At, NAME, Shell};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::oauth::with_query;
use crate::pages::Page;
use crate::pages::attributes::{fault, kept};
use crate::pages::form::Form;

/// Everything that the page of the code shows.
#[derive(Serialize)]
pub struct VerifyPage {
    shell: Shell,
    form: Form,
    action: String,
    attribute: &'static str,
    /// The key of what is said of the code.
    text: &'static str,
    /// Where it went.
    to: String,
    back: String,
}

/// The parameter that names the address.
const ATTRIBUTE: &str = "attribute";

fn named(text: Option<&str>) -> Option<&'static str> {
    ADDRESSES.into_iter().find(|name| text == Some(name))
}

/// Takes a new address.
pub(super) async fn change(at: &At<'_, '_>) -> Outcome {
    let (visit, user, pool) = (at.visit, &at.account.live.user, &at.visit.site.pool);
    let Some(name) = named(visit.field(ATTRIBUTE)) else { return at.lead("/account") };
    let own = attributes::own(pool, &at.account.client);
    let Some((_, is_required)) = own.into_iter().find(|(known, _)| *known == name) else {
        return at.lead("/account");
    };
    let value = kept(name, visit.field(name).unwrap_or_default());
    let wrong = match value.is_empty() {
        true => is_required.then_some("wrong-required"),
        false => fault(pool, name, &value),
    };
    let form = Form::kept(visit, &[name]);
    if let Some(key) = wrong {
        return profile::show(at, StatusCode::BAD_REQUEST, form.with(name, key));
    }
    if user.attributes.get(name).map_or("", String::as_str) == value {
        return at.lead("/account");
    }
    if value.is_empty() {
        let holder = (&**pool, &*at.account.client, user);
        if let Err(error) = check_leaves_a_way(visit.ctx, holder, Taken::Address(name)).await {
            return profile::show(at, StatusCode::BAD_REQUEST, form.with_error(name, error)?);
        }
    }
    let given = BTreeMap::from([(name.to_owned(), value)]);
    let change = Change { writer: Writer::User(&at.account.client), given, client_metadata: None };
    match attributes::change(visit.ctx, pool, user, change).await {
        Ok(sent) if sent.is_empty() => at.done("/account", "account-saved"),
        Ok(_) => to_code(at, name),
        Err(error) => {
            let form = refused(form, name, error)?;
            profile::show(at, StatusCode::BAD_REQUEST, form)
        }
    }
}

fn refused(form: Form, field: &'static str, error: Error) -> Result<Form, crate::hosted::trouble::Trouble> {
    match error.reason() {
        Reason::RateExceeded => Ok(form.with(field, "wrong-too-many")),
        Reason::UsernameNotEmail => Ok(form.with(field, "wrong-email")),
        Reason::UsernameNotPhone => Ok(form.with(field, "wrong-phone")),
        _ => form.with_error(field, error),
    }
}

/// To the page that asks for the code.
fn to_code(at: &At<'_, '_>, name: &'static str) -> Outcome {
    Answer::redirect(NAME, &with_query(&at.to("/account/verify"), [(ATTRIBUTE, name)]))
}

/// Shows where the code goes.
pub(super) fn get(at: &At<'_, '_>) -> Outcome {
    match named(authorize::text(&at.visit.params, ATTRIBUTE)) {
        Some(name) => show(at, name, StatusCode::OK, Form::default()),
        None => at.lead("/account"),
    }
}

/// Takes the code, or sends another.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let (visit, pool) = (at.visit, &at.visit.site.pool);
    let Some(name) = named(visit.field(ATTRIBUTE)) else { return at.lead("/account") };
    if visit.field("resend").is_some() {
        return match attributes::ask_code(visit.ctx, &at.account.holder(pool), name, None).await {
            Ok(_) => to_code(at, name),
            Err(error) => show(at, name, StatusCode::BAD_REQUEST, refused(Form::default(), "", error)?),
        };
    }
    let Some(code) = visit.field("code").and_then(typed::code) else {
        let form = Form::default().with("code", "wrong-required");
        return show(at, name, StatusCode::BAD_REQUEST, form);
    };
    match attributes::verify(visit.ctx, &at.account.holder(pool), name, &code).await {
        Ok(()) => at.done("/account", "address-changed"),
        Err(error) => show(at, name, StatusCode::BAD_REQUEST, refused(Form::default(), "code", error)?),
    }
}

fn show(at: &At<'_, '_>, name: &'static str, status: StatusCode, form: Form) -> Outcome {
    let user = &at.account.live.user;
    let waits = rules::users::extra(user)?.pending.remove(name);
    let text = match (&waits, name) {
        (Some(_), _) => "address-change-text",
        (None, "phone_number") => "confirm-text-sms",
        (None, _) => "confirm-text-email",
    };
    let address = waits.or_else(|| user.attributes.get(name).cloned());
    let is_done = text != "address-change-text" && contact::is_verified(user, name);
    let Some(to) = address.filter(|_| !is_done) else { return at.lead("/account") };
    let page = VerifyPage {
        shell: Shell { proof: None, ..at.shell("address-change-title", "/account") },
        form,
        action: with_query(&at.to("/account/verify"), [(ATTRIBUTE, name)]),
        attribute: name,
        text,
        to,
        back: at.to("/account"),
    };
    render(at.visit, status, &page)
}

impl Page for VerifyPage {
    const TEMPLATE: &'static str = "hosted/account_verify.html";

    fn samples() -> Vec<VerifyPage> {
        let [calm, full] = Shell::samples("address-change-title");
        let hostile = full.name.clone();
        let page = |shell, form, text| VerifyPage {
            shell,
            form,
            action: hostile.clone(),
            attribute: "email",
            text,
            to: hostile.clone(),
            back: hostile.clone(),
        };
        vec![
            page(calm, Form::default(), "address-change-text"),
            page(full, Form::default().with("code", "wrong-code"), "confirm-text-sms"),
        ]
    }
}

impl HostedPage for VerifyPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
