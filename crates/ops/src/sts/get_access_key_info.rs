//! GetAccessKeyInfo: the account that a key's id belongs to.
//! AWS: API_GetAccessKeyInfo. Order of checks: keys that are kept, then what the id itself says.

use rules::{Ctx, Error, Reason, Result, credentials};
use wire::sts::{GetAccessKeyInfoRequest, GetAccessKeyInfoResponse};

/// Runs GetAccessKeyInfo.
pub async fn get_access_key_info(
    ctx: &Ctx,
    req: GetAccessKeyInfoRequest,
) -> Result<GetAccessKeyInfoResponse> {
    let kept = store::access_keys::get(&ctx.read(), &req.access_key_id).await?;
    let account = kept.map(|key| key.account).or_else(|| credentials::account_of(&req.access_key_id));
    // (guess)
    let unknown = || Error::new(Reason::KeyIdUnknown);
    Ok(GetAccessKeyInfoResponse { account: Some(account.ok_or_else(unknown)?) })
}
