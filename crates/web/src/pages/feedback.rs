//! `/feedback`: the page that the links of a notice lead to. It asks whether a sign-in was theirs, and keeps the answer
//! when its button is pressed.
//! AWS: API_UpdateAuthEventFeedback; the developer guide, "Customizing adaptive authentication notification messages".

use http::StatusCode;
use rules::events::feedback::{self, Provider};
use rules::{Error, Reason, risk, users};

use super::asked::{AskedPage, Carried, carried};
use crate::hosted::Outcome;
use crate::hosted::render::render;
use crate::hosted::visit::Visit;

/// What the link carries.
const CARRIED: [(&str, usize); 4] =
    [("user_name", 128), ("event_id", 50), ("feedback_token", 2_048), ("feedback_value", 7)];

/// What is said of the sign-in, and the words of the button and of the answer.
fn value(carried: &Carried) -> Option<(&'static str, [&'static str; 3])> {
    match carried.get("feedback_value")?.as_str() {
        "Valid" => Some(("Valid", ["feedback-valid-text", "feedback-valid", "feedback-done-valid-text"])),
        "Invalid" => {
            Some(("Invalid", ["feedback-invalid-text", "feedback-invalid", "feedback-done-invalid-text"]))
        }
        _ => None,
    }
}

/// Asks.
pub fn get(visit: &Visit<'_>) -> Outcome {
    let carried = carried(visit, &visit.params, &CARRIED);
    let known = carried.and_then(|carried| value(&carried).map(|(_, words)| (carried, words)));
    let Some((carried, [text, button, _])) = known else { return unknown(visit) };
    let page = AskedPage::told("feedback-title", text);
    render(visit, StatusCode::OK, &page.asking(visit, ("/feedback", button), carried))
}

/// Keeps what is said, as UpdateAuthEventFeedback does.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    let Some(carried) = carried(visit, &visit.form, &CARRIED) else { return unknown(visit) };
    let Some((value, [_, _, done])) = value(&carried) else { return unknown(visit) };
    match keep(visit, &carried, value).await {
        Ok(()) => render(visit, StatusCode::OK, &AskedPage::told("feedback-done-title", done)),
        Err(error) if error.reason() != Reason::Moved && error.reason().entry().status < 500 => {
            unknown(visit)
        }
        Err(error) => Err(error.into()),
    }
}

async fn keep(visit: &Visit<'_>, carried: &Carried, value: &str) -> Result<(), Error> {
    let part = |name: &str| carried.get(name).map(String::as_str).unwrap_or_default();
    let (ctx, pool, token) = (visit.ctx, &visit.site.pool, part("feedback_token"));
    risk::check_on(pool)?;
    feedback::check_token(pool, token)?;
    let user = users::require(ctx, pool, part("user_name")).await?;
    feedback::give(ctx, pool, &user, (part("event_id"), value.to_owned()), Provider::User(token)).await
}

fn unknown(visit: &Visit<'_>) -> Outcome {
    let page = AskedPage::told("confirm-incomplete-title", "feedback-unknown-text");
    render(visit, StatusCode::BAD_REQUEST, &page)
}
