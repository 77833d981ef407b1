//! The pool's functions in a sign-in through a provider: which are asked when, and what their answers do.
//! AWS: the developer guide, "Customizing user pool workflows with Lambda triggers".

use serde_json::{Value, json};

use super::{Stage, alice, attribute, error, stage, watched};
use crate::world::{World, merged};

const ARN: &str = "arn:aws:lambda:us-east-1:000000000000:function:all";

async fn asked(world: &World, names: &[&str]) -> Stage {
    let mut config = serde_json::Map::new();
    for name in names {
        let value = match *name {
            "InboundFederation" => json!({ "LambdaVersion": "V1_0", "LambdaArn": ARN }),
            _ => json!(ARN),
        };
        config.insert((*name).to_owned(), value);
    }
    let pool = merged(watched(), json!({ "LambdaConfig": config }));
    stage(world, (pool, json!({}), json!({}))).await
}

#[tokio::test]
async fn each_function_is_asked_in_its_turn() {
    let world = World::new();
    world.functions.answer(ARN, json!({}));
    let all =
        ["PreSignUp", "PostConfirmation", "PreAuthentication", "PostAuthentication", "PreTokenGeneration"];
    let stage = asked(&world, &[&all[..], &["InboundFederation"]].concat()).await;
    stage.tokens(&world, alice()).await;
    let events = world.functions.events();
    let sources: Vec<&str> = events.iter().map(|event| event["triggerSource"].as_str().unwrap()).collect();
    assert_eq!(
        sources,
        [
            "InboundFederation_ExternalProvider",
            "PreSignUp_ExternalProvider",
            "PostConfirmation_ConfirmSignUp",
            "TokenGeneration_HostedAuth",
        ]
    );
    assert!(events.iter().all(|event| event["userName"] == "Corp_A-1"
        && event["callerContext"]["clientId"] == stage.client.as_str()));
    let inbound = &events[0]["request"];
    assert_eq!((&inbound["providerName"], &inbound["providerType"]), (&json!("Corp"), &json!("OIDC")));
    let said = &inbound["attributes"];
    assert_eq!(
        (&said["idToken"]["sub"], &said["userInfo"]["email_verified"]),
        (&json!("A-1"), &json!("true"))
    );
    assert_eq!(said["tokenResponse"]["expires_in"], json!("3600"));
    let attributes = &events[1]["request"]["userAttributes"];
    assert_eq!(
        (&attributes["email"], &attributes["cognito:email_alias"]),
        (&json!("Alice@Corp.example"), &json!(""))
    );
    assert!(attributes.get("identities").is_none());
    stage.tokens(&world, alice()).await;
    assert_eq!(
        world.functions.sources(),
        [
            "InboundFederation_ExternalProvider",
            "PreAuthentication_Authentication",
            "PostAuthentication_Authentication",
            "TokenGeneration_HostedAuth",
        ]
    );
}

#[tokio::test]
async fn inbound_federation_says_what_is_mapped() {
    let world = World::new();
    let map = json!({ "userAttributesToMap": { "email": "made@corp.example", "unmapped": "x" } });
    world.functions.answer(ARN, map);
    let stage = asked(&world, &["InboundFederation"]).await;
    stage.tokens(&world, alice()).await;
    let user = stage.user(&world, "Corp_A-1").await;
    assert_eq!((attribute(&user, "email"), attribute(&user, "name")), (Some("made@corp.example"), None));
}

#[tokio::test]
async fn what_a_function_throws_reaches_the_app() {
    for (name, is_there) in [("PreSignUp", false), ("InboundFederation", false), ("PostConfirmation", true)] {
        let world = World::new();
        world.functions.set(ARN, |_| Err(rules::outside::Failed::Thrown("not today".to_owned())));
        let stage = asked(&world, &[name]).await;
        let told = error(&stage.come(&world, alice()).await);
        assert_eq!(
            told,
            ("invalid_request".to_owned(), format!("{name} failed with error not today.")),
            "{name}"
        );
        let listed = world.ok("ListUsers", json!({ "UserPoolId": stage.pool })).await;
        assert_eq!(listed["Users"].as_array().unwrap().len(), usize::from(is_there), "{name}");
        if is_there {
            assert!(stage.come(&world, alice()).await.told().contains_key("code"));
        }
    }
    for name in ["PreAuthentication", "PostAuthentication"] {
        let world = World::new();
        world.functions.set(ARN, |_| Err(rules::outside::Failed::Thrown("not today".to_owned())));
        let stage = asked(&world, &[name]).await;
        assert!(
            stage.come(&world, alice()).await.told().contains_key("code"),
            "{name} is asked at a first sign-in"
        );
        let told = error(&stage.come(&world, alice()).await);
        assert_eq!(told.1, format!("{name} failed with error not today."));
        let user = json!({ "UserPoolId": stage.pool, "Username": "Corp_A-1" });
        let history: Value = world.ok("AdminListUserAuthEvents", user).await;
        assert_eq!(history["AuthEvents"][0]["EventResponse"], json!("Fail"), "{name}");
    }
}

#[tokio::test]
async fn a_function_that_links_the_newcomer_makes_the_link_count_at_once() {
    let world = World::new();
    let stage = asked(&world, &["PreSignUp"]).await;
    world.functions.answer(ARN, json!({}));
    world.user(&stage.pool, "bob").await;
    let link = json!({
        "UserPoolId": stage.pool,
        "DestinationUser": { "ProviderName": "Cognito", "ProviderAttributeValue": "bob" },
        "SourceUser": {
            "ProviderName": "Corp", "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": "A-1",
        },
    });
    world.calls_back(ARN, "AdminLinkProviderForUser", link, json!({}));
    let (id, _) = stage.tokens(&world, alice()).await;
    assert_eq!(id["cognito:username"], json!("bob"));
}

#[tokio::test]
async fn an_address_that_the_function_vouches_for_is_verified() {
    let world = World::new();
    world.functions.answer(ARN, json!({ "autoConfirmUser": true, "autoVerifyEmail": true }));
    let stage = asked(&world, &["PreSignUp"]).await;
    stage.tokens(&world, alice()).await;
    let user = stage.user(&world, "Corp_A-1").await;
    assert_eq!(
        (attribute(&user, "email_verified"), &user["UserStatus"]),
        (Some("true"), &json!("EXTERNAL_PROVIDER"))
    );
}
