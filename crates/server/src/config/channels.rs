//! The named channels by which messages leave, and which messages take which: `[channels.NAME]`, `[pools.ID]` and
//! `[senders]` of the settings file, and the environment.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::load::{Environment, Fault};
use super::values::Secret;
use reader::Reader;

mod reader;

/// One member of a channel's table.
pub struct Member {
    /// Its name.
    pub key: &'static str,
    /// Which kinds of channel have it.
    pub kinds: &'static [&'static str],
    /// A sentence for people.
    pub doc: &'static str,
}

const ALL: &[&str] = &["smtp", "http", "ses", "file"];
const WITH_USER: &[&str] = &["smtp", "http", "ses"];

const fn member(key: &'static str, kinds: &'static [&'static str], doc: &'static str) -> Member {
    Member { key, kinds, doc }
}

/// Every member there is.
pub const MEMBERS: &[Member] = &[
    member("kind", ALL, "`smtp`, `http` (a gateway), `ses` (SendEmail of the SES v2 API) or `file`."),
    member("host", &["smtp"], "The relay."),
    member("port", &["smtp"], "Its port; 587, with `tls = \"implicit\"` 465, with `\"none\"` 25."),
    member(
        "tls",
        &["smtp"],
        "`starttls` (the default; a relay without it is refused), `implicit` or `none`.",
    ),
    member("ca_file", &["smtp"], "Certificate authorities, PEM, to believe instead of the system's."),
    member("connections", &["smtp"], "How many idle connections are kept; 4."),
    member(
        "preset",
        &["http"],
        "`twilio` or `vonage`: the request and the reading of the answer as they want them.",
    ),
    member("url", &["http", "ses"], "Where requests go; for `ses` the endpoint, where it is not AWS's own."),
    member("method", &["http"], "`POST` unless said otherwise."),
    member("headers", &["http"], "Lines as `X-Key: {password}`, a list."),
    member("body", &["http"], "The request's body, with placeholders."),
    member("content_type", &["http"], "What the body is; decides how placeholders are escaped."),
    member("region", &["ses"], "The region of SES."),
    member("user", WITH_USER, "SMTP user, account at the gateway, or access key id."),
    member("password_file", WITH_USER, "A file that holds the password, token or secret access key."),
    member("from", WITH_USER, "Who sends, where the pool does not say: an address, or a number."),
    member("path", &["file"], "Where the lines go."),
];

/// A secret's place: it never stands in the settings file.
const PASSWORD: &str = "password";

/// Where a channel leads.
#[derive(Debug)]
pub enum Channel {
    /// A relay.
    Smtp(Smtp),
    /// A gateway.
    Http(Gateway),
    /// Amazon's mail service.
    Ses(Ses),
    /// Lines of a file.
    File(PathBuf),
}

/// An SMTP relay.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: Encryption,
    /// Whom to believe about its certificate.
    pub ca_file: Option<PathBuf>,
    /// Idle connections kept.
    pub connections: usize,
    /// User and password.
    pub login: Option<(String, Secret)>,
    /// The sender where the pool names none.
    pub from: Option<String>,
}

/// How a connection to a relay is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// After STARTTLS; never without.
    StartTls,
    /// From the first byte.
    Implicit,
    /// Not at all.
    None,
}

/// A gateway that takes HTTP requests.
#[derive(Clone, Debug)]
pub struct Gateway {
    /// How its answer reads.
    pub preset: Option<Preset>,
    /// Templates.
    pub url: String,
    /// As `POST`.
    pub method: http::Method,
    /// Names and templates.
    pub headers: Vec<(String, String)>,
    /// Template.
    pub body: String,
    /// Of the body.
    pub content_type: String,
    /// Account.
    pub user: String,
    /// Token.
    pub password: Secret,
    /// The number or name that messages come from.
    pub from: String,
}

/// Gateways whose forms are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Programmable Messaging.
    Twilio,
    /// The SMS API.
    Vonage,
}

