//! ListWebAuthnCredentials: the passkeys of the signed-in user, oldest first.
//! AWS: API_ListWebAuthnCredentials. Order of checks: token, pagination token.

use rules::pagination::{self, Of};
use rules::users::passkeys;
use rules::{Ctx, Result};
use wire::idp::{ListWebAuthnCredentialsRequest, ListWebAuthnCredentialsResponse};

use crate::idp::view::{self, passkey};

/// Runs ListWebAuthnCredentials.
pub async fn list_web_authn_credentials(
    ctx: &Ctx,
    req: ListWebAuthnCredentialsRequest,
) -> Result<ListWebAuthnCredentialsResponse> {
    let holder = passkeys::holder(ctx, &req.access_token).await?;
    let (pool, user) = (&holder.pool, &holder.user);
    let size = pagination::size(req.max_results);
    let query = format!("ListWebAuthnCredentials {}", user.sub);
    let after: Option<(i64, String)> =
        pagination::open(ctx, Of::Pool(pool), &query, req.next_token.as_deref())?;
    // Twenty at most: the list is read whole.
    let mut rows = store::passkeys::of_user(&ctx.read(), pool.id(), &user.sub).await?;
    rows.retain(|row| {
        after.as_ref().is_none_or(|after| (row.created_at, &row.credential_id) > (after.0, &after.1))
    });
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => {
            let last = (last.created_at, &last.credential_id);
            Some(pagination::token(ctx, Of::Pool(pool), &query, last)?)
        }
    };
    let credentials = rows.iter().map(passkey::shown).collect::<Result<_>>()?;
    Ok(ListWebAuthnCredentialsResponse { credentials: Some(credentials), next_token })
}
