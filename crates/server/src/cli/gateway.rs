//! `cenote gateway`: the gateway in a process of its own, on the store that `cenote serve` uses.
//!
//! It reads the same settings: keys, roles and policies are those of the store, and session tokens open under its key ring.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::watch;

use super::run::{acceptor, counting, guard, signals, unopened};
use super::{print, print_json, serve_settings};
use crate::config::flags::Flags;
use crate::config::values::Origin;
use crate::config::{Fault, Settings};
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::start::{self, Spare};
use crate::tls::Tls;
use crate::{delivery, logs};

/// What `cenote gateway` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The settings file; default cenote.toml, where it is there [CENOTE_CONFIG]
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
    #[command(flatten)]
    flags: Flags<false>,
    /// One line of JSON when ready, instead of text for people
    #[arg(long)]
    json: bool,
}

/// Where it listens if nothing else is said.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 7666);

/// Runs until it is told to end.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let (settings, mut faults) = serve_settings(&arguments.flags.0, arguments.config.as_deref())?;
    if settings.gateway.backends.all.is_empty() && faults.is_empty() {
        let remedy = "Name at least one as [gateway.backends.NAME]; docs/gateway.md shows how";
        faults.push(Fault::new("gateway.backends", "is empty", remedy));
    }
    if !faults.is_empty() {
        return Err(Failure::settings(&faults));
    }
    logs::start(&settings);
    let runtime = start::runtime()?;
    let ended = runtime.block_on(serve(&settings, arguments.json));
    runtime.shutdown_timeout(Duration::from_secs(1));
    ended
}

async fn serve(settings: &Settings, is_json: bool) -> Result<(), Failure> {
    let listener = start::listen(settings.gateway.listen.unwrap_or(LISTEN)).await?;
    let address = listener.local_addr()?;
    let ground = start::ground(settings).await?;
    let outbound = Arc::clone(&ground.outbound);
    let nowhere = settings.public_url.clone().unwrap_or_else(|| Origin::of_listener(settings.listen));
    let world = start::world(settings, ground, &nowhere, delivery::nobody(), Spare::None)?;
    let tls = match &settings.tls {
        None => None,
        Some(files) => Some(Tls::open(files, &world).await.map_err(unopened)?),
    };
    let acceptor = acceptor(tls.as_ref())?;
    let metrics = counting()?;
    let (stop, stops) = watch::channel(false);
    signals(stop, tls)?;
    match is_json {
        true => print_json(&json!({ "gateway": origin(settings, address).to_string() }))?,
        false => print(&line(settings, address))?,
    }
    let gateway = Gateway::new(settings, world, &outbound, metrics);
    guard(gateway, listener, acceptor, stops, settings).await;
    tracing::info!("stopped");
    Ok(())
}

/// What clients call the gateway.
pub fn origin(settings: &Settings, address: SocketAddr) -> Origin {
    let own = Origin { is_https: settings.tls.is_some(), ..Origin::of_listener(address) };
    settings.gateway.public_url.clone().unwrap_or(own)
}

/// The line for people.
pub fn line(settings: &Settings, address: SocketAddr) -> String {
    let names: Vec<&str> =
        settings.gateway.backends.all.iter().map(|backend| backend.name.as_str()).collect();
    format!(
        "\n  The gateway serves {} before {}, listening on {address}.\n\n",
        origin(settings, address),
        names.join(", ")
    )
}
