//! `/oauth2/authorize`: judges what an app asks for, and leads to the pages, or straight back where somebody is signed in.
//! AWS: the developer guide, "The redirect and authorization endpoint". RFC: 6749 section 4.1; OpenID Connect Core 3.1.2.

use rules::hosted::authorize::{Request, Stand, Wants, Way};
use rules::hosted::browser::{self, Live};
use rules::hosted::codes;

use super::{par, with_query};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::pages::{account, consent, federated};

/// What log and metrics call it.
const NAME: &str = "authorize";

/// Answers: straight back where one session serves, else by the page that is due.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    if let Some(onward) = par::expanded(visit).await? {
        return Ok(onward);
    }
    let request = visit.request().await?;
    let way = request.way(visit.ctx, &visit.site.pool).await?;
    if let Way::Closed = way {
        // AWS: the page tells, and other ways stay open.
        let why = ("errorMessage", "Login option is not available. Please try another one");
        return Answer::redirect(NAME, &visit.onward("/login", &["errorMessage"], Some(why)));
    }
    let all = visit.signed_in().await?;
    let is_meant = |live: &Live| {
        way.has_begun(live) && request.login_hint.as_ref().is_none_or(|hint| browser::is_meant(live, hint))
    };
    let (mut serving, mut is_weak) = (Vec::new(), false);
    for live in all.iter().filter(|live| is_meant(live)) {
        match request.stand(visit.ctx, &visit.site.pool, live).await? {
            Stand::Serves => serving.push(live),
            Stand::Weak => is_weak = true,
            Stand::Old => {}
        }
    }
    let prompt = request.prompt;
    if let Way::Provider(provider) = &way
        && !prompt.none
        && (prompt.select_account || serving.len() != 1)
    {
        return federated::depart(visit, &request, provider).await;
    }
    let path = match serving.as_slice() {
        [first, ..] if prompt.none => return admit(visit, &request, first).await,
        _ if prompt.none => return Err(Trouble::Client(request.told("login_required", None))),
        _ if prompt.create && !visit.site.pool.is_admin_create_only() => "/signup",
        _ if prompt.select_account && !all.is_empty() => "/select-account",
        [only] => return admit(visit, &request, only).await,
        [] if !is_weak => "/login",
        _ => "/select-account",
    };
    Answer::redirect(NAME, &visit.onward(path, &[], None))
}

/// Sends somebody who is signed in back to the app, with what it has asked for.
pub async fn admit(visit: &Visit<'_>, request: &Request, live: &Live) -> Outcome {
    match consent::due(visit, request, live).await? {
        Some(asked) => Ok(asked),
        None => give(visit, request, live).await,
    }
}

/// Gives the app what it has asked for, when nobody needs to be asked any more.
pub(crate) async fn give(visit: &Visit<'_>, request: &Request, live: &Live) -> Outcome {
    let pool = &visit.site.pool;
    let issuer = super::issuer(visit);
    browser::note(visit.ctx, live).await?;
    if let Some(page) = &request.account {
        return account::came(visit, page, request.client.id());
    }
    if request.wants == Wants::Code {
        let code = codes::issue(visit.ctx, pool, request, live).await?;
        let pairs =
            [("code", Some(code.as_str())), ("state", request.state.as_deref()), ("iss", issuer.as_deref())];
        let pairs = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
        return Answer::redirect(NAME, &with_query(&request.redirect_uri, pairs));
    }
    let issued = match codes::implicit(visit.ctx, pool, request, live).await {
        Ok(issued) => issued,
        // AWS: what a function says reaches the app with its text.
        Err(error) if error.is_of_function() => {
            return Err(Trouble::Client(request.told("invalid_request", Some(error.message()))));
        }
        Err(error) => return Err(error.into()),
    };
    let life = issued.expires_in_s.to_string();
    let pairs = [
        ("id_token", issued.id_token.as_deref()),
        ("access_token", Some(issued.access_token.as_str())),
        ("token_type", Some("bearer")),
        ("expires_in", Some(life.as_str())),
        ("state", request.state.as_deref()),
        ("iss", issuer.as_deref()),
    ];
    let pairs = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let fragment = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Answer::redirect(NAME, &format!("{}#{fragment}", request.redirect_uri))
}
