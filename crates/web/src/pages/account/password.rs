//! `/account/password`: another password, by whoever knows the old one.
//! AWS: API_ChangePassword.

use http::StatusCode;
use rules::Reason;
use rules::account::{passwords, typed};
use rules::users::status;
use serde::Serialize;

use super::{At, NAME, Shell};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::pages::Page;
use crate::pages::form::Form;
use crate::pages::password_rules::PasswordRules;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct PasswordPage {
    shell: Shell,
    form: Form,
    action: String,
    username: String,
    /// Whether there is an old one to ask for.
    asks_old: bool,
    rules: PasswordRules,
    back: String,
}

/// Whether somebody can have a password here at all: who comes from a provider has it there.
pub(super) fn is_open(at: &At<'_, '_>) -> Result<bool, rules::Error> {
    let user = &at.account.live.user;
    Ok(user.status != status::EXTERNAL_PROVIDER || passwords::is_set(user)?)
}

/// Shows it.
pub(super) fn get(at: &At<'_, '_>) -> Outcome {
    show(at, StatusCode::OK, Form::default())
}

/// Takes both.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let visit = at.visit;
    let asks_old = passwords::is_set(&at.account.live.user)?;
    let (old, new) = (visit.field("current_password"), visit.field("new_password"));
    let mut form = Form::default();
    if asks_old && old.is_none() {
        form = form.with("current_password", "wrong-required");
    }
    match new {
        None => form = form.with("new_password", "wrong-required"),
        Some(new) if !typed::is_password(new) => form = form.with("new_password", "wrong-password-policy"),
        Some(_) => {}
    }
    if !form.wrong.is_empty() {
        return show(at, StatusCode::BAD_REQUEST, form);
    }
    let holder = at.account.holder(&visit.site.pool);
    let old = old.filter(|_| asks_old);
    match passwords::change(visit.ctx, &holder, old, new.unwrap_or_default()).await {
        Ok(()) => at.done("/account/security", "account-password-changed"),
        Err(error) => {
            let form = match error.reason() {
                Reason::IncorrectCredentials => form.with("current_password", "wrong-current-password"),
                reason if reason.entry().code == "InvalidPasswordException" => {
                    form.with_error("new_password", error)?
                }
                Reason::PasswordUsedBefore => form.with_error("new_password", error)?,
                _ => form.with_error("", error)?,
            };
            show(at, StatusCode::BAD_REQUEST, form)
        }
    }
}

fn show(at: &At<'_, '_>, status: StatusCode, form: Form) -> Outcome {
    if !is_open(at)? {
        return at.lead("/account/security");
    }
    let user = &at.account.live.user;
    let page = PasswordPage {
        shell: at.shell("new-password-title", "/account/security"),
        form,
        action: at.to("/account/password"),
        username: user.username.clone(),
        asks_old: passwords::is_set(user)?,
        rules: PasswordRules::of(&at.visit.site.pool),
        back: at.to("/account/security"),
    };
    render(at.visit, status, &page)
}

impl Page for PasswordPage {
    const TEMPLATE: &'static str = "hosted/account_password.html";

    fn samples() -> Vec<PasswordPage> {
        let [calm, full] = Shell::samples("new-password-title");
        let hostile = full.name.clone();
        let page = |shell, form, asks_old| PasswordPage {
            shell,
            form,
            action: hostile.clone(),
            username: hostile.clone(),
            asks_old,
            rules: PasswordRules::sample(),
            back: hostile.clone(),
        };
        let wrong = Form::default().with("current_password", "wrong-current-password");
        vec![
            page(calm.clone(), wrong, true),
            page(calm, Form::default(), false),
            page(full, Form::default(), true),
        ]
    }
}

impl HostedPage for PasswordPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
