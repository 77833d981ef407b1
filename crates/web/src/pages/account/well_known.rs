//! Where browsers and password managers find the account pages of a site.
//! Source: W3C, "A Well-Known URL for Changing Passwords" and "A Well-Known URL for Relying Party Passkey Endpoints".

use http::StatusCode;
use serde::Serialize;

use super::{NAME, switched_on};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

#[derive(Serialize)]
struct Endpoints {
    enroll: String,
    manage: String,
}

/// `/.well-known/change-password`, where the domain has its host for itself.
pub fn change_password(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    if !visit.site.path.is_empty() {
        return Err(Trouble::NotFound);
    }
    Answer::redirect(NAME, "/account/password")
}

/// `/.well-known/passkey-endpoints`, of a pool whose passkeys are for this host.
pub async fn passkey_endpoints(visit: &Visit<'_>) -> Outcome {
    switched_on(visit)?;
    if !visit.site.is_of_passkeys(visit.ctx).await? {
        return Err(Trouble::NotFound);
    }
    let here = visit.site.url("/account/security");
    Answer::json(NAME, StatusCode::OK, &Endpoints { enroll: here.clone(), manage: here })
}
