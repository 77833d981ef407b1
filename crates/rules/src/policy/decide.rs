//! The decision: what all policies that bear on a request say together, and which statement said it.
//! AWS: the IAM user guide, "Policy evaluation logic" for one account, and "Access denied error messages".

use std::sync::Arc;

use super::context::Context;
use super::document::Document;
use super::places::Place;
use super::principal::{Naming, Who};
use super::statement::Seen;

/// A document and what it is called where a decision is explained: an ARN, or the name of an inline policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What it is called.
    pub name: String,
    /// The document.
    pub document: Arc<Document>,
}

/// One request.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Whoever asks.
    pub who: Who<'a>,
    /// `cognito-idp:ListUsers`.
    pub action: &'a str,
    /// An ARN, or `*` for what names no resource.
    pub resource: &'a str,
    /// What else is known of it.
    pub context: &'a Context,
}

/// The policies that bear on a request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policies<'a> {
    /// Those of the user and their groups, or of the role.
    pub identity: &'a [Policy],
    /// What the user or role can be granted at most.
    pub boundary: Option<&'a Policy>,
    /// Those that were handed in with the session; none for no bound.
    pub session: &'a [Policy],
    /// The resource's own.
    pub resource: Option<&'a Policy>,
    /// The resource is a role and its own policy says who may assume it: nobody may whom it does not name.
    pub is_trust: bool,
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It may be done.
    Allowed,
    /// A statement forbids it.
    ExplicitDeny,
    /// No statement allows it.
    ImplicitDeny,
}

/// The layers of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Users', groups' and roles'.
    Identity,
    /// A permissions boundary.
    Boundary,
    /// Session policies.
    Session,
    /// A resource's own.
    Resource,
    /// A role's trust policy.
    Trust,
}

/// A statement that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// Where it stands.
    pub layer: Layer,
    /// What its policy is called.
    pub policy: &'a str,
    /// Its place in the document, from 0.
    pub index: usize,
    /// Its Sid.
    pub sid: Option<&'a str>,
    /// Where it stands in the document's text.
    pub place: Place,
    /// Whether it allows.
    pub is_allow: bool,
}

/// What was decided, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// What comes of it.
    pub outcome: Outcome,
    /// The layer that decided: of an implicit denial, the first one that does not allow.
    pub layer: Layer,
    /// The statement that decided; nothing where it is that none allows.
    pub by: Option<Found<'a>>,
    /// Every statement that applies, in the order of layers.
    pub matched: Vec<Found<'a>>,
}

impl Decision<'_> {
    /// Whether it may be done.
    pub fn is_allowed(&self) -> bool {
        self.outcome == Outcome::Allowed
    }

    /// Why it may not be done, as it follows the resource in AWS's sentence; empty where it may.
    pub fn because(&self, action: &str) -> String {
        let (article, layer) = match self.layer {
            Layer::Identity => ("an", "identity-based policy"),
            Layer::Boundary => ("a", "permissions boundary"),
            Layer::Session => ("a", "session policy"),
            Layer::Resource => ("a", "resource-based policy"),
            Layer::Trust => ("the", "role trust policy"),
        };
        match self.outcome {
            Outcome::Allowed => String::new(),
            Outcome::ExplicitDeny => format!("with an explicit deny in {article} {layer}"),
            Outcome::ImplicitDeny => format!("because no {layer} allows the {action} action"),
        }
    }

    /// AWS's sentence for a denial: who, what, on what, why.
    pub fn sentence(&self, arn: &str, action: &str, resource: &str) -> String {
        let because = self.because(action);
        format!("User: {arn} is not authorized to perform: {action} on resource: {resource} {because}")
    }
}

/// What one layer says.
#[derive(Default)]
struct Said<'a> {
    deny: Option<Found<'a>>,
    /// The statement that names whoever asks most closely.
    allow: Option<(Naming, Found<'a>)>,
}

/// Decides one request.
pub fn decide<'a>(policies: &Policies<'a>, asked: &Asked<'_>) -> Decision<'a> {
    let action = asked.action.to_ascii_lowercase();
    let seen = Seen { who: asked.who, action: &action, resource: asked.resource, context: asked.context };
    let mut matched = Vec::new();
    let mut hear = |layer, policies: &'a [Policy]| heard(layer, policies, &seen, &mut matched);
    let own = if policies.is_trust { Layer::Trust } else { Layer::Resource };
    let identity = hear(Layer::Identity, policies.identity);
    let boundary = policies.boundary.map(|boundary| hear(Layer::Boundary, std::slice::from_ref(boundary)));
    let session = (!policies.session.is_empty()).then(|| hear(Layer::Session, policies.session));
    let resource = policies.resource.map(|policy| hear(own, std::slice::from_ref(policy)));

    let denies = [Some(&identity), boundary.as_ref(), session.as_ref(), resource.as_ref()];
    if let Some(by) = denies.into_iter().flatten().find_map(|said| said.deny) {
        return Decision { outcome: Outcome::ExplicitDeny, layer: by.layer, by: Some(by), matched };
    }
    let allow = |said: &Said<'a>| said.allow.map(|(_, by)| by);
    let granted = resource.and_then(|said| said.allow);
    let naming = granted.map(|(naming, _)| naming);
    // What is required, outermost reason first: the layer, and the statement that allows it.
    let by_identity = (Layer::Identity, allow(&identity));
    let within = [(Layer::Boundary, boundary.as_ref()), (Layer::Session, session.as_ref())];
    let within = within.into_iter().filter_map(|(layer, said)| said.map(|said| (layer, allow(said))));
    let by_resource = granted.map(|(_, by)| (own, Some(by)));
    let required: Vec<(Layer, Option<Found<'a>>)> = match (naming, policies.is_trust) {
        // AWS: what names the very user or session is bounded by nothing but a deny.
        (Some(Naming::Itself), _) => by_resource.into_iter().collect(),
        (Some(Naming::Role), _) => by_resource.into_iter().chain(within).collect(),
        (None, true) => vec![(own, None)],
        _ => std::iter::once(by_identity).chain(within).collect(),
    };
    if let Some((layer, _)) = required.iter().find(|(_, by)| by.is_none()) {
        return Decision { outcome: Outcome::ImplicitDeny, layer: *layer, by: None, matched };
    }
    let (layer, by) = required.first().copied().unwrap_or(by_identity);
    Decision { outcome: Outcome::Allowed, layer, by, matched }
}

/// What the policies of a layer say together: any of them denies, any of them allows.
fn heard<'a>(
    layer: Layer,
    policies: &'a [Policy],
    seen: &Seen<'_>,
    matched: &mut Vec<Found<'a>>,
) -> Said<'a> {
    let mut said = Said::default();
    for policy in policies {
        for (index, statement) in policy.document.statements.iter().enumerate() {
            let Some(naming) = statement.applies(seen) else { continue };
            let found = Found {
                layer,
                policy: &policy.name,
                index,
                sid: statement.sid.as_deref(),
                place: statement.place,
                is_allow: statement.is_allow,
            };
            matched.push(found);
            match statement.is_allow {
                false => said.deny = said.deny.or(Some(found)),
                true if said.allow.is_none_or(|(closest, _)| closest < naming) => {
                    said.allow = Some((naming, found));
                }
                true => {}
            }
        }
    }
    said
}
