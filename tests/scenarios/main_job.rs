//! The main job: a person signs up, confirms, signs in by SRP, refreshes, and signs out.

use serde_json::json;

use crate::world::{PASSWORD, World, claims, srp};

#[tokio::test]
async fn a_person_signs_up_and_in_and_out() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;

    let signed_up = world
        .ok(
            "SignUp",
            json!({
                "ClientId": client, "Username": "alice", "Password": PASSWORD,
                "UserAttributes": [{ "Name": "email", "Value": "alice@example.com" }],
            }),
        )
        .await;
    assert_eq!(signed_up["UserConfirmed"], false);
    assert_eq!(
        signed_up["CodeDeliveryDetails"],
        json!({ "Destination": "a***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email" })
    );

    let challenge = world.ok("InitiateAuth", srp::hello(&client, "alice")).await;
    let proof = srp::proof(&world, &pool, &client, &challenge, PASSWORD);
    assert_eq!(
        world.refused("RespondToAuthChallenge", proof).await,
        "UserNotConfirmedException: User is not confirmed."
    );

    let code = world.code("alice@example.com");
    let confirm = json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code });
    assert_eq!(world.ok("ConfirmSignUp", confirm).await, json!({}));

    let challenge = world.ok("InitiateAuth", srp::hello(&client, "alice")).await;
    assert_eq!(challenge["ChallengeName"], "PASSWORD_VERIFIER");
    assert_eq!(challenge["ChallengeParameters"]["USER_ID_FOR_SRP"], "alice");
    let proof = srp::proof(&world, &pool, &client, &challenge, PASSWORD);
    let signed_in = world.ok("RespondToAuthChallenge", proof.clone()).await;
    assert_eq!(signed_in["ChallengeParameters"], json!({}));
    let tokens = &signed_in["AuthenticationResult"];
    assert_eq!((&tokens["TokenType"], &tokens["ExpiresIn"]), (&json!("Bearer"), &json!(3600)));

    let (access, id) = (claims(&tokens["AccessToken"]), claims(&tokens["IdToken"]));
    assert_eq!(access["sub"], signed_up["UserSub"]);
    assert_eq!(access["iss"], format!("http://127.0.0.1:7665/{pool}"));
    assert_eq!((&access["token_use"], &access["client_id"]), (&json!("access"), &json!(client)));
    assert_eq!(
        (&access["scope"], &access["username"]),
        (&json!("aws.cognito.signin.user.admin"), &json!("alice"))
    );
    assert_eq!((&id["token_use"], &id["aud"]), (&json!("id"), &json!(client)));
    assert_eq!((&id["email"], &id["email_verified"]), (&json!("alice@example.com"), &json!(true)));
    assert_eq!((&id["cognito:username"], &id["origin_jti"]), (&json!("alice"), &access["origin_jti"]));

    // A proof serves once.
    assert_eq!(
        world.refused("RespondToAuthChallenge", proof).await,
        "NotAuthorizedException: Invalid session for the user, session can only be used once."
    );

    let me = world.ok("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await;
    assert_eq!(me["Username"], "alice");

    let refresh = json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    let refreshed = world.ok("InitiateAuth", refresh.clone()).await;
    let renewed = &refreshed["AuthenticationResult"];
    assert_eq!(renewed.get("RefreshToken"), None);
    assert_eq!(claims(&renewed["AccessToken"])["origin_jti"], access["origin_jti"]);

    world.ok("GlobalSignOut", json!({ "AccessToken": renewed["AccessToken"] })).await;
    assert_eq!(
        world.refused("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await,
        "NotAuthorizedException: Access Token has been revoked"
    );
    assert_eq!(
        world.refused("InitiateAuth", refresh).await,
        "NotAuthorizedException: Invalid Refresh Token."
    );
}
