//! Entities as the wire shows them. AWS: documents are percent-encoded as RFC 3986 has it; lists leave out what costs AWS
//! a look elsewhere.

use rules::iam::aws_policies::AwsPolicy;
use rules::iam::entities::{Entity, Version};
use rules::iam::pages::Asked;
use rules::iam::policies::Uses;
use rules::iam::principals::Principal;
use rules::iam::roles::MAX_SESSION_S;
use rules::policy::simulate::Simulated;
use rules::policy::{Context, Found, Layer, Outcome};
use store::access_keys::AccessKey;
use wire::Timestamp;
use wire::iam::{
    AccessKeyMetadata, AttachedPermissionsBoundary, AttachedPolicy, ContextEntry, EvaluationResult, Group,
    OrderedOrganizationPolicyType, OrganizationsDecisionDetail, PermissionsBoundaryDecisionDetail, Policy,
    PolicyVersion, Position, Role, Statement, User,
};

/// More than there are of a kind that is read at once.
pub const MOST: i64 = 10_000;

/// When AWS's policies were made, here: 2015-02-06.
const AWS_POLICIES_AT: i64 = 1_423_180_800_000;

/// How many rows are read for a page: one more tells whether there is another page.
pub fn one_more(asked: Asked<'_>) -> i64 {
    i64::try_from(asked.size()).unwrap_or(MOST) + 1
}

/// A document as answers have it.
pub fn document(text: &str) -> String {
    wire::query::encoded(text).into_owned()
}

fn date(millis: i64) -> Option<Timestamp> {
    Some(Timestamp::from_millis(millis))
}

fn boundary(entity: &Entity) -> Option<AttachedPermissionsBoundary> {
    let arn = entity.settings.permissions_boundary.clone()?;
    Some(AttachedPermissionsBoundary {
        permissions_boundary_type: Some("Policy".to_owned()),
        permissions_boundary_arn: Some(arn),
    })
}

/// A role.
pub fn role(entity: &Entity) -> Role {
    let tags = Some(entity.settings.tags.clone()).filter(|tags| !tags.is_empty());
    Role { permissions_boundary: boundary(entity), tags, ..listed_role(entity) }
}

/// A role in a list.
pub fn listed_role(entity: &Entity) -> Role {
    let settings = &entity.settings;
    Role {
        path: Some(entity.row.path.clone()),
        role_name: Some(entity.row.name.clone()),
        role_id: Some(entity.row.id.clone()),
        arn: Some(entity.arn()),
        create_date: date(entity.row.created_at),
        assume_role_policy_document: settings.assume_role_policy_document.as_deref().map(document),
        description: settings.description.clone(),
        max_session_duration: Some(settings.max_session_duration.unwrap_or(MAX_SESSION_S)),
        ..Role::default()
    }
}

/// A user.
pub fn user(entity: &Entity) -> User {
    let tags = Some(entity.settings.tags.clone()).filter(|tags| !tags.is_empty());
    User { permissions_boundary: boundary(entity), tags, ..listed_user(entity) }
}

/// A user in a list.
pub fn listed_user(entity: &Entity) -> User {
    User {
        path: Some(entity.row.path.clone()),
        user_name: Some(entity.row.name.clone()),
        user_id: Some(entity.row.id.clone()),
        arn: Some(entity.arn()),
        create_date: date(entity.row.created_at),
        ..User::default()
    }
}

/// The account itself, which has neither name nor path.
pub fn root(principal: &Principal) -> User {
    User {
        user_id: Some(principal.id.clone()),
        arn: Some(principal.arn.clone()),
        create_date: date(0),
        ..User::default()
    }
}

/// A group.
pub fn group(entity: &Entity) -> Group {
    Group {
        path: Some(entity.row.path.clone()),
        group_name: Some(entity.row.name.clone()),
        group_id: Some(entity.row.id.clone()),
        arn: Some(entity.arn()),
        create_date: date(entity.row.created_at),
    }
}

/// A managed policy.
pub fn policy(entity: &Entity, uses: Uses) -> Policy {
    Policy {
        description: entity.settings.description.clone(),
        tags: Some(entity.settings.tags.clone()).filter(|tags| !tags.is_empty()),
        ..listed_policy(entity, uses)
    }
}

/// A managed policy in a list.
pub fn listed_policy(entity: &Entity, uses: Uses) -> Policy {
    let settings = &entity.settings;
    Policy {
        policy_name: Some(entity.row.name.clone()),
        policy_id: Some(entity.row.id.clone()),
        arn: Some(entity.arn()),
        path: Some(entity.row.path.clone()),
        default_version_id: settings.default_version.map(|number| format!("v{number}")),
        create_date: date(entity.row.created_at),
        update_date: date(settings.updated_at.unwrap_or(entity.row.created_at)),
        ..used(uses)
    }
}

/// One of AWS's policies.
pub fn aws_policy(policy: &AwsPolicy, uses: Uses) -> Policy {
    Policy {
        policy_name: Some(policy.name.to_owned()),
        policy_id: Some(policy.id()),
        arn: Some(policy.arn()),
        path: Some(policy.path.to_owned()),
        default_version_id: Some("v1".to_owned()),
        create_date: date(AWS_POLICIES_AT),
        update_date: date(AWS_POLICIES_AT),
        ..used(uses)
    }
}