/// SES.
#[derive(Clone, Debug)]
pub struct Ses {
    /// As `us-east-1`.
    pub region: String,
    /// `https://email.{region}.amazonaws.com`.
    pub url: String,
    /// Access key.
    pub access_key_id: String,
    /// Secret access key.
    pub secret: Secret,
    /// The sender where the pool names none.
    pub from: Option<String>,
}

/// The channels, and which messages take which.
#[derive(Debug, Default)]
pub struct Channels {
    /// By name.
    pub named: BTreeMap<String, Channel>,
    /// Which is whose.
    pub routes: Routes,
}

/// Which messages take which channel; every name is that of a channel.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    /// What messages take that nothing else says anything of.
    pub default: Ways,
    /// By pool.
    pub pools: BTreeMap<String, Ways>,
    /// By the ARN that a pool sends under.
    pub senders: BTreeMap<String, String>,
}

/// The channels of e-mails and of text messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Of e-mails.
    pub email: Option<String>,
    /// Of text messages.
    pub sms: Option<String>,
}

impl Routes {
    /// The channel of a message: its pool's, its sender's, the default one.
    pub fn of(&self, pool_id: &str, is_sms: bool, sender: Option<&str>) -> Option<&str> {
        let own = self.pools.get(pool_id).and_then(|ways| ways.of(is_sms));
        let senders = || sender.and_then(|arn| self.senders.get(arn)).map(String::as_str);
        own.or_else(senders).or_else(|| self.default.of(is_sms))
    }

    /// Every channel that is named.
    fn names(&self) -> BTreeSet<String> {
        let ways = self.pools.values().chain([&self.default]);
        let named = ways.flat_map(|ways| [&ways.email, &ways.sms]).flatten();
        named.chain(self.senders.values()).cloned().collect()
    }
}

impl Ways {
    fn of(&self, is_sms: bool) -> Option<&str> {
        if is_sms { self.sms.as_deref() } else { self.email.as_deref() }
    }
}

/// The tables of the settings file that are not options.
pub const TABLES: [&str; 3] = ["channels", "pools", "senders"];

/// What was set of one channel: texts, lists as lines.
type Given = BTreeMap<String, String>;

/// Reads the channels. `default` is what `delivery.email` and `delivery.sms` name; `lines` the file of
/// `delivery.kind = "file"`, which takes what they do not.
pub fn read(
    file: Option<&str>,
    environment: Environment<'_>,
    (default, lines): (Ways, Option<PathBuf>),
    faults: &mut Vec<Fault>,
) -> Channels {
    // What does not parse is told already.
    let table: toml::Table = file.and_then(|text| text.parse().ok()).unwrap_or_default();
    let mut channels = Channels { routes: Routes { default, ..Routes::default() }, ..Channels::default() };
    routes(&table, &mut channels.routes, faults);
    let mut given = in_file(&table, faults);
    for name in channels.routes.names() {
        given.entry(name).or_default();
    }
    for (name, mut members) in given {
        from_environment(&name, &mut members, environment);
        if members.is_empty() {
            let problem = "is named as a channel, and there is none of that name";
            faults.push(Fault::new(&name, problem, format!("Add the table [channels.{name}]")));
        } else if let Some(channel) = channel(&name, &members, faults) {
            channels.named.insert(name, channel);
        }
    }
    if let Some(path) = lines {
        // A channel that people call `file` themselves stands.
        channels.named.entry("file".to_owned()).or_insert(Channel::File(path));
        channels.routes.default.email.get_or_insert("file".to_owned());
        channels.routes.default.sms.get_or_insert("file".to_owned());
    }
    channels
}

