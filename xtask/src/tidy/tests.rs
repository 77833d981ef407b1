//! Every check finds a fault that is planted, at its line, and leaves what is right alone.

use super::{CHECKS, findings};
use crate::sources::Source;

/// Check, files, and where the findings must be.
type Planted = (&'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, usize)]);

const OP: &str = "crates/ops/src/idp/sign_up.rs";
const TABLE: &str = "crates/ops/src/table.rs";

const PLANTED: &[Planted] = &[
    ("headers", &[("crates/a/src/b.rs", "fn f() {}\n")], &[("crates/a/src/b.rs", 1)]),
    ("source lines", &[(OP, "//! SignUp: signs up.\n\n// AWS: too late\n")], &[(OP, 1)]),
    ("unsafe", &[("crates/a/src/b.rs", "//! B.\nlet a = 1;\nunsafe { b() }\n")], &[("crates/a/src/b.rs", 3)]),
    ("attributes", &[("xtask/src/b.rs", "//! B.\n#[allow(dead_code)]\n")], &[("xtask/src/b.rs", 2)]),
    ("attributes", &[("xtask/src/b.rs", "#![allow(dead_code)]\n")], &[("xtask/src/b.rs", 1)]),
    ("attributes", &[("tests/b.rs", "//! B.\n#[ignore = \"slow\"]\n")], &[("tests/b.rs", 2)]),
    (
        "attributes",
        &[("tests/b.rs", "#[expect(dead_code, reason = \"x\")]\n\n#[expect(dead_code)]\n")],
        &[("tests/b.rs", 3)],
    ),
    ("leftovers", &[("docs/a.md", "x\n// TO\u{44}O: later\n")], &[("docs/a.md", 2)]),
    ("leftovers", &[("tests/a.rs", "dbg!(x);\ntodo!()\n")], &[("tests/a.rs", 1), ("tests/a.rs", 2)]),
    ("sleeps", &[("tests/a.rs", "tokio::time::sleep(x).await;\n")], &[("tests/a.rs", 1)]),
    ("sleeps", &[("tests/clients/a.py", "import time\ntime.sleep(1)\n")], &[("tests/clients/a.py", 2)]),
    (
        "sleeps",
        &[("crates/a/src/b.rs", "sleep(x);\n#[cfg(test)]\nmod t { sleep(x); }\n")],
        &[("crates/a/src/b.rs", 3)],
    ),
    ("sql", &[("crates/ops/src/a.rs", "f(\"SELECT a FROM b\")\n")], &[("crates/ops/src/a.rs", 1)]),
    ("sql", &[("crates/ops/src/a.rs", "f(\"UPDATE a\n SET b = 1\")\n")], &[("crates/ops/src/a.rs", 1)]),
    ("sql", &[("tests/scenarios/a.rs", "f(r#\"DELETE FROM a\"#)\n")], &[("tests/scenarios/a.rs", 1)]),
    ("drivers", &[("crates/store/src/users.rs", "use rusqlite::X;\n")], &[("crates/store/src/users.rs", 1)]),
    (
        "drivers",
        &[("crates/store/src/sqlite.rs", "use tokio_postgres::X;\n")],
        &[("crates/store/src/sqlite.rs", 1)],
    ),
    ("clocks", &[("crates/ops/src/a.rs", "let a = SystemTime::now();\n")], &[("crates/ops/src/a.rs", 1)]),
    (
        "clocks",
        &[("crates/rules/src/a.rs", "\nInstant::now()\njiff::Timestamp::now()\n")],
        &[("crates/rules/src/a.rs", 2), ("crates/rules/src/a.rs", 3)],
    ),
    ("chance", &[("crates/ops/src/a.rs", "let id = Uuid::new_v4();\n")], &[("crates/ops/src/a.rs", 1)]),
    (
        "floors",
        &[("crates/rules/Cargo.toml", "[dependencies]\nstore = 1\nweb = { workspace = true }\n")],
        &[("crates/rules/Cargo.toml", 3)],
    ),
    (
        "floors",
        &[("crates/ops/Cargo.toml", "[dev-dependencies]\nweb.workspace = true\n")],
        &[("crates/ops/Cargo.toml", 2)],
    ),
    (
        "floors",
        &[("crates/wire/Cargo.toml", "[dependencies.crypto]\npath = \"x\"\n")],
        &[("crates/wire/Cargo.toml", 1)],
    ),
    (
        "floors",
        &[("crates/wire/Cargo.toml", "[dependencies]\nc = { package = \"crypto\" }\n")],
        &[("crates/wire/Cargo.toml", 2)],
    ),
    (
        "floors",
        &[("crates/store/Cargo.toml", "[dependencies]\nwire = 1\n")],
        &[("crates/store/Cargo.toml", 2)],
    ),
    (
        "floors",
        &[("crates/crypto/Cargo.toml", "[dependencies]\ngetrandom = 1\ntokio = 1\n")],
        &[("crates/crypto/Cargo.toml", 2), ("crates/crypto/Cargo.toml", 3)],
    ),
    ("floors", &[("crates/new/Cargo.toml", "[dependencies]\n")], &[("crates/new/Cargo.toml", 1)]),
    (
        "shapes",
        &[("crates/rules/src/a.rs", "//! A.\nuse wire::idp::SignUpRequest;\n")],
        &[("crates/rules/src/a.rs", 2)],
    ),
    (
        "operations",
        &[(TABLE, "//! T.\n    SignUp = signup,\n"), ("crates/ops/src/idp/signup.rs", "")],
        &[(TABLE, 2)],
    ),
    ("operations", &[(TABLE, "//! T.\n    SignUp = sign_up,\n")], &[(TABLE, 2)]),
    ("operations", &[(TABLE, "//! T.\n"), (OP, "//! O.\n")], &[(OP, 1)]),
    ("pages", &[(OP, LONG)], &[(OP, 81)]),
    ("length", &[("docs/long.md", LONG)], &[("docs/long.md", 501)]),
    (
        "links",
        &[("docs/a.md", "# One\n[x](b.md) [y](#two) [z](../../c.md)\n")],
        &[("docs/a.md", 2), ("docs/a.md", 2), ("docs/a.md", 2)],
    ),
    ("prose", &[("models/a.json", "{\n\"documentation\": \"<p>\"}\n")], &[("models/a.json", 2)]),
    (
        "generated",
        &[("crates/wire/src/generated/a.rs", "//! A.\n")],
        &[("crates/wire/src/generated/a.rs", 1)],
    ),
    (
        "places",
        &[("check", "cd \u{2f}work/main\n"), ("docs/a.md", "see .\u{2e}/shared/x\n")],
        &[("check", 1), ("docs/a.md", 1)],
    ),
    ("needed", &[("README.md", ""), ("LICENSE", ""), ("CHANGELOG.md", "")], &[("ARCHITECTURE.md", 1)]),
];

/// Five hundred and one lines.
const LONG: &str = match std::str::from_utf8(&[b'\n'; 501]) {
    Ok(text) => text,
    Err(_) => "",
};

/// What is right, and looks as if it were not.
const RIGHT: &[(&str, &str)] = &[
    (OP, "//! SignUp: signs up.\n//! AWS: API_SignUp.\n\n// unsafe, SELECT nothing, sleep(1): only words\n"),
    (TABLE, "//! T.\n    SignUp = sign_up,\n"),
    ("crates/crypto/src/exp.rs", "//! E.\n#![expect(unsafe_code, reason = \"x\")]\nunsafe { a() }\n"),
    ("crates/store/src/a.rs", "//! A.\nf(\"SELECT a FROM b\");\nsleep(x);\n"),
    (
        "crates/ops/src/a.rs",
        "//! A.\nlet s = \"unsafe SELECTED, UPDATE of the SETTINGS, #[allow(x)] dbg!\";\n",
    ),
    ("crates/ops/Cargo.toml", "[dependencies]\nrules = 1\n# web = 1\n[features]\nweb = []\n"),
    ("crates/wire/src/generated/a.rs", "// @generated by cargo xtask codegen; do not edit\n"),
    ("crates/rules/src/a.rs", "//! A.\nuse wire::idp::UserPoolType;\nstruct EventResponse;\n"),
    ("models/a.json", "{\"documented\": 1}\n"),
    (
        "docs/a.md",
        "# One, two\n[x](../README.md) [y](#one-two) [z](https://example.com/work/x) [f](../crates)\n```\n[x](no.md)\n```\n",
    ),
    ("README.md", "[docs](docs/a.md#one-two)\n"),
    ("ARCHITECTURE.md", ""),
    ("CHANGELOG.md", ""),
    ("LICENSE", ""),
    ("check", "mktemp cenote-check.XXXXXX\n"),
];

fn tree(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(path, text)| Source::new(path, text)).collect()
}

