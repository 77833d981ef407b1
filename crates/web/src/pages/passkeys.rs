//! `/passkeys/…`: what a browser is asked before it uses a passkey, and the page that makes one.
//! AWS: the developer guide, "Managed login", `/passkeys/add`. RFC: W3C Web Authentication Level 3, 5.1.3 and 5.1.4.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::hosted::authorize::{self, Request};
use rules::hosted::browser::Live;
use rules::hosted::progress::{self, Progress};
use rules::signin::{self, Factor};
use rules::users::passkeys;
use rules::{Error, Reason};
use serde::Serialize;
use serde_json::{Value, json};

use super::form::Form;
use super::{Page, challenge};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::cookies;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth;

/// What log and metrics call it.
const NAME: &str = "passkeys";

/// The step of the pages' own at which a passkey is offered to somebody who has just signed in.
const OFFER: &str = "PASSKEY_ADD";

/// The cookie of who wants none for now.
const LATER: &str = "passkey-later";

/// For how long.
const LATER_S: i64 = 30 * 24 * 3_600;

/// How old a sign-in may be that a passkey is added by: it opens the account from then on.
const FRESH_MS: i64 = 15 * 60_000;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct PasskeyAddPage {
    form: Form,
    title: &'static str,
    action: String,
    /// Where the script asks what to make; none once it is made.
    options: Option<String>,
}

/// `/passkeys/options`: asks for any passkey of this pool, for a page on which nobody has said a name.
pub async fn options(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let progress = Progress {
        browser: visit.browser().unwrap_or_default(),
        client_id: request.client.id().to_owned(),
        ..Progress::default()
    };
    let (entrance, asked) = challenge::asked(visit, &progress, "", BTreeMap::new());
    let asked = signin::ask_for_passkey(visit.ctx, entrance, asked).await;
    let asked = asked.map_err(|error| error.replaced(Reason::FlowNotEnabled, not_here))?;
    let options = asked.parameters.get("CREDENTIAL_REQUEST_OPTIONS").cloned().unwrap_or_default();
    let options: Value = serde_json::from_str(&options).map_err(Error::from)?;
    let name = progress::begin(visit.ctx, &visit.site.pool, &progress.at(asked)).await?;
    told(&json!({ "publicKey": options, "flow": name }))
}

fn not_here() -> Error {
    Error::new(Reason::WebAuthnNotEnabled)
}

/// JSON for the script of this page, and for nobody else's.
fn told(body: &Value) -> Outcome {
    Ok(Answer::of(NAME, StatusCode::OK, "application/json", body.to_string().into_bytes()))
}

/// `/passkeys/add/options`: what the authenticator of somebody who has just signed in shall make.
pub async fn add_options(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let live = fresh(visit).await?.ok_or(Trouble::Expired)?;
    let options = passkeys::start(visit.ctx, &live.holder(&visit.site.pool, &request.client)).await?;
    told(&json!({ "publicKey": options }))
}

/// `/passkeys/add`: shows it to who has signed in a short while ago, and asks others to.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    if fresh(visit).await?.is_none() || !visit.site.has_passkeys(visit.ctx, &request.client).await? {
        let without = ["flow", "prompt", "passkey"];
        let login = visit.onward("/login", &without, Some(("prompt", "login")));
        return Answer::redirect(NAME, &format!("{login}&passkey=add"));
    }
    let is_made = authorize::text(&visit.params, "passkey") == Some("added");
    show(visit, StatusCode::OK, Form::default(), is_made)
}

/// Takes the passkey, or goes on without.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    if let Some(credential) = visit.field("credential") {
        let live = fresh(visit).await?.ok_or(Trouble::Expired)?;
        return add(visit, &request, &live, credential).await;
    }
    let answer = on(visit, &request).await?;
    if visit.field("skip").is_none() {
        return Ok(answer);
    }
    Ok(answer.with_cookie(&cookies::set(visit.site, LATER, "1", Some(LATER_S))))
}

