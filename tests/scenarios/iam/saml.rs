//! Roles that are assumed by assertions of SAML providers.
//! AWS: API_AssumeRoleWithSAML; the IAM user guide, "Troubleshoot SAML federation". XSW: see the tests of `crypto::saml`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::arn;
use crate::world::World;
use crate::world::assertions::{Assertion, PROVIDER, SIGN_IN, register, trust};
use crate::world::signed::Keys;

const DENIED: &str = "AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML";
const EXPIRED: &str = "ExpiredTokenException: Token must be redeemed within 5 minutes of issuance";
const UNSIGNED: &str = "InvalidIdentityToken: Response signature invalid";
const USED: &str = "InvalidIdentityToken: The assertion was used before";

/// A world with the provider and a role that trusts it under these conditions.
async fn world(conditions: Value) -> World {
    let world = World::new();
    register(&world).await;
    role(&world, "admin", conditions).await;
    world
}

async fn role(world: &World, name: &str, conditions: Value) {
    let input = json!({ "RoleName": name, "AssumeRolePolicyDocument": trust(conditions) });
    world.ok("iam:CreateRole", input).await;
}

fn input(text: &str) -> Value {
    json!({ "RoleArn": arn("role/admin"), "PrincipalArn": PROVIDER, "SAMLAssertion": text })
}

fn alice(world: &World) -> Assertion {
    Assertion::new(world, "alice", &[&arn("role/admin")])
}

async fn refused(world: &World, assertion: &Assertion) -> String {
    world.refused("sts:AssumeRoleWithSAML", input(&assertion.encoded())).await
}

