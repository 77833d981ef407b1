//! The settings of a run: read from the table of options, checked as a whole, all faults told at once.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use rules::quotas::Quotas;
use rules::rates::RateLimits;
use rules::{Dpop, IssuerForm};

pub mod backends;
pub mod channels;
pub mod check;
pub mod directories;
pub mod docs;
mod entries;
pub mod flags;
pub mod forward_auth;
pub mod functions;
mod limits;
pub mod load;
pub mod table;
pub mod values;

pub use load::{Fault, Given};
pub use table::Command;

use forward_auth::ForwardAuth;
use functions::Functions;
use values::{Network, Origin, Secret};

/// What was decided for this run.
#[derive(Debug)]
pub struct Settings {
    /// The command that they are for.
    pub command: Command,
    /// Where to listen.
    pub listen: SocketAddr,
    /// What clients call us; `cenote dev` without one takes the listen address.
    pub public_url: Option<Origin>,
    /// Further names.
    pub extra_origins: Vec<Origin>,
    /// Plain HTTP beyond this machine was asked for.
    pub allows_http: bool,
    /// Listening without TLS beyond loopback was asked for.
    pub allows_plaintext: bool,
    /// Certificate and key.
    pub tls: Option<TlsFiles>,
    /// Whose forwarded headers count.
    pub trusted_proxies: Vec<Network>,
    /// The data directory.
    pub data: PathBuf,
    /// The directory was named rather than defaulted.
    pub names_data: bool,
    /// Nothing on disk.
    pub is_in_memory: bool,
    /// PostgreSQL.
    pub database_url: Option<Secret>,
    /// Whom to believe about the database's certificate, PEM.
    pub database_ca_file: Option<PathBuf>,
    /// The key ring's file.
    pub root_key_file: Option<PathBuf>,
    /// The root key itself.
    pub root_key: Option<RootKey>,
    /// Account id.
    pub account: String,
    /// Regions, the default one first.
    pub regions: Vec<String>,
    /// The form of `iss`.
    pub issuer: IssuerForm,
    /// AWS's limits on attempts.
    pub limits_attempts: bool,
    /// How many messages may go out.
    pub message_limits: rules::messages::guard::Limits,
    /// How often a second operations may be called.
    pub rates: RateLimits,
    /// How many of a kind there can be.
    pub quotas: Quotas,
    /// Identity pools give credentials of roles that nobody has made here.
    pub trusts_unknown_roles: bool,
    /// Administrators may have devices of identities.
    pub administrators_have_devices: bool,
    /// Refusals of administrators' calls hold their reasons, sealed.
    pub encodes_denials: bool,
    /// Apps of OpenID providers whose tokens identity pools take.
    pub login_audiences: Vec<(String, String)>,
    /// Where providers of logins are asked.
    pub login_addresses: Vec<(String, String)>,
    /// A reused refresh token ends its family.
    pub reuse_revokes: bool,
    /// Tokens say how strongly their users signed in.
    pub acr_claims: bool,
    /// The endpoint `/oauth2/par` is there.
    pub pushed_requests: bool,
    /// Answers of the authorize endpoint name the issuer.
    pub iss_parameter: bool,
    /// `/oauth2/introspect` is there.
    pub introspection: bool,
    /// Devices without a browser may ask for tokens.
    pub device_grant: bool,
    /// Apps are told when somebody signs out.
    pub back_channel_logout: bool,
    /// Whether apps may bind their tokens to keys.
    pub dpop: Dpop,
    /// How long a sign-in on the pages lasts.
    pub session_minutes: i32,
    /// How long somebody may be away meanwhile.
    pub session_idle_minutes: i32,
    /// Domains have account pages.
    pub account_pages: bool,
    /// How lately somebody must have signed in to change something there.
    pub account_proof_minutes: i32,
    /// Whoever changes the own e-mail address is told at the old one.
    pub undoes_address_changes: bool,
    /// How messages reach people where no channel is named.
    pub delivery: Delivery,
    /// The channels that messages take; read by [`channels::read`] once the rest is known.
    pub channels: channels::Channels,
    /// Keys of functions that send messages: KMSKeyID and file.
    pub code_keys: Vec<(String, PathBuf)>,
    /// Such functions get a code bare where there is no key.
    pub allows_plain_codes: bool,
    /// Private addresses that outgoing requests may go to.
    pub outbound_private: Vec<Network>,
    /// Who may read metrics.
    pub metrics_from: Vec<Network>,
    /// The gateway.
    pub gateway: Gateway,
    /// Log filter.
    pub log: String,
    /// Log lines are JSON.
    pub logs_json: bool,
    /// How long requests under way may take at the end.
    pub shutdown_grace: Duration,
    /// The one code of `cenote dev --fixed-code`.
    pub fixed_code: Option<String>,
    /// The functions of pools, which only the settings file can name.
    pub functions: Functions,
    /// The directories of pools, which only the settings file can name.
    pub directories: directories::Directories,
    /// What proxies may ask, which only the settings file can name.
    pub forward_auth: ForwardAuth,
}

