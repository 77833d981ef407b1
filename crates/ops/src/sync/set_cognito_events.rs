//! SetCognitoEvents: the function that is asked of changes.
//! AWS: API_SetCognitoEvents.

use rules::sync::{self, settings};
use rules::{Ctx, Result};
use wire::Empty;
use wire::sync::SetCognitoEventsRequest;

/// Runs SetCognitoEvents.
pub async fn set_cognito_events(ctx: &Ctx, req: SetCognitoEventsRequest) -> Result<Empty> {
    let pool = sync::pool(ctx, &req.identity_pool_id).await?;
    settings::set_events(ctx, &pool, &req.events).await?;
    Ok(Empty)
}
