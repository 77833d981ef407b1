//! `[forward_auth.NAME]` of the settings file: what proxies may ask before they let a request through.
//!
//! All faults are told at once. docs/forward-auth.md lists the members; a test compares.

use std::collections::BTreeMap;

use rules::forward_auth::gate::{Form, Gate, Issuer, Kind, Source, Tokens};
use rules::forward_auth::wanted::Wanted;
use toml::{Table, Value};

use super::Settings;
use super::entries::Entries;
use super::load::{Environment, Fault};

mod sessions;

/// The gates of a run.
#[derive(Clone, Debug, Default)]
pub struct ForwardAuth {
    /// By name.
    pub gates: BTreeMap<String, Gate>,
    /// A secret stands in the file itself.
    pub holds_secrets: bool,
}

/// What stands in addresses beside the names of gates.
const RESERVED: [&str; 1] = ["keys"];

const REMEDY: &str = "Take it out; docs/forward-auth.md lists them";

/// Reads the gates of a settings file.
pub fn read(file: &Table, environment: Environment<'_>, faults: &mut Vec<Fault>) -> ForwardAuth {
    let mut all = ForwardAuth::default();
    let tables = match file.get("forward_auth") {
        None => return all,
        Some(Value::Table(tables)) => tables,
        Some(_) => {
            faults.push(Fault::new("forward_auth", "is no table", "Write [forward_auth.NAME]"));
            return all;
        }
    };
    for (name, table) in tables {
        let place = format!("forward_auth.{name}");
        let Value::Table(table) = table else {
            faults.push(Fault::new(&place, "is no table", "Say what it asks for: kind = \"jwt\""));
            continue;
        };
        if !is_name(name) || RESERVED.contains(&name.as_str()) {
            let remedy = "Name it in a-z, 0-9, - and _, at most 64 of them, and not `keys`";
            faults.push(Fault::new(&place, "has a name that no address holds", remedy));
            continue;
        }
        let before = faults.len();
        let mut entries = Entries::new(place, table, environment, faults);
        let gate = gate(name, &mut entries);
        all.holds_secrets |= entries.holds_secrets;
        entries.check_unused(REMEDY);
        if faults.len() == before {
            all.gates.insert(name.clone(), gate);
        }
    }
    all
}

/// What shows beside the other settings: whoever asks for sign-ins must be known by address.
pub fn check(settings: &Settings, faults: &mut Vec<Fault>) {
    let gates = &settings.forward_auth.gates;
    let asking = gates.values().find(|gate| matches!(gate.kind, Kind::Sessions(_)));
    if let Some(gate) = asking
        && settings.trusted_proxies.is_empty()
    {
        let place = format!("forward_auth.{}", gate.name);
        let remedy = "Name the address of the proxy, such as trusted_proxies = [\"10.0.0.5/32\"]";
        faults.push(Fault::new(&place, "is asked by nobody: trusted_proxies is empty", remedy));
    }
}

fn is_name(name: &str) -> bool {
    let is_one = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&name.len()) && name.bytes().all(is_one)
}

fn gate(name: &str, entries: &mut Entries<'_>) -> Gate {
    let kind = entries.choice("kind", &["jwt", "user_pools", "appsync", "alb"]);
    if !entries.has("kind") {
        entries.fault(Some("kind"), "is missing", "Take one of: jwt, user_pools, appsync, alb");
    }
    let wanted = wanted(entries);
    let claim_headers = claim_headers(entries);
    if kind == "alb" {
        let (sessions, groups_claim) = sessions::read(entries);
        let groups_claim =
            Some(wanted.groups_claim.clone()).filter(|claim| !claim.is_empty()).unwrap_or(groups_claim);
        let wanted = Wanted { groups_claim, ..wanted };
        return Gate {
            name: name.to_owned(),
            kind: Kind::Sessions(Box::new(sessions)),
            wanted,
            claim_headers,
        };
    }
    let form = match kind {
        "user_pools" => Form::RestApi,
        "appsync" => Form::AppSync {
            allows_by_default: entries.choice("default_action", &["ALLOW", "DENY"]) == "ALLOW",
        },
        _ => Form::HttpApi,
    };
    let kind = Kind::Tokens(tokens(entries, form, !wanted.scopes.is_empty()));
    let is_elsewhere = matches!(&kind, Kind::Tokens(tokens) if tokens.issuers.iter().any(is_foreign));
    let groups_claim = match wanted.groups_claim.as_str() {
        "" if is_elsewhere => "groups",
        "" => "cognito:groups",
        named => named,
    };
    let wanted = Wanted { groups_claim: groups_claim.to_owned(), ..wanted };
    Gate { name: name.to_owned(), kind, wanted, claim_headers }
}

fn is_foreign(issuer: &Issuer) -> bool {
    matches!(issuer, Issuer::Elsewhere(_))
}

