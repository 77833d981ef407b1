//! Linking identities at providers to users, and taking links and passwords away.

use serde_json::{Value, json};

use super::{named, oidc, social};
use crate::world::people::list;
use crate::world::{PASSWORD, World, claims, merged};

fn at(provider: &str, attribute: &str, value: &str) -> Value {
    json!({ "ProviderName": provider, "ProviderAttributeName": attribute, "ProviderAttributeValue": value })
}

fn subject(provider: &str, value: &str) -> Value {
    at(provider, "Cognito_Subject", value)
}

fn link(pool: &str, destination: Value, source: Value) -> Value {
    json!({ "UserPoolId": pool, "DestinationUser": destination, "SourceUser": source })
}

fn own(name: &str) -> Value {
    json!({ "ProviderName": "Cognito", "ProviderAttributeValue": name })
}

/// A pool with an OpenID provider, Google, a client and alice.
async fn prepared() -> (World, String, String) {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let mapping = json!({ "AttributeMapping": { "email": "mail", "username": "sub" } });
    world.ok("CreateIdentityProvider", merged(oidc(&pool, "Corporate"), mapping)).await;
    world.ok("CreateIdentityProvider", social(&pool, "Google")).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    (world, pool, client)
}

async fn identities(world: &World, pool: &str, name: &str) -> Value {
    let attributes = world.attributes(pool, name).await;
    attributes
        .get("identities")
        .map_or(json!([]), |text| serde_json::from_str(text.as_str().unwrap()).unwrap())
}

