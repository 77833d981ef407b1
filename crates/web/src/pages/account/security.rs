//! `/account/security`: the password, passkeys and the authenticator app of a person.
//! AWS: API_ListWebAuthnCredentials, API_StartWebAuthnRegistration, API_CompleteWebAuthnRegistration,
//! API_DeleteWebAuthnCredential, API_AdminDeleteSoftwareToken.

use http::StatusCode;
use rules::users::{mfa, passkeys, software_tokens};
use rules::{Error, Reason};
use serde::Serialize;
use serde_json::{Value, json};

use super::{At, NAME, Shell, password};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::pages::Page;
use crate::pages::form::Form;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct SecurityPage {
    shell: Shell,
    form: Form,
    action: String,
    /// Where the password is changed; none for who has none here.
    password: Option<String>,
    /// Whether passkeys are used and made here, or there are some.
    has_passkeys: bool,
    passkeys: Vec<Passkey>,
    /// Where the script asks what to make; none where none can be made here.
    options: Option<String>,
    /// The authenticator app; none where the pool has none.
    app: Option<App>,
}

#[derive(Serialize)]
struct Passkey {
    id: String,
    name: String,
    created: i64,
}

#[derive(Serialize)]
struct App {
    is_set: bool,
    /// What the person calls it.
    name: String,
    may_leave: bool,
    set_up: String,
}

/// Shows it.
pub(super) async fn get(at: &At<'_, '_>) -> Outcome {
    show(at, StatusCode::OK, Form::default()).await
}

/// Takes a new passkey, or takes something away.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let (visit, pool) = (at.visit, &at.visit.site.pool);
    let holder = at.account.holder(pool);
    if let Some(id) = visit.field("remove_passkey") {
        return match passkeys::remove(visit.ctx, &holder, id).await {
            Ok(()) => at.done("/account/security", "account-passkey-removed"),
            Err(error) if error.reason() == Reason::LastWay => {
                show(at, StatusCode::BAD_REQUEST, Form::default().with_error("", error)?).await
            }
            // Another tab was first.
            Err(error) if error.reason() == Reason::PasskeyNotFound => at.lead("/account/security"),
            Err(error) => Err(error.into()),
        };
    }
    if visit.field("remove_app").is_some() {
        if !mfa::may_leave_software_token(pool, &holder.user)? {
            let form = Form::default().with("", "wrong-not-allowed");
            return show(at, StatusCode::BAD_REQUEST, form).await;
        }
        mfa::delete_software_token(visit.ctx, pool, &holder.user).await?;
        return at.done("/account/security", "account-totp-removed");
    }
    let Some(credential) = visit.field("credential") else {
        return at.lead("/account/security");
    };
    if !makes_passkeys(at).await? {
        return Err(Trouble::NotAllowed);
    }
    let response: Value = serde_json::from_str(credential).unwrap_or(Value::Null);
    match passkeys::complete(visit.ctx, &holder, response).await {
        Ok(()) => at.done("/account/security", "passkey-added"),
        Err(error) => show(at, StatusCode::BAD_REQUEST, refused(error)?).await,
    }
}

fn refused(error: Error) -> Result<Form, Trouble> {
    let key = match error.reason() {
        Reason::Internal | Reason::Moved => return Err(error.into()),
        reason if reason.entry().code == "LimitExceededException" => "wrong-too-many",
        _ => "wrong-passkey",
    };
    Ok(Form::default().with("", key))
}

async fn makes_passkeys(at: &At<'_, '_>) -> Result<bool, Error> {
    at.visit.site.has_passkeys(at.visit.ctx, &at.account.client).await
}

/// What the authenticator shall make, for the script of the page.
pub(super) async fn options(at: &At<'_, '_>) -> Outcome {
    if !makes_passkeys(at).await? {
        return Err(Trouble::NotAllowed);
    }
    let options = passkeys::start(at.visit.ctx, &at.account.holder(&at.visit.site.pool)).await?;
    let body = json!({ "publicKey": options }).to_string();
    Ok(Answer::of(NAME, StatusCode::OK, "application/json", body.into_bytes()))
}

async fn show(at: &At<'_, '_>, status: StatusCode, form: Form) -> Outcome {
    let (ctx, pool, user) = (at.visit.ctx, &at.visit.site.pool, &at.account.live.user);
    let all = passkeys::of_user(ctx, user).await?;
    let makes = makes_passkeys(at).await?;
    let token = software_tokens::get(ctx, pool, user).await?.filter(|token| token.secret.is_some());
    let is_offered = software_tokens::check_offered(pool).is_ok();
    let app = (is_offered || token.is_some()).then_some(App {
        is_set: token.is_some(),
        name: token.as_ref().map(software_tokens::name).transpose()?.flatten().unwrap_or_default(),
        may_leave: mfa::may_leave_software_token(pool, user)?,
        set_up: at.to("/account/app"),
    });
    let page = SecurityPage {
        shell: at.shell("account-security", "/account/security"),
        form,
        action: at.to("/account/security"),
        password: password::is_open(at)?.then(|| at.to("/account/password")),
        has_passkeys: makes || !all.is_empty(),
        passkeys: all.into_iter().map(Passkey::of).collect(),
        options: makes.then(|| at.to("/account/passkeys/options")),
        app,
    };
    render(at.visit, status, &page)
}

impl Passkey {
    fn of(row: store::passkeys::Passkey) -> Passkey {
        Passkey { created: row.created_at, id: row.credential_id, name: row.name }
    }
}

impl Page for SecurityPage {
    const TEMPLATE: &'static str = "hosted/account_security.html";

    fn samples() -> Vec<SecurityPage> {
        let [calm, full] = Shell::samples("account-security");
        let hostile = full.name.clone();
        let page = |shell: Shell, form, text: &str, is_set: bool| SecurityPage {
            shell,
            form,
            action: text.to_owned(),
            password: is_set.then(|| text.to_owned()),
            has_passkeys: is_set,
            passkeys: vec![Passkey { id: text.to_owned(), name: text.to_owned(), created: 0 }],
            options: is_set.then(|| text.to_owned()),
            app: Some(App { is_set, name: text.to_owned(), may_leave: is_set, set_up: text.to_owned() }),
        };
        let bare = SecurityPage {
            passkeys: Vec::new(),
            app: None,
            ..page(calm.clone(), Form::default(), "/account", true)
        };
        vec![
            page(calm.clone(), Form::default(), "/account", false),
            bare,
            page(full, Form::default(), &hostile, true),
            page(calm, Form::default().with("", "wrong-passkey"), &hostile, true),
        ]
    }
}

impl HostedPage for SecurityPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
