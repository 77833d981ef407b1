//! People whom a provider proves: the way there, and what becomes of whoever comes back. `/federated` asks for what the pool
//! requires and the provider has not said, and for the proof of an account that has the same address.
//! AWS: the developer guide, "User pool sign-in with third party identity providers"; it has no such page, and fails.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::federation::pending::{self, Kept, Pending};
use rules::federation::{self, Arrival, Arrived, Door, Failure, Given, Linking};
use rules::hosted::authorize::{self, Request};
use rules::hosted::browser::{self, Live};
use rules::providers::Provider;
use serde::Serialize;

use super::attributes::{self, Field};
use super::form::Form;
use super::{Page, challenge, login};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth::with_query;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct FederatedPage {
    form: Form,
    title: &'static str,
    /// The address that an account has already; nothing where attributes are asked for.
    email: Option<String>,
    action: String,
    provider: String,
    fields: Vec<Field>,
}

/// What people call a provider.
pub fn shown(name: &str) -> &str {
    match name {
        "LoginWithAmazon" => "Amazon",
        "SignInWithApple" => "Apple",
        name => name,
    }
}

/// Sends the browser to a provider.
pub async fn depart(visit: &Visit<'_>, request: &Request, provider: &Provider) -> Outcome {
    let (browser, cookie) = visit.browser_or_new()?;
    let query = visit.onward("", &["flow", "errorMessage"], None);
    let query = query.split_once('?').map_or("", |(_, query)| query).to_owned();
    let departure = federation::Departure { site: visit.site, request, query, browser };
    match federation::depart(visit.ctx, provider, &departure).await {
        Ok(to) => {
            let answer = Answer::redirect("idp_request", &to)?;
            Ok(cookie.iter().fold(answer, |answer, cookie| answer.with_cookie(cookie)))
        }
        Err(why) => failed(visit, request, (&provider.row.name, why)).await,
    }
}

/// Lets somebody in whom a provider has proved; or does what is to be done where it has not. `visit` is at the request of the
/// app, as [`Visit::at`] makes it.
pub async fn arrived(
    visit: &Visit<'_>,
    request: &Request,
    (provider, arrival): (&str, Result<Arrival, Failure>),
) -> Outcome {
    match arrival {
        Ok(arrival) => enter(visit, request, arrival, Given::default()).await,
        Err(why) => failed(visit, request, (provider, why)).await,
    }
}

/// The end of the sign-in; or the page of what the person is to be asked.
async fn enter(visit: &Visit<'_>, request: &Request, arrival: Arrival, given: Given) -> Outcome {
    let pool = &visit.site.pool;
    let door = Door { pool, client: &request.client };
    let (lacking, knows) = match federation::arrive(visit.ctx, door, &arrival, &given).await {
        Ok(Arrived::Entered(session)) => {
            let live = browser::of_id(visit.ctx, pool, &session.id).await?.ok_or(Trouble::Expired)?;
            federation::counted(door, &arrival.provider, None);
            return challenge::enter(visit, request, live).await;
        }
        Ok(Arrived::Lacks(names)) => (names, None),
        Ok(Arrived::Knows(known)) => (Vec::new(), Some(known)),
        Err(why) => return failed(visit, request, (&arrival.provider, why)).await,
    };
    let browser = visit.browser().ok_or(Trouble::Expired)?;
    let client_id = request.client.id().to_owned();
    let pending = Pending { browser, client_id, arrival, lacking, knows, linking: given.linking };
    let name = pending::begin(visit.ctx, pool, &pending).await?;
    Answer::redirect("federated", &visit.onward("/federated", &OWN, Some(("flow", &name))))
}

/// The parameters of ways that are done with.
const OWN: [&str; 4] = ["flow", LINKING, "identity_provider", "idp_identifier"];

/// The parameter that carries who waits while the other account is proved.
const LINKING: &str = "linking";

/// Somebody who has just proved an account of the pool's own, and came to do that through a provider: the two become one. None
/// where nobody waits for that.
pub(super) async fn proved(visit: &Visit<'_>, live: &Live) -> Result<Option<Answer>, Trouble> {
    let Some(name) = authorize::text(&visit.params, LINKING) else { return Ok(None) };
    let query = visit.onward("", &OWN, None);
    let query = query.split_once('?').map_or("", |(_, query)| query).to_owned();
    let visit = &visit.at("/login", &query).await?;
    let request = &visit.request().await?;
    let kept = named(visit, request, name).await?;
    let is_proved = kept.pending.knows.as_ref().is_some_and(|known| known.sub == live.user.sub)
        && visit.ctx.now() - live.session.auth_time < PROOF_MS;
    if !is_proved {
        return show(visit, &kept, StatusCode::BAD_REQUEST, Form::default().with("", "wrong-account"))
            .map(Some);
    }
    if !pending::end(visit.ctx, &kept).await? {
        return Err(Trouble::Expired);
    }
    let given = Given { linking: Linking::Proved(live.user.sub.clone()), ..Given::default() };
    Box::pin(enter(visit, request, kept.pending.arrival, given)).await.map(Some)
}

/// How long a proof of the other account counts.
const PROOF_MS: i64 = 300_000;

