//! The address of a job: who may bring a file, which, and how long.

use rules::imports::address::Closed;
use rules::imports::upload::{LONGEST_BYTES, Refusal, Upload};
use serde_json::{Value, json};

use crate::world::World;
use crate::world::dump::Tables;
use crate::world::imports::{named, person, token};

#[tokio::test]
async fn an_address_is_good_for_a_quarter_of_an_hour() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let job = world.import_job(&pool, json!({})).await;
    world.pass_s(15 * 60);
    assert!(matches!(world.upload(&job, b"a").await, Err(Refusal::Closed(Closed::Expired))));
    // Who may describe the job gets a fresh one.
    let job = world.described_job(&job).await;
    world.upload(&job, b"a").await.expect("an upload");
    let mut bent = token(&job).to_owned();
    bent.replace_range(40..41, if bent.as_bytes()[40] == b'A' { "B" } else { "A" });
    for guess in ["", "a", &bent, &token(&job)[1..]] {
        let answer = Upload::begin(&world.ctx(), guess).await;
        assert!(matches!(answer, Err(Refusal::Closed(Closed::Unknown))), "{guess}");
    }
}

#[tokio::test]
async fn the_last_whole_file_counts() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let job = world.import_job(&pool, json!({})).await;
    let of = async |name: &str| world.csv(&pool, &[], &[person(name)]).await;
    world.upload(&job, of("alice").await.as_bytes()).await.expect("an upload");
    world.upload(&job, of("bob").await.as_bytes()).await.expect("an upload");
    // One breaks off.
    let ctx = world.ctx();
    let mut broken = Upload::begin(&ctx, token(&job)).await.expect("an address");
    broken.write(&ctx, &vec![b'x'; 600_000]).await.expect("a beginning");
    // Another has begun before the last one, and ends after it.
    let mut slow = Upload::begin(&ctx, token(&job)).await.expect("an address");
    slow.write(&ctx, of("carol").await.as_bytes()).await.expect("a beginning");
    assert!(matches!(broken.write(&ctx, &vec![b'x'; 600_000]).await, Err(Refusal::Late)));
    world.upload(&job, of("dave").await.as_bytes()).await.expect("an upload");
    assert!(matches!(slow.end(&ctx).await, Err(Refusal::Late)));
    let tables = Tables::of(&world.inner.store).await;
    assert_eq!(tables.dump(&world.inner.store).await.count("import_parts"), 1);
    world.ok("StartUserImportJob", named(&job)).await;
    assert!(matches!(world.upload(&job, b"late").await, Err(Refusal::Late)));
    world.work().await;
    world.look(&pool, "dave").await;
    let users = world.ok("ListUsers", json!({ "UserPoolId": pool })).await;
    assert_eq!(users["Users"].as_array().map(Vec::len), Some(1));
    assert_eq!(tables.dump(&world.inner.store).await.count("import_parts"), 0);
    assert!(matches!(world.upload(&job, b"late").await, Err(Refusal::Late)));
}

#[tokio::test]
async fn a_file_is_kept_sealed_and_in_parts() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let people: Vec<Value> = (0..8_000).map(|at| person(&format!("user{at}"))).collect();
    let csv = world.csv(&pool, &[], &people).await;
    let job = world.import_job(&pool, json!({})).await;
    world.upload(&job, csv.as_bytes()).await.expect("an upload");
    let rows =
        world.inner.store.driver().rows("SELECT body FROM import_parts ORDER BY part", &[]).await.unwrap();
    assert_eq!(rows.len(), csv.len().div_ceil(256 * 1024));
    assert!(rows.len() > 1);
    for row in rows {
        let body = row.blob("body").unwrap();
        assert!(!body.windows(12).any(|window| window == b"@example.com"), "a part is kept bare");
    }
    world.ok("StartUserImportJob", named(&job)).await;
    world.work().await;
    let ended = world.described_job(&job).await;
    assert_eq!((&ended["Status"], &ended["ImportedUsers"]), (&json!("Succeeded"), &json!(8_000)));
    let log = world.log(&ended).await;
    let numbers = log.lines().map(|line| line.split(' ').nth(3).unwrap().parse::<i64>().unwrap());
    assert!(numbers.eq(2..=8_001), "each line once and in order");
    assert!(log.lines().all(|line| line.starts_with("[SUCCEEDED]")));
}

#[tokio::test]
async fn a_file_may_be_so_long_and_hold_so_many() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let job = world.import_job(&pool, json!({})).await;
    let ctx = world.ctx();
    let mut upload = Upload::begin(&ctx, token(&job)).await.expect("an address");
    let mebibyte = vec![b'\n'; 1 << 20];
    for _ in 0..LONGEST_BYTES >> 20 {
        upload.write(&ctx, &mebibyte).await.expect("room");
    }
    assert!(matches!(upload.write(&ctx, b"x").await, Err(Refusal::TooLong)));

    let mut csv = world.csv(&pool, &[], &[]).await;
    csv.push_str(&"\nx".repeat(500_001));
    let ended = world.import(&pool, json!({}), &csv).await;
    assert_eq!(
        (&ended["Status"], &ended["CompletionMessage"], &ended["FailedUsers"]),
        (&json!("Failed"), &json!("The CSV file has more than 500000 users."), &json!(0))
    );
}

#[tokio::test]
async fn what_lies_behind_an_address_goes_with_its_pool() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let job = world.import_job(&pool, json!({})).await;
    let ctx = world.ctx();
    let mut upload = Upload::begin(&ctx, token(&job)).await.expect("an address");
    upload.write(&ctx, &vec![b'x'; 600_000]).await.expect("a beginning");
    world.ok("DeleteUserPool", json!({ "UserPoolId": pool })).await;
    assert!(matches!(upload.write(&ctx, &vec![b'x'; 600_000]).await, Err(Refusal::Late)));
    assert!(matches!(Upload::begin(&ctx, token(&job)).await, Err(Refusal::Late)));
    let log = rules::imports::log::Log::open(&ctx, token(&job)).await.expect("a store");
    assert!(matches!(log, Err(Closed::Unknown)));
    rules::pools::emptying::empty_deleted(&ctx, 100).await.expect("a sweep");
    let tables = Tables::of(&world.inner.store).await;
    assert_eq!(tables.dump(&world.inner.store).await.count("import_parts"), 0);
}
