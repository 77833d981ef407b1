//! Conditions: an operator, a key, and the values that a policy compares it with.
//! AWS: the IAM user guide, "Condition operators", "Single-valued vs. multivalued context keys" and "Evaluation logic for
//! multiple context keys or values".

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::arn::{ArnPattern, NoArn};
use super::context::{Context, Value};
use super::document::{Malformed, syntax};
use super::json::Node;
use super::pattern::{Match, Pattern, Reading, any};
use super::values::{self, Range};

/// One key under one operator.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    /// As it is written.
    pub name: String,
    key: String,
    set: Set,
    is_negated: bool,
    is_if_exists: bool,
    test: Test,
}

/// How the values of a request count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    /// There is one; of several, any.
    Plain,
    /// `ForAllValues`.
    All,
    /// `ForAnyValue`.
    Any,
}

#[derive(Clone, Copy, Debug)]
enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What one value of a request is compared with.
#[derive(Clone, Debug)]
enum Test {
    Text(Vec<Pattern>),
    TextOfAnyCase(Vec<Pattern>),
    Arn(Vec<ArnPattern>),
    Number(Order, Vec<i128>),
    Date(Order, Vec<i128>),
    Bool(Vec<bool>),
    Binary(Vec<Vec<u8>>),
    Address(Vec<Range>),
    /// Whether the key is to be absent.
    Null(Vec<bool>),
}

impl Condition {
    /// Compiles one key of an operator. Errors: the document is malformed.
    pub fn compile(
        operator: &str,
        key: &str,
        node: &Node,
        has_variables: bool,
    ) -> Result<Condition, Malformed> {
        let unknown = || Malformed::new(format!("Invalid Condition type : {operator}"));
        let (set, rest) = match operator.split_once(':') {
            Some(("ForAllValues", rest)) => (Set::All, rest),
            Some(("ForAnyValue", rest)) => (Set::Any, rest),
            Some(_) => return Err(unknown()),
            None => (Set::Plain, operator),
        };
        let (base, is_if_exists) = match rest.strip_suffix("IfExists") {
            Some(base) => (base, true),
            None => (rest, false),
        };
        if !key.contains(':') {
            return Err(super::document::no_vendor());
        }
        let values = texts(node)?;
        let (test, is_negated) = test(base, &values, has_variables)?.ok_or_else(unknown)?;
        // AWS: whether a key is there is asked without a set and without IfExists.
        if matches!(test, Test::Null(_)) && (is_if_exists || set != Set::Plain) {
            return Err(unknown());
        }
        let name = key.to_owned();
        Ok(Condition { key: name.to_lowercase(), name, set, is_negated, is_if_exists, test })
    }

    /// Whether a request meets it.
    pub fn holds(&self, context: &Context) -> bool {
        let value = context.get(&self.key);
        if let Test::Null(wanted) = &self.test {
            return wanted.contains(&value.is_none());
        }
        let Some(value) = value else {
            return match self.set {
                Set::Plain => self.is_if_exists || self.is_negated,
                Set::All => true,
                Set::Any => self.is_if_exists,
            };
        };
        self.holds_for(value, context)
    }

    fn holds_for(&self, value: &Value, context: &Context) -> bool {
        let mut each = value.each().iter().map(|value| {
            let found = self.test.matches(value, context);
            // What names a variable that is not there is met by nothing, whichever way it is put.
            if self.is_negated { found.not() == Match::Yes } else { found == Match::Yes }
        });
        match (self.set, self.is_negated) {
            (Set::All, _) | (Set::Plain, true) => each.all(|holds| holds),
            (Set::Any, _) | (Set::Plain, false) => each.any(|holds| holds),
        }
    }

    /// Whether it holds for a key that has some one value and no other, so that a request must say it. Its values are what
    /// the caller looks at.
    pub fn pins(&self, key: &str) -> bool {
        let is_open = match &self.test {
            Test::Text(patterns) | Test::TextOfAnyCase(patterns) => {
                patterns.iter().any(Pattern::is_everything)
            }
            Test::Arn(patterns) => patterns.iter().any(ArnPattern::is_everything),
            _ => true,
        };
        self.key == key && !self.is_negated && !self.is_if_exists && self.set != Set::All && !is_open
    }

    /// The keys that it looks at: its own as it is written, and its variables.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let texts: &[Pattern] = match &self.test {
            Test::Text(patterns) | Test::TextOfAnyCase(patterns) => patterns,
            _ => &[],
        };
        let arns: &[ArnPattern] = match &self.test {
            Test::Arn(patterns) => patterns,
            _ => &[],
        };
        std::iter::once(self.name.as_str())
            .chain(texts.iter().flat_map(Pattern::keys))
            .chain(arns.iter().flat_map(ArnPattern::keys))
    }
}

