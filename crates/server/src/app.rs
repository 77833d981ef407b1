//! What every request of this process shares.

use std::net::IpAddr;
use std::sync::Arc;

use http::HeaderMap;
use metrics_exporter_prometheus::PrometheusHandle;
use ops::door::Admission;
use rules::demo::Demo;
use rules::messages::mailbox::Mailbox;
use rules::{Caller, Ctx, World};

use crate::config::values::{Network, Origin};
use crate::directory;
use crate::functions::Registry;
use crate::tls::Tls;

/// The server, as its routes see it.
pub struct App {
    /// What the rules work with.
    pub world: Arc<World>,
    /// Whose calls are let in.
    pub admission: Admission,
    /// The origin that clients use.
    pub public_url: Origin,
    /// Further origins.
    pub extra_origins: Vec<Origin>,
    /// Whose forwarded headers count.
    pub trusted_proxies: Vec<Network>,
    /// Who may read metrics.
    pub metrics_from: Vec<Network>,
    /// Renders the metrics.
    pub metrics: PrometheusHandle,
    /// The certificates in service, where TLS ends here.
    pub tls: Option<Arc<Tls>>,
    /// Who asks the directories of pools.
    pub directories: directory::All,
    /// What `cenote dev` has beside the service itself.
    pub dev: Option<Dev>,
}

/// What only `cenote dev` has.
pub struct Dev {
    /// Messages that would have been sent.
    pub mailbox: Arc<Mailbox>,
    /// The pool, clients and users to try.
    pub demo: Demo,
    /// The functions of pools, which remember their last calls.
    pub functions: Arc<Registry>,
}

/// Who asks, as the front has found out.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The client's address.
    pub ip: IpAddr,
    /// The address that the connection comes from: the client's, or a proxy's.
    pub connection: IpAddr,
    /// The id that the answer carries.
    pub request_id: String,
}

impl App {
    /// The context of a request that is not an SDK call.
    pub fn ctx(&self, asker: &Asker, headers: &HeaderMap) -> Ctx {
        let user_agent = headers.get(http::header::USER_AGENT).and_then(|value| value.to_str().ok());
        let origin = rules::Origin {
            ip: asker.ip.to_string(),
            user_agent: user_agent.unwrap_or_default().to_owned(),
            ..rules::Origin::default()
        };
        Ctx::new(Arc::clone(&self.world), Caller::Anyone, asker.request_id.clone(), origin)
    }

    /// The configured origin that a `Host` names, for the links of an answer; never one that it invents.
    pub fn origin_of(&self, host: &str) -> &Origin {
        self.extra_origins.iter().find(|origin| origin.answers_to(host)).unwrap_or(&self.public_url)
    }

    /// True when a `Host` names a configured origin.
    pub fn knows(&self, host: &str) -> bool {
        self.public_url.answers_to(host) || self.extra_origins.iter().any(|origin| origin.answers_to(host))
    }
}
