//! The forms of option values: origins, networks, regions, key material.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::load::Environment;

/// A text that is never printed: `Debug` shows `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Secret {
        Secret(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Scheme, host and port, as in `https://id.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `https` rather than `http`.
    pub is_https: bool,
    /// The host in lower case; an IPv6 address in brackets.
    pub host: String,
    /// The port, where one is written.
    pub port: Option<u16>,
}

impl Origin {
    /// The origin of a plain-HTTP listener.
    pub fn of_listener(address: SocketAddr) -> Origin {
        let host = match address {
            SocketAddr::V4(v4) => v4.ip().to_string(),
            SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
        };
        Origin { is_https: false, host, port: Some(address.port()) }
    }

    /// True when the host is this machine and no other.
    pub fn is_loopback(&self) -> bool {
        is_loopback_host(&self.host)
    }

    /// True when a `Host` header names this origin.
    pub fn answers_to(&self, host_header: &str) -> bool {
        let default = if self.is_https { 443 } else { 80 };
        let (host, port) = split_port(host_header);
        host.eq_ignore_ascii_case(&self.host)
            && port.map_or(Some(default), |port| port.parse().ok()) == Some(self.port.unwrap_or(default))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.is_https { "https" } else { "http" }, self.host)?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

/// Reads an origin. Errors: a sentence about what is wrong.
pub fn origin(text: &str) -> Result<Origin, String> {
    let uri: http::Uri = text.parse().map_err(|_| format!("`{text}` is not a URL"))?;
    let is_https = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => false,
        _ => return Err(format!("`{text}` does not begin with https:// or http://")),
    };
    let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(|| format!("`{text}` names no host"))?;
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err("it carries a user name".to_owned());
    }
    if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
        return Err(format!("`{text}` has a path: issuers and endpoints are made from the bare origin"));
    }
    Ok(Origin { is_https, host: host.to_ascii_lowercase(), port: uri.port_u16() })
}

/// True for `localhost`, names below it, and loopback addresses; IPv6 in brackets or without.
pub fn is_loopback_host(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let lower = bare.to_ascii_lowercase();
    lower == "localhost"
        || lower.ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Host and port of a `Host` header. An IPv6 address keeps its brackets.
pub fn split_port(host_header: &str) -> (&str, Option<&str>) {
    match host_header.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, Some(port)),
        _ => (host_header, None),
    }
}

/// A listen address; the name `localhost` stands for 127.0.0.1.
pub fn listen(text: &str) -> Result<SocketAddr, String> {
    let numeric = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    numeric.parse().map_err(|_| format!("`{text}` is not an address with a port"))
}

/// A range of addresses, as in `10.0.0.0/8`; a single address is a range of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// True when the address is in the range. An IPv4 address in IPv6 form counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                same_prefix(own.to_bits().into(), other.to_bits().into(), 32, self.prefix)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                same_prefix(own.to_bits(), other.to_bits(), 128, self.prefix)
            }
            _ => false,
        }
    }
}

fn same_prefix(a: u128, b: u128, width: u32, prefix: u8) -> bool {
    let free = width - u32::from(prefix);
    a.checked_shr(free).unwrap_or(0) == b.checked_shr(free).unwrap_or(0)
}

/// Reads a range of addresses. Errors: a sentence about what is wrong.
pub fn network(text: &str) -> Result<Network, String> {
    let wrong = || format!("`{text}` is not a range of addresses such as 10.0.0.0/8");
    let (address, prefix) =
        text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let address: IpAddr = address.parse().map_err(|_| wrong())?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let prefix = prefix.map_or(Ok(longest), |prefix| prefix.parse().map_err(|_| wrong()))?;
    if prefix > longest {
        return Err(wrong());
    }
    Ok(Network { address, prefix })
}

/// A region name as token verifiers accept it: `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`.
pub fn region(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    let is_country = |part: &str| part.len() == 2 && is_word(part);
    let is_number = |part: &str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_digit());
    let is_region = match parts.as_slice() {
        ["eusc", country, place, number] => is_country(country) && is_word(place) && is_number(number),
        [country, "gov", place, number] | [country, place, number] => {
            is_country(country) && is_word(place) && is_number(number)
        }
        _ => false,
    };
    if is_region { Ok(text.to_owned()) } else { Err(format!("`{text}` does not look like an AWS region")) }
}

/// An account id: twelve digits.
pub fn account(text: &str) -> Result<String, String> {
    let is_account = text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
    if is_account { Ok(text.to_owned()) } else { Err(format!("`{text}` is not twelve digits")) }
}

/// A code of six digits.
pub fn code(text: &str) -> Result<String, String> {
    let is_code = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    if is_code { Ok(text.to_owned()) } else { Err(format!("`{text}` is not six digits")) }
}

/// Base64 of 32 bytes. Errors: a sentence that does not repeat what was given.
pub fn root_key(text: &str) -> Result<[u8; 32], String> {
    let bytes = STANDARD.decode(text.trim()).map_err(|_| "it is not base64".to_owned())?;
    let length = bytes.len();
    bytes.try_into().map_err(|_| format!("it holds {length} bytes instead of 32"))
}

/// A KMSKeyID and the file of its key, with `=` between them.
pub fn code_key(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((id, file)) if !id.is_empty() && !file.is_empty() => Ok((id.to_owned(), PathBuf::from(file))),
        _ => Err(format!("`{text}` is no KMSKeyID with the file of its key")),
    }
}

/// A provider of logins and one of its apps, with `=` between them.
pub fn audience(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((issuer, _)) if issuer.contains("://") => {
            Err(format!("`{text}` names its issuer with a scheme: leave it away"))
        }
        Some((issuer, app)) if !issuer.is_empty() && !app.is_empty() => {
            Ok((issuer.to_owned(), app.to_owned()))
        }
        _ => Err(format!("`{text}` is no issuer with a client")),
    }
}

/// A provider of logins and where it is asked, with `=` between them.
pub fn login_address(text: &str) -> Result<(String, String), String> {
    let (provider, url) =
        text.split_once('=').ok_or_else(|| format!("`{text}` is no provider with a URL"))?;
    let uri: http::Uri = url.parse().map_err(|_| format!("`{url}` is not a URL"))?;
    let is_whole =
        matches!(uri.scheme_str(), Some("https" | "http")) && uri.host().is_some() && uri.query().is_none();
    match is_whole && !provider.is_empty() && !provider.contains("://") {
        true => Ok((provider.to_owned(), url.trim_end_matches('/').to_owned())),
        false => Err(format!("`{text}` is no provider, without a scheme, with a URL")),
    }
}

/// How many, from none.
pub fn count(text: &str) -> Result<i64, String> {
    text.parse::<u32>().map(i64::from).map_err(|_| format!("`{text}` is not a whole number"))
}

/// How many of the fifteen digits that a number has at most.
pub fn digits(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=15).contains(number));
    number.ok_or_else(|| format!("`{text}` is not a whole number from 1 to 15"))
}

/// A window of time, within the day for which counters are kept.
pub fn window(text: &str) -> Result<i64, String> {
    let number = text.parse().ok().filter(|number| (60..=86_400).contains(number));
    number.ok_or_else(|| format!("`{text}` is not a whole number of seconds from 60 to 86400"))
}

/// A whole number of seconds.
pub fn seconds(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("`{text}` is not a whole number of seconds"))
}

/// The longest that a sign-in on the pages can last.
const YEAR_MINUTES: i32 = 525_600;

/// A number of minutes.
pub fn session_minutes(text: &str) -> Result<i32, String> {
    let minutes = text.parse().ok().filter(|minutes| (0..=YEAR_MINUTES).contains(minutes));
    minutes.ok_or_else(|| format!("`{text}` is not a whole number of minutes, at most a year"))
}

/// How lately somebody must have signed in: at least a minute, or nobody could change anything; at most a day.
pub fn proof_minutes(text: &str) -> Result<i32, String> {
    let minutes = text.parse().ok().filter(|minutes| (1..=1_440).contains(minutes));
    minutes.ok_or_else(|| format!("`{text}` is not a whole number of minutes from 1 to 1440"))
}

/// `true` or `false`.
pub fn flag(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| format!("`{text}` is neither true nor false"))
}

/// The unspecified address, for [`SocketAddr`] values that a fault has made useless.
pub const NOWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

/// A text of the settings file, or what the variable or file holds that it names. Errors: what is wrong with it, and what to do.
pub fn secret(value: &toml::Value, environment: Environment<'_>) -> Result<String, (String, &'static str)> {
    let named = |table: &toml::Table| {
        let (kind, name) = table.iter().next().filter(|_| table.len() == 1)?;
        Some((kind.clone(), name.as_str()?.to_owned()))
    };
    let text = match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Table(table) => match named(table) {
            Some((kind, name)) if kind == "env" => Some(environment(&name).ok_or_else(|| {
                (format!("names the variable `{name}`, which is not set"), "Set it where Cenote is started")
            })?),
            Some((kind, name)) if kind == "file" => {
                let read = std::fs::read_to_string(&name).map_err(|error| {
                    let problem = format!("names the file `{name}`, which cannot be read: {error}");
                    (problem, "Name a file that this user may read")
                })?;
                Some(read.trim_end().to_owned())
            }
            _ => None,
        },
        _ => None,
    };
    text.filter(|text| !text.contains('\0'))
        .ok_or_else(|| ("has a value of the wrong kind".to_owned(), SECRET))
}

/// What to give where a secret is wanted.
pub const SECRET: &str = "Give a text, { env = \"NAME\" } of a variable that is set, or { file = \"PATH\" }";

#[cfg(test)]
mod tests;
