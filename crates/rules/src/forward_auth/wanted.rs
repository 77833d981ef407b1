//! What whoever passes a gate must have beside a sign-in: a scope, a group, claims.
//! AWS: scopes of routes (any one of them), `cognito_groups` of AppSync's directives (any one), AdditionalClaims of an ALB's
//! JWT validation (every claim, any one of its values).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What is wanted; nothing by default.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// One of these scopes.
    pub scopes: Vec<String>,
    /// One of these groups.
    pub groups: Vec<String>,
    /// Of each claim one of these values.
    pub claims: BTreeMap<String, Vec<String>>,
    /// The claim that lists the groups.
    pub groups_claim: String,
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A scope.
    Scope,
    /// A group.
    Group,
    /// A value of a claim.
    Claim,
}

impl Wanted {
    /// Errors: what is missing first, of scopes, groups and claims.
    pub fn check(&self, scopes: &[String], claims: &Map<String, Value>) -> Result<(), Lack> {
        let has_any = |wanted: &[String], there: &[String]| {
            wanted.is_empty() || wanted.iter().any(|it| there.contains(it))
        };
        if !has_any(&self.scopes, scopes) {
            return Err(Lack::Scope);
        }
        if !has_any(&self.groups, &self.groups(claims)) {
            return Err(Lack::Group);
        }
        let fits = |(name, values): (&String, &Vec<String>)| {
            let told = claims.get(name).map(texts).unwrap_or_default();
            told.iter().any(|value| values.contains(value))
        };
        if self.claims.iter().all(fits) { Ok(()) } else { Err(Lack::Claim) }
    }

    /// The groups that claims name.
    pub fn groups(&self, claims: &Map<String, Value>) -> Vec<String> {
        claims.get(&self.groups_claim).map(texts).unwrap_or_default()
    }
}

/// A claim as the texts that it holds: one, or those of a list.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

fn one(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The scopes that claims name: `scope` as OAuth writes it, else `scp`. AWS: both.
pub fn scopes(claims: &Map<String, Value>) -> Vec<String> {
    let named = claims.get("scope").or_else(|| claims.get("scp"));
    let texts = named.map(texts).unwrap_or_default();
    let words = texts.iter().flat_map(|text| text.split(' ')).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn one_scope_one_group_and_every_claim_is_enough() {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        let wanted = Wanted {
            scopes: list(&["a/read", "a/write"]),
            groups: list(&["staff"]),
            claims: BTreeMap::from([("tenant".to_owned(), list(&["7", "8"]))]),
            groups_claim: "cognito:groups".to_owned(),
        };
        let good = claims(json!({ "scope": "x a/write", "cognito:groups": ["staff"], "tenant": 7 }));
        assert_eq!(wanted.check(&scopes(&good), &good), Ok(()));
        for (over, lack) in [
            (json!({ "scope": "a/writer" }), Lack::Scope),
            (json!({ "scope": { "a/write": true } }), Lack::Scope),
            // A group whose name holds another's is another.
            (json!({ "cognito:groups": ["x,staff", "staff "] }), Lack::Group),
            (json!({ "cognito:groups": { "staff": 1 } }), Lack::Group),
            (json!({ "tenant": "77" }), Lack::Claim),
            (json!({ "tenant": null }), Lack::Claim),
        ] {
            let mut told = good.clone();
            told.extend(claims(over.clone()));
            assert_eq!(wanted.check(&scopes(&told), &told), Err(lack), "{over}");
        }
        assert_eq!(scopes(&claims(json!({ "scp": ["a", "b c"] }))), ["a", "b", "c"]);
        assert_eq!(Wanted::default().check(&[], &Map::new()), Ok(()));
    }
}
