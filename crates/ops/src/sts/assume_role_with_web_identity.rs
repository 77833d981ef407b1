//! AssumeRoleWithWebIdentity: credentials of a role, for the bearer of a provider's token.
//! AWS: API_AssumeRoleWithWebIdentity. Order of checks: session policies, token, role and trust, length.

use rules::iam::assume::Wanted;
use rules::iam::web_identity;
use rules::{Ctx, Result};
use wire::sts::{AssumeRoleWithWebIdentityRequest, AssumeRoleWithWebIdentityResponse};

use crate::sts::view;

/// Runs AssumeRoleWithWebIdentity.
pub async fn assume_role_with_web_identity(
    ctx: &Ctx,
    req: AssumeRoleWithWebIdentityRequest,
) -> Result<AssumeRoleWithWebIdentityResponse> {
    let wanted = Wanted {
        role_arn: req.role_arn,
        session_name: req.role_session_name,
        policy: req.policy,
        policy_arns: view::arns(req.policy_arns),
        duration_s: req.duration_seconds,
    };
    let made = web_identity::role(ctx, wanted, &req.web_identity_token).await?;
    Ok(AssumeRoleWithWebIdentityResponse {
        credentials: Some(view::credentials(&made.assumed.credentials)),
        subject_from_web_identity_token: Some(made.subject),
        assumed_role_user: Some(view::user(&made.assumed.session)),
        packed_policy_size: made.assumed.packed_size,
        provider: Some(made.provider),
        audience: Some(made.audience),
        ..AssumeRoleWithWebIdentityResponse::default()
    })
}
