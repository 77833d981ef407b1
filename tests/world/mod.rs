//! A Cenote in process for scenarios: a clock that tests turn, seeded chance, and mail that is caught.

use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use async_trait::async_trait;
use ops::door::{self, Admission, Incoming};
use rules::messages::guard::Limits;
use rules::messages::mailbox::Mailbox;
use rules::messages::{Courier, Message, SenderKeys, Undelivered};
use rules::outside::{Clock, Journal, NoEntropy, Rng};
use rules::tokens::keys::{self, SpareKeys};
use rules::{Config, ctx::Parts};
use serde_json::{Value, json};
use store::Store;
use store::seal::KeyRing;
use wire::Service;

use self::functions::Closures;

pub mod assertions;
pub mod authenticator;
pub mod browser;
pub mod devices;
pub mod directory;
pub mod dpop;
pub mod dump;
pub mod esdk;
pub mod functions;
pub mod gates;
pub mod imports;
pub mod internet;
pub mod mfa;
mod outcomes;
pub mod passkeys;
pub mod people;
pub mod provider;
pub mod query;
pub mod rest;
pub mod saml;
pub mod signed;
pub mod srp;
pub mod stage;

use directory::Catalogue;
use internet::Internet;

/// The instant at which every test world begins: 21 November 2026, 04:00 UTC.
pub const BEGINNING: i64 = 1_795_233_600_000;

/// Time that moves only when a test says so, but for one millisecond a reading: two moments are never the same.
pub struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> i64 {
        self.0.fetch_add(1, Ordering::SeqCst)
    }
}

/// Chance that comes out the same each time.
struct SeededRng(AtomicU64);

impl Rng for SeededRng {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::SeqCst);
            let block = crypto::mac::sha256(&count.to_le_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
        Ok(())
    }
}

/// A courier that catches mail, and refuses it when told to.
#[derive(Default)]
pub struct Post {
    /// What was caught.
    pub mailbox: Mailbox,
    mood: AtomicU64,
}

impl Post {
    /// From now on every message is refused for good.
    pub fn refuse(&self) {
        self.mood.store(1, Ordering::SeqCst);
    }

    /// From now on the channel does not answer.
    pub fn stall(&self) {
        self.mood.store(2, Ordering::SeqCst);
    }

    /// From now on every message is refused for good, in words that say again what it says.
    pub fn echo(&self) {
        self.mood.store(3, Ordering::SeqCst);
    }

    /// The channel works again.
    pub fn recover(&self) {
        self.mood.store(0, Ordering::SeqCst);
    }
}

#[async_trait]
impl Courier for Post {
    async fn deliver(&self, message: &Message) -> Result<String, Undelivered> {
        match self.mood.load(Ordering::SeqCst) {
            0 => self.mailbox.deliver(message).await,
            1 => Err(Undelivered::Refused("no such mailbox".to_owned())),
            3 => {
                let code = message.code.as_deref().unwrap_or_default();
                Err(Undelivered::Refused(format!("550 spam\r\n{}: {code}", message.text)))
            }
            _ => Err(Undelivered::Later("connection refused".to_owned())),
        }
    }
}

/// Keeps the records of pools' logs, each with its destination.
#[derive(Default)]
pub struct Records(Mutex<Vec<(String, Value)>>);

impl Records {
    /// Takes what came since the last look.
    pub fn take(&self) -> Vec<(String, Value)> {
        std::mem::take(&mut *self.0.lock().expect("a lock"))
    }
}

impl Journal for Records {
    fn tell(&self, destination: &str, record: &str) {
        let record = serde_json::from_str(record).expect("a record");
        self.0.lock().expect("a lock").push((destination.to_owned(), record));
    }
}

/// Four RSA keys for every test, so that two pools of a world differ: finding primes is not what the scenarios test.
/// They are kept in the build's own folder, since a runner may give each test a process.
pub static KEYS: LazyLock<[Vec<u8>; 4]> =
    LazyLock::new(|| ["first", "second", "third", "fourth"].map(kept_key));

