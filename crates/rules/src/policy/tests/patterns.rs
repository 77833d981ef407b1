//! Wildcards and variables, beside an oracle that is too simple to be wrong.

use proptest::prelude::*;

use super::super::pattern::{Match, Pattern, Reading};
use super::*;

/// Every way to read the pattern, tried in a table.
fn oracle(pattern: &[char], subject: &[char]) -> bool {
    let mut reached = vec![false; subject.len() + 1];
    reached[0] = true;
    for part in pattern {
        let mut next = vec![false; subject.len() + 1];
        for at in 0..=subject.len() {
            match part {
                '*' => next[at] = reached[at] || at > 0 && next[at - 1],
                '?' => next[at] = at > 0 && reached[at - 1],
                c => next[at] = at > 0 && reached[at - 1] && subject[at - 1] == *c,
            }
        }
        reached = next;
    }
    reached[subject.len()]
}

fn compile(text: &str) -> Pattern {
    Pattern::compile(text, Reading { has_wildcards: true, has_variables: true }).expect("a pattern")
}

fn matches(pattern: &str, subject: &str) -> bool {
    compile(pattern).matches(subject, &Context::new()) == Match::Yes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn wildcards_match_as_the_oracle_does(pattern in "[ab*?é]{0,12}", subject in "[abé]{0,14}") {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        prop_assert_eq!(matches(&pattern, &subject), oracle(&chars(&pattern), &chars(&subject)));
    }

    #[test]
    fn a_text_without_wildcards_is_itself_alone(text in "[a-z/:.-]{0,20}", other in "[a-z/:.-]{0,20}") {
        prop_assert!(matches(&text, &text));
        prop_assert_eq!(matches(&text, &other), text == other);
    }

    #[test]
    fn what_takes_a_variables_place_is_literal(value in ".{0,20}", other in ".{0,20}") {
        let pattern = compile("home/${aws:username}/*");
        let context = context(&[("aws:username", &value)]);
        prop_assert_eq!(pattern.matches(&format!("home/{value}/x"), &context), Match::Yes);
        let is_same = format!("home/{other}/x").starts_with(&format!("home/{value}/"));
        prop_assert_eq!(pattern.matches(&format!("home/{other}/x"), &context) == Match::Yes, is_same);
    }

    #[test]
    fn compiling_never_panics(text in ".{0,60}", subject in ".{0,40}") {
        for has_variables in [true, false] {
            if let Ok(pattern) = Pattern::compile(&text, Reading { has_wildcards: true, has_variables }) {
                let _ = pattern.matches(&subject, &Context::new());
                let _ = pattern.matches_any_case(&subject, &Context::new());
            }
        }
    }
}

#[test]
fn escapes_write_what_would_mean_something_else() {
    for (pattern, subject) in [("a${*}b", "a*b"), ("a${?}b", "a?b"), ("a${$}{x}", "a${x}"), ("$x{}", "$x{}")]
    {
        assert!(matches(pattern, subject), "{pattern}");
    }
    assert!(!matches("a${*}b", "axb"));
    assert!(!matches("a${?}b", "axb"));
}

#[test]
fn variables_have_defaults_and_are_nothing_without() {
    let pattern = compile("x/${aws:PrincipalTag/Team, 'all, of {us}'}/y");
    assert_eq!(pattern.matches("x/all, of {us}/y", &Context::new()), Match::Yes);
    let context = context(&[("AWS:principaltag/TEAM", "red")]);
    assert_eq!(pattern.matches("x/red/y", &context), Match::Yes);
    assert_eq!(compile("${aws:username}").matches("", &Context::new()), Match::Unresolved);
    let mut several = Context::new();
    several.set("aws:TagKeys", vec!["a".to_owned()]);
    assert_eq!(compile("${aws:TagKeys}").matches("a", &several), Match::Unresolved);
}

#[test]
fn old_documents_have_no_variables() {
    let pattern = Pattern::compile("${aws:username}*", Reading { has_wildcards: true, has_variables: false });
    let pattern = pattern.expect("a pattern");
    assert_eq!(pattern.matches("${aws:username}/x", &context(&[("aws:username", "alice")])), Match::Yes);
}

#[test]
fn evil_patterns_take_no_time() {
    // Each of these takes a matcher that tries again at every star longer than anybody waits.
    let subject = "a".repeat(100_000);
    for pattern in
        ["*a".repeat(3_000) + "b", "a*".repeat(3_000) + "b", "*".repeat(6_000) + "b*", "*aab".repeat(1_500)]
    {
        assert!(!matches(&pattern, &subject));
    }
    let short = "a".repeat(2_000);
    assert!(!matches(&("*?a".repeat(1_000) + "b"), &short));
    assert!(!matches(&format!("*{}b*", "a?".repeat(500)), &short));
}

#[test]
fn a_wildcard_stays_in_its_part_of_an_arn() {
    let of = |resource: &str, subject: &str| {
        let one = policy(serde_json::json!({ "Effect": "Allow", "Action": "*", "Resource": resource }));
        outcome(&[one], "x:Y", subject, &Context::new()) == Outcome::Allowed
    };
    let pool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_x";
    assert!(of("*", "*"));
    assert!(of("*", pool));
    assert!(!of("arn:aws:cognito-idp:*:*:userpool/*", "*"));
    assert!(of("arn:aws:cognito-idp:*:*:userpool/*", pool));
    assert!(of("arn:*:cognito-idp:*:111122223333:*", pool));
    assert!(of("arn:aws:cognito-idp:*", pool));
    assert!(of("arn:aws:s3:::*", "arn:aws:s3:::b/a:b/c"));
    assert!(!of("arn:aws:s3:*:*:mine/*", "arn:aws:s3:::theirs/a:b:mine/c"));
    assert!(!of("arn:aws:c*dp:us-east-1:111122223333:userpool/us-west-2_x", pool));
    assert!(!of(&pool.to_uppercase().replace("ARN:AWS", "arn:aws"), pool));
    assert!(of("arn:aws:s3:::b/???", "arn:aws:s3:::b/aé/"));
}
