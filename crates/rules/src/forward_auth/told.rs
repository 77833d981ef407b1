//! Claims as the services tell them to what is behind: every one a text.
//! AWS: the developer guide of API Gateway, "Control access to HTTP APIs with JWT authorizers" and "Integrate a REST API with
//! an Amazon Cognito user pool"; AppSync, "$context.identity".

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::authorizer::Passed;
use super::gate::Form;

/// The context of a request, as the service of this form has it.
pub fn context(form: Form, passed: &Passed, source_ip: &str) -> Value {
    match form {
        Form::HttpApi => {
            let claims = texts(&passed.claims, |_, value| of_http(value));
            let scopes = passed.has_wanted_scopes.then_some(&passed.scopes);
            json!({ "authorizer": { "jwt": { "claims": claims, "scopes": scopes } } })
        }
        Form::RestApi => json!({ "authorizer": { "claims": texts(&passed.claims, of_rest) } }),
        Form::AppSync { allows_by_default } => {
            let text = |name: &str| passed.claims.get(name).and_then(Value::as_str);
            json!({
                "sub": text("sub"),
                "issuer": text("iss"),
                "username": text("username").or_else(|| text("cognito:username")),
                "claims": passed.claims,
                "sourceIp": [source_ip],
                "defaultAuthStrategy": if allows_by_default { "ALLOW" } else { "DENY" },
                "groups": (!passed.groups.is_empty()).then_some(&passed.groups),
            })
        }
    }
}

fn texts(claims: &Map<String, Value>, of: impl Fn(&str, &Value) -> String) -> Map<String, Value> {
    claims.iter().map(|(name, value)| (name.clone(), Value::String(of(name, value)))).collect()
}

/// AWS: a list is `[a b]`.
fn of_http(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(of_http).collect();
            format!("[{}]", items.join(" "))
        }
        value => plain(value),
    }
}

/// AWS: a list has commas, and times are written as Java writes them.
fn of_rest(name: &str, value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        Value::Number(number) if matches!(name, "exp" | "iat") => {
            let at = number.as_i64().and_then(|seconds| Timestamp::from_second(seconds).ok());
            at.map_or_else(|| number.to_string(), |at| at.strftime("%a %b %d %H:%M:%S UTC %Y").to_string())
        }
        value => plain(value),
    }
}

/// A claim as one text.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
