//! `cenote doctor`: what would keep `cenote serve` from working, told without starting it.

use std::sync::Arc;

use rules::looks::branding::{self, Faint};
use rules::outside::{Clock, SystemClock};
use rules::pools::certificates as kept;
use rules::{Caller, World};
use serde_json::{Value, json};
use store::certificates::Stamp;

use super::place::Place;
use super::{print, print_json};
use crate::config::values::Origin;
use crate::config::{Fault, Settings};
use crate::directory::All;
use crate::failure::Failure;
use crate::start::{self, Spare};
use crate::tls::pem::Pair;
use crate::tls::{self, hosts};
use crate::{delivery, keyring};

/// What `cenote doctor` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
}

/// One thing looked at.
struct Check {
    name: &'static str,
    status: Status,
    message: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Ok,
    Warning,
    Failed,
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Warning => "warning",
            Status::Failed => "failed",
        }
    }
}

/// Looks at everything; fails when one check does.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let (settings, faults) = arguments.place.all_settings()?;
    let mut checks = of_settings(&settings, &faults);
    start::runtime()?.block_on(async {
        of_channels(&settings, &mut checks).await;
        of_directories(&settings, &mut checks).await;
        of_store(&settings, &mut checks).await;
    });
    let failed = checks.iter().filter(|check| check.status == Status::Failed).count();
    if arguments.place.json {
        let list: Vec<Value> = checks
            .iter()
            .map(|check| {
                json!({ "name": check.name, "status": check.status.word(), "message": check.message })
            })
            .collect();
        print_json(&json!({ "ok": failed == 0, "checks": list }))?;
    } else {
        let lines = checks
            .iter()
            .map(|check| format!("{:<8} {:<9} {}\n", check.status.word(), check.name, check.message));
        print(&lines.collect::<String>())?;
    }
    match failed {
        0 => Ok(()),
        1 => Err(Failure::new("One check failed.", "Its line above says what to do.")),
        _ => Err(Failure::new(format!("{failed} checks failed."), "Their lines above say what to do.")),
    }
}

fn check(name: &'static str, status: Status, message: impl Into<String>) -> Check {
    Check { name, status, message: message.into() }
}

fn of_settings(settings: &Settings, faults: &[Fault]) -> Vec<Check> {
    let is_tls = |fault: &&Fault| fault.option.starts_with("tls_");
    let mut checks: Vec<Check> = faults
        .iter()
        .map(|fault| {
            let name = if is_tls(&fault) { "tls" } else { "settings" };
            check(name, Status::Failed, fault.to_string())
        })
        .collect();
    if faults.iter().all(|fault| is_tls(&fault)) {
        checks.push(check("settings", Status::Ok, "nothing weak or missing"));
    }
    if settings.channels.routes.default.email.is_none() {
        let message = "no channel takes e-mails: operations that must send one will fail";
        checks.push(check("delivery", Status::Warning, message));
    }
    match &settings.tls {
        None => checks.push(check("tls", Status::Ok, "none of our own")),
        Some(_) if faults.iter().any(|fault| is_tls(&fault)) => {}
        Some(files) => {
            let shown = format!("`{}`", files.cert.display());
            checks.extend(tls::read(files).ok().map(|pair| lasting(&shown, &pair)));
        }
    }
    checks
}

/// Whether messages would find a way.
async fn of_channels(settings: &Settings, checks: &mut Vec<Check>) {
    for (name, found) in delivery::probe::all(settings).await {
        checks.push(match found {
            Ok(message) => check("delivery", Status::Ok, format!("{name}: {message}")),
            Err(why) => check("delivery", Status::Failed, format!("{name}: {why}")),
        });
    }
}

/// Whether the directories of pools answer, each of their servers.
async fn of_directories(settings: &Settings, checks: &mut Vec<Check>) {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    match All::new(&settings.directories, &settings.outbound_private, &clock) {
        Err(failure) => checks.push(check("directory", Status::Failed, failure.sentence())),
        Ok(all) => checks.extend(super::directory::examined(&all).await.into_iter().map(|(line, state)| {
            let status = match state {
                "ok" => Status::Ok,
                "warn" => Status::Warning,
                _ => Status::Failed,
            };
            check("directory", status, line)
        })),
    }
}

async fn of_store(settings: &Settings, checks: &mut Vec<Check>) {
    // A doctor makes nothing: neither a database nor a ring.
    if settings.database_path().is_some_and(|path| !path.exists()) {
        let message = format!("`{}` is not there yet; `cenote serve` makes it", settings.data.display());
        checks.push(check("store", Status::Ok, message));
        return;
    }
    let ring = match settings.ring_path().map(|path| keyring::read(&path)) {
        Some(Ok(None)) => {
            let message = "the key ring is missing beside a database: put it back from its backup";
            checks.push(check("keys", Status::Failed, message));
            return;
        }
        Some(Err(failure)) => {
            checks.push(check("keys", Status::Failed, failure.sentence()));
            return;
        }
        Some(Ok(Some(_))) | None => start::ground(settings).await,
    };
    let made = ring.and_then(|ground| {
        let nowhere = Origin::of_listener(settings.listen);
        start::world(settings, ground, &nowhere, delivery::nobody(), Spare::None)
    });
    match made {
        Err(failure) => checks.push(check("store", Status::Failed, failure.sentence())),
        Ok(world) => {
            checks.push(check("store", Status::Ok, "it opens, and its schema is this release's"));
            checks.push(clock(&world).await);
            checks.push(keys(&world).await);
            checks.extend(certificates(&world, settings).await);
            checks.extend(looks(&world).await);
        }
    }
}

