//! The project's files as checks read them: text, and for Rust what in it is code, text in quotes or a comment.

use std::path::Path;

use crate::Result;

/// Folders that hold no source of ours, wherever they are.
const SKIPPED: [&str; 5] = [".git", "target", "node_modules", "__pycache__", ".pytest_cache"];
/// Folders at the root that hold no source of ours.
const SKIPPED_AT_ROOT: [&str; 2] = [".env-tests", ".cenote"];

/// One file.
pub struct Source {
    /// The path below the root, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The text with all but code blanked out; lines and columns are those of `text`. Empty unless Rust.
    pub code: String,
    /// The text with all but the insides of string literals blanked out. Empty unless Rust.
    pub strings: String,
    /// The text with all but comments blanked out. Empty unless Rust.
    pub comments: String,
}

impl Source {
    /// Splits a file into its kinds of text.
    pub fn new(path: &str, text: &str) -> Source {
        let [code, strings, comments] = match path.ends_with(".rs") {
            true => split(text),
            false => Default::default(),
        };
        Source { path: path.to_owned(), text: text.to_owned(), code, strings, comments }
    }

    /// Whether this is Rust that people write.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs") && !self.is_generated()
    }

    /// Whether a program wrote it, as its first line says.
    pub fn is_generated(&self) -> bool {
        self.text.lines().next().is_some_and(|line| line.contains("@generated"))
    }

    /// Whether it is only built for tests.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Whether it is below one of these paths, or is one of them.
    pub fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| match place.ends_with('/') {
            true => self.path.starts_with(place),
            false => self.path == *place,
        })
    }
}

/// The numbers of the lines, from 1, on which `needle` stands as whole words.
pub fn lines_with(text: &str, needle: &str) -> Vec<usize> {
    text.lines().enumerate().filter(|(_, line)| holds_word(line, needle)).map(|(at, _)| at + 1).collect()
}

/// Whether `needle` stands in a line with no letter, digit or underscore going on at its ends.
pub fn holds_word(line: &str, needle: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(needle).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + needle.len()..]);
        let opens = !needle.starts_with(is_word) || !before.ends_with(is_word);
        let closes = !needle.ends_with(is_word) || !after.starts_with(is_word);
        opens && closes
    })
}

/// Every text file below the root, by path.
pub fn collect(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    walk(root, "", &mut sources)?;
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn walk(folder: &Path, below: &str, sources: &mut Vec<Source>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if SKIPPED.contains(&name.as_str()) || below.is_empty() && SKIPPED_AT_ROOT.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{below}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), sources)?;
        } else if kind.is_file()
            // What is no text has nothing to be tidied.
            && let Ok(text) = String::from_utf8(std::fs::read(entry.path())?)
        {
            sources.push(Source::new(&path, &text));
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Text,
    Comment,
}

/// Code, insides of string literals, and comments, each with the rest blanked out.
fn split(text: &str) -> [String; 3] {
    let letters: Vec<char> = text.chars().collect();
    let mut kinds = vec![Kind::Code; letters.len()];
    let mut at = 0;
    while at < letters.len() {
        let (kind, from, until, next) = token(&letters, at);
        for slot in kinds.get_mut(from..until).into_iter().flatten() {
            *slot = kind;
        }
        at = next;
    }
    let only = |wanted: Kind| {
        let pairs = letters.iter().zip(&kinds);
        pairs.map(|(c, kind)| if *kind == wanted || *c == '\n' { *c } else { ' ' }).collect()
    };
    [only(Kind::Code), only(Kind::Text), only(Kind::Comment)]
}

/// The token that begins at `at`: its kind, the letters that are of that kind, and where the next begins.
fn token(letters: &[char], at: usize) -> (Kind, usize, usize, usize) {
    let get = |at: usize| letters.get(at).copied().unwrap_or('\0');
    let end = letters.len();
    match (get(at), get(at + 1)) {
        ('/', '/') => {
            let stop = (at..end).find(|at| get(*at) == '\n').unwrap_or(end);
            (Kind::Comment, at, stop, stop)
        }
        ('/', '*') => {
            let stop =
                (at + 2..end).find(|at| get(*at) == '*' && get(at + 1) == '/').map_or(end, |at| at + 2);
            (Kind::Comment, at, stop, stop)
        }
        ('"', _) => quoted(letters, at),
        ('r', '"' | '#') if !is_word(get(at.wrapping_sub(1))) || get(at.wrapping_sub(1)) == 'b' => {
            raw(letters, at)
        }
        // A quote is a character if it closes after one; else it names a lifetime.
        ('\'', '\\') => {
            let stop = (at + 3..end).find(|at| get(*at) == '\'').map_or(end, |at| at + 1);
            (Kind::Code, at, stop, stop)
        }
        ('\'', _) if get(at + 2) == '\'' => (Kind::Text, at + 1, at + 2, at + 3),
        _ => (Kind::Code, at, at + 1, at + 1),
    }
}

fn quoted(letters: &[char], at: usize) -> (Kind, usize, usize, usize) {
    let mut stop = at + 1;
    while let Some(letter) = letters.get(stop) {
        match letter {
            '\\' => stop += 2,
            '"' => break,
            _ => stop += 1,
        }
    }
    let stop = stop.min(letters.len());
    (Kind::Text, at + 1, stop, stop + 1)
}

fn raw(letters: &[char], at: usize) -> (Kind, usize, usize, usize) {
    let hashes = letters.iter().skip(at + 1).take_while(|c| **c == '#').count();
    let from = at + hashes + 2;
    if letters.get(from - 1) != Some(&'"') {
        // An identifier written `r#type`.
        return (Kind::Code, at, at + 1, at + 1);
    }
    let closes = |at: &usize| {
        letters.get(*at) == Some(&'"')
            && letters.iter().skip(at + 1).take(hashes).filter(|c| **c == '#').count() == hashes
    };
    let stop = (from..letters.len()).find(closes).unwrap_or(letters.len());
    (Kind::Text, from, stop, stop + 1 + hashes)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests;
