//! StartUserImportJob: has a job worked off once its file is there.
//! AWS: API_StartUserImportJob. Order of checks: pool, job, status, file, other jobs.

use rules::{Ctx, Result, imports, pools};
use wire::idp::{StartUserImportJobRequest, StartUserImportJobResponse};

use crate::idp::view::import_job;

/// Runs StartUserImportJob.
pub async fn start_user_import_job(
    ctx: &Ctx,
    req: StartUserImportJobRequest,
) -> Result<StartUserImportJobResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let job = imports::start(ctx, &pool, &req.job_id).await?;
    Ok(StartUserImportJobResponse { user_import_job: Some(import_job::shown(ctx, &job)?) })
}
