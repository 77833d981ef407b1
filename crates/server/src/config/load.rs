//! Gathers what was set: flags before environment variables before `cenote.toml`.

use std::collections::BTreeMap;
use std::fmt;

use super::table::{self, Command, Kind, OPTIONS, Opt, Sources};

/// Values by option key, as text; lists have commas.
pub type Given = BTreeMap<&'static str, String>;

/// One thing that is wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The option's key, or what was found in its place.
    pub option: String,
    /// What is wrong, as the rest of a sentence that the option begins.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

impl Fault {
    /// A fault of an option.
    pub fn new(option: &str, problem: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault { option: option.to_owned(), problem: problem.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.option, self.problem, self.remedy)
    }
}

/// Reads an environment variable.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Puts the three sources together. `file` is the text of `cenote.toml`, where there is one.
pub fn gather(
    command: Command,
    flags: &Given,
    environment: Environment<'_>,
    file: Option<&str>,
) -> (Given, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut given = file.map(|text| read_file(command, text, &mut faults)).unwrap_or_default();
    for option in OPTIONS {
        let Some(value) = environment(&option.variable()) else { continue };
        if option.is_for(command) {
            given.insert(option.key, value);
        } else if command == Command::Serve {
            faults.push(misplaced(option, &option.variable()));
        }
    }
    given.extend(flags.iter().map(|(key, value)| (*key, value.clone())));
    (given, faults)
}

fn misplaced(option: &Opt, shown: &str) -> Fault {
    Fault::new(shown, "is an option of `cenote dev` only", format!("Unset it: {}", lower_first(option.doc)))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_ascii_lowercase().to_string() + chars.as_str()).unwrap_or_default()
}

fn read_file(command: Command, text: &str, faults: &mut Vec<Fault>) -> Given {
    let mut given = Given::new();
    read_table(command, "", &table(text, faults), &mut given, faults);
    given
}

/// The text of a settings file as a table; with a fault an empty one.
pub fn table(text: &str, faults: &mut Vec<Fault>) -> toml::Table {
    match text.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => {
            let line =
                error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            faults.push(Fault::new(
                "the settings file",
                format!("does not parse at line {line}: {}", error.message().trim_end_matches('.')),
                "Mend that line",
            ));
            toml::Table::new()
        }
    }
}

fn read_table(
    command: Command,
    prefix: &str,
    table: &toml::Table,
    given: &mut Given,
    faults: &mut Vec<Fault>,
) {
    for (name, value) in table {
        let key = format!("{prefix}{name}");
        if matches!(key.as_str(), "functions" | "forward_auth" | "directories" | "gateway.backends") {
            // They are no options but lists of their own: `config::functions` and its like.
        } else if let Some(option) = table::find(&key) {
            if option.sources == Sources::Environment {
                let remedy = format!("Set {} instead, or name a file", option.variable());
                faults.push(Fault::new(
                    &key,
                    "is a secret and does not belong into the settings file",
                    remedy,
                ));
            } else if !option.is_for(command) {
                faults.push(misplaced(option, &key));
            } else {
                match scalar(option, value) {
                    Ok(text) => _ = given.insert(option.key, text),
                    Err(wanted) => {
                        faults.push(Fault::new(
                            &key,
                            "has a value of the wrong kind",
                            format!("Give it {wanted}"),
                        ));
                    }
                }
            }
        } else if let toml::Value::Table(inner) = value
            && OPTIONS.iter().any(|option| option.key.starts_with(&format!("{key}.")))
        {
            read_table(command, &format!("{key}."), inner, given, faults);
        } else if value.is_table() && super::channels::TABLES.contains(&key.as_str()) {
            // Read by `channels::read`.
        } else {
            faults.push(unknown(command, &key));
        }
    }
}

/// A value of the file as text. Errors: what was wanted.
fn scalar(option: &Opt, value: &toml::Value) -> Result<String, String> {
    match (option.kind, value) {
        (Kind::Text(_) | Kind::Choice(_), toml::Value::String(text)) => Ok(text.clone()),
        (Kind::List(_), toml::Value::String(text)) => Ok(text.clone()),
        (Kind::List(_), toml::Value::Array(items)) => {
            let texts: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            texts.map(|texts| texts.join(",")).ok_or_else(|| "a list of texts".to_owned())
        }
        (Kind::Flag, toml::Value::Boolean(flag)) => Ok(flag.to_string()),
        (Kind::Number, toml::Value::Integer(number)) => Ok(number.to_string()),
        (Kind::Text(_) | Kind::Choice(_), _) => Err("a text in quotes".to_owned()),
        (Kind::List(_), _) => Err("a list of texts".to_owned()),
        (Kind::Flag, _) => Err("true or false".to_owned()),
        (Kind::Number, _) => Err("a whole number".to_owned()),
    }
}

fn unknown(command: Command, key: &str) -> Fault {
    let nearest = OPTIONS
        .iter()
        .filter(|option| option.is_for(command) && option.sources == Sources::Anywhere)
        .map(|option| (distance(key, option.key), option.key))
        .min()
        .filter(|(distance, _)| *distance <= 1 + key.len() / 4);
    let remedy = match nearest {
        Some((_, nearest)) => format!("Did you mean `{nearest}`?"),
        None => "Take it out; `cenote serve --help` lists the options".to_owned(),
    };
    Fault::new(key, "is not an option", remedy)
}

/// How many letters differ between two names (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests;
