//! Who may assume a role.

use serde_json::json;

use super::trust::{Asking, Assumption, IDENTITY_POOLS, assume, check, key_prefix};
use super::*;

const IDENTITY_POOL: &str = "us-east-1:00000000-0000-0000-0000-000000000001";
const OIDC: &str = "arn:aws:iam::111122223333:oidc-provider/id.example.com/us-east-1_x";

fn trust(statements: Json) -> Policy {
    compiled(Kind::Trust, &json!({ "Version": "2012-10-17", "Statement": statements }))
}

fn of_pools(actions: Json) -> Policy {
    trust(json!({
        "Effect": "Allow",
        "Principal": { "Federated": IDENTITY_POOLS },
        "Action": actions,
        "Condition": {
            "StringEquals": { "cognito-identity.amazonaws.com:aud": IDENTITY_POOL },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" }
        }
    }))
}

fn asks<'a>(trust: &'a Policy, asking: Asking<'a>, context: &'a Context) -> Assumption<'a> {
    let action = match asking {
        Asking::Federated { .. } => "sts:AssumeRoleWithWebIdentity",
        _ => "sts:AssumeRole",
    };
    Assumption { trust, role_arn: ROLE, action, asking, tags: &[], source_identity: None, context }
}

#[test]
fn a_role_of_identity_pools_takes_the_right_pool_and_kind_of_identity() {
    let trust = of_pools(json!("sts:AssumeRoleWithWebIdentity"));
    let context = Context::new();
    let of = |provider, aud: &str, amr: &[&str]| {
        let amr: Vec<String> = amr.iter().map(|one| (*one).to_owned()).collect();
        let claims =
            [("aud", Value::from(aud)), ("amr", Value::from(amr)), ("sub", Value::from("us-east-1:7"))];
        assume(&asks(&trust, Asking::Federated { provider, claims: &claims }, &context)).outcome
    };
    let people = ["authenticated", "cognito-idp.us-east-1.amazonaws.com/us-east-1_x"];
    assert_eq!(of(IDENTITY_POOLS, IDENTITY_POOL, &people), Outcome::Allowed);
    assert_eq!(of(IDENTITY_POOLS, "us-east-1:other", &people), Outcome::ImplicitDeny);
    assert_eq!(of(IDENTITY_POOLS, IDENTITY_POOL, &["unauthenticated"]), Outcome::ImplicitDeny);
    assert_eq!(of(IDENTITY_POOLS, IDENTITY_POOL, &[]), Outcome::ImplicitDeny);
    assert_eq!(of("accounts.google.com", IDENTITY_POOL, &people), Outcome::ImplicitDeny);
}

#[test]
fn tags_and_a_source_identity_are_allowed_besides() {
    let (bare, tagging) = (
        of_pools(json!("sts:AssumeRoleWithWebIdentity")),
        of_pools(json!(["sts:AssumeRoleWithWebIdentity", "sts:TagSession"])),
    );
    let context = Context::new();
    let claims =
        [("aud", Value::from(IDENTITY_POOL)), ("amr", Value::from(vec!["authenticated".to_owned()]))];
    let of = |trust, tags, source_identity| {
        let asking = Asking::Federated { provider: IDENTITY_POOLS, claims: &claims };
        let decision = assume(&Assumption { tags, source_identity, ..asks(trust, asking, &context) });
        (decision.outcome, decision.because("sts:TagSession"))
    };
    let refused = "because no role trust policy allows the sts:TagSession action".to_owned();
    assert_eq!(of(&bare, &[("team", "red")], None), (Outcome::ImplicitDeny, refused));
    assert_eq!(of(&tagging, &[("team", "red")], None).0, Outcome::Allowed);
    assert_eq!(of(&tagging, &[], Some("alice")).0, Outcome::ImplicitDeny);
}

#[test]
fn a_role_that_trusts_an_account_asks_the_accounts_own_policies() {
    let account = trust(json!({
        "Effect": "Allow", "Principal": { "AWS": ACCOUNT }, "Action": "sts:AssumeRole",
        "Condition": { "StringEquals": { "sts:ExternalId": "x" } }
    }));
    let named =
        trust(json!({ "Effect": "Allow", "Principal": { "AWS": ALICE }, "Action": "sts:AssumeRole" }));
    let granted = [policy(json!({ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": ROLE }))];
    let denied = [policy(json!({ "Effect": "Deny", "Action": "sts:*", "Resource": "*" }))];
    let context = context(&[("sts:ExternalId", "x")]);
    let of = |trust, identity, context: &Context| {
        let asking = Asking::Aws { who: user(), identity, boundary: None, session: &[] };
        assume(&asks(trust, asking, context)).outcome
    };
    assert_eq!(of(&account, &granted, &context), Outcome::Allowed);
    assert_eq!(of(&account, &[], &context), Outcome::ImplicitDeny);
    assert_eq!(of(&account, &granted, &Context::new()), Outcome::ImplicitDeny);
    assert_eq!(of(&named, &[], &context), Outcome::Allowed);
    assert_eq!(of(&named, &denied, &context), Outcome::ExplicitDeny);
}

#[test]
fn a_provider_begins_its_keys_with_its_address() {
    assert_eq!(key_prefix(IDENTITY_POOLS), IDENTITY_POOLS);
    assert_eq!(key_prefix(OIDC), "id.example.com/us-east-1_x");
    assert_eq!(key_prefix("arn:aws:iam::111122223333:saml-provider/corp"), "saml");
    let trust = trust(json!({
        "Effect": "Allow", "Principal": { "Federated": OIDC }, "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": { "StringEquals": { "id.example.com/us-east-1_x:sub": "7" } }
    }));
    let context = Context::new();
    let of = |sub: &str| {
        let claims = [("sub", Value::from(sub))];
        assume(&asks(&trust, Asking::Federated { provider: OIDC, claims: &claims }, &context)).outcome
    };
    assert_eq!((of("7"), of("8")), (Outcome::Allowed, Outcome::ImplicitDeny));
}

#[test]
fn a_trust_in_identity_pools_says_which() {
    let of = |condition: Json| {
        let statement = json!({
            "Effect": "Allow", "Principal": { "Federated": [IDENTITY_POOLS, "accounts.google.com"] },
            "Action": "sts:AssumeRoleWithWebIdentity", "Condition": condition
        });
        check(&trust(statement).document).is_ok()
    };
    let key = "cognito-identity.amazonaws.com:aud";
    assert!(of(json!({ "StringEquals": { key: IDENTITY_POOL } })));
    assert!(of(json!({ "ForAnyValue:StringLike": { key: ["us-east-1:*"] } })));
    for condition in [
        json!({}),
        json!({ "StringEquals": { "cognito-identity.amazonaws.com:amr": "authenticated" } }),
        json!({ "StringNotEquals": { key: "x" } }),
        json!({ "StringLike": { key: ["x", "*"] } }),
        json!({ "StringEqualsIfExists": { key: "x" } }),
        json!({ "ForAllValues:StringEquals": { key: "x" } }),
        json!({ "Null": { key: "false" } }),
    ] {
        assert!(!of(condition.clone()), "{condition}");
    }
    let deny = trust(json!({
        "Effect": "Deny", "Principal": { "Federated": IDENTITY_POOLS }, "Action": "sts:*"
    }));
    assert!(check(&deny.document).is_ok());
}
