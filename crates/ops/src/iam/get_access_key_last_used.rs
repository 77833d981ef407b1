//! GetAccessKeyLastUsed: whose a key is, and when it was last used for what.
//! AWS: API_GetAccessKeyLastUsed; a key that nobody has used has no date, and "N/A" for the rest.

use rules::iam::keys;
use rules::{Ctx, Result};
use wire::Timestamp;
use wire::iam::{AccessKeyLastUsed, GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse};

/// Runs GetAccessKeyLastUsed.
pub async fn get_access_key_last_used(
    ctx: &Ctx,
    req: GetAccessKeyLastUsedRequest,
) -> Result<GetAccessKeyLastUsedResponse> {
    let (user_name, last) = keys::last_used(ctx, &req.access_key_id).await?;
    let access_key_last_used = match last {
        Some(last) => AccessKeyLastUsed {
            last_used_date: Some(Timestamp::from_millis(last.at)),
            service_name: Some(last.service),
            region: Some(last.region),
        },
        None => AccessKeyLastUsed {
            service_name: Some("N/A".to_owned()),
            region: Some("N/A".to_owned()),
            ..AccessKeyLastUsed::default()
        },
    };
    Ok(GetAccessKeyLastUsedResponse { user_name, access_key_last_used: Some(access_key_last_used) })
}
