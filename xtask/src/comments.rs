//! `cargo xtask comments`: where behaviour is copied on evidence (`AWS:`), and where we differ (`DEVIATION:`).

use crate::Result;
use crate::sources::{self, Source};

const MARKS: [&str; 2] = ["AWS: ", "DEVIATION: "];

/// Arguments of `cargo xtask comments`.
#[derive(clap::Args)]
pub struct Comments {
    /// Only where we differ
    #[arg(long)]
    deviations: bool,
}

impl Comments {
    /// Prints each as `path:line: text`.
    pub fn run(&self) -> Result<()> {
        let marks = if self.deviations { &MARKS[1..] } else { &MARKS[..] };
        for source in sources::collect(&crate::root())?.iter().filter(|source| source.is_rust()) {
            for (line, text) in marked(source, marks) {
                println!("{}:{line}: {text}", source.path);
            }
        }
        Ok(())
    }
}

/// The comments of a file that hold a mark, from the mark on to the end of the comment, with their lines.
fn marked(source: &Source, marks: &[&str]) -> Vec<(usize, String)> {
    let lines: Vec<&str> = source.comments.lines().map(comment).collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(from) = marks.iter().filter_map(|mark| line.find(mark)).min() else { continue };
        let rest = lines.iter().skip(at + 1);
        let more = rest.take_while(|next| !next.is_empty() && !MARKS.iter().any(|mark| next.contains(mark)));
        let text: Vec<&str> = line.get(from..).into_iter().chain(more.copied()).collect();
        found.push((at + 1, text.join(" ")));
    }
    found
}

/// The words of a line of comment, without its slashes.
fn comment(line: &str) -> &str {
    line.trim().trim_start_matches('/').trim_start_matches('!').trim()
}

#[cfg(test)]
mod tests {
    use super::{MARKS, marked};
    use crate::sources::Source;

    #[test]
    fn a_mark_is_listed_with_the_lines_that_go_on_from_it() {
        let text = "//! One.\n//! AWS: page,\n//! and more.\n\nlet a = \"AWS: no\"; // DEVIATION: we differ\n// here.\nb();\n";
        let source = Source::new("a.rs", text);
        let both = [(2, "AWS: page, and more.".to_owned()), (5, "DEVIATION: we differ here.".to_owned())];
        assert_eq!(marked(&source, &MARKS), both);
        assert_eq!(marked(&source, &MARKS[1..]), both[1..]);
    }
}
