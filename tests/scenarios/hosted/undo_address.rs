//! A change of the e-mail address that its owner undoes, by the link that went to the old one.
//! AWS sends none.

use http::Method;
use rules::Config;
use serde_json::{Value, json};

use super::account::at_page;
use super::{PREFIX, authorize, stage};
use crate::world::browser::{Browser, encoded};
use crate::world::{PASSWORD, World, config, merged};

const OLD: &str = "alice@example.com";

fn world() -> World {
    let decided = Config { undoes_address_changes: true, ..config() };
    World::with(store::Store::open_memory().unwrap(), decided)
}

/// E-mail addresses are names here, and confirmed by codes.
fn aliases() -> Value {
    json!({ "AliasAttributes": ["email"], "AutoVerifiedAttributes": ["email"] })
}

async fn email(world: &World, pool: &str) -> (Value, Value) {
    let all = world.attributes(pool, "alice").await;
    (all["email"].clone(), all["email_verified"].clone())
}

/// Changes the address by the token of somebody who is signed in, and confirms it.
async fn change(world: &World, token: &Value, to: &str) {
    let new = json!({ "AccessToken": token, "UserAttributes": [{ "Name": "email", "Value": to }] });
    world.ok("UpdateUserAttributes", new).await;
    let code = json!({ "AccessToken": token, "AttributeName": "email", "Code": world.code(to) });
    world.ok("VerifyUserAttribute", code).await;
}

/// The path of the link in the newest word to an address.
fn link(world: &World, to: &str) -> String {
    let mail = world.mail(to);
    assert_eq!((mail.kind.as_str(), mail.code), ("address_changed", None), "{to}");
    let link = mail.link.expect("a link");
    assert!(mail.text.contains(&link) && mail.html.contains(&link), "{}", mail.text);
    format!("/undo-address?{}", link.split_once("/undo-address?").expect("a path").1)
}

fn words(world: &World, to: &str) -> usize {
    let all = world.post.mailbox.messages(Some(to));
    all.iter().filter(|mail| mail.kind == "address_changed").count()
}

/// Opens a link and presses its button.
async fn pressed<'w>(world: &'w World, link: &str) -> Browser<'w> {
    let mut browser = world.browser(PREFIX);
    browser.open(link).await;
    assert!(browser.status == 200 && browser.says("Put your old address back"), "{}", browser.html);
    browser.send(&[("undo_token", link.split_once('=').unwrap().1)]).await;
    browser
}

#[tokio::test]
async fn who_did_not_change_it_puts_it_back_and_signs_everybody_out() {
    let world = world();
    let pool = merged(
        aliases(),
        json!({ "UserAttributeUpdateSettings": { "AttributesRequireVerificationBeforeUpdate": ["email"] } }),
    );
    let (pool, client) = stage(&world, pool, json!({})).await;
    let thief = world.sign_in(&client, "alice").await;
    let mut session = world.browser(PREFIX);
    at_page(&mut session, "/account", "alice").await;
    session.send(&[("email", "thief@example.com")]).await;
    // Nothing has changed yet.
    assert_eq!(words(&world, OLD), 0);
    session.send(&[("code", &world.code("thief@example.com"))]).await;
    assert!(session.says("Your address was changed."), "{}", session.html);
    assert_eq!((words(&world, OLD), words(&world, "thief@example.com")), (1, 0));
    // Codes that went to the new address meanwhile are good no more afterwards.
    let named = json!({ "ClientId": client, "Username": "alice" });
    world.ok("ForgotPassword", named.clone()).await;
    let reset = world.code("thief@example.com");

    // A scanner follows the link, and opens it as often as it likes.
    let link = link(&world, OLD);
    for _ in 0..3 {
        assert_eq!(world.hosted(PREFIX, (Method::GET, &link), &[], "").await.status(), 200);
    }
    assert_eq!(email(&world, &pool).await.0, json!("thief@example.com"));
    world.pass_s(7 * 86_400 - 1);
    let refresh = json!({ "ClientId": client, "RefreshToken": thief["RefreshToken"] });
    world.ok("GetTokensFromRefreshToken", refresh.clone()).await;
    let browser = pressed(&world, &link).await;
    assert!(browser.status == 200 && browser.says("Your old address is back"), "{}", browser.html);
    assert_eq!(email(&world, &pool).await, (json!(OLD), json!("true")));
    world.sign_in(&client, OLD).await;
    let taken = world.call("InitiateAuth", crate::world::by_password(&client, "thief@example.com", PASSWORD));
    assert!(taken.await.is_err());
    let ended = world.refused("GetTokensFromRefreshToken", refresh).await;
    assert_eq!(ended, "NotAuthorizedException: Invalid Refresh Token.");
    let token = json!({ "AccessToken": thief["AccessToken"] });
    assert!(world.call("GetUser", token).await.is_err());
    session.open(&authorize(&client, &[("prompt", "none")])).await;
    assert_eq!(session.told()["error"], "login_required");
    let late = json!({ "ConfirmationCode": reset, "Password": "Another-pass-2" });
    assert!(world.call("ConfirmForgotPassword", merged(named, late)).await.is_err());

    // Once.
    let browser = pressed(&world, &link).await;
    assert!(browser.status == 400 && browser.says("This link is no longer good"), "{}", browser.html);
}

