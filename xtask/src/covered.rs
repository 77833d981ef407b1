//! `cargo xtask covered`: every operation that is built was seen to succeed, and to fail with each error that its
//! model declares, or the error stands in `tests/model/unprovoked.txt` with a reason.
//!
//! The test worlds note what calls come to while `cargo test` runs; this reads their notes. `--forget` throws the
//! notes of earlier runs away and is to be called before the tests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::codegen::{self, model::Model};
use crate::{Result, root};

const LIST: &str = "tests/model/unprovoked.txt";
const TABLE: &str = "crates/ops/src/table.rs";

/// What a call that succeeds came to.
const OK: &str = "ok";

/// Arguments of `cargo xtask covered`.
#[derive(clap::Args)]
pub struct Covered {
    /// Throw away what earlier runs of the tests have noted
    #[arg(long)]
    forget: bool,
}

/// Service and operation.
type Named = (String, String);
/// What operations came to.
type Outcomes = BTreeMap<Named, BTreeSet<String>>;
/// What operations may come to.
type Declared = BTreeMap<Named, Operation>;

/// An operation of a model.
struct Operation {
    proof: Proof,
    outcomes: BTreeSet<String>,
}

/// What stands for the caller.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    Signature,
    Token,
    Client,
}

impl Covered {
    /// Compares, or forgets.
    pub fn run(&self) -> Result<()> {
        let folder = notes();
        if self.forget {
            return if folder.exists() { Ok(std::fs::remove_dir_all(folder)?) } else { Ok(()) };
        }
        let root = root();
        let table = std::fs::read_to_string(root.join(TABLE))?;
        let declared = declared(&built(&table), &root.join("models"))?;
        let seen = seen(&folder)?;
        let listed = listed(&std::fs::read_to_string(root.join(LIST))?)?;
        let wrong = compare(&declared, &seen, &listed);
        for line in &wrong {
            println!("{line}");
        }
        match wrong.len() {
            0 => {
                let count: usize = declared.values().map(|operation| operation.outcomes.len()).sum();
                println!(
                    "covered: {} operations, {count} outcomes, {} lines listed",
                    declared.len(),
                    listed.len()
                );
                Ok(())
            }
            count => {
                Err(format!("{count} findings; the notes are of the last `cargo test` in this folder").into())
            }
        }
    }
}

fn notes() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("tmp/outcomes")
}

/// The operations in the table's text.
fn built(table: &str) -> Vec<Named> {
    let mut service = "";
    let mut found = Vec::new();
    for line in table.lines() {
        if let Some((_, rest)) = line.split_once("= operations! { ") {
            service = rest.split(' ').next().unwrap_or_default();
        }
        let entry = line.trim().strip_suffix(',').and_then(|line| line.split_once(" = "));
        if let Some((name, _)) = entry.filter(|_| !service.is_empty()) {
            found.push((service.to_owned(), name.to_owned()));
        }
        if line.starts_with('}') {
            service = "";
        }
    }
    found
}

/// What each operation may come to: success, and what its model declares.
fn declared(built: &[Named], models: &Path) -> Result<Declared> {
    let mut all = Declared::new();
    for (_, file, service) in codegen::SERVICES {
        let model = Model::load(models, file)?;
        for named in built.iter().filter(|named| named.0 == service) {
            let operation =
                model.operations.get(&named.1).ok_or_else(|| format!("{} is in no model", named.1))?;
            let outcomes = operation.errors.iter().cloned().chain([OK.to_owned()]).collect();
            let members = model.shapes.get(&operation.input).map_or(&[][..], |shape| &shape.members);
            let proof = match members.iter().any(|member| member.name == "AccessToken") {
                _ if !operation.noauth => Proof::Signature,
                true => Proof::Token,
                false => Proof::Client,
            };
            all.insert(named.clone(), Operation { proof, outcomes });
        }
    }
    Ok(all)
}

/// What the test worlds have noted.
fn seen(folder: &Path) -> Result<Outcomes> {
    let mut all = Outcomes::new();
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}; run `cargo test` first", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        // Beside the notes lie whole answers, for who reads them by other means.
        if path.extension().is_some() {
            continue;
        }
        for line in std::fs::read_to_string(path)?.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let [service, operation, outcome] = words[..] else {
                return Err(format!("a note that does not read: {line}").into());
            };
            let named = (service.to_owned(), operation.to_owned());
            all.entry(named).or_default().insert(outcome.to_owned());
        }
    }
    Ok(all)
}

/// One line of the list.
struct Listed {
    line: usize,
    code: String,
    operations: Vec<Which>,
}

/// For which operations a line of the list speaks.
enum Which {
    /// `*`: for all that declare the code, and none may meet it.
    All,
    /// `others`: for all that do not meet it.
    Others,
    /// `signed`, `holders`: for those of administrators, or of who holds an access token, that do not meet it.
    Of(Proof),
    /// For the one of this name, which may not meet it.
    One(String),
}

impl Which {
    fn read(name: &str) -> Which {
        match name {
            "*" => Which::All,
            "others" => Which::Others,
            "signed" => Which::Of(Proof::Signature),
            "holders" => Which::Of(Proof::Token),
            name => Which::One(name.to_owned()),
        }
    }

    fn holds(&self, (_, name): &Named, operation: &Operation) -> bool {
        match self {
            Which::All | Which::Others => true,
            Which::Of(proof) => operation.proof == *proof,
            Which::One(one) => one == name,
        }
    }

