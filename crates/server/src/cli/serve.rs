//! `cenote serve`: for real. Weak settings are refused, signatures verified, the first key printed once.

use std::time::Duration;

use ops::door::Admission;
use rules::access_keys::{self, Made};
use rules::{Ctx, demo};
use serde_json::json;

use super::run::Ready;
use super::{print, print_json, serve_settings};
use crate::config::Settings;
use crate::config::flags::Flags;
use crate::failure::Failure;
use crate::{delivery, logs, start};

/// What `cenote serve` takes.
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

/// Runs until it is told to end.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let (settings, faults) = serve_settings(&arguments.flags.0, arguments.config.as_deref())?;
    if !faults.is_empty() {
        return Err(Failure::settings(&faults));
    }
    logs::start(&settings);
    warn(&settings);
    let runtime = start::runtime()?;
    let ended = runtime.block_on(serve(&settings, arguments.json));
    runtime.shutdown_timeout(Duration::from_secs(1));
    ended
}

async fn serve(settings: &Settings, is_json: bool) -> Result<(), Failure> {
    let ready = Ready::new(settings, delivery::courier(settings)?, Admission::Keys).await?;
    let ctx = start::ctx(&ready.world);
    refuse_demo(settings, &ctx, &ready).await?;
    let root = match access_keys::list(&ctx).await?.is_empty() {
        true => Some(access_keys::create(&ctx, "root").await?),
        false => None,
    };
    let endpoint = ready.public_url.to_string();
    let gateway = ready.gateway.as_ref().map(tokio::net::TcpListener::local_addr).transpose()?;
    if is_json {
        let root = root
            .as_ref()
            .map(|key| json!({ "access_key_id": key.id, "secret_access_key": key.secret.reveal() }));
        let mut line = json!({ "endpoint": endpoint, "root_access_key": root });
        if let Some(address) = gateway {
            line["gateway"] = super::gateway::origin(settings, address).to_string().into();
        }
        print_json(&line)?;
    } else {
        print(&page(&endpoint, &ready.listener.local_addr()?.to_string(), root.as_ref()))?;
        if let Some(address) = gateway {
            print(&super::gateway::line(settings, address))?;
        }
    }
    ready.serve(settings).await
}

/// The demo pool's secret and passwords stand in the documentation: what others can reach must not let them in.
async fn refuse_demo(settings: &Settings, ctx: &Ctx, ready: &Ready) -> Result<(), Failure> {
    let is_private = settings.listen.ip().is_loopback() && ready.public_url.is_loopback();
    if is_private || !demo::is_there(ctx).await? {
        return Ok(());
    }
    Err(Failure::new(
        "The store holds the demo pool of `cenote dev`, whose passwords everybody can read in the documentation.",
        "Name another data directory or database, or delete that pool while Cenote listens on loopback.",
    ))
}

fn page(endpoint: &str, listen: &str, root: Option<&Made>) -> String {
    let mut page =
        format!("\n  Cenote {} serves {endpoint}, listening on {listen}.\n", env!("CARGO_PKG_VERSION"));
    if let Some(key) = root {
        page.push_str(&format!(
            "\n  The root access key. It is shown this once; keep it safe:\n\n    \
             AWS_ACCESS_KEY_ID={}\n    AWS_SECRET_ACCESS_KEY={}\n",
            key.id,
            key.secret.reveal()
        ));
    }
    page.push('\n');
    page
}

/// What was allowed by name, and what people may not expect.
fn warn(settings: &Settings) {
    if settings.channels.routes.default.email.is_none() {
        tracing::warn!("no channel takes e-mails: operations that must send one will fail");
    }
    if settings.allows_http && settings.public_url.as_ref().is_some_and(|url| !url.is_https) {
        tracing::warn!("allow_http: passwords and tokens travel in clear");
    }
    if settings.allows_plaintext && settings.tls.is_none() && !settings.listen.ip().is_loopback() {
        tracing::warn!("allow_plaintext: the listener is open to the network without TLS");
    }
    if !settings.limits_attempts {
        tracing::warn!("attempt_limits is off: guesses are not slowed down");
    }
}
