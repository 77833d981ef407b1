//! The bounded pool for arithmetic that takes milliseconds: exponentiations, RSA, password hashing.
//!
//! Such work never holds up the threads that serve requests or write: whoever begins it stops serving until it is done.
//! Signatures are brief enough to be made while serving.

use std::sync::Arc;

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::Semaphore;

use crate::error::{Error, Reason, Result};

/// As many jobs at once as there are cores, and a bounded queue before them.
#[derive(Clone)]
pub struct Compute {
    running: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

/// Jobs that may wait. At two milliseconds a job and two cores this is about four seconds of work: whoever comes
/// later is told to slow down rather than left to time out.
const QUEUE: usize = 4096;

impl Compute {
    /// A pool for `cores` jobs at a time.
    pub fn new(cores: usize) -> Compute {
        Compute { running: Arc::new(Semaphore::new(cores.max(1))), queue: Arc::new(Semaphore::new(QUEUE)) }
    }

    /// Runs a job of half a millisecond at most, such as a signature or two, where it was asked for, within the same
    /// bounds: to have another thread serve meanwhile costs a good part of that.
    ///
    /// Errors: `TooManyRequests` when the queue is full.
    pub async fn run_brief<T>(&self, job: impl FnOnce() -> T) -> Result<T> {
        let _place = self.queue.try_acquire().map_err(|_| Error::new(Reason::TooManyRequests))?;
        let _turn = self.running.acquire().await.map_err(Error::internal)?;
        Ok(job())
    }

    /// Runs `job` on the pool and gives its result.
    ///
    /// Errors: `TooManyRequests` when the queue is full.
    pub async fn run<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let _place = self.queue.try_acquire().map_err(|_| Error::new(Reason::TooManyRequests))?;
        let turn = self.running.clone().acquire_owned().await.map_err(Error::internal)?;
        if Handle::current().runtime_flavor() == RuntimeFlavor::MultiThread {
            // Another thread takes over what this one served, and the request goes on where its data are warm:
            // handing it to a thread and back costs two wakings, and a second job of the same request two more.
            let _turn = turn;
            return Ok(tokio::task::block_in_place(job));
        }
        // A runtime of one thread, as tests have, has no other that could take over. The permit moves into the job: a
        // caller that hangs up must not let another job start beside this one.
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            job()
        })
        .await
        .map_err(Error::internal)
    }
}
