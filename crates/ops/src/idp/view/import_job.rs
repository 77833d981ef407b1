//! A job that imports users as the wire shows it.
//! AWS: API_UserImportJobType.

use rules::imports::{Job, address};
use rules::{Ctx, Result};
use wire::Timestamp;
use wire::idp::UserImportJobType;

/// A job, with a fresh address for its file and log.
pub fn shown(ctx: &Ctx, job: &Job) -> Result<UserImportJobType> {
    let Job { row, state } = job;
    Ok(UserImportJobType {
        job_name: Some(state.name.clone()),
        job_id: Some(row.id.clone()),
        user_pool_id: Some(row.pool_id.clone()),
        pre_signed_url: Some(address::of(ctx, job)?),
        creation_date: Some(Timestamp::from_millis(row.created_at)),
        start_date: state.started_at.map(Timestamp::from_millis),
        completion_date: state.completed_at.map(Timestamp::from_millis),
        status: Some(job.status(ctx.now()).to_owned()),
        cloud_watch_logs_role_arn: Some(state.role_arn.clone()),
        imported_users: Some(state.imported),
        skipped_users: Some(state.skipped),
        failed_users: Some(state.failed),
        completion_message: state.message.clone(),
        password_hashing_algorithm: state.algorithm.clone(),
    })
}
