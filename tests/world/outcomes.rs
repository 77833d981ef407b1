//! What every call came to, noted in the build's own folder: `cargo xtask covered` holds it against the models. Beside
//! that lie the first few answers of each kind as they went out, which `tests/clients/answers.py` reads as botocore does.
//!
//! A runner may give each test a process, so each process has a file of its own.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use ops::door::Answer;
use serde_json::{Map, Value, json};
use wire::Service;

/// How many answers of a kind a process keeps.
const ANSWERS: usize = 5;

/// What this process has noted, and where.
struct Notes {
    /// Each outcome, and how often it came.
    noted: HashMap<String, usize>,
    outcomes: File,
    answers: File,
}

static NOTES: LazyLock<Mutex<Notes>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outcomes");
    fs::create_dir_all(&folder).expect("a folder");
    let name = std::process::id().to_string();
    // An older process may have had the same number.
    let open =
        |name: &str| OpenOptions::new().create(true).append(true).open(folder.join(name)).expect("a file");
    let (outcomes, answers) = (open(&name), open(&format!("{name}.answers")));
    Mutex::new(Notes { noted: HashMap::new(), outcomes, answers })
});

/// Notes service, operation and outcome: the error's code, or `ok`.
pub fn note(service: Service, answer: &Answer) {
    let Some(operation) = answer.operation else { return };
    let line = format!("{service:?} {operation} {}\n", answer.error.as_deref().unwrap_or("ok"));
    let mut notes = NOTES.lock().expect("a lock");
    let Notes { noted, outcomes, answers } = &mut *notes;
    let times = noted.entry(line.clone()).or_insert(0);
    if *times == 0 {
        outcomes.write_all(line.as_bytes()).expect("a file");
    }
    if *times < ANSWERS {
        let headers: Map<String, Value> =
            answer.headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let body = String::from_utf8_lossy(&answer.body);
        let kept = json!({ "service": format!("{service:?}"), "operation": operation, "status": answer.status,
                           "headers": headers, "body": body });
        answers.write_all(format!("{kept}\n").as_bytes()).expect("a file");
    }
    *times += 1;
}
