//! Signing up without a password, and going on from there.

use super::*;

fn without_password(client: &str, name: &str) -> Value {
    let mut input = signing_up(client, name, json!({}));
    input.as_object_mut().unwrap().remove("Password");
    input
}

#[tokio::test]
async fn a_sign_up_without_a_password_is_confirmed_and_goes_on_to_tokens() {
    let place = place(json!({})).await;
    let world = &place.world;
    let signed_up = world.ok("SignUp", without_password(&place.client, "ina")).await;
    let code = world.code("ina@example.com");
    let confirm = |session: &Value| json!({ "ClientId": place.client, "Username": "ina", "ConfirmationCode": code, "Session": session });
    assert_eq!(
        world.refused("ConfirmSignUp", confirm(&json!("x".repeat(30)))).await,
        "NotAuthorizedException: Invalid session for the user."
    );
    let confirmed = world.ok("ConfirmSignUp", confirm(&signed_up["Session"])).await;
    let goes_on = |session: &Value| merged(place.begins("ina", &[]), json!({ "Session": session }));
    assert_eq!(world.refused("InitiateAuth", goes_on(&signed_up["Session"])).await, USED);
    assert_eq!(
        world
            .refused(
                "InitiateAuth",
                merged(place.begins("alice", &[]), json!({ "Session": confirmed["Session"] }))
            )
            .await,
        "NotAuthorizedException: Invalid session for the user."
    );
    let tokens = world.ok("InitiateAuth", goes_on(&confirmed["Session"])).await;
    assert_eq!(claims(&tokens["AuthenticationResult"]["IdToken"])["email_verified"], true);
    assert_eq!(world.refused("InitiateAuth", goes_on(&confirmed["Session"])).await, USED);
    // From now on by a code; a password there is none.
    let asked = place.begin("ina", &[]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["EMAIL_OTP"]));
    assert_eq!(world.no_sign_in(&place.client, "ina", PASSWORD).await, WRONG);
}

#[tokio::test]
async fn a_confirmation_gives_a_session_also_to_who_sends_none() {
    let place = place(json!({})).await;
    let world = &place.world;
    world.ok("SignUp", without_password(&place.client, "ina")).await;
    let code = world.code("ina@example.com");
    let input = json!({ "ClientId": place.client, "Username": "ina", "ConfirmationCode": code });
    let confirmed = world.ok("ConfirmSignUp", input).await;
    let goes_on = merged(place.begins("ina", &[]), json!({ "Session": confirmed["Session"] }));
    let tokens = world.ok("InitiateAuth", goes_on).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    // A client without the flow is given none.
    let old = world.client(&place.pool, json!({})).await;
    world.ok("SignUp", signing_up(&old, "joe", json!({}))).await;
    let code = world.code("joe@example.com");
    let input = json!({ "ClientId": old, "Username": "joe", "ConfirmationCode": code });
    assert_eq!(world.ok("ConfirmSignUp", input).await, json!({}));
}

#[tokio::test]
async fn a_code_confirms_who_never_confirmed() {
    let place = place(json!({})).await;
    let world = &place.world;
    world.ok("SignUp", without_password(&place.client, "ina")).await;
    let sent = place.begin("ina", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]).await;
    let code = world.code("ina@example.com");
    let tokens = place.respond(&sent, "ina", &[("EMAIL_OTP_CODE", &code)]).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    assert_eq!(world.look(&place.pool, "ina").await["UserStatus"], "CONFIRMED");
    assert_eq!(world.attributes(&place.pool, "ina").await["email_verified"], "true");
}

#[tokio::test]
async fn a_password_is_left_out_only_where_a_code_can_stand_in() {
    let place = place(json!({})).await;
    let world = &place.world;
    let needed = "InvalidParameterException: Password is required";
    let mut nowhere = without_password(&place.client, "ina");
    nowhere["UserAttributes"] = json!([]);
    assert_eq!(world.refused("SignUp", nowhere).await, needed);
    let old = world.client(&place.pool, json!({})).await;
    assert_eq!(world.refused("SignUp", without_password(&old, "ina")).await, needed);
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"] })).await;
    assert_eq!(world.refused("SignUp", without_password(&client, "ina")).await, needed);
    assert_eq!(world.ok("SignUp", signing_up(&client, "ina", json!({}))).await.get("Session"), None);
    assert_eq!(world.ok("SignUp", signing_up(&old, "ina", json!({}))).await.get("Session"), None);
}

