//! SimulateCustomPolicy: what documents would say of requests, whoever had them.
//! AWS: API_SimulateCustomPolicy. Order of checks: actions, resources, documents, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::simulation::{self, Question};
use rules::{Ctx, Result};
use wire::iam::{SimulateCustomPolicyRequest, SimulatePolicyResponse};

use super::view;

/// Runs SimulateCustomPolicy.
pub async fn simulate_custom_policy(
    ctx: &Ctx,
    req: SimulateCustomPolicyRequest,
) -> Result<SimulatePolicyResponse> {
    let question = Question {
        inputs: req.policy_input_list,
        boundary: req.permissions_boundary_policy_input_list.unwrap_or_default(),
        organization: view::levels(req.ordered_organization_policy_input_list),
        resource_policy: req.resource_policy,
        caller: req.caller_arn,
        actions: req.action_names,
        resources: req.resource_arns.unwrap_or_default(),
        context: view::said(req.context_entries),
        ..Question::default()
    };
    let told = simulation::answer(ctx, &question, view::simulated).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let page = pages::of(ctx, "SimulateCustomPolicy", asked, told)?;
    Ok(SimulatePolicyResponse {
        is_truncated: page.is_truncated(),
        evaluation_results: Some(page.items),
        marker: page.marker,
    })
}
