//! A directory looked at without anybody signing in: each server in turn, and what somebody's entry would become.

use rules::directory::{Groups, State};
use rules::outside::Clock;
use serde::Serialize;

use super::link::{LONGEST, Link, Trouble};
use super::message::Search;
use super::servers::Servers;
use super::{Client, encoded};
use crate::config::directories::{Bind, Security};
use crate::tls;

/// One thing looked at.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// The server, where it is of one.
    pub server: String,
    /// What was looked at.
    pub what: &'static str,
    /// `ok`, `warn` or `bad`.
    pub state: &'static str,
    /// What was found, and what to do about it.
    pub text: String,
}

/// What somebody's entry would become.
#[derive(Debug, Serialize)]
pub struct Person {
    /// Where it stands.
    pub dn: String,
    /// What never changes.
    pub id: String,
    /// The login name.
    pub name: String,
    /// Whether the account may be used.
    pub state: &'static str,
    /// Attributes of the user, each with the entry's attribute and its values.
    pub attributes: Vec<Mapped>,
    /// The directory's groups.
    pub groups: Vec<String>,
    /// The pool's.
    pub pool_groups: Vec<String>,
}

/// One attribute.
#[derive(Debug, Serialize)]
pub struct Mapped {
    /// The user's.
    pub name: String,
    /// The entry's.
    pub from: String,
    /// What it holds.
    pub values: Vec<String>,
}

/// Looks at every server, whatever came of those before.
pub async fn servers(servers: &Servers, clock: &dyn Clock) -> Vec<Finding> {
    let mut findings = Vec::new();
    for at in 0..servers.settings.servers.len() {
        let mut told = Told { server: servers.settings.servers[at].to_string(), findings: &mut findings };
        one(servers, at, clock, &mut told).await;
    }
    findings
}

struct Told<'a> {
    server: String,
    findings: &'a mut Vec<Finding>,
}

impl Told<'_> {
    fn add(&mut self, what: &'static str, state: &'static str, text: impl Into<String>) {
        self.findings.push(Finding { server: self.server.clone(), what, state, text: text.into() });
    }
}

async fn one(servers: &Servers, at: usize, clock: &dyn Clock, told: &mut Told<'_>) {
    let mut link = match servers.reach(at).await {
        Ok(link) => link,
        Err(trouble) => {
            return told.add("connect", "bad", format!("{trouble}. {}", to_connect(&trouble)));
        }
    };
    secured(servers, at, &link, clock, told);
    match &servers.settings.bind {
        Bind::User(name) => {
            told.add(
                "bind",
                "ok",
                format!("people bind as {name}: nothing more can be seen without a password"),
            );
            return link.farewell().await;
        }
        Bind::Anonymous => told.add("bind", "ok", "nobody binds to search"),
        Bind::Service { dn, .. } => match servers.enter(&mut link).await {
            Ok(()) => told.add("bind", "ok", format!("as {dn}")),
            Err(trouble) => {
                return told.add("bind", "bad", format!("{trouble}. Check bind_dn and bind_password."));
            }
        },
    }
    search(servers, &mut link, told).await;
    link.farewell().await;
}

fn secured(servers: &Servers, at: usize, link: &Link, clock: &dyn Clock, told: &mut Told<'_>) {
    let Some(secured) = &link.secured else {
        return told.add("connect", "warn", "in clear: passwords can be read on the way");
    };
    let how = match servers.settings.servers[at].security {
        Security::StartTls => "by StartTLS",
        _ => "from the first byte",
    };
    match secured.until {
        Some(until) if until - clock.now() < tls::AHEAD_MS => {
            let ends = tls::ending(until, clock.now());
            told.add("connect", "warn", format!("{} {how}; its certificate {ends}", secured.protocol));
        }
        until => {
            let until = until.map(|until| format!(" until {}", tls::day(until))).unwrap_or_default();
            told.add("connect", "ok", format!("{} {how}; its certificate holds{until}", secured.protocol));
        }
    }
}