/// The gateway's settings.
#[derive(Debug)]
pub struct Gateway {
    /// Where it listens, if that is said.
    pub listen: Option<SocketAddr>,
    /// What its clients call it.
    pub public_url: Option<Origin>,
    /// Origins whose pages may call it.
    pub cors_origins: Vec<Origin>,
    /// What stands behind it, which only the settings file can name.
    pub backends: backends::Backends,
}

/// PEM files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The chain.
    pub cert: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// How messages reach people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// They do not.
    None,
    /// As lines of a file.
    File(PathBuf),
}

/// 32 bytes that are never printed.
#[derive(Clone)]
pub struct RootKey(pub [u8; 32]);

impl std::fmt::Debug for RootKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// Reads the settings of a command; files are looked at only by [`check::files`].
///
/// With faults the settings are there for `cenote doctor` to go on with: what does not parse has its default.
pub fn settings(command: Command, given: &Given, mut faults: Vec<Fault>) -> (Settings, Vec<Fault>) {
    let mut reader = Reader { command, given, faults: Vec::new() };
    let settings = reader.settings();
    faults.append(&mut reader.faults);
    check::values(&settings, &mut faults);
    (settings, faults)
}

struct Reader<'a> {
    command: Command,
    given: &'a BTreeMap<&'static str, String>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn settings(&mut self) -> Settings {
        Settings {
            command: self.command,
            listen: self.value("listen", values::listen).unwrap_or(values::NOWHERE),
            public_url: self.value("public_url", values::origin),
            extra_origins: self.list("extra_origins", values::origin),
            allows_http: self.flag("allow_http"),
            allows_plaintext: self.flag("allow_plaintext"),
            tls: self.tls(),
            trusted_proxies: self.list("trusted_proxies", values::network),
            data: self.path("data").unwrap_or_default(),
            names_data: self.given.contains_key("data"),
            is_in_memory: self.flag("memory"),
            database_url: self.text("database_url").as_deref().map(Secret::from),
            database_ca_file: self.path("database_ca_file"),
            root_key_file: self.path("root_key_file"),
            root_key: self.value("root_key", values::root_key).map(RootKey),
            account: self.value("account", values::account).unwrap_or_default(),
            regions: self.list("regions", values::region),
            issuer: match self.choice("issuer").as_str() {
                "aws" => IssuerForm::Aws,
                _ => IssuerForm::Own,
            },
            limits_attempts: self.flag("attempt_limits"),
            message_limits: self.message_limits(),
            rates: self.rates(),
            quotas: self.quotas(),
            trusts_unknown_roles: self.flag("trust_unknown_roles"),
            administrators_have_devices: self.flag("sync_devices_by_administrators"),
            encodes_denials: self.flag("encoded_denials"),
            login_audiences: self.list("login_audiences", values::audience),
            login_addresses: self.list("login_addresses", values::login_address),
            reuse_revokes: self.flag("reuse_revokes"),
            acr_claims: self.flag("acr_claims"),
            pushed_requests: self.flag("pushed_requests"),
            iss_parameter: self.flag("iss_parameter"),
            introspection: self.flag("introspection"),
            device_grant: self.flag("device_grant"),
            back_channel_logout: self.flag("back_channel_logout"),
            dpop: match self.choice("dpop").as_str() {
                "on" => Dpop::On,
                "nonce" => Dpop::Nonce,
                _ => Dpop::Off,
            },
            session_minutes: self.value("session_minutes", values::session_minutes).unwrap_or(60),
            session_idle_minutes: self.value("session_idle_minutes", values::session_minutes).unwrap_or(0),
            account_pages: self.flag("account_pages"),
            account_proof_minutes: self.value("account_proof_minutes", values::proof_minutes).unwrap_or(5),
            undoes_address_changes: self.flag("undo_address_changes"),
            delivery: self.delivery(),
            channels: channels::Channels {
                routes: channels::Routes {
                    default: channels::Ways {
                        email: self.text("delivery.email"),
                        sms: self.text("delivery.sms"),
                    },
                    ..channels::Routes::default()
                },
                ..channels::Channels::default()
            },
            code_keys: self.list("code_keys", values::code_key),
            allows_plain_codes: self.flag("allow_plain_codes"),
            outbound_private: self.list("outbound_private_addresses", values::network),
            metrics_from: self.list("metrics_from", values::network),
            gateway: Gateway {
                listen: self.value("gateway.listen", values::listen),
                public_url: self.value("gateway.public_url", values::origin),
                cors_origins: self.list("gateway.cors_origins", values::origin),
                backends: backends::Backends::default(),
            },
            log: self.text("log").unwrap_or_default(),
            logs_json: self.choice("log_format") == "json",
            shutdown_grace: Duration::from_secs(self.value("shutdown_grace_s", values::seconds).unwrap_or(0)),
            fixed_code: self.value("fixed_code", values::code),
            functions: Functions::default(),
            directories: directories::Directories::default(),
            forward_auth: ForwardAuth::default(),
        }
    }

    /// What was set, else the default; an option of another command keeps its default too.
    fn text(&self, key: &'static str) -> Option<String> {
        let default = table::find(key).map_or("", |option| option.default_of(self.command));
        let text = self.given.get(key).map_or(default, String::as_str);
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn path(&self, key: &'static str) -> Option<PathBuf> {
        self.text(key).map(PathBuf::from)
    }

    fn value<T>(&mut self, key: &'static str, parse: fn(&str) -> Result<T, String>) -> Option<T> {
        let text = self.text(key)?;
        self.parsed(key, &text, parse)
    }

    fn list<T>(&mut self, key: &'static str, parse: fn(&str) -> Result<T, String>) -> Vec<T> {
        let text = self.text(key).unwrap_or_default();
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.filter_map(|item| self.parsed(key, item, parse)).collect()
    }

    fn parsed<T>(&mut self, key: &str, text: &str, parse: fn(&str) -> Result<T, String>) -> Option<T> {
        parse(text).map_err(|problem| self.faults.push(Fault::new(key, problem, wanted(key)))).ok()
    }

    fn flag(&mut self, key: &'static str) -> bool {
        self.value(key, values::flag).unwrap_or(false)
    }

    fn choice(&mut self, key: &'static str) -> String {
        let text = self.text(key).unwrap_or_default();
        if let Some(table::Kind::Choice(words)) = table::find(key).map(|option| option.kind)
            && !words.contains(&text.as_str())
        {
            let problem = format!("`{text}` is not one of its words");
            self.faults.push(Fault::new(key, problem, format!("Take one of: {}", words.join(", "))));
        }
        text
    }

    fn rates(&mut self) -> RateLimits {
        let mut rates = match self.choice("rates").as_str() {
            "aws" => RateLimits::aws(),
            _ => RateLimits::unlimited(),
        };
        for rate in self.list("rate_limits", limits::rate) {
            rate.put(&mut rates);
        }
        rates
    }

    fn message_limits(&mut self) -> rules::messages::guard::Limits {
        let mut count = |key| self.value(key, values::count).unwrap_or(0);
        rules::messages::guard::Limits {
            per_hour: count("messages_per_hour"),
            per_day: count("messages_per_day"),
            sms_per_prefix: count("sms_per_prefix"),
            sms_per_ip: count("sms_per_ip"),
            sms_prefix_digits: self.value("sms_prefix_digits", values::digits).unwrap_or(0),
            sms_window_s: self.value("sms_window_s", values::window).unwrap_or(0),
        }
    }

    fn quotas(&mut self) -> Quotas {
        let mut quotas = match self.choice("quotas").as_str() {
            "unlimited" => Quotas::unlimited(),
            _ => Quotas::aws(),
        };
        for (quota, number) in self.list("quota_limits", limits::quota) {
            quotas.set(quota, number);
        }
        quotas
    }

    fn tls(&mut self) -> Option<TlsFiles> {
        match (self.path("tls_cert"), self.path("tls_key")) {
            (Some(cert), Some(key)) => Some(TlsFiles { cert, key }),
            (None, None) => None,
            (cert, _) => {
                let (missing, there) =
                    if cert.is_some() { ("tls_key", "tls_cert") } else { ("tls_cert", "tls_key") };
                let problem = format!("is missing beside {there}");
                self.faults.push(Fault::new(missing, problem, "Name both PEM files"));
                None
            }
        }
    }

    fn delivery(&mut self) -> Delivery {
        match (self.choice("delivery.kind").as_str(), self.path("delivery.path")) {
            ("file", Some(path)) => Delivery::File(path),
            ("file", None) => {
                let remedy = "Name the file that messages are appended to";
                self.faults.push(Fault::new(
                    "delivery.path",
                    "is missing beside delivery.kind = \"file\"",
                    remedy,
                ));
                Delivery::None
            }
            _ => Delivery::None,
        }
    }
}

