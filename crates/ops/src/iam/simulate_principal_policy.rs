//! SimulatePrincipalPolicy: what the policies of a user, group or role would say of requests.
//! AWS: API_SimulatePrincipalPolicy. Order of checks: actions, resources, whoever it is, documents, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::simulation::{self, LeftOut, Question};
use rules::{Ctx, Error, Reason, Result};
use wire::iam::{PolicyIdentifier, SimulatePolicyResponse, SimulatePrincipalPolicyRequest};

use super::view;

/// Runs SimulatePrincipalPolicy.
pub async fn simulate_principal_policy(
    ctx: &Ctx,
    req: SimulatePrincipalPolicyRequest,
) -> Result<SimulatePolicyResponse> {
    let query = format!("SimulatePrincipalPolicy {}", req.policy_source_arn);
    let left_out = req.policy_exclusion_list.unwrap_or_default();
    let question = Question {
        source: Some(req.policy_source_arn),
        inputs: req.policy_input_list.unwrap_or_default(),
        boundary: req.permissions_boundary_policy_input_list.unwrap_or_default(),
        resource_policy: req.resource_policy,
        caller: req.caller_arn,
        actions: req.action_names,
        resources: req.resource_arns.unwrap_or_default(),
        context: view::said(req.context_entries),
        left_out: left_out.into_iter().map(named).collect::<Result<_>>()?,
        ..Question::default()
    };
    let told = simulation::answer(ctx, &question, view::simulated).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let page = pages::of(ctx, &query, asked, told)?;
    Ok(SimulatePolicyResponse {
        is_truncated: page.is_truncated(),
        evaluation_results: Some(page.items),
        marker: page.marker,
    })
}

/// AWS: one of the three says which. Errors: `EntityInput`.
fn named(policy: PolicyIdentifier) -> Result<LeftOut> {
    match (policy.policy_type, policy.policy_arn, policy.inline_policy_identifier) {
        (Some(kind), None, None) => Ok(LeftOut::Type(kind)),
        (None, Some(arn), None) => Ok(LeftOut::Managed(arn)),
        (None, None, Some(inline)) => {
            Ok(LeftOut::Inline(inline.attachment_type, inline.attachment_name, inline.policy_name))
        }
        _ => {
            let text = "Exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier must be given.";
            Err(Error::about(Reason::EntityInput, text))
        }
    }
}
