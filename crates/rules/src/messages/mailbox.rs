//! The mailbox of `cenote dev`: keeps what would be sent, newest 1,000, for people and tests to read.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;

use super::{Courier, Message, Sender, Undelivered};

/// How many messages are kept.
const KEPT: usize = 1_000;

/// What the mailbox says of a message.
const KEPT_SAYS: &str = "in the mailbox";

/// A courier that keeps what it is given.
#[derive(Default)]
pub struct Mailbox(Mutex<VecDeque<Message>>);

impl Mailbox {
    /// The messages to an address, or all of them, newest first.
    pub fn messages(&self, to: Option<&str>) -> Vec<Message> {
        let kept = self.lock();
        kept.iter().rev().filter(|message| to.is_none_or(|to| message.to == to)).cloned().collect()
    }

    /// Throws everything away.
    pub fn empty(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Message>> {
        // A panic while pushing leaves a usable queue behind.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[async_trait]
impl Courier for Mailbox {
    async fn deliver(&self, message: &Message) -> Result<String, Undelivered> {
        let mut kept = self.lock();
        // The same message again, after a lost acknowledgement, is not a second one.
        if kept.iter().any(|old| old.id == message.id) {
            return Ok(KEPT_SAYS.to_owned());
        }
        if kept.len() == KEPT {
            kept.pop_front();
        }
        // Whom it is kept for and from whom it comes is for channels alone.
        kept.push_back(Message { sub: String::new(), sender: Sender::default(), ..message.clone() });
        Ok(KEPT_SAYS.to_owned())
    }
}
