//! GetPolicyVersion: gives a version of a managed policy with its document.
//! AWS: API_GetPolicyVersion. Order of checks: policy, version.

use rules::iam::policies::{self, Found};
use rules::{Ctx, Result};
use rules::{Error, Reason};
use wire::iam::{GetPolicyVersionRequest, GetPolicyVersionResponse};

use crate::iam::view;

/// Runs GetPolicyVersion.
pub async fn get_policy_version(ctx: &Ctx, req: GetPolicyVersionRequest) -> Result<GetPolicyVersionResponse> {
    let not_found = || Error::about(Reason::VersionNotFound, &req.policy_arn).and(&req.version_id);
    let shown = match policies::get(ctx, &req.policy_arn).await? {
        Found::Own(policy) => {
            let number = policies::number(&policy, &req.policy_arn, &req.version_id)?;
            let version = policy.settings.versions.iter().find(|version| version.number == number);
            let is_default = policy.settings.default_version == Some(number);
            view::version(version.ok_or_else(not_found)?, is_default, true)
        }
        Found::Aws(policy) if req.version_id == "v1" => view::aws_version(&policy, true),
        Found::Aws(_) => return Err(not_found()),
    };
    Ok(GetPolicyVersionResponse { policy_version: Some(shown) })
}
