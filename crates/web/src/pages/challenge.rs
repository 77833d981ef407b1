//! `/challenge`: whatever a sign-in asks for after its beginning. The row that the address names says what waits; one file
//! per kind of page shows it and reads its form.
//! AWS: the developer guide, "Authentication flows"; the names of its own steps are no contract.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::Reason;
use rules::hosted::authorize::{self, Request};
use rules::hosted::browser::{self, Live};
use rules::hosted::progress::{self, Kept, Progress};
use rules::signin::{self, Asked, Entrance, Reply};

use super::confirm;
use super::form::Form;
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth;

mod code;

pub use code::CodePage;

/// Somebody on the way in: at the first step, or at one that a row keeps.
pub enum Standing {
    /// There is no row yet.
    New(Progress),
    /// There is one.
    Kept(Kept),
}

/// Shows what waits.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    let kept = kept(visit, &request).await?;
    show(visit, &kept, StatusCode::OK, Form::default())
}

/// Takes the answer.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let kept = kept(visit, &request).await?;
    // A form of an earlier page, from another tab or by the back button: what waits now is shown.
    if visit.field("step").is_some_and(|step| step != kept.progress.step) {
        return show(visit, &kept, StatusCode::OK, Form::default());
    }
    match kept.progress.step.as_str() {
        "SMS_MFA" | "EMAIL_OTP" | "SMS_OTP" | "SOFTWARE_TOKEN_MFA" => code::post(visit, &request, kept).await,
        _ => Err(Trouble::Expired),
    }
}

/// The page of what waits.
fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    match kept.progress.step.as_str() {
        "SMS_MFA" | "EMAIL_OTP" | "SMS_OTP" | "SOFTWARE_TOKEN_MFA" => code::show(visit, kept, status, form),
        _ => Err(Trouble::Expired),
    }
}

/// The row that the address names, of this browser and this client. Errors: `Expired`.
pub(super) async fn kept(visit: &Visit<'_>, request: &Request) -> Result<Kept, Trouble> {
    let name = authorize::text(&visit.params, "flow").ok_or(Trouble::Expired)?;
    let browser = visit.browser().ok_or(Trouble::Expired)?;
    let kept = progress::find(visit.ctx, &visit.site.pool, name, &browser).await?;
    kept.filter(|kept| kept.progress.client_id == request.client.id()).ok_or(Trouble::Expired)
}

/// Answers the challenge that waits with what a form says; a wrong answer shows the same page again.
async fn answer(
    visit: &Visit<'_>,
    request: &Request,
    kept: Kept,
    given: BTreeMap<String, String>,
    field: &'static str,
) -> Outcome {
    let mut given = given;
    given.insert("USERNAME".to_owned(), kept.progress.username.clone());
    let asked = Asked {
        client_id: request.client.id().to_owned(),
        flow: String::new(),
        given,
        session: kept.progress.session.clone(),
        validation_data: None,
        client_metadata: None,
    };
    let entrance = Entrance::Page(visit.site.pool.clone());
    match signin::respond(visit.ctx, entrance, &kept.progress.step, asked).await {
        Ok(reply) => go_on(visit, request, Standing::Kept(kept), reply).await,
        Err(error) => {
            let is_over = matches!(
                error.reason(),
                Reason::InvalidSession | Reason::SessionExpired | Reason::SessionUsed
            );
            if is_over {
                return Err(Trouble::Expired);
            }
            let form = Form::default().with_error(field, error)?;
            show(visit, &kept, StatusCode::BAD_REQUEST, form)
        }
    }
}

/// What follows from a reply of the sign-in: the next page, or the way back to the app.
pub async fn go_on(visit: &Visit<'_>, request: &Request, standing: Standing, reply: Reply) -> Outcome {
    let pool = &visit.site.pool;
    match reply {
        Reply::Challenge(challenge) => {
            let path = if challenge.name == confirm::STEP { "/confirm" } else { "/challenge" };
            let name = match standing {
                Standing::New(progress) => progress::begin(visit.ctx, pool, &progress.at(challenge)).await?,
                Standing::Kept(kept) => {
                    let next = kept.progress.clone().at(challenge);
                    progress::go_on(visit.ctx, pool, &kept, &next).await?;
                    kept.name
                }
            };
            let to = visit.onward(path, &["flow"], Some(("flow", &name)));
            Answer::redirect("challenge", &to)
        }
        Reply::Entered(session) => {
            if let Standing::Kept(kept) = &standing {
                progress::end(visit.ctx, kept).await?;
            }
            let live = browser::of_id(visit.ctx, pool, &session.id).await?.ok_or(Trouble::Expired)?;
            enter(visit, request, live).await
        }
        Reply::Tokens(_) => Err(rules::Error::internal("a page is given tokens").into()),
    }
}

/// Remembers in the browser who has signed in, and goes back to the app.
pub async fn enter(visit: &Visit<'_>, request: &Request, live: Live) -> Outcome {
    let others = visit.signed_in().await?;
    let mut all = vec![live];
    for other in others {
        if other.user.sub != all[0].user.sub {
            all.push(other);
        }
    }
    let cookie = visit.session_cookie(&all)?;
    Ok(oauth::authorize::admit(visit, request, &all[0]).await?.with_cookie(&cookie))
}
