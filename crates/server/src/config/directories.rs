//! The directories of pools, `[directories."POOL"]` of the settings file: where they are, how they are asked, and what of their
//! entries a user becomes.
//!
//! All faults are told at once, like those of other settings.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use rules::directory::{Groups as Mapped, Mapping, Settings as Served, Walk};
use toml::{Table, Value};

use super::Settings;
use super::entries::Entries;
use super::load::{Environment, Fault};
use super::values::{self, Secret};
use crate::directory::filter::{self, NAME};

const REMEDY: &str = "Take it out; docs/directories.md lists the settings";

/// The directories of a run.
#[derive(Debug, Default)]
pub struct Directories {
    /// By the ids of their pools.
    pub all: BTreeMap<String, Directory>,
    /// A secret stands in the file itself.
    pub hold_secrets: bool,
}

/// One directory.
#[derive(Clone, Debug)]
pub struct Directory {
    /// The pool whose people it knows.
    pub pool_id: String,
    /// Whose ways it has.
    pub kind: Kind,
    /// Its servers, in the order in which they are asked.
    pub servers: Vec<Address>,
    /// Whom to believe about their certificates, PEM; the system's authorities where none is named.
    pub ca_file: Option<PathBuf>,
    /// As whom it is asked.
    pub bind: Bind,
    /// Where people are.
    pub base_dn: String,
    /// Which entry a name means.
    pub user_filter: String,
    /// All entries that a name could mean.
    pub everybody: String,
    /// The attribute that is the name with which people sign in.
    pub name_attribute: String,
    /// The attribute that never changes.
    pub id_attribute: String,
    /// What becomes of what it says.
    pub served: rules::directory::Settings,
    /// How groups are found.
    pub groups: Groups,
    /// How many entries are asked for at a time.
    pub page_size: i64,
    /// How long to reach, secure and bind a connection, each.
    pub connect_timeout: Duration,
    /// How long one question.
    pub ask_timeout: Duration,
    /// How many connections at a time.
    pub connections: usize,
    /// How long one rests before it is ended.
    pub idle: Duration,
}

/// Whose ways a directory has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// OpenLDAP, 389, FreeIPA and others that keep to the standards.
    Ldap,
    /// Active Directory.
    ActiveDirectory,
}

/// A server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Its name, or its address without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How the way there is kept safe.
    pub security: Security,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.security == Security::Tls { "ldaps" } else { "ldap" };
        match self.host.contains(':') {
            true => write!(f, "{scheme}://[{}]:{}", self.host, self.port),
            false => write!(f, "{scheme}://{}:{}", self.host, self.port),
        }
    }
}

/// How the way to a server is kept safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a word in clear.
    StartTls,
    /// Not at all.
    Plain,
}

/// As whom a directory is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bind {
    /// An account of our own finds people.
    Service {
        /// Its name.
        dn: String,
        /// Its password.
        password: Secret,
    },
    /// Nobody finds people.
    Anonymous,
    /// Whoever signs in finds the own entry. The name to bind with, with `{name}` in it.
    User(String),
}

/// How groups are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// By what.
    pub lookup: Lookup,
    /// Where groups are.
    pub base_dn: String,
    /// Which entries are groups.
    pub filter: String,
    /// The attribute that is a group's name.
    pub name_attribute: String,
}

/// By what groups are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// By their lists of members, and so on upwards.
    Members,
    /// By what entries say they are members of, and so on upwards.
    MemberOf,
    /// By the rule of Active Directory that goes upwards itself.
    Chain,
    /// Not at all.
    None,
}