#[tokio::test]
async fn the_session_of_a_sign_up_is_good_for_minutes_and_for_the_same_policy() {
    let place = place(json!({})).await;
    let world = &place.world;
    let confirmed = async |name: &str| {
        let signed_up = world.ok("SignUp", signing_up(&place.client, name, json!({}))).await;
        let input = json!({
            "ClientId": place.client, "Username": name, "Session": signed_up["Session"],
            "ConfirmationCode": world.code(&format!("{name}@example.com")),
        });
        let session = world.ok("ConfirmSignUp", input).await["Session"].clone();
        merged(place.begins(name, &[]), json!({ "Session": session }))
    };
    let (late, moved) = (confirmed("ina").await, confirmed("joe").await);
    let email = list(&[("email", "other@example.com"), ("email_verified", "true")]);
    let input = json!({ "UserPoolId": place.pool, "Username": "joe", "UserAttributes": email });
    world.ok("AdminUpdateUserAttributes", input).await;
    assert_eq!(
        world.refused("InitiateAuth", moved).await,
        "NotAuthorizedException: Invalid session for the user."
    );
    world.pass_s(180);
    assert_eq!(
        world.refused("InitiateAuth", late).await,
        "NotAuthorizedException: Invalid session for the user, session is expired."
    );
}

#[tokio::test]
async fn an_administrator_makes_people_who_need_no_password() {
    let place = place(json!({})).await;
    let world = &place.world;
    let made = |name: &str, more: Value| {
        let email = list(&[("email", &format!("{name}@example.com"))]);
        let input = json!({
            "UserPoolId": place.pool, "Username": name, "UserAttributes": email,
            "DesiredDeliveryMediums": ["EMAIL"],
        });
        merged(input, more)
    };
    let answer = world.ok("AdminCreateUser", made("ina", json!({}))).await;
    assert_eq!(answer["User"]["UserStatus"], "CONFIRMED");
    let mail = world.mail("ina@example.com");
    assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("Your account", "Your username is ina."));
    assert_eq!((mail.code, mail.kind.as_str()), (None, "invite"));
    let asked = place.begin("ina", &[("PREFERRED_CHALLENGE", "PASSWORD")]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["EMAIL_OTP"]));
    let sent = place.respond(&asked, "ina", &[("ANSWER", "EMAIL_OTP")]).await;
    let code = world.code("ina@example.com");
    let tokens = place.respond(&sent, "ina", &[("EMAIL_OTP_CODE", &code)]).await;
    assert_eq!(claims(&tokens["AuthenticationResult"]["IdToken"])["email_verified"], true);
    // There is nothing to send again, and a password only from now on.
    assert_eq!(
        world.refused("AdminCreateUser", made("ina", json!({ "MessageAction": "RESEND" }))).await,
        "UnsupportedUserStateException: Resend not possible. ina status is not FORCE_CHANGE_PASSWORD"
    );
    assert_eq!(world.no_sign_in(&place.client, "ina", PASSWORD).await, WRONG);
    let password =
        json!({ "UserPoolId": place.pool, "Username": "ina", "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", password).await;
    world.sign_in(&place.client, "ina").await;

    // One that is given is temporary; who no code can reach is given one.
    let answer = world.ok("AdminCreateUser", made("kim", json!({ "TemporaryPassword": PASSWORD }))).await;
    assert_eq!(answer["User"]["UserStatus"], "FORCE_CHANGE_PASSWORD");
    let nowhere = made("lea", json!({ "UserAttributes": [], "DesiredDeliveryMediums": [] }));
    let answer = world.ok("AdminCreateUser", nowhere).await;
    assert_eq!(answer["User"]["UserStatus"], "FORCE_CHANGE_PASSWORD");
}

#[tokio::test]
async fn who_needs_no_password_has_to_have_all_else() {
    let world = World::new();
    let policy = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } });
    let schema = json!([{ "Name": "given_name", "Required": true }]);
    let pool = world.pool(json!({ "Policies": policy, "Schema": schema })).await;
    let email = list(&[("email", "ina@example.com")]);
    let bare = json!({ "UserPoolId": pool, "Username": "ina", "UserAttributes": email });
    assert_eq!(
        world.refused("AdminCreateUser", bare.clone()).await,
        "InvalidParameterException: Attributes did not conform to the schema: given_name: The attribute is required\n"
    );
    let whole = list(&[("email", "ina@example.com"), ("given_name", "Ina")]);
    world.ok("AdminCreateUser", merged(bare.clone(), json!({ "UserAttributes": whole }))).await;
    // A temporary password asks for what is missing.
    let temporary = json!({ "Username": "joe", "TemporaryPassword": PASSWORD, "UserAttributes": [] });
    world.ok("AdminCreateUser", merged(bare, temporary)).await;
}
