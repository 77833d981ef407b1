//! Texts with wildcards and variables, compiled once.
//! AWS: the IAM user guide, "IAM JSON policy elements: Resource" and "Variables and tags".
//!
//! What takes a variable's place is literal: a `*` in somebody's tag is a star and never a wildcard. A text of literals and
//! `*` is matched in time linear in pattern and subject; a run with `?` in it, at worst in their product.

use super::context::Context;

/// Whether something matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It names a variable that the request does not have: whatever it stands in does not apply.
    Unresolved,
}

impl Match {
    pub(super) fn of(is_match: bool) -> Match {
        if is_match { Match::Yes } else { Match::No }
    }

    /// The complement. What cannot be resolved cannot be the complement of anything either.
    pub(super) fn not(self) -> Match {
        match self {
            Match::Yes => Match::No,
            Match::No => Match::Yes,
            Match::Unresolved => Match::Unresolved,
        }
    }
}

/// One of several, of which one must match: a match wins, then what could not be resolved.
pub(super) fn any(matches: impl Iterator<Item = Match>) -> Match {
    let mut all = Match::No;
    for one in matches {
        match one {
            Match::Yes => return Match::Yes,
            Match::Unresolved => all = Match::Unresolved,
            Match::No => {}
        }
    }
    all
}

/// How the text of a pattern is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// `*` and `?` are wildcards.
    pub has_wildcards: bool,
    /// `${…}` is a variable: documents of version 2012-10-17.
    pub has_variables: bool,
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(String),
    Any,
    One,
    Variable { name: String, key: String, default: Option<String> },
}

/// A compiled text.
#[derive(Clone, Debug)]
pub(super) struct Pattern(Form);

#[derive(Clone, Debug)]
enum Form {
    /// No variables: ready.
    Ready(Glob),
    /// Completed by each request.
    Open(Vec<Part>),
}

/// A variable is not written as one.
#[derive(Debug)]
pub(super) struct NoVariable;

impl Pattern {
    /// Compiles a text. Errors: `NoVariable`.
    pub fn compile(text: &str, reading: Reading) -> Result<Pattern, NoVariable> {
        let parts = parts(text, reading)?;
        let is_open = parts.iter().any(|part| matches!(part, Part::Variable { .. }));
        Ok(Pattern(match is_open {
            true => Form::Open(parts),
            false => Form::Ready(glob(&parts, &Context::default()).unwrap_or_default()),
        }))
    }

    /// Whether the whole subject is what the pattern says.
    pub fn matches(&self, subject: &str, context: &Context) -> Match {
        match &self.0 {
            Form::Ready(glob) => Match::of(glob.matches(subject)),
            Form::Open(parts) => {
                glob(parts, context).map_or(Match::Unresolved, |glob| Match::of(glob.matches(subject)))
            }
        }
    }

    /// The same, where neither case counts: both are lowered.
    pub fn matches_any_case(&self, subject: &str, context: &Context) -> Match {
        let lowered = |glob: &Glob| Match::of(glob.lowered().matches(&subject.to_lowercase()));
        match &self.0 {
            Form::Ready(glob) => lowered(glob),
            Form::Open(parts) => glob(parts, context).as_ref().map_or(Match::Unresolved, lowered),
        }
    }

    /// Whether it matches every subject.
    pub fn is_everything(&self) -> bool {
        matches!(&self.0, Form::Ready(glob) if glob.is_everything())
    }

    /// Whether it has variables.
    pub fn is_open(&self) -> bool {
        matches!(self.0, Form::Open(_))
    }

    /// The keys of its variables, as they are written.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let parts: &[Part] = match &self.0 {
            Form::Ready(_) => &[],
            Form::Open(parts) => parts,
        };
        parts.iter().filter_map(|part| match part {
            Part::Variable { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }
}

/// Reads a text into its pieces. Errors: `NoVariable`.
fn parts(text: &str, reading: Reading) -> Result<Vec<Part>, NoVariable> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let part = match c {
            '*' if reading.has_wildcards => Some(Part::Any),
            '?' if reading.has_wildcards => Some(Part::One),
            '$' if reading.has_variables && rest.starts_with("${") => {
                let end = end_of_variable(rest).ok_or(NoVariable)?;
                let inside = &rest[2..end];
                rest = &rest[end + 1..];
                match inside {
                    // AWS: how the three characters are written that would mean something else.
                    "*" | "?" | "$" => literal.push_str(inside),
                    _ => {
                        flush(&mut literal, &mut parts);
                        parts.push(variable(inside)?);
                    }
                }
                continue;
            }
            _ => None,
        };
        rest = &rest[c.len_utf8()..];
        match part {
            Some(part) => {
                flush(&mut literal, &mut parts);
                parts.push(part);
            }
            None => literal.push(c),
        }
    }
    flush(&mut literal, &mut parts);
    Ok(parts)
}

fn flush(literal: &mut String, parts: &mut Vec<Part>) {
    if !literal.is_empty() {
        parts.push(Part::Text(std::mem::take(literal)));
    }
}

