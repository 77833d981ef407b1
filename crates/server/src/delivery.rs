//! The couriers of `cenote serve`: none at all, or a file of JSON lines.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use rules::messages::{Courier, Message, Undelivered};

use crate::config::Delivery;
use crate::keyring::private_file;

/// The courier that the settings name.
pub fn courier(delivery: &Delivery) -> Arc<dyn Courier> {
    match delivery {
        Delivery::None => Arc::new(Nobody),
        Delivery::File(path) => Arc::new(Lines { path: path.clone() }),
    }
}

/// Refuses every message: nobody has said how it would get to its reader.
struct Nobody;

#[async_trait]
impl Courier for Nobody {
    async fn deliver(&self, _: &Message) -> Result<(), Undelivered> {
        Err(Undelivered::Refused("delivery.kind is none".to_owned()))
    }
}

/// Appends each message as one line. The file may be moved away between two messages.
struct Lines {
    path: PathBuf,
}

#[async_trait]
impl Courier for Lines {
    async fn deliver(&self, message: &Message) -> Result<(), Undelivered> {
        let later = |why: String| Undelivered::Later(why);
        let mut line = serde_json::to_vec(message).map_err(|error| later(error.to_string()))?;
        line.push(b'\n');
        let path = self.path.clone();
        let append = move || -> std::io::Result<()> {
            let mut file = private_file().create(true).append(true).open(path)?;
            file.write_all(&line)?;
            file.sync_data()
        };
        let written = tokio::task::spawn_blocking(append).await.map_err(|error| later(error.to_string()))?;
        written.map_err(|error| later(error.to_string()))
    }
}
