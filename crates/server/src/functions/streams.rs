//! Where streams of datasets' changes may go beside what functions are: a stream of Kinesis or of what speaks as it does, a
//! table of a PostgreSQL database, a file.
//! AWS: API_PutRecord of Kinesis Data Streams; the developer guide, "Cognito Streams".
//!
//! Each answers only when it has kept the change: it is told again otherwise.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use crypto::sigv4::{self, Signer};
use http::Request;
use http_body_util::Full;
use serde_json::{Value, json};
use store::warehouse::{Change, Warehouse};
use tokio::sync::{Mutex, OnceCell};

use super::endpoint::{unsent, whole};
use super::{Job, Missed, Tools};
use crate::config::functions as config;

/// A stream of Kinesis.
pub struct Kinesis(config::Kinesis);

impl Kinesis {
    /// The one that the settings name.
    pub fn new(settings: config::Kinesis) -> Kinesis {
        Kinesis(settings)
    }

    /// Puts a change into it, by the identity: of one identity all go the same way, in their order.
    pub async fn attempt(&self, tools: &Tools, job: &Job) -> Result<Bytes, Missed> {
        let config::Kinesis { endpoint, stream, key, may_be_private } = &self.0;
        let change: Value = serde_json::from_slice(&job.body).unwrap_or_default();
        let named = job.arn.rsplit_once('/').map_or("", |(_, name)| name);
        let put = json!({
            "StreamName": stream.as_deref().unwrap_or(named),
            "PartitionKey": change["identityId"].as_str().unwrap_or("none"),
            "Data": STANDARD.encode(&job.body),
        });
        let body = Bytes::from(put.to_string());
        let host = endpoint.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        let headers = [
            ("content-type", "application/x-amz-json-1.1"),
            ("host", host),
            ("x-amz-target", "Kinesis_20131202.PutRecord"),
        ];
        let path = super::path_of(endpoint);
        let signed = sigv4::Request { method: "POST", path, query: "", headers: &headers, body: &body };
        let signer = Signer {
            access_key_id: &key.access_key_id,
            secret: key.secret_access_key.reveal(),
            session_token: key.session_token.as_ref().map(crate::config::values::Secret::reveal),
            region: &key.region,
            service: "kinesis",
        };
        let mut request = Request::post(path);
        for (name, value) in sigv4::sign(&signed, &signer, tools.clock.now()) {
            request = request.header(name, value);
        }
        // The host is added on the way.
        for (name, value) in headers.into_iter().filter(|(name, _)| *name != "host") {
            request = request.header(name, value);
        }
        let request = request.body(Full::new(body));
        let request = request.map_err(|error| Missed::refused("ServiceException", error.to_string()))?;
        let response = tools.outbound.send(endpoint, request, *may_be_private).await.map_err(unsent)?;
        let status = response.status();
        let said = whole(response).await?;
        match status.is_success() {
            true => Ok(said),
            false => {
                let said: Value = serde_json::from_slice(&said).unwrap_or_default();
                let kind = said["__type"].as_str().unwrap_or_default();
                Err(Missed::refused(
                    "ServiceException",
                    format!("it answers {kind:.64} with status {}", status.as_u16()),
                ))
            }
        }
    }
}

/// A table of a PostgreSQL database.
pub struct Postgres {
    settings: config::Postgres,
    open: OnceCell<Warehouse>,
}

impl Postgres {
    /// The one that the settings name; it is opened when it is first needed.
    pub fn new(settings: config::Postgres) -> Postgres {
        Postgres { settings, open: OnceCell::new() }
    }

    /// Adds a change to it.
    pub async fn attempt(&self, job: &Job) -> Result<Bytes, Missed> {
        let missed = |error: store::StoreError| Missed::passing("ServiceException", error.to_string());
        let config::Postgres { url, table } = &self.settings;
        let opened = self.open.get_or_try_init(|| Warehouse::open(url.reveal(), *table)).await;
        let event: Value = serde_json::from_slice(&job.body).unwrap_or_default();
        let text = |name: &str| event[name].as_str().unwrap_or_default();
        let change = Change {
            id: &job.id,
            pool_id: text("identityPoolId"),
            identity_id: text("identityId"),
            dataset: text("dataSetName"),
            sync_count: event["syncCount"].as_i64().unwrap_or_default(),
            operation: text("operation"),
            modified_at: event["lastModifiedDate"].as_i64().unwrap_or_default(),
            event: std::str::from_utf8(&job.body).unwrap_or_default(),
        };
        opened.map_err(missed)?.add(&change).await.map_err(missed)?;
        Ok(Bytes::new())
    }
}

/// A file, one change a line.
pub struct Lines {
    path: PathBuf,
    turn: Mutex<()>,
}

impl Lines {
    /// The one that the settings name.
    pub fn new(path: PathBuf) -> Lines {
        Lines { path, turn: Mutex::new(()) }
    }

    /// Appends a change, and has it on the disk before it says so.
    pub async fn attempt(&self, job: &Job) -> Result<Bytes, Missed> {
        let _turn = self.turn.lock().await;
        let (path, body) = (self.path.clone(), job.body.clone());
        let done = tokio::task::spawn_blocking(move || append(&path, &body)).await;
        match done {
            Ok(Ok(())) => Ok(Bytes::new()),
            Ok(Err(error)) => Err(Missed::passing("ServiceException", error.to_string())),
            Err(error) => Err(Missed::passing("ServiceException", error.to_string())),
        }
    }
}

fn append(path: &std::path::Path, line: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    let mut text = Vec::with_capacity(line.len() + 2);
    // What was cut off when the machine failed stays a line of its own; it is told again.
    if !ends_with_line(&mut file)? {
        text.push(b'\n');
    }
    text.extend_from_slice(line);
    text.push(b'\n');
    file.write_all(&text)?;
    file.sync_data()
}

fn ends_with_line(file: &mut File) -> std::io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

#[cfg(test)]
mod tests {
    use super::append;

    #[test]
    fn what_was_cut_off_does_not_spoil_the_next_line() {
        let path = std::env::temp_dir().join(format!("cenote-lines-{}", std::process::id()));
        append(&path, b"{\"a\":1}").unwrap();
        append(&path, b"{\"a\":2}").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\"a\":1}\n{\"a\":2}\n");
        std::fs::write(&path, b"{\"a\":1}\n{\"a\"").unwrap();
        append(&path, b"{\"a\":2}").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\"a\":1}\n{\"a\"\n{\"a\":2}\n");
        std::fs::remove_file(&path).unwrap();
    }
}
