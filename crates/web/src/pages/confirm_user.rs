//! `/confirmUser`: the page that the link of a sign-up leads to. It asks, and confirms when its button is pressed.
//! AWS: the developer guide, "Email verification messages" (`/confirmUser`).

use http::StatusCode;
use rules::account::confirm::{self, Confirmation};
use rules::{Reason, users};

use super::asked::{AskedPage, carried};
use crate::hosted::Outcome;
use crate::hosted::render::render;
use crate::hosted::visit::Visit;

/// What the link carries.
const CARRIED: [(&str, usize); 3] = [("client_id", 128), ("user_name", 128), ("confirmation_code", 2_048)];

/// Asks.
pub fn get(visit: &Visit<'_>) -> Outcome {
    let Some(carried) = carried(visit, &visit.params, &CARRIED) else { return incomplete(visit) };
    let page = AskedPage::told("confirm-question-title", "confirm-question-text");
    render(visit, StatusCode::OK, &page.asking(visit, ("/confirmUser", "confirm"), carried))
}

/// Confirms as ConfirmSignUp does.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    let Some(carried) = carried(visit, &visit.form, &CARRIED) else { return incomplete(visit) };
    let part = |name: &str| carried.get(name).map(String::as_str).unwrap_or_default();
    let spent = AskedPage::told("confirm-spent-title", "confirm-spent-text");
    let known = match users::of_client(visit.ctx, part("client_id"), part("user_name")).await {
        Ok(known) if known.pool.id() == visit.site.pool.id() => known,
        Ok(_) => return render(visit, StatusCode::BAD_REQUEST, &spent),
        Err(error) if error.reason().entry().status < 500 => {
            return render(visit, StatusCode::BAD_REQUEST, &spent);
        }
        Err(error) => return Err(error.into()),
    };
    let confirmation = Confirmation {
        username: part("user_name"),
        code: part("confirmation_code"),
        takes_aliases: false,
        session: None,
        client_metadata: None,
    };
    match confirm::by_code(visit.ctx, &known, confirmation).await {
        Ok(_) => render(visit, StatusCode::OK, &AskedPage::told("confirmed-title", "confirmed-text")),
        Err(error) if error.reason() == Reason::TooManyAttempts => {
            let page = AskedPage::told("confirm-spent-title", "wrong-too-many");
            render(visit, StatusCode::BAD_REQUEST, &page)
        }
        Err(error) if error.reason() != Reason::Moved && error.reason().entry().status < 500 => {
            render(visit, StatusCode::BAD_REQUEST, &spent)
        }
        Err(error) => Err(error.into()),
    }
}

fn incomplete(visit: &Visit<'_>) -> Outcome {
    let page = AskedPage::told("confirm-incomplete-title", "confirm-incomplete-text");
    render(visit, StatusCode::BAD_REQUEST, &page)
}
