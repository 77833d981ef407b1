//! `cargo xtask seed`: users by the million, straight through the rules and the store, in large batches.
//!
//! The rows are those of AdminCreateUser and AdminSetUserPassword. Every hundredth user has the known password; the
//! verifiers of the others are random numbers, which no password fits: a million exponentiations would take minutes
//! and show nothing. Both look alike to whoever reads the table.
//!
//! Subs are random and then dealt out in their order, like usernames and addresses: every index is filled from front
//! to back. In random order each new user would change pages all over indexes that fit no cache.

use std::collections::{BTreeMap, VecDeque};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use crypto::srp::Verifier;
use rules::account::import::{self, Arrival};
use rules::clients::configure::NewSecret;
use rules::pools::Pool;
use rules::users::password::{self, Hashed};
use rules::{Ctx, clients, pools};
use serde_json::json;
use store::Outcome;
use tokio::task::JoinHandle;
use uuid::Uuid;
use wire::idp::{UserPoolClientType, UserPoolType};

use crate::ground::Place;
use crate::{Result, clock};

/// The password of every hundredth user.
pub const PASSWORD: &str = "Bench-pass-1";

/// One user in so many has the password.
pub const KNOWN: u64 = 100;

/// Users of one batch: large, since a page that several of them touch is then written once.
const BATCH: u64 = 2_000;

/// Batches on their way while the next is made.
const AHEAD: usize = 3;

/// What `cargo xtask seed` takes.
#[derive(clap::Args)]
pub struct Seed {
    /// How many users
    #[arg(long)]
    users: u64,
    /// The number of the first of them: user00000000 is 0
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// The pool to fill; a new one with a client is made without it
    #[arg(long, value_name = "ID")]
    pool: Option<String>,
    #[command(flatten)]
    place: Place,
    /// One line of JSON at the end, and no progress
    #[arg(long)]
    json: bool,
}

impl Seed {
    /// Fills the pool. Errors: there is no such store or pool, or users of those names are in it.
    pub fn run(self) -> Result<()> {
        tokio::runtime::Runtime::new()?.block_on(async {
            let ctx = self.place.ctx().await?;
            let (pool, client) = match &self.pool {
                Some(id) => (pools::get(&ctx, id).await?, None),
                None => {
                    let (pool, client) = new_pool(&ctx).await?;
                    (pool, Some(client))
                }
            };
            let began = clock::now();
            fill(&ctx, &pool, self.from, self.users, !self.json).await?;
            let seconds = began.elapsed().as_secs_f64();
            if self.json {
                println!(
                    "{}",
                    json!({
                        "user_pool_id": pool.id(), "client_id": client, "users": self.users, "from": self.from,
                        "password": PASSWORD, "with_password_every": KNOWN, "seconds": seconds,
                    })
                );
            } else {
                println!("{} users in {} after {seconds:.1} s.", self.users, pool.id());
                if let Some(client) = client {
                    println!("Its client is {client}.");
                }
                println!(
                    "Every {KNOWN}th, from {} on, has the password {PASSWORD}; no password fits the others.",
                    username(self.from.next_multiple_of(KNOWN))
                );
            }
            Ok(())
        })
    }
}

/// A pool with e-mail aliases, and a client that allows every way in that the bench takes.
async fn new_pool(ctx: &Ctx) -> Result<(Arc<Pool>, String)> {
    let settings = UserPoolType {
        name: Some("seeded".to_owned()),
        auto_verified_attributes: Some(vec!["email".to_owned()]),
        alias_attributes: Some(vec!["email".to_owned()]),
        ..UserPoolType::default()
    };
    let pool = pools::configure::create(ctx, settings, None).await?;
    let flows = ["USER_SRP_AUTH", "USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"];
    let settings = UserPoolClientType {
        client_name: Some("seeded".to_owned()),
        explicit_auth_flows: Some(flows.map(|flow| format!("ALLOW_{flow}")).to_vec()),
        ..UserPoolClientType::default()
    };
    let client = clients::configure::create(ctx, &pool, settings, NewSecret::None, None).await?;
    Ok((pool, client.id().to_owned()))
}

/// The name of a user.
pub fn username(number: u64) -> String {
    format!("user{number:08}")
}