/// Reads the directories of a settings file.
pub fn read(file: &Table, environment: Environment<'_>, faults: &mut Vec<Fault>) -> Directories {
    let mut directories = Directories::default();
    let tables = match file.get("directories") {
        None => return directories,
        Some(Value::Table(tables)) => tables,
        Some(_) => {
            faults.push(Fault::new("directories", "is no table", "Write [directories.\"POOL\"]"));
            return directories;
        }
    };
    for (pool, table) in tables {
        let place = format!("directories.{pool}");
        let Value::Table(table) = table else {
            faults.push(Fault::new(&place, "is no table", "Write [directories.\"POOL\"]"));
            continue;
        };
        if !super::forward_auth::is_pool(pool) {
            let remedy = "Write [directories.\"us-east-1_Abc123456\"], with the id of the pool";
            faults.push(Fault::new(&place, "is no id of a pool", remedy));
            continue;
        }
        let before = faults.len();
        let mut entries = Entries::new(place, table, environment, faults);
        let directory = directory(pool, &mut entries);
        directories.hold_secrets |= entries.holds_secrets;
        entries.check_unused(REMEDY);
        if faults.len() == before {
            directories.all.insert(pool.clone(), directory);
        }
    }
    directories
}

/// What shows beside the other settings: a password in clear stays on this machine, or goes where it is let.
pub fn check(settings: &Settings, faults: &mut Vec<Fault>) {
    for directory in settings.directories.all.values() {
        let is_open =
            |server: &&Address| server.security == Security::Plain && !values::is_loopback_host(&server.host);
        if let Some(server) = directory.servers.iter().find(is_open)
            && settings.outbound_private.is_empty()
        {
            faults.push(Fault::new(
                &format!("directories.{}.servers", directory.pool_id),
                format!("sends passwords in clear to {server}"),
                "Take ldaps:// or start_tls = true, or name its network in outbound_private_addresses",
            ));
        }
    }
}

fn directory(pool: &str, entries: &mut Entries<'_>) -> Directory {
    let kind = match entries.choice("kind", &["ldap", "active-directory"]) {
        "active-directory" => Kind::ActiveDirectory,
        _ => Kind::Ldap,
    };
    let is_ad = kind == Kind::ActiveDirectory;
    let or = |given: Option<String>, default: &str| given.unwrap_or_else(|| default.to_owned());
    let base_dn = entries.text("base_dn");
    if base_dn.is_none() && !entries.has("base_dn") {
        entries.fault(
            Some("base_dn"),
            "is missing",
            "Say where people are, such as ou=people,dc=example,dc=com",
        );
    }
    let base_dn = base_dn.unwrap_or_default();
    let usual = match is_ad {
        true => {
            "(&(objectCategory=person)(objectClass=user)(|(sAMAccountName={name})(userPrincipalName={name})))"
        }
        false => "(&(objectClass=inetOrgPerson)(uid={name}))",
    };
    let user_filter = or(entries.text("user_filter"), usual);
    if !user_filter.contains(NAME) {
        entries.fault(
            Some("user_filter"),
            "has no {name}",
            "Write such as (&(objectClass=person)(uid={name}))",
        );
    }
    checked(entries, "user_filter", &user_filter.replace(NAME, "x"));
    let everybody = or(entries.text("sync_filter"), &user_filter.replace(NAME, "*"));
    checked(entries, "sync_filter", &everybody);
    let bind = bind(entries);
    let by_own = matches!(bind, Bind::User(_));
    let served = served(entries, is_ad, !by_own);
    for (key, is_set) in [("sync_minutes", served.sync.is_some()), ("check_refresh", served.checks_refresh)] {
        if by_own && is_set {
            let remedy = "Give bind = \"service\" with an account that may look at people";
            entries.fault(Some(key), "cannot be where bind = \"user\"", remedy);
        }
    }
    let ca_file = entries.text("ca_file").map(PathBuf::from);
    if let Some(file) = &ca_file
        && let Err(problem) = crate::directory::servers::tls(Some(file))
    {
        let problem = format!("`{}` {problem}", file.display());
        entries.fault(Some("ca_file"), &problem, "Name a PEM file of the authorities of its servers");
    }
    let seconds = |number: i64| Duration::from_secs(number.unsigned_abs());
    Directory {
        pool_id: pool.to_owned(),
        kind,
        servers: servers(entries),
        ca_file,
        bind,
        groups: groups(entries, is_ad, &base_dn, &served),
        base_dn,
        user_filter,
        everybody,
        name_attribute: attribute(entries, "name_attribute", if is_ad { "sAMAccountName" } else { "uid" }),
        id_attribute: attribute(entries, "id_attribute", if is_ad { "objectGUID" } else { "entryUUID" }),
        served,
        page_size: entries.number("page_size", 500, (1, 5_000)),
        connect_timeout: seconds(entries.number("connect_timeout_s", 3, (1, 60))),
        ask_timeout: seconds(entries.number("ask_timeout_s", 5, (1, 300))),
        connections: usize::try_from(entries.number("connections", 8, (1, 256))).unwrap_or(8),
        idle: seconds(entries.number("idle_s", 60, (1, 3_600))),
    }
}

