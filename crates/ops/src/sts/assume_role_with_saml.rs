//! AssumeRoleWithSAML: credentials of a role, for whom a SAML provider's assertion names.
//! AWS: API_AssumeRoleWithSAML. Order of checks: session policies, provider, assertion, role and trust, length, first use.

use rules::iam::assume::Wanted;
use rules::iam::saml;
use rules::{Ctx, Result};
use wire::sts::{AssumeRoleWithSAMLRequest, AssumeRoleWithSAMLResponse};

use crate::sts::view;

/// Runs AssumeRoleWithSAML.
pub async fn assume_role_with_saml(
    ctx: &Ctx,
    req: AssumeRoleWithSAMLRequest,
) -> Result<AssumeRoleWithSAMLResponse> {
    let wanted = Wanted {
        role_arn: req.role_arn,
        // The assertion says it.
        session_name: String::new(),
        policy: req.policy,
        policy_arns: view::arns(req.policy_arns),
        duration_s: req.duration_seconds,
    };
    let (made, vouched) = saml::role(ctx, wanted, &req.principal_arn, &req.saml_assertion).await?;
    Ok(AssumeRoleWithSAMLResponse {
        credentials: Some(view::credentials(&made.credentials)),
        assumed_role_user: Some(view::user(&made.session)),
        packed_policy_size: made.packed_size,
        source_identity: made.session.source_identity,
        subject: Some(vouched.subject),
        subject_type: Some(vouched.subject_type),
        issuer: Some(vouched.issuer),
        audience: Some(vouched.recipient),
        name_qualifier: Some(vouched.name_qualifier),
        ..AssumeRoleWithSAMLResponse::default()
    })
}