/// The test of an operator without its modifiers, and whether it is the negated one; nothing for an unknown operator.
fn test(base: &str, values: &[&str], has_variables: bool) -> Result<Option<(Test, bool)>, Malformed> {
    let text = |has_wildcards| {
        let reading = Reading { has_wildcards, has_variables };
        values
            .iter()
            .map(|value| Pattern::compile(value, reading).map_err(|_| syntax()))
            .collect::<Result<Vec<_>, _>>()
    };
    let arns = || {
        let compile = |value: &&str| match ArnPattern::compile(value, has_variables) {
            Ok(pattern) => Ok(pattern),
            Err(NoArn::Variable | NoArn::Form | NoArn::Parts) => Err(syntax()),
        };
        values.iter().map(compile).collect::<Result<Vec<_>, _>>()
    };
    let (family, order, is_negated) = split(base);
    if let Some(order) = order {
        return Ok(match family {
            "Numeric" => Some((Test::Number(order, parsed(values, values::number)?), is_negated)),
            "Date" => Some((Test::Date(order, parsed(values, values::date)?), is_negated)),
            _ => None,
        });
    }
    let test = match base {
        "StringEquals" | "StringNotEquals" => Test::Text(text(false)?),
        "StringLike" | "StringNotLike" => Test::Text(text(true)?),
        "StringEqualsIgnoreCase" | "StringNotEqualsIgnoreCase" => Test::TextOfAnyCase(text(false)?),
        "ArnEquals" | "ArnLike" | "ArnNotEquals" | "ArnNotLike" => Test::Arn(arns()?),
        "Bool" => Test::Bool(parsed(values, boolean)?),
        "BinaryEquals" => Test::Binary(parsed(values, |value| STANDARD.decode(value).ok())?),
        "IpAddress" | "NotIpAddress" => Test::Address(parsed(values, Range::parse)?),
        "Null" => Test::Null(parsed(values, boolean)?),
        _ => return Ok(None),
    };
    Ok(Some((test, base.contains("Not"))))
}

/// Family, order and negation of an operator that orders.
fn split(base: &str) -> (&str, Option<Order>, bool) {
    let Some(family) = ["Numeric", "Date"].into_iter().find(|family| base.starts_with(family)) else {
        return ("", None, false);
    };
    let (order, is_negated) = match &base[family.len()..] {
        "Equals" => (Order::Equal, false),
        "NotEquals" => (Order::Equal, true),
        "LessThan" => (Order::Less, false),
        "LessThanEquals" => (Order::LessOrEqual, false),
        "GreaterThan" => (Order::Greater, false),
        "GreaterThanEquals" => (Order::GreaterOrEqual, false),
        _ => return (family, None, false),
    };
    (family, Some(order), is_negated)
}

fn parsed<T>(values: &[&str], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Malformed> {
    values.iter().map(|value| parse(value).ok_or_else(syntax)).collect()
}

fn boolean(text: &str) -> Option<bool> {
    [("true", true), ("false", false)]
        .into_iter()
        .find_map(|(name, value)| text.eq_ignore_ascii_case(name).then_some(value))
}

/// The values of a key: one or a list, of strings, numbers and booleans.
fn texts(node: &Node) -> Result<Vec<&str>, Malformed> {
    fn one(node: &Node) -> Result<&str, Malformed> {
        match node {
            Node::Scalar { text, .. } => Ok(text),
            _ => Err(syntax()),
        }
    }
    match node {
        Node::List(list) if list.is_empty() => Err(syntax()),
        Node::List(list) => list.iter().map(one).collect(),
        node => Ok(vec![one(node)?]),
    }
}

impl Test {
    /// Whether one value of a request is one of those of the policy.
    fn matches(&self, value: &str, context: &Context) -> Match {
        match self {
            Test::Text(patterns) => any(patterns.iter().map(|pattern| pattern.matches(value, context))),
            Test::TextOfAnyCase(patterns) => {
                any(patterns.iter().map(|pattern| pattern.matches_any_case(value, context)))
            }
            Test::Arn(patterns) => match super::arn::parts(value) {
                Some(_) => any(patterns.iter().map(|pattern| pattern.matches(value, context))),
                None => Match::No,
            },
            Test::Number(order, wanted) => ordered(*order, values::number(value), wanted),
            Test::Date(order, wanted) => ordered(*order, values::date(value), wanted),
            Test::Bool(wanted) => Match::of(boolean(value).is_some_and(|value| wanted.contains(&value))),
            Test::Binary(wanted) => {
                Match::of(STANDARD.decode(value).is_ok_and(|value| wanted.contains(&value)))
            }
            Test::Address(ranges) => Match::of(
                values::address(value).is_some_and(|address| ranges.iter().any(|range| range.holds(address))),
            ),
            Test::Null(_) => Match::No,
        }
    }
}

fn ordered(order: Order, value: Option<i128>, wanted: &[i128]) -> Match {
    let Some(value) = value else { return Match::No };
    Match::of(wanted.iter().any(|wanted| match order {
        Order::Equal => value == *wanted,
        Order::Less => value < *wanted,
        Order::LessOrEqual => value <= *wanted,
        Order::Greater => value > *wanted,
        Order::GreaterOrEqual => value >= *wanted,
    }))
}
