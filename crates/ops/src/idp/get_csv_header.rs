//! GetCSVHeader: the columns of the file from which users are imported.
//! AWS: API_GetCSVHeader.

use rules::{Ctx, Result, imports, pools};
use wire::idp::{GetCSVHeaderRequest, GetCSVHeaderResponse};

/// Runs GetCSVHeader.
pub async fn get_csv_header(ctx: &Ctx, req: GetCSVHeaderRequest) -> Result<GetCSVHeaderResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    Ok(GetCSVHeaderResponse {
        user_pool_id: Some(pool.id().to_owned()),
        csv_header: Some(imports::header(&pool)),
    })
}
