//! The table of shapes: what the model says about each value, as static data that one function reads.

use regex::Regex;
use std::sync::OnceLock;

/// One shape of a model.
pub struct Shape {
    /// AWS's name, `UserPoolIdType`.
    pub name: &'static str,
    /// The type and its parts.
    pub kind: Kind,
    /// Whether its value is never shown in messages or logs.
    pub is_sensitive: bool,
    /// Least length (of strings in UTF-16 code units, of blobs in bytes) or value.
    pub min: Option<i64>,
    /// Greatest length or value, counted as `min`.
    pub max: Option<i64>,
    /// What a whole string must match.
    pub pattern: Option<&'static Pattern>,
    /// What a string must be one of; empty where it is free.
    pub values: &'static [&'static str],
}

/// The type of a shape.
pub enum Kind {
    /// Members in the model's order.
    Structure(&'static [Member]),
    /// Elements.
    List(&'static Shape),
    /// Keys, which are strings, and values.
    Map(&'static Shape, &'static Shape),
    /// Text.
    String,
    /// Bytes, in base64.
    Blob,
    /// 32 bits, signed.
    Integer,
    /// 64 bits, signed.
    Long,
    /// True or false.
    Boolean,
    /// Epoch seconds.
    Timestamp,
    /// JSON of any form.
    Document,
}

/// One member of a structure.
pub struct Member {
    /// AWS's name, which is the JSON key.
    pub name: &'static str,
    /// Its shape.
    pub shape: &'static Shape,
    /// Whether it must be there and not null.
    pub is_required: bool,
    /// Where REST-JSON carries it.
    pub place: Place,
}

/// Where a member travels, with its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the JSON body, under the member's own name.
    Body,
    /// As a label of the path.
    Uri(&'static str),
    /// As a query parameter.
    Query(&'static str),
    /// As a header.
    Header(&'static str),
}

/// A regular expression of the model; compiled when it is first asked.
pub struct Pattern {
    /// As AWS writes it, for messages.
    pub text: &'static str,
    regex: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

/// A hand-written pattern, what it must match, and what it must refuse.
#[cfg(test)]
pub(crate) type Examples = (&'static Pattern, &'static [&'static str], &'static [&'static str]);

impl Shape {
    pub(crate) const fn new(name: &'static str, kind: Kind) -> Self {
        Shape { name, kind, is_sensitive: false, min: None, max: None, pattern: None, values: &[] }
    }

    pub(crate) const fn min(mut self, min: i64) -> Self {
        self.min = Some(min);
        self
    }

    pub(crate) const fn max(mut self, max: i64) -> Self {
        self.max = Some(max);
        self
    }

    pub(crate) const fn sensitive(mut self) -> Self {
        self.is_sensitive = true;
        self
    }

    pub(crate) const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    pub(crate) const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// Whether the shape or anything inside it is sensitive.
    pub fn hides(&self) -> bool {
        self.is_sensitive
            || match self.kind {
                Kind::Structure(members) => members.iter().any(|member| member.shape.hides()),
                Kind::List(element) => element.hides(),
                Kind::Map(key, value) => key.hides() || value.hides(),
                _ => false,
            }
    }
}

impl Member {
    pub(crate) const fn required(name: &'static str, shape: &'static Shape) -> Self {
        Member { name, shape, is_required: true, place: Place::Body }
    }

    pub(crate) const fn optional(name: &'static str, shape: &'static Shape) -> Self {
        Member { name, shape, is_required: false, place: Place::Body }
    }

    pub(crate) const fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }
}

impl Pattern {
    pub(crate) const fn new(text: &'static str, regex: &'static str) -> Self {
        Pattern { text, regex, compiled: OnceLock::new() }
    }

    /// Whether the whole text matches.
    pub fn is_match(&self, text: &str) -> bool {
        // A pattern that does not compile refuses everything; a test compiles them all.
        self.compiled().is_some_and(|regex| regex.is_match(text))
    }

    pub(crate) fn compiled(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.regex).ok()).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use crate::generated::{iam, identity, idp, sts, sync};

    #[test]
    fn every_pattern_compiles() {
        let patterns = [
            &idp::PATTERNS[..],
            &identity::PATTERNS[..],
            &sync::PATTERNS[..],
            &iam::PATTERNS[..],
            &sts::PATTERNS[..],
        ]
        .concat();
        assert!(patterns.len() > 50);
        for pattern in patterns {
            assert!(pattern.compiled().is_some(), "{}", pattern.regex);
        }
    }

    #[test]
    fn substitutes_keep_to_their_examples() {
        let all =
            [idp::SUBSTITUTES, identity::SUBSTITUTES, sync::SUBSTITUTES, iam::SUBSTITUTES, sts::SUBSTITUTES]
                .concat();
        assert!(!all.is_empty());
        for (pattern, matches, refuses) in all {
            assert!(!matches.is_empty() && !refuses.is_empty(), "{}", pattern.text);
            for text in matches {
                assert!(pattern.is_match(text), "{} {text:?}", pattern.text);
            }
            for text in refuses {
                assert!(!pattern.is_match(text), "{} {text:?}", pattern.text);
            }
        }
    }

    #[test]
    fn patterns_judge_as_java_does() {
        let pattern = |text: &str| *idp::PATTERNS.iter().find(|pattern| pattern.text == text).unwrap();
        for (text, matching, refused) in [
            (r"[\w-]+_[0-9a-zA-Z]+", "us-east-1_AbCdEfGhI", "us-\u{e9}st_a"),
            (r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+", "j\u{f6}rg@x.example\u{1f600}", "a b"),
            (r"[\S]+", "a\u{a0}b", "a\tb"),
            (r"^[\S]+.*[\S]+$", "inner space", " outer"),
            (r".*\{####\}.*", "code {####}.", "code\u{2028}{####}"),
            (r"(?s).*", "two\nlines", ""),
            (r"^(tkn|sso)[a-z0-9]{25}$", "tknabcdefghijklmnopqrstuvwxy", "tknabcdefghijklmnopqrstuvwxy\n"),
            (r"[A-Za-z0-9-_=.]+", "a-b_c=.9", "a+b"),
            (r"[\w\s+=,.@-]+", "My pool, no. 1", "pool!"),
            (r"[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+", "Okta", "_kta"),
        ] {
            assert!(pattern(text).is_match(matching), "{text} {matching:?}");
            assert!(refused.is_empty() || !pattern(text).is_match(refused), "{text} {refused:?}");
        }
    }
}
