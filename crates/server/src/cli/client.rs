//! `cenote client`: what an app client can be given that AWS's API has no word for.

use clap::Subcommand;
use rules::clients;
use rules::hosted::back_channel;
use serde_json::json;

use super::place::Place;
use super::{print, print_json};
use crate::failure::Failure;
use crate::start;

/// What `cenote client` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Show or set where an app is told that somebody has signed out; see docs/oauth-extensions.md
    LogoutUri {
        /// The app client's id
        client: String,
        /// The address, https; what is set is shown where none is given
        uri: Option<String>,
        /// The app is told nothing any more
        #[arg(long, conflicts_with = "uri")]
        remove: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// Runs it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let Verb::LogoutUri { client: id, uri, remove, place } = arguments.verb;
    let refused = |error: rules::Error| match error.reason().entry().status {
        500.. => error.into(),
        _ => Failure::new(error.message(), "Name a client of this store, and an https address."),
    };
    start::runtime()?.block_on(async {
        let ctx = place.on_store().await?;
        let (_, client) = clients::with_pool(&ctx, &id).await.map_err(refused)?;
        if remove || uri.is_some() {
            back_channel::set(&ctx, &client, uri.as_deref()).await.map_err(refused)?;
        }
        let now = back_channel::uri(&ctx, &client).await?;
        match (place.json, now) {
            (true, now) => print_json(&json!({ "client_id": id, "backchannel_logout_uri": now })),
            (false, Some(uri)) => print(&format!("{id} is told at {uri}\n")),
            (false, None) => print(&format!("{id} is not told of sign-outs.\n")),
        }
    })
}
