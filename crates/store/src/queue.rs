//! A queue between async callers and the threads that own a connection.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Jobs wait here; closing lets the threads finish what is queued and then end.
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    ready: Condvar,
}

struct State<T> {
    jobs: VecDeque<T>,
    is_closed: bool,
}

impl<T> Queue<T> {
    pub(crate) fn new() -> Self {
        let state = State { jobs: VecDeque::new(), is_closed: false };
        Self { state: Mutex::new(state), ready: Condvar::new() }
    }

    /// Adds a job, or drops it when the queue is closed.
    pub(crate) fn push(&self, job: T) {
        let mut state = self.lock();
        if !state.is_closed {
            state.jobs.push_back(job);
            // Who is woken under the lock wakes to wait for it.
            drop(state);
            self.ready.notify_one();
        }
    }

    /// Up to `limit` jobs, waiting for the first; none at all means closed and empty.
    pub(crate) fn take(&self, limit: usize) -> Vec<T> {
        let mut state = self.lock();
        while state.jobs.is_empty() && !state.is_closed {
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let count = state.jobs.len().min(limit);
        state.jobs.drain(..count).collect()
    }

    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.ready.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
