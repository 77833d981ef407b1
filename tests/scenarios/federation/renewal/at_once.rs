//! Refreshes that overlap while the provider is asked: one asks, nothing that the provider gave is lost, and each is told what is
//! so. Answers of the provider are held up where it matters.
//! RFC: 6749 section 6 (a new refresh token in place of the old one).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use serde_json::{Value, json};
use store::{Driver, Outcome, Row, Statement, Store};
use tokio::sync::{Barrier, Notify};

use super::super::super::hosted::authorize;
use super::super::{ISSUER, Stage, attribute};
use super::{asked, asking, come, exchange, name, redeem, refresh, renamed};
use crate::store::backends::on_each;
use crate::world::World;
use crate::world::browser::{Browser, Told};
use crate::world::internet::Hold;
use crate::world::provider::Renewed;

fn token_endpoint() -> String {
    format!("{ISSUER}/token")
}

async fn known(world: &World, stage: &Stage) -> String {
    attribute(&stage.user(world, "Corp_A-1").await, "name").unwrap().to_owned()
}

/// A sign-in whose time to be asked about has come, and of which the provider says something new.
async fn due(world: &World) -> (Stage, String) {
    let stage = asking(world).await;
    let (_, token) = come(world, &stage).await;
    stage.provider.calls();
    later(world, &stage, "Alice the Second");
    (stage, token)
}

fn later(world: &World, stage: &Stage, name: &str) {
    world.pass_s(301);
    stage.provider.knows(world, &renamed(name));
}

fn outcome(told: &Told) -> (u16, Value) {
    (told.status, told.body["error"].clone())
}

/// Refreshes; while the provider's answer is held up does something, and only then lets it arrive.
async fn refresh_around<T>(
    world: &World,
    (client, token): (&str, &str),
    meanwhile: impl AsyncFnOnce() -> T,
) -> (Told, T) {
    let Hold { given, go } = world.internet.hold(&token_endpoint());
    tokio::join!(refresh(world, client, token), async {
        given.await.expect("the provider is asked");
        let done = meanwhile().await;
        go.send(()).expect("somebody who waits");
        done
    })
}

#[tokio::test]
async fn whoever_refreshes_while_another_asks_goes_on_with_what_is_known() {
    on_each("renewal_beside", |store| async move {
        let world = World::on(store);
        let (stage, token) = due(&world).await;
        let (first, (second, before)) = refresh_around(&world, (&stage.client, &token), async || {
            let second = refresh(&world, &stage.client, &token).await;
            (second, known(&world, &stage).await)
        })
        .await;
        assert_eq!((first.status, second.status), (200, 200), "{} {}", first.body, second.body);
        assert_eq!((before.as_str(), known(&world, &stage).await.as_str()), ("Alice", "Alice the Second"));
        assert_eq!(asked(&stage), ["refresh-1"]);
        // The token that came with the answer is the one that serves.
        later(&world, &stage, "Alice the Third");
        assert_eq!(name(&world, &stage, &token).await, "Alice the Third");
        assert_eq!(asked(&stage), ["refresh-2"]);
    })
    .await;
}

/// How many begin at once.
const MANY: usize = 3;

/// A driver that has so many leave at once who all want to ask a provider, each with the row as it was.
struct Starts {
    below: Arc<dyn Driver>,
    line: Barrier,
    left: AtomicUsize,
}

#[async_trait]
impl Driver for Starts {
    async fn rows(&self, sql: &'static str, args: &[store::Value]) -> store::Result<Vec<Row>> {
        self.below.rows(sql, args).await
    }

    async fn commit(&self, batch: Vec<Statement>) -> store::Result<Outcome> {
        let is_of_asking = batch.len() == 1 && batch[0].tag == "upstreams";
        if is_of_asking && self.left.fetch_add(1, Ordering::SeqCst) < MANY {
            self.line.wait().await;
        }
        self.below.commit(batch).await
    }
}

#[tokio::test]
async fn of_several_that_begin_to_ask_at_the_same_moment_one_does() {
    on_each("renewal_race", |store| async move {
        let below = Arc::clone(store.driver());
        let driver = Arc::new(Starts { below, line: Barrier::new(MANY), left: AtomicUsize::new(0) });
        let world = World::on(Store::new(driver.clone()));
        let (stage, token) = due(&world).await;
        let one = async || refresh(&world, &stage.client, &token).await;
        let (a, b, c) = tokio::join!(one(), one(), one());
        assert_eq!([&a, &b, &c].map(|told| told.status), [200; 3], "{} {} {}", a.body, b.body, c.body);
        // All wanted to, and one wrote what came of it.
        assert_eq!(driver.left.load(Ordering::SeqCst), MANY + 1);
        assert_eq!(asked(&stage), ["refresh-1"]);
        assert_eq!(known(&world, &stage).await, "Alice the Second");
    })
    .await;
}