/// Tells what is wrong with a filter.
fn checked(entries: &mut Entries<'_>, key: &'static str, text: &str) {
    if let Err(problem) = filter::encoded(text) {
        entries.fault(
            Some(key),
            &problem,
            "Write it as RFC 4515 does, such as (&(objectClass=person)(uid={name}))",
        );
    }
}

fn servers(entries: &mut Entries<'_>) -> Vec<Address> {
    let (starts_tls, is_plain) = (entries.flag("start_tls", false), entries.flag("allow_plaintext", false));
    if starts_tls && is_plain {
        entries.fault(Some("allow_plaintext"), "contradicts start_tls", "Leave one of the two out");
    }
    let texts = entries.texts("servers");
    if texts.is_empty() && !entries.has("servers") {
        entries.fault(Some("servers"), "is missing", "Name at least one, such as ldaps://ldap.example.com");
    }
    let mut servers = Vec::new();
    for text in texts {
        match address(&text, starts_tls, is_plain) {
            Ok(server) if servers.contains(&server) => {
                entries.fault(Some("servers"), &format!("names `{text}` twice"), "Take one out");
            }
            Ok(server) => servers.push(server),
            Err((problem, remedy)) => entries.fault(Some("servers"), &problem, remedy),
        }
    }
    servers
}

fn address(text: &str, starts_tls: bool, is_plain: bool) -> Result<Address, (String, &'static str)> {
    let wrong =
        || (format!("has `{text}`, which is no server"), "Write such as ldaps://ldap.example.com:636");
    let uri: http::Uri = text.parse().map_err(|_| wrong())?;
    let authority = uri.authority().ok_or_else(wrong)?;
    let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    let is_bare =
        matches!(uri.path(), "" | "/") && uri.query().is_none() && !authority.as_str().contains('@');
    if host.is_empty() || !is_bare || authority.port_u16() == Some(0) {
        return Err(wrong());
    }
    let (security, port) = match uri.scheme_str() {
        Some("ldaps") => (Security::Tls, 636),
        Some("ldap") if starts_tls => (Security::StartTls, 389),
        Some("ldap") if is_plain => (Security::Plain, 389),
        Some("ldap") => {
            let remedy = "Take ldaps://, or start_tls = true; on this machine allow_plaintext = true will do";
            return Err((format!("sends passwords in clear to {text}"), remedy));
        }
        _ => return Err(wrong()),
    };
    Ok(Address { host, port: authority.port_u16().unwrap_or(port), security })
}

fn bind(entries: &mut Entries<'_>) -> Bind {
    let kind = entries.choice("bind", &["service", "user", "anonymous"]);
    match kind {
        "user" => {
            let name = entries.text("user_dn").unwrap_or_default();
            if !name.contains(NAME) {
                let remedy = "Write such as uid={name},ou=people,dc=example,dc=com, or {name}@example.com";
                entries.fault(Some("user_dn"), "has no {name}", remedy);
            }
            Bind::User(name)
        }
        "anonymous" => Bind::Anonymous,
        _ => {
            let dn = entries.text("bind_dn");
            if dn.is_none() && !entries.has("bind_dn") {
                let remedy = "Name the account that finds people, or say bind = \"user\" or \"anonymous\"";
                entries.fault(Some("bind_dn"), "is missing", remedy);
            }
            let password = entries.secret("bind_password");
            if password.is_none() && !entries.has("bind_password") {
                let remedy = "Give { env = \"NAME\" } or { file = \"PATH\" }: without one a bind is nobody's";
                entries.fault(Some("bind_password"), "is missing", remedy);
            }
            Bind::Service {
                dn: dn.unwrap_or_default(),
                password: password.unwrap_or_else(|| Secret::from("")),
            }
        }
    }
}

