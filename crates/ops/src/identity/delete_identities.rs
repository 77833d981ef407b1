//! DeleteIdentities: deletes identities, each with its logins.
//! AWS: API_DeleteIdentities. One that is not there is none that was left over.

use rules::{Ctx, Result, identities};
use wire::identity::{DeleteIdentitiesInput, DeleteIdentitiesResponse, UnprocessedIdentityId};

/// Runs DeleteIdentities.
pub async fn delete_identities(ctx: &Ctx, req: DeleteIdentitiesInput) -> Result<DeleteIdentitiesResponse> {
    let denied = identities::delete(ctx, &req.identity_ids_to_delete).await?;
    let left = denied.into_iter().map(|id| UnprocessedIdentityId {
        identity_id: Some(id),
        error_code: Some("AccessDenied".to_owned()),
    });
    Ok(DeleteIdentitiesResponse { unprocessed_identity_ids: Some(left.collect()) })
}
