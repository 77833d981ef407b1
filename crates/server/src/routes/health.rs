//! Probes and metrics.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use http::{HeaderMap, Response, StatusCode};
use rules::providers::refresh::Ending;
use serde_json::{Value, json};

use crate::app::{App, Asker};
use crate::respond::{self, Note};
use crate::tls::Troubles;
use crate::{metrics, peer};

/// How long the store may take to answer a probe.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process runs.
pub async fn live() -> Response<Body> {
    respond::json(Note::routine("health"), StatusCode::OK, r#"{"status":"ok"}"#)
}

/// The process can do its work: the store answers.
///
/// A channel that fails is named, and does not make the process unready: all nodes share it, and without it everything
/// but sending goes on, while what is to be sent waits in the outbox. A directory whose servers fail is named likewise, by its pool: whose
/// passwords are here sign in. Certificates that fail are named too, and those that
/// end soon, those of SAML providers among them: a node that nobody asks any more would mend none of it.
pub async fn ready(State(app): State<Arc<App>>) -> Response<Body> {
    let read = app.world.store.read();
    let asked = tokio::time::timeout(PATIENCE, store::leases::get(&read, "ready")).await;
    let note = Note::routine("health");
    match asked {
        Ok(Ok(_)) => respond::json(note, StatusCode::OK, details(&app).to_string()),
        failed => {
            let why = match failed {
                Ok(Err(error)) => error.to_string(),
                _ => "it did not answer in time".to_owned(),
            };
            tracing::warn!(why, "not ready: the store fails");
            let body = r#"{"status":"unavailable","store":"does not answer"}"#;
            respond::json(note, StatusCode::SERVICE_UNAVAILABLE, body)
        }
    }
}

/// What works, and what fails without making the process unready.
fn details(app: &App) -> Value {
    let troubles = app.tls.as_ref().map(|tls| tls.troubles());
    let failing = [json!(app.world.courier.failing()), json!(app.directories.failing())];
    said(failing, troubles, app.world.endings.all())
}

fn said([channels, directories]: [Value; 2], troubles: Option<Troubles>, endings: Vec<Ending>) -> Value {
    let mut body = json!({ "status": "ok", "store": "ok" });
    let mut add = |name: &str, list: Value, fails: bool| {
        if list.as_array().is_some_and(|list| !list.is_empty()) {
            body[name] = list;
            if fails {
                body["status"] = "degraded".into();
            }
        }
    };
    add("failing_channels", channels, true);
    add("failing_directories", directories, true);
    if let Some(troubles) = troubles {
        add("failing_certificates", json!(troubles.failing), true);
        add("expiring_certificates", json!(troubles.expiring), false);
    }
    let endings: BTreeSet<String> =
        endings.into_iter().map(|one| format!("{}/{}", one.pool_id, one.provider)).collect();
    add("expiring_providers", json!(endings), false);
    body
}

/// Counters, for those who may read them; to others there is nothing here.
pub async fn metrics(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    headers: HeaderMap,
) -> Response<Body> {
    let is_allowed = app.metrics_from.iter().any(|network| network.contains(asker.ip));
    // What an unnamed proxy on this machine passes on comes from loopback too, and may be anyone's.
    let is_trusted = app.trusted_proxies.iter().any(|network| network.contains(asker.connection));
    if !is_allowed || (peer::is_forwarded(&headers) && !is_trusted) {
        return respond::unknown();
    }
    let text = metrics::page(&app.metrics, app.world.store.stats());
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    respond::answer(Note::routine("metrics"), StatusCode::OK, kind, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_that_end_soon_are_told_of_and_nothing_is_called_broken_for_it() {
        assert_eq!(said([json!([]), json!([])], None, Vec::new()), json!({ "status": "ok", "store": "ok" }));
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let ending = |provider: &str, is_ours| Ending {
            pool_id: "eu-central-1_a".to_owned(),
            provider: provider.to_owned(),
            ends_at: 0,
            is_ours,
        };
        let troubles = Troubles { failing: set(&[]), expiring: set(&["login.example.com"]) };
        let endings = vec![ending("Corp", false), ending("Corp", true), ending("Harbour", true)];
        assert_eq!(
            said([json!([]), json!([])], Some(troubles), endings),
            json!({
                "status": "ok", "store": "ok", "expiring_certificates": ["login.example.com"],
                "expiring_providers": ["eu-central-1_a/Corp", "eu-central-1_a/Harbour"],
            })
        );
        let troubles = Troubles { failing: set(&["login.example.com"]), expiring: set(&[]) };
        assert_eq!(said([json!([]), json!([])], Some(troubles), Vec::new())["status"], "degraded");
        assert_eq!(said([json!(["email"]), json!([])], None, Vec::new())["status"], "degraded");
    }
}
