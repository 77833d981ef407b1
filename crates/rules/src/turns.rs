//! Turns: of all who want the same of a provider elsewhere at once, one asks, and the others take what that has brought. A
//! provider that has changed its keys is asked once by a node, and turns nobody away meanwhile.
//! AWS: tells nothing of it.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use tokio::sync::{Mutex, MutexGuard};

/// Turns that are taken apart from each other; two names may share one.
const MOST: u64 = 64;

/// The turns of a node.
pub struct Turns {
    all: BTreeMap<u64, Mutex<()>>,
    by: RandomState,
}

impl Default for Turns {
    fn default() -> Turns {
        Turns { all: (0..MOST).map(|place| (place, Mutex::default())).collect(), by: RandomState::new() }
    }
}

impl Turns {
    /// The turn of whoever asks for what has this name, once those before have had theirs. It ends with what is given back.
    pub async fn take(&self, name: &str) -> Option<MutexGuard<'_, ()>> {
        match self.all.get(&(self.by.hash_one(name) % MOST)) {
            Some(turn) => Some(turn.lock().await),
            None => None,
        }
    }
}
