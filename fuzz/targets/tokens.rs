//! Sealed texts that clients carry, and pagination tokens with anything sealed in them.
#![no_main]

use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use libfuzzer_sys::fuzz_target;
use rules::ctx::Parts;
use rules::messages::{Courier, Message, Undelivered};
use rules::outside::{Clock, NoEntropy, NoFunctions, Offline, Rng, ServerLog};
use rules::pagination::{self, Of};
use rules::pools::Pool;
use rules::tokens::keys::SpareKeys;
use rules::{Caller, Config, Ctx, Origin, World};
use store::Store;

struct Nothing;

impl Clock for Nothing {
    fn now(&self) -> i64 {
        1_795_233_600_000
    }
}

impl Rng for Nothing {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        bytes.fill(7);
        Ok(())
    }
}

#[async_trait]
impl Courier for Nothing {
    async fn deliver(&self, _: &Message) -> Result<String, Undelivered> {
        Ok(String::new())
    }
}

static POOL: LazyLock<Pool> = LazyLock::new(fuzz::pool);

static CTX: LazyLock<Ctx> = LazyLock::new(|| {
    let parts = Parts {
        store: Store::open_memory().expect("a store"),
        clock: Arc::new(Nothing),
        rng: Arc::new(Nothing),
        courier: Arc::new(Nothing),
        functions: Arc::new(NoFunctions),
        outbound: Arc::new(Offline),
        directories: Arc::new(rules::directory::Fixed::default()),
        journal: Arc::new(ServerLog),
        sender_keys: Arc::default(),
        ring: fuzz::ring(),
        spare_keys: SpareKeys::start(|| None).expect("a thread"),
        cores: 1,
    };
    Ctx::new(World::new(Config::usual(), parts), Caller::Anyone, String::new(), Origin::default())
});

fuzz_target!(|bytes: &[u8]| {
    let key = &POOL.key;
    // Ours opens as its kind alone, and not if anything of it is another.
    let sealed = key.seal_token("page", &[3; 24], bytes);
    assert_eq!(key.open_token("page", &sealed).as_deref(), Some(bytes));
    assert_eq!(key.open_token("refresh", &sealed), None);
    assert_eq!(fuzz::ring().open_token("page", &sealed), None);
    if let Some((at, _)) = bytes.first().map(|byte| usize::from(*byte) % sealed.len()).zip(Some(())) {
        let other = if sealed.as_bytes()[at] == b'A' { "B" } else { "A" };
        let changed = format!("{}{other}{}", &sealed[..at], &sealed[at + 1..]);
        assert_eq!(key.open_token("page", &changed), None);
    }
    // Whatever is sealed is read as a bookmark, and a stranger's text is no token.
    let _ = pagination::open::<(String, String)>(&CTX, Of::Pool(&POOL), "ListUsers", Some(&sealed));
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(key.open_token("page", text), None);
        let opened = pagination::open::<String>(&CTX, Of::Account, "ListUserPools", Some(text));
        assert!(opened.is_err());
    }
});
