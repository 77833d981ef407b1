//! The page of what went wrong: what it was, what to do next, and the number to tell.
//! AWS: the developer guide, "Managed login"; `/error?error=…`.

use http::StatusCode;
use rules::hosted::authorize;
use serde::Serialize;

use super::Page;
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;

/// Everything that it shows.
#[derive(Serialize)]
pub struct TroublePage {
    title: &'static str,
    text: &'static str,
    /// The parameter at fault; its value is never shown.
    parameter: Option<String>,
    /// The address to start again from.
    restart: Option<String>,
    /// The key of what that is called.
    restart_label: &'static str,
    /// Whether there is something to tell the people who run the app: what went wrong, rather than what is so.
    has_id: bool,
}

impl TroublePage {
    fn new(title: &'static str, text: &'static str) -> TroublePage {
        let restart_label = "expired-restart";
        TroublePage { title, text, parameter: None, restart: None, restart_label, has_id: true }
    }

    /// Something failed.
    pub fn generic() -> TroublePage {
        TroublePage::new("trouble-title", "trouble-text")
    }

    /// There is no such page.
    pub fn not_found() -> TroublePage {
        TroublePage::new("not-found-title", "not-found-text")
    }

    /// The page does not take this method.
    pub fn method() -> TroublePage {
        TroublePage::new("method-title", "trouble-text")
    }

    /// A parameter of the request is at fault.
    pub fn about(parameter: &str) -> TroublePage {
        let is_plain =
            parameter.len() <= 40 && parameter.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let parameter = is_plain.then(|| parameter.to_owned());
        TroublePage { parameter, ..TroublePage::generic() }
    }

    /// AWS's word for a request that nobody can be sent back with.
    pub fn of(parameter: &str, error: &str) -> TroublePage {
        let text = match error {
            "redirect_mismatch" => "trouble-redirect",
            "unknown" => "trouble-client",
            "unavailable" => "trouble-unavailable",
            _ => "trouble-text",
        };
        TroublePage { text, ..TroublePage::about(parameter) }
    }

    /// The form was not from a page of ours.
    pub fn forged(visit: &Visit<'_>) -> TroublePage {
        TroublePage { restart: restart(visit), ..TroublePage::new("forbidden-title", "forbidden-text") }
    }

    /// The pool does not let people do this by themselves.
    pub fn not_allowed(visit: &Visit<'_>) -> TroublePage {
        let page = TroublePage::new("not-allowed-title", "not-allowed-text");
        TroublePage { restart: restart(visit), restart_label: "sign-in", has_id: false, ..page }
    }

    /// The sign-in is done already, in this browser.
    pub fn already(visit: &Visit<'_>) -> TroublePage {
        let restart = Some(visit.onward("/oauth2/authorize", &["flow"], None));
        let page = TroublePage::new("already-title", "already-text");
        TroublePage { restart, restart_label: "continue", has_id: false, ..page }
    }

    /// The page was open for too long.
    pub fn expired(visit: &Visit<'_>) -> TroublePage {
        TroublePage { restart: restart(visit), ..TroublePage::new("expired-title", "expired-text") }
    }
}

/// Where the same request begins again: nothing of it is lost, since the address carries it.
fn restart(visit: &Visit<'_>) -> Option<String> {
    if visit.path.starts_with("/account") {
        return Some(visit.onward("/account", &[], None));
    }
    let is_whole = authorize::text(&visit.params, "client_id").is_some();
    is_whole.then(|| visit.onward("/login", &["flow"], None))
}

/// Parameters that hold an address to go to.
const ADDRESSES: [&str; 3] = ["redirect_uri", "logout_uri", "post_logout_redirect_uri"];

/// `/error`, to which AWS leads with a word.
pub fn get(visit: &Visit<'_>) -> Outcome {
    let error = authorize::text(&visit.params, "error").unwrap_or_default();
    let named = authorize::text(&visit.params, "parameter").unwrap_or("redirect_uri");
    let page = match error {
        "redirect_mismatch" if ADDRESSES.contains(&named) => TroublePage::of(named, error),
        "unauthorized_client" => TroublePage { text: "trouble-unavailable", ..TroublePage::generic() },
        _ => TroublePage::generic(),
    };
    render(visit, StatusCode::BAD_REQUEST, &page)
}

impl Page for TroublePage {
    const TEMPLATE: &'static str = "hosted/trouble.html";

    fn samples() -> Vec<TroublePage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        vec![
            TroublePage::generic(),
            TroublePage { restart: Some(hostile), ..TroublePage::of("redirect_uri", "redirect_mismatch") },
        ]
    }
}

impl HostedPage for TroublePage {
    const NAME: &'static str = "trouble";

    fn title(&self) -> &str {
        self.title
    }

    fn goes_on(&self) -> bool {
        self.restart.is_some()
    }
}
