//! AdminListDevices: the devices of a user, by key.
//! AWS: API_AdminListDevices. Order of checks: pool, tracking, user, pagination token.

use rules::pagination::{self, Of};
use rules::pools;
use rules::users::{self, devices};
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{AdminListDevicesRequest, AdminListDevicesResponse};

use crate::idp::view::{self, device};

/// Runs AdminListDevices.
pub async fn admin_list_devices(ctx: &Ctx, req: AdminListDevicesRequest) -> Result<AdminListDevicesResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    if devices::tracking(&pool).is_none() {
        return Err(Error::new(Reason::DevicesNotTracked));
    }
    let user = users::find(ctx, &pool, &req.username).await?;
    let user = user.ok_or_else(|| Error::new(Reason::DeviceUserNotFound))?;
    let size = pagination::size(req.limit);
    let query = format!("AdminListDevices {}", user.sub);
    let token = req.pagination_token.as_deref();
    let after: Option<String> = pagination::open(ctx, Of::Pool(&pool), &query, token)?;
    let after = after.unwrap_or_default();
    let mut rows = store::devices::page(&ctx.read(), pool.id(), &user.sub, &after, size + 1).await?;
    let pagination_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(&pool), &query, &last.key)?),
    };
    let devices = rows.iter().map(|row| device::shown_to_administrator(&pool, &user, row)).collect();
    Ok(AdminListDevicesResponse { devices: Some(devices), pagination_token })
}
