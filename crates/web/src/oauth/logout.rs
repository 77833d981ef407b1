//! `/logout`: ends who is signed in in this browser. What an app cannot prove to have asked for is asked of the person.
//! AWS: the developer guide, "Logout endpoint". OpenID: RP-Initiated Logout 1.0.

use http::Method;
use http::header::LOCATION;
use rules::federation::saml::logout::{self as saml, Leaving};
use rules::hosted::authorize;
use rules::hosted::browser::{self, Live};
use rules::hosted::logout::{self, Party, Way};

use super::{idp_logout, with_query};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::pages::sign_out::{self, ALL};

/// What log and metrics call it.
const NAME: &str = "logout";

/// The parameters that an app may also send by a form. OpenID: RP-Initiated Logout 1.0, section 2.
const BY_FORM: [&str; 5] = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales"];

/// Answers GET.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let way = read(visit).await?;
    let all = visit.signed_in().await?;
    // Whoever only looks where it leads signs nobody out.
    let is_meant = *visit.method == Method::GET;
    match way {
        Way::App(uri) if is_meant => end(visit, &all, &[], Answer::redirect(NAME, &uri)?).await,
        Way::App(uri) => Answer::redirect(NAME, &uri),
        Way::SignIn => {
            let answer = Answer::redirect(NAME, &visit.onward("/login", &[], None))?;
            if is_meant { end(visit, &all, &[], answer).await } else { Ok(answer) }
        }
        Way::Party(party) => {
            let is_own = |live: &Live| party.sub.as_ref() == Some(&live.user.sub);
            let (own, others): (Vec<Live>, Vec<Live>) = all.into_iter().partition(is_own);
            if own.is_empty() && !others.is_empty() {
                return sign_out::show(visit, &party, &others);
            }
            if is_meant { leave(visit, &party, &own, &others).await } else { done(visit, &party, &[]).await }
        }
    }
}

/// Takes the person's answer, or what an app sends by a form: that goes on as GET, for which browsers send cookies.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    if !visit.form.contains_key("_csrf") && BY_FORM.iter().any(|name| visit.field(name).is_some()) {
        let pairs = BY_FORM.into_iter().filter_map(|name| Some((name, visit.field(name)?)));
        return Answer::redirect(NAME, &with_query(&format!("{}/logout", visit.site.path), pairs));
    }
    visit.check_form()?;
    let Way::Party(party) = read(visit).await? else { return Err(Trouble::Expired) };
    let chosen = visit.field("account").unwrap_or(ALL);
    let is_chosen = |live: &Live| chosen == ALL || live.user.sub == chosen;
    let (ended, left): (Vec<Live>, Vec<Live>) = visit.signed_in().await?.into_iter().partition(is_chosen);
    leave(visit, &party, &ended, &left).await
}

async fn read(visit: &Visit<'_>) -> Result<Way, Trouble> {
    if let Some(name) = &visit.twice {
        return Err(Trouble::Twice(name.clone()));
    }
    Ok(logout::read(visit.ctx, visit.site, &visit.params).await?)
}

async fn leave(visit: &Visit<'_>, party: &Party, ended: &[Live], left: &[Live]) -> Outcome {
    let answer = done(visit, party, ended).await?;
    end(visit, ended, left, answer).await
}

async fn end(visit: &Visit<'_>, ended: &[Live], left: &[Live], answer: Answer) -> Outcome {
    let answer = idp_logout::through(visit, ended, answer).await?;
    let leaving = saml::leaving(visit.ctx, &visit.site.pool, ended).await?;
    browser::end(visit.ctx, ended).await?;
    let answer = if leaving.is_empty() { answer } else { through(visit, leaving, answer).await? };
    Ok(answer.with_cookie(&visit.session_cookie(left)?))
}

/// Signs out of the providers too that are to be told, and then goes where the answer leads. What goes wrong there keeps
/// nobody signed in here.
async fn through(visit: &Visit<'_>, leaving: Vec<Leaving>, answer: Answer) -> Outcome {
    let to = answer.response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
    let then = if to.starts_with('/') { format!("{}{to}", visit.site.origin) } else { to.to_owned() };
    let (browser, cookie) = visit.browser_or_new()?;
    let onward = saml::depart(visit.ctx, visit.site, &browser, (leaving, &then)).await;
    let onward = onward.unwrap_or_else(|error| {
        tracing::warn!(%error, "a SAML provider cannot be told of a sign-out");
        None
    });
    let answer = match onward {
        Some(to) => Answer::redirect(NAME, &to)?,
        None => answer,
    };
    Ok(cookie.iter().fold(answer, |answer, cookie| answer.with_cookie(cookie)))
}

/// Back to the app, or to the page that says what is signed in still.
async fn done(visit: &Visit<'_>, party: &Party, ended: &[Live]) -> Outcome {
    if let Some(uri) = &party.uri {
        let state = party.state.as_deref().map(|state| ("state", state));
        return match state {
            Some(state) => Answer::redirect(NAME, &with_query(uri, [state])),
            None => Answer::redirect(NAME, uri),
        };
    }
    let apps = browser::apps(visit.ctx, &visit.site.pool, ended).await?;
    let apps: Vec<&str> = apps.iter().map(|app| app.id()).collect();
    let apps = apps.join(" ");
    let lang = authorize::text(&visit.params, "lang").map(|lang| ("lang", lang));
    let pairs = Some(("apps", apps.as_str())).filter(|(_, apps)| !apps.is_empty()).into_iter().chain(lang);
    let path = format!("{}/signed-out", visit.site.path);
    let mut pairs = pairs.peekable();
    let to = if pairs.peek().is_some() { with_query(&path, pairs) } else { path };
    Answer::redirect(NAME, &to)
}