#[tokio::test]
async fn an_app_that_hangs_up_loses_nothing_that_the_provider_gave() {
    on_each("renewal_gone", |store| async move {
        let world = World::on(store);
        let (stage, token) = due(&world).await;
        let at_token = world.internet.hold(&token_endpoint());
        tokio::select! {
            told = refresh(&world, &stage.client, &token) => panic!("answered: {}", told.body),
            given = at_token.given => given.expect("the provider is asked"),
        }
        // The old token is good for nothing now, and nobody waits for the answer.
        let at_info = world.internet.hold(&format!("{ISSUER}/userinfo"));
        at_token.go.send(()).expect("somebody who waits");
        // What was given is written before userinfo is asked.
        at_info.given.await.expect("it goes on");
        at_info.go.send(()).expect("somebody who waits");
        // What was said is written last, and only then may the next begin.
        while known(&world, &stage).await != "Alice the Second" {
            tokio::task::yield_now().await;
        }
        later(&world, &stage, "Alice the Third");
        assert_eq!(name(&world, &stage, &token).await, "Alice the Third");
        assert_eq!(asked(&stage), ["refresh-1", "refresh-2"]);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_that_comes_too_late_ends_nothing_that_was_renewed_since() {
    on_each("renewal_late", |store| async move {
        let world = World::on(store);
        let (stage, token) = due(&world).await;
        let refused = Renewed::Told(400, json!({ "error": "invalid_grant" }));
        stage.provider.renews(&world, refused.clone());
        let (first, second) = refresh_around(&world, (&stage.client, &token), async || {
            // Longer than whoever asks has it for itself.
            world.pass_s(61);
            stage.provider.renews(&world, Renewed::Rotating);
            refresh(&world, &stage.client, &token).await
        })
        .await;
        assert_eq!((first.status, second.status), (200, 200), "{} {}", first.body, second.body);
        assert_eq!(asked(&stage), ["refresh-1", "refresh-1"]);
        // Where the other has ended it meanwhile, whoever comes late is told so.
        world.pass_s(301);
        stage.provider.renews(&world, refused);
        let (first, second) = refresh_around(&world, (&stage.client, &token), async || {
            world.pass_s(61);
            refresh(&world, &stage.client, &token).await
        })
        .await;
        let ended = (400, json!("invalid_grant"));
        assert_eq!((outcome(&first), outcome(&second)), (ended.clone(), ended));
        assert_eq!(asked(&stage), ["refresh-2", "refresh-2"]);
    })
    .await;
}

/// A driver that holds up the next batch of several statements one of which has this tag, until it is let go.
struct Pauses {
    below: Arc<dyn Driver>,
    armed: std::sync::Mutex<Option<&'static str>>,
    came: Notify,
    go: Notify,
}

impl Pauses {
    fn arm(&self, tag: &'static str) {
        *self.armed.lock().unwrap() = Some(tag);
    }
}

#[async_trait]
impl Driver for Pauses {
    async fn rows(&self, sql: &'static str, args: &[store::Value]) -> store::Result<Vec<Row>> {
        self.below.rows(sql, args).await
    }

    async fn commit(&self, batch: Vec<Statement>) -> store::Result<Outcome> {
        let is_meant =
            |tag: &mut &str| batch.len() > 1 && batch.iter().any(|statement| statement.tag == *tag);
        let is_held = self.armed.lock().unwrap().take_if(is_meant).is_some();
        if is_held {
            self.came.notify_one();
            self.go.notified().await;
        }
        self.below.commit(batch).await
    }
}

/// Alice's sign-in, whose provider knows nothing of her any more: her app's token, and her browser with a code for another app.
async fn forgotten<'w>(world: &'w World, stage: &Stage) -> (String, Browser<'w>) {
    stage.provider.renews(world, Renewed::Rotating);
    let (mut browser, token) = come(world, stage).await;
    world.pass_s(301);
    browser.open(&authorize(&stage.client, &[])).await;
    stage.provider.renews(world, Renewed::Told(400, json!({ "error": "invalid_grant" })));
    (token, browser)
}

#[tokio::test]
async fn a_code_that_is_redeemed_while_its_sign_in_ends_leaves_no_tokens_that_live_on() {
    on_each("renewal_code", |store| async move {
        let below = Arc::clone(store.driver());
        let pauses = Pauses { below, armed: None.into(), came: Notify::new(), go: Notify::new() };
        let driver = Arc::new(pauses);
        let ended = (400, json!("invalid_grant"));
        let world = World::on(Store::new(driver.clone()));
        // The code is first, after the end has looked what there is to end.
        let stage = asking(&world).await;
        let (token, browser) = forgotten(&world, &stage).await;
        driver.arm("upstreams");
        let (end, other) = tokio::join!(refresh(&world, &stage.client, &token), async {
            driver.came.notified().await;
            let other = redeem(&world, &stage.client, &browser).await;
            driver.go.notify_one();
            other
        });
        assert_eq!(outcome(&end), ended);
        assert_eq!(outcome(&refresh(&world, &stage.client, &other).await), ended);
        // The end is first, after the code has found its session.
        let (token, browser) = forgotten(&world, &stage).await;
        driver.arm("families");
        let (other, end) = tokio::join!(exchange(&world, &stage.client, &browser), async {
            driver.came.notified().await;
            let end = refresh(&world, &stage.client, &token).await;
            driver.go.notify_one();
            end
        });
        assert_eq!((outcome(&end), outcome(&other)), (ended.clone(), ended));
    })
    .await;
}
