//! APIs: a request to one of them is one action on its stage, method and path.
//! AWS: the API Gateway developer guide, "Control access for invoking an API"; the service authorization reference,
//! "Actions, resources, and condition keys for Amazon API Gateway".
//!
//! Who asks goes on in headers, as an integration of API Gateway maps it from its context; those of the same names that
//! came in end here. A path that readers read differently is refused.

use super::{Asked, Fate, Form, Plan, Refusal, Request, Service, no_tables, plain_path};
use crate::credentials::Session;
use crate::identity_pools;

/// The service.
pub const SERVICE: Service =
    Service { name: "execute-api", form: FORM, body: |_| Some(LONGEST), tables: no_tables, plan, fate };

const FORM: Form = Form::RestJson;

/// AWS: the largest payload of an API.
const LONGEST: usize = 10 << 20;

/// Who asks: `$context.identity.caller`, `user`, `userArn`, `accessKey`, and those of `cognito…`.
const CALLER: &str = "x-caller";
const USER_ARN: &str = "x-caller-user-arn";
const ACCESS_KEY: &str = "x-caller-access-key";
const IDENTITY_ID: &str = "x-cognito-identity-id";
const IDENTITY_POOL_ID: &str = "x-cognito-identity-pool-id";
const AUTHENTICATION_TYPE: &str = "x-cognito-authentication-type";
const AUTHENTICATION_PROVIDER: &str = "x-cognito-authentication-provider";

fn plan(request: &Request<'_>) -> Result<Plan, Refusal> {
    let (stage, rest) = parts(request.path).ok_or_else(unreadable)?;
    // AWS: methods are in capitals.
    let is_method = (1..=20).contains(&request.method.len())
        && request.method.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_method {
        return Err(unreadable());
    }
    let resource = format!(
        "arn:aws:execute-api:{}:{}:{}/{stage}/{}/{rest}",
        request.region, request.account, request.backend, request.method
    );
    let mut plan = Plan::as_is(request, vec![Asked::new("execute-api:Invoke", resource)]);
    plan.set = caller(request);
    Ok(plan)
}

/// The stage and what follows it, plain. Nothing for a path that could be another to somebody else.
fn parts(path: &str) -> Option<(String, String)> {
    // What is encoded within a segment must not be read as the end of one.
    let encoded = path.to_ascii_lowercase();
    if ["%2f", "%5c", "%00", "%2e", "%25"].iter().any(|hidden| encoded.contains(hidden)) {
        return None;
    }
    let plain = plain_path(path)?;
    let plain = plain.strip_prefix('/')?;
    let is_clear = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && !segment.contains(['\\', ';'])
            && !segment.chars().any(char::is_control)
    };
    let body = plain.strip_suffix('/').unwrap_or(plain);
    if !body.split('/').all(is_clear) {
        return None;
    }
    let (stage, rest) = plain.split_once('/').unwrap_or((plain, ""));
    Some((stage.to_owned(), rest.to_owned()))
}

fn unreadable() -> Refusal {
    Refusal::new(400, "BadRequestException", "The gateway cannot tell which resource this path names.")
}

