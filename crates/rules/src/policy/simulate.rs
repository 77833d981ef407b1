//! Simulation: what policies would say of a request that nobody has made.
//! AWS: API_SimulateCustomPolicy, API_SimulatePrincipalPolicy; the IAM user guide, "IAM policy testing with the IAM policy
//! simulator".

use std::collections::BTreeSet;

use super::context::Context;
use super::decide::{Asked, Found, Layer, Outcome, Policies, Policy, decide};
use super::principal::Who;

/// What requests are thought of.
pub struct Setting<'a> {
    /// The policies that bear on them.
    pub policies: Policies<'a>,
    /// What an organization lets its accounts do, level by level: each has to let a request pass.
    pub organization: &'a [Vec<Policy>],
    /// Who would ask.
    pub who: Who<'a>,
    /// What the requests would say.
    pub context: &'a Context,
}

/// What would come of one action on one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulated<'a> {
    /// The action.
    pub action: &'a str,
    /// The resource.
    pub resource: &'a str,
    /// What would come of it.
    pub outcome: Outcome,
    /// Statements of users, groups, roles and the resource that apply; where one denies, those that do.
    pub matched: Vec<Found<'a>>,
    /// Keys that the policies look at and nobody has said, as they are written.
    pub missing: Vec<String>,
    /// Whether the permissions boundary would let it pass, where there is one.
    pub is_within_boundary: Option<bool>,
    /// Whether the organization would let it pass, where there is one.
    pub is_within_organization: Option<bool>,
}

/// Decides each action on each resource, in this order.
pub fn simulate<'a>(
    setting: &Setting<'a>,
    actions: &'a [String],
    resources: &'a [String],
) -> Vec<Simulated<'a>> {
    let missing = setting.missing();
    let every = actions.iter().flat_map(|action| resources.iter().map(move |resource| (action, resource)));
    every.map(|(action, resource)| setting.simulated(action, resource, &missing)).collect()
}

impl<'a> Setting<'a> {
    fn simulated(&self, action: &'a str, resource: &'a str, missing: &[String]) -> Simulated<'a> {
        let asked = Asked { who: self.who, action, resource, context: self.context };
        let decision = decide(&self.policies, &asked);
        let alone = |policies: &[Policy]| {
            decide(&Policies { identity: policies, ..Policies::default() }, &asked).outcome
        };
        let boundary = self.policies.boundary.map(|boundary| alone(std::slice::from_ref(boundary)));
        let levels: Vec<Outcome> = self.organization.iter().map(|level| alone(level)).collect();
        let of = |outcome| levels.contains(&outcome);
        let outcome = match decision.outcome {
            _ if of(Outcome::ExplicitDeny) => Outcome::ExplicitDeny,
            Outcome::Allowed if of(Outcome::ImplicitDeny) => Outcome::ImplicitDeny,
            outcome => outcome,
        };
        let mut matched = decision.matched;
        matched.retain(|found| found.layer != Layer::Boundary);
        if matched.iter().any(|found| !found.is_allow) {
            matched.retain(|found| !found.is_allow);
        }
        Simulated {
            action,
            resource,
            outcome,
            matched,
            missing: missing.to_vec(),
            is_within_boundary: boundary.map(|outcome| outcome == Outcome::Allowed),
            is_within_organization: (!levels.is_empty())
                .then(|| levels.iter().all(|outcome| *outcome == Outcome::Allowed)),
        }
    }

    fn missing(&self) -> Vec<String> {
        let own = self.policies.identity.iter().chain(self.policies.boundary).chain(self.policies.resource);
        let all = own.chain(self.policies.session).chain(self.organization.iter().flatten());
        let keys: BTreeSet<&str> = all.flat_map(|policy| policy.document.keys()).collect();
        let mut seen = BTreeSet::new();
        let unsaid = |key: &&str| !self.context.has(key) && seen.insert(key.to_lowercase());
        keys.into_iter().filter(unsaid).map(str::to_owned).collect()
    }
}
