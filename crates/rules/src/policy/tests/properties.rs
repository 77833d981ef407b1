//! What must hold of any policies and any request.

use proptest::prelude::*;
use serde_json::json;

use super::*;

const ACTIONS: [&str; 6] =
    ["s3:GetObject", "s3:PutObject", "s3:*", "*", "dynamodb:Get*", "cognito-idp:ListUsers"];
const RESOURCES: [&str; 6] = [
    "*",
    "arn:aws:s3:::a/*",
    "arn:aws:s3:::a/${aws:username}/?",
    "arn:aws:s3:::*",
    "arn:aws:dynamodb:*:*:table/t",
    "arn:aws:s3:::a/b",
];

/// One statement, with or without complements and a condition.
fn statement() -> impl Strategy<Value = Json> {
    let listed = (0..ACTIONS.len(), 0..RESOURCES.len(), any::<[bool; 4]>(), 0..5_usize);
    listed.prop_map(|(action, resource, [is_allow, not_action, not_resource, is_bare], condition)| {
        let conditions = [
            json!({ "StringEquals": { "aws:username": "alice" } }),
            json!({ "StringNotLike": { "aws:username": "b*" } }),
            json!({ "BoolIfExists": { "aws:SecureTransport": "true" } }),
            json!({ "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] } }),
            json!({ "Null": { "aws:username": "true" } }),
        ];
        let mut statement = json!({
            "Effect": if is_allow { "Allow" } else { "Deny" },
            if not_action { "NotAction" } else { "Action" }: [ACTIONS[action]],
            if not_resource { "NotResource" } else { "Resource" }: RESOURCES[resource],
        });
        if !is_bare {
            statement["Condition"] = conditions[condition].clone();
        }
        statement
    })
}

fn request() -> impl Strategy<Value = (String, String, Context)> {
    let action =
        prop::sample::select(vec!["s3:GetObject", "s3:PutObject", "dynamodb:GetItem", "iam:ListRoles"]);
    let resource = prop::sample::select(vec![
        "*",
        "arn:aws:s3:::a/b",
        "arn:aws:s3:::a/alice/x",
        "arn:aws:dynamodb:us-east-1:111122223333:table/t",
    ]);
    let name = prop::option::of(prop::sample::select(vec!["alice", "bob", "*"]));
    let tags = prop::collection::vec("[abc]", 0..3);
    (action, resource, name, tags).prop_map(|(action, resource, name, tags)| {
        let mut context = Context::new();
        context.set_some("aws:username", name);
        context.set("aws:TagKeys", tags);
        (action.to_owned(), resource.to_owned(), context)
    })
}

fn policies(statements: &[Json]) -> Vec<Policy> {
    statements.iter().map(|statement| policy(statement.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_denial_wins_whatever_else_there_is(
        statements in prop::collection::vec(statement(), 0..5),
        (action, resource, context) in request(),
    ) {
        let mut all = policies(&statements);
        all.push(policy(json!({ "Effect": "Deny", "Action": action, "Resource": "*" })));
        prop_assert_eq!(outcome(&all, &action, &resource, &context), Outcome::ExplicitDeny);
    }

    #[test]
    fn the_order_of_policies_and_statements_decides_nothing(
        statements in prop::collection::vec(statement(), 1..6),
        (action, resource, context) in request(),
        turn in 0..6_usize,
    ) {
        let expected = outcome(&policies(&statements), &action, &resource, &context);
        let mut turned = statements.clone();
        turned.rotate_left(turn % statements.len());
        prop_assert_eq!(outcome(&policies(&turned), &action, &resource, &context), expected);
        turned.reverse();
        // In one document as in many.
        prop_assert_eq!(outcome(&[policy(json!(turned))], &action, &resource, &context), expected);
    }

    #[test]
    fn a_further_allowance_never_takes_away_and_a_further_denial_never_gives(
        statements in prop::collection::vec(statement(), 0..4),
        mut more in statement(),
        (action, resource, context) in request(),
    ) {
        let before = outcome(&policies(&statements), &action, &resource, &context);
        let of = |more: &Json| {
            let all: Vec<Json> = statements.iter().chain([more]).cloned().collect();
            outcome(&policies(&all), &action, &resource, &context)
        };
        more["Effect"] = json!("Allow");
        let after = of(&more);
        prop_assert!(after == before || (before, after) == (Outcome::ImplicitDeny, Outcome::Allowed));
        more["Effect"] = json!("Deny");
        let after = of(&more);
        prop_assert!(after == before || after == Outcome::ExplicitDeny);
    }

    #[test]
    fn an_element_and_its_complement_never_both_apply(
        one in statement(),
        (action, resource, context) in request(),
    ) {
        let mut one = one;
        one["Effect"] = json!("Allow");
        one.as_object_mut().expect("an object").remove("Condition");
        for (name, complement) in [("Action", "NotAction"), ("Resource", "NotResource")] {
            let (from, to) = if one.get(name).is_some() { (name, complement) } else { (complement, name) };
            let mut other = one.clone();
            let taken = other.as_object_mut().expect("an object").remove(from).expect("an element");
            other[to] = taken;
            let both = [&one, &other].map(|one| {
                outcome(&policies(std::slice::from_ref(one)), &action, &resource, &context) == Outcome::Allowed
            });
            prop_assert!(both != [true, true]);
            // With all variables said and the other element out of the way, one of the two applies.
            if name == "Action" && one["Resource"] == json!("*") {
                prop_assert!(both.contains(&true));
            }
        }
    }

    #[test]
    fn whatever_narrows_only_narrows(
        identity in prop::collection::vec(statement(), 0..4),
        narrow in prop::collection::vec(statement(), 1..4),
        (action, resource, context) in request(),
    ) {
        let (identity, narrow) = (policies(&identity), policies(&narrow));
        let asked = Asked { who: session(), action: &action, resource: &resource, context: &context };
        let alone = decide(&Policies { identity: &identity, ..Policies::default() }, &asked);
        let within = decide(&Policies { identity: &identity, session: &narrow, ..Policies::default() }, &asked);
        let bound = decide(&Policies { identity: &identity, boundary: narrow.first(), ..Policies::default() }, &asked);
        for decision in [&within, &bound] {
            prop_assert!(alone.is_allowed() || !decision.is_allowed());
        }
        // Every decision by a statement names one that applies, of its own effect.
        for decision in [&alone, &within, &bound] {
            if let Some(by) = decision.by {
                prop_assert!(decision.matched.contains(&by));
                prop_assert_eq!(by.is_allow, decision.is_allowed());
            } else {
                prop_assert_eq!(decision.outcome, Outcome::ImplicitDeny);
            }
        }
    }
}

/// Any JSON, with the words of policies strewn in.
fn tree() -> impl Strategy<Value = Json> {
    let word = prop::sample::select(vec![
        "Allow",
        "Deny",
        "*",
        "s3:*",
        "arn:aws:s3:::a/${aws:username}",
        "2012-10-17",
        "${",
        "${*}",
        "::",
        "arn:aws:s3:::*",
        "111122223333",
        "true",
        "10.0.0.0/8",
        "2026-11-21T00:00:00Z",
        "é?*",
    ]);
    let name = prop::sample::select(vec![
        "Version",
        "Statement",
        "Effect",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Principal",
        "NotPrincipal",
        "Condition",
        "Sid",
        "Id",
        "AWS",
        "Federated",
        "Service",
        "StringLike",
        "NumericEquals",
        "ForAllValues:StringNotEquals",
        "DateLessThan",
        "IpAddress",
        "Null",
        "Bool",
        "ArnLike",
        "aws:username",
        "aws:x",
    ]);
    let leaf = prop_oneof![
        word.prop_map(|word| json!(word)),
        any::<i32>().prop_map(|number| json!(number)),
        any::<bool>().prop_map(|is| json!(is)),
        Just(Json::Null),
        ".{0,8}".prop_map(|text| json!(text)),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            prop::collection::vec((name.clone(), inner), 0..6).prop_map(|members| {
                Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn nothing_panics_whatever_a_document_holds(tree in tree(), text in ".{0,40}", (action, resource, context) in request()) {
        for document in [tree.to_string(), text, json!({ "Statement": tree, "Version": "2012-10-17" }).to_string()] {
            for kind in [Kind::Identity, Kind::Trust, Kind::Resource] {
                let Ok(document) = Document::parse(&document, kind) else { continue };
                let one = Policy { name: String::new(), document: Arc::new(document) };
                let _ = trust::check(&one.document);
                let asked = Asked { who: session(), action: &action, resource: &resource, context: &context };
                let identity = std::slice::from_ref(&one);
                decide(&Policies { identity, resource: Some(&one), ..Policies::default() }, &asked);
            }
        }
    }
}
