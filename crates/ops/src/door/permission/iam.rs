//! What operations of IAM act on, as policies name it, and what conditions see of it: the ARN with the path that the thing has,
//! or would have; its tags and its boundary.
//! AWS: the service authorization reference of AWS Identity and Access Management.

use rules::iam::authority::{Authority, Signer};
use rules::iam::entities::{self, Entity};
use rules::iam::{keys, principals};
use rules::policy::Context;
use rules::{Caller, Ctx, Reason, Result};
use serde_json::Value;
use store::iam_entities::Kind;
use wire::Operation;

/// Members that name what is acted on, the first that is there; a group comes before the user who joins it.
const NAMES: [(&str, Kind); 6] = [
    ("RoleName", Kind::Role),
    ("GroupName", Kind::Group),
    ("UserName", Kind::User),
    ("PolicyName", Kind::Policy),
    ("Name", Kind::SamlProvider),
    ("Url", Kind::OidcProvider),
];

/// Members that are the ARN.
const ARNS: [(&str, &[Kind]); 4] = [
    ("PolicyArn", &[Kind::Policy]),
    ("OpenIDConnectProviderArn", &[Kind::OidcProvider]),
    ("SAMLProviderArn", &[Kind::SamlProvider]),
    ("PolicySourceArn", &[Kind::User, Kind::Role, Kind::Group]),
];

/// Operations that are about whoever asks where they name nobody.
const OWN: [&str; 5] = ["CreateAccessKey", "DeleteAccessKey", "GetUser", "ListAccessKeys", "UpdateAccessKey"];

/// Operations that make what they name: one of that name that is there already is not what they act on.
const MAKING: [&str; 7] = [
    "CreateGroup",
    "CreateOpenIDConnectProvider",
    "CreatePolicy",
    "CreateRole",
    "CreateSAMLProvider",
    "CreateServiceLinkedRole",
    "CreateUser",
];

fn text<'a>(tree: &'a Value, member: &str) -> Option<&'a str> {
    tree.get(member).and_then(Value::as_str)
}

/// The ARN of what a call acts on, or `*`.
pub async fn resource(ctx: &Ctx, operation: &Operation, tree: &Value) -> Result<String> {
    for (member, kind) in NAMES {
        if let Some(name) = text(tree, member) {
            let name = name.strip_prefix("https://").unwrap_or(name);
            return entities::arn_of(ctx, kind, name, text(tree, "Path")).await;
        }
    }
    if let Some(arn) = ARNS.into_iter().find_map(|(member, _)| text(tree, member)) {
        return Ok(arn.to_owned());
    }
    let is_user = matches!(&ctx.caller, Caller::Administrator { signer: Signer::User(_), .. });
    if is_user && OWN.contains(&operation.name) {
        return Ok(principals::of_caller(ctx).await?.arn);
    }
    match text(tree, "AccessKeyId") {
        Some(id) => Ok(keys::owner(ctx, id).await?.map_or_else(|| "*".to_owned(), |user| user.arn())),
        None => Ok("*".to_owned()),
    }
}

/// What is acted on, where it is there.
async fn acted_on(ctx: &Ctx, operation: &Operation, tree: &Value) -> Result<Option<Entity>> {
    if MAKING.contains(&operation.name) {
        return Ok(None);
    }
    for (member, kind) in NAMES {
        let Some(name) = text(tree, member) else { continue };
        return match entities::get(ctx, kind, name).await {
            Ok(entity) => Ok(Some(entity)),
            Err(error) if error.reason() == Reason::EntityNotFound => Ok(None),
            Err(error) => Err(error),
        };
    }
    for (member, kinds) in ARNS {
        let Some(arn) = text(tree, member) else { continue };
        for kind in kinds {
            if let Some(entity) = entities::by_arn(ctx, *kind, arn).await? {
                return Ok(Some(entity));
            }
        }
    }
    Ok(None)
}

/// Says what a call hands to IAM, and what is known of what it acts on: `iam:PolicyARN`, `iam:AWSServiceName`,
/// `iam:PermissionsBoundary`, `iam:ResourceTag/…`, `aws:ResourceTag/…`.
pub async fn say(
    context: &mut Context,
    ctx: &Ctx,
    authority: &Authority,
    (operation, tree): (&Operation, &Value),
) -> Result<()> {
    if operation.name.starts_with("Attach") || operation.name.starts_with("Detach") {
        context.set_some("iam:PolicyARN", text(tree, "PolicyArn"));
    }
    context.set_some("iam:AWSServiceName", text(tree, "AWSServiceName"));
    // AWS: the boundary that is set, else the one that the user or role has.
    let boundary = text(tree, "PermissionsBoundary");
    context.set_some("iam:PermissionsBoundary", boundary);
    let looks = |prefix: &str| authority.looks_at(prefix);
    let asks_tags = looks("aws:resourcetag/") || looks("iam:resourcetag/");
    if !asks_tags && (boundary.is_some() || !looks("iam:permissionsboundary")) {
        return Ok(());
    }
    let Some(entity) = acted_on(ctx, operation, tree).await? else { return Ok(()) };
    if boundary.is_none() {
        context.set_some("iam:PermissionsBoundary", entity.settings.permissions_boundary.as_deref());
    }
    for prefix in ["aws:ResourceTag", "iam:ResourceTag"] {
        let tags = entity.settings.tags.iter();
        context.set_tags(prefix, tags.map(|tag| (tag.key.as_str(), tag.value.as_str())));
    }
    Ok(())
}
