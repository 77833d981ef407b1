//! The forgotten password on the pages, passwords that were taken away or have expired, and the link of a sign-up.
//! AWS: the developer guide, "Managed login"; API_ForgotPassword, API_ConfirmForgotPassword.

use http::Method;
use serde_json::json;

use super::{PREFIX, authorize, stage};
use crate::world::browser::{Browser, encoded};
use crate::world::people::wrong;
use crate::world::{PASSWORD, World};

const NEW: &str = "Newer-pass-2";

fn page(client: &str, path: &str) -> String {
    authorize(client, &[]).replace("/oauth2/authorize", path)
}

/// A browser that has asked for a code for this name.
async fn asked<'w>(world: &'w World, client: &str, name: &str) -> Browser<'w> {
    let mut browser = world.browser(PREFIX);
    browser.open(&page(client, "/forgotPassword")).await.send(&[("username", name)]).await;
    browser
}

#[tokio::test]
async fn a_code_opens_the_way_to_a_new_password() {
    for secret in [json!({}), json!({ "GenerateSecret": true })] {
        let world = World::new();
        let (_, client) = stage(&world, json!({}), secret).await;
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[])).await;
        assert!(browser.says("Forgot your password?"));
        let mut browser = asked(&world, &client, "alice").await;
        assert!(
            browser.at.starts_with("/confirmforgotPassword?") && browser.says("we sent a code to a***@e***")
        );
        assert!(browser.says("at least 8 characters"));
        let code = world.code("alice@example.com");
        browser.send(&[("code", &wrong(&code)), ("password", NEW)]).await;
        assert!(browser.status == 400 && browser.says("The code is not right."), "{}", browser.html);
        browser.send(&[("code", &code), ("password", "short")]).await;
        assert!(browser.status == 400 && browser.says("The password does not meet the rules."));
        assert!(!browser.html.contains(&code));
        browser.send(&[("code", &format!(" {code} ")), ("password", NEW)]).await;
        assert!(browser.at.starts_with("/login?") && browser.says("Sign in with your new password."));
        assert!(browser.html.contains("value=\"alice\""), "{}", browser.html);
        browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
        assert!(browser.says("The name or the password is not right."));
        browser.send(&[("username", "alice"), ("password", NEW)]).await;
        assert!(browser.told().contains_key("code"));
    }
}

#[tokio::test]
async fn nobody_learns_who_exists() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.user(&pool, "carol").await;
    let off = json!({ "UserPoolId": pool, "Username": "carol" });
    world.ok("AdminDisableUser", off).await;
    let mut pages = Vec::new();
    for name in ["alice@example.com", "nobody@example.com", "carol"] {
        let mut browser = asked(&world, &client, name).await;
        assert_eq!(browser.status, 200);
        let text = browser.html.split("<h1>").nth(1).unwrap().to_owned();
        browser.send(&[("code", "000000"), ("password", NEW)]).await;
        assert!(browser.status == 400 && browser.says("The code is not right."), "{name} {}", browser.html);
        pages.push(text.len() - name.len());
    }
    assert!(pages.iter().all(|length| *length == pages[0]), "{pages:?}");
    // Where the client tells, the pages do.
    let tells = world.client(&pool, json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "email"],
        "CallbackURLs": [super::CALLBACK], "SupportedIdentityProviders": ["COGNITO"],
        "PreventUserExistenceErrors": "LEGACY",
    })).await;
    let browser = asked(&world, &tells, "nobody").await;
    assert!(browser.status == 400 && browser.says("There is no user of this name."), "{}", browser.html);
    let browser = asked(&world, &tells, "carol").await;
    assert!(browser.status == 400 && browser.says("This account is disabled."));
}

