//! The courier of `cenote serve`: each message takes the channel that its pool, its sender or the default names.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use rules::messages::{Courier, Message, Undelivered};

use crate::config::Settings;
use crate::config::channels::{Channel, Routes};
use crate::failure::Failure;
use crate::metrics;

mod gateway;
mod lines;
mod mime;
pub mod probe;
mod ses;
mod smtp;
mod web;

/// The courier that the settings name. Errors: a channel's certificate authorities do not read.
pub fn courier(settings: &Settings) -> Result<Arc<dyn Courier>, Failure> {
    let host = &host(settings);
    let mut roads = BTreeMap::new();
    for (name, channel) in &settings.channels.named {
        let carrier: Box<dyn Courier> = match channel {
            Channel::Smtp(smtp) => Box::new(smtp::Relay::new(smtp.clone(), host).map_err(|problem| {
                Failure::new(
                    format!("channels.{name}.ca_file: {problem}."),
                    "Name a PEM file of certificate authorities.",
                )
            })?),
            Channel::Http(gateway) => Box::new(gateway::Road::new(gateway.clone())),
            Channel::Ses(ses) => Box::new(ses::Service::new(ses.clone())),
            Channel::File(path) => Box::new(lines::Lines::new(path.clone())),
        };
        roads.insert(name.clone(), Road { carrier, fails: AtomicBool::new(false) });
    }
    Ok(Arc::new(Post { routes: settings.channels.routes.clone(), roads }))
}

/// What we call ourselves to relays and in the ids of mails: a name, or an address in brackets.
fn host(settings: &Settings) -> String {
    let host = settings.public_url.as_ref().map_or("cenote", |url| &url.host);
    match (host.strip_prefix('['), host.parse::<std::net::Ipv4Addr>()) {
        (Some(v6), _) => format!("[IPv6:{v6}"),
        (None, Ok(v4)) => format!("[{v4}]"),
        (None, Err(_)) => host.to_owned(),
    }
}

/// The courier of commands that send nothing.
pub fn nobody() -> Arc<dyn Courier> {
    Arc::new(Post { routes: Routes::default(), roads: BTreeMap::new() })
}

/// All channels.
struct Post {
    routes: Routes,
    roads: BTreeMap<String, Road>,
}

/// One channel, and how it does.
struct Road {
    carrier: Box<dyn Courier>,
    fails: AtomicBool,
}

#[async_trait]
impl Courier for Post {
    async fn deliver(&self, message: &Message) -> Result<String, Undelivered> {
        let is_sms = message.channel == "SMS";
        let name = self.routes.of(&message.user_pool_id, is_sms, message.sender.arn.as_deref());
        let Some((name, road)) = name.and_then(|name| self.roads.get_key_value(name)) else {
            return Err(Undelivered::Refused(format!("no channel takes {} messages", message.channel)));
        };
        let said = road.carrier.deliver(message).await;
        let outcome = match &said {
            Ok(_) => "sent",
            Err(Undelivered::Refused(_)) => "refused",
            Err(Undelivered::Later(_)) => "failed",
        };
        metrics::delivered(name, outcome);
        // An address that is refused says nothing against the channel.
        road.fails.store(outcome == "failed", Ordering::Relaxed);
        let named = |why: &String| format!("{name}: {why}");
        match said {
            Ok(answer) => Ok(named(&answer)),
            Err(Undelivered::Refused(why)) => Err(Undelivered::Refused(named(&why))),
            Err(Undelivered::Later(why)) => Err(Undelivered::Later(named(&why))),
        }
    }

    fn failing(&self) -> Vec<String> {
        let failing = self.roads.iter().filter(|(_, road)| road.fails.load(Ordering::Relaxed));
        failing.map(|(name, _)| name.clone()).collect()
    }
}
