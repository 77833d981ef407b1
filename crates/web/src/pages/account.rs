//! `/account`: what is kept of somebody, seen and changed by the person: one file per part.
//! AWS has no such pages. Source: W3C, "A Well-Known URL for Changing Passwords"; the OWASP cheat sheet on CSRF.
//!
//! Every request asks anew whether the pages are on, the client is there, and the session holds; every change asks for a sign-in
//! of a short while ago. A form names the account that it was made for: in another tab somebody else may go on by now.

use http::{Method, StatusCode};
use rules::hosted::account::{self, Account, PAGE};
use rules::hosted::{authorize, browser};
use serde::Serialize;

use crate::hosted::answer::Answer;
use crate::hosted::cookies;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::hosted::{Outcome, render};
use crate::oauth::with_query;

mod address;
mod app;
mod apps;
mod data;
mod delete;
mod password;
mod profile;
mod security;
mod sessions;
mod well_known;

pub use address::VerifyPage;
pub use app::AppPage;
pub use apps::AppsPage;
pub use data::DataPage;
pub use delete::{DeletePage, DeletedPage};
pub use password::PasswordPage;
pub use profile::ProfilePage;
pub use security::SecurityPage;
pub use sessions::SessionsPage;
pub use well_known::{change_password, passkey_endpoints};

/// What log and metrics call them.
const NAME: &str = "account";

/// The cookie of what has just been done, for the next page to say.
const NOTICE: &str = "account-notice";

/// For how long.
const NOTICE_S: i64 = 60;

/// What can have been done, by its sentence.
const NOTICES: [&str; 11] = [
    "account-app-removed",
    "account-deleted-title",
    "account-device-forgotten",
    "account-passkey-removed",
    "account-password-changed",
    "account-saved",
    "account-session-ended",
    "account-sessions-ended",
    "account-totp-removed",
    "address-changed",
    "passkey-added",
];

/// Parts by path, and what they are called.
const PARTS: [(&str, &str); 5] = [
    ("/account", "account-profile"),
    ("/account/security", "account-security"),
    ("/account/sessions", "account-sessions"),
    ("/account/apps", "account-apps"),
    ("/account/data", "account-data"),
];

/// What all of the pages show around their own.
#[derive(Clone, Debug, Serialize)]
pub struct Shell {
    title: &'static str,
    parts: Vec<Part>,
    /// Who is signed in.
    name: String,
    /// The account, for forms.
    who: String,
    other: String,
    sign_out: String,
    /// What has just been done.
    notice: Option<&'static str>,
    /// Where the person signs in once more before something is changed; none where that was a short while ago.
    proof: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Part {
    key: &'static str,
    href: String,
    is_current: bool,
}

/// Somebody at one of the pages.
struct At<'v, 'a> {
    visit: &'v Visit<'a>,
    account: Account,
}

/// Whether somebody gets in.
enum Door<'v, 'a> {
    In(Box<At<'v, 'a>>),
    /// Not like this: to the sign-in, or to the whole address.
    Away(Answer),
}

/// Shows a page.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    let at = match enter(visit).await? {
        Door::In(at) => at,
        Door::Away(answer) => return Ok(answer),
    };
    let answer = match visit.path {
        "/account" | "/account/address" => profile::get(&at),
        "/account/verify" => address::get(&at),
        "/account/security" => security::get(&at).await,
        "/account/password" => password::get(&at),
        "/account/app" => app::get(&at).await,
        "/account/sessions" => sessions::get(&at).await,
        "/account/apps" => apps::get(&at).await,
        "/account/data" => data::get(&at),
        "/account/delete" => delete::get(&at),
        _ => Err(Trouble::NotFound),
    }?;
    Ok(without_notice(visit, answer))
}

/// Takes a change.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    visit.check_form()?;
    let at = match enter(visit).await? {
        Door::In(at) => at,
        Door::Away(answer) => return Ok(answer),
    };
    // The script that asks what passkey to make has a form of no account; what it makes comes in one that has.
    let is_own = visit.path == "/account/passkeys/options"
        || visit.field("who") == Some(at.account.live.user.sub.as_str());
    // A code that was sent is a proof of its own, and reading mail may take longer.
    let needs_proof = visit.path != "/account/verify";
    if !is_own || (needs_proof && !at.account.is_fresh(visit.ctx)) {
        return at.lead(shown_at(visit.path));
    }
    match visit.path {
        "/account" => profile::post(&at).await,
        "/account/address" => address::change(&at).await,
        "/account/verify" => address::post(&at).await,
        "/account/security" => security::post(&at).await,
        "/account/passkeys/options" => security::options(&at).await,
        "/account/password" => password::post(&at).await,
        "/account/app" => app::post(&at).await,
        "/account/sessions" => sessions::post(&at).await,
        "/account/apps" => apps::post(&at).await,
        "/account/data" => data::post(&at).await,
        "/account/delete" => delete::post(&at).await,
        _ => Err(Trouble::NotFound),
    }
}

/// That the account is deleted, for who has just deleted it.
pub fn deleted(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    if notice(visit) != Some("account-deleted-title") {
        return Err(Trouble::NotFound);
    }
    Ok(without_notice(visit, render::render(visit, StatusCode::OK, &DeletedPage::new())?))
}

/// The way to the page that somebody has signed in for.
pub fn came(visit: &Visit<'_>, page: &str, client_id: &str) -> Outcome {
    let known = ["security", "password", "sessions", "apps", "data", "delete", "verify"];
    let path = known.into_iter().find(|known| *known == page);
    let path = path.map_or("/account".to_owned(), |path| format!("/account/{path}"));
    Answer::redirect(NAME, &address_of(visit, client_id, &path))
}

