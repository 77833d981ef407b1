//! `/account/app`: sets an authenticator app up.
//! AWS: API_AssociateSoftwareToken, API_VerifySoftwareToken.

use http::StatusCode;
use rules::Reason;
use rules::account::typed;
use rules::users::software_tokens::{self, First};
use serde::Serialize;

use super::{At, NAME, Shell};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::pages::Page;
use crate::pages::challenge::{LONGEST_NAME, groups, key_uri};
use crate::pages::form::Form;
use crate::pages::qr::Qr;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct AppPage {
    shell: Shell,
    form: Form,
    action: String,
    qr: Qr,
    uri: String,
    /// In groups, as people type it.
    secret: String,
    back: String,
}

/// Shows the secret that waits for its first code.
pub(super) async fn get(at: &At<'_, '_>) -> Outcome {
    show(at, StatusCode::OK, Form::default()).await
}

/// Draws a secret, or takes its first code.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let (visit, pool, user) = (at.visit, &at.visit.site.pool, &at.account.live.user);
    if visit.field("begin").is_some() {
        return match software_tokens::associate(visit.ctx, pool, user).await {
            Ok(_) => at.lead("/account/app"),
            Err(error) if error.reason() == Reason::SoftwareTokenDisabled => at.lead("/account/security"),
            Err(error) => Err(error.into()),
        };
    }
    let form = Form::kept(visit, &["device_name"]);
    let Some(code) = visit.field("code").and_then(typed::code) else {
        return show(at, StatusCode::BAD_REQUEST, form.with("code", "wrong-required")).await;
    };
    let name = visit.field("device_name").map(str::trim).unwrap_or_default();
    let name: String = name.chars().take(LONGEST_NAME).collect();
    let first = First { code: &code, name: Some(&name), is_preferred: true };
    match software_tokens::verify(visit.ctx, pool, user, first).await {
        Ok(()) => at.done("/account/security", "account-saved"),
        Err(error) => match error.reason() {
            Reason::SoftwareTokenDisabled | Reason::SoftwareTokenNotSetUp => at.lead("/account/security"),
            _ => show(at, StatusCode::BAD_REQUEST, form.with_error("code", error)?).await,
        },
    }
}

async fn show(at: &At<'_, '_>, status: StatusCode, form: Form) -> Outcome {
    let (visit, pool, user) = (at.visit, &at.visit.site.pool, &at.account.live.user);
    let waiting = software_tokens::waiting(visit.ctx, pool, user).await?;
    // Whoever holds a session that is not fresh learns no secret.
    let Some(secret) = waiting.filter(|_| at.is_fresh()) else { return at.lead("/account/security") };
    let uri = key_uri(&pool.settings.name.clone().unwrap_or_default(), &user.username, &secret);
    let page = AppPage {
        shell: at.shell("totp-title", "/account/security"),
        form,
        action: at.to("/account/app"),
        qr: Qr::of(&uri)?,
        uri,
        secret: groups(&secret),
        back: at.to("/account/security"),
    };
    render(visit, status, &page)
}

impl Page for AppPage {
    const TEMPLATE: &'static str = "hosted/account_app.html";

    fn samples() -> Vec<AppPage> {
        let [calm, full] = Shell::samples("totp-title");
        let hostile = full.name.clone();
        let page = |shell, form| AppPage {
            shell,
            form,
            action: hostile.clone(),
            qr: Qr { size: 8, path: hostile.clone() },
            uri: hostile.clone(),
            secret: groups("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
            back: hostile.clone(),
        };
        vec![page(calm, Form::default()), page(full, Form::default().with("code", "wrong-code"))]
    }
}

impl HostedPage for AppPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
