//! ListUserImportJobs: the jobs of a pool, newest first.
//! AWS: API_ListUserImportJobs. Order of checks: pool, token.

use rules::imports::Job;
use rules::pagination::{self, Of};
use rules::{Ctx, Result, imports, pools};
use wire::idp::{ListUserImportJobsRequest, ListUserImportJobsResponse};

use crate::idp::view::{self, import_job};

/// AWS: a list holds 50 jobs at most, whatever page is asked for.
const MOST: i64 = 50;

/// Runs ListUserImportJobs.
pub async fn list_user_import_jobs(
    ctx: &Ctx,
    req: ListUserImportJobsRequest,
) -> Result<ListUserImportJobsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let size = pagination::size(Some(req.max_results)).min(MOST);
    let query = "ListUserImportJobs";
    let token = req.pagination_token.as_deref();
    let after: Option<(i64, String)> = pagination::open(ctx, Of::Pool(&pool), query, token)?;
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut rows = store::imports::page(&ctx.read(), pool.id(), after, size + 1).await?;
    let pagination_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(&pool), query, (last.created_at, &last.id))?),
    };
    let jobs: Result<Vec<Job>> = rows.into_iter().map(imports::read).collect();
    let shown: Result<Vec<_>> = jobs?.iter().map(|job| import_job::shown(ctx, job)).collect();
    Ok(ListUserImportJobsResponse { user_import_jobs: Some(shown?), pagination_token })
}
