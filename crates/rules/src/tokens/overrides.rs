//! What a pool's function changes in tokens, and what it cannot.
//! AWS: the developer guide, "Pre token generation Lambda trigger", on the claims that cannot be changed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// What is to be different in a user's tokens.
#[derive(Debug, Default, PartialEq)]
pub struct Changes {
    /// In the ID token.
    pub id: Claims,
    /// In the access token.
    pub access: Claims,
    /// In the place of the user's groups, in both.
    pub groups: Option<Groups>,
}

/// What is to be different in one token.
#[derive(Debug, Default, PartialEq)]
pub struct Claims {
    /// New values by name.
    pub added: BTreeMap<String, Value>,
    /// What is to go; this counts more than a new value.
    pub suppressed: BTreeSet<String>,
    /// Further scopes.
    pub scopes: Vec<String>,
    /// Scopes that are to go.
    pub suppressed_scopes: BTreeSet<String>,
}

/// What stands for a user's groups.
#[derive(Debug, Default, PartialEq)]
pub struct Groups {
    /// `cognito:groups`.
    pub names: Vec<String>,
    /// `cognito:roles`.
    pub roles: Vec<String>,
    /// `cognito:preferred_role`.
    pub preferred_role: Option<String>,
}

const GROUPS: &str = "cognito:groups";
const ROLES: &str = "cognito:roles";
const PREFERRED_ROLE: &str = "cognito:preferred_role";

/// What says who issued a token to whom, and when.
const FIXED: [&str; 24] = [
    "acr",
    "act",
    "amr",
    "at_hash",
    "auth_time",
    "azp",
    "client_id",
    "cnf",
    "device_key",
    "event_id",
    "exp",
    "iat",
    "identities",
    "iss",
    "jti",
    "nbf",
    "nonce",
    "origin_jti",
    "scope",
    "sub",
    "token_use",
    "username",
    "version",
    "aud",
];

/// What has a shape of its own in ID tokens, and takes no object or list.
const PLAIN: [&str; 4] = ["address", "email_verified", "phone_number_verified", "updated_at"];

impl Claims {
    /// How much is said.
    pub fn len(&self) -> usize {
        self.added.len() + self.suppressed.len() + self.scopes.len() + self.suppressed_scopes.len()
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn apply(&self, claims: &mut Map<String, Value>, takes: impl Fn(&str, &Value) -> bool) {
        for (name, value) in self.added.iter().filter(|(name, value)| takes(name, value)) {
            claims.insert(name.clone(), value.clone());
        }
        for name in self.suppressed.iter().filter(|name| *name == GROUPS || !is_fixed(name)) {
            claims.remove(name);
        }
    }
}

impl Changes {
    /// Changes the claims of an ID token. What cannot be changed stays, and nothing is said of it.
    pub fn apply_to_id(&self, claims: &mut Map<String, Value>) {
        self.replace_groups(claims);
        if let Some(groups) = &self.groups {
            put(claims, ROLES, (!groups.roles.is_empty()).then(|| json!(groups.roles)));
            put(claims, PREFERRED_ROLE, groups.preferred_role.as_ref().map(|role| json!(role)));
        }
        self.id.apply(claims, |name, value| {
            let is_plain = !matches!(value, Value::Object(_) | Value::Array(_));
            takes(name, value) && (is_plain || !PLAIN.contains(&name))
        });
        // AWS: roles go with the groups that they come from.
        if self.id.suppressed.contains(GROUPS) {
            claims.remove(ROLES);
            claims.remove(PREFERRED_ROLE);
        }
    }

    /// Changes the claims of an access token of this client. AWS: `aud` may be added where it is the client itself.
    pub fn apply_to_access(&self, claims: &mut Map<String, Value>, client_id: &str) {
        self.replace_groups(claims);
        self.access.apply(claims, takes);
        if !claims.contains_key("aud") && self.access.added.get("aud").is_some_and(|aud| aud == client_id) {
            claims.insert("aud".to_owned(), json!(client_id));
        }
        if self.access.scopes.is_empty() && self.access.suppressed_scopes.is_empty() {
            return;
        }
        let before = claims.get("scope").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut scopes: Vec<&str> = Vec::new();
        let all = before.split(' ').chain(self.access.scopes.iter().map(String::as_str));
        for scope in all.filter(|scope| !scope.is_empty() && !self.access.suppressed_scopes.contains(*scope))
        {
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        put(claims, "scope", (!scopes.is_empty()).then(|| json!(scopes.join(" "))));
    }

    fn replace_groups(&self, claims: &mut Map<String, Value>) {
        if let Some(groups) = &self.groups {
            put(claims, GROUPS, (!groups.names.is_empty()).then(|| json!(groups.names)));
        }
    }
}

fn put(claims: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    match value {
        Some(value) => _ = claims.insert(name.to_owned(), value),
        None => _ = claims.remove(name),
    }
}

/// AWS: attributes for developers can be taken away and not be made up.
fn takes(name: &str, value: &Value) -> bool {
    !is_fixed(name) && !name.starts_with("dev:") && !value.is_null() && !name.is_empty()
}

fn is_fixed(name: &str) -> bool {
    FIXED.contains(&name) || name.starts_with("cognito:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn what_says_who_a_token_is_of_cannot_be_changed() {
        let before =
            object(json!({ "sub": "1", "cognito:username": "alice", "aud": "client", "dev:custom:x": "y" }));
        let names =
            FIXED.iter().chain(&["cognito:username", "cognito:groups", "cognito:roles", "dev:custom:z", ""]);
        let id = Claims {
            added: names.map(|name| ((*name).to_owned(), json!("forged"))).collect(),
            suppressed: FIXED.iter().map(|name| (*name).to_owned()).collect(),
            ..Claims::default()
        };
        let changes = Changes { id, ..Changes::default() };
        let mut claims = before.clone();
        changes.apply_to_id(&mut claims);
        assert_eq!(claims, before);
        let id = Claims { suppressed: BTreeSet::from(["dev:custom:x".to_owned()]), ..Claims::default() };
        Changes { id, ..Changes::default() }.apply_to_id(&mut claims);
        assert!(!claims.contains_key("dev:custom:x"));
    }

    #[test]
    fn an_access_token_takes_its_client_for_an_audience_and_no_other() {
        let of = |aud: &str| {
            let access = Claims { added: [("aud".to_owned(), json!(aud))].into(), ..Claims::default() };
            let mut claims = Map::new();
            Changes { access, ..Changes::default() }.apply_to_access(&mut claims, "me");
            claims
        };
        assert_eq!(of("me"), object(json!({ "aud": "me" })));
        assert_eq!(of("another"), Map::new());
    }
}