/// Adds users `from` to `from + count`. Errors: a name is taken, or the store fails; what was committed stays.
pub async fn fill(ctx: &Ctx, pool: &Arc<Pool>, from: u64, count: u64, shows: bool) -> Result<()> {
    let mut progress = Progress::new(count, shows);
    let mut subs = subs(ctx, count)?.into_iter();
    let mut ahead: VecDeque<JoinHandle<Result<()>>> = VecDeque::new();
    let (mut next, end) = (from, from + count);
    while next < end {
        let upto = (next + BATCH).min(end);
        let batch = batch(ctx, pool, (next..upto).zip(subs.by_ref())).await?;
        let store = ctx.world().store.clone();
        ahead.push_back(tokio::spawn(async move {
            match store.commit(batch).await? {
                Outcome::Done => Ok(()),
                Outcome::Missed { tag, .. } => Err(format!("A name is taken ({tag}): choose --from.").into()),
            }
        }));
        if ahead.len() > AHEAD
            && let Some(commit) = ahead.pop_front()
        {
            commit.await??;
        }
        next = upto;
        progress.show(next - from);
    }
    for commit in ahead {
        commit.await??;
    }
    progress.end();
    Ok(())
}

/// As many random UUIDs, in their order.
fn subs(ctx: &Ctx, count: u64) -> Result<Vec<Uuid>> {
    let mut subs = Vec::with_capacity(usize::try_from(count)?);
    for _ in 0..count {
        subs.push(uuid::Builder::from_random_bytes(ctx.random()?).into_uuid());
    }
    subs.sort_unstable();
    Ok(subs)
}

async fn batch(ctx: &Ctx, pool: &Pool, users: impl Iterator<Item = (u64, Uuid)>) -> Result<store::Batch> {
    let mut batch = ctx.batch()?;
    for (number, sub) in users {
        let arrival = arrival(ctx, pool, number, sub).await?;
        import::add(ctx, &mut batch, pool, arrival)?;
    }
    Ok(batch)
}

async fn arrival(ctx: &Ctx, pool: &Pool, number: u64, sub: Uuid) -> Result<Arrival> {
    const GIVEN: [&str; 8] = ["Ada", "Alan", "Edsger", "Grace", "Barbara", "Donald", "Radia", "Tony"];
    const FAMILY: [&str; 8] =
        ["Lovelace", "Turing", "Dijkstra", "Hopper", "Liskov", "Knuth", "Perlman", "Hoare"];
    let username = username(number);
    let pick = |from: [&str; 8], turn: u64| from[usize::try_from(turn % 8).unwrap_or(0)].to_owned();
    let attributes = BTreeMap::from([
        ("email".to_owned(), format!("{username}@example.com")),
        ("email_verified".to_owned(), "true".to_owned()),
        ("given_name".to_owned(), pick(GIVEN, number)),
        // As many family names as a large pool has: a page of one of them is short.
        ("family_name".to_owned(), format!("{} {}", pick(FAMILY, number / 8), number / 64)),
    ]);
    let hashed = match number % KNOWN {
        0 => password::hash(ctx, pool, &username, PASSWORD).await?,
        _ => unknown(ctx)?,
    };
    Ok(Arrival { sub: Some(sub.to_string()), username, attributes, hashed })
}

/// A salt and a verifier that no known password has.
fn unknown(ctx: &Ctx) -> Result<Hashed> {
    let mut salt: [u8; 16] = ctx.random()?;
    salt[0] = (salt[0] & 0x7f) | 0x40;
    let mut bytes: [u8; 384] = ctx.random()?;
    // Below the prime, whose first bits are ones.
    bytes[0] &= 0x7f;
    let verifier = Verifier::from_bytes(&bytes).ok_or("a random number is no verifier")?;
    Ok(Hashed::new(salt.to_vec(), verifier))
}

/// A line that tells how far it is, for people.
struct Progress {
    count: u64,
    shows: bool,
    began: std::time::Instant,
    shown: std::time::Instant,
}

impl Progress {
    fn new(count: u64, shows: bool) -> Progress {
        let now = clock::now();
        Progress { count, shows: shows && std::io::stderr().is_terminal(), began: now, shown: now }
    }

    fn show(&mut self, done: u64) {
        if self.shows && self.shown.elapsed() > Duration::from_millis(200) {
            self.shown = clock::now();
            let rate = done as f64 / self.began.elapsed().as_secs_f64();
            eprint!("\r{done} of {} users, {rate:.0} a second ", self.count);
        }
    }

    fn end(&self) {
        if self.shows {
            eprintln!("\r{} of {} users.                    ", self.count, self.count);
        }
    }
}

#[cfg(test)]
mod tests;
