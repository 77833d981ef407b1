//! CreateUserImportJob: makes a job and tells where its file is to be brought.
//! AWS: API_CreateUserImportJob. Order of checks: pool, auto-verified attributes, number of jobs.

use rules::{Ctx, Result, imports, pools};
use wire::idp::{CreateUserImportJobRequest, CreateUserImportJobResponse};

use crate::idp::view::import_job;

/// Runs CreateUserImportJob.
pub async fn create_user_import_job(
    ctx: &Ctx,
    req: CreateUserImportJobRequest,
) -> Result<CreateUserImportJobResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let (role, algorithm) = (req.cloud_watch_logs_role_arn, req.password_hashing_algorithm);
    let job = imports::create(ctx, &pool, req.job_name, role, algorithm).await?;
    Ok(CreateUserImportJobResponse { user_import_job: Some(import_job::shown(ctx, &job)?) })
}
