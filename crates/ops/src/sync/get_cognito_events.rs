//! GetCognitoEvents: the functions that a pool has asked of changes.
//! AWS: API_GetCognitoEvents.

use rules::{Ctx, Result, sync};
use wire::sync::{GetCognitoEventsRequest, GetCognitoEventsResponse};

/// Runs GetCognitoEvents.
pub async fn get_cognito_events(ctx: &Ctx, req: GetCognitoEventsRequest) -> Result<GetCognitoEventsResponse> {
    let pool = sync::pool(ctx, &req.identity_pool_id).await?;
    Ok(GetCognitoEventsResponse { events: Some(pool.more.sync.events()) })
}
