//! What programs print, as lines of the server's log.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncRead, AsyncReadExt};

/// The longest line that is logged whole.
const LONGEST: usize = 8_192;

/// Whose lines they are: of the event that the program was given last.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    pub function: String,
    pub pool: String,
    pub request_id: String,
}

/// Logs lines until there are no more.
pub async fn tell(mut from: impl AsyncRead + Unpin, stream: &'static str, tag: Arc<Mutex<Tag>>) {
    let mut buffer = vec![0; LONGEST];
    let mut line = Vec::new();
    let mut is_cut = false;
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        for byte in buffer.iter().take(read) {
            match byte {
                b'\n' => {
                    say(&line, is_cut, stream, &tag);
                    line.clear();
                    is_cut = false;
                }
                _ if line.len() < LONGEST => line.push(*byte),
                _ => is_cut = true,
            }
        }
    }
    say(&line, is_cut, stream, &tag);
}

fn say(line: &[u8], is_cut: bool, stream: &str, tag: &Mutex<Tag>) {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_end();
    if text.is_empty() {
        return;
    }
    let Tag { function, pool, request_id } = tag.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let mark = if is_cut { " […]" } else { "" };
    tracing::info!(target: "function", function, pool, request_id, stream, "{text}{mark}");
}
