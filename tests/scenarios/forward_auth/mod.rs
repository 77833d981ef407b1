//! Forward auth: what proxies are told before they let a request through.

mod actors;
mod alb;
mod elsewhere;
mod hostile_sessions;
mod hostile_tokens;
mod jwt;

use rules::forward_auth::gate::{Form, Gate, Issuer, Kind, Source, Tokens};
use rules::forward_auth::wanted::Wanted;

/// A gate that asks for tokens of this issuer for these apps.
pub fn gate(form: Form, issuer: Issuer, audience: &[&str]) -> Gate {
    let groups_claim = if matches!(issuer, Issuer::Pool(_)) { "cognito:groups" } else { "groups" };
    Gate {
        name: "api".to_owned(),
        kind: Kind::Tokens(Tokens {
            form,
            issuers: vec![issuer],
            audience: list(audience),
            token_use: form.token_use(false).map(str::to_owned),
            source: Source::Header("authorization".to_owned()),
            ttl_s: 0,
            asks_store: true,
        }),
        wanted: Wanted { groups_claim: groups_claim.to_owned(), ..Wanted::default() },
        claim_headers: Vec::new(),
    }
}

pub fn list(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

/// The same gate with its rules for tokens changed.
pub fn tokens(mut gate: Gate, change: impl FnOnce(&mut Tokens)) -> Gate {
    if let Kind::Tokens(tokens) = &mut gate.kind {
        change(tokens);
    }
    gate
}