async fn add(visit: &Visit<'_>, request: &Request, live: &Live, credential: &str) -> Outcome {
    let response: Value = serde_json::from_str(credential).unwrap_or(Value::Null);
    match passkeys::complete(visit.ctx, &live.holder(&visit.site.pool, &request.client), response).await {
        Ok(()) => {
            let to = visit.onward("/passkeys/add", &["passkey"], Some(("passkey", "added")));
            Answer::redirect(NAME, &to)
        }
        Err(error) => {
            let key = match error.reason() {
                Reason::Internal | Reason::Moved => return Err(error.into()),
                reason if reason.entry().code == "LimitExceededException" => "wrong-too-many",
                _ => "wrong-passkey",
            };
            show(visit, StatusCode::BAD_REQUEST, Form::default().with("", key), false)
        }
    }
}

/// On to the app: at once for who has come here from a sign-in for it, else by the same way as everybody.
async fn on(visit: &Visit<'_>, request: &Request) -> Outcome {
    let name = authorize::text(&visit.params, "flow").unwrap_or_default();
    let kept = match challenge::named(visit, request, name).await {
        Ok(kept) => Some(kept).filter(|kept| kept.progress.step == OFFER),
        Err(Trouble::Expired) => None,
        Err(trouble) => return Err(trouble),
    };
    if let Some(kept) = kept {
        let live = visit.signed_in().await?.into_iter();
        let live = live.into_iter().find(|live| Some(&live.session.id) == kept.progress.session.as_ref());
        if let Some(live) = live {
            progress::end(visit.ctx, &kept).await?;
            return oauth::authorize::admit(visit, request, &live).await;
        }
    }
    Answer::redirect(NAME, &visit.onward("/oauth2/authorize", &["flow", "passkey"], None))
}

/// Leads somebody who has just signed in to the page, where that is of use: a browser that makes passkeys, a person who has
/// none and has not said "later".
pub(super) async fn offer(
    visit: &Visit<'_>,
    request: &Request,
    (live, before): (&Live, &Progress),
) -> Result<Option<Answer>, Trouble> {
    let is_asked_for = authorize::text(&visit.params, "passkey") == Some("add");
    let is_later = visit.cookies.get(LATER).is_some();
    if !is_asked_for && (is_later || !before.has_passkeys) {
        return Ok(None);
    }
    let is_by_passkey = |factor: &Factor| matches!(factor, Factor::PlatformPasskey | Factor::RoamingPasskey);
    if !visit.site.has_passkeys(visit.ctx, &request.client).await?
        || (!is_asked_for && live.settings.proved.iter().any(is_by_passkey))
        || (!is_asked_for && !passkeys::usable(visit.ctx, &visit.site.pool, &live.user).await?.is_empty())
    {
        return Ok(None);
    }
    let progress = Progress {
        browser: visit.browser().unwrap_or_default(),
        client_id: request.client.id().to_owned(),
        step: OFFER.to_owned(),
        session: Some(live.session.id.clone()),
        ..Progress::default()
    };
    let name = progress::begin(visit.ctx, &visit.site.pool, &progress).await?;
    let to = visit.onward("/passkeys/add", &["flow", "passkey"], Some(("flow", &name)));
    Answer::redirect(NAME, &to).map(Some)
}

/// Who has signed in last, if that was a short while ago.
async fn fresh(visit: &Visit<'_>) -> Result<Option<Live>, Trouble> {
    let live = visit.signed_in().await?.into_iter().next();
    Ok(live.filter(|live| visit.ctx.now() - live.session.auth_time <= FRESH_MS))
}

fn show(visit: &Visit<'_>, status: StatusCode, form: Form, is_made: bool) -> Outcome {
    let page = PasskeyAddPage {
        form,
        title: if is_made { "passkey-added" } else { "passkey-add-title" },
        action: visit.onward("/passkeys/add", &["passkey"], None),
        options: (!is_made).then(|| visit.onward("/passkeys/add/options", &["passkey"], None)),
    };
    render(visit, status, &page)
}

impl Page for PasskeyAddPage {
    const TEMPLATE: &'static str = "hosted/passkey_add.html";

    fn samples() -> Vec<PasskeyAddPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form, title, options| PasskeyAddPage { form, title, action: hostile.clone(), options };
        vec![
            page(Form::default().with("", "wrong-passkey"), "passkey-add-title", Some(hostile.clone())),
            page(Form::default(), "passkey-added", None),
        ]
    }
}

impl HostedPage for PasskeyAddPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
