//! Simulation: what the policies of somebody, or some that are only thought of, would say of requests.
//! AWS: API_SimulateCustomPolicy, API_SimulatePrincipalPolicy.

use std::sync::Arc;

use store::iam_entities::Kind as Of;

use super::entities::{self, Entity};
use super::grants::{self, Grants};
use super::groups;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::policy::simulate::{Setting, Simulated, simulate};
use crate::policy::{Aws, Context, Document, Kind, Policies, Policy, Who, arn};

/// What is asked.
#[derive(Default)]
pub struct Question {
    /// Whose policies: a user, group or role. Nobody's, where the policies are only thought of.
    pub source: Option<String>,
    /// Documents besides.
    pub inputs: Vec<String>,
    /// The boundary, instead of what the source has: one document.
    pub boundary: Vec<String>,
    /// What an organization would let its accounts do, level by level.
    pub organization: Vec<Vec<String>>,
    /// The resource's own document.
    pub resource_policy: Option<String>,
    /// Who asks, where that is somebody else than the source.
    pub caller: Option<String>,
    /// Actions, without wildcards.
    pub actions: Vec<String>,
    /// Resources; all where there are none.
    pub resources: Vec<String>,
    /// What a request would say.
    pub context: Context,
    /// Policies of the source that are left out.
    pub left_out: Vec<LeftOut>,
}

/// Policies that are left out. In ARNs `*` and `?` are wildcards.
pub enum LeftOut {
    /// All of a type: `inline`, `aws-managed`, `user-managed`, `permission-boundary`; there are no others here.
    Type(String),
    /// A managed one, by its ARN.
    Managed(String),
    /// An inline one, by the kind and name of whoever has it, and its own name.
    Inline(String, String, String),
}

