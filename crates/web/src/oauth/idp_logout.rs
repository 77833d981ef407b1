//! `/oauth2/idplogout`: a browser comes back from an OpenID provider, where it was sent to sign out, and goes on to where the sign-out
//! here leads.
//! OpenID: RP-Initiated Logout 1.0, section 3. AWS: has none.

use http::header::LOCATION;
use rules::federation::upstream;
use rules::hosted::authorize;
use rules::hosted::browser::Live;

use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// What log and metrics call it.
const NAME: &str = "idp_logout";

/// Answers.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    visit.check_query()?;
    let text = authorize::text(&visit.params, "state").ok_or(Trouble::Expired)?;
    let browser = visit.browser();
    let then = upstream::left(visit.ctx, visit.site, text, browser.as_deref()).await?;
    Answer::redirect(NAME, &then.ok_or(Trouble::Expired)?)
}

/// An answer that leads somewhere, by way of the provider where one of the sessions is to end too. What goes wrong with that keeps
/// nobody signed in here.
pub async fn through(visit: &Visit<'_>, ended: &[Live], answer: Answer) -> Outcome {
    let Some(then) = answer.response.headers().get(LOCATION).and_then(|to| to.to_str().ok()) else {
        return Ok(answer);
    };
    let (browser, cookie) = visit.browser_or_new()?;
    match upstream::leave(visit.ctx, visit.site, ended, (&browser, then)).await {
        Ok(Some(to)) => {
            let answer = Answer::redirect(NAME, &to)?;
            Ok(cookie.iter().fold(answer, |answer, cookie| answer.with_cookie(cookie)))
        }
        Ok(None) => Ok(answer),
        Err(error) => {
            tracing::warn!(%error, "an OpenID provider cannot be told of a sign-out");
            Ok(answer)
        }
    }
}
