//! Words of somebody's own in the place of ours: plain text with the same placeholders, `{ $app }`.
//!
//! They are no Fluent: nothing in them chooses, calls or refers. What is filled in stays as it is.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::{Arg, Language, default};

/// The most characters of a sentence.
pub const LONGEST: usize = 500;

/// Marks that keep a filling's direction to itself in sentences that run the other way, as Fluent sets them.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Why a text cannot stand for a sentence of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such sentence.
    Unknown,
    /// It is empty, too long, or has control characters.
    Text,
    /// A brace that is no placeholder.
    Braces,
    /// A placeholder of the sentence is missing, or one is not of the sentence.
    Placeholder(String),
}

/// A part of a text.
enum Part<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// The names that a sentence of ours is filled in with; none where there is no such sentence.
pub fn placeholders(key: &str) -> Option<BTreeSet<&'static str>> {
    let source = default().source;
    let mut lines = source.lines().skip_while(|line| line.split_once(" =").is_none_or(|(own, _)| own != key));
    let first = lines.next()?;
    let more = lines.take_while(|line| line.starts_with([' ', '}']));
    let names = std::iter::once(first).chain(more).flat_map(|line| line.split('$').skip(1));
    Some(names.filter_map(|rest| rest.split(|c| !is_of_name(c)).next()).collect())
}

/// Whether a text can stand for a sentence: it fills in the same, and is not longer than [`LONGEST`].
pub fn check(key: &str, text: &str) -> Result<(), Fault> {
    let wanted = placeholders(key).ok_or(Fault::Unknown)?;
    let is_sane = (1..=LONGEST).contains(&text.chars().count()) && !text.chars().any(is_mark);
    if !is_sane || text.trim().is_empty() {
        return Err(Fault::Text);
    }
    let found: BTreeSet<&str> = parts(text)?
        .iter()
        .filter_map(|part| if let Part::Name(name) = part { Some(*name) } else { None })
        .collect();
    match wanted.symmetric_difference(&found).next() {
        Some(name) => Err(Fault::Placeholder((*name).to_owned())),
        None => Ok(()),
    }
}

/// The text with its placeholders filled in, as `language` has it.
pub fn fill(language: &Language, text: &str, args: &[(&str, Arg<'_>)]) -> String {
    // What was checked when it was kept has no such brace.
    let Ok(parts) = parts(text) else { return text.to_owned() };
    let mut all = String::with_capacity(text.len());
    for part in parts {
        match part {
            Part::Text(text) => all.push_str(text),
            Part::Name(name) => {
                let value = args.iter().find(|(own, _)| *own == name).map(|(_, arg)| match arg {
                    Arg::Text(text) => text.clone(),
                    Arg::Count(count) => Cow::Owned(count.to_string()),
                });
                let value = value.unwrap_or_default();
                match language.is_rtl {
                    true => all.extend([&*ISOLATE.0.to_string(), &value, &*ISOLATE.1.to_string()]),
                    false => all.push_str(&value),
                }
            }
        }
    }
    all
}

/// Errors: `Braces`.
fn parts(text: &str) -> Result<Vec<Part<'_>>, Fault> {
    let (mut all, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find(['{', '}']) {
        let inner = rest[at..].strip_prefix('{').and_then(|inner| inner.split_once('}'));
        let (inner, after) = inner.ok_or(Fault::Braces)?;
        let name =
            inner.trim().strip_prefix('$').filter(|name| !name.is_empty() && name.chars().all(is_of_name));
        all.push(Part::Text(&rest[..at]));
        all.push(Part::Name(name.ok_or(Fault::Braces)?));
        rest = after;
    }
    all.push(Part::Text(rest));
    Ok(all)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// What is never part of a sentence: control characters, marks of direction, and those that stand for fillings.
fn is_mark(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e000}'..='\u{f8ff}')
}
