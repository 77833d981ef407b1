//! Simulation: what policies would say of a request that nobody has made.
//! AWS: API_SimulateCustomPolicy, API_SimulatePrincipalPolicy; the IAM user guide, "IAM policy testing with the IAM policy
//! simulator".

use std::collections::BTreeSet;

use super::context::Context;
use super::decide::{Asked, Found, Layer, Outcome, Policies, Policy, decide};

/// What would come of one action on one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulated<'a> {
    /// The action.
    pub action: &'a str,
    /// The resource.
    pub resource: &'a str,
    /// What would come of it.
    pub outcome: Outcome,
    /// Statements of users, groups, roles and the resource that apply.
    pub matched: Vec<Found<'a>>,
    /// Keys that the policies look at and nobody has said, as they are written.
    pub missing: Vec<String>,
    /// Whether the permissions boundary would let it pass, where there is one.
    pub is_within_boundary: Option<bool>,
}

/// Decides each action on each resource, in this order.
pub fn simulate<'a>(
    policies: &Policies<'a>,
    who: super::Who<'_>,
    actions: &'a [String],
    resources: &'a [String],
    context: &Context,
) -> Vec<Simulated<'a>> {
    let missing = missing(policies, context);
    let every = actions.iter().flat_map(|action| resources.iter().map(move |resource| (action, resource)));
    every
        .map(|(action, resource)| {
            let asked = Asked { who, action, resource, context };
            let decision = decide(policies, &asked);
            let is_within_boundary = policies.boundary.map(|boundary| {
                let alone = Policies { identity: std::slice::from_ref(boundary), ..Policies::default() };
                decide(&alone, &asked).is_allowed()
            });
            let mut matched = decision.matched;
            matched.retain(|found| found.layer != Layer::Boundary);
            // AWS: where a denial decides, it is what is shown.
            if decision.outcome == Outcome::ExplicitDeny && matched.iter().any(|found| !found.is_allow) {
                matched.retain(|found| !found.is_allow);
            }
            Simulated {
                action,
                resource,
                outcome: decision.outcome,
                matched,
                missing: missing.clone(),
                is_within_boundary,
            }
        })
        .collect()
}

fn missing(policies: &Policies<'_>, context: &Context) -> Vec<String> {
    let all =
        policies.identity.iter().chain(policies.boundary).chain(policies.session).chain(policies.resource);
    let keys: BTreeSet<&str> = all.flat_map(|policy: &Policy| policy.document.keys()).collect();
    let mut seen = BTreeSet::new();
    let said = |key: &&str| !context.has(key) && seen.insert(key.to_lowercase());
    keys.into_iter().filter(said).map(str::to_owned).collect()
}