#[tokio::test]
async fn only_the_code_opens_the_password_whatever_the_order_of_steps() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    // No row, one of another step, one of another browser, one of another client.
    let mut browser = world.browser(PREFIX);
    browser.open(&page(&client, "/confirmforgotPassword")).await;
    assert!(browser.status == 400 && browser.says("This page is too old"));
    world.sign_up(&client, "bob").await;
    browser.open(&authorize(&client, &[])).await.send(&[("username", "bob"), ("password", PASSWORD)]).await;
    let confirming = browser.at.clone();
    browser.open(&confirming.replace("/confirm?", "/confirmforgotPassword?")).await;
    assert_eq!(browser.status, 400);
    let mut browser = asked(&world, &client, "alice").await;
    let (resetting, code) = (browser.at.clone(), world.code("alice@example.com"));
    let mut other = world.browser(PREFIX);
    other.open(&page(&client, "/forgotPassword")).await.open(&resetting).await;
    assert_eq!(other.status, 400);
    for path in ["/challenge?", "/confirm?", "/invitation?"] {
        other.cookies = browser.cookies.clone();
        other.open(&resetting.replace("/confirmforgotPassword?", path)).await;
        assert!(other.status == 400 && other.left.is_none(), "{path} {} {}", other.status, other.at);
    }
    // Without a code, with an empty one, with none of ours.
    for typed in ["", " ", "-", "000000", "\u{202e}1"] {
        browser.send(&[("code", typed), ("password", NEW)]).await;
        assert_eq!(browser.status, 400);
    }
    assert!(world.no_sign_in(&client, "alice", NEW).await.starts_with("NotAuthorizedException"));
    // A code serves once, and dies within the hour.
    browser.send(&[("resend", "resend")]).await;
    assert!(browser.status == 400 && browser.says("You can ask for a new code in 30 seconds."));
    world.pass_s(30);
    browser.send(&[("resend", "resend")]).await;
    assert!(browser.status == 200 && browser.at.starts_with("/confirmforgotPassword?"));
    let newer = world.code("alice@example.com");
    if newer != code {
        browser.send(&[("code", &code), ("password", NEW)]).await;
        assert_eq!(browser.status, 400);
    }
    world.pass_s(3_599);
    browser.open(&resetting).await;
    world.pass_s(1);
    browser.send(&[("code", &newer), ("password", NEW)]).await;
    assert_eq!(browser.status, 400);
    assert!(world.no_sign_in(&client, "alice", NEW).await.starts_with("NotAuthorizedException"));
}

#[tokio::test]
async fn attempts_are_counted() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for name in ["alice", "nobody"] {
        let mut browser = asked(&world, &client, name).await;
        for _ in 0..20 {
            browser.send(&[("code", "000000"), ("password", NEW)]).await;
        }
        assert!(browser.status == 400 && browser.says("There were too many attempts."), "{}", browser.html);
        let browser = asked(&world, &client, name).await;
        assert!(browser.status == 400 && browser.says("There were too many attempts."), "{}", browser.html);
    }
}

