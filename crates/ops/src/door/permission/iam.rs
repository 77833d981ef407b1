//! What operations of IAM act on, as policies name it: the ARN with the path that the thing has, or would have.
//! AWS: the service authorization reference of AWS Identity and Access Management.

use rules::iam::entities;
use rules::{Ctx, Result};
use serde_json::Value;
use store::iam_entities::Kind;

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
const ARNS: [&str; 4] = ["PolicyArn", "OpenIDConnectProviderArn", "SAMLProviderArn", "PolicySourceArn"];

/// The ARN of what a call acts on, or `*`.
pub async fn resource(ctx: &Ctx, tree: &Value) -> Result<String> {
    let text = |member: &str| tree.get(member).and_then(Value::as_str);
    for (member, kind) in NAMES {
        if let Some(name) = text(member) {
            let name = name.strip_prefix("https://").unwrap_or(name);
            return entities::arn_of(ctx, kind, name, text("Path")).await;
        }
    }
    Ok(ARNS.into_iter().find_map(text).unwrap_or("*").to_owned())
}
