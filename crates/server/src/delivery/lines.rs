//! A file of JSON lines, one a message.

use std::io::Write;
use std::path::PathBuf;

use async_trait::async_trait;
use rules::messages::{Courier, Message, Undelivered};

use crate::keyring::private_file;

/// Appends each message as one line. The file may be moved away between two messages.
pub struct Lines {
    path: PathBuf,
}

impl Lines {
    /// Lines of a file, which is made when the first message comes.
    pub fn new(path: PathBuf) -> Lines {
        Lines { path }
    }
}

#[async_trait]
impl Courier for Lines {
    async fn deliver(&self, message: &Message) -> Result<String, Undelivered> {
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
        written.map(|()| "written".to_owned()).map_err(|error| later(error.to_string()))
    }
}