fn routes(table: &toml::Table, routes: &mut Routes, faults: &mut Vec<Fault>) {
    for (id, ways) in sub_tables(table, "pools", faults) {
        let mut read = Ways::default();
        for (key, value) in ways {
            match (key.as_str(), value.as_str()) {
                ("email", Some(name)) => read.email = Some(name.to_owned()),
                ("sms", Some(name)) => read.sms = Some(name.to_owned()),
                _ => faults.push(Fault::new(
                    &format!("pools.{id}.{key}"),
                    "is not an option",
                    "A pool's table has `email` and `sms`, each the name of a channel",
                )),
            }
        }
        routes.pools.insert(id.clone(), read);
    }
    for (arn, value) in table.get("senders").and_then(toml::Value::as_table).into_iter().flatten() {
        match value.as_str() {
            Some(name) => _ = routes.senders.insert(arn.clone(), name.to_owned()),
            None => faults.push(Fault::new(
                &format!("senders.{arn}"),
                "has a value of the wrong kind",
                "Give it the name of a channel",
            )),
        }
    }
}

fn sub_tables<'a>(
    table: &'a toml::Table,
    name: &str,
    faults: &mut Vec<Fault>,
) -> Vec<(&'a String, &'a toml::Table)> {
    let inner = table.get(name).and_then(toml::Value::as_table).into_iter().flatten();
    let mut found = Vec::new();
    for (key, value) in inner {
        match value.as_table() {
            Some(value) => found.push((key, value)),
            None => faults.push(Fault::new(
                &format!("{name}.{key}"),
                "is not a table",
                format!("Write it as [{name}.{key}]"),
            )),
        }
    }
    found
}

fn in_file(table: &toml::Table, faults: &mut Vec<Fault>) -> BTreeMap<String, Given> {
    let mut all = BTreeMap::new();
    for (name, members) in sub_tables(table, "channels", faults) {
        let mut given = Given::new();
        for (key, value) in members {
            let place = format!("channels.{name}.{key}");
            if key == PASSWORD {
                let remedy = format!("Set {} instead, or name a file by password_file", variable(name, key));
                faults.push(Fault::new(
                    &place,
                    "is a secret and does not belong into the settings file",
                    remedy,
                ));
            } else if !MEMBERS.iter().any(|member| member.key == key) {
                faults.push(Fault::new(
                    &place,
                    "is not an option",
                    "Take it out; docs/messages.md lists the members",
                ));
            } else if let Some(text) = text(value) {
                given.insert(key.clone(), text);
            } else {
                faults.push(Fault::new(&place, "has a value of the wrong kind", "Give it a text in quotes"));
            }
        }
        all.insert(name.clone(), given);
    }
    all
}

fn text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Array(items) => {
            let lines: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            lines.map(|lines| lines.join("\n"))
        }
        _ => None,
    }
}

/// The environment variable of a channel's member: `CENOTE_CHANNELS_RELAY_PASSWORD`.
fn variable(name: &str, key: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("CENOTE_CHANNELS_{name}_{key}").to_ascii_uppercase()
}

fn from_environment(name: &str, members: &mut Given, environment: Environment<'_>) {
    for key in MEMBERS.iter().map(|member| member.key).chain([PASSWORD]) {
        if let Some(value) = environment(&variable(name, key)) {
            members.insert(key.to_owned(), value);
        }
    }
}

fn channel(name: &str, given: &Given, faults: &mut Vec<Fault>) -> Option<Channel> {
    let mut reader = Reader { name, given, faults, has_fault: false };
    let kind = reader.choice("kind", &["smtp", "http", "ses", "file"], None)?;
    for key in given.keys() {
        let fits = MEMBERS.iter().any(|member| member.key == key && member.kinds.contains(&kind));
        let is_password = key == PASSWORD && kind != "file";
        if !fits && !is_password {
            reader.fault(key, format!("says nothing to a channel of kind {kind}"), "Take it out");
        }
    }
    let channel = match kind {
        "smtp" => Channel::Smtp(reader.smtp()?),
        "http" => Channel::Http(reader.gateway()?),
        "ses" => Channel::Ses(reader.ses()?),
        _ => Channel::File(PathBuf::from(reader.required("path")?)),
    };
    (!reader.has_fault).then_some(channel)
}

#[cfg(test)]
mod tests;
