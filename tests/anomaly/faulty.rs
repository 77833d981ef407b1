//! A driver that fails when it is told to.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use store::{Driver, Expect, Miss, Outcome, Row, Statement, Stats, Store, StoreError, Value};

/// Which call fails, counted from zero since the driver was armed, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This query gets no answer.
    Read(u64),
    /// This batch is not applied.
    Commit(u64),
    /// This batch is applied, and its answer is lost.
    Lost(u64),
    /// From this batch on none is applied.
    Down(u64),
    /// Whatever a batch is guarded against having changed has changed, each time.
    Moves,
}

/// A driver over another one.
pub struct Faulty {
    below: Arc<dyn Driver>,
    fault: Mutex<Option<Fault>>,
    reads: AtomicU64,
    commits: AtomicU64,
}

impl Faulty {
    /// Over the driver of a store; faultless until it is armed.
    pub fn over(store: Store) -> Faulty {
        Faulty {
            below: Arc::clone(store.driver()),
            fault: Mutex::new(None),
            reads: AtomicU64::new(0),
            commits: AtomicU64::new(0),
        }
    }

    /// Counts anew, and fails as told.
    pub fn arm(&self, fault: Option<Fault>) {
        self.reads.store(0, Ordering::SeqCst);
        self.commits.store(0, Ordering::SeqCst);
        *self.fault.lock().expect("a lock") = fault;
    }

    /// Fails no more; gives how many queries and batches were asked for since it was armed.
    pub fn disarm(&self) -> (u64, u64) {
        *self.fault.lock().expect("a lock") = None;
        (self.reads.load(Ordering::SeqCst), self.commits.load(Ordering::SeqCst))
    }

    fn is(&self, fault: Fault) -> bool {
        *self.fault.lock().expect("a lock") == Some(fault)
    }
}

#[async_trait]
impl Driver for Faulty {
    async fn rows(&self, sql: &'static str, args: &[Value]) -> store::Result<Vec<Row>> {
        let k = self.reads.fetch_add(1, Ordering::SeqCst);
        if self.is(Fault::Read(k)) {
            return Err(StoreError::failed("read", "the disk is on fire"));
        }
        self.below.rows(sql, args).await
    }

    async fn commit(&self, batch: Vec<Statement>) -> store::Result<Outcome> {
        let k = self.commits.fetch_add(1, Ordering::SeqCst);
        let is_down = (0..=k).any(|first| self.is(Fault::Down(first)));
        if is_down || self.is(Fault::Commit(k)) {
            return Err(StoreError::failed("commit", "the disk is full"));
        }
        let is_guard = |statement: &&Statement| statement.expect == Expect::One(Miss::Moved);
        if let Some(guard) = batch.iter().find(is_guard).filter(|_| self.is(Fault::Moves)) {
            return Ok(Outcome::Missed { miss: Miss::Moved, at: 0, tag: guard.tag });
        }
        let outcome = self.below.commit(batch).await;
        if self.is(Fault::Lost(k)) { Err(StoreError::unknown("the connection was reset")) } else { outcome }
    }

    fn stats(&self) -> Stats {
        self.below.stats()
    }
}