#[test]
fn every_check_finds_what_is_planted() {
    for (name, files, places) in PLANTED {
        let (_, check) = CHECKS.iter().find(|(known, _)| known == name).expect(name);
        let mut found: Vec<(String, usize)> =
            check(&tree(files)).into_iter().map(|finding| (finding.path, finding.line)).collect();
        found.sort();
        let wanted: Vec<(String, usize)> =
            places.iter().map(|(path, line)| ((*path).to_owned(), *line)).collect();
        assert_eq!(found, wanted, "{name}: {files:?}");
    }
}

#[test]
fn every_check_has_a_planted_fault() {
    for (name, _) in CHECKS {
        assert!(PLANTED.iter().any(|(known, _, _)| *known == name), "nothing is planted for {name}");
    }
}

#[test]
fn what_is_right_is_left_alone() {
    assert_eq!(findings(&tree(RIGHT)), []);
}

#[test]
fn the_walk_sees_the_project() {
    let tree = crate::sources::collect(&crate::root()).unwrap();
    for path in
        ["xtask/src/tidy.rs", "crates/ops/src/table.rs", "models/cognito-idp.json", ".ci/run", "check"]
    {
        assert!(tree.iter().any(|source| source.path == path), "{path} was not read");
    }
    assert!(!tree.iter().any(|source| source.path.starts_with("target/")));
}