async fn search(servers: &Servers, link: &mut Link, told: &mut Told<'_>) {
    let settings = &servers.settings;
    let asked = |base: &str, is_deep: bool, filter: &str| {
        let filter = encoded(filter).map_err(|problem| Trouble::Refused(2, problem));
        filter.map(|filter| Search {
            base: base.to_owned(),
            is_deep,
            filter,
            // No attributes at all. RFC: 4511 section 4.5.1.8.
            attributes: vec!["1.1".to_owned()],
            most: 1,
            page: None,
        })
    };
    let mut bases = vec![(&settings.base_dn, "base_dn", &settings.everybody)];
    if settings.groups.lookup != crate::config::directories::Lookup::None {
        bases.push((&settings.groups.base_dn, "group_base_dn", &settings.groups.filter));
    }
    for (base, key, filter) in bases {
        let what = if key == "base_dn" { "search" } else { "groups" };
        let found = match (asked(base, false, "(objectClass=*)"), asked(base, true, filter)) {
            (Ok(itself), Ok(below)) => match servers.ask(link, &itself, LONGEST).await {
                Ok(_) => servers.ask(link, &below, LONGEST).await,
                failed => failed,
            },
            (Err(trouble), _) | (_, Err(trouble)) => Err(trouble),
        };
        match found {
            Ok((found, _)) if found.is_empty() => {
                told.add(
                    what,
                    "warn",
                    format!("{base} is there, and nothing below it is let in by {filter}"),
                );
            }
            Ok(_) => told.add(what, "ok", format!("{base} is there, and {filter} finds entries")),
            Err(trouble @ Trouble::Refused(32 | 34, _)) => {
                told.add(what, "bad", format!("{trouble}. Check {key}: {base}."));
            }
            Err(trouble @ Trouble::Refused(..)) => {
                told.add(what, "bad", format!("{trouble}. Let the account that asks read {base}."));
            }
            Err(trouble) => {
                return told.add(what, "bad", format!("{trouble}. Raise ask_timeout_s, or look at its log."));
            }
        }
    }
}

fn to_connect(trouble: &Trouble) -> &'static str {
    let text = trouble.to_string();
    match () {
        () if text.contains("another host") => "Name the server as its certificate does.",
        () if text.contains("nobody whom") => "Name the PEM file of its authority as ca_file.",
        () if text.contains("certificate") => "Give the server another certificate.",
        () if text.contains("StartTLS") => "Turn it on at the server, or take ldaps://.",
        () if text.contains("TLS") => {
            "Check whether the port is the one for ldaps://, or take start_tls = true."
        }
        () if text.contains("outbound_private_addresses") => "Take ldaps:// or start_tls = true.",
        () => "Check name, port and firewall, and that it runs.",
    }
}

/// What the entry of a name would become; none where there is no one entry. Errors: why nobody answers.
pub async fn person(client: &Client, name: &str) -> Result<Option<Person>, String> {
    let found = client.in_time(client.found(name)).await.map_err(|trouble| trouble.to_string())?;
    let mapping = &client.settings().served.mapping;
    Ok(found.map(|(_, entry)| Person {
        attributes: mapping
            .attributes
            .iter()
            .map(|(own, theirs)| Mapped {
                name: own.clone(),
                from: theirs.clone(),
                values: entry.attributes.get(theirs).cloned().unwrap_or_default(),
            })
            .collect(),
        pool_groups: match &mapping.groups {
            Groups::None => Vec::new(),
            Groups::All => entry.groups.clone(),
            Groups::Of(map) => entry.groups.iter().filter_map(|group| map.get(group)).cloned().collect(),
        },
        state: match entry.state {
            State::Active => "active",
            State::Disabled => "disabled",
            State::Locked => "locked",
            State::Expired => "expired",
            State::PasswordExpired => "password expired",
        },
        dn: entry.dn,
        id: entry.id,
        name: entry.name,
        groups: entry.groups,
    }))
}