fn attribute(entries: &mut Entries<'_>, key: &'static str, default: &str) -> String {
    let name = entries.text(key).unwrap_or_else(|| default.to_owned());
    if !is_attribute(&name) {
        entries.fault(Some(key), &format!("`{name}` is no name of an attribute"), "Write such as uid");
    }
    name
}

/// RFC: 4512 section 2.5.
fn is_attribute(name: &str) -> bool {
    name.len() <= 128
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b';'))
}

fn attributes(entries: &mut Entries<'_>, is_ad: bool) -> BTreeMap<String, String> {
    if !entries.has("attributes") {
        let display = if is_ad { "displayName" } else { "cn" };
        let usual =
            [("email", "mail"), ("name", display), ("given_name", "givenName"), ("family_name", "sn")];
        return usual.into_iter().map(|(own, theirs)| (own.to_owned(), theirs.to_owned())).collect();
    }
    let mut all = BTreeMap::new();
    for (name, theirs) in entries.pairs("attributes") {
        match theirs.as_slice() {
            [theirs] if is_attribute(theirs) => _ = all.insert(name, theirs.clone()),
            _ => {
                let problem = format!("has `{name}` with what is no attribute of an entry");
                entries.fault(Some("attributes"), &problem, "Write { email = \"mail\" }");
            }
        }
    }
    all
}

/// What becomes of what the directory says.
fn served(entries: &mut Entries<'_>, is_ad: bool, finds_people: bool) -> Served {
    let verified = entries.texts("verified");
    if let Some(other) = verified.iter().find(|name| !matches!(name.as_str(), "email" | "phone_number")) {
        let problem = format!("has `{other}`, which nobody verifies");
        entries.fault(Some("verified"), &problem, "Name email, phone_number or both");
    }
    let groups = match entries.is_text("groups") {
        true => match entries.choice("groups", &["none", "all"]) {
            "all" => Mapped::All,
            _ => Mapped::None,
        },
        false => {
            let mut all = BTreeMap::new();
            for (theirs, own) in entries.pairs("groups") {
                match own.as_slice() {
                    [own] => _ = all.insert(theirs, own.clone()),
                    _ => {
                        let problem = format!("has `{theirs}` with more than one group");
                        entries.fault(Some("groups"), &problem, "Write { \"their group\" = \"the pool's\" }");
                    }
                }
            }
            if all.is_empty() { Mapped::None } else { Mapped::Of(all) }
        }
    };
    let minutes = entries.number("sync_minutes", 0, (0, 10_080));
    let walk = Walk {
        every_s: minutes * 60,
        makes_profiles: entries.flag("sync_makes_profiles", true),
        most_gone_percent: entries.number(
            "sync_most_gone_percent",
            Walk::default().most_gone_percent,
            (0, 100),
        ),
    };
    Served {
        mapping: Mapping {
            attributes: attributes(entries, is_ad),
            verified: verified.into_iter().collect(),
            groups,
        },
        checks_refresh: entries.flag("check_refresh", finds_people),
        sync: (minutes > 0).then_some(walk),
    }
}

fn groups(entries: &mut Entries<'_>, is_ad: bool, base_dn: &str, served: &Served) -> Groups {
    let words: &[&'static str] = match is_ad {
        true => &["chain", "member_of", "members", "none"],
        false => &["members", "member_of", "none"],
    };
    let lookup = match entries.choice("group_lookup", words) {
        "chain" => Lookup::Chain,
        "member_of" => Lookup::MemberOf,
        "none" => Lookup::None,
        _ => Lookup::Members,
    };
    let lookup = if served.mapping.groups == Mapped::None { Lookup::None } else { lookup };
    let usual = match is_ad {
        true => "(objectClass=group)",
        false => "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))",
    };
    let filter = entries.text("group_filter").unwrap_or_else(|| usual.to_owned());
    checked(entries, "group_filter", &filter);
    Groups {
        lookup,
        base_dn: entries.text("group_base_dn").unwrap_or_else(|| base_dn.to_owned()),
        filter,
        name_attribute: attribute(entries, "group_name_attribute", "cn"),
    }
}

#[cfg(test)]
mod tests;
