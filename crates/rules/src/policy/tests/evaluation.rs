//! Layers of policies: what wins over what, and what is said of it.

use serde_json::json;

use super::*;

fn allow(action: &str) -> Policy {
    policy(json!({ "Effect": "Allow", "Action": action, "Resource": "*" }))
}

fn deny(action: &str) -> Policy {
    policy(json!({ "Sid": "No", "Effect": "Deny", "Action": action, "Resource": "*" }))
}

fn judged<'a>(policies: &Policies<'a>, who: Who<'_>) -> Decision<'a> {
    let context = Context::new();
    decide(policies, &Asked { who, action: "cognito-idp:ListUsers", resource: POOL, context: &context })
}

#[test]
fn nothing_is_allowed_that_no_policy_allows_and_the_sentence_says_which_is_missing() {
    let (yes, no, other) = ([allow("cognito-idp:*")], [deny("*:ListUsers")], [allow("s3:*")]);
    let sentence =
        |policies: &Policies<'_>| judged(policies, user()).sentence(ALICE, "cognito-idp:ListUsers", POOL);
    let head =
        format!("User: {ALICE} is not authorized to perform: cognito-idp:ListUsers on resource: {POOL} ");
    let cases = [
        (
            Policies { identity: &other, ..Policies::default() },
            "because no identity-based policy allows the cognito-idp:ListUsers action",
        ),
        (
            Policies { identity: &yes, boundary: Some(&other[0]), ..Policies::default() },
            "because no permissions boundary allows the cognito-idp:ListUsers action",
        ),
        (
            Policies { identity: &yes, session: &other, ..Policies::default() },
            "because no session policy allows the cognito-idp:ListUsers action",
        ),
        (
            Policies { identity: &yes, is_trust: true, ..Policies::default() },
            "because no role trust policy allows the cognito-idp:ListUsers action",
        ),
        (
            Policies { identity: &[yes[0].clone(), no[0].clone()], ..Policies::default() },
            "with an explicit deny in an identity-based policy",
        ),
        (
            Policies { identity: &yes, boundary: Some(&no[0]), ..Policies::default() },
            "with an explicit deny in a permissions boundary",
        ),
        (
            Policies { identity: &yes, session: &no, ..Policies::default() },
            "with an explicit deny in a session policy",
        ),
    ];
    for (policies, because) in cases {
        assert_eq!(sentence(&policies), format!("{head}{because}"));
    }
}

#[test]
fn a_decision_names_its_statement() {
    let several = policy(json!([
        { "Sid": "Read", "Effect": "Allow", "Action": "cognito-idp:List*", "Resource": POOL },
        { "Effect": "Deny", "NotAction": "cognito-idp:List*", "Resource": "*" },
        { "Effect": "Deny", "Action": "*", "NotResource": POOL }
    ]));
    let identity = [several];
    let policies = Policies { identity: &identity, ..Policies::default() };
    let shown =
        |by: Option<Found<'_>>| by.map(|by| (by.policy == "test", by.index, by.sid.is_some(), by.is_allow));
    let found = |index, sid: Option<&str>, is_allow| (true, index, sid.is_some(), is_allow);
    let allowed = judged(&policies, user());
    assert_eq!(allowed.outcome, Outcome::Allowed);
    assert_eq!(allowed.by.and_then(|by| by.sid), Some("Read"));
    assert_eq!(allowed.by.map(|by| by.layer), Some(Layer::Identity));
    assert_eq!(shown(allowed.by), Some(found(0, Some("Read"), true)));
    assert_eq!(allowed.because("x:Y"), "");
    let context = Context::new();
    let of = |action, resource| {
        shown(decide(&policies, &Asked { who: user(), action, resource, context: &context }).by)
    };
    assert_eq!(of("cognito-idp:DeleteUserPool", POOL), Some(found(1, None, false)));
    assert_eq!(of("cognito-idp:listusers", "*"), Some(found(2, None, false)));
    assert_eq!(of("COGNITO-IDP:LISTUSERS", POOL), Some(found(0, Some("Read"), true)));
}

#[test]
fn boundaries_and_session_policies_only_narrow() {
    let (yes, other) = ([allow("cognito-idp:*")], [allow("s3:*")]);
    let both = [other[0].clone(), yes[0].clone()];
    let outcome = |policies: Policies<'_>| judged(&policies, session()).outcome;
    let all = Policies { identity: &yes, boundary: Some(&yes[0]), session: &yes, ..Policies::default() };
    assert_eq!(outcome(all), Outcome::Allowed);
    assert_eq!(outcome(Policies { session: &both, ..all }), Outcome::Allowed, "session policies are united");
    assert_eq!(outcome(Policies { session: &other, ..all }), Outcome::ImplicitDeny);
    assert_eq!(outcome(Policies { boundary: Some(&other[0]), ..all }), Outcome::ImplicitDeny);
    assert_eq!(outcome(Policies { identity: &[], ..all }), Outcome::ImplicitDeny);
}

