//! The grammar: what is let in, and IAM's text for what is not.

use serde_json::json;

use super::*;

fn refused(kind: Kind, text: &str) -> String {
    match Document::parse(text, kind) {
        Ok(_) => "let in".to_owned(),
        Err(why) => why.text().to_owned(),
    }
}

fn of_statement(kind: Kind, statement: &Json) -> String {
    refused(kind, &json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string())
}

#[test]
fn a_document_is_json_with_the_elements_of_the_grammar() {
    let syntax = "Syntax errors in policy.";
    let all = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
    let cases = [
        ("", syntax),
        ("[]", syntax),
        ("null", syntax),
        ("{}", syntax),
        (" {}", "JSON strings must not have leading spaces"),
        (r#"{"Version":"2012-10-17","Statement":[]}"#, syntax),
        (&format!(r#"{{"Statement":{all}}}"#), "let in"),
        (&format!(r#"{{"Version":"2012-10-17","Id":"x","Statement":[{all}]}}"#), "let in"),
        (&format!(r#"{{"Version":"2008-10-17","Statement":[{all}]}}"#), "let in"),
        (&format!(r#"{{"Version":"2012-10-18","Statement":[{all}]}}"#), syntax),
        (&format!(r#"{{"Version":20121017,"Statement":[{all}]}}"#), syntax),
        (&format!(r#"{{"Version":"2012-10-17","Statement":[{all}],"Extra":1}}"#), syntax),
        (&format!(r#"{{"Statement":[{all}],"Statement":[{all}]}}"#), syntax),
        // What a reader makes of a name twice is not to decide what is allowed.
        (r#"{"Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}"#, syntax),
        (&format!("{}{}", "[".repeat(4_000), "]".repeat(4_000)), syntax),
    ];
    for (text, expected) in cases {
        assert_eq!(refused(Kind::Identity, text), expected, "{text}");
    }
    assert_eq!(refused(Kind::Identity, &format!("{{\"Id\":\"{}\"}}", "x".repeat(200_000))), syntax);
}

#[test]
fn a_statement_of_users_and_roles_says_what_may_be_done_with_what() {
    let syntax = "Syntax errors in policy.";
    let sid = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression \
               [0-9A-Za-z]*";
    let vendor = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    let cases = [
        (json!({ "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*" }), "let in"),
        (json!({ "Effect": "Allow", "NotAction": ["s3:*"], "NotResource": ["arn:aws:s3:::b/*"] }), "let in"),
        (json!({ "Sid": "", "Effect": "Deny", "Action": "*", "Resource": "arn:aws:logs:*" }), "let in"),
        (json!({ "Effect": "allow", "Action": "*", "Resource": "*" }), syntax),
        (json!({ "Action": "*", "Resource": "*" }), syntax),
        (json!({ "Effect": "Allow", "Resource": "*" }), "Policy statement must contain actions."),
        (
            json!({ "Effect": "Allow", "Action": [], "Resource": "*" }),
            "Policy statement must contain actions.",
        ),
        (json!({ "Effect": "Allow", "Action": "*" }), "Policy statement must contain resources."),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": [] }),
            "Policy statement must contain resources.",
        ),
        (json!({ "Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*" }), syntax),
        (json!({ "Effect": "Allow", "Action": 1, "Resource": "*" }), syntax),
        (json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Comment": "x" }), syntax),
        (json!({ "Sid": "a-b", "Effect": "Allow", "Action": "*", "Resource": "*" }), sid),
        (json!({ "Effect": "Allow", "Action": "ListUsers", "Resource": "*" }), vendor),
        (
            json!({ "Effect": "Allow", "Action": "ec2:ec2:Run", "Resource": "*" }),
            "Actions/Condition can contain only one colon.",
        ),
        (json!({ "Effect": "Allow", "Action": "s 3:Get", "Resource": "*" }), "Vendor s 3 is not valid"),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "bucket" }),
            "Resource bucket must be in ARN format or \"*\".",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3" }),
            "The policy failed legacy parsing",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "arn:aws:${aws:username}:::x" }),
            "The policy failed legacy parsing",
        ),
        (json!({ "Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::${aws:username" }), syntax),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*" }),
            "Policy document should not specify a principal.",
        ),
    ];
    for (statement, expected) in cases {
        assert_eq!(of_statement(Kind::Identity, &statement), expected, "{statement}");
    }
    let all = json!({ "Sid": "One", "Effect": "Allow", "Action": "*", "Resource": "*" });
    let twice = json!({ "Statement": [all, all] }).to_string();
    assert_eq!(refused(Kind::Identity, &twice), "Statement IDs (SID) in a single policy must be unique.");
}

#[test]
fn conditions_are_operators_keys_and_values() {
    let syntax = "Syntax errors in policy.";
    let of = |condition: Json| {
        let statement = json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": condition });
        of_statement(Kind::Identity, &statement)
    };
    let cases = [
        (json!({}), "let in"),
        (json!({ "Bool": { "aws:SecureTransport": true } }), "let in"),
        (json!({ "NumericLessThan": { "s3:max-keys": 10 } }), "let in"),
        (json!({ "ForAllValues:StringEqualsIfExists": { "aws:TagKeys": ["a"] } }), "let in"),
        (json!({ "stringEquals": { "aws:username": "x" } }), "Invalid Condition type : stringEquals"),
        (
            json!({ "ForSome:StringEquals": { "aws:x": "x" } }),
            "Invalid Condition type : ForSome:StringEquals",
        ),
        (json!({ "NumericLike": { "aws:x": "1" } }), "Invalid Condition type : NumericLike"),
        (json!({ "NullIfExists": { "aws:x": "true" } }), "Invalid Condition type : NullIfExists"),
        (json!({ "ForAnyValue:Null": { "aws:x": "true" } }), "Invalid Condition type : ForAnyValue:Null"),
        (json!({ "NumericEquals": { "aws:x": "many" } }), syntax),
        (json!({ "DateEquals": { "aws:x": "yesterday" } }), syntax),
        (json!({ "Bool": { "aws:x": "yes" } }), syntax),
        (json!({ "IpAddress": { "aws:SourceIp": "10.0.0.0/33" } }), syntax),
        (json!({ "BinaryEquals": { "aws:x": "%" } }), syntax),
        (json!({ "ArnLike": { "aws:x": "bucket" } }), syntax),
        (json!({ "StringEquals": { "aws:x": [] } }), syntax),
        (json!({ "StringEquals": { "aws:x": null } }), syntax),
        (json!({ "StringEquals": { "aws:x": "${" } }), syntax),
        (json!({ "StringEquals": { "aws:x": "${aws:y, z}" } }), syntax),
        (json!({ "StringEquals": "x" }), syntax),
        (json!("x"), syntax),
        (
            json!({ "StringEquals": { "username": "x" } }),
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        ),
    ];
    for (condition, expected) in cases {
        assert_eq!(of(condition.clone()), expected, "{condition}");
    }
}

#[test]
fn a_trust_policy_names_who_and_no_resource() {
    let ours =
        |principal: Json| json!({ "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole" });
    let domain = "Federated principals must be valid domain names or SAML metadata ARNs";
    let cases = [
        (ours(json!("*")), "let in"),
        (ours(json!({ "AWS": ["111122223333", ROLE, "arn:aws:iam::111122223333:root"] })), "let in"),
        (ours(json!({ "AWS": "AROAREADERREADERREADE" })), "let in"),
        (ours(json!({ "Federated": "cognito-identity.amazonaws.com" })), "let in"),
        (ours(json!({ "Federated": "arn:aws:iam::111122223333:oidc-provider/id.example.com/x" })), "let in"),
        (ours(json!({ "Service": ["lambda.amazonaws.com"] })), "let in"),
        (ours(json!({ "AWS": "1234" })), "Invalid principal in policy: \"AWS\":\"1234\""),
        (
            ours(json!({ "AWS": "arn:aws:iam::111122223333:role/*" })),
            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/*\"",
        ),
        (ours(json!({ "Service": "lambda" })), "Invalid principal in policy: \"SERVICE\":\"lambda\""),
        (ours(json!({ "Federated": "*" })), domain),
        (ours(json!({ "Federated": "arn:aws:iam::111122223333:role/x" })), domain),
        (ours(json!({})), "Missing required field Principal cannot be empty!"),
        (ours(json!({ "Everyone": "*" })), "Syntax errors in policy."),
        (ours(json!("alice")), "Invalid principal in policy: \"AWS\":\"alice\""),
        (json!({ "Effect": "Allow", "Action": "sts:AssumeRole" }), "Missing required field Principal"),
        (
            json!({ "Effect": "Allow", "NotPrincipal": "*", "Action": "sts:AssumeRole" }),
            "Has prohibited field NotPrincipal",
        ),
        (
            json!({ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole", "Resource": "*" }),
            "Has prohibited field Resource",
        ),
        (
            json!({ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject" }),
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
    ];
    for (statement, expected) in cases {
        assert_eq!(of_statement(Kind::Trust, &statement), expected, "{statement}");
    }
}

#[test]
fn white_space_is_free() {
    assert_eq!(size("{ \"a\" :\n\t1 }"), 7);
}

#[test]
fn a_document_tells_which_keys_it_looks_at() {
    let document = policy(json!([{
        "Effect": "Allow",
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::b/${aws:PrincipalTag/Team}/*",
        "Condition": { "StringLike": { "s3:prefix": "${aws:username}/*" } }
    }]));
    let keys: Vec<&str> = document.document.keys().into_iter().collect();
    assert_eq!(keys, ["aws:PrincipalTag/Team", "aws:username", "s3:prefix"]);
}

#[test]
fn a_document_leans_on_a_key_where_it_bears_on_what_is_asked() {
    let own = json!({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["me"] } });
    let table = |name: &str| format!("arn:aws:dynamodb:us-east-1:000000000000:table/{name}");
    let document = policy(json!([
        { "Effect": "Allow", "Action": "dynamodb:*", "Resource": table("Games"), "Condition": own },
        { "Effect": "Allow", "Action": "dynamodb:Scan", "Resource": table("Other") },
        { "Effect": "Deny", "Action": "s3:Get*", "Resource": "arn:aws:s3:::${s3:ExistingObjectTag/b}/*" },
    ]));
    let leans = |prefix: &str, action: &str, resource: &str| {
        document.document.leans_on(prefix, (action, resource), &Context::new())
    };
    assert!(leans("dynamodb:leadingkeys", "dynamodb:Scan", &table("Games")));
    assert!(!leans("dynamodb:leadingkeys", "dynamodb:Scan", &table("Other")));
    assert!(!leans("dynamodb:attributes", "dynamodb:Scan", &table("Games")));
    assert!(!leans("dynamodb:leadingkeys", "s3:GetObject", &table("Games")));
    // A resource that nobody can tell may be any.
    assert!(leans("s3:existingobjecttag/", "s3:GetObject", "arn:aws:s3:::b/k"));
    assert!(!leans("s3:existingobjecttag/", "s3:PutObject", "arn:aws:s3:::b/k"));
}