/// What a sign-in that fails at or after its provider leads to: the app, where it is to be told, or the sign-in page.
async fn failed(visit: &Visit<'_>, request: &Request, (provider, why): (&str, Failure)) -> Outcome {
    let door = Door { pool: &visit.site.pool, client: &request.client };
    federation::counted(door, provider, Some(&why));
    // There is no app to tell where somebody signs in for a page or a device.
    let has_app = request.device.is_none() && request.account.is_none();
    match why {
        Failure::Told(error, text) if has_app => Err(Trouble::Client(request.told(error, Some(text)))),
        Failure::Told(_, text) => {
            let form = Form::default().with_text("wrong-provider-failed", text);
            login::show(visit, request, StatusCode::BAD_REQUEST, form).await
        }
        Failure::Lost => Err(Trouble::Expired),
        Failure::Down(name) => {
            let form = Form::default().with_text("wrong-provider-down", shown(&name).to_owned());
            login::show(visit, request, StatusCode::BAD_GATEWAY, form).await
        }
        Failure::Failed(error) => Err(error.into()),
    }
}

/// Shows the page.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    let kept = kept(visit, &request).await?;
    show(visit, &kept, StatusCode::OK, Form::default())
}

/// Takes what was typed or pressed.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let kept = kept(visit, &request).await?;
    if kept.pending.knows.is_some() && visit.field("linking") == Some("prove") {
        return prove(visit, &kept);
    }
    let fields = fields(&kept.pending);
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let mut form = Form::kept(visit, &names);
    let mut given = BTreeMap::new();
    for field in &fields {
        let value = attributes::kept(&field.attribute, visit.field(&field.name).unwrap_or_default());
        let wrong = match value.as_str() {
            "" => Some("wrong-required"),
            value => attributes::fault(&visit.site.pool, &field.attribute, value),
        };
        if let Some(key) = wrong {
            form = form.with(field.name.clone(), key);
        }
        given.insert(field.attribute.clone(), value);
    }
    if !form.wrong.is_empty() {
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    }
    let linking = match &kept.pending.knows {
        Some(_) if visit.field("linking") == Some("apart") => Linking::Apart,
        Some(_) => return show(visit, &kept, StatusCode::BAD_REQUEST, form),
        None => kept.pending.linking.clone(),
    };
    let answer =
        enter(visit, &request, kept.pending.arrival.clone(), Given { attributes: given, linking }).await?;
    pending::end(visit.ctx, &kept).await?;
    Ok(answer)
}

/// To the sign-in of the other account, from which [`proved`] goes on.
fn prove(visit: &Visit<'_>, kept: &Kept) -> Outcome {
    let without = ["flow", LINKING, "prompt", "login_hint", "identity_provider", "idp_identifier"];
    let to = visit.onward("/login", &without, Some((LINKING, &kept.name)));
    let hint = kept.pending.knows.as_ref().map(|known| ("login_hint", known.email.as_str()));
    let pairs = std::iter::once(("prompt", "login")).chain(hint);
    Answer::redirect("federated", &with_query(&to, pairs))
}

async fn kept(visit: &Visit<'_>, request: &Request) -> Result<Kept, Trouble> {
    let name = authorize::text(&visit.params, "flow").ok_or(Trouble::Expired)?;
    named(visit, request, name).await
}

async fn named(visit: &Visit<'_>, request: &Request, name: &str) -> Result<Kept, Trouble> {
    let browser = visit.browser().ok_or(Trouble::Expired)?;
    let of = (browser.as_str(), request.client.id());
    pending::find(visit.ctx, &visit.site.pool, name, of).await?.ok_or(Trouble::Expired)
}

fn fields(pending: &Pending) -> Vec<Field> {
    let field = |name: &String| attributes::field(name, format!("requiredAttributes[{name}]"), true);
    pending.lacking.iter().map(field).collect()
}

fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let is_known = kept.pending.knows.is_some();
    let page = FederatedPage {
        form,
        title: if is_known { "federated-link-title" } else { "federated-more-title" },
        email: kept.pending.knows.as_ref().map(|known| known.email.clone()),
        action: visit.onward("/federated", &["flow"], Some(("flow", &kept.name))),
        provider: shown(&kept.pending.arrival.provider).to_owned(),
        fields: fields(&kept.pending),
    };
    render(visit, status, &page)
}

impl Page for FederatedPage {
    const TEMPLATE: &'static str = "hosted/federated.html";

    fn samples() -> Vec<FederatedPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let field = |name: &str| attributes::field(name, format!("requiredAttributes[{name}]"), true);
        vec![
            FederatedPage {
                form: Form::default(),
                title: "federated-more-title",
                email: None,
                action: "/federated?client_id=c".to_owned(),
                provider: "Google".to_owned(),
                fields: vec![field("email")],
            },
            FederatedPage {
                form: Form::default().with("", "wrong-account"),
                title: "federated-link-title",
                email: Some(hostile.clone()),
                action: hostile.clone(),
                provider: hostile.clone(),
                fields: Vec::new(),
            },
            FederatedPage {
                form: Form::default().with("requiredAttributes[email]", "wrong-email"),
                title: "federated-more-title",
                email: None,
                action: hostile.clone(),
                provider: hostile.clone(),
                fields: vec![field("email"), field("phone_number"), field(&hostile)],
            },
        ]
    }
}

impl HostedPage for FederatedPage {
    const NAME: &'static str = "federated";

    fn title(&self) -> &str {
        self.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
