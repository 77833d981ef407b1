//! Turns: of all who want the same of a provider elsewhere at once, one asks, and the others take what that has brought. A
//! provider that has changed its keys is asked once by a node, and turns nobody away meanwhile.
//! AWS: tells nothing of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

/// The turns of a node, by what is asked for: a provider that is slow keeps nobody waiting who wants another.
#[derive(Default)]
pub struct Turns(Mutex<BTreeMap<String, Weak<Turn<()>>>>);

impl Turns {
    /// The turn of whoever asks for what has this name, once those before have had theirs. It ends with what is given back.
    pub async fn take(&self, name: &str) -> OwnedMutexGuard<()> {
        self.of(name).lock_owned().await
    }

    fn of(&self, name: &str) -> Arc<Turn<()>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = all.get(name).and_then(Weak::upgrade) {
            return turn;
        }
        // What nobody waits for any more is forgotten.
        all.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::default();
        all.insert(name.to_owned(), Arc::downgrade(&turn));
        turn
    }
}
