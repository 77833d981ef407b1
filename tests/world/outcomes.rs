//! What every call came to, noted in the build's own folder: `cargo xtask covered` holds it against the models.
//!
//! A runner may give each test a process, so each process has a file of its own.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use ops::door::Answer;
use wire::Service;

/// What this process has noted, and where.
struct Notes {
    noted: HashSet<String>,
    file: File,
}

static NOTES: LazyLock<Mutex<Notes>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outcomes");
    fs::create_dir_all(&folder).expect("a folder");
    let place = folder.join(std::process::id().to_string());
    // An older process may have had the same number.
    let file = OpenOptions::new().create(true).append(true).open(place).expect("a file");
    Mutex::new(Notes { noted: HashSet::new(), file })
});

/// Notes service, operation and outcome: the error's code, or `ok`.
pub fn note(target: &str, answer: &Answer) {
    let Some(operation) = answer.operation else { return };
    let service = Service::ALL
        .into_iter()
        .find(|service| service.target_prefix().is_some_and(|prefix| target.strip_prefix(prefix).is_some()));
    let service = service.expect("a service of the target");
    let line = format!("{service:?} {operation} {}\n", answer.error.as_deref().unwrap_or("ok"));
    let mut notes = NOTES.lock().expect("a lock");
    if notes.noted.insert(line.clone()) {
        notes.file.write_all(line.as_bytes()).expect("a file");
    }
}
