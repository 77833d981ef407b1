//! A sign-in by a directory and a look at everybody with the store failing under each of their steps: an error that says so, no
//! half of a profile, no second question to the directory, and a next time that works.

use std::sync::Arc;

use rules::directory::sync::{Turn, look};
use serde_json::json;
use store::Store;

use super::faulty::{Fault, Faulty};
use crate::scenarios::directory::{Home, WORD};
use crate::world::{World, by_password};

#[tokio::test]
async fn a_sign_in_by_a_directory_survives_every_failure_of_the_store() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let home = Home::with(World::on(Store::new(driver.clone())), json!({})).await;
    // The pool's keys are made, and caches are warm.
    home.sign_in("alice").await;
    for is_known in [false, true] {
        let mut faults = vec![None];
        let mut at = 0;
        while let Some(fault) = faults.pop() {
            at += 1;
            let name = format!("person-{is_known}-{at}");
            home.company.hire(&name, WORD, &[("cn", "Before")]);
            if is_known {
                home.sign_in(&name).await;
            }
            home.company.change(&name, |entry| {
                entry.attributes.insert("cn".to_owned(), vec!["After".to_owned()]);
                entry.groups = vec![format!("group-{is_known}-{at}")];
            });
            home.company.asked();
            driver.arm(fault);
            let answer = home.world.call("InitiateAuth", by_password(&home.client, &name, WORD)).await;
            let (reads, commits) = driver.disarm();
            assert!(home.company.asked().len() <= 1, "{is_known} {fault:?}: a guess is asked about once");
            let Some(fault) = fault else {
                assert!(answer.is_ok() && reads > 2 && commits > 1, "{answer:?}");
                faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
                faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
                continue;
            };
            let error = answer.expect_err("a failure");
            assert!(error.starts_with("InternalErrorException"), "{is_known} {fault:?}: {error}");
            home.sign_in(&name).await;
            assert_eq!(home.world.attributes(&home.pool, &name).await["name"], "After", "{fault:?}");
            assert_eq!(home.groups(&name).await, [format!("group-{is_known}-{at}")], "{fault:?}");
        }
    }
}

#[tokio::test]
async fn a_look_at_everybody_survives_every_failure_of_the_store() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let home = Home::with(World::on(Store::new(driver.clone())), json!({})).await;
    let turn = || Turn { holder: "node", goes_on: &|| true };
    look(&home.world.ctx(), &home.pool, &turn()).await.expect("a look");
    let mut faults = vec![None];
    let mut at = 0;
    while let Some(fault) = faults.pop() {
        at += 1;
        let (newcomer, gone) = (format!("new-{at}"), format!("gone-{at}"));
        home.company.hire(&gone, WORD, &[]);
        home.sign_in(&gone).await;
        home.company.dismiss(&gone);
        home.company.hire(&newcomer, WORD, &[]);
        home.company.change("bob", |entry| entry.groups = vec![format!("group-{at}")]);
        home.world.pass_s(3_601);
        driver.arm(fault);
        let looked = look(&home.world.ctx(), &home.pool, &turn()).await;
        let (reads, commits) = driver.disarm();
        match fault {
            None => {
                assert!(looked.is_ok_and(|record| record.is_some()) && reads > 4 && commits > 3);
                faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
                faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
            }
            Some(_) => {
                assert!(looked.is_err(), "{fault:?}");
                // Where only the answer of the last commit was lost, the next look is due later.
                home.world.pass_s(3_601);
                look(&home.world.ctx(), &home.pool, &turn()).await.expect("a look").expect("it is due");
            }
        }
        let gone = home.world.look(&home.pool, &gone).await;
        assert_eq!(gone["Enabled"], json!(false), "{fault:?}");
        assert_eq!(home.groups("bob").await, [format!("group-{at}")], "{fault:?}");
        home.world.look(&home.pool, &newcomer).await;
    }
}
