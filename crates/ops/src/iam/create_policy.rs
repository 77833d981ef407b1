//! CreatePolicy: makes a managed policy with its first version.
//! AWS: API_CreatePolicy. Order of checks: document, tags, name.

use rules::iam::policies::{self, New};
use rules::{Ctx, Result};
use wire::iam::{CreatePolicyRequest, CreatePolicyResponse};

use crate::iam::view;

/// Runs CreatePolicy.
pub async fn create_policy(ctx: &Ctx, req: CreatePolicyRequest) -> Result<CreatePolicyResponse> {
    let new = New {
        name: req.policy_name,
        path: req.path,
        document: req.policy_document,
        description: req.description,
        tags: req.tags.unwrap_or_default(),
    };
    let policy = policies::create(ctx, new).await?;
    Ok(CreatePolicyResponse { policy: Some(view::policy(&policy, policies::Uses::default())) })
}
