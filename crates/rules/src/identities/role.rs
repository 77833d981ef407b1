//! Which role somebody gets, and which tags: by the pool's mappings, out of what the provider says.
//! AWS: the developer guide, "Using role-based access control" and "Using attributes for access control".

use std::collections::BTreeMap;

use serde_json::Value;
use wire::identity::{MappingRule, RoleMapping};

use super::logins::Proof;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::{IdentityPool, TagMap};

/// AWS: the longest value of a tag.
const LONGEST: usize = 256;

/// The role of somebody with these proofs; of nobody the guests'. `custom` is the role that was asked for.
///
/// Errors: `NoRole` where the pool has none, `RoleRefused` where its mapping lets nobody in, or not into the role asked for.
pub fn choose(pool: &IdentityPool, proofs: &[Proof], custom: Option<&str>) -> Result<String> {
    if proofs.is_empty() {
        let guests = role(pool, "unauthenticated");
        return match custom {
            Some(custom) if guests.as_ref().ok().map(String::as_str) != Some(custom) => Err(refused()),
            _ => guests,
        };
    }
    let mapped = proofs.iter().find_map(|proof| Some((proof, mapping(pool, proof)?)));
    let Some((proof, mapping)) = mapped else {
        // AWS: the assertion of a SAML provider names the roles that its subject may take.
        let named = proofs
            .iter()
            .find(|proof| proof.assertion.as_ref().is_some_and(|assertion| !assertion.roles().is_empty()));
        return match named {
            Some(proof) => one_of(by_token(proof, custom), custom),
            None => usual(pool, custom),
        };
    };
    let roles = match mapping.type_.as_str() {
        "Rules" => by_rules(mapping, proof),
        _ => by_token(proof, custom),
    };
    let is_usual = mapping.ambiguous_role_resolution.as_deref() == Some("AuthenticatedRole");
    match roles.is_empty() && custom.is_none() && is_usual {
        true => usual(pool, None),
        false => one_of(roles, custom),
    }
}

/// The role that was asked for, if it is one of these, else the first. Errors: `RoleRefused`.
fn one_of(roles: Vec<String>, custom: Option<&str>) -> Result<String> {
    let mut roles = roles.into_iter();
    let found = match custom {
        Some(custom) => roles.find(|role| role == custom),
        None => roles.next(),
    };
    found.ok_or_else(refused)
}

/// The pool's role for whoever has signed in. Errors: `NoRole`, `RoleRefused`.
fn usual(pool: &IdentityPool, custom: Option<&str>) -> Result<String> {
    let usual = role(pool, "authenticated")?;
    match custom {
        Some(custom) if custom != usual => Err(refused()),
        _ => Ok(usual),
    }
}

/// Errors: `NoRole`.
fn role(pool: &IdentityPool, kind: &str) -> Result<String> {
    pool.more.roles.get(kind).cloned().ok_or_else(|| Error::new(Reason::NoRole))
}

fn refused() -> Error {
    Error::new(Reason::RoleRefused)
}

fn mapping<'a>(pool: &'a IdentityPool, proof: &Proof) -> Option<&'a RoleMapping> {
    proof.mappings.iter().find_map(|name| pool.more.role_mappings.get(name))
}

/// The roles of a token: all of them where one is asked for, else the one that is preferred.
fn by_token(proof: &Proof, custom: Option<&str>) -> Vec<String> {
    let claim = match custom {
        Some(_) => "cognito:roles",
        None => "cognito:preferred_role",
    };
    proof.claims.get(claim).map(texts).unwrap_or_default()
}

/// The roles of all rules that match, in their order.
fn by_rules(mapping: &RoleMapping, proof: &Proof) -> Vec<String> {
    let rules = mapping.rules_configuration.iter().flat_map(|configuration| &configuration.rules);
    rules.filter(|rule| matches(rule, proof)).map(|rule| rule.role_arn.clone()).collect()
}

/// Whether a rule matches. A claim that is not there matches none, not even one that it should differ from.
fn matches(rule: &MappingRule, proof: &Proof) -> bool {
    let Some(claim) = proof.claims.get(&rule.claim) else { return false };
    let values = texts(claim);
    if values.is_empty() {
        return false;
    }
    let whole = values.join(",");
    match rule.match_type.as_str() {
        "Equals" => whole == rule.value,
        "NotEqual" => whole != rule.value,
        "StartsWith" => whole.starts_with(&rule.value),
        "Contains" => values.iter().any(|value| value.contains(&rule.value)),
        _ => false,
    }
}

/// A claim as text: of a list each of its values.
fn texts(claim: &Value) -> Vec<String> {
    match claim {
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

/// The tags that the pool makes of what providers say. AWS: a claim that is not there gives none.
pub fn tags(pool: &IdentityPool, proofs: &[Proof]) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for proof in proofs {
        let map = proof.mappings.iter().find_map(|name| pool.more.tag_maps.get(name));
        for (tag, claim) in map.map(TagMap::claims).unwrap_or_default() {
            let value = proof.claims.get(&claim).map(|claim| texts(claim).join(","));
            let value = value.filter(|value| !value.is_empty() && value.chars().count() <= LONGEST);
            if let Some(value) = value {
                tags.entry(tag).or_insert(value);
            }
        }
    }
    tags
}
