//! What goes on in the background: messages tried again, expired rows swept, certificates and metrics kept fresh.
//!
//! Nodes that share a store take turns by a lease; a node that dies is followed when its lease ends.

use std::sync::Arc;
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusHandle;
use rules::{Caller, Ctx, Error, Result, World};
use store::leases::{self, Lease};
use store::{Outcome, families, flows};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::tls::Tls;

/// How often due messages are looked for.
const OUTBOX: Duration = Duration::from_secs(5);

/// How often started imports are looked for.
const IMPORTS: Duration = Duration::from_secs(2);

/// How often raised request rates are looked for, where rates are judged.
const RATES: Duration = Duration::from_secs(1);

/// How often changes of datasets that are to be told elsewhere are looked for, how long a node has the turn, and how long it
/// goes on: what it has begun then ends before the turn of another.
const SYNC: Duration = Duration::from_secs(1);
const SYNC_TURN: Duration = Duration::from_secs(30);
const SYNC_ROUND: Duration = Duration::from_secs(8);

/// How often it is looked whether a look at a directory is due.
const DIRECTORIES: Duration = Duration::from_secs(10);

/// How often expired rows are looked for.
const SWEEP: Duration = Duration::from_secs(30);

/// How often the metadata and the certificates of SAML providers are looked at.
const PROVIDERS: Duration = Duration::from_secs(600);

/// Rows that one round deletes of each kind: the writer is not held up for longer than a few milliseconds.
const ROUND: i64 = 2_000;

/// Batches of rows of deleted pools that one sweep deletes.
const BATCHES: usize = 500;

/// How long rows stay beyond their end, so that clocks that differ do no harm.
const LINGER_MS: i64 = 3_600_000;

/// Counters against abuse count by the hour; after a day none matters.
const DAY_MS: i64 = 24 * 3_600_000;

/// How often files and histograms are looked after.
const UPKEEP: Duration = Duration::from_secs(5);

/// The jobs under way.
pub struct Jobs(JoinSet<()>);

impl Jobs {
    /// Starts the jobs of a store; each ends when `stop` turns true.
    pub fn start(world: &Arc<World>, holder: &str, stop: &watch::Receiver<bool>) -> Jobs {
        let mut jobs = JoinSet::new();
        let node = Node { world: Arc::clone(world), holder: holder.to_owned() };
        jobs.spawn(every(OUTBOX, stop.clone(), {
            let node = node.clone();
            move || {
                let node = node.clone();
                async move { node.log("outbox", node.redeliver().await) }
            }
        }));
        jobs.spawn(every(IMPORTS, stop.clone(), {
            let (node, stop) = (node.clone(), stop.clone());
            move || {
                let (node, stop) = (node.clone(), stop.clone());
                async move { node.log("imports", node.import(&stop).await) }
            }
        }));
        jobs.spawn(every(SYNC, stop.clone(), {
            let (node, stop) = (node.clone(), stop.clone());
            move || {
                let (node, stop) = (node.clone(), stop.clone());
                async move { node.log("sync", node.tell_changes(&stop).await) }
            }
        }));
        if world.rates.is_judging() {
            let node = node.clone();
            jobs.spawn(every(RATES, stop.clone(), move || {
                let node = node.clone();
                async move {
                    let ctx = node.ctx("rates");
                    node.log("rates", rules::rates::provisioned::refresh(&ctx).await);
                }
            }));
        }
        jobs.spawn(every(PROVIDERS, stop.clone(), {
            let node = node.clone();
            move || {
                let node = node.clone();
                async move { node.log("providers", node.look_at_providers().await) }
            }
        }));
        // Each has its own: one that does not answer keeps no other waiting.
        for pool_id in world.directories.pools() {
            let (node, stopping) = (node.clone(), stop.clone());
            jobs.spawn(every(DIRECTORIES, stop.clone(), move || {
                let (node, stopping, pool_id) = (node.clone(), stopping.clone(), pool_id.clone());
                async move { node.log("directories", node.look_at_directory(&pool_id, &stopping).await) }
            }));
        }
        jobs.spawn(every(SWEEP, stop.clone(), move || {
            let node = node.clone();
            async move { node.log("sweep", node.sweep().await) }
        }));
        Jobs(jobs)
    }

    /// Keeps metrics compact and the certificates fresh.
    pub fn keep_up(
        &mut self,
        metrics: PrometheusHandle,
        tls: Option<Arc<Tls>>,
        stop: &watch::Receiver<bool>,
    ) {
        self.0.spawn(every(UPKEEP, stop.clone(), move || {
            metrics.run_upkeep();
            let tls = tls.clone();
            async move {
                if let Some(tls) = tls {
                    tls.refresh().await;
                }
            }
        }));
    }

    /// Waits for the rounds under way. `stop` must have turned true.
    pub async fn end(mut self) {
        while self.0.join_next().await.is_some() {}
    }
}

