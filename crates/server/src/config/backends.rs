//! What stands behind the gateway: `[gateway.backends.NAME]` of the settings file.
//!
//! All faults are told at once, like those of other settings. Secrets are given as those of functions.

use http::Uri;
use toml::{Table, Value};

use super::functions::Reader;
use super::load::{Environment, Fault};
use super::values::{self, Secret};

/// The backends of a run.
#[derive(Debug, Default)]
pub struct Backends {
    /// In the order of their names.
    pub all: Vec<Backend>,
    /// A secret stands in the file itself.
    pub hold_secrets: bool,
}

/// One backend.
#[derive(Clone, Debug)]
pub struct Backend {
    /// What the settings call it.
    pub name: String,
    /// Which service it is, as signatures name it.
    pub service: &'static rules::gateway::Service,
    /// Where it is; functions without one are those of the settings.
    pub endpoint: Option<Uri>,
    /// The region that requests to it are signed for, and that ARNs have.
    pub region: String,
    /// Whose key signs.
    pub access_key_id: String,
    /// The key.
    pub secret_access_key: Secret,
    /// What goes with a temporary key.
    pub session_token: Option<Secret>,
    /// Names under which the gateway is called for it, in lower case.
    pub hosts: Vec<String>,
    /// Buckets stand in the host's name.
    pub is_host_style: bool,
    /// Checksums that come after a body go on after it.
    pub sends_trailers: bool,
    /// It may be at a private address.
    pub may_be_private: bool,
}

/// Reads the backends of a settings file.
pub fn read(file: &Table, environment: Environment<'_>, faults: &mut Vec<Fault>) -> Backends {
    let mut backends = Backends::default();
    let tables = match file.get("gateway").and_then(|gateway| gateway.get("backends")) {
        None => return backends,
        Some(Value::Table(tables)) => tables,
        Some(_) => {
            faults.push(Fault::new("gateway.backends", "is no table", "Write [gateway.backends.NAME]"));
            return backends;
        }
    };
    for (name, table) in tables {
        let place = format!("gateway.backends.{name}");
        let Value::Table(table) = table else {
            faults.push(Fault::new(&place, "is no table", "Write [gateway.backends.NAME]"));
            continue;
        };
        let mut reader =
            Reader { place, arn: "", table, environment, used: Vec::new(), faults, holds_secrets: false };
        let backend = backend(name, &mut reader);
        backends.hold_secrets |= reader.holds_secrets;
        if let Some(backend) = backend {
            reader.check_unused();
            backends.all.push(backend);
        }
    }
    for (at, backend) in backends.all.iter().enumerate() {
        let is_twin = |other: &&Backend| {
            other.service.name == backend.service.name
                && (other.hosts.is_empty() && backend.hosts.is_empty()
                    || other.hosts.iter().any(|host| backend.hosts.contains(host)))
        };
        if let Some(twin) = backends.all[..at].iter().find(is_twin) {
            faults.push(Fault::new(
                &format!("gateway.backends.{}.hosts", backend.name),
                format!("does not tell it from `{}`, which is of the same service", twin.name),
                "Give each hosts of its own",
            ));
        }
    }
    backends
}

