//! Who a NameID is: the case of its letters does not make another person of somebody, other letters do.
//! Unicode: letters whose other case is another letter.

use serde_json::json;

use super::{CONSUMER, DOMAIN, Stage, told};
use crate::scenarios::federation::redeem;
use crate::scenarios::hosted::{PREFIX, app_client, authorize, bare};
use crate::world::World;
use crate::world::browser::encoded;
use crate::world::saml::{Idp, Person, packed};

/// A pool in which the case of names does not count.
async fn folding(world: &World) -> Stage<'_> {
    let idp = Idp::default();
    let (pool, _) =
        bare(world, json!({ "UsernameConfiguration": { "CaseSensitive": false } }), json!({})).await;
    let input = json!({
        "UserPoolId": pool, "ProviderName": "Corp", "ProviderType": "SAML",
        "ProviderDetails": { "MetadataFile": idp.metadata() },
    });
    world.ok("CreateIdentityProvider", input).await;
    let client = app_client(world, &pool, json!({ "SupportedIdentityProviders": ["Corp"] })).await;
    Stage { world, pool, client, idp }
}

#[tokio::test]
async fn names_in_another_case_are_the_same_and_of_other_letters_are_not() {
    let world = World::new();
    let stage = folding(&world).await;
    let came = async |name: &str| {
        world.pass_s(1);
        stage.come(&Person::new(name, "x@corp.example")).await
    };
    let (id, _) = redeem(&world, &stage.client, &came("mike").await).await;
    for same in ["mike", "Mike", "MIKE"] {
        let (again, _) = redeem(&world, &stage.client, &came(same).await).await;
        assert_eq!(again["sub"], id["sub"], "{same}");
    }
    // The small letter of KELVIN SIGN is `k`.
    let refused = came("mi\u{212a}e").await;
    assert_eq!(told(&refused), "invalid_request: Already found an entry for username corp_mike");
    let (id, _) = redeem(&world, &stage.client, &came("Ännë").await).await;
    let (again, _) = redeem(&world, &stage.client, &came("ÄNNË").await).await;
    assert_eq!(again["sub"], id["sub"]);
}

#[tokio::test]
async fn a_request_for_saml_is_answered_where_saml_is_alone() {
    let world = World::new();
    let stage = folding(&world).await;
    let mut browser = world.browser(PREFIX);
    let asked = stage.depart(&mut browser).await;
    browser
        .open(&format!("/oauth2/idpresponse?{}", encoded(&[("state", &asked.state), ("code", "c")])))
        .await;
    assert_eq!((browser.status, browser.left.as_deref()), (400, None));
    // Nor by a query, whatever it carries.
    let asked = stage.depart(&mut browser).await;
    let response = packed(&stage.idp.response(&super::ann(), &stage.aim(&asked)));
    let query = encoded(&[("SAMLResponse", &response), ("RelayState", &asked.state)]);
    browser.open(&format!("{CONSUMER}?{query}")).await;
    assert_eq!((browser.status, browser.left.as_deref()), (400, None));
}

#[tokio::test]
async fn a_word_of_logout_ends_the_sessions_of_its_name_alone() {
    let world = World::new();
    let stage = folding(&world).await;
    world.user(&stage.pool, "alice").await;
    for name in ["one", "two"] {
        let link = json!({
            "UserPoolId": stage.pool,
            "DestinationUser": { "ProviderName": "Cognito", "ProviderAttributeValue": "alice" },
            "SourceUser": {
                "ProviderName": "Corp", "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": name,
            },
        });
        world.ok("AdminLinkProviderForUser", link).await;
    }
    let people = ["one", "two"].map(|name| Person::new(name, "x@corp.example"));
    let mut one = stage.come(&people[0]).await;
    world.pass_s(1);
    let mut two = stage.come(&people[1]).await;
    // Both are alice, and both sessions have the same index there.
    let place = format!("{DOMAIN}/saml2/logout");
    let query = stage.idp.ends(&world, &place, &people[0], None);
    world.browser(PREFIX).open(&format!("/saml2/logout?{query}")).await;
    let silent = authorize(&stage.client, &[("prompt", "none")]);
    one.open(&silent).await;
    two.open(&silent).await;
    assert!(!one.told().contains_key("code") && two.told().contains_key("code"));
}

#[tokio::test]
async fn requests_are_signed_for_a_provider_whose_metadata_wants_that() {
    let world = World::new();
    let stage = folding(&world).await;
    assert!(!stage.depart(&mut world.browser(PREFIX)).await.is_signed);
    let wants = "<IDPSSODescriptor WantAuthnRequestsSigned=\"true\" ";
    let metadata = stage.idp.metadata().replace("<IDPSSODescriptor ", wants);
    stage.change(json!({ "MetadataFile": metadata })).await;
    assert!(stage.depart(&mut world.browser(PREFIX)).await.is_signed);
}