/// Where a variable ends: its `}`, which a default in quotes may hold too.
pub(super) fn end_of_variable(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '\'' => is_quoted = !is_quoted,
            '}' if !is_quoted => return Some(at),
            _ => {}
        }
        None
    })
}

fn variable(inside: &str) -> Result<Part, NoVariable> {
    let (key, default) = match inside.split_once(',') {
        Some((key, default)) => {
            let default = default.trim().strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
            (key, Some(default.ok_or(NoVariable)?.to_owned()))
        }
        None => (inside, None),
    };
    let key = key.trim();
    let is_key = !key.is_empty() && !key.contains(['{', '}', '$', '\'', '*', '?']);
    if !is_key {
        return Err(NoVariable);
    }
    Ok(Part::Variable { name: key.to_owned(), key: key.to_lowercase(), default })
}

/// The pieces with every variable in its place; nothing where one has no value and no default.
fn glob(parts: &[Part], context: &Context) -> Option<Glob> {
    let mut glob = Glob::default();
    for part in parts {
        match part {
            Part::Text(text) => glob.text(text),
            Part::Any => glob.runs.push(Run::default()),
            Part::One => glob.one(),
            Part::Variable { key, default, .. } => glob.text(context.one(key).or(default.as_deref())?),
        }
    }
    Some(glob)
}

/// Runs of text, with a `*` between each two.
#[derive(Clone, Debug)]
struct Glob {
    runs: Vec<Run>,
}

/// Text, in which some characters may stand for any.
#[derive(Clone, Debug)]
enum Run {
    Plain(String),
    Holed(Vec<Option<char>>),
}

impl Default for Run {
    fn default() -> Run {
        Run::Plain(String::new())
    }
}

impl Default for Glob {
    fn default() -> Glob {
        Glob { runs: vec![Run::default()] }
    }
}

impl Glob {
    fn text(&mut self, text: &str) {
        match self.runs.last_mut() {
            Some(Run::Plain(run)) => run.push_str(text),
            Some(Run::Holed(run)) => run.extend(text.chars().map(Some)),
            None => {}
        }
    }

    fn one(&mut self) {
        let Some(last) = self.runs.last_mut() else { return };
        match last {
            Run::Plain(run) => {
                *last = Run::Holed(run.chars().map(Some).chain(std::iter::once(None)).collect());
            }
            Run::Holed(run) => run.push(None),
        }
    }

    fn lowered(&self) -> Glob {
        let lowered = |run: &Run| match run {
            Run::Plain(text) => Run::Plain(text.to_lowercase()),
            Run::Holed(holes) => Run::Holed(
                holes
                    .iter()
                    .flat_map(|hole| match hole {
                        Some(c) => c.to_lowercase().map(Some).collect::<Vec<_>>(),
                        None => vec![None],
                    })
                    .collect(),
            ),
        };
        Glob { runs: self.runs.iter().map(lowered).collect() }
    }

    fn is_everything(&self) -> bool {
        self.runs.len() > 1 && self.runs.iter().all(|run| matches!(run, Run::Plain(text) if text.is_empty()))
    }

    /// The first run begins the subject, the last one ends it, and each between them is taken where it is found first:
    /// whoever takes the first place leaves the most for those that follow.
    fn matches(&self, subject: &str) -> bool {
        let Some((last, others)) = self.runs.split_last() else { return false };
        let Some((first, between)) = others.split_first() else {
            return last.begins(subject) == Some(subject.len());
        };
        let Some(length) = first.begins(subject) else { return false };
        let Some(rest) = last.before(&subject[length..]) else { return false };
        let mut rest = rest;
        for run in between {
            let Some(after) = run.after(rest) else { return false };
            rest = after;
        }
        true
    }
}

impl Run {
    /// How much of the subject it takes at the beginning.
    fn begins(&self, subject: &str) -> Option<usize> {
        match self {
            Run::Plain(text) => subject.starts_with(text.as_str()).then_some(text.len()),
            Run::Holed(holes) => {
                let mut rest = subject.chars();
                for hole in holes {
                    let c = rest.next()?;
                    if hole.is_some_and(|hole| hole != c) {
                        return None;
                    }
                }
                Some(subject.len() - rest.as_str().len())
            }
        }
    }

    /// What is before it, where it ends the subject.
    fn before<'a>(&self, subject: &'a str) -> Option<&'a str> {
        match self {
            Run::Plain(text) => subject.strip_suffix(text.as_str()),
            Run::Holed(holes) => {
                let mut rest = subject.chars();
                for hole in holes.iter().rev() {
                    let c = rest.next_back()?;
                    if hole.is_some_and(|hole| hole != c) {
                        return None;
                    }
                }
                Some(rest.as_str())
            }
        }
    }

    /// What follows the first place where it is found.
    fn after<'a>(&self, subject: &'a str) -> Option<&'a str> {
        match self {
            Run::Plain(text) => subject.find(text.as_str()).map(|at| &subject[at + text.len()..]),
            Run::Holed(_) => subject
                .char_indices()
                .find_map(|(at, _)| self.begins(&subject[at..]).map(|length| &subject[at + length..])),
        }
    }
}