fn caller(request: &Request<'_>) -> Vec<(String, String)> {
    let mut set = vec![
        (CALLER, request.bearer.user_id.to_owned()),
        (USER_ARN, request.bearer.arn.to_owned()),
        (ACCESS_KEY, request.bearer.access_key_id.to_owned()),
    ];
    if let Some(session) = request.bearer.session {
        set.extend(of_identity(session));
    }
    let is_header =
        |value: &str| !value.is_empty() && value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    set.into_iter()
        .filter(|(_, value)| is_header(value))
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// What a session of an identity pool says of itself.
fn of_identity(session: &Session) -> Vec<(&'static str, String)> {
    let said = |name: &str| session.federated.get(&format!("{}:{name}", identity_pools::SERVICE));
    let one = |name: &str| said(name).and_then(|values| values.first()).cloned();
    let mut set = Vec::new();
    set.extend(one("sub").map(|id| (IDENTITY_ID, id)));
    set.extend(one("aud").map(|id| (IDENTITY_POOL_ID, id)));
    let ways = said("amr").map(Vec::as_slice).unwrap_or_default();
    set.extend(ways.first().map(|way| (AUTHENTICATION_TYPE, way.clone())));
    if ways.len() > 1 {
        set.push((AUTHENTICATION_PROVIDER, ways[1..].join(",")));
    }
    set
}

/// All but what was for us goes on, and what an API may take for our word: of who asks, from where, or of another path.
fn fate(name: &str) -> Fate {
    // To many servers an underline is a dash.
    let name = name.replace('_', "-");
    let name = name.as_str();
    const OURS: [&str; 8] = [
        "authorization",
        "host",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-content-sha256",
        "content-length",
        "expect",
        "connection",
    ];
    let is_ours = OURS.contains(&name) || name.starts_with("x-caller") || name.starts_with("x-cognito-");
    let is_other = name.starts_with("x-http-method")
        || name.starts_with("x-original-")
        || name.starts_with("x-forwarded-")
        || matches!(name, "x-method-override" | "x-rewrite-url" | "forwarded" | "x-real-ip");
    if is_ours || is_other { Fate::Dropped } else { Fate::Sent }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::gateway::Bearer;

    fn planned(method: &str, path: &str) -> Result<Plan, Refusal> {
        let keys = BTreeMap::new();
        let bearer = Bearer {
            access_key_id: "ASIA1",
            arn: "arn:aws:sts::1:assumed-role/r/s",
            user_id: "AROA:s",
            session: None,
        };
        plan(&Request {
            bearer,
            backend: "a1b2c3",
            region: "eu-west-1",
            account: "000000000000",
            method,
            host: "api.example.com",
            hosts: &[],
            path,
            query: &[("q".to_owned(), "a b".to_owned())],
            headers: &[],
            is_presigned: false,
            body: b"",
            partition_keys: &keys,
        })
    }

    #[test]
    fn a_call_is_its_stage_method_and_path() {
        for (method, path, expected) in [
            ("GET", "/prod/pets/7", "prod/GET/pets/7"),
            ("POST", "/prod/", "prod/POST/"),
            ("GET", "/prod", "prod/GET/"),
            ("GET", "/prod/a%20b/%c3%a9", "prod/GET/a b/é"),
            ("GET", "/prod/*/x", "prod/GET/*/x"),
        ] {
            let plan = planned(method, path).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
            let arn = format!("arn:aws:execute-api:eu-west-1:000000000000:a1b2c3/{expected}");
            assert_eq!(
                (plan.asked[0].action.as_str(), plan.asked[0].resource.as_str()),
                ("execute-api:Invoke", &*arn)
            );
            assert_eq!((plan.path.as_str(), plan.query.as_str()), (path, "q=a%20b"));
        }
        for path in [
            "",
            "/",
            "//",
            "/prod//x",
            "/prod/../x",
            "/prod/%2e%2e/x",
            "/prod/a%2fb",
            "/prod/a%5cb",
            "/prod/a\\b",
            "/prod/./x",
            "/prod/%00",
            "/prod/a;b",
            "/prod/%zz",
            "/prod/%ff",
            "/prod/%252e",
            "prod/x",
        ] {
            assert_eq!(planned("GET", path).map(|plan| plan.asked), Err(unreadable()), "{path}");
        }
        for method in ["", "get", "GET ", "M-SEARCH"] {
            assert!(planned(method, "/prod/x").is_err(), "{method}");
        }
    }

    #[test]
    fn who_asks_is_said_by_us_alone() {
        let set = planned("GET", "/prod/x").unwrap().set;
        let named: Vec<&str> = set.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(named, [CALLER, USER_ARN, ACCESS_KEY]);
        for name in [
            "x-caller",
            "x_caller",
            "x-caller-user_arn",
            "x-cognito-identity-id",
            "x-cognito-anything",
            "x-original-url",
            "x-forwarded-for",
        ] {
            assert_eq!(fate(name), Fate::Dropped, "{name}");
        }
        assert_eq!(fate("x-api-key"), Fate::Sent);
    }
}