#[test]
fn a_resource_can_let_in_whoever_it_names() {
    let named = |principal: Json| {
        resource_policy(json!({ "Effect": "Allow", "Principal": principal, "Action": "*", "Resource": "*" }))
    };
    let none = [allow("s3:*")];
    let of = |resource: &Policy, who, policies: Policies<'static>| {
        let policies = Policies { resource: Some(resource), ..policies };
        judged(&policies, who).outcome
    };
    let plain = Policies::default();
    let narrow: &'static [Policy] = vec![none[0].clone()].leak();
    let bounded = Policies { boundary: Some(&narrow[0]), ..plain };
    let in_session = Policies { session: narrow, ..plain };
    let cases = [
        (json!({ "AWS": ALICE }), user(), [true, true, true]),
        (json!({ "AWS": "AIDAALICEALICEALICE12" }), user(), [true, true, true]),
        (json!({ "AWS": SESSION }), session(), [true, true, true]),
        (json!({ "AWS": ROLE }), session(), [true, false, false]),
        (json!({ "AWS": "AROAREADERREADERREADE" }), session(), [true, false, false]),
        (json!("*"), session(), [true, false, false]),
        (json!({ "AWS": "*" }), Who::Anyone, [true, false, false]),
        (json!({ "AWS": ACCOUNT }), user(), [false, false, false]),
        (json!({ "AWS": ROLE }), user(), [false, false, false]),
        (
            json!({ "Service": "lambda.amazonaws.com" }),
            Who::Service("lambda.amazonaws.com"),
            [true, true, true],
        ),
        (json!("*"), Who::Service("lambda.amazonaws.com"), [false, false, false]),
        (json!("*"), Who::Federated("accounts.google.com"), [false, false, false]),
    ];
    for (principal, who, expected) in cases {
        let resource = named(principal.clone());
        let found =
            [plain, bounded, in_session].map(|policies| of(&resource, who, policies) == Outcome::Allowed);
        assert_eq!(found, expected, "{principal} {who:?}");
    }
}

#[test]
fn a_denial_that_leaves_somebody_out_denies_everybody_else() {
    let resource = resource_policy(json!([
        { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "NotPrincipal": { "AWS": [ROLE] }, "Action": "*", "Resource": "*" }
    ]));
    let policies = Policies { resource: Some(&resource), ..Policies::default() };
    assert_eq!(judged(&policies, session()).outcome, Outcome::Allowed);
    let denied = judged(&policies, user());
    assert_eq!(denied.outcome, Outcome::ExplicitDeny);
    assert_eq!(denied.because("x:Y"), "with an explicit deny in a resource-based policy");
}

#[test]
fn everybody_reaches_their_own_prefix_and_no_other() {
    let own = policy(json!([
        {
            "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::app",
            "Condition": { "StringLike": { "s3:prefix": ["${cognito-identity.amazonaws.com:sub}/*"] } }
        },
        {
            "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": "arn:aws:s3:::app/${cognito-identity.amazonaws.com:sub}/*"
        }
    ]));
    let mine =
        context(&[("cognito-identity.amazonaws.com:sub", "us-east-1:1"), ("s3:prefix", "us-east-1:1/a")]);
    let of = |action, resource, context: &Context| {
        outcome(std::slice::from_ref(&own), action, resource, context) == Outcome::Allowed
    };
    assert!(of("s3:GetObject", "arn:aws:s3:::app/us-east-1:1/photo", &mine));
    assert!(of("s3:ListBucket", "arn:aws:s3:::app", &mine));
    assert!(!of("s3:GetObject", "arn:aws:s3:::app/us-east-1:2/photo", &mine));
    assert!(!of("s3:GetObject", "arn:aws:s3:::app/us-east-1:1", &mine));
    assert!(!of("s3:GetObject", "arn:aws:s3:::app//photo", &Context::new()));
    let star = context(&[("cognito-identity.amazonaws.com:sub", "*")]);
    assert!(!of("s3:GetObject", "arn:aws:s3:::app/us-east-1:2/photo", &star));
}

#[test]
fn a_simulation_tells_what_would_be_and_which_keys_nobody_has_said() {
    let identity = [
        policy(json!([
            { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/${aws:PrincipalTag/Team}/*" },
            { "Effect": "Deny", "Action": "s3:Put*", "Resource": "*" }
        ])),
        policy(json!({
            "Effect": "Allow", "Action": "s3:*", "Resource": "*",
            "Condition": { "DateLessThan": { "aws:CurrentTime": "2027-01-01" } }
        })),
    ];
    let boundary = policy(json!({ "Effect": "Allow", "Action": "s3:Get*", "Resource": "*" }));
    let policies = Policies { identity: &identity, boundary: Some(&boundary), ..Policies::default() };
    let actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"].map(str::to_owned);
    let resources = ["arn:aws:s3:::b/red/x".to_owned()];
    let context = context(&[("aws:principaltag/team", "red")]);
    let alone = simulate::Setting { policies, organization: &[], who: user(), context: &context };
    let told = simulate::simulate(&alone, &actions, &resources);
    let told: Vec<_> =
        told.iter().map(|one| (one.outcome, one.matched.len(), one.is_within_boundary)).collect();
    let expected = [
        (Outcome::Allowed, 1, Some(true)),
        (Outcome::ExplicitDeny, 1, Some(false)),
        (Outcome::ImplicitDeny, 1, Some(false)),
    ];
    assert_eq!(told, expected);
    for (level, expected) in [
        (vec![allow("s3:*")], (Outcome::Allowed, Some(true))),
        (vec![allow("iam:*")], (Outcome::ImplicitDeny, Some(false))),
        (vec![allow("s3:*"), deny("s3:Get*")], (Outcome::ExplicitDeny, Some(false))),
    ] {
        let levels = [vec![allow("*")], level];
        let setting = simulate::Setting { policies, organization: &levels, who: user(), context: &context };
        let told = simulate::simulate(&setting, &actions[..1], &resources);
        assert_eq!((told[0].outcome, told[0].is_within_organization), expected);
    }
    let nothing = Context::new();
    let nobody = simulate::Setting { policies, organization: &[], who: user(), context: &nothing };
    let told = simulate::simulate(&nobody, &actions[..1], &resources);
    assert_eq!(told[0].missing, ["aws:CurrentTime", "aws:PrincipalTag/Team"]);
}
