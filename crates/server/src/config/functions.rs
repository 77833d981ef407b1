//! The functions of the settings file: `[functions."arn:…"]` says what each ARN that pools name leads to.
//!
//! All faults are told at once, like those of other settings. Secrets are given as text, or as the environment variable
//! or the file that holds them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Uri;
use toml::{Table, Value};

use super::load::{Environment, Fault};
use super::values::{self, Secret};

mod streams;

pub use streams::{AwsKey, Kinesis, Postgres};
use streams::{STREAMS, is_application, is_stream};

/// The limits of numbers: name, default, least, most.
const TIMEOUT_MS: Number = ("timeout_ms", 5_000, 100, 60_000);
const ATTEMPTS: Number = ("attempts", 3, 1, 3);
const INSTANCES: Number = ("instances", 4, 1, 256);
const IDLE_S: Number = ("idle_s", 300, 1, 86_400);
const MEMORY_MB: Number = ("memory_mb", 512, 32, 65_536);

type Number = (&'static str, i64, i64, i64);

/// The functions of a run.
#[derive(Clone, Debug, Default)]
pub struct Functions {
    /// What each ARN leads to.
    pub by_arn: BTreeMap<String, Function>,
    /// A secret stands in the file itself.
    pub holds_secrets: bool,
}

/// What an ARN leads to.
#[derive(Clone, Debug)]
pub struct Function {
    /// Who runs it.
    pub target: Target,
    /// How long one attempt may take.
    pub timeout: Duration,
    /// How often it is tried at most.
    pub attempts: u32,
}

/// Who runs a function.
#[derive(Clone, Debug)]
pub enum Target {
    /// Cenote itself, as programs of this machine.
    Local(Local),
    /// A server that is sent the event.
    Endpoint(Endpoint),
    /// AWS Lambda, or what has its Invoke API.
    Invoke(Invoke),
    /// A stream of Kinesis, or of what has its API.
    Kinesis(Kinesis),
    /// A table of a PostgreSQL database.
    Postgres(Postgres),
    /// A file that changes are appended to.
    File(PathBuf),
}

/// A function that Cenote runs.
#[derive(Clone, Debug)]
pub struct Local {
    /// What is started.
    pub program: Program,
    /// Where it is started; absolute.
    pub folder: PathBuf,
    /// How many run at once.
    pub instances: usize,
    /// How long one waits for its next event before it is stopped.
    pub idle: Duration,
    /// How much memory one may hold.
    pub memory_mb: u64,
    /// Its environment, beside what every function has.
    pub environment: BTreeMap<String, Secret>,
}

/// What is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// A program that speaks the Lambda Runtime API, with its arguments.
    Command(Vec<String>),
    /// A handler for Node.js.
    Node(String),
    /// A handler for Python.
    Python(String),
}

/// A server that is sent the event.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Where.
    pub url: Uri,
    /// What requests are signed with.
    pub key: Key,
    /// It may be at a private address.
    pub may_be_private: bool,
}

/// What has the Invoke API.
#[derive(Clone, Debug)]
pub struct Invoke {
    /// The base of its addresses.
    pub endpoint: Uri,
    /// Name or ARN of the function there, where it is another.
    pub function: Option<String>,
    /// The region to sign for.
    pub region: String,
    /// Whose key signs.
    pub access_key_id: String,
    /// The key.
    pub secret_access_key: Secret,
    /// What goes with a temporary key.
    pub session_token: Option<Secret>,
    /// It may be at a private address.
    pub may_be_private: bool,
}

/// Bytes that are never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(pub Vec<u8>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// Reads the functions of a settings file.
pub fn read(file: &Table, environment: Environment<'_>, faults: &mut Vec<Fault>) -> Functions {
    let mut functions = Functions::default();
    let tables = match file.get("functions") {
        None => return functions,
        Some(Value::Table(tables)) => tables,
        Some(_) => {
            faults.push(Fault::new("functions", "is no table", "Write [functions.\"arn:aws:lambda:…\"]"));
            return functions;
        }
    };
    for (arn, table) in tables {
        let place = format!("functions.\"{arn}\"");
        if !is_function(arn) && !is_stream(arn) && !is_application(arn) {
            let remedy =
                "Name it as pools do, such as arn:aws:lambda:us-east-1:000000000000:function:pre-sign-up";
            faults.push(Fault::new(&place, "is not the ARN of a function", remedy));
            continue;
        }
        let Value::Table(table) = table else {
            faults.push(Fault::new(
                &place,
                "is no table",
                "Say what it leads to: command, handler, url or invoke",
            ));
            continue;
        };
        let mut reader =
            Reader { place, arn, table, environment, used: Vec::new(), faults, holds_secrets: false };
        let function = reader.function();
        functions.holds_secrets |= reader.holds_secrets;
        if let Some(function) = function {
            reader.check_unused();
            functions.by_arn.insert(arn.clone(), function);
        }
    }
    functions
}

