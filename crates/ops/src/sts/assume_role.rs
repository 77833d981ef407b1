//! AssumeRole: credentials of a role, for who signs and is trusted by it.
//! AWS: API_AssumeRole. Order of checks: session policies, role and trust, length.

use rules::iam::assume::{self, Besides, Wanted};
use rules::{Ctx, Result};
use wire::sts::{AssumeRoleRequest, AssumeRoleResponse};

use crate::sts::view;

/// Runs AssumeRole.
pub async fn assume_role(ctx: &Ctx, req: AssumeRoleRequest) -> Result<AssumeRoleResponse> {
    let wanted = Wanted {
        role_arn: req.role_arn,
        session_name: req.role_session_name,
        policy: req.policy,
        policy_arns: view::arns(req.policy_arns),
        duration_s: req.duration_seconds,
    };
    let besides = Besides {
        tags: req.tags.into_iter().flatten().map(|tag| (tag.key, tag.value)).collect(),
        transitive_tag_keys: req.transitive_tag_keys.unwrap_or_default(),
        external_id: req.external_id,
        source_identity: req.source_identity,
    };
    let assumed = assume::role(ctx, wanted, besides).await?;
    Ok(AssumeRoleResponse {
        credentials: Some(view::credentials(&assumed.credentials)),
        assumed_role_user: Some(view::user(&assumed.session)),
        packed_policy_size: assumed.packed_size,
        source_identity: assumed.session.source_identity,
        ..AssumeRoleResponse::default()
    })
}
