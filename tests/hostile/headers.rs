//! Headers that name no operation, and signatures that are none.

use ops::door::{self, Admission, Answer, Incoming};
use serde_json::Value;
use wire::Auth;

use crate::world::World;

const PREFIX: &str = "AWSCognitoIdentityProviderService";

async fn call(world: &World, headers: &[(&str, &str)], admission: Admission) -> Answer {
    let incoming = Incoming {
        method: "POST",
        path: "/",
        query: "",
        headers,
        body: b"{}",
        peer_ip: "203.0.113.7",
        request_id: "11111111-2222-4333-8444-555555555555",
    };
    door::answer(&world.inner, admission, incoming).await
}

fn code(answer: &Answer) -> String {
    let body: Value = serde_json::from_slice(&answer.body).expect("a body in JSON");
    assert_eq!(answer.status, 400, "{body}");
    let code = body["__type"].as_str().expect("a code").to_owned();
    assert_eq!(answer.error.as_ref(), Some(&code));
    for (name, value) in &answer.headers {
        assert!(value.chars().all(|c| (' '..='~').contains(&c)), "{name}: {value:?}");
        assert!(value.len() <= 1_024, "{name} has {} bytes", value.len());
    }
    code
}

#[tokio::test]
async fn targets_that_name_nothing_are_unknown_operations() {
    let world = World::new().unwatched();
    let huge = format!("{PREFIX}.{}", "A".repeat(1 << 20));
    let targets = [
        "".to_owned(),
        ".".to_owned(),
        "SignUp".to_owned(),
        format!("{PREFIX}."),
        format!("{PREFIX}.signup"),
        format!("{PREFIX}.SignUp\u{0}"),
        format!("{PREFIX}.SignUp,{PREFIX}.SignUp"),
        format!("{PREFIX}.\u{405}ignUp"),
        format!("{PREFIX}.Sign\u{fc}p\u{1f600}"),
        format!("{PREFIX}/SignUp"),
        "DynamoDB_20120810.PutItem".to_owned(),
        "AWSCognitoIdentityService.SignUp".to_owned(),
        "AWSCognitoIdentityProviderService.GetId".to_owned(),
        "../../etc/passwd".to_owned(),
        huge,
    ];
    for target in targets {
        let answer = call(&world, &[("x-amz-target", &target)], Admission::Anyone).await;
        assert_eq!(code(&answer), "UnknownOperationException", "{target:.60}");
    }
    assert_eq!(code(&call(&world, &[], Admission::Anyone).await), "UnknownOperationException");
}

#[tokio::test]
async fn signatures_that_are_none_are_refused_by_every_signed_operation() {
    const REFUSALS: [&str; 5] = [
        "MissingAuthenticationTokenException",
        "IncompleteSignatureException",
        "InvalidSignatureException",
        "UnrecognizedClientException",
        "AccessDeniedException",
    ];
    let world = World::new().unwatched();
    let scope = "AKIDEXAMPLE/20261121/us-east-1/cognito-idp/aws4_request";
    let full = |credential: &str, signed: &str, signature: &str| {
        format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={signed}, Signature={signature}")
    };
    let zeros = "0".repeat(64);
    let authorizations = [
        String::new(),
        " ".to_owned(),
        "Basic YTpi".to_owned(),
        "Bearer a.b.c".to_owned(),
        "AWS4-HMAC-SHA256".to_owned(),
        "AWS4-HMAC-SHA256 ".to_owned(),
        "AWS4-HMAC-SHA256 ,,,=,=".to_owned(),
        "AWS4-HMAC-SHA256 Credential".to_owned(),
        "AWS4-HMAC-SHA512 Credential=a".to_owned(),
        "AWS4-ECDSA-P256-SHA256 Credential=a".to_owned(),
        full("", "", ""),
        full("////", "host", &zeros),
        full("a/b/c/d/e/f/g/h", "host", &zeros),
        full(scope, "", &zeros),
        full(scope, "host;host", &zeros),
        full(scope, "x-amz-date;host;\u{e9}", &zeros),
        full(scope, "host;x-amz-date;x-amz-target", &zeros),
        full(scope, "host;x-amz-date;x-amz-target", "\u{1f600}"),
        full(&scope.replace("20261121", "2026112\u{661}"), "host;x-amz-date;x-amz-target", &zeros),
        full(&scope.replace("us-east-1", "nowhere"), "host;x-amz-date;x-amz-target", &zeros),
        full(&scope.replace("AKIDEXAMPLE", "x' OR 1=1 --"), "host;x-amz-date;x-amz-target", &zeros),
        full(&scope.replace("AKIDEXAMPLE", "a\u{0}b"), "host;x-amz-date;x-amz-target", &zeros),
        full(&scope.replace("AKIDEXAMPLE", &"A".repeat(1 << 20)), "host;x-amz-date;x-amz-target", &zeros),
        full(scope, &"host;".repeat(100_000), &zeros),
    ];
    let dates = ["20261121T040000Z", "", "yesterday", "99999999T999999Z", "20261121T04000\u{661}Z"];
    for entry in ops::table::entries() {
        let operation = entry.service.operation(entry.name).unwrap();
        let Some(prefix) = operation.service.target_prefix().filter(|_| operation.auth == Auth::SigV4) else {
            continue;
        };
        let target = format!("{prefix}.{}", operation.name);
        for authorization in &authorizations {
            for date in dates {
                let headers = [
                    ("host", "127.0.0.1:7665"),
                    ("x-amz-target", target.as_str()),
                    ("x-amz-date", date),
                    ("authorization", authorization.as_str()),
                ];
                let answer = call(&world, &headers, Admission::Keys).await;
                let found = code(&answer);
                assert!(REFUSALS.contains(&found.as_str()), "{found} for {authorization:.120} at {date}");
                assert_eq!(answer.operation, Some(operation.name));
            }
        }
        let answer = call(&world, &[("x-amz-target", &target)], Admission::Keys).await;
        assert_eq!(code(&answer), "MissingAuthenticationTokenException");
    }
}