#[tokio::test]
async fn where_administrators_recover_there_is_no_page() {
    let world = World::new();
    let only = json!({ "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] });
    let (_, client) = stage(&world, json!({ "AccountRecoverySetting": only }), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    assert!(!browser.html.contains("forgotPassword"));
    browser.open(&page(&client, "/forgotPassword")).await;
    assert!(browser.status == 403 && browser.says("You cannot do this here"));
}

#[tokio::test]
async fn who_has_to_reset_the_password_is_led_to_the_code() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.ok("AdminResetUserPassword", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    let code = world.code("alice@example.com");
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/confirmforgotPassword?"), "{} {}", browser.at, browser.html);
    assert!(browser.says("Your password has to be reset"));
    browser.send(&[("code", &code), ("password", NEW)]).await;
    browser.send(&[("username", "alice"), ("password", NEW)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn an_invitation_that_has_expired_is_renewed_in_place() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let invite = json!({
        "UserPoolId": pool, "Username": "bob", "TemporaryPassword": PASSWORD,
        "UserAttributes": [{ "Name": "email", "Value": "bob@example.com" }], "DesiredDeliveryMediums": ["EMAIL"],
    });
    world.ok("AdminCreateUser", invite).await;
    world.pass_s(8 * 86_400);
    let mut browser = world.browser(PREFIX);
    browser
        .open(&authorize(&client, &[]))
        .await
        .send(&[("username", "bob"), ("password", "Wrong-pass-1")])
        .await;
    assert!(browser.at.starts_with("/login?") && browser.says("The name or the password is not right."));
    browser.send(&[("username", "bob"), ("password", PASSWORD)]).await;
    assert!(browser.says("Your invitation has expired"), "{} {}", browser.at, browser.html);
    let at = browser.at.clone();
    browser.send(&[("invite", "invite")]).await;
    assert!(browser.at.starts_with("/login?") && browser.says("We sent you a new temporary password."));
    let fresh = world.mail("bob@example.com").code.unwrap();
    assert_ne!(fresh, PASSWORD);
    // Asking again needs the password again.
    browser.open(&at).await;
    assert_eq!(browser.status, 400);
    browser.open(&authorize(&client, &[])).await.send(&[("username", "bob"), ("password", &fresh)]).await;
    assert!(browser.at.starts_with("/challenge?"), "{}", browser.at);
}

#[tokio::test]
async fn a_link_asks_before_it_confirms_in_the_readers_language() {
    let world = World::new();
    let template = json!({ "DefaultEmailOption": "CONFIRM_WITH_LINK" });
    let (pool, client) = stage(&world, json!({ "VerificationMessageTemplate": template }), json!({})).await;
    world.sign_up(&client, "bob").await;
    let link = world.mail("bob@example.com").link.unwrap();
    let path = format!("/confirmUser?{}", link.split_once("confirmUser?").unwrap().1);
    let mut browser = world.browser(PREFIX);
    browser.open(&path).await;
    assert!(browser.says("Press the button to confirm"), "{}", browser.html);
    browser.open(&format!("{path}&lang=ar")).await;
    assert!(browser.html.contains("dir=\"rtl\"") && browser.html.contains("name=\"confirmation_code\""));
    assert_eq!(world.look(&pool, "bob").await["UserStatus"], "UNCONFIRMED");
    // At the domain of another pool it is good for nothing.
    let elsewhere = world.pool(json!({ "PoolName": "other" })).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": elsewhere, "Domain": "other" })).await;
    let mut there = world.browser("other");
    there.open(&path).await.send(&[("client_id", &client)]).await;
    assert!(there.status == 400 && there.says("This link is no longer good"), "{}", there.html);
    assert_eq!(world.look(&pool, "bob").await["UserStatus"], "UNCONFIRMED");
    // The language that was asked for by name stays until another is.
    browser.open(&format!("{path}&lang=en")).await.send(&[("client_id", &client)]).await;
    assert!(browser.status == 200 && browser.says("Your account is confirmed"), "{}", browser.html);
    assert_eq!(world.look(&pool, "bob").await["UserStatus"], "CONFIRMED");
    browser.open(&path).await.send(&[("client_id", &client)]).await;
    assert!(browser.status == 400 && browser.says("This link is no longer good"));
    browser.open("/confirmUser?client_id=x").await;
    assert!(browser.status == 400 && browser.says("This link is incomplete"));
    // Another pool's client, and nonsense.
    let (_, other) = {
        let pool = world.pool(json!({})).await;
        let client = world.client(&pool, json!({})).await;
        (pool, client)
    };
    for (client, user, code) in [(other.as_str(), "bob", "1"), ("x", "bob", "1"), (&client, "nobody", "1")] {
        let form = encoded(&[("client_id", client), ("user_name", user), ("confirmation_code", code)]);
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        let answer = world.hosted(PREFIX, (Method::POST, "/confirmUser"), &kind, &form).await;
        assert_eq!(answer.status(), 400);
    }
}