fn switched_on(visit: &Visit<'_>) -> Result<(), Trouble> {
    if visit.ctx.config().account_pages { Ok(()) } else { Err(Trouble::NotFound) }
}

/// Where something that cannot be done like this is shown: the page of its form.
fn shown_at(path: &str) -> &str {
    match path {
        "/account/address" | "/account/verify" => "/account",
        "/account/app" | "/account/passkeys/options" => "/account/security",
        path => path,
    }
}

async fn enter<'v, 'a>(visit: &'v Visit<'a>) -> Result<Door<'v, 'a>, Trouble> {
    visit.check_query()?;
    let page = shown_at(visit.path);
    let all = visit.signed_in().await?;
    if authorize::text(&visit.params, "client_id").is_none() {
        // The address says for which client from here on: pages look as it wants them.
        let client_id = account::usual_client(visit.ctx, visit.site, &all).await?;
        let missing = Trouble::Page { parameter: "client_id", error: "missing" };
        let client_id = client_id.ok_or(missing)?;
        let path = if *visit.method == Method::POST { page } else { visit.path };
        return Answer::redirect(NAME, &address_of(visit, &client_id, path)).map(Door::Away);
    }
    let client = account::client(visit.ctx, visit.site, &visit.params).await?;
    let client_id = client.id().to_owned();
    match account::find(visit.ctx, &visit.site.pool, client, all).await? {
        Some(account) => {
            browser::note(visit.ctx, &account.live).await?;
            Ok(Door::In(Box::new(At { visit, account })))
        }
        None => Answer::redirect(NAME, &sign_in(visit, &client_id, page, &[])).map(Door::Away),
    }
}

/// A path of the pages for a client, in the language that the address names.
fn address_of(visit: &Visit<'_>, client_id: &str, path: &str) -> String {
    let lang = authorize::text(&visit.params, "lang").map(|lang| ("lang", lang));
    with_query(&format!("{}{path}", visit.site.path), std::iter::once(("client_id", client_id)).chain(lang))
}

/// Where somebody signs in to come back to a page.
fn sign_in(visit: &Visit<'_>, client_id: &str, page: &str, more: &[(&str, &str)]) -> String {
    let name = page.strip_prefix("/account/").unwrap_or("profile");
    let pairs = std::iter::once((PAGE, name)).chain(more.iter().copied());
    with_query(&address_of(visit, client_id, "/oauth2/authorize"), pairs)
}

fn notice(visit: &Visit<'_>) -> Option<&'static str> {
    let said = visit.cookies.get(NOTICE)?;
    NOTICES.into_iter().find(|known| *known == said)
}

fn without_notice(visit: &Visit<'_>, answer: Answer) -> Answer {
    match visit.cookies.get(NOTICE) {
        Some(_) => answer.with_cookie(&cookies::set(visit.site, NOTICE, "", Some(0))),
        None => answer,
    }
}

impl At<'_, '_> {
    /// The address of a path of the pages.
    fn to(&self, path: &str) -> String {
        address_of(self.visit, self.account.client.id(), path)
    }

    /// To a page.
    fn lead(&self, path: &str) -> Outcome {
        Answer::redirect(NAME, &self.to(path))
    }

    /// To a page that says what has been done.
    fn done(&self, path: &str, notice: &'static str) -> Outcome {
        Ok(self.lead(path)?.with_cookie(&said(self.visit, notice)))
    }

    fn is_fresh(&self) -> bool {
        self.account.is_fresh(self.visit.ctx)
    }

    /// What is around a page; `part` is the path of the part that it belongs to.
    fn shell(&self, title: &'static str, part: &str) -> Shell {
        let (visit, live) = (self.visit, &self.account.live);
        let parts =
            PARTS.into_iter().map(|(path, key)| Part { key, href: self.to(path), is_current: path == part });
        let client_id = self.account.client.id();
        let page = shown_at(visit.path);
        let age = account::proof_s(visit.ctx).to_string();
        let again = [("max_age", age.as_str()), ("login_hint", live.user.username.as_str())];
        Shell {
            title,
            parts: parts.collect(),
            name: live.shown_name(),
            who: live.user.sub.clone(),
            other: sign_in(visit, client_id, page, &[("prompt", "select_account")]),
            sign_out: format!("{}/logout", visit.site.path),
            notice: notice(visit).filter(|_| *visit.method != Method::POST),
            proof: (!self.is_fresh()).then(|| sign_in(visit, client_id, page, &again)),
        }
    }
}

/// The cookie that has the next page say what was done.
fn said(visit: &Visit<'_>, notice: &'static str) -> String {
    cookies::set(visit.site, NOTICE, notice, Some(NOTICE_S))
}

impl Shell {
    /// For samples: a calm one, and one in which everything is hostile.
    fn samples(title: &'static str) -> [Shell; 2] {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>".to_owned();
        let parts = |href: &str| {
            let part = |(_, key)| Part { key, href: href.to_owned(), is_current: key == "account-data" };
            PARTS.into_iter().map(part).collect()
        };
        let calm = Shell {
            title,
            parts: parts("/account?client_id=c"),
            name: "alice@example.com".to_owned(),
            who: "11111111-2222-4333-8444-555555555555".to_owned(),
            other: "/oauth2/authorize?client_id=c".to_owned(),
            sign_out: "/logout".to_owned(),
            notice: None,
            proof: None,
        };
        let full = Shell {
            parts: parts(&hostile),
            name: hostile.clone(),
            who: hostile.clone(),
            other: hostile.clone(),
            sign_out: hostile.clone(),
            notice: Some("account-saved"),
            proof: Some(hostile),
            ..calm.clone()
        };
        [calm, full]
    }
}