fn kept_key(name: &str) -> Vec<u8> {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("test-key-{name}.der"));
    if let Ok(key) = std::fs::read(&place) {
        return key;
    }
    let key = keys::generate().expect("a key");
    // Written beside and renamed: no other process reads half a key.
    let draft = place.with_extension(std::process::id().to_string());
    std::fs::write(&draft, &key).expect("a file");
    std::fs::rename(&draft, &place).expect("a file");
    key
}

fn spare_keys() -> SpareKeys {
    let turn = AtomicU64::new(0);
    let keys = SpareKeys::start(move || {
        let turn = usize::try_from(turn.fetch_add(1, Ordering::SeqCst) % 4).unwrap();
        Some(KEYS[turn].clone())
    });
    keys.expect("a thread")
}

/// A Cenote in process.
pub struct World {
    /// What rules and doors see.
    pub inner: Arc<rules::World>,
    /// The clock.
    pub clock: Arc<TestClock>,
    /// The post.
    pub post: Arc<Post>,
    /// The functions of pools.
    pub functions: Arc<Closures>,
    /// Servers elsewhere.
    pub internet: Arc<Internet>,
    /// The directories of pools.
    pub directories: Arc<Catalogue>,
    /// The records of pools' logs.
    pub records: Arc<Records>,
    admission: Admission,
    is_watched: bool,
}

impl World {
    /// A fresh world on an empty store in memory.
    pub fn new() -> World {
        World::on(Store::open_memory().expect("a store"))
    }

    /// A fresh world on this store.
    pub fn on(store: Store) -> World {
        World::with(store, config())
    }

    /// A fresh world on this store, with these decisions of the operator.
    pub fn with(store: Store, config: Config) -> World {
        let clock = Arc::new(TestClock(AtomicI64::new(BEGINNING)));
        let post = Arc::new(Post::default());
        let functions = Arc::new(Closures::default());
        let internet = Arc::new(Internet::default());
        let records = Arc::new(Records::default());
        let directories = Arc::new(Catalogue::default());
        let parts = Parts {
            store,
            clock: clock.clone(),
            rng: Arc::new(SeededRng(AtomicU64::new(1))),
            courier: post.clone(),
            functions: functions.clone(),
            outbound: internet.clone(),
            directories: directories.clone(),
            journal: records.clone(),
            sender_keys: Arc::new(sender_keys()),
            ring: KeyRing::from_bytes([7; 32]),
            spare_keys: spare_keys(),
            cores: 2,
        };
        World {
            inner: rules::World::new(config, parts),
            clock,
            post,
            functions,
            internet,
            directories,
            records,
            admission: Admission::Anyone,
            is_watched: true,
        }
    }

    /// The same world, letting in only signatures by keys that it holds.
    pub fn strict(mut self) -> World {
        self.admission = Admission::Keys;
        self
    }

    /// The same world, where what calls come to proves nothing: they are not written with an answer in mind.
    pub fn unwatched(mut self) -> World {
        self.is_watched = false;
        self
    }

    /// The same world after a restart: nothing is cached, and all else goes on.
    pub fn restarted(self) -> World {
        let decided = self.inner.config.clone();
        self.beside(decided)
    }

    /// Another node on the same store, under these decisions of the operator.
    pub fn beside(&self, config: Config) -> World {
        let before = &self.inner;
        let parts = Parts {
            store: before.store.clone(),
            clock: before.clock.clone(),
            rng: before.rng.clone(),
            courier: before.courier.clone(),
            functions: before.functions.clone(),
            outbound: before.outbound.clone(),
            directories: before.directories.clone(),
            journal: before.journal.clone(),
            sender_keys: before.sender_keys.clone(),
            ring: before.ring.clone(),
            spare_keys: spare_keys(),
            cores: 2,
        };
        World {
            inner: rules::World::new(config, parts),
            clock: self.clock.clone(),
            post: self.post.clone(),
            functions: self.functions.clone(),
            internet: self.internet.clone(),
            directories: self.directories.clone(),
            records: self.records.clone(),
            ..*self
        }
    }

