//! A provider that is asked again at a refresh, with the store failing under each step: what it gave is not lost, and where nothing
//! can be written any more, the person is told so and signs in again.

use std::sync::Arc;

use serde_json::json;
use store::Store;

use super::faulty::{Fault, Faulty};
use crate::scenarios::federation::renewal::{asked, asking, come, refresh, renamed};
use crate::scenarios::federation::{Stage, attribute};
use crate::world::World;
use crate::world::browser::Told;
use crate::world::provider::Renewed;

fn faulty() -> (Arc<Faulty>, World) {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let world = World::on(Store::new(driver.clone()));
    (driver, world)
}

fn outcome(told: &Told) -> (u16, &str) {
    (told.status, told.body["error"].as_str().unwrap_or_default())
}

/// How often the refresh asked the store, and its batches.
async fn under(
    driver: &Faulty,
    (world, stage, token): (&World, &Stage, &str),
    fault: Option<Fault>,
) -> (Told, u64, u64) {
    driver.arm(fault);
    let told = refresh(world, &stage.client, token).await;
    let (reads, commits) = driver.disarm();
    (told, reads, commits)
}

#[tokio::test]
async fn what_a_provider_gave_survives_every_failure_of_the_store() {
    let (driver, world) = faulty();
    let stage = asking(&world).await;
    let mut faults = vec![None];
    while let Some(fault) = faults.pop() {
        let (_, token) = come(&world, &stage).await;
        world.pass_s(301);
        stage.provider.knows(&world, &renamed("Meanwhile"));
        let (told, reads, commits) = under(&driver, (&world, &stage, &token), fault).await;
        if fault.is_none() {
            // The lease, what was given, and the name.
            assert_eq!((told.status, commits), (200, 3), "{}", told.body);
            faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
            faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
        }
        // What is written twice succeeds at the second try.
        let survives = [None, Some(Fault::Commit(1)), Some(Fault::Lost(1))].contains(&fault);
        assert_eq!(told.status, if survives { 200 } else { 500 }, "{fault:?}: {}", told.body);
        // The lease of one that failed ends, and the token that the provider takes then is the one that is asked with.
        world.pass_s(301);
        stage.provider.knows(&world, &renamed("Afterwards"));
        let told = refresh(&world, &stage.client, &token).await;
        assert_eq!(told.status, 200, "{fault:?}: {}", told.body);
        let user = stage.user(&world, "Corp_A-1").await;
        assert_eq!(attribute(&user, "name"), Some("Afterwards"), "{fault:?}");
    }
}

#[tokio::test]
async fn whoever_cannot_be_asked_about_again_is_told_and_signs_in_anew() {
    let (driver, world) = faulty();
    let stage = asking(&world).await;
    let (mut browser, token) = come(&world, &stage).await;
    world.pass_s(301);
    // Nothing is written from the provider's answer on.
    let (told, ..) = under(&driver, (&world, &stage, &token), Some(Fault::Down(1))).await;
    assert_eq!(outcome(&told), (500, "server_error"));
    // While somebody seems to be asking, what is known is good.
    assert_eq!(refresh(&world, &stage.client, &token).await.status, 200);
    assert_eq!(asked(&stage), ["refresh-1"]);
    world.pass_s(61);
    let told = refresh(&world, &stage.client, &token).await;
    assert_eq!((outcome(&told), asked(&stage)), ((400, "invalid_grant"), vec!["refresh-1".to_owned()]));
    let silent = crate::scenarios::hosted::authorize(&stage.client, &[("prompt", "none")]);
    browser.open(&silent).await;
    assert_eq!(browser.told()["error"], "login_required");
    let (_, token) = come(&world, &stage).await;
    assert_eq!(refresh(&world, &stage.client, &token).await.status, 200);
}

#[tokio::test]
async fn the_end_of_a_sign_in_survives_every_failure_of_the_store() {
    let (driver, world) = faulty();
    let stage = asking(&world).await;
    let mut faults = vec![None];
    while let Some(fault) = faults.pop() {
        stage.provider.renews(&world, Renewed::Rotating);
        let (_, token) = come(&world, &stage).await;
        world.pass_s(301);
        stage.provider.renews(&world, Renewed::Told(400, json!({ "error": "invalid_grant" })));
        let (told, reads, commits) = under(&driver, (&world, &stage, &token), fault).await;
        match fault {
            None => {
                assert_eq!((outcome(&told), commits), ((400, "invalid_grant"), 2), "{}", told.body);
                faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
                faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
                // Whatever the end is guarded against having changed changes each time: somebody else has asked since.
                faults.push(Some(Fault::Moves));
            }
            Some(Fault::Moves) => assert_eq!(told.status, 200, "{}", told.body),
            Some(fault) => assert_eq!(outcome(&told), (500, "server_error"), "{fault:?}"),
        }
        world.pass_s(301);
        let told = refresh(&world, &stage.client, &token).await;
        assert_eq!(outcome(&told), (400, "invalid_grant"), "{fault:?}");
    }
}
