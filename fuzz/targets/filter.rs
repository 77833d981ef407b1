//! The filter of ListUsers.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rules::pools::Pool;

static POOL: LazyLock<Pool> = LazyLock::new(fuzz::pool);

fuzz_target!(|text: &str| {
    // What is in quotes is what is looked for, whatever stands in it.
    let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
    assert!(rules::users::filter::parse(&POOL, Some(&format!("sub = \"{quoted}\""))).is_ok());
    let _ = rules::users::filter::parse(&POOL, Some(text));
});
