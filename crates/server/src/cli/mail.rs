//! `cenote mail`: whether messages arrive, and what became of those that were sent.

use rules::messages::{self, Undelivered};
use rules::outside::{Clock, SystemClock};
use serde_json::{Value, json};
use store::deliveries::Delivery;

use super::place::{self, Place};
use super::{print, print_json};
use crate::config::Settings;
use crate::delivery::probe;
use crate::failure::Failure;
use crate::start;

/// What `cenote mail` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(clap::Subcommand)]
enum Verb {
    /// Send one message by the channel that it would take, and tell all of it where that fails
    Test {
        /// An e-mail address, or a phone number that begins with a plus
        #[arg(long, value_name = "ADDRESS")]
        to: String,
        /// As this pool would send it
        #[arg(long, value_name = "POOL")]
        pool: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// What became of a pool's latest messages, with the providers' answers
    Log {
        /// Whose
        #[arg(long, value_name = "POOL")]
        pool: String,
        /// Of this user alone: the sub
        #[arg(long, value_name = "SUB", default_value = "")]
        user: String,
        /// How many
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        last: u16,
        #[command(flatten)]
        place: Place,
    },
}

/// The options that say where messages go.
const OF_MESSAGES: [&str; 4] = ["channels", "delivery", "pools", "senders"];

/// Runs it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let runtime = start::runtime()?;
    let done = runtime.block_on(async {
        match &arguments.verb {
            Verb::Test { to, pool, place } => {
                let counts = |option: &str| OF_MESSAGES.iter().any(|table| option.starts_with(table));
                test(&place.settings(counts)?, to, pool.as_deref(), place.json).await
            }
            Verb::Log { pool, user, last, place } => {
                let ctx = place.on_store().await?;
                let pool = place::pool(&ctx, pool).await?;
                let rows = store::deliveries::page(&ctx.read(), pool.id(), user, "", i64::from(*last)).await;
                show(&rows.map_err(rules::Error::from)?, place.json)
            }
        }
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    done
}

async fn test(settings: &Settings, to: &str, pool: Option<&str>, is_json: bool) -> Result<(), Failure> {
    let pool = match pool {
        None => None,
        Some(id) => {
            place::is_there(settings)?;
            Some(place::pool(&place::ctx(settings).await?, id).await?)
        }
    };
    let message = messages::trial(to, pool.as_deref(), SystemClock.now());
    let Some(trial) = probe::trial(settings, &message).await else {
        return Err(Failure::new(
            format!("No channel takes {} messages.", message.channel),
            "Name one by delivery.email or delivery.sms; docs/messages.md tells how.",
        ));
    };
    let (outcome, answer) = match &trial.said {
        Ok(answer) => ("sent", answer),
        Err(Undelivered::Refused(why)) => ("refused", why),
        Err(Undelivered::Later(why)) => ("failed", why),
    };
    let is_sent = trial.said.is_ok();
    let conversation = trial.conversation.filter(|_| !is_sent);
    if is_json {
        print_json(&json!({
            "channel": trial.channel, "outcome": outcome, "answer": answer,
            "conversation": conversation.map(|text| text.lines().map(Value::from).collect::<Vec<_>>()),
        }))?;
    } else {
        print(&format!("{}: {outcome}: {answer}\n{}", trial.channel, conversation.unwrap_or_default()))?;
    }
    match is_sent {
        true => Ok(()),
        false => Err(Failure::new(
            "The test message was not sent.",
            "What the channel said is above; `cenote doctor` looks at all channels.",
        )),
    }
}

fn show(rows: &[Delivery], is_json: bool) -> Result<(), Failure> {
    if is_json {
        let list: Vec<Value> = rows
            .iter()
            .map(|row| {
                json!({
                    "id": row.id, "sub": row.sub, "kind": row.kind, "medium": row.medium,
                    "destination": row.destination, "state": row.state, "answer": row.answer,
                    "attempts": row.attempts, "at": row.updated_at,
                })
            })
            .collect();
        return print_json(&Value::from(list));
    }
    if rows.is_empty() {
        return print("No messages in the last 30 days.\n");
    }
    let lines = rows.iter().map(|row| {
        let at = jiff::Timestamp::from_millisecond(row.updated_at);
        let at = at.map_or_else(|_| row.updated_at.to_string(), |at| at.to_string());
        let Delivery { kind, destination, state, answer, attempts, .. } = row;
        format!("{at}  {state:<8}  {kind:<16}  {destination}  try {attempts}: {answer}\n")
    });
    print(&lines.collect::<String>())
}
