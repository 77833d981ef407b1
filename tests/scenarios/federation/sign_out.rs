//! Signing out at the provider too, where its settings want that.
//! OpenID: RP-Initiated Logout 1.0. AWS leaves the sessions of OpenID providers alone.

use serde_json::{Value, json};

use super::super::hosted::{PREFIX, authorize};
use super::{ISSUER, Stage, alice, plain};
use crate::world::World;
use crate::world::browser::parameters;

async fn set(world: &World, stage: &Stage, wanted: &str) -> Result<Value, String> {
    let named = json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" });
    let mut update = named.clone();
    let described = world.ok("DescribeIdentityProvider", named).await;
    update["ProviderDetails"] = described["IdentityProvider"]["ProviderDetails"].clone();
    update["ProviderDetails"]["IDPSignout"] = json!(wanted);
    world.call("UpdateIdentityProvider", update).await
}

fn logout(stage: &Stage) -> String {
    format!("/logout?client_id={}&logout_uri=https%3A%2F%2Fapp.example.com%2Fbye", stage.client)
}

#[tokio::test]
async fn a_provider_is_left_alone_until_its_settings_say_otherwise() {
    let world = World::new();
    let stage = plain(&world).await;
    let mut browser = stage.come(&world, alice()).await;
    browser.open(&logout(&stage)).await;
    assert_eq!(browser.left.as_deref(), Some("https://app.example.com/bye"));

    let refused = set(&world, &stage, "yes").await.unwrap_err();
    assert!(refused.starts_with("InvalidParameterException: Invalid value for IDPSignout"), "{refused}");
    set(&world, &stage, "true").await.unwrap();
    let mut browser = stage.come(&world, alice()).await;
    browser.open(&logout(&stage)).await;
    let there = browser.left.clone().unwrap();
    assert!(there.starts_with(&format!("{ISSUER}/logout?")), "{there}");
    let asked = parameters(&there);
    let back = format!("http://{PREFIX}.auth.localhost:7665/oauth2/idplogout");
    assert_eq!(
        (asked["post_logout_redirect_uri"].as_str(), asked["id_token_hint"].split('.').count()),
        (back.as_str(), 3)
    );
    // Signed out here already, whatever the provider does.
    browser.open(&authorize(&stage.client, &[])).await;
    assert!(browser.at.starts_with("/login?"));
    // The state is of a sign-out, of this browser, and serves once.
    let state = &asked["state"];
    let mut other = world.browser(PREFIX);
    other.open(&format!("/oauth2/idplogout?state={state}")).await;
    assert!(other.status == 400 && other.left.is_none());
    browser.open(&format!("/oauth2/idplogout?state={state}")).await;
    assert_eq!(browser.left.as_deref(), Some("https://app.example.com/bye"));
    browser.open(&format!("/oauth2/idplogout?state={state}")).await;
    assert!(browser.status == 400 && browser.left.is_none());
    for nonsense in ["", "?state=", "?state=x", "?state=a&state=b"] {
        browser.open(&format!("/oauth2/idplogout{nonsense}")).await;
        assert!(browser.status == 400 && browser.left.is_none(), "{nonsense}");
    }
}

#[tokio::test]
async fn a_state_of_one_purpose_serves_no_other() {
    let world = World::new();
    let stage = plain(&world).await;
    set(&world, &stage, "true").await.unwrap();
    let mut browser = stage.come(&world, alice()).await;
    browser.open(&logout(&stage)).await;
    let state = parameters(browser.left.as_ref().unwrap())["state"].clone();
    browser.open(&format!("/oauth2/idpresponse?state={state}&code=c")).await;
    assert!(browser.status == 400 && browser.left.is_none());
    let there = stage.depart(&mut browser).await;
    browser.open(&format!("/oauth2/idplogout?state={}", parameters(&there)["state"])).await;
    assert!(browser.status == 400 && browser.left.is_none());
}