/// Whether a text is `arn:partition:lambda:region:account:function:name`, with or without a qualifier.
fn is_function(arn: &str) -> bool {
    let parts: Vec<&str> = arn.split(':').collect();
    matches!(parts.as_slice(), ["arn", partition, "lambda", region, account, "function", name, rest @ ..]
        if ![partition, region, account, name].iter().any(|part| part.is_empty()) && rest.len() <= 1)
}

/// A part of an ARN, counted from 0.
pub fn arn_part(arn: &str, at: usize) -> &str {
    arn.split(':').nth(at).unwrap_or_default()
}

/// Reads one table of the file that is no option: of a function, or of a backend of the gateway.
pub(super) struct Reader<'a> {
    pub place: String,
    /// The function's; empty of what is none.
    pub arn: &'a str,
    pub table: &'a Table,
    pub environment: Environment<'a>,
    pub used: Vec<&'static str>,
    pub faults: &'a mut Vec<Fault>,
    pub holds_secrets: bool,
}

impl<'a> Reader<'a> {
    fn function(&mut self) -> Option<Function> {
        let (timeout, attempts) = (self.number(TIMEOUT_MS), self.number(ATTEMPTS));
        let of_streams = STREAMS.into_iter().filter(|_| is_stream(self.arn));
        let kinds: Vec<&str> = ["command", "handler", "url", "invoke"]
            .into_iter()
            .chain(of_streams)
            .filter(|kind| self.table.contains_key(*kind))
            .collect();
        let target = match kinds.as_slice() {
            ["command" | "handler"] => Target::Local(self.local()?),
            ["url"] => Target::Endpoint(self.endpoint()?),
            ["invoke"] => Target::Invoke(self.invoke()?),
            ["file"] => Target::File(PathBuf::from(self.text("file")?)),
            ["kinesis"] => Target::Kinesis(self.kinesis()?),
            ["postgres"] => Target::Postgres(self.postgres()?),
            _ => {
                self.used.extend(["command", "handler", "url", "invoke"]);
                let problem = if kinds.is_empty() { "leads nowhere" } else { "leads to more than one place" };
                self.fault(None, problem, "Give it one of command, handler, url and invoke");
                return None;
            }
        };
        Some(Function {
            target,
            timeout: Duration::from_millis(timeout),
            attempts: u32::try_from(attempts).ok()?,
        })
    }

    fn local(&mut self) -> Option<Local> {
        let folder = self.folder();
        let program = self.program(folder.as_deref());
        let instances = self.number(INSTANCES);
        let local = Local {
            program: program?,
            folder: folder?,
            instances: usize::try_from(instances).ok()?,
            idle: Duration::from_secs(self.number(IDLE_S)),
            memory_mb: self.number(MEMORY_MB),
            environment: self.environment(),
        };
        Some(local)
    }

    fn folder(&mut self) -> Option<PathBuf> {
        let named = self.text("folder").unwrap_or_else(|| ".".to_owned());
        match std::fs::canonicalize(&named) {
            Ok(folder) if folder.is_dir() => Some(folder),
            _ => {
                self.fault(
                    Some("folder"),
                    &format!("`{named}` is no folder"),
                    "Name the folder that the function is in",
                );
                None
            }
        }
    }

    fn program(&mut self, folder: Option<&Path>) -> Option<Program> {
        if self.table.contains_key("command") {
            let command = self.texts("command").filter(|command| command.iter().any(|part| !part.is_empty()));
            if command.is_none() {
                self.fault(
                    Some("command"),
                    "is no list of texts",
                    "Give the program and its arguments: [\"./bootstrap\"]",
                );
            }
            return command.map(Program::Command);
        }
        let handler = self.text("handler")?;
        let runtime = self.text("runtime");
        let Some((module, _)) =
            handler.rsplit_once('.').filter(|(module, name)| !module.is_empty() && !name.is_empty())
        else {
            self.fault(
                Some("handler"),
                &format!("`{handler}` is not FILE.FUNCTION"),
                "Name both, such as index.handler",
            );
            return None;
        };
        let has =
            |ending: &str| folder.is_some_and(|folder| folder.join(format!("{module}.{ending}")).is_file());
        let is_node = ["js", "mjs", "cjs"].into_iter().any(has);
        match (runtime.as_deref(), is_node, has("py")) {
            (Some("node"), ..) | (None, true, false) => Some(Program::Node(handler)),
            (Some("python"), ..) | (None, false, true) => Some(Program::Python(handler)),
            (Some(other), ..) => {
                self.fault(
                    Some("runtime"),
                    &format!("`{other}` is not one of its words"),
                    "Take one of: node, python",
                );
                None
            }
            (None, ..) => {
                let problem = format!(
                    "`{handler}` does not say what runs it: no one file {module}.js, .mjs, .cjs or .py"
                );
                self.fault(Some("handler"), &problem, "Name its folder, or runtime = \"node\" or \"python\"");
                None
            }
        }
    }

    fn environment(&mut self) -> BTreeMap<String, Secret> {
        let mut variables = BTreeMap::new();
        match self.value("environment") {
            None => {}
            Some(Value::Table(table)) => {
                for (name, value) in table {
                    let is_name = !name.is_empty() && !name.contains(['=', '\0']);
                    match self.secret_of("environment", value) {
                        Some(value) if is_name => _ = variables.insert(name.clone(), value),
                        Some(_) => self.fault(
                            Some("environment"),
                            "has a name that no variable can have",
                            "Rename it",
                        ),
                        None => {}
                    }
                }
            }
            Some(_) => self.fault(Some("environment"), "is no table", "Write { NAME = \"value\" }"),
        }
        variables
    }