/// Whether the clock agrees with what the store has seen: ids of changes carry the time of their node.
async fn clock(world: &Arc<World>) -> Check {
    const MINUTE_MS: i64 = 60_000;
    let now = world.clock.now();
    let mut ahead = store::Batch::new(now + MINUTE_MS, [0xff; 16]);
    match store::changes::after(&world.store.read(), &ahead.id(), 1).await {
        Err(error) => check("clock", Status::Failed, format!("the store does not answer: {error}")),
        Ok(changes) => match changes.first() {
            None => check("clock", Status::Ok, "not behind what the store has seen"),
            Some(change) => {
                let behind = (change.at - now) / 1_000;
                let message =
                    format!("it is {behind} s behind a node that wrote to the store: set it by NTP");
                check("clock", Status::Failed, message)
            }
        },
    }
}

/// How long a certificate whose key fits is good.
fn lasting(shown: &str, pair: &Pair) -> Check {
    let now = SystemClock.now();
    if pair.from > now {
        let message = format!("{shown} is good from {} on only", tls::day(pair.from));
        return check("tls", Status::Failed, message);
    }
    let (status, how) = match pair.until - now {
        left if left <= 0 => (Status::Failed, tls::ending(pair.until, now)),
        left if left < tls::AHEAD_MS => (Status::Warning, tls::ending(pair.until, now)),
        _ => (Status::Ok, format!("and its key fit until {}", tls::day(pair.until))),
    };
    check("tls", status, format!("{shown} {how}"))
}

/// The certificates that the store keeps by host.
async fn certificates(world: &Arc<World>, settings: &Settings) -> Vec<Check> {
    let unread = |error: rules::Error| vec![check("tls", Status::Failed, error.to_string())];
    let stamps = match kept::stamps(world).await {
        Ok(stamps) => stamps,
        Err(error) => return unread(error),
    };
    let mut checks = Vec::new();
    if settings.tls.is_none() && !stamps.is_empty() {
        let message = "certificates of hosts are kept, and without tls_cert none is shown to anybody";
        checks.push(check("tls", Status::Warning, message));
    }
    for Stamp { host, .. } in stamps {
        match kept::open(world, &host).await {
            Err(error) => return unread(error),
            Ok(None) => {}
            Ok(Some((_, found))) => checks.push(match hosts::judged(found.as_ref()) {
                Ok(pair) => lasting(&format!("the certificate of {host}"), &pair),
                Err(why) => {
                    check("tls", Status::Failed, format!("the certificate of {host} cannot be used: {why}"))
                }
            }),
        }
    }
    checks
}

/// What of the pools' own styles is hard to read.
async fn looks(world: &Arc<World>) -> Vec<Check> {
    match branding::faint(world).await {
        Err(error) => vec![check("looks", Status::Failed, error.to_string())],
        Ok(found) => found
            .into_iter()
            .map(|Faint { pool_id, id, what, contrast }| {
                let message = format!("style {id} of {pool_id}: {what}, {contrast}, and 4.5:1 is the least");
                check("looks", Status::Warning, message)
            })
            .collect(),
    }
}

/// Whether the ring opens the data keys of the pools and the secrets of the access keys.
async fn keys(world: &Arc<World>) -> Check {
    const PAGE: i64 = 100;
    let ctx =
        rules::Ctx::new(Arc::clone(world), Caller::Anyone, "doctor".to_owned(), rules::Origin::default());
    let mut opened = 0;
    for region in &world.config.regions {
        let mut after = String::new();
        loop {
            let account = &world.config.account;
            let pools = match store::pools::page(&ctx.read(), account, region, &after, PAGE).await {
                Ok(pools) => pools,
                Err(error) => {
                    return check("keys", Status::Failed, format!("the store does not answer: {error}"));
                }
            };
            for pool in &pools {
                if world.ring.open_pool_key(&pool.id, &pool.data_key).is_err() {
                    let message =
                        format!("the key ring does not open pool {}: it is another database's", pool.id);
                    return check("keys", Status::Failed, message);
                }
            }
            opened += pools.len();
            match pools.last() {
                Some(last) => after.clone_from(&last.id),
                None => break,
            }
        }
    }
    let pools = if opened == 1 { "pool" } else { "pools" };
    check("keys", Status::Ok, format!("the key ring opens {opened} {pools}"))
}
