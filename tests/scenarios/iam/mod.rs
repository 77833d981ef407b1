//! IAM: roles, users, groups, managed policies and providers, as tools of infrastructure call it.
//! AWS: the API reference of IAM.

use serde_json::{Value, json};

use crate::world::World;

mod delegation;
mod policies;
pub mod providers;
mod refusals;
mod roles;
mod saml;
mod simulation;
mod users;

/// Lets the functions of this account assume a role.
pub const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

/// Grants reading one thing.
pub const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}"#;

/// `arn:aws:iam::000000000000:` and what is said.
pub fn arn(what: &str) -> String {
    format!("arn:aws:iam::000000000000:{what}")
}

/// Makes a role; gives it.
pub async fn role(world: &World, name: &str) -> Value {
    let input = json!({ "RoleName": name, "AssumeRolePolicyDocument": TRUST });
    world.ok("iam:CreateRole", input).await["Role"].clone()
}

/// Makes a managed policy; gives its ARN.
pub async fn policy(world: &World, name: &str) -> String {
    let made = world.ok("iam:CreatePolicy", json!({ "PolicyName": name, "PolicyDocument": POLICY })).await;
    made["Policy"]["Arn"].as_str().unwrap().to_owned()
}

/// A document as answers have it, plain again.
pub fn plain(text: &Value) -> String {
    let text = text.as_str().unwrap();
    assert!(text.starts_with("%7B%22"), "{text}");
    form_urlencoded::parse(format!("a={text}").as_bytes()).next().unwrap().1.into_owned()
}
