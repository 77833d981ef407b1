//! `/consent`: what an app may do with somebody's account, asked before it gets anything.
//! AWS has no such page. RFC: 6749 section 10.2; OpenID Connect Core 1.0 section 3.1.2.4.

use http::StatusCode;
use rules::hosted::authorize::{self, Request};
use rules::hosted::browser::Live;
use rules::hosted::grants;
use rules::hosted::question::Question;
use serde::Serialize;

use super::{Page, device};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct ConsentPage {
    action: String,
    app: String,
    /// Who is signed in.
    name: String,
    /// Where the answer goes.
    host: String,
    items: Vec<Item>,
}

/// Something that the app could do.
#[derive(Serialize)]
pub(super) struct Item {
    key: &'static str,
    /// What a scope of the pool's own is called.
    scope: String,
}

/// The name of what leads here from a sign-in.
const QUESTION: &str = "consent";

/// The way to the page, where the person is to be asked first. Errors: `consent_required` where no page may be shown.
pub async fn due(visit: &Visit<'_>, request: &Request, live: &Live) -> Result<Option<Answer>, Trouble> {
    if let Some(answer) = device::due(visit, request, live).await? {
        return Ok(Some(answer));
    }
    if !grants::is_due(visit.ctx, request, live).await? {
        return Ok(None);
    }
    if request.prompt.none {
        return Err(Trouble::Client(request.told("consent_required", None)));
    }
    let (browser, cookie) = visit.browser_or_new()?;
    let question = Question::new(visit.ctx, live, browser, asked(visit));
    let name = question.sealed(visit.ctx, &visit.site.pool)?;
    let answer =
        Answer::redirect(ConsentPage::NAME, &visit.onward("/consent", &PASSING, Some((QUESTION, &name))))?;
    Ok(Some(match cookie {
        Some(cookie) => answer.with_cookie(&cookie),
        None => answer,
    }))
}

/// Shows it.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    let live = answering(visit).await?;
    let client = &request.client;
    let scopes = request.scopes.iter().map(|scope| Item::of(scope));
    let resource = request.resource.iter().map(|resource| Item::of(resource));
    let page = ConsentPage {
        action: visit.onward("/consent", &[], None),
        app: client.settings.client_name.clone().unwrap_or_default(),
        name: live.shown_name(),
        host: host(&request.redirect_uri),
        items: scopes.chain(resource).collect(),
    };
    render(visit, StatusCode::OK, &page)
}

/// Takes the answer.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let live = answering(visit).await?;
    match visit.field("answer") {
        Some("allow") => {
            grants::give(visit.ctx, &request, &live).await?;
            crate::oauth::authorize::give(visit, &request, &live).await
        }
        Some("deny") => Err(Trouble::Client(request.told("access_denied", None))),
        _ => get(visit).await,
    }
}

/// Who answers: the one whose sign-in led here, in this browser, for this very request.
async fn answering(visit: &Visit<'_>) -> Result<Live, Trouble> {
    let sealed = authorize::text(&visit.params, QUESTION).unwrap_or_default();
    let browser = visit.browser().ok_or(Trouble::Expired)?;
    let live = Question::open(visit.ctx, &visit.site.pool, sealed, (&browser, &asked(visit))).await?;
    live.ok_or(Trouble::Expired)
}

/// What is no part of what the app has asked for.
const PASSING: [&str; 3] = [QUESTION, "flow", "lang"];

fn asked(visit: &Visit<'_>) -> String {
    visit.onward("", &PASSING, None)
}

impl Item {
    /// In words.
    pub(super) fn of(scope: &str) -> Item {
        let key = match scope {
            "openid" => "consent-openid",
            "profile" => "consent-profile",
            "email" => "consent-email",
            "phone" => "consent-phone",
            "aws.cognito.signin.user.admin" => "consent-account",
            _ => "consent-scope",
        };
        Item { key, scope: scope.to_owned() }
    }
}

/// The host of an address; the scheme where it is an app's own.
fn host(uri: &str) -> String {
    let (scheme, rest) = uri.split_once(':').unwrap_or((uri, ""));
    match scheme {
        "http" | "https" => {
            rest.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default().to_owned()
        }
        _ => format!("{scheme}:"),
    }
}

impl Page for ConsentPage {
    const TEMPLATE: &'static str = "hosted/consent.html";

    fn samples() -> Vec<ConsentPage> {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>".to_owned();
        let plain = ConsentPage {
            action: "/consent?client_id=c".to_owned(),
            app: "Desk agent".to_owned(),
            name: "alice@example.com".to_owned(),
            host: "app.example.com".to_owned(),
            items: vec![Item::of("openid")],
        };
        let scopes = ["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin", &hostile];
        let full = ConsentPage {
            action: hostile.clone(),
            app: hostile.clone(),
            name: hostile.clone(),
            host: hostile.clone(),
            items: scopes.into_iter().map(Item::of).collect(),
        };
        vec![plain, full]
    }
}

impl HostedPage for ConsentPage {
    const NAME: &'static str = "consent";

    fn title(&self) -> &str {
        "consent-title"
    }

    fn app(&self) -> &str {
        &self.app
    }
}
