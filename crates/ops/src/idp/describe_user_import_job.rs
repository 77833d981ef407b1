//! DescribeUserImportJob: a job and its progress.
//! AWS: API_DescribeUserImportJob. Order of checks: pool, job.

use rules::{Ctx, Result, imports, pools};
use wire::idp::{DescribeUserImportJobRequest, DescribeUserImportJobResponse};

use crate::idp::view::import_job;

/// Runs DescribeUserImportJob.
pub async fn describe_user_import_job(
    ctx: &Ctx,
    req: DescribeUserImportJobRequest,
) -> Result<DescribeUserImportJobResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let job = imports::get(ctx, &pool, &req.job_id).await?;
    Ok(DescribeUserImportJobResponse { user_import_job: Some(import_job::shown(ctx, &job)?) })
}