/// Answers each action on each resource, each as it is to be shown.
///
/// Errors: `EntityInput` for what is no policy, action or resource, `EntityNotFound`.
pub async fn answer<T>(ctx: &Ctx, question: &Question, show: impl Fn(&Simulated<'_>) -> T) -> Result<Vec<T>> {
    check(question)?;
    let (owner, mut granted) = match &question.source {
        Some(source) => of_source(ctx, source, &question.left_out).await?,
        None => (None, Grants::default()),
    };
    granted.identity.extend(documents("PolicyInputList", &question.inputs)?);
    let boundary = documents("PermissionsBoundaryPolicyInputList", &question.boundary)?.pop();
    let boundary = boundary.or(granted.boundary);
    let resource = question.resource_policy.as_deref();
    let resource =
        resource.map(|text| document("ResourcePolicy".to_owned(), text, Kind::Resource)).transpose()?;
    let levels = question.organization.iter().map(|level| documents("ServiceControlPolicyInputList", level));
    let organization = levels.collect::<Result<Vec<_>>>()?;
    let caller = question.caller.as_deref().or(question.source.as_deref()).unwrap_or_default();
    let mut context = question.context.clone();
    know(&mut context, owner.as_ref(), caller);
    let setting = Setting {
        policies: Policies {
            identity: &granted.identity,
            boundary: boundary.as_ref(),
            resource: resource.as_ref(),
            ..Policies::default()
        },
        organization: &organization,
        who: Who::Aws(Aws {
            account: arn::account(caller).unwrap_or(&ctx.config().account),
            arn: caller,
            role_arn: Some(caller).filter(|arn| arn.contains(":role/")),
            id: owner.as_ref().map_or("", |owner| owner.row.id.as_str()),
        }),
        context: &context,
    };
    let everything = ["*".to_owned()];
    let resources = if question.resources.is_empty() { &everything[..] } else { &question.resources };
    Ok(simulate(&setting, &question.actions, resources).iter().map(show).collect())
}

/// AWS: actions are whole, resources are ARNs or `*`, and a resource's own policy needs somebody who asks.
fn check(question: &Question) -> Result<()> {
    let invalid = |text: String| Err(Error::about(Reason::EntityInput, text));
    let is_action = |action: &&String| {
        let (vendor, name) = action.split_once(':').unwrap_or_default();
        !vendor.is_empty() && !name.is_empty() && !action.contains(['*', '?'])
    };
    if let Some(action) = question.actions.iter().find(|action| !is_action(action)) {
        return invalid(format!("Invalid Action Name: {action}"));
    }
    let is_resource = |resource: &&String| *resource == "*" || arn::account(resource).is_some();
    if let Some(resource) = question.resources.iter().find(|resource| !is_resource(resource)) {
        return invalid(format!(
            "Invalid Entity Arn: {resource} does not clearly define entity type and name."
        ));
    }
    if question.resource_policy.is_some() && question.caller.is_none() && question.source.is_none() {
        return invalid("CallerArn is needed where there is a ResourcePolicy.".to_owned());
    }
    if question.boundary.len() > 1 {
        return invalid("There can be one permissions boundary.".to_owned());
    }
    Ok(())
}

fn documents(list: &str, texts: &[String]) -> Result<Vec<Policy>> {
    let named = texts.iter().enumerate();
    named.map(|(at, text)| document(format!("{list}.{}", at + 1), text, Kind::Identity)).collect()
}

fn document(name: String, text: &str, kind: Kind) -> Result<Policy> {
    let document = Document::parse(text, kind)
        .map_err(|why| Error::about(Reason::EntityInput, format!("Invalid policy {name}: {}", why.text())))?;
    Ok(Policy { name, document: Arc::new(document) })
}

/// Whoever an ARN names, and what they are granted without what is left out. Errors: `EntityInput`, `EntityNotFound`.
async fn of_source(ctx: &Ctx, source: &str, left_out: &[LeftOut]) -> Result<(Option<Entity>, Grants)> {
    let kinds = [Of::User, Of::Role, Of::Group];
    let kind = kinds.into_iter().find(|kind| source.contains(&format!(":{}/", kind.text())));
    let invalid = || {
        let text = format!("Invalid Entity Arn: {source} does not clearly define entity type and name.");
        Error::about(Reason::EntityInput, text)
    };
    let kind = kind.ok_or_else(invalid)?;
    let entity = entities::by_arn(ctx, kind, source).await?;
    let name = source.rsplit('/').next().unwrap_or(source);
    let not_found = || Error::about(Reason::EntityNotFound, kind.text()).and(name);
    let entity = entity.ok_or_else(not_found)?;
    let mut granted = of(ctx, &entity, left_out).await?;
    if kind == Of::User {
        for group in groups::of(ctx, &entity).await? {
            granted.identity.extend(of(ctx, &group, left_out).await?.identity);
        }
    }
    Ok((Some(entity), granted))
}

async fn of(ctx: &Ctx, entity: &Entity, left_out: &[LeftOut]) -> Result<Grants> {
    let mut granted = grants::of(ctx, entity).await?;
    let is_out = |policy: &Policy| {
        left_out.iter().any(|out| match out {
            LeftOut::Type(kind) => kind == "permission-boundary",
            LeftOut::Managed(arn) => is_like(arn, &policy.name),
            LeftOut::Inline(..) => false,
        })
    };
    granted.boundary = granted.boundary.filter(|boundary| !is_out(boundary));
    granted.identity.retain(|policy| {
        let is_inline = !policy.name.starts_with("arn:");
        let is_of_aws = policy.name.starts_with("arn:aws:iam::aws:");
        !left_out.iter().any(|out| match out {
            LeftOut::Type(kind) => match kind.as_str() {
                "inline" => is_inline,
                "aws-managed" => is_of_aws,
                "user-managed" => !is_inline && !is_of_aws,
                _ => false,
            },
            LeftOut::Managed(arn) => !is_inline && is_like(arn, &policy.name),
            LeftOut::Inline(kind, owner, name) => {
                let is_owner = kind.eq_ignore_ascii_case(entity.row.kind.text()) && *owner == entity.row.name;
                is_owner && is_inline && policy.name == *name
            }
        })
    });
    Ok(granted)
}

/// Whether a text is as a pattern with `*` and `?` has it. A star that failed is tried again one character later.
fn is_like(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut of, mut star) = (0, 0, None);
    while at < text.len() {
        match pattern.get(of) {
            Some('*') => {
                star = Some((of, at));
                of += 1;
            }
            Some(c) if *c == '?' || *c == text[at] => {
                of += 1;
                at += 1;
            }
            _ => {
                let Some((back, from)) = star else { return false };
                star = Some((back, from + 1));
                of = back + 1;
                at = from + 1;
            }
        }
    }
    pattern[of..].iter().all(|c| *c == '*')
}

/// What is known of whoever asks, where the question does not say it.
fn know(context: &mut Context, owner: Option<&Entity>, caller: &str) {
    let mut say = |key: &str, value: &str| {
        if !context.has(key) {
            context.set(key, value);
        }
    };
    if let Some(account) = arn::account(caller) {
        say("aws:PrincipalArn", caller);
        say("aws:PrincipalAccount", account);
    }
    let Some(owner) = owner else { return };
    say("aws:userid", &owner.row.id);
    if owner.row.kind == Of::User {
        say("aws:username", &owner.row.name);
    }
    for tag in &owner.settings.tags {
        say(&format!("aws:PrincipalTag/{}", tag.key), &tag.value);
    }
}