/// What a value of this option looks like, as a remedy.
fn wanted(key: &str) -> String {
    let example = match key {
        "listen" => "such as 127.0.0.1:7665",
        "gateway.listen" => "such as 127.0.0.1:7666",
        "public_url" | "extra_origins" | "gateway.public_url" | "gateway.cors_origins" => {
            "such as https://id.example.com"
        }
        "trusted_proxies" | "metrics_from" | "outbound_private_addresses" => "such as 10.0.0.0/8",
        "account" => "such as 000000000000; ARNs are made from it",
        "regions" => "such as us-east-1; pool ids begin with it, and token verifiers refuse others",
        "rate_limits" => "such as UserRead=300 or UserRead=300..1000",
        "quota_limits" => "such as clients=5000",
        "root_key" => "base64 of 32 random bytes, as `openssl rand -base64 32` prints",
        "code_keys" => "such as arn:aws:kms:us-east-1:000000000000:key/1=/etc/cenote/codes.key",
        "login_audiences" => "such as op.example/tenant=app",
        "login_addresses" => "such as graph.facebook.com=https://proxy.example",
        "sms_prefix_digits" => "from 1 to 15",
        "sms_window_s" => "from 60 to 86400",
        "fixed_code" => "such as 123456",
        "account_proof_minutes" => "from 1 to 1440",
        _ => match table::find(key).map(|option| (option.kind, option.default)) {
            Some((table::Kind::Number, usual)) if !usual.is_empty() => {
                return format!("Give a value such as {usual}");
            }
            Some((table::Kind::Flag, _)) => "true or false",
            _ => "as docs/configuration.md tells",
        },
    };
    format!("Give a value {example}")
}

#[cfg(test)]
mod tests;