async fn every<F, R>(period: Duration, mut stop: watch::Receiver<bool>, mut round: F)
where
    F: FnMut() -> R,
    R: Future<Output = ()>,
{
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick comes at once, and start-up has better things to do.
    ticks.tick().await;
    loop {
        let is_over = tokio::select! {
            _ = ticks.tick() => false,
            _ = stop.wait_for(|stops| *stops) => true,
        };
        if is_over {
            return;
        }
        round().await;
    }
}

#[derive(Clone)]
struct Node {
    world: Arc<World>,
    holder: String,
}

impl Node {
    fn ctx(&self, job: &str) -> Ctx {
        Ctx::new(Arc::clone(&self.world), Caller::Anyone, format!("job-{job}"), rules::Origin::default())
    }

    fn log(&self, job: &str, outcome: Result<()>) {
        if let Err(error) = outcome {
            tracing::warn!(job, %error, "a background job failed and will be tried again");
        }
    }

    async fn redeliver(&self) -> Result<()> {
        let ctx = self.ctx("outbox");
        // Asking costs a read; only what is due costs a write.
        let due = store::outbox::next_due(&ctx.read()).await?;
        if due.is_none_or(|due| due > ctx.now()) || !self.takes_lease(&ctx, "outbox", 6 * OUTBOX).await? {
            return Ok(());
        }
        let settled = rules::messages::redeliver(&ctx).await?;
        if settled > 0 {
            tracing::info!(settled, "waiting messages were settled");
        }
        Ok(())
    }

    /// Works imports off until none has more to do.
    async fn import(&self, stop: &watch::Receiver<bool>) -> Result<()> {
        let ctx = self.ctx("imports");
        while !*stop.borrow() {
            // Asking costs a read; only work costs a write.
            if store::imports::turns(&ctx.read(), "", 1).await?.is_empty()
                || !self.takes_lease(&ctx, "imports", 15 * IMPORTS).await?
                || !rules::imports::rounds::round(&ctx).await?
            {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Tells streams and devices what changed, and goes on with what is published as a whole.
    async fn tell_changes(&self, stop: &watch::Receiver<bool>) -> Result<()> {
        let ctx = self.ctx("sync");
        // Asking costs two reads; only work costs a write.
        let is_due = store::sync_outbox::next_due(&ctx.read()).await?.is_some_and(|due| due <= ctx.now());
        let is_published = store::bulk_publishes::running(&ctx.read()).await?.is_some();
        if !(is_due || is_published) || !self.takes_lease(&ctx, "sync", SYNC_TURN).await? {
            return Ok(());
        }
        let until = tokio::time::Instant::now() + SYNC_ROUND;
        let goes_on = || !*stop.borrow() && tokio::time::Instant::now() < until;
        while goes_on() && rules::sync::bulk::step(&ctx).await? {}
        rules::sync::telling::tell(&ctx, &goes_on).await.map(drop)
    }

    /// Each node looks, for its own log and metrics; one fetches what is due.
    async fn look_at_providers(&self) -> Result<()> {
        let ctx = self.ctx("providers");
        let is_mine = self.takes_lease(&ctx, "providers", 2 * PROVIDERS).await?;
        rules::providers::refresh::look(&ctx, is_mine).await
    }

    /// Looks at everybody in a pool's directory, where that is due.
    async fn look_at_directory(&self, pool_id: &str, stop: &watch::Receiver<bool>) -> Result<()> {
        let ctx = self.ctx("directories");
        let goes_on = || !*stop.borrow();
        let turn = rules::directory::sync::Turn { holder: &self.holder, goes_on: &goes_on };
        rules::directory::sync::look(&ctx, pool_id, &turn).await.map(drop)
    }

    async fn sweep(&self) -> Result<()> {
        let ctx = self.ctx("sweep");
        // Longer than a sweep takes: most of it is deleting what large pools held.
        if !self.takes_lease(&ctx, "sweep", 10 * SWEEP).await? {
            return Ok(());
        }
        let before = ctx.now() - LINGER_MS;
        let mut batch = ctx.batch()?;
        families::delete_expired(&mut batch, before, ROUND);
        ctx.commit(batch).await?;
        let mut batch = ctx.batch()?;
        flows::delete_expired(&mut batch, before, ROUND);
        store::browser_sessions::delete_expired(&mut batch, before, ROUND);
        store::upstreams::delete_expired(&mut batch, before, ROUND);
        store::attempts::delete_older(&mut batch, ctx.now() - DAY_MS, ROUND);
        store::deliveries::delete_older(&mut batch, ctx.now() - 30 * DAY_MS, ROUND);
        ctx.commit(batch).await?;
        rules::events::expire(&ctx, ROUND).await?;
        rules::imports::expire(&ctx).await?;
        rules::pools::emptying::empty_deleted(&ctx, BATCHES).await.map(|_| ())
    }

    async fn takes_lease(&self, ctx: &Ctx, name: &str, period: Duration) -> Result<bool> {
        let until = ctx.now() + i64::try_from(period.as_millis()).map_err(Error::internal)?;
        let lease = Lease { name: name.to_owned(), holder: self.holder.clone(), until };
        let mut batch = ctx.batch()?;
        leases::take(&mut batch, &lease);
        Ok(ctx.try_commit(batch).await? == Outcome::Done)
    }
}
