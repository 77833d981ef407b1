//! `/undo-address`: the page that the link in the word of a changed address leads to. It asks, and puts the old address back
//! when its button is pressed.
//! AWS has no such page. Source: the OWASP cheat sheet on changing e-mail addresses.

use http::StatusCode;
use rules::Reason;
use rules::account::undo;

use super::asked::{AskedPage, carried};
use crate::hosted::Outcome;
use crate::hosted::render::render;
use crate::hosted::visit::Visit;

/// What the link carries.
const CARRIED: [(&str, usize); 1] = [("undo_token", 2_048)];

/// Asks.
pub fn get(visit: &Visit<'_>) -> Outcome {
    let Some(carried) = carried(visit, &visit.params, &CARRIED) else { return incomplete(visit) };
    let page = AskedPage::told("undo-title", "undo-text");
    render(visit, StatusCode::OK, &page.asking(visit, ("/undo-address", "undo-title"), carried))
}

/// Puts the address back.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    let Some(carried) = carried(visit, &visit.form, &CARRIED) else { return incomplete(visit) };
    let token = carried.get("undo_token").map(String::as_str).unwrap_or_default();
    let told = |title, text| render(visit, StatusCode::BAD_REQUEST, &AskedPage::told(title, text));
    match undo::undo(visit.ctx, &visit.site.pool, token).await {
        Ok(()) => render(visit, StatusCode::OK, &AskedPage::told("undo-done-title", "undo-done-text")),
        Err(error) if error.reason() == Reason::CodeExpired => told("confirm-spent-title", "undo-spent-text"),
        Err(error) if error.reason() == Reason::AliasExists => told("undo-title", "wrong-address-taken"),
        Err(error) => Err(error.into()),
    }
}

fn incomplete(visit: &Visit<'_>) -> Outcome {
    let page = AskedPage::told("confirm-incomplete-title", "confirm-incomplete-text");
    render(visit, StatusCode::BAD_REQUEST, &page)
}
