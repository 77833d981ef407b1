//! Reads one table of the settings file, member by member: every fault is told with its place, and what was set and not
//! read is one too.

use toml::{Table, Value};

use super::load::{Environment, Fault};
use super::values::{self, Secret};

/// A table that is being read.
pub struct Entries<'a> {
    /// Where it stands, as `forward_auth.api`.
    place: String,
    table: &'a Table,
    environment: Environment<'a>,
    used: Vec<&'static str>,
    faults: &'a mut Vec<Fault>,
    /// A secret stood in the file itself.
    pub holds_secrets: bool,
}

impl<'a> Entries<'a> {
    /// Begins to read.
    pub fn new(
        place: String,
        table: &'a Table,
        environment: Environment<'a>,
        faults: &'a mut Vec<Fault>,
    ) -> Entries<'a> {
        Entries { place, table, environment, used: Vec::new(), faults, holds_secrets: false }
    }

    /// Whether a member is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether a member is a text.
    pub fn is_text(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(Value::is_str)
    }

    /// Tells a fault of a member, or of the whole.
    pub fn fault(&mut self, key: Option<&str>, problem: &str, remedy: &str) {
        let option = key.map_or_else(|| self.place.clone(), |key| format!("{}.{key}", self.place));
        // What is wrong with a member first is why the rest is.
        if self.faults.iter().all(|fault| fault.option != option) {
            self.faults.push(Fault::new(&option, problem, remedy));
        }
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.used.push(key);
        self.table.get(key)
    }

    /// A text that is not empty.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        match self.value(key)? {
            Value::String(text) if is_plain(text) => Some(text.clone()),
            _ => self.wrong(key, "Give it a text in quotes"),
        }
    }

    /// One of these words, the first where nothing is said.
    pub fn choice(&mut self, key: &'static str, words: &[&'static str]) -> &'static str {
        let first = words.first().copied().unwrap_or_default();
        match self.text(key) {
            None => first,
            Some(text) => words.iter().copied().find(|word| *word == text).unwrap_or_else(|| {
                let problem = format!("`{text}` is not one of its words");
                self.fault(Some(key), &problem, &format!("Take one of: {}", words.join(", ")));
                first
            }),
        }
    }

    /// A list of texts, or one text.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let text = |value: &Value| value.as_str().filter(|text| is_plain(text)).map(str::to_owned);
        let texts = match self.value(key) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items.iter().map(text).collect(),
            Some(value) => text(value).map(|one| vec![one]),
        };
        match texts {
            Some(texts) if !texts.is_empty() => texts,
            _ => self.wrong(key, "Give it a list of texts").unwrap_or_default(),
        }
    }

    /// Names with a text or a list of texts each.
    pub fn pairs(&mut self, key: &'static str) -> Vec<(String, Vec<String>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let text = |value: &Value| value.as_str().filter(|text| is_plain(text)).map(str::to_owned);
        let texts = |value: &Value| match value {
            Value::Array(items) => items.iter().map(text).collect::<Option<Vec<_>>>(),
            value => Some(vec![text(value)?]),
        };
        let pairs = value.as_table().and_then(|table| {
            table.iter().map(|(name, value)| Some((name.clone(), texts(value)?))).collect::<Option<Vec<_>>>()
        });
        match pairs {
            Some(pairs) => pairs,
            None => self.wrong(key, "Write { \"name\" = \"text\" }").unwrap_or_default(),
        }
    }

    /// True or false.
    pub fn flag(&mut self, key: &'static str, default: bool) -> bool {
        match self.value(key) {
            None => default,
            Some(Value::Boolean(flag)) => *flag,
            Some(_) => self.wrong(key, "Give it true or false").unwrap_or(default),
        }
    }

    /// A whole number within bounds.
    pub fn number(&mut self, key: &'static str, default: i64, (least, most): (i64, i64)) -> i64 {
        match self.value(key) {
            None => default,
            Some(Value::Integer(number)) if (least..=most).contains(number) => *number,
            Some(_) => {
                let remedy = format!("Give a whole number from {least} to {most}");
                self.fault(Some(key), "has a value that it cannot have", &remedy);
                default
            }
        }
    }

    /// A text, or where it is to be found: `{ env = "NAME" }` or `{ file = "PATH" }`.
    pub fn secret(&mut self, key: &'static str) -> Option<Secret> {
        let value = self.value(key)?;
        self.holds_secrets |= value.is_str();
        match values::secret(value, self.environment) {
            Ok(text) if is_plain(&text) => Some(Secret::from(text.as_str())),
            Ok(_) => {
                self.fault(Some(key), "is empty, or of more than one line", values::SECRET);
                None
            }
            Err((problem, remedy)) => {
                self.fault(Some(key), &problem, remedy);
                None
            }
        }
    }

    fn wrong<T>(&mut self, key: &'static str, remedy: &str) -> Option<T> {
        self.fault(Some(key), "has a value of the wrong kind", remedy);
        None
    }

    /// What was set and has no effect is a mistake.
    pub fn check_unused(&mut self, remedy: &str) {
        let is_unused = |key: &&String| !self.used.contains(&key.as_str());
        let unused: Vec<String> = self.table.keys().filter(is_unused).cloned().collect();
        for key in unused {
            self.fault(Some(&key), "is not an option of this kind", remedy);
        }
    }
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_control)
}
