//! ListPolicyVersions: the versions of a managed policy, the newest first, without their documents.
//! AWS: API_ListPolicyVersions. Order of checks: policy, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::policies::{self, Found};
use rules::{Ctx, Result};
use wire::iam::{ListPolicyVersionsRequest, ListPolicyVersionsResponse};

use crate::iam::view;

/// Runs ListPolicyVersions.
pub async fn list_policy_versions(
    ctx: &Ctx,
    req: ListPolicyVersionsRequest,
) -> Result<ListPolicyVersionsResponse> {
    let all = match policies::get(ctx, &req.policy_arn).await? {
        Found::Own(policy) => {
            let is_default = |number| policy.settings.default_version == Some(number);
            let newest = policy.settings.versions.iter().rev();
            newest.map(|version| view::version(version, is_default(version.number), false)).collect()
        }
        Found::Aws(policy) => vec![view::aws_version(&policy, false)],
    };
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let page = pages::of(ctx, &format!("ListPolicyVersions {}", req.policy_arn), asked, all)?;
    let (is_truncated, marker) = (page.is_truncated(), page.marker);
    Ok(ListPolicyVersionsResponse { versions: Some(page.items), is_truncated, marker })
}