#[tokio::test]
async fn a_link_shows_in_the_user_in_lists_and_in_the_id_token() {
    let (world, pool, client) = prepared().await;
    let input = link(&pool, own("alice"), subject("Corporate", "abc"));
    assert_eq!(world.ok("AdminLinkProviderForUser", input).await, json!({}));
    let shown = identities(&world, &pool, "alice").await;
    let created = shown[0]["dateCreated"].as_i64().unwrap();
    assert_eq!(
        shown,
        json!([{
            "userId": "abc", "providerName": "Corporate", "providerType": "OIDC", "issuer": null, "primary": false,
            "dateCreated": created,
        }])
    );
    let users = world.ok("ListUsers", json!({ "UserPoolId": pool })).await["Users"][0]["Attributes"].clone();
    assert!(users.as_array().unwrap().iter().any(|attribute| attribute["Name"] == "identities"));
    let tokens = world.sign_in(&client, "alice").await;
    let claim = claims(&tokens["IdToken"])["identities"].clone();
    assert_eq!(
        claim,
        json!([{
            "userId": "abc", "providerName": "Corporate", "providerType": "OIDC", "issuer": null, "primary": "false",
            "dateCreated": created.to_string(),
        }])
    );
    assert_eq!(claims(&tokens["AccessToken"]).get("identities"), None);
    let mine = world.ok("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await;
    assert!(
        mine["UserAttributes"].as_array().unwrap().iter().any(|attribute| attribute["Name"] == "identities")
    );

    // By the claim that a mapping names as well; several at once.
    let input = link(&pool, own("alice"), at("Corporate", "mail", "alice@corp.example"));
    world.ok("AdminLinkProviderForUser", input).await;
    let input = link(&pool, own("alice"), subject("Google", "abc"));
    world.ok("AdminLinkProviderForUser", input).await;
    let shown = identities(&world, &pool, "alice").await;
    let names: Vec<_> = shown
        .as_array()
        .unwrap()
        .iter()
        .map(|i| (i["providerName"].as_str(), i["userId"].as_str()))
        .collect();
    assert_eq!(
        names,
        [
            (Some("Corporate"), Some("abc")),
            (Some("Corporate"), Some("alice@corp.example")),
            (Some("Google"), Some("abc")),
        ]
    );
    // An identity finds its user as a destination too.
    let input = link(&pool, subject("Google", "abc"), subject("Corporate", "def"));
    world.ok("AdminLinkProviderForUser", input).await;
    assert_eq!(identities(&world, &pool, "alice").await.as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn nobody_writes_identities_by_hand() {
    let (world, pool, client) = prepared().await;
    let forged = list(&[("identities", "[]")]);
    let input = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": forged });
    assert!(world.refused("AdminUpdateUserAttributes", input).await.starts_with("InvalidParameterException"));
    let token = world.access_token(&client, "alice").await;
    let input = json!({ "AccessToken": token, "UserAttributes": forged });
    world.refused("UpdateUserAttributes", input).await;
    let input = json!({ "AccessToken": token, "UserAttributeNames": ["identities"] });
    world.refused("DeleteUserAttributes", input).await;
}

#[tokio::test]
async fn an_identity_is_one_users() {
    let (world, pool, _) = prepared().await;
    world.user(&pool, "bob").await;
    let input = link(&pool, own("alice"), subject("Google", "abc"));
    world.ok("AdminLinkProviderForUser", input.clone()).await;
    let refused = async |input| world.refused("AdminLinkProviderForUser", input).await;
    assert_eq!(
        refused(input).await,
        "InvalidParameterException: SourceUser is already linked to DestinationUser"
    );
    assert_eq!(
        refused(link(&pool, own("bob"), subject("Google", "abc"))).await,
        "AliasExistsException: An account with the identity already exists."
    );
    assert_eq!(identities(&world, &pool, "bob").await, json!([]));
    // With its user goes the link.
    world.ok("AdminDeleteUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    world.ok("AdminLinkProviderForUser", link(&pool, own("bob"), subject("Google", "abc"))).await;
}

#[tokio::test]
async fn what_cannot_be_linked_is_refused() {
    let (world, pool, _) = prepared().await;
    let refused = async |destination, source| {
        world.refused("AdminLinkProviderForUser", link(&pool, destination, source)).await
    };
    let own_source = "InvalidParameterException: Invalid SourceUser: Cognito users with a username/password may not \
                      be passed in as a SourceUser, only as a DestinationUser";
    assert_eq!(refused(own("alice"), subject("Cognito", "bob")).await, own_source);
    assert_eq!(
        refused(own("alice"), subject("Nobody", "abc")).await,
        "ResourceNotFoundException: Identity provider Nobody does not exist."
    );
    for destination in [own("nobody"), subject("Google", "nobody")] {
        assert_eq!(
            refused(destination, subject("Google", "abc")).await,
            "UserNotFoundException: User does not exist."
        );
    }
    for source in [at("Google", "email", "abc"), at("Corporate", "phone", "abc")] {
        assert_eq!(
            refused(own("alice"), source).await,
            "InvalidParameterException: Invalid SourceUser: ProviderAttributeName must be Cognito_Subject or an \
             attribute that the provider maps."
        );
    }
    for (source, why) in [
        (
            json!({ "ProviderName": "Google", "ProviderAttributeName": "Cognito_Subject" }),
            "is missing ProviderAttributeValue.",
        ),
        (subject("Google", ""), "is missing ProviderAttributeValue."),
        (
            json!({ "ProviderName": "Google", "ProviderAttributeValue": "abc" }),
            "is missing ProviderAttributeName.",
        ),
        (
            json!({ "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": "abc" }),
            "is missing ProviderName.",
        ),
        (subject("Google", "a\0"), "has an invalid ProviderAttributeValue."),
        (at("Google", "a\0", "abc"), "has an invalid ProviderAttributeName."),
        (at("Google", &"a".repeat(513), "abc"), "has an invalid ProviderAttributeName."),
        (subject("Google", &"a".repeat(2_049)), "has an invalid ProviderAttributeValue."),
    ] {
        assert_eq!(
            refused(own("alice"), source).await,
            format!("InvalidParameterException: SourceUser {why}")
        );
    }
    assert_eq!(identities(&world, &pool, "alice").await, json!([]));
    let elsewhere = link("us-east-1_nothing00", own("alice"), subject("Google", "abc"));
    assert_eq!(
        world.refused("AdminLinkProviderForUser", elsewhere).await,
        "ResourceNotFoundException: User pool us-east-1_nothing00 does not exist."
    );
}

#[tokio::test]
async fn a_user_has_five_links_and_a_provider_five_claims() {
    let (world, pool, _) = prepared().await;
    for n in 0..5 {
        let source = subject("Google", &n.to_string());
        world.ok("AdminLinkProviderForUser", link(&pool, own("alice"), source)).await;
    }
    let full = "LimitExceededException: A user can have at most 5 linked identities.";
    let sixth = link(&pool, own("alice"), subject("Google", "5"));
    assert_eq!(world.refused("AdminLinkProviderForUser", sixth).await, full);
    let full = "LimitExceededException: Users of a provider can be linked by at most 5 of its attributes.";
    let claims = ["a", "b", "c", "d", "e", "f"];
    let standard = ["email", "name", "nickname", "locale", "zoneinfo", "profile"];
    let mapping: serde_json::Map<_, _> =
        standard.iter().zip(claims).map(|(name, claim)| ((*name).to_owned(), json!(claim))).collect();
    let change = merged(named(&pool, "Corporate"), json!({ "AttributeMapping": mapping }));
    world.ok("UpdateIdentityProvider", change).await;
    for (n, claim) in claims.iter().enumerate() {
        let name = format!("person{n}");
        world.user(&pool, &name).await;
        let input = link(&pool, own(&name), at("Corporate", claim, "x"));
        match n < 5 {
            true => world.ok("AdminLinkProviderForUser", input).await,
            false => json!(world.refused("AdminLinkProviderForUser", input).await == full),
        };
    }
    let again = link(&pool, own("person5"), at("Corporate", "a", "y"));
    world.ok("AdminLinkProviderForUser", again).await;
}

#[tokio::test]
async fn a_link_is_taken_away() {
    let (world, pool, client) = prepared().await;
    for source in [subject("Google", "abc"), at("Corporate", "mail", "a@corp.example")] {
        world.ok("AdminLinkProviderForUser", link(&pool, own("alice"), source)).await;
    }
    let gone = |user: Value| json!({ "UserPoolId": pool, "User": user });
    assert_eq!(world.ok("AdminDisableProviderForUser", gone(subject("Google", "abc"))).await, json!({}));
    let left = identities(&world, &pool, "alice").await;
    assert_eq!((left.as_array().unwrap().len(), &left[0]["providerName"]), (1, &json!("Corporate")));
    for nobody in
        [subject("Google", "abc"), subject("Corporate", "a@corp.example"), subject("Cognito", "nobody")]
    {
        assert_eq!(
            world.refused("AdminDisableProviderForUser", gone(nobody)).await,
            "UserNotFoundException: User does not exist."
        );
    }
    world.ok("AdminDisableProviderForUser", gone(at("Corporate", "mail", "a@corp.example"))).await;
    assert_eq!(world.attributes(&pool, "alice").await.get("identities"), None);
    assert_eq!(claims(&world.sign_in(&client, "alice").await["IdToken"]).get("identities"), None);
    // And is free again.
    world.user(&pool, "bob").await;
    world.ok("AdminLinkProviderForUser", link(&pool, own("bob"), subject("Google", "abc"))).await;
    assert_eq!(
        world.refused("AdminDisableProviderForUser", gone(json!({ "ProviderName": "Google" }))).await,
        "InvalidParameterException: User is missing ProviderAttributeValue."
    );
    let elsewhere = json!({ "UserPoolId": "us-east-1_nothing00", "User": subject("Google", "abc") });
    assert_eq!(
        world.refused("AdminDisableProviderForUser", elsewhere).await,
        "ResourceNotFoundException: User pool us-east-1_nothing00 does not exist."
    );
}

#[tokio::test]
async fn a_password_is_taken_away_and_comes_back_by_an_administrator_alone() {
    let (world, pool, client) = prepared().await;
    let token = world.access_token(&client, "alice").await;
    let asked = json!({ "ClientId": client, "Username": "alice" });
    world.ok("ForgotPassword", asked.clone()).await;
    let code = world.code("alice@example.com");
    let named = json!({ "UserPoolId": pool, "User": subject("Cognito", "alice") });
    for _ in 0..2 {
        assert_eq!(world.ok("AdminDisableProviderForUser", named.clone()).await, json!({}));
    }
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "EXTERNAL_PROVIDER");
    let wrong = "NotAuthorizedException: Incorrect username or password.";
    assert_eq!(world.no_sign_in(&client, "alice", PASSWORD).await, wrong);
    // Neither a code that was on its way, nor a new one, nor a token makes another.
    let reset = "NotAuthorizedException: User password cannot be reset in the current state.";
    let by_code = merged(asked.clone(), json!({ "ConfirmationCode": code, "Password": "Other-pass-2" }));
    assert_eq!(world.refused("ConfirmForgotPassword", by_code).await, reset);
    assert_eq!(world.refused("ForgotPassword", asked).await, reset);
    let change = json!({ "AccessToken": token, "ProposedPassword": "Other-pass-2" });
    assert_eq!(world.refused("ChangePassword", change).await, wrong);
    let set = json!({ "UserPoolId": pool, "Username": "alice", "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", set).await;
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "CONFIRMED");
    world.sign_in(&client, "alice").await;
    let odd = json!({ "UserPoolId": pool, "User": at("Cognito", "email", "alice") });
    assert_eq!(
        world.refused("AdminDisableProviderForUser", odd).await,
        "InvalidParameterException: Invalid ProviderAttributeName."
    );
}

#[tokio::test]
async fn links_outlive_a_provider_and_no_other_inherits_them() {
    let (world, pool, _) = prepared().await;
    world.ok("AdminLinkProviderForUser", link(&pool, own("alice"), subject("Corporate", "abc"))).await;
    world.ok("DeleteIdentityProvider", named(&pool, "Corporate")).await;
    assert_eq!(identities(&world, &pool, "alice").await.as_array().unwrap().len(), 1);
    let foreign =
        super::with_details(oidc(&pool, "Corporate"), json!({ "oidc_issuer": "https://evil.example" }));
    assert_eq!(
        world.refused("CreateIdentityProvider", foreign.clone()).await,
        "InvalidParameterException: Users are linked to another provider of the name Corporate."
    );
    world.ok("CreateIdentityProvider", oidc(&pool, "Corporate")).await;
    let input = json!({ "UserPoolId": pool, "User": subject("Corporate", "abc") });
    world.ok("AdminDisableProviderForUser", input).await;
    world.ok("DeleteIdentityProvider", named(&pool, "Corporate")).await;
    world.ok("CreateIdentityProvider", foreign).await;
}

#[tokio::test]
async fn a_pool_has_one_signing_certificate_and_a_new_one_of_the_same_key_each_year() {
    let world = World::new();
    let (pool, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    let certificate = async |pool: &str| {
        world.ok("GetSigningCertificate", json!({ "UserPoolId": pool })).await["Certificate"].clone()
    };
    let first = certificate(&pool).await;
    world.pass_s(364 * 86_400);
    assert_eq!(certificate(&pool).await, first);
    assert_ne!(certificate(&other).await, first);
    world.pass_s(2 * 86_400);
    let second = certificate(&pool).await;
    assert_ne!(second, first);
    assert_eq!(certificate(&pool).await, second);
    let read = |text: &Value| {
        use base64::Engine;
        let text = text.as_str().unwrap();
        base64::engine::general_purpose::STANDARD.decode(text).unwrap()
    };
    let (first, second) = (read(&first), read(&second));
    assert!(crypto::x509::ends_at(&first) < crypto::x509::ends_at(&second));
    assert_eq!(crypto::x509::public_key(&first), crypto::x509::public_key(&second));
    assert!(crypto::x509::public_key(&first).is_some());
    assert_eq!(
        world.refused("GetSigningCertificate", json!({ "UserPoolId": "us-east-1_nothing00" })).await,
        "ResourceNotFoundException: User pool us-east-1_nothing00 does not exist."
    );
}

#[tokio::test]
async fn a_user_who_took_the_name_of_a_profile_is_not_it_to_an_administrator_either() {
    let (world, pool, _) = prepared().await;
    world.user(&pool, "Google_7").await;
    let input = link(&pool, subject("Google", "7"), subject("Corporate", "abc"));
    assert_eq!(
        world.refused("AdminLinkProviderForUser", input).await,
        "UserNotFoundException: User does not exist."
    );
    assert_eq!(identities(&world, &pool, "Google_7").await, json!([]));
    // Nor does the name keep the identity from whom it belongs to.
    world.ok("AdminLinkProviderForUser", link(&pool, own("alice"), subject("Google", "7"))).await;
    assert_eq!(identities(&world, &pool, "alice").await[0]["userId"], json!("7"));
}
