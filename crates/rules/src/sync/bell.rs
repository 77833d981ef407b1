//! Rung when datasets of an identity change on this node: whoever listens for a device looks at once.

use tokio::sync::broadcast::{self, Receiver, Sender};

/// How many rings somebody may sleep through before all count as one.
const ROOM: usize = 64;

/// The bell of one node.
pub struct Bell(Sender<String>);

impl Default for Bell {
    fn default() -> Bell {
        Bell(broadcast::channel(ROOM).0)
    }
}

impl Bell {
    /// Rings for an identity.
    pub fn ring(&self, identity_id: &str) {
        // That nobody listens is no fault.
        _ = self.0.send(identity_id.to_owned());
    }

    /// Listens from now on.
    pub fn listen(&self) -> Receiver<String> {
        self.0.subscribe()
    }
}