fn used(uses: Uses) -> Policy {
    let count = |count: i64| i32::try_from(count).ok();
    Policy {
        attachment_count: count(uses.attachments),
        permissions_boundary_usage_count: count(uses.boundaries),
        is_attachable: Some(true),
        ..Policy::default()
    }
}

/// Whether a policy is used, or used so.
pub fn has_use(policy: &Policy, usage: Option<&str>) -> bool {
    let (attachments, boundaries) = (policy.attachment_count, policy.permissions_boundary_usage_count);
    match usage {
        Some("PermissionsBoundary") => boundaries > Some(0),
        Some(_) => attachments > Some(0),
        None => attachments > Some(0) || boundaries > Some(0),
    }
}

/// A version of a managed policy.
pub fn version(version: &Version, is_default: bool, with_document: bool) -> PolicyVersion {
    PolicyVersion {
        document: with_document.then(|| document(&version.document)),
        version_id: Some(format!("v{}", version.number)),
        is_default_version: Some(is_default),
        create_date: date(version.created_at),
    }
}

/// The version of one of AWS's policies.
pub fn aws_version(policy: &AwsPolicy, with_document: bool) -> PolicyVersion {
    PolicyVersion {
        document: with_document.then(|| document(policy.document)),
        version_id: Some("v1".to_owned()),
        is_default_version: Some(true),
        create_date: date(AWS_POLICIES_AT),
    }
}

/// A policy that is attached, by its ARN.
pub fn attached(arn: String) -> AttachedPolicy {
    let name = arn.rsplit_once('/').map(|(_, name)| name.to_owned());
    AttachedPolicy { policy_name: name, policy_arn: Some(arn) }
}

/// Whether a policy's ARN has a path that begins so.
pub fn is_below(arn: &str, prefix: &str) -> bool {
    arn.split_once(":policy").is_some_and(|(_, path)| path.starts_with(prefix))
}

/// `Active` or `Inactive`.
pub fn status(is_active: bool) -> String {
    if is_active { "Active" } else { "Inactive" }.to_owned()
}

/// A key without its secret.
pub fn key(user: &Entity, key: AccessKey) -> AccessKeyMetadata {
    AccessKeyMetadata {
        user_name: Some(user.row.name.clone()),
        access_key_id: Some(key.id),
        status: Some(status(key.is_active)),
        create_date: date(key.created_at),
    }
}

/// What a simulated request says. AWS: a key is a set where its type says so.
pub fn said(entries: Option<Vec<ContextEntry>>) -> Context {
    let mut context = Context::new();
    for entry in entries.unwrap_or_default() {
        let (Some(key), Some(values)) = (entry.context_key_name, entry.context_key_values) else { continue };
        let is_set = entry.context_key_type.is_some_and(|kind| kind.ends_with("List"));
        match <[String; 1]>::try_from(values) {
            Ok([value]) if !is_set => context.set(&key, value),
            Ok(values) => context.set(&key, values.to_vec()),
            Err(values) => context.set(&key, values),
        }
    }
    context
}

/// The levels of an organization.
pub fn levels(given: Option<Vec<OrderedOrganizationPolicyType>>) -> Vec<Vec<String>> {
    let given = given.unwrap_or_default().into_iter();
    given.map(|level| level.service_control_policy_input_list.unwrap_or_default()).collect()
}

/// What would come of a request.
pub fn simulated(told: &Simulated<'_>) -> EvaluationResult {
    let boundary = told.is_within_boundary.map(|is_within| PermissionsBoundaryDecisionDetail {
        allowed_by_permissions_boundary: Some(is_within),
    });
    let organization = told
        .is_within_organization
        .map(|is_within| OrganizationsDecisionDetail { allowed_by_organizations: Some(is_within) });
    EvaluationResult {
        eval_action_name: Some(told.action.to_owned()),
        eval_resource_name: Some(told.resource.to_owned()),
        eval_decision: Some(outcome(told.outcome).to_owned()),
        matched_statements: Some(told.matched.iter().map(statement).collect()),
        missing_context_values: Some(told.missing.clone()),
        organizations_decision_detail: organization,
        permissions_boundary_decision_detail: boundary,
        ..EvaluationResult::default()
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allowed => "allowed",
        Outcome::ExplicitDeny => "explicitDeny",
        Outcome::ImplicitDeny => "implicitDeny",
    }
}

/// A statement that applies. AWS: a managed policy goes by its name, and all that is no resource's is an "IAM Policy".
fn statement(found: &Found<'_>) -> Statement {
    let is_resource = found.layer == Layer::Resource;
    let position = |(line, column): (u32, u32)| Position {
        line: i32::try_from(line).ok(),
        column: i32::try_from(column).ok(),
    };
    Statement {
        source_policy_id: Some(found.policy.rsplit('/').next().unwrap_or(found.policy).to_owned()),
        source_policy_type: Some(if is_resource { "resource" } else { "IAM Policy" }.to_owned()),
        start_position: Some(position(found.place.begin)),
        end_position: Some(position(found.place.end)),
    }
}
