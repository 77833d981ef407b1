//! Many people at once while a provider changes its keys: nobody is turned away who should not be, and the provider is not
//! asked by each of them.
//! AWS: tells nothing of it. OpenID: Connect Core 10.1.1, rotation of signing keys.

use futures_util::future::join_all;
use serde_json::json;

use super::super::hosted::PREFIX;
use super::super::saml;
use super::{ISSUER, alice, plain};
use crate::world::internet::key_set;
use crate::world::provider::within;
use crate::world::saml::{Idp, Person, packed};
use crate::world::{World, merged};

/// People who come at once.
const MANY: usize = 24;

fn nth(n: usize) -> serde_json::Value {
    let email = format!("p{n}@corp.example");
    merged(alice(), json!({ "sub": format!("P-{n}"), "email": email }))
}

#[tokio::test]
async fn an_openid_provider_changes_its_keys_under_load() {
    let world = World::new();
    let stage = plain(&world).await;
    assert!(stage.come(&world, alice()).await.told().contains_key("code"));
    let keys = format!("{ISSUER}/keys");
    for (round, with_notice) in [false, true, false].into_iter().enumerate() {
        let (old, new) = (round, round + 1);
        let mut backs = Vec::new();
        for n in 0..MANY {
            let mut browser = world.browser(PREFIX);
            let there = stage.depart(&mut browser).await;
            let back = stage.provider.sign_in(&world, &there, nth(n));
            backs.push((browser, back));
        }
        world.pass_s(31);
        world.internet.asked();
        let came = join_all(backs.iter_mut().enumerate().map(|(n, (browser, back))| {
            let (world, stage, keys) = (&world, &stage, &keys);
            async move {
                // In the midst of them with notice, before all of them without.
                if n == if with_notice { MANY / 2 } else { 0 } {
                    stage.provider.rotate(world, new, &format!("key-{}", new + 1));
                    if with_notice {
                        let both = [(old, format!("key-{}", old + 1)), (new, format!("key-{}", new + 1))];
                        let both = both.each_ref().map(|(key, kid)| (*key, kid.as_str()));
                        world.internet.serve(keys, &key_set(&both));
                    }
                }
                browser.open(within(back)).await;
                browser.told()
            }
        }));
        for (n, told) in came.await.into_iter().enumerate() {
            assert!(told.contains_key("code"), "{n} of {round}: {told:?}");
        }
        assert_eq!(world.internet.asked().iter().filter(|url| **url == keys).count(), 1, "{round}");
    }
}

#[tokio::test]
async fn keys_that_are_not_to_be_had_for_one_are_not_taken_from_the_others() {
    let world = World::new();
    let stage = plain(&world).await;
    assert!(stage.come(&world, alice()).await.told().contains_key("code"));
    // Past the hour for which keys are kept, and nobody answers: all are told so, after one question.
    world.pass_s(3_601);
    let keys = format!("{ISSUER}/keys");
    world.internet.fail(&keys, 503);
    world.internet.asked();
    let came = join_all((0..MANY).map(|n| stage.come(&world, nth(n))));
    for browser in came.await {
        assert!(
            browser.status == 502 && browser.says("Corp does not answer at the moment"),
            "{}",
            browser.html
        );
    }
    assert_eq!(world.internet.asked().iter().filter(|url| **url == keys).count(), 1);
    world.pass_s(31);
    world.internet.serve(&keys, &key_set(&[(0, "key-1")]));
    let came = join_all((0..MANY).map(|n| stage.come(&world, nth(n))));
    assert!(came.await.iter().all(|browser| browser.told().contains_key("code")));
}

#[tokio::test]
async fn a_saml_provider_changes_its_certificate_under_load() {
    const URL: &str = "https://idp.example/metadata";
    let world = World::new();
    let mut idp = Idp::default();
    world.internet.serve(URL, &idp.metadata());
    let mut stage = saml::stage_of(&world, json!({ "MetadataURL": URL }), idp.clone()).await;
    for key in [1, 2] {
        let mut asked = Vec::new();
        for _ in 0..MANY {
            let mut browser = world.browser(PREFIX);
            let of = stage.depart(&mut browser).await;
            asked.push((browser, of));
        }
        world.pass_s(61);
        idp = Idp { key, ..idp };
        world.internet.serve(URL, &idp.metadata());
        stage.idp = idp.clone();
        world.internet.asked();
        let stage = &stage;
        let came = join_all(asked.iter_mut().enumerate().map(|(n, (browser, of))| async move {
            let name = format!("p{n}@corp.example");
            let person = Person { assertion: format!("_a-{key}-{n}"), ..Person::new(&name, &name) };
            let response = packed(&stage.idp.response(&person, &stage.aim(of)));
            browser.carry(saml::CONSUMER, &[("SAMLResponse", &response), ("RelayState", &of.state)]).await;
            browser.told()
        }));
        for (n, told) in came.await.into_iter().enumerate() {
            assert!(told.contains_key("code"), "{n} of {key}: {told:?}");
        }
        assert_eq!(world.internet.asked(), [URL], "{key}");
    }
}
