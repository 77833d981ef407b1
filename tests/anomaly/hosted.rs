//! A sign-in on the pages with the store failing under each of its steps: an error that says so, and then the same step
//! again, which works, or tells that what it had was spent.

use std::sync::Arc;

use store::Store;

use super::faulty::{Fault, Faulty};
use crate::scenarios::hosted::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::Browser;
use crate::world::{PASSWORD, World};
use serde_json::json;

/// How far a walk goes before the store fails.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Authorize,
    Login,
    Token,
}

/// Does one step; says whether it came to its end.
async fn step(world: &World, browser: &mut Browser<'_>, client: &str, step: Step) -> Result<(), u16> {
    match step {
        Step::Authorize => {
            browser.open(&authorize(client, &[])).await;
            if browser.html.contains("name=\"password\"") { Ok(()) } else { Err(browser.status) }
        }
        Step::Login => {
            browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
            match &browser.left {
                Some(_) => Ok(()),
                None => Err(browser.status),
            }
        }
        Step::Token => {
            let code = browser.told()["code"].clone();
            let form = [
                ("grant_type", "authorization_code"),
                ("client_id", client),
                ("code", &code),
                ("redirect_uri", CALLBACK),
            ];
            let told = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
            match told.status {
                200 => Ok(()),
                status => {
                    let error = if status == 500 { "server_error" } else { "invalid_grant" };
                    assert_eq!(told.body["error"], error);
                    Err(status)
                }
            }
        }
    }
}

#[tokio::test]
async fn a_sign_in_on_the_pages_survives_every_failure_of_the_store() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let world = World::on(Store::new(driver.clone()));
    let (_, client) = stage(&world, json!({}), json!({})).await;
    // The pool's keys are made, and caches are warm.
    let mut browser = world.browser(PREFIX);
    for each in [Step::Authorize, Step::Login, Step::Token] {
        step(&world, &mut browser, &client, each).await.unwrap();
    }
    for failing in [Step::Authorize, Step::Login, Step::Token] {
        let mut faults = vec![None];
        while let Some(fault) = faults.pop() {
            let mut browser = world.browser(PREFIX);
            for each in [Step::Authorize, Step::Login] {
                if each == failing {
                    break;
                }
                step(&world, &mut browser, &client, each).await.unwrap();
            }
            driver.arm(fault);
            let page = browser.html.clone();
            let came = step(&world, &mut browser, &client, failing).await;
            let (reads, commits) = driver.disarm();
            let Some(fault) = fault else {
                came.unwrap();
                assert!(reads > 0 && (commits > 0) == (failing != Step::Authorize), "{failing:?}: {commits}");
                faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
                faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
                continue;
            };
            assert_eq!(came, Err(500), "{failing:?} {fault:?}");
            browser.html = page;
            let again = step(&world, &mut browser, &client, failing).await;
            let is_spent = failing == Step::Token && matches!(fault, Fault::Lost(_));
            assert_eq!(again, if is_spent { Err(400) } else { Ok(()) }, "{failing:?} {fault:?}");
        }
    }
}