fn wanted(entries: &mut Entries<'_>) -> Wanted {
    let scopes = entries.texts("scopes");
    let is_scope = |scope: &String| scope.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\\'));
    if !scopes.iter().all(is_scope) {
        entries.fault(Some("scopes"), "has what no scope can be", "Write each as one word, such as api/read");
    }
    Wanted {
        scopes,
        groups: entries.texts("groups"),
        claims: entries.pairs("claims").into_iter().collect(),
        groups_claim: entries.text("groups_claim").unwrap_or_default(),
    }
}

/// Further headers: names of headers with names of claims.
fn claim_headers(entries: &mut Entries<'_>) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    for (name, claims) in entries.pairs("claim_headers") {
        let lower = name.to_ascii_lowercase();
        let is_free = http::HeaderName::try_from(&lower).is_ok() && lower.starts_with("x-");
        match claims.as_slice() {
            [claim] if is_free => headers.push((lower, claim.clone())),
            _ => {
                let remedy = "Write { \"X-Name\" = \"claim\" }: a header that begins with X-, and one claim";
                entries.fault(Some("claim_headers"), &format!("has `{name}`, which cannot be one"), remedy);
            }
        }
    }
    headers
}

fn tokens(entries: &mut Entries<'_>, form: Form, asks_scopes: bool) -> Tokens {
    let issuers = issuers(entries, form);
    let audience = entries.texts("audience");
    if form == Form::HttpApi && audience.is_empty() {
        let remedy = "Name the app clients or APIs that tokens are for: other apps' tokens would pass";
        entries.fault(Some("audience"), "is missing", remedy);
    }
    let token_use = match form.token_use(asks_scopes) {
        Some(kind) => Some(kind.to_owned()),
        None => match entries.choice("token_use", &["any", "access", "id"]) {
            "any" => None,
            kind => Some(kind.to_owned()),
        },
    };
    Tokens {
        form,
        issuers,
        audience,
        token_use,
        source: source(entries),
        ttl_s: entries.number("result_ttl_s", 0, (0, 3_600)),
        asks_store: entries.flag("check_revocation", true),
    }
}

/// `user_pool`, `user_pools`, or for the JWT authorizer an `issuer` elsewhere.
fn issuers(entries: &mut Entries<'_>, form: Form) -> Vec<Issuer> {
    let mut pools = entries.texts("user_pool");
    if form == Form::RestApi {
        pools.extend(entries.texts("user_pools"));
    }
    if let Some(bad) = pools.iter().find(|pool| !is_pool(pool)) {
        let problem = format!("`{bad}` is no id of a pool");
        entries.fault(Some("user_pool"), &problem, "Give one such as us-east-1_Abc123456");
    }
    let issuer = if form == Form::HttpApi { entries.text("issuer") } else { None };
    if let Some(issuer) = &issuer
        && !url(issuer)
    {
        let remedy = "Give the `iss` of its tokens, such as https://login.example.com/tenant";
        entries.fault(Some("issuer"), "is not a URL", remedy);
    }
    let all: Vec<Issuer> = pools.into_iter().map(Issuer::Pool).chain(issuer.map(Issuer::Elsewhere)).collect();
    let is_one = form == Form::RestApi || all.len() <= 1;
    if all.is_empty() || !is_one {
        let problem = if is_one { "names nobody who issues tokens" } else { "names more than one issuer" };
        let remedy = match form {
            Form::HttpApi => "Give it one of user_pool and issuer",
            Form::RestApi => "Give it user_pools",
            Form::AppSync { .. } => "Give it one user_pool",
        };
        entries.fault(None, problem, remedy);
    }
    all
}

/// Whether a text is the id of a pool.
pub fn is_pool(id: &str) -> bool {
    let parts = id.split_once('_');
    parts.is_some_and(|(region, name)| {
        super::values::region(region).is_ok()
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// Whether a text is an address by http or https without a user, query or fragment. What is in clear is refused when it is
/// asked, unless `outbound_private_addresses` names where it is.
fn url(text: &str) -> bool {
    let uri: Option<http::Uri> = text.parse().ok();
    uri.is_some_and(|uri| {
        let authority = uri.authority().is_some_and(|authority| !authority.as_str().contains('@'));
        authority
            && matches!(uri.scheme_str(), Some("https" | "http"))
            && uri.query().is_none()
            && !text.contains('#')
    })
}

/// AWS: `$request.header.Authorization` and `$request.querystring.token`; REST APIs write `method.` for `$`.
fn source(entries: &mut Entries<'_>) -> Source {
    let usual = Source::Header("authorization".to_owned());
    let Some(text) = entries.text("identity_source") else { return usual };
    let bare = text.trim_start_matches('$').trim_start_matches("method.");
    if let Some(name) = bare.strip_prefix("request.header.")
        && let Ok(name) = http::HeaderName::try_from(name.to_ascii_lowercase())
    {
        return Source::Header(name.as_str().to_owned());
    }
    match bare.strip_prefix("request.querystring.") {
        Some(name) if !name.is_empty() => Source::Query(name.to_owned()),
        _ => {
            let remedy = "Give one such as $request.header.Authorization or $request.querystring.token";
            entries.fault(Some("identity_source"), &format!("`{text}` is no place in a request"), remedy);
            usual
        }
    }
}

#[cfg(test)]
mod tests;