fn backend(name: &str, reader: &mut Reader<'_>) -> Option<Backend> {
    let service = reader.text("service").as_deref().and_then(rules::gateway::service);
    if service.is_none() {
        let names: Vec<&str> = rules::gateway::SERVICES.iter().map(|service| service.name).collect();
        reader.fault(
            Some("service"),
            "is not one of its words",
            &format!("Take one of: {}", names.join(", ")),
        );
    }
    let may_be_private = reader.flag("allow_private");
    // Functions of the settings are in this very process.
    let is_here =
        service.is_some_and(|service| service.name == "lambda") && !reader.table.contains_key("endpoint");
    let endpoint = reader.url("endpoint", may_be_private);
    let has_path =
        endpoint.as_ref().is_some_and(|url| !matches!(url.path(), "" | "/") || url.query().is_some());
    if has_path {
        reader.fault(Some("endpoint"), "has a path", "Give the bare origin, such as http://127.0.0.1:9000");
    } else if !is_here && !reader.table.contains_key("endpoint") {
        reader.fault(
            Some("endpoint"),
            "is missing",
            "Give the store's origin, such as http://127.0.0.1:9000",
        );
    }
    let is_missing = !is_here && endpoint.is_none();
    let region = reader.text("region").unwrap_or_else(|| "us-east-1".to_owned());
    if let Err(problem) = values::region(&region) {
        reader.fault(Some("region"), &problem, "Give one such as us-east-1");
    }
    let (id, secret) = (reader.secret("access_key_id"), reader.secret("secret_access_key"));
    let session_token = reader.secret("session_token");
    // A server behind an API may ask for no signature.
    let is_plain = service.is_some_and(|service| service.name == "execute-api")
        && !reader.table.contains_key("access_key_id")
        && !reader.table.contains_key("secret_access_key");
    let needs_no_key = is_here || is_plain;
    if !needs_no_key && (id.is_none() || secret.is_none()) {
        reader.fault(Some("secret_access_key"), "is missing", "Give it and its id: requests are signed anew");
    }
    let style = reader.text("style").unwrap_or_else(|| "path".to_owned());
    if !matches!(style.as_str(), "path" | "host") {
        let remedy = "Take one of: path, host";
        reader.fault(Some("style"), &format!("`{style}` is not one of its words"), remedy);
    }
    let hosts = match reader.table.contains_key("hosts") {
        true => reader.texts("hosts"),
        false => Some(Vec::new()),
    };
    let hosts =
        hosts.filter(|hosts| hosts.iter().all(|host| !host.is_empty() && !host.contains([':', '/', '*'])));
    if hosts.is_none() {
        reader.fault(Some("hosts"), "is no list of host names", "Write such as [\"s3.example.com\"]");
    }
    let drops_trailers = reader.flag("drop_trailers");
    Some(Backend {
        name: name.to_owned(),
        service: service?,
        endpoint: if is_missing || has_path { return None } else { endpoint },
        region,
        access_key_id: if needs_no_key { String::new() } else { id?.reveal().to_owned() },
        secret_access_key: if needs_no_key { Secret::from("") } else { secret? },
        session_token,
        hosts: hosts?.into_iter().map(|host| host.to_ascii_lowercase()).collect(),
        is_host_style: style == "host",
        sends_trailers: !drops_trailers,
        may_be_private,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Backends, Vec<String>) {
        let mut faults = Vec::new();
        let environment = |name: &str| (name == "STORE_KEY").then(|| "from the environment".to_owned());
        let backends = read(&text.parse().unwrap(), &environment, &mut faults);
        (backends, faults.iter().map(ToString::to_string).collect())
    }

    const GOOD: &str = "[gateway.backends.files]\nservice = \"s3\"\nendpoint = \"http://127.0.0.1:9000\"\n\
        allow_private = true\naccess_key_id = \"id\"\nsecret_access_key = { env = \"STORE_KEY\" }\n";

    #[test]
    fn a_backend_reads() {
        let (backends, faults) = told(GOOD);
        assert_eq!(faults, Vec::<String>::new());
        let backend = &backends.all[0];
        assert_eq!((backend.name.as_str(), backend.service.name), ("files", "s3"));
        assert_eq!(backend.secret_access_key.reveal(), "from the environment");
        assert!(backends.hold_secrets && backend.sends_trailers && !backend.is_host_style);
        assert!(told("").0.all.is_empty());
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (from, to, problem) in [
            ("\"s3\"", "\"ec2\"", "service: is not one of its words"),
            ("allow_private = true", "", "endpoint: sends events in clear"),
            (":9000", ":9000/path", "endpoint: has a path"),
            ("STORE_KEY", "OTHER", "secret_access_key: names the variable `OTHER`, which is not set"),
            ("access_key_id = \"id\"", "", "secret_access_key: is missing"),
            ("allow_private = true", "allow_private = true\nstyle = \"x\"", "style: `x` is not one"),
            (
                "allow_private = true",
                "allow_private = true\nhosts = [\"a:1\"]",
                "hosts: is no list of host names",
            ),
            (
                "allow_private = true",
                "allow_private = true\nbuckets = 3",
                "buckets: is not an option of a backend",
            ),
            ("\"id\"", "\"id\"\nregion = \"moon\"", "region: "),
        ] {
            let (_, faults) = told(&GOOD.replace(from, to));
            let wanted = format!("gateway.backends.files.{problem}");
            assert!(faults.iter().any(|fault| fault.starts_with(&wanted)), "{wanted}: {faults:?}");
        }
        let (_, faults) = told(&format!("{GOOD}{}", GOOD.replace("files", "more")));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(told("[gateway]\nbackends = 3").1[0].contains("is no table"));
    }
}