#[tokio::test]
async fn a_role_is_assumed_by_whom_an_assertion_names_once() {
    let world = world(json!({ "StringEquals": { "SAML:aud": SIGN_IN } })).await;
    let assertion = alice(&world).encoded();
    let made = world.ok("sts:AssumeRoleWithSAML", input(&assertion)).await;
    let session = "arn:aws:sts::000000000000:assumed-role/admin/alice";
    assert_eq!(made["AssumedRoleUser"]["Arn"], session);
    let told = json!({
        "Subject": made["Subject"], "SubjectType": made["SubjectType"], "Issuer": made["Issuer"],
        "Audience": made["Audience"], "NameQualifier": made["NameQualifier"],
    });
    let expected = json!({
        "Subject": "alice", "SubjectType": "persistent", "Issuer": "https://idp.example/saml", "Audience": SIGN_IN,
        // The SHA-1 hash of "https://idp.example/saml000000000000/corp".
        "NameQualifier": "XbKZe1vS20KhUXKkBqSQn0hYC8k=",
    });
    assert_eq!(told, expected);
    let keys = Keys::of(&made["Credentials"]);
    assert_eq!(keys.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap()["Arn"], session);
    // What lasts of what was said.
    for (condition, is_allowed) in [
        (json!({ "saml:sub": "alice", "saml:sub_type": "persistent" }), true),
        (json!({ "saml:namequalifier": made["NameQualifier"], "aws:FederatedProvider": PROVIDER }), true),
        (json!({ "saml:sub": "bob" }), false),
        (json!({ "saml:aud": SIGN_IN }), false),
    ] {
        let statement = json!([{ "Effect": "Allow", "Action": "cognito-idp:ListUserPools", "Resource": "*",
                                 "Condition": { "StringEquals": condition } }]);
        let document = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
        let put = json!({ "RoleName": "admin", "PolicyName": "p", "PolicyDocument": document });
        world.ok("iam:PutRolePolicy", put).await;
        let called = keys.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await;
        assert_eq!(called.is_ok(), is_allowed, "{condition}");
    }
    assert_eq!(world.refused("sts:AssumeRoleWithSAML", input(&assertion)).await, USED);
    // Another node, and after a restart.
    let other = world.beside(world.inner.config.clone());
    assert_eq!(other.refused("sts:AssumeRoleWithSAML", input(&assertion)).await, USED);
    // Of two at once one comes through.
    let again = input(&alice(&world).encoded());
    let (one, two) = tokio::join!(
        world.call("sts:AssumeRoleWithSAML", again.clone()),
        other.call("sts:AssumeRoleWithSAML", again)
    );
    assert_eq!([&one, &two].iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!([one, two].contains(&Err(USED.to_owned())));
}

#[tokio::test]
async fn what_nobody_signed_or_another_did_is_refused() {
    let world = world(json!({})).await;
    let right = alice(&world);
    let send = async |xml: &str| world.refused("sts:AssumeRoleWithSAML", input(&STANDARD.encode(xml))).await;
    assert_eq!(send(&right.response(&right.text(""))).await, UNSIGNED);
    assert_eq!(refused(&world, &Assertion { key: 1, ..right.clone() }).await, UNSIGNED);
    let signed = right.signed();
    assert_eq!(send(&right.response(&signed.replace(">alice<", ">root<"))).await, UNSIGNED);
    let eve = Assertion { id: "_eve".to_owned(), name: "eve".to_owned(), ..right.clone() };
    // A signed assertion beside one that is not, and within it.
    for wrapped in [
        format!("{}{signed}", eve.text("")),
        format!("{signed}{}", eve.text("")),
        eve.text("").replace("</saml:Assertion>", &format!("{signed}</saml:Assertion>")),
        eve.text(&signed[signed.find("<ds:").unwrap()..signed.find("</ds:Signature>").unwrap() + 15]),
    ] {
        let told = send(&right.response(&wrapped)).await;
        assert!(
            told == UNSIGNED || told.starts_with("InvalidIdentityToken: Invalid SAML response: "),
            "{told}"
        );
    }
    assert!(send("<samlp:Response/>").await.starts_with("InvalidIdentityToken: Invalid SAML response: "));
    assert_eq!(
        world.refused("sts:AssumeRoleWithSAML", input("{}{}")).await,
        "InvalidIdentityToken: Invalid base64 SAMLResponse"
    );
    let failed =
        Assertion { status: "urn:oasis:names:tc:SAML:2.0:status:Responder".to_owned(), ..right.clone() };
    assert_eq!(
        world.refused("sts:AssumeRoleWithSAML", input(&failed.signed_around())).await,
        "IDPRejectedClaim: The provider answered urn:oasis:names:tc:SAML:2.0:status:Responder"
    );
    let mut elsewhere = input(&right.encoded());
    elsewhere["PrincipalArn"] = json!("arn:aws:iam::000000000000:saml-provider/other");
    assert_eq!(
        world.refused("sts:AssumeRoleWithSAML", elsewhere).await,
        "InvalidIdentityToken: Specified provider doesn't exist"
    );
    // None of these has used it up, and base64 may come in lines.
    let mut text = right.signed_around();
    text.insert_str(76, "\r\n");
    world.ok("sts:AssumeRoleWithSAML", input(&text)).await;
}

#[tokio::test]
async fn what_is_for_others_or_for_another_time_is_refused() {
    let world = world(json!({})).await;
    let right = alice(&world);
    let now = right.issued_at;
    let text = |text: &str| text.to_owned();
    for (wrong, expected) in [
        (
            Assertion { issuer: text("https://other.example"), ..right.clone() },
            "InvalidIdentityToken: Issuer not present in specified provider",
        ),
        (
            Assertion { audience: text("urn:amazon:cognito:sp:us-east-1_x"), ..right.clone() },
            "InvalidIdentityToken: Response does not contain the required audience.",
        ),
        (
            Assertion { recipient: text("https://evil.example/saml"), ..right.clone() },
            "InvalidIdentityToken: Response does not contain the required audience.",
        ),
        (Assertion { issued_at: now - 301, ..right.clone() }, EXPIRED),
        (Assertion { not_on_or_after: now - 301, ..right.clone() }, EXPIRED),
        (Assertion { issued_at: now + 400, not_on_or_after: now + 700, ..right.clone() }, EXPIRED),
        (Assertion { session_ends_at: Some(now - 1), ..right.clone() }, EXPIRED),
    ] {
        assert_eq!(refused(&world, &wrong).await, expected);
    }
    for good in [
        Assertion { audience: text(SIGN_IN), id: text("_1"), ..right.clone() },
        Assertion {
            recipient: text("https://us-east-1.signin.aws.amazon.com/saml"),
            id: text("_2"),
            ..right.clone()
        },
        Assertion { recipient: text("http://127.0.0.1:7665/saml"), id: text("_3"), ..right.clone() },
    ] {
        world.ok("sts:AssumeRoleWithSAML", input(&good.encoded())).await;
    }
    world.pass_s(301);
    assert_eq!(refused(&world, &right).await, EXPIRED);
    // A certificate that has ended proves nothing.
    world.pass_s(10 * 366 * 86_400);
    assert_eq!(refused(&world, &alice(&world)).await, UNSIGNED);
}

#[tokio::test]
async fn the_role_is_one_that_the_provider_names_and_that_trusts_it() {
    let conditions = json!({
        "StringEquals": { "saml:iss": "https://idp.example/saml", "saml:sub_type": "persistent", "saml:doc": "000000000000/corp" },
        "ForAnyValue:StringEquals": { "saml:edupersonaffiliation": "staff" },
        "StringLike": { "saml:mail": "*@corp.example" },
    });
    let world = world(conditions).await;
    let staff =
        |assertion: Assertion| assertion.saying("urn:oid:1.3.6.1.4.1.5923.1.1.1.1", &["member", "staff"]);
    let mail =
        |assertion: Assertion, mail: &str| assertion.saying("urn:oid:0.9.2342.19200300.100.1.3", &[mail]);
    assert_eq!(refused(&world, &alice(&world)).await, DENIED);
    assert_eq!(refused(&world, &mail(staff(alice(&world)), "a@other.example")).await, DENIED);
    let transient = Assertion {
        format: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient".to_owned(),
        ..mail(staff(alice(&world)), "a@corp.example")
    };
    assert_eq!(refused(&world, &transient).await, DENIED);
    // Other roles than it names, other providers' pairs, and roles that are not there.
    let other = Assertion::new(&world, "alice", &[&arn("role/other")]);
    let foreign = format!("{},{PROVIDER}-2", arn("role/admin"));
    let unpaired = alice(&world).with("Role", &[&foreign, "nonsense", &arn("role/admin")]);
    for assertion in [other, unpaired, alice(&world).with("Role", &[])] {
        assert_eq!(refused(&world, &mail(staff(assertion), "a@corp.example")).await, DENIED);
    }
    let gone = mail(staff(Assertion::new(&world, "alice", &[&arn("role/gone")])), "a@corp.example");
    let mut of_gone = input(&gone.encoded());
    of_gone["RoleArn"] = json!(arn("role/gone"));
    assert_eq!(world.refused("sts:AssumeRoleWithSAML", of_gone).await, DENIED);
    // The pair may stand the other way round.
    let turned = alice(&world).with("Role", &[&format!("{PROVIDER} , {}", arn("role/admin"))]);
    let right = mail(staff(turned), "a@corp.example").encoded();
    world.ok("sts:AssumeRoleWithSAML", input(&right)).await;
    world.ok("iam:DeleteSAMLProvider", json!({ "SAMLProviderArn": PROVIDER })).await;
    assert_eq!(
        world.refused("sts:AssumeRoleWithSAML", input(&right)).await,
        "InvalidIdentityToken: Specified provider doesn't exist"
    );
}

#[tokio::test]
async fn the_assertion_says_how_the_session_is() {
    let conditions =
        json!({ "StringEquals": { "aws:RequestTag/team": "blue", "sts:SourceIdentity": "alice@corp" } });
    let world = world(conditions).await;
    let all = |world: &World| {
        alice(world)
            .with("PrincipalTag:team", &["blue"])
            .with("TransitiveTagKeys", &["team"])
            .with("SourceIdentity", &["alice@corp"])
    };
    assert_eq!(refused(&world, &alice(&world)).await, DENIED);
    let made = world.ok("sts:AssumeRoleWithSAML", input(&all(&world).encoded())).await;
    assert_eq!(
        (&made["SourceIdentity"], &made["Credentials"]["Expiration"]),
        (&json!("alice@corp"), &json!("2026-11-21T05:00:00Z"))
    );
    let keys = Keys::of(&made["Credentials"]);
    let statement = json!([{ "Effect": "Allow", "Action": "cognito-idp:ListUserPools", "Resource": "*", "Condition":
        { "StringEquals": { "aws:PrincipalTag/team": "blue", "aws:SourceIdentity": "alice@corp" } } }]);
    let document = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
    let put = json!({ "RoleName": "admin", "PolicyName": "p", "PolicyDocument": document });
    world.ok("iam:PutRolePolicy", put).await;
    keys.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await.expect("a session with its tags");
    // How long: the provider's word, the caller's before it, and never beyond the provider's own session.
    let end = async |assertion: Assertion, asked: Option<i32>| {
        let mut input = input(&assertion.encoded());
        input["DurationSeconds"] = json!(asked);
        let made = world.ok("sts:AssumeRoleWithSAML", input).await;
        made["Credentials"]["Expiration"].as_str().unwrap().to_owned()
    };
    let half = || all(&world).with("SessionDuration", &["1800"]);
    assert_eq!(end(half(), None).await, "2026-11-21T04:30:00Z");
    assert_eq!(end(half(), Some(900)).await, "2026-11-21T04:15:00Z");
    let now = world.now() / 1_000;
    let short = Assertion { session_ends_at: Some(now + 60), ..half() };
    assert_eq!(end(short, None).await, "2026-11-21T04:01:00Z");
    for (wrong, expected) in [
        (
            all(&world).with("RoleSessionName", &[]),
            "InvalidIdentityToken: RoleSessionName is required in AuthnResponse",
        ),
        (
            all(&world).with("RoleSessionName", &["a b"]),
            "InvalidIdentityToken: RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
        ),
        (
            all(&world).with("SourceIdentity", &["x"]),
            "InvalidIdentityToken: Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"",
        ),
        (
            all(&world).with("PrincipalTag:Team", &["red"]),
            "InvalidIdentityToken: Invalid PrincipalTag in AuthnResponse",
        ),
        (
            all(&world).with("SessionDuration", &["60"]),
            "InvalidIdentityToken: SessionDuration in AuthnResponse must be between 900 and 43200",
        ),
        (
            all(&world).with("SessionDuration", &["7200"]),
            "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ),
    ] {
        assert_eq!(refused(&world, &wrong).await, expected);
    }
    let mut narrow = input(&all(&world).encoded());
    narrow["Policy"] = json!("{}");
    assert_eq!(
        world.refused("sts:AssumeRoleWithSAML", narrow).await,
        "MalformedPolicyDocument: Syntax errors in policy."
    );
}