    fn endpoint(&mut self) -> Option<Endpoint> {
        let may_be_private = self.flag("allow_private");
        let url = self.url("url", may_be_private);
        let secret = self.secret("secret");
        let key = secret.and_then(|secret| {
            let text = secret.reveal();
            let bytes = STANDARD.decode(text.strip_prefix("whsec_").unwrap_or(text));
            bytes.ok().filter(|bytes| (24..=64).contains(&bytes.len()))
        });
        if key.is_none() {
            let remedy = "Give base64 of 24 to 64 random bytes, as `openssl rand -base64 32` prints";
            self.fault(Some("secret"), "is missing or not base64 of 24 to 64 bytes", remedy);
        }
        Some(Endpoint { url: url?, key: Key(key?), may_be_private })
    }

    fn invoke(&mut self) -> Option<Invoke> {
        let may_be_private = self.flag("allow_private");
        let endpoint = self.url("invoke", may_be_private);
        let function = self.text("function");
        let AwsKey { region, access_key_id, secret_access_key, session_token } = self.aws_key()?;
        Some(Invoke {
            endpoint: endpoint?,
            function,
            region,
            access_key_id,
            secret_access_key,
            session_token,
            may_be_private,
        })
    }

    /// An address; in clear only where it may be private.
    pub(super) fn url(&mut self, key: &'static str, may_be_private: bool) -> Option<Uri> {
        let text = self.text(key)?;
        let url: Option<Uri> = text.parse().ok();
        let url = url.filter(|url: &Uri| {
            let names_user = url.authority().is_none_or(|authority| authority.as_str().contains('@'));
            matches!(url.scheme_str(), Some("https" | "http")) && !names_user
        });
        let Some(url) = url else {
            self.fault(Some(key), "is not a URL", "Give one such as https://hooks.example.com/cenote");
            return None;
        };
        if url.scheme_str() == Some("http") && !may_be_private {
            self.fault(
                Some(key),
                "sends events in clear",
                "Use https://, or set allow_private = true for a private address",
            );
            return None;
        }
        Some(url)
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.used.push(key);
        self.table.get(key)
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        match self.value(key)? {
            Value::String(text) if !text.is_empty() && !text.contains('\0') => Some(text.clone()),
            _ => {
                self.fault(Some(key), "has a value of the wrong kind", "Give it a text in quotes");
                None
            }
        }
    }

    pub(super) fn texts(&mut self, key: &'static str) -> Option<Vec<String>> {
        let items = self.value(key)?.as_array()?;
        let is_text = |item: &Value| item.as_str().is_some_and(|text| !text.contains('\0'));
        items.iter().all(is_text).then(|| items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        match self.value(key) {
            None => false,
            Some(Value::Boolean(flag)) => *flag,
            Some(_) => {
                self.fault(Some(key), "has a value of the wrong kind", "Give it true or false");
                false
            }
        }
    }

    fn number(&mut self, (key, default, least, most): Number) -> u64 {
        let number = match self.value(key) {
            None => default,
            Some(Value::Integer(number)) if (least..=most).contains(number) => *number,
            Some(_) => {
                let remedy = format!("Give a whole number from {least} to {most}");
                self.fault(Some(key), "has a value that it cannot have", &remedy);
                default
            }
        };
        number.unsigned_abs()
    }

    pub(super) fn secret(&mut self, key: &'static str) -> Option<Secret> {
        let value = self.value(key)?;
        self.holds_secrets |= value.is_str();
        self.secret_of(key, value)
    }

    fn secret_of(&mut self, key: &'static str, value: &Value) -> Option<Secret> {
        match values::secret(value, self.environment) {
            Ok(text) => Some(Secret::from(text.as_str())),
            Err((problem, remedy)) => {
                self.fault(Some(key), &problem, remedy);
                None
            }
        }
    }

    pub(super) fn fault(&mut self, key: Option<&str>, problem: &str, remedy: &str) {
        let option = key.map_or_else(|| self.place.clone(), |key| format!("{}.{key}", self.place));
        // What is wrong with a member first is why the rest is.
        if self.faults.iter().all(|fault| fault.option != option) {
            self.faults.push(Fault::new(&option, problem, remedy));
        }
    }

    /// What was set and has no effect is a mistake.
    pub(super) fn check_unused(&mut self) {
        let unused: Vec<String> =
            self.table.keys().filter(|key| !self.used.contains(&key.as_str())).cloned().collect();
        for key in unused {
            let (problem, remedy) = match self.arn {
                "" => ("is not an option of a backend", "Take it out; docs/gateway.md lists them"),
                _ => ("is not an option of such a function", "Take it out; docs/functions.md lists them"),
            };
            self.fault(Some(&key), problem, remedy);
        }
    }
}

#[cfg(test)]
mod tests;
