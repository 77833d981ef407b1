//! Amazon Resource Names and their patterns: six parts between colons, of which the last may hold colons of its own.
//! AWS: the IAM user guide, "Amazon Resource Names (ARNs)" and "IAM JSON policy elements: Resource".

use super::context::Context;
use super::pattern::{Match, NoVariable, Pattern, Reading, end_of_variable};

/// How many parts an ARN has.
const PARTS: usize = 6;

/// The account of an ARN.
pub fn account(arn: &str) -> Option<&str> {
    parts(arn).map(|parts| parts[4])
}

/// The six parts of an ARN; nothing for what is none.
pub(super) fn parts(arn: &str) -> Option<[&str; PARTS]> {
    let mut parts = [""; PARTS];
    let mut count = 0;
    for (place, part) in parts.iter_mut().zip(arn.splitn(PARTS, ':')) {
        *place = part;
        count += 1;
    }
    (count == PARTS && parts[0] == "arn").then_some(parts)
}

/// A pattern of ARNs. A wildcard stays within its part, but for one that ends the pattern: it takes the rest.
#[derive(Clone, Debug)]
pub(super) enum ArnPattern {
    /// `*`.
    Everything,
    /// Six parts.
    Parts(Box<[Pattern; PARTS]>),
    /// Fewer, with a `*` at the end: `arn:aws:logs:*`.
    Beginning(Vec<Pattern>),
}

/// Why a text is no pattern of ARNs.
#[derive(Debug)]
pub(super) enum NoArn {
    /// It does not begin as one.
    Form,
    /// It has too few parts.
    Parts,
    /// A variable is not written as one, or stands where none may.
    Variable,
}

impl From<NoVariable> for NoArn {
    fn from(_: NoVariable) -> NoArn {
        NoArn::Variable
    }
}

impl ArnPattern {
    /// Compiles a text. Errors: why it is none.
    pub fn compile(text: &str, has_variables: bool) -> Result<ArnPattern, NoArn> {
        if text == "*" {
            return Ok(ArnPattern::Everything);
        }
        let reading = Reading { has_wildcards: true, has_variables };
        let texts = split(text, has_variables);
        if texts[0] != "arn" && texts[0] != "*" {
            return Err(NoArn::Form);
        }
        let patterns: Vec<Pattern> =
            texts.iter().map(|part| Pattern::compile(part, reading)).collect::<Result<_, _>>()?;
        match <[Pattern; PARTS]>::try_from(patterns) {
            Ok(parts) => Ok(ArnPattern::Parts(Box::new(parts))),
            Err(patterns) if text.ends_with('*') => Ok(ArnPattern::Beginning(patterns)),
            Err(_) => Err(NoArn::Parts),
        }
    }

    /// Whether a part before the resource's own name has a variable.
    pub fn has_early_variable(&self) -> bool {
        match self {
            ArnPattern::Everything => false,
            ArnPattern::Parts(parts) => parts[..PARTS - 1].iter().any(Pattern::is_open),
            ArnPattern::Beginning(parts) => parts.iter().any(Pattern::is_open),
        }
    }

    /// Whether a subject is such an ARN. AWS: an operation that names no resource asks for `*`, which only `*` grants.
    pub fn matches(&self, subject: &str, context: &Context) -> Match {
        match self {
            ArnPattern::Everything => Match::Yes,
            ArnPattern::Parts(patterns) => match parts(subject) {
                Some(parts) => all(patterns.iter().zip(parts), context),
                None => Match::No,
            },
            ArnPattern::Beginning(patterns) => {
                if parts(subject).is_none() {
                    return Match::No;
                }
                all(patterns.iter().zip(subject.splitn(patterns.len(), ':')), context)
            }
        }
    }

    /// The keys of its variables, as they are written.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let patterns: &[Pattern] = match self {
            ArnPattern::Everything => &[],
            ArnPattern::Parts(parts) => parts.as_slice(),
            ArnPattern::Beginning(parts) => parts,
        };
        patterns.iter().flat_map(Pattern::keys)
    }

    /// Whether it matches every ARN.
    pub fn is_everything(&self) -> bool {
        match self {
            ArnPattern::Everything => true,
            ArnPattern::Parts(parts) => parts[1..].iter().all(Pattern::is_everything),
            ArnPattern::Beginning(parts) => parts.iter().skip(1).all(Pattern::is_everything),
        }
    }
}

fn all<'a>(pairs: impl Iterator<Item = (&'a Pattern, &'a str)>, context: &Context) -> Match {
    for (pattern, part) in pairs {
        match pattern.matches(part, context) {
            Match::Yes => {}
            other => return other,
        }
    }
    Match::Yes
}

/// Splits a pattern at its first five colons that are not in a variable.
fn split(text: &str, has_variables: bool) -> Vec<&str> {
    let mut parts = Vec::with_capacity(PARTS);
    let (mut begin, mut at) = (0, 0);
    while at < text.len() && parts.len() < PARTS - 1 {
        let rest = &text[at..];
        if has_variables && rest.starts_with("${") {
            at += end_of_variable(rest).unwrap_or(1) + 1;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        if c == ':' {
            parts.push(&text[begin..at]);
            begin = at + 1;
        }
        at += c.len_utf8();
    }
    parts.push(&text[begin..]);
    parts
}
