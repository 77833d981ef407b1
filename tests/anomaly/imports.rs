//! An import with the store failing under it: in the end every row is a user once, and in the log once.

use std::sync::Arc;

use serde_json::{Value, json};
use store::Store;

use super::faulty::{Fault, Faulty};
use crate::world::World;
use crate::world::imports::{named, person};

const ROWS: usize = 250;

async fn started(world: &World) -> (String, Value) {
    let pool = world.pool(json!({})).await;
    let people: Vec<Value> = (0..ROWS).map(|at| person(&format!("user{at}"))).collect();
    let csv = world.csv(&pool, &[], &people).await;
    let job = world.import_job(&pool, json!({})).await;
    world.upload(&job, csv.as_bytes()).await.expect("an upload");
    world.ok("StartUserImportJob", named(&job)).await;
    (pool, job)
}

#[tokio::test]
async fn an_import_goes_on_after_every_failure_of_the_store() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let world = World::on(Store::new(driver.clone()));
    started(&world).await;
    driver.arm(None);
    world.work().await;
    let (reads, commits) = driver.disarm();
    // Taking it up, three batches of rows, the end.
    assert_eq!(commits, 5);
    let faults = (0..commits).flat_map(|k| [Fault::Commit(k), Fault::Lost(k)]);
    // Each row costs a read of its own; some of them stand for all.
    let faults = faults.chain((0..reads).filter(|k| k % 7 == 0 || *k < 10).map(Fault::Read));
    for fault in faults {
        let (pool, job) = started(&world).await;
        driver.arm(Some(fault));
        // What fails is told to the log of the server, or to the round's caller; the next round goes on.
        let _ = rules::imports::rounds::round(&world.ctx()).await;
        driver.disarm();
        world.work().await;
        let ended = world.described_job(&job).await;
        assert_eq!(
            (&ended["Status"], &ended["ImportedUsers"]),
            (&json!("Succeeded"), &json!(ROWS)),
            "{fault:?}"
        );
        assert_eq!((&ended["SkippedUsers"], &ended["FailedUsers"]), (&json!(0), &json!(0)), "{fault:?}");
        let lines: Vec<String> = world.log(&ended).await.lines().map(str::to_owned).collect();
        let expected =
            (2..ROWS + 2).map(|line| format!("[SUCCEEDED] Line Number {line} - The import succeeded."));
        assert_eq!(lines, expected.collect::<Vec<_>>(), "{fault:?}");
        let last = format!("user{}", ROWS - 1);
        world.look(&pool, &last).await;
    }
}

#[tokio::test]
async fn two_nodes_at_one_job_import_nobody_twice() {
    let world = World::new();
    let (_, job) = started(&world).await;
    let round = || async { rules::imports::rounds::round(&world.ctx()).await.expect("a round") };
    loop {
        let (one, other) = futures_util::future::join(round(), round()).await;
        if !one && !other {
            break;
        }
    }
    let ended = world.described_job(&job).await;
    assert_eq!((&ended["Status"], &ended["ImportedUsers"]), (&json!("Succeeded"), &json!(ROWS)));
    assert_eq!(world.log(&ended).await.lines().count(), ROWS);
}
