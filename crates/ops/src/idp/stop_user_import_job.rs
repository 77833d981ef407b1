//! StopUserImportJob: ends a job that is under way.
//! AWS: API_StopUserImportJob. Order of checks: pool, job, status.

use rules::{Ctx, Result, imports, pools};
use wire::idp::{StopUserImportJobRequest, StopUserImportJobResponse};

use crate::idp::view::import_job;

/// Runs StopUserImportJob.
pub async fn stop_user_import_job(
    ctx: &Ctx,
    req: StopUserImportJobRequest,
) -> Result<StopUserImportJobResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let job = imports::stop(ctx, &pool, &req.job_id).await?;
    Ok(StopUserImportJobResponse { user_import_job: Some(import_job::shown(ctx, &job)?) })
}