    /// Whether a line goes on being true when an operation meets its code.
    fn is_lenient(&self) -> bool {
        matches!(self, Which::Others | Which::Of(_))
    }
}

/// Reads the list: code, operations with commas between them, colon, reason. An empty line or one with `#` says
/// nothing; one that begins with a space goes on from the one before it.
fn listed(text: &str) -> Result<Vec<Listed>> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        match found.last_mut().filter(|_| line.starts_with(' ')) {
            Some((_, before)) => before.push_str(line),
            None => found.push((at + 1, line.to_owned())),
        }
    }
    let read = |(line, text): (usize, String)| {
        let (what, reason) = text.split_once(": ")?;
        let (code, operations) = what.split_once(' ')?;
        let operations = operations.split(',').map(|name| Which::read(name.trim())).collect();
        (!reason.trim().is_empty()).then(|| Listed { line, code: code.to_owned(), operations })
    };
    let mut all = Vec::new();
    for (line, text) in found {
        all.push(
            read((line, text)).ok_or_else(|| format!("{LIST}:{line}: not `Code Operation, …: reason`"))?,
        );
    }
    Ok(all)
}

/// What is wrong: outcomes that nothing shows, and lines of the list that are not true any more.
fn compare(declared: &Declared, seen: &Outcomes, listed: &[Listed]) -> Vec<String> {
    let is_seen = |named: &Named, code: &str| seen.get(named).is_some_and(|codes| codes.contains(code));
    let mut wrong = Vec::new();
    for (named, operation) in declared {
        for code in operation.outcomes.iter().filter(|code| !is_seen(named, code)) {
            let is_listed = |line: &Listed| {
                line.code == *code && line.operations.iter().any(|which| which.holds(named, operation))
            };
            if !listed.iter().any(is_listed) {
                wrong.push(format!("{}: no scenario meets {code}", named.1));
            }
        }
    }
    let mut told = BTreeSet::new();
    for Listed { line, code, operations } in listed {
        for which in operations {
            if let Which::One(name) = which
                && !told.insert((code, name))
            {
                wrong.push(format!("{LIST}:{line}: {code} of {name} has a reason already"));
            }
            let holding = declared.iter().filter(|(named, operation)| {
                operation.outcomes.contains(code) && which.holds(named, operation)
            });
            let (met, unmet): (Vec<_>, Vec<_>) = holding.partition(|(named, _)| is_seen(named, code));
            if unmet.is_empty() {
                wrong.push(format!(
                    "{LIST}:{line}: nothing is left that declares {code} and does not meet it"
                ));
            } else if !which.is_lenient() {
                wrong.extend(
                    met.iter()
                        .map(|(named, _)| format!("{LIST}:{line}: a scenario meets {code} of {}", named.1)),
                );
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::{Declared, Operation, Outcomes, Proof, built, compare, listed};

    fn outcomes(all: &[(&str, &[&str])]) -> Outcomes {
        let named = |name: &str| ("Idp".to_owned(), name.to_owned());
        all.iter()
            .map(|(name, codes)| (named(name), codes.iter().map(|c| (*c).to_owned()).collect()))
            .collect()
    }

    fn declaring(all: &[(&str, &[&str])]) -> Declared {
        let outcomes = outcomes(all).into_iter();
        outcomes.map(|(named, outcomes)| (named, Operation { proof: Proof::Signature, outcomes })).collect()
    }

    #[test]
    fn the_table_is_read_by_its_services() {
        let table = "use a = b,\nconst IDP: &[Entry] = operations! { Idp in idp:\n    SignUp = sign_up,\n};\n    X = y,\n";
        assert_eq!(built(table), [("Idp".to_owned(), "SignUp".to_owned())]);
    }

    #[test]
    fn what_is_neither_seen_nor_listed_is_a_gap() {
        let declared = declaring(&[("A", &["ok", "One", "Two"]), ("B", &["ok", "One", "Two"])]);
        let seen = outcomes(&[("A", &["ok", "One"]), ("B", &["Other"])]);
        let list = listed("# why\n\nTwo *: it does\n not happen\nOne B: nor this\n").unwrap();
        assert_eq!(compare(&declared, &seen, &list), ["B: no scenario meets ok"]);
    }

    #[test]
    fn a_line_that_is_not_true_any_more_is_found() {
        let declared = declaring(&[("A", &["One"]), ("B", &["One"])]);
        let seen = outcomes(&[("A", &["One"])]);
        let list =
            listed("One A: never\nTwo *: never\nOne *: never\nOne others: never\nOne holders: never\n")
                .unwrap();
        assert_eq!(
            compare(&declared, &seen, &list),
            [
                "tests/model/unprovoked.txt:1: nothing is left that declares One and does not meet it",
                "tests/model/unprovoked.txt:2: nothing is left that declares Two and does not meet it",
                "tests/model/unprovoked.txt:3: a scenario meets One of A",
                "tests/model/unprovoked.txt:5: nothing is left that declares One and does not meet it",
            ]
        );
    }

    #[test]
    fn an_error_has_one_reason() {
        let declared = declaring(&[("A", &["One"]), ("B", &["One"])]);
        let list = listed("One A, B: never\nOne A: nor so\n").unwrap();
        assert_eq!(
            compare(&declared, &outcomes(&[]), &list),
            ["tests/model/unprovoked.txt:2: One of A has a reason already"]
        );
    }

    #[test]
    fn a_line_without_a_reason_is_refused() {
        assert!(listed("One A\n").is_err() && listed("One A: \n").is_err() && listed("One: why\n").is_err());
    }
}
