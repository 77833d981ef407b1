//! `cenote access-key`: makes, lists and deletes the keys that administrators sign with.

use clap::Subcommand;
use rules::access_keys::{self, Listed};
use rules::{Ctx, Reason};
use serde_json::json;

use super::place::Place;
use super::{print, print_json};
use crate::failure::Failure;
use crate::start;

/// What `cenote access-key` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Make a key and print it once
    Create {
        /// What it is for
        #[arg(long, default_value = "")]
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// List the keys, without their secrets
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Delete a key: calls that it signs are refused from now on
    Delete {
        /// The key's id
        id: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Runs it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let place = match &arguments.verb {
        Verb::Create { place, .. } | Verb::List { place } | Verb::Delete { place, .. } => place,
    };
    start::runtime()?.block_on(async {
        let ctx = match &arguments.verb {
            // A key can be made before the first start.
            Verb::Create { .. } => place.on_new_store().await?,
            Verb::List { .. } | Verb::Delete { .. } => place.on_store().await?,
        };
        work(&ctx, &arguments.verb, place.json).await
    })
}

async fn work(ctx: &Ctx, verb: &Verb, is_json: bool) -> Result<(), Failure> {
    match verb {
        Verb::Create { name, .. } => {
            let key = access_keys::create(ctx, name).await?;
            let secret = key.secret.reveal();
            if is_json {
                print_json(&json!({ "access_key_id": key.id, "secret_access_key": secret }))
            } else {
                print(&format!("AWS_ACCESS_KEY_ID={}\nAWS_SECRET_ACCESS_KEY={secret}\n", key.id))
            }
        }
        Verb::List { .. } => {
            let keys = access_keys::list(ctx).await?;
            if is_json { print_json(&json!(keys)) } else { print(&table(&keys)) }
        }
        Verb::Delete { id, .. } => match access_keys::delete(ctx, id).await {
            Ok(()) if is_json => print_json(&json!({ "deleted": id })),
            Ok(()) => print(&format!("{id} is deleted.\n")),
            Err(error) if error.reason() == Reason::UnknownAccessKey => Err(Failure::new(
                format!("There is no access key {id}."),
                "Run `cenote access-key list` for those there are.",
            )),
            Err(error) => Err(error.into()),
        },
    }
}

fn table(keys: &[Listed]) -> String {
    if keys.is_empty() {
        return "There are no access keys. `cenote access-key create` makes one.\n".to_owned();
    }
    keys.iter().map(|key| format!("{}  {}  {}\n", key.id, day(key.created_at), key.name)).collect()
}

fn day(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms).map_or_else(|_| at_ms.to_string(), |at| at.to_string())
}
