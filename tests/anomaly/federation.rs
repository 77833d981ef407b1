//! A sign-in through a provider with the store failing under each of its steps: an error that says so, no half of a profile, and a
//! new sign-in that works.

use std::sync::Arc;

use serde_json::json;
use store::Store;

use super::faulty::{Fault, Faulty};
use crate::scenarios::federation::{alice, plain, redeem};
use crate::scenarios::hosted::PREFIX;
use crate::scenarios::saml;
use crate::world::provider::within;
use crate::world::saml::{ENTITY_ID, Idp};
use crate::world::{World, merged};

#[tokio::test]
async fn a_sign_in_through_a_provider_survives_every_failure_of_the_store() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let world = World::on(Store::new(driver.clone()));
    let stage = plain(&world).await;
    // The pool's keys are made, and caches are warm.
    stage.tokens(&world, merged(alice(), json!({ "sub": "W" }))).await;
    for is_known in [false, true] {
        let mut faults = vec![None];
        let mut at = 0;
        while let Some(fault) = faults.pop() {
            at += 1;
            let person = merged(alice(), json!({ "sub": format!("{is_known}-{at}"), "name": "Before" }));
            if is_known {
                stage.tokens(&world, person.clone()).await;
            }
            let person = merged(person, json!({ "name": "After" }));
            let mut browser = world.browser(PREFIX);
            let there = stage.depart(&mut browser).await;
            let back = stage.provider.sign_in(&world, &there, person.clone());
            driver.arm(fault);
            browser.open(within(&back)).await;
            let (reads, commits) = driver.disarm();
            let Some(fault) = fault else {
                assert!(browser.told().contains_key("code") && reads > 0 && commits > 2, "{commits}");
                faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
                faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
                continue;
            };
            assert!(
                browser.left.is_none() && browser.status == 500,
                "{is_known} {fault:?}: {:?}",
                browser.left
            );
            // What was asked serves once, whatever came of it; and whoever comes again is let in, as one user.
            let (id, _) = stage.tokens(&world, person).await;
            let user = stage.user(&world, id["cognito:username"].as_str().unwrap()).await;
            assert_eq!(crate::scenarios::federation::attribute(&user, "name"), Some("After"), "{fault:?}");
            assert_eq!(id["identities"].as_array().map(Vec::len), Some(1), "{fault:?}");
        }
    }
}

/// Each batch waits for the disk, one after the other: one more is to be meant.
#[tokio::test]
async fn a_sign_in_through_a_provider_writes_as_often_as_it_must() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let world = World::on(Store::new(driver.clone()));
    let stage = plain(&world).await;
    // The pool's keys are made, and caches are warm.
    stage.tokens(&world, merged(alice(), json!({ "sub": "W" }))).await;
    let renamed = merged(alice(), json!({ "name": "Alice the Second" }));
    // On the way back: what was asked is taken, the profile made or changed, the session begun, the code given.
    for (person, what, back_commits) in
        [(alice(), "first", 4), (alice(), "again", 3), (renamed, "with another name", 4)]
    {
        let mut browser = world.browser(PREFIX);
        driver.arm(None);
        let there = stage.depart(&mut browser).await;
        let (_, away) = driver.disarm();
        let back = stage.provider.sign_in(&world, &there, person);
        driver.arm(None);
        browser.open(within(&back)).await;
        let (_, returned) = driver.disarm();
        driver.arm(None);
        redeem(&world, &stage.client, &browser).await;
        let (_, exchanged) = driver.disarm();
        assert_eq!((away, returned, exchanged), (1, back_commits, 1), "{what}");
    }
}

#[tokio::test]
async fn a_strangers_word_of_logout_asks_as_little_of_many_providers_as_of_one() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let world = World::on(Store::new(driver.clone()));
    let stage = saml::stage(&world, json!({})).await;
    let place = format!("{}/saml2/logout", saml::DOMAIN);
    let stranger = Idp { key: 3, ..stage.idp.clone() };
    let mut asked = Vec::new();
    for more in [0..0, 0..40] {
        for at in more {
            let metadata = stage.idp.metadata().replace(ENTITY_ID, &format!("https://idp-{at}.example"));
            let provider = json!({
                "UserPoolId": stage.pool, "ProviderName": format!("Corp-{at}"), "ProviderType": "SAML",
                "ProviderDetails": { "MetadataFile": metadata },
            });
            world.ok("CreateIdentityProvider", provider).await;
        }
        let forged = stranger.ends(&world, &place, &saml::ann(), None);
        let mut browser = world.browser(PREFIX);
        // The domain and the pool are known.
        browser.open("/login").await;
        driver.arm(None);
        browser.open(&format!("/saml2/logout?{forged}")).await;
        asked.push(driver.disarm());
        assert_eq!((browser.status, browser.left.as_deref()), (400, None));
    }
    assert_eq!(asked[0], asked[1]);
    let (reads, commits) = asked[0];
    assert!(reads <= 4 && commits == 0, "{reads} {commits}");
    // The provider is found among the many.
    let mut carrier = world.browser(PREFIX);
    let good = stage.idp.ends(&world, &place, &saml::ann(), None);
    carrier.open(&format!("/saml2/logout?{good}")).await;
    assert!(carrier.left.is_some(), "{}", carrier.html);
}