    /// Lets time pass.
    pub fn pass_s(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    /// The time, without moving it.
    pub fn now(&self) -> i64 {
        self.clock.0.load(Ordering::SeqCst)
    }

    /// Sends raw bytes as a call of an operation, `SignUp` or `iam:GetRole`; JSON as a form where the service takes forms.
    pub async fn send(&self, called: &str, headers: &[(&str, &str)], body: &[u8]) -> door::Answer {
        let operation = query::operation(called);
        if let Some(operation) = operation.filter(|operation| rest::is_spoken(operation)) {
            let sent = rest::sent(operation, body);
            let own = sent.headers.iter().map(|(name, value)| (*name, value.as_str()));
            let all: Vec<(&str, &str)> = own.chain(headers.iter().copied()).collect();
            let answer = self.brought((sent.method, &sent.path, &sent.query), &all, &sent.body).await;
            if self.is_watched {
                outcomes::note(operation.service, &answer);
            }
            return answer;
        }
        if let Some(operation) = operation.filter(|operation| query::is_spoken(operation)) {
            let base = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")];
            let answer = self.sent(&[&base, headers].concat(), &query::form(operation, body)).await;
            if self.is_watched {
                outcomes::note(operation.service, &answer);
            }
            return answer;
        }
        let service = operation.map_or(Service::Idp, |operation| operation.service);
        let name = called.split_once(':').map_or(called, |(_, name)| name);
        self.send_to(&format!("{}.{name}", service.target_prefix().expect("a prefix")), headers, body).await
    }

    /// Sends raw bytes to a target, `Prefix.Operation`.
    pub async fn send_to(&self, target: &str, headers: &[(&str, &str)], body: &[u8]) -> door::Answer {
        let mut all = vec![("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target)];
        all.extend_from_slice(headers);
        let answer = self.sent(&all, body).await;
        let of_target = |service: &Service| service.target_prefix().is_some_and(|it| target.starts_with(it));
        if let Some(service) = Service::ALL.into_iter().find(of_target).filter(|_| self.is_watched) {
            outcomes::note(service, &answer);
        }
        answer
    }

    async fn sent(&self, headers: &[(&str, &str)], body: &[u8]) -> door::Answer {
        self.brought(("POST", "/", ""), headers, body).await
    }

    /// Brings a request to the door: method, path and query.
    pub async fn brought(
        &self,
        (method, path, query): (&str, &str, &str),
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> door::Answer {
        let incoming = Incoming {
            method,
            path,
            query,
            headers,
            body,
            peer_ip: "203.0.113.7",
            request_id: "11111111-2222-4333-8444-555555555555",
        };
        door::answer(&self.inner, self.admission, incoming).await
    }

    /// Calls an operation: its answer, or `Code: message`.
    pub async fn call(&self, called: &str, input: Value) -> Result<Value, String> {
        let answer = self.send(called, &[], input.to_string().as_bytes()).await;
        match query::operation(called) {
            _ if answer.status != 200 => Err(told(&answer)),
            Some(operation) if query::is_spoken(operation) => Ok(query::result(operation, &answer.body)),
            _ if answer.body.is_empty() => Ok(Value::Null),
            _ => Ok(serde_json::from_slice(&answer.body).expect("a JSON body")),
        }
    }

    /// Calls an operation that must succeed.
    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        match self.call(operation, input).await {
            Ok(answer) => answer,
            Err(error) => panic!("{operation} was refused: {error}"),
        }
    }

    /// Calls an operation that must be refused; gives `Code: message`.
    pub async fn refused(&self, operation: &str, input: Value) -> String {
        match self.call(operation, input).await {
            Ok(answer) => panic!("{operation} was not refused: {answer}"),
            Err(error) => error,
        }
    }

    /// Makes a pool: `settings` over a pool that verifies e-mail addresses. Gives its id.
    pub async fn pool(&self, settings: Value) -> String {
        let base = json!({ "PoolName": "test", "AutoVerifiedAttributes": ["email"] });
        let made = self.ok("CreateUserPool", merged(base, settings)).await;
        made["UserPool"]["Id"].as_str().expect("an id").to_owned()
    }

    /// Makes a client: `settings` over one that allows SRP, passwords and refreshing. Gives its id.
    pub async fn client(&self, pool: &str, settings: Value) -> String {
        let flows = ["SRP_AUTH", "PASSWORD_AUTH"].map(|flow| format!("ALLOW_USER_{flow}"));
        let base = json!({
            "UserPoolId": pool,
            "ClientName": "web",
            "ExplicitAuthFlows": [flows[0], flows[1], "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        });
        let made = self.ok("CreateUserPoolClient", merged(base, settings)).await;
        made["UserPoolClient"]["ClientId"].as_str().expect("an id").to_owned()
    }

    /// Makes a confirmed user with a verified address `{name}@example.com` and the password [`PASSWORD`].
    pub async fn user(&self, pool: &str, name: &str) {
        let email = format!("{name}@example.com");
        let attributes =
            json!([{ "Name": "email", "Value": email }, { "Name": "email_verified", "Value": "true" }]);
        let input = json!({
            "UserPoolId": pool, "Username": name, "UserAttributes": attributes, "MessageAction": "SUPPRESS",
        });
        self.ok("AdminCreateUser", input).await;
        let input = json!({ "UserPoolId": pool, "Username": name, "Password": PASSWORD, "Permanent": true });
        self.ok("AdminSetUserPassword", input).await;
    }

    /// Signs in by password; gives AuthenticationResult.
    pub async fn sign_in(&self, client: &str, name: &str) -> Value {
        let answer = self.ok("InitiateAuth", by_password(client, name, PASSWORD)).await;
        answer["AuthenticationResult"].clone()
    }

    /// The newest message to an address.
    pub fn mail(&self, to: &str) -> Message {
        self.post.mailbox.messages(Some(to)).into_iter().next().unwrap_or_else(|| panic!("no mail to {to}"))
    }

    /// The code in the newest message to an address.
    pub fn code(&self, to: &str) -> String {
        self.mail(to).code.expect("a code")
    }
}

/// `Code: message` of a refusal, in whichever protocol it came; of a success `ok`.
pub fn told(answer: &door::Answer) -> String {
    if answer.status == 200 {
        return "ok".to_owned();
    }
    let (code, message) = query::error(&answer.body).unwrap_or_else(|| {
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let text = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
        // What is told of in the body, or in a header alone.
        let code = body["__type"].as_str().or(answer.error.as_deref()).unwrap_or_default();
        (code.to_owned(), text("message"))
    });
    format!("{code}: {message}")
}

/// The password of test users.
pub const PASSWORD: &str = "Right-pass-1";

/// A KMSKeyID that test worlds have the key of: 32 bytes of seven.
pub const SENDER_KEY: &str = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-4333-8444-555555555555";

fn sender_keys() -> SenderKeys {
    let key = crypto::seal::Key([7; 32]);
    SenderKeys::new([(SENDER_KEY.to_owned(), key)].into(), false)
}

/// What the operator of a test world has decided.
pub fn config() -> Config {
    Config { messages: Limits { per_hour: 50, per_day: 100, ..Limits::default() }, ..Config::usual() }
}

/// The input of a sign-in by password.
pub fn by_password(client: &str, name: &str, password: &str) -> Value {
    json!({
        "ClientId": client,
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": name, "PASSWORD": password },
    })
}

/// `over` laid over `base`, member by member.
pub fn merged(mut base: Value, over: Value) -> Value {
    if let (Some(base), Value::Object(over)) = (base.as_object_mut(), over) {
        base.extend(over);
    }
    base
}

/// The claims of a token, unverified.
pub fn claims(token: &Value) -> Value {
    use base64::Engine;
    let payload = token.as_str().expect("a token").split('.').nth(1).expect("three parts");
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON")
}