#[tokio::test]
async fn a_second_change_does_not_save_the_first() {
    let world = world();
    let (pool, client) = stage(&world, aliases(), json!({})).await;
    let token = world.sign_in(&client, "alice").await["AccessToken"].clone();
    change(&world, &token, "one@example.com").await;
    let first = link(&world, OLD);
    world.pass_s(1);
    change(&world, &token, "two@example.com").await;
    let second = link(&world, "one@example.com");
    world.pass_s(1);
    let gone = json!({ "AccessToken": token, "UserAttributeNames": ["email"] });
    world.ok("DeleteUserAttributes", gone).await;
    let third = link(&world, "two@example.com");
    // A link that was opened for an address of later ends with it, that of before does not.
    let browser = pressed(&world, &second).await;
    assert!(browser.says("Your old address is back"), "{}", browser.html);
    assert_eq!(email(&world, &pool).await, (json!("one@example.com"), json!("true")));
    assert!(pressed(&world, &third).await.says("This link is no longer good"));
    assert!(pressed(&world, &first).await.says("Your old address is back"));
    assert_eq!(email(&world, &pool).await, (json!(OLD), json!("true")));

    // To the same address the newer link counts.
    world.pass_s(1);
    let token = world.sign_in(&client, "alice").await["AccessToken"].clone();
    change(&world, &token, "three@example.com").await;
    let older = link(&world, OLD);
    change(&world, &token, OLD).await;
    change(&world, &token, "four@example.com").await;
    let newer = link(&world, OLD);
    assert!(pressed(&world, &older).await.says("This link is no longer good"));
    assert!(pressed(&world, &newer).await.says("Your old address is back"));
}

#[tokio::test]
async fn a_link_ends_by_time_and_by_an_administrators_word() {
    let world = world();
    let (pool, client) = stage(&world, aliases(), json!({})).await;
    let token = world.sign_in(&client, "alice").await["AccessToken"].clone();
    change(&world, &token, "new@example.com").await;
    let late = link(&world, OLD);
    world.pass_s(7 * 86_400);
    assert!(pressed(&world, &late).await.says("It was used already, or it is too old."));

    let token = world.sign_in(&client, "alice").await["AccessToken"].clone();
    change(&world, &token, "newer@example.com").await;
    let overtaken = link(&world, "new@example.com");
    let said = json!([{ "Name": "email", "Value": "said@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    let word = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": said });
    world.ok("AdminUpdateUserAttributes", word).await;
    assert_eq!(words(&world, "newer@example.com"), 0);
    assert!(pressed(&world, &overtaken).await.says("This link is no longer good"));
    assert_eq!(email(&world, &pool).await.0, json!("said@example.com"));
}

#[tokio::test]
async fn an_address_that_somebody_else_has_by_now_stays_theirs() {
    let world = world();
    let (pool, client) = stage(&world, aliases(), json!({})).await;
    world.user(&pool, "bob").await;
    let alice = world.sign_in(&client, "alice").await["AccessToken"].clone();
    let bob = world.sign_in(&client, "bob").await["AccessToken"].clone();
    change(&world, &alice, "new@example.com").await;
    let link = link(&world, OLD);
    change(&world, &bob, OLD).await;
    let browser = pressed(&world, &link).await;
    assert!(browser.status == 400, "{}", browser.html);
    assert!(browser.says("There is an account with this address already."), "{}", browser.html);
    assert_eq!(email(&world, &pool).await, (json!("new@example.com"), json!("true")));
    // Nothing was spent: once it is free again, the link is good.
    change(&world, &bob, "bob@example.com").await;
    assert!(pressed(&world, &link).await.says("Your old address is back"));
}

#[tokio::test]
async fn what_is_no_link_says_so() {
    let world = world();
    let (pool, client) = stage(&world, aliases(), json!({})).await;
    let token = world.sign_in(&client, "alice").await["AccessToken"].clone();
    change(&world, &token, "new@example.com").await;
    let link = link(&world, OLD);
    let mut browser = world.browser(PREFIX);
    for path in ["/undo-address", "/undo-address?undo_token=", "/undo-address?undo_token=a&undo_token=b"] {
        browser.open(path).await;
        assert!(browser.status == 400 && browser.says("This link is incomplete"), "{path}: {}", browser.html);
    }
    let token = link.split_once('=').unwrap().1;
    let cut = &token[..token.len() - 2];
    // What is good at one pool is nothing at another.
    let other = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": other, "Domain": "other" })).await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for (domain, token) in [(PREFIX, cut), (PREFIX, "x"), ("other", token)] {
        let body = encoded(&[("undo_token", token)]);
        let answer = world.hosted(domain, (Method::POST, "/undo-address"), &form, &body).await;
        assert_eq!(answer.status(), 400, "{token}");
    }
    // A user who is gone has no address to put back.
    world.ok("AdminDeleteUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    assert!(pressed(&world, &link).await.says("This link is no longer good"));
}

#[tokio::test]
async fn nobody_is_told_of_what_was_not_proved_nor_where_it_is_switched_off() {
    let world = world();
    let (_, client) = stage(&world, aliases(), json!({})).await;
    let token = world.sign_in(&client, "alice").await["AccessToken"].clone();
    let set =
        |to: &str| json!({ "AccessToken": token, "UserAttributes": [{ "Name": "email", "Value": to }] });
    world.ok("UpdateUserAttributes", set("one@example.com")).await;
    world.ok("UpdateUserAttributes", set("two@example.com")).await;
    world
        .ok(
            "UpdateUserAttributes",
            json!({ "AccessToken": token, "UserAttributes": [{ "Name": "name", "Value": "A" }] }),
        )
        .await;
    assert_eq!((words(&world, OLD), words(&world, "one@example.com")), (1, 0));

    let world = World::new();
    let (_, client) = stage(&world, aliases(), json!({})).await;
    let token = world.sign_in(&client, "alice").await["AccessToken"].clone();
    change(&world, &token, "new@example.com").await;
    assert_eq!(words(&world, OLD), 0);
}
