//! ListDevices: the devices of the signed-in user, by key.
//! AWS: API_ListDevices. Order of checks: token, tracking, pagination token.

use rules::pagination::{self, Of};
use rules::tokens::access;
use rules::users::devices;
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{ListDevicesRequest, ListDevicesResponse};

use crate::idp::view::{self, device};

/// Runs ListDevices.
pub async fn list_devices(ctx: &Ctx, req: ListDevicesRequest) -> Result<ListDevicesResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let pool = &holder.pool;
    if devices::tracking(pool).is_none() {
        return Err(Error::new(Reason::DevicesNotTracked));
    }
    let sub = &holder.user.sub;
    let size = pagination::size(req.limit);
    let query = format!("ListDevices {sub}");
    let token = req.pagination_token.as_deref();
    let after: Option<String> = pagination::open(ctx, Of::Pool(pool), &query, token)?;
    let after = after.unwrap_or_default();
    let mut rows = store::devices::page(&ctx.read(), pool.id(), sub, &after, size + 1).await?;
    let pagination_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(pool), &query, &last.key)?),
    };
    Ok(ListDevicesResponse { devices: Some(rows.iter().map(device::shown).collect()), pagination_token })
}
