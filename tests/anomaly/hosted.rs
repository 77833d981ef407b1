//! A sign-in on the pages with the store failing under each of its steps: an error that says so, and then the same step
//! again, which works, or tells that what it had was spent.

use std::sync::Arc;

use store::Store;

use super::faulty::{Fault, Faulty};
use crate::scenarios::hosted::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::Browser;
use crate::world::{PASSWORD, World, by_password, config};
use rules::Config;
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

/// A change on the account pages.
#[derive(Clone, Copy, Debug)]
enum Change {
    Profile,
    Password,
    Everywhere,
    App,
    Delete,
}

const CHANGES: [Change; 5] =
    [Change::Profile, Change::Password, Change::Everywhere, Change::App, Change::Delete];

impl Change {
    /// The page of its form, and what is sent.
    fn form(self) -> (&'static str, &'static [(&'static str, &'static str)]) {
        match self {
            Change::Profile => ("/account", &[("name", "Another")]),
            Change::Password => {
                ("/account/password", &[("current_password", PASSWORD), ("new_password", "Another-pass-2")])
            }
            Change::Everywhere => ("/account/sessions", &[("everywhere", "yes")]),
            Change::App => ("/account/security", &[("begin", "app")]),
            Change::Delete => ("/account/delete", &[("delete", "yes")]),
        }
    }
}

/// Somebody at the page of a change, and a token from before.
struct Person<'w> {
    name: String,
    browser: Browser<'w>,
    token: serde_json::Value,
}

async fn person<'w>(
    world: &'w World,
    (pool, client): (&str, &str),
    (change, at): (Change, usize),
) -> Person<'w> {
    let name = format!("{change:?}{at}").to_lowercase();
    world.user(pool, &name).await;
    let token = world.sign_in(client, &name).await["AccessToken"].clone();
    let mut browser = world.browser(PREFIX);
    browser.open(change.form().0).await;
    browser.send(&[("username", &name), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/account"), "{}", browser.html);
    Person { name, browser, token }
}

/// Whether a change was made; one that is made by half is none that there is.
async fn is_done(
    world: &World,
    (pool, client): (&str, &str),
    (change, person): (Change, &mut Person<'_>),
) -> bool {
    let name = person.name.as_str();
    match change {
        Change::Profile => {
            let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": name })).await;
            user.to_string().contains("Another")
        }
        Change::Password => {
            let new = world.call("InitiateAuth", by_password(client, name, "Another-pass-2")).await.is_ok();
            let old = world.call("InitiateAuth", by_password(client, name, PASSWORD)).await.is_ok();
            assert!(new != old, "{name}: {new} {old}");
            new
        }
        Change::Everywhere => world.call("GetUser", json!({ "AccessToken": person.token })).await.is_err(),
        Change::App => {
            person.browser.open("/account/app").await;
            person.browser.at.starts_with("/account/app")
        }
        Change::Delete => {
            let gone =
                world.call("AdminGetUser", json!({ "UserPoolId": pool, "Username": name })).await.is_err();
            let token = world.call("GetUser", json!({ "AccessToken": person.token })).await.is_err();
            assert_eq!(gone, token, "{name}");
            gone
        }
    }
}

#[tokio::test]
async fn a_change_on_the_account_pages_survives_every_failure_of_the_store() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let world = World::on(Store::new(driver.clone()));
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.set_mfa(&pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    let home = (pool.as_str(), client.as_str());
    for change in CHANGES {
        let (mut faults, mut at) = (vec![None], 0);
        while let Some(fault) = faults.pop() {
            at += 1;
            let mut person = person(&world, home, (change, at)).await;
            world.pass_s(1);
            let page = person.browser.html.clone();
            driver.arm(fault);
            person.browser.send(change.form().1).await;
            let (reads, commits) = driver.disarm();
            let status = person.browser.status;
            let Some(fault) = fault else {
                assert!(status == 200 && reads > 0 && commits > 0, "{change:?}: {status} {reads} {commits}");
                assert!(is_done(&world, home, (change, &mut person)).await, "{change:?}");
                faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
                faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
                continue;
            };
            assert_eq!(status, 500, "{change:?} {fault:?}");
            if !is_done(&world, home, (change, &mut person)).await {
                assert!(!matches!(fault, Fault::Lost(_)), "{change:?} {fault:?}");
                person.browser.html = page;
                person.browser.send(change.form().1).await;
                assert_eq!(person.browser.status, 200, "{change:?} {fault:?}");
                assert!(is_done(&world, home, (change, &mut person)).await, "{change:?} {fault:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_address_is_put_back_whole_or_not_at_all() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let decided = Config { undoes_address_changes: true, ..config() };
    let world = World::with(Store::new(driver.clone()), decided);
    let (pool, client) = stage(&world, json!({ "AutoVerifiedAttributes": ["email"] }), json!({})).await;
    let (mut faults, mut at) = (vec![None], 0);
    while let Some(fault) = faults.pop() {
        at += 1;
        let (name, old) = (format!("person{at}"), format!("person{at}@example.com"));
        world.user(&pool, &name).await;
        let token = world.sign_in(&client, &name).await["AccessToken"].clone();
        let new = json!([{ "Name": "email", "Value": format!("new{at}@example.com") }]);
        world.ok("UpdateUserAttributes", json!({ "AccessToken": token, "UserAttributes": new })).await;
        let link = world.mail(&old).link.expect("a link");
        let path = &link[link.find("/undo-address").expect("a path")..];
        let pressed = [("undo_token", path.split_once('=').expect("a token").1)];
        world.pass_s(1);
        let mut browser = world.browser(PREFIX);
        browser.open(path).await;
        let page = browser.html.clone();
        driver.arm(fault);
        browser.send(&pressed).await;
        let (reads, commits) = driver.disarm();
        let is_done = async || {
            let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": name })).await;
            let is_back = user.to_string().contains(&format!("\"{old}\""));
            let is_out = world.call("GetUser", json!({ "AccessToken": token })).await.is_err();
            assert_eq!(is_back, is_out, "{fault:?}");
            is_back
        };
        let was_done = is_done().await;
        let Some(fault) = fault else {
            assert!(browser.status == 200 && was_done && reads > 0 && commits > 0, "{}", browser.html);
            faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
            faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
            continue;
        };
        assert_eq!((browser.status, was_done), (500, matches!(fault, Fault::Lost(_))), "{fault:?}");
        browser.html = page;
        browser.send(&pressed).await;
        assert_eq!(browser.status, if was_done { 400 } else { 200 }, "{fault:?}");
        assert!(is_done().await, "{fault:?}");
    }
}
