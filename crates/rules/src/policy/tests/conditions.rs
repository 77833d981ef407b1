//! Condition operators, as the tables of the documentation have them.

use proptest::prelude::*;
use serde_json::json;

use super::*;

/// Whether a statement with this one condition applies.
fn holds(operator: &str, key: &str, values: Json, context: &Context) -> bool {
    let one = policy(json!({
        "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { operator: { key: values } }
    }));
    outcome(&[one], "x:Y", "*", context) == Outcome::Allowed
}

/// Whether it holds for a key of one value.
fn one(operator: &str, values: Json, value: &str) -> bool {
    holds(operator, "aws:x", values, &context(&[("aws:x", value)]))
}

fn many(values: &[&str]) -> Context {
    let mut context = Context::new();
    context.set("aws:x", values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
    context
}

#[test]
fn each_operator_compares_in_its_own_way() {
    let cases = [
        ("StringEquals", json!("a*"), "a*", true),
        ("StringEquals", json!("a*"), "ab", false),
        ("StringEquals", json!("a"), "A", false),
        ("StringEquals", json!(["b", "a"]), "a", true),
        ("StringEqualsIgnoreCase", json!("STRASSE é"), "strasse É", true),
        ("StringNotEqualsIgnoreCase", json!("A"), "a", false),
        ("StringLike", json!("a*c?"), "abcd", true),
        ("StringLike", json!("a*c?"), "Abcd", false),
        ("StringNotLike", json!(["a*", "b*"]), "c", true),
        ("StringNotLike", json!(["a*", "b*"]), "b1", false),
        ("NumericEquals", json!(10), "10.000", true),
        ("NumericEquals", json!("10"), "ten", false),
        ("NumericNotEquals", json!("10"), "11", true),
        ("NumericLessThan", json!("10"), "9.999999999", true),
        ("NumericLessThan", json!("-10"), "-10.5", true),
        ("NumericLessThanEquals", json!("10"), "10", true),
        ("NumericGreaterThan", json!("9007199254740993"), "9007199254740994", true),
        ("NumericGreaterThanEquals", json!("10"), "9", false),
        ("DateEquals", json!("2026-11-21T04:00:00Z"), "1795233600", true),
        ("DateEquals", json!("2026-11-21T05:00:00+01:00"), "2026-11-21T04:00:00Z", true),
        ("DateNotEquals", json!("2026-11-21"), "2026-11-21T00:00:01Z", true),
        ("DateLessThan", json!("2026-11-22"), "2026-11-21T23:59:59Z", true),
        ("DateLessThanEquals", json!("2026-11-21"), "2026-11-21T00:00:00Z", true),
        ("DateGreaterThan", json!(0), "2026-11-21T00:00:00Z", true),
        ("DateGreaterThanEquals", json!("2027-01-01T00:00:00Z"), "2026-11-21T00:00:00Z", false),
        ("Bool", json!(true), "TRUE", true),
        ("Bool", json!("false"), "true", false),
        ("Bool", json!("true"), "yes", false),
        ("BinaryEquals", json!("QmluYXJ5"), "QmluYXJ5", true),
        ("BinaryEquals", json!("QmluYXJ5"), "QmluYXJ6", false),
        ("IpAddress", json!("203.0.113.0/24"), "203.0.113.255", true),
        ("IpAddress", json!("203.0.113.77/24"), "203.0.114.0", false),
        ("IpAddress", json!(["10.0.0.1", "2001:db8::/32"]), "2001:db8:1::1", true),
        ("IpAddress", json!("10.0.0.1"), "::ffff:10.0.0.1", true),
        ("IpAddress", json!("0.0.0.0/0"), "2001:db8::1", false),
        ("IpAddress", json!("::/0"), "2001:db8::1", true),
        ("IpAddress", json!("10.0.0.0/8"), "localhost", false),
        ("NotIpAddress", json!("10.0.0.0/8"), "11.0.0.1", true),
        ("NotIpAddress", json!("10.0.0.0/8"), "10.9.9.9", false),
        ("ArnEquals", json!("arn:aws:iam::*:role/x*"), "arn:aws:iam::111122223333:role/x/y", true),
        ("ArnLike", json!("arn:aws:iam::*"), "arn:aws:iam::1:role/x", true),
        ("ArnLike", json!("*"), "no arn", false),
        ("ArnNotLike", json!("arn:aws:iam::1:role/*"), "arn:aws:iam::2:role/x", true),
        ("ArnNotEquals", json!("arn:aws:iam::1:role/x"), "arn:aws:iam::1:role/x", false),
        ("Null", json!("false"), "x", true),
        ("Null", json!(true), "x", false),
    ];
    for (operator, values, value, expected) in cases {
        assert_eq!(one(operator, values.clone(), value), expected, "{operator} {values} {value}");
    }
}

/// Every operator with a value that it takes.
const OPERATORS: [(&str, &str); 26] = [
    ("StringEquals", "a"),
    ("StringNotEquals", "a"),
    ("StringEqualsIgnoreCase", "a"),
    ("StringNotEqualsIgnoreCase", "a"),
    ("StringLike", "*"),
    ("StringNotLike", "*"),
    ("NumericEquals", "1"),
    ("NumericNotEquals", "1"),
    ("NumericLessThan", "1"),
    ("NumericLessThanEquals", "1"),
    ("NumericGreaterThan", "1"),
    ("NumericGreaterThanEquals", "1"),
    ("DateEquals", "1"),
    ("DateNotEquals", "1"),
    ("DateLessThan", "1"),
    ("DateLessThanEquals", "1"),
    ("DateGreaterThan", "1"),
    ("DateGreaterThanEquals", "1"),
    ("Bool", "true"),
    ("BinaryEquals", "YQ=="),
    ("IpAddress", "10.0.0.0/8"),
    ("NotIpAddress", "10.0.0.0/8"),
    ("ArnEquals", "*"),
    ("ArnNotEquals", "*"),
    ("ArnLike", "*"),
    ("ArnNotLike", "*"),
];

#[test]
fn a_missing_key_is_judged_by_the_modifier() {
    for (operator, value) in OPERATORS {
        for missing in [Context::new(), many(&[])] {
            let of = |operator: &str| holds(operator, "aws:x", json!(value), &missing);
            assert_eq!(of(operator), operator.contains("Not"), "{operator}");
            assert!(of(&format!("{operator}IfExists")), "{operator}");
            assert!(of(&format!("ForAllValues:{operator}")), "{operator}");
            assert!(!of(&format!("ForAnyValue:{operator}")), "{operator}");
            assert!(of(&format!("ForAnyValue:{operator}IfExists")), "{operator}");
        }
    }
    assert!(holds("Null", "aws:x", json!("true"), &Context::new()));
    assert!(!holds("Null", "aws:x", json!("false"), &Context::new()));
}

#[test]
fn a_set_of_values_is_judged_by_its_modifier() {
    let (some, all, other) = (many(&["a", "c"]), many(&["a", "b"]), many(&["c", "d"]));
    let of = |operator: &str, context: &Context| holds(operator, "aws:x", json!(["a", "b"]), context);
    let cases = [
        ("ForAllValues:StringEquals", [false, true, false]),
        ("ForAnyValue:StringEquals", [true, true, false]),
        ("ForAllValues:StringNotEquals", [false, false, true]),
        ("ForAnyValue:StringNotEquals", [true, false, true]),
        ("StringEquals", [true, true, false]),
        ("StringNotEquals", [false, false, true]),
    ];
    for (operator, expected) in cases {
        assert_eq!([&some, &all, &other].map(|context| of(operator, context)), expected, "{operator}");
    }
}

#[test]
fn a_variable_that_is_not_there_meets_no_condition_whichever_way_it_is_put() {
    let there = context(&[("aws:x", "a")]);
    for operator in ["StringEquals", "StringNotEquals", "StringNotLike", "ForAllValues:StringNotEquals"] {
        assert!(!holds(operator, "aws:x", json!("${aws:username}"), &there), "{operator}");
    }
    assert!(holds("StringEquals", "aws:x", json!(["${aws:username}", "a"]), &there));
    assert!(holds("StringEquals", "aws:x", json!("${aws:username, 'a'}"), &there));
    let named = context(&[("aws:x", "*"), ("aws:username", "*")]);
    assert!(holds("StringLike", "aws:x", json!("${aws:username}"), &named));
    let other = context(&[("aws:x", "alice"), ("aws:username", "*")]);
    assert!(!holds("StringLike", "aws:x", json!("${aws:username}"), &other));
}

#[test]
fn keys_know_no_case_and_all_of_them_must_hold() {
    let one = policy(json!({
        "Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": {
            "StringEquals": { "AWS:PrincipalTag/Team": "red", "aws:username": "alice" },
            "Bool": { "aws:SecureTransport": "true" }
        }
    }));
    let keys = [("aws:principaltag/TEAM", "red"), ("aws:UserName", "alice"), ("aws:securetransport", "true")];
    let all = context(&keys);
    assert_eq!(outcome(std::slice::from_ref(&one), "x:Y", "*", &all), Outcome::Allowed);
    for left_out in 0..keys.len() {
        let mut fewer = keys.to_vec();
        fewer.remove(left_out);
        assert_eq!(outcome(std::slice::from_ref(&one), "x:Y", "*", &context(&fewer)), Outcome::ImplicitDeny);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_negated_operator_is_the_complement(at in 0..OPERATORS.len(), value in "[a0-9.:-]{0,6}|arn:aws:[a-z:]{0,9}|10[.][0-9][.]0[.]1") {
        let (operator, wanted) = OPERATORS[at];
        let negated = match operator {
            "IpAddress" => "NotIpAddress".to_owned(),
            _ if operator.contains("Not") || operator.contains("Than") => return Ok(()),
            "Bool" | "BinaryEquals" => return Ok(()),
            _ => operator.replacen("Equals", "NotEquals", 1).replacen("Like", "NotLike", 1),
        };
        prop_assert_ne!(one(operator, json!(wanted), &value), one(&negated, json!(wanted), &value), "{} {}", operator, value);
    }

    #[test]
    fn if_exists_changes_nothing_for_a_key_that_is_there(at in 0..OPERATORS.len(), value in "[a0-9.]{0,6}") {
        let (operator, wanted) = OPERATORS[at];
        let optional = format!("{operator}IfExists");
        prop_assert_eq!(one(operator, json!(wanted), &value), one(&optional, json!(wanted), &value));
    }

    #[test]
    fn numbers_are_ordered_as_numbers(a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000) {
        let text = |n: i64| format!("{}{}.{:03}", if n < 0 { "-" } else { "" }, n.abs() / 1_000, n.abs() % 1_000);
        prop_assert_eq!(one("NumericLessThan", json!(text(b)), &text(a)), a < b);
        prop_assert_eq!(one("NumericEquals", json!(text(b)), &text(a)), a == b);
        prop_assert_eq!(one("NumericGreaterThanEquals", json!(text(b)), &text(a)), a >= b);
    }

    #[test]
    fn a_range_holds_what_has_its_first_bits(network: u32, length in 0_u32..=32, address: u32) {
        let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
        let text = |bits: u32| std::net::Ipv4Addr::from_bits(bits).to_string();
        let range = format!("{}/{length}", text(network));
        prop_assert_eq!(one("IpAddress", json!(range), &text(address)), network & mask == address & mask);
    }
}
