//! SignUp: makes an unconfirmed user and sends the code to confirm with.
//! AWS: API_SignUp. Order of checks: client, secret, permission, username, attributes, password, uniqueness.

use rules::account::sign_up::{self, SignUp};
use rules::events::context;
use rules::users::schema;
use rules::{Ctx, Result};
use wire::idp::{SignUpRequest, SignUpResponse};

/// Runs SignUp.
pub async fn sign_up(ctx: &Ctx, req: SignUpRequest) -> Result<SignUpResponse> {
    let ctx = &context::of_person(ctx, &req.client_id, req.user_context_data).await?;
    let asked = SignUp {
        username: req.username,
        password: req.password,
        attributes: schema::given(req.user_attributes),
        secret_hash: req.secret_hash,
        is_on_page: false,
        validation_data: req.validation_data.map(|data| schema::given(Some(data))),
        client_metadata: req.client_metadata,
    };
    let signed_up = sign_up::sign_up(ctx, &req.client_id, asked).await?;
    Ok(SignUpResponse {
        user_confirmed: Some(signed_up.is_confirmed),
        user_sub: Some(signed_up.sub),
        code_delivery_details: signed_up.delivery,
        session: signed_up.session,
    })
}
