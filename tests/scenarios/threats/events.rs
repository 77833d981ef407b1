//! The history of events: what is in it, in which order, what an app tells of the person, and feedback.

use serde_json::{Value, json};

use super::{events, told, watched};
use crate::world::mfa::respond;
use crate::world::people::{signing_up, wrong};
use crate::world::{PASSWORD, World, by_password, claims, merged, srp};

#[tokio::test]
async fn every_way_to_a_proof_leaves_an_event() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    world.ok("SignUp", signing_up(&client, "alice", json!({}))).await;
    let named = json!({ "ClientId": client, "Username": "alice" });
    world.ok("ResendConfirmationCode", named.clone()).await;
    let code = world.code("alice@example.com");
    let confirm = |code: &str| merged(named.clone(), json!({ "ConfirmationCode": code }));
    world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
    world.refused("ConfirmSignUp", confirm(&wrong(&code))).await;
    world.ok("ConfirmSignUp", confirm(&code)).await;
    world.refused("InitiateAuth", by_password(&client, "alice", "Wrong-pass-1")).await;
    let token = world.access_token(&client, "alice").await;
    let change = |previous: &str| json!({ "AccessToken": token, "PreviousPassword": previous, "ProposedPassword": "Other-pass-2" });
    world.refused("ChangePassword", change("Wrong-pass-1")).await;
    world.ok("ChangePassword", change(PASSWORD)).await;
    world.ok("ForgotPassword", named.clone()).await;
    let code = world.code("alice@example.com");
    let reset = |code: &str| merged(confirm(code), json!({ "Password": PASSWORD }));
    world.refused("ConfirmForgotPassword", reset(&wrong(&code))).await;
    world.ok("ConfirmForgotPassword", reset(&code)).await;
    let expected = [
        "ForgotPassword Pass",
        "ForgotPassword Fail",
        "ForgotPassword InProgress",
        "PasswordChange Pass Password Success",
        "PasswordChange Fail Password Failure",
        "SignIn Pass Password Success",
        "SignIn Fail Password Failure",
        "SignUp Pass",
        "SignUp Fail",
        "SignIn Fail Password Success",
        "ResendCode Pass",
        "SignUp InProgress",
    ];
    assert_eq!(told(&world, &pool, "alice").await, expected);
}

#[tokio::test]
async fn a_sign_in_of_several_steps_is_one_event() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    let invite = json!({
        "UserPoolId": pool, "Username": "alice", "TemporaryPassword": "Temporary-1", "MessageAction": "SUPPRESS",
    });
    world.ok("AdminCreateUser", invite).await;
    let asked = world.ok("InitiateAuth", by_password(&client, "alice", "Temporary-1")).await;
    assert_eq!(told(&world, &pool, "alice").await, ["SignIn InProgress Password Success"]);
    let begun = events(&world, &pool, "alice").await[0].clone();
    let answer = json!({
        "ClientId": client, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": asked["Session"],
        "ChallengeResponses": { "USERNAME": "alice", "NEW_PASSWORD": PASSWORD },
    });
    let signed_in = world.ok("RespondToAuthChallenge", answer).await;
    let tokens = &signed_in["AuthenticationResult"];
    assert_eq!(told(&world, &pool, "alice").await, ["SignIn Pass Password Success"]);
    let ended = events(&world, &pool, "alice").await[0].clone();
    assert_eq!((&ended["EventId"], &ended["CreationDate"]), (&begun["EventId"], &begun["CreationDate"]));
    // Tokens name it.
    assert_eq!(claims(&tokens["IdToken"])["event_id"], ended["EventId"]);
    assert_eq!(claims(&tokens["AccessToken"])["event_id"], ended["EventId"]);

    let challenge = world.ok("InitiateAuth", srp::hello(&client, "alice")).await;
    let proof = srp::proof(&world, &pool, &client, &challenge, PASSWORD);
    let signed_in = world.ok("RespondToAuthChallenge", proof).await;
    let newest = &events(&world, &pool, "alice").await[0];
    assert_eq!(claims(&signed_in["AuthenticationResult"]["IdToken"])["event_id"], newest["EventId"]);
}

#[tokio::test]
async fn second_factors_are_told_right_and_wrong() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    world.user(&pool, "alice").await;
    world.set_mfa(&pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]).await;
    let token = world.access_token(&client, "alice").await;
    let secret = world.set_up_app(&token).await;
    world.turn_on(&pool, "alice", &["SOFTWARE_TOKEN_MFA"], true).await;
    let asked = world.after_password(&client, "alice").await;
    let answer = |code: &str| respond(&client, &asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", code)]);
    let right = world.totp(&secret, 0);
    // Wrong, then of a step that was used before.
    world.refused("RespondToAuthChallenge", answer(&wrong(&right))).await;
    let used = world.totp(&secret, -1);
    assert_eq!(
        world.refused("RespondToAuthChallenge", answer(&used)).await,
        "ExpiredCodeException: Your software token has already been used once."
    );
    let begun = "SignIn InProgress Password Success";
    let failed = "SignIn Fail Password Success Mfa Failure";
    let first = "SignIn Pass Password Success";
    assert_eq!(told(&world, &pool, "alice").await, [failed, failed, begun, first]);
    world.ok("RespondToAuthChallenge", answer(&right)).await;
    let passed = "SignIn Pass Password Success Mfa Success";
    assert_eq!(told(&world, &pool, "alice").await, [failed, failed, passed, first]);
    // A code by mail.
    world.turn_on(&pool, "alice", &["EMAIL_OTP"], true).await;
    let asked = world.after_password(&client, "alice").await;
    let code = world.code("alice@example.com");
    let answer = |code: &str| respond(&client, &asked, "alice", &[("EMAIL_OTP_CODE", code)]);
    world.refused("RespondToAuthChallenge", answer(&wrong(&code))).await;
    world.ok("RespondToAuthChallenge", answer(&code)).await;
    assert_eq!(told(&world, &pool, "alice").await[..2], [failed, passed]);
}

#[tokio::test]
async fn what_begins_without_a_password_is_told_too() {
    let world = World::new();
    let pool = world.passkey_pool(json!({ "UserPoolAddOns": { "AdvancedSecurityMode": "AUDIT" } })).await;
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"] });
    let client = world.client(&pool, flows).await;
    world.user(&pool, "alice").await;
    let mut passkey = world.passkey(&world.access_token(&client, "alice").await).await;
    let begin = async |way: &str| {
        let input = json!({
            "ClientId": client, "AuthFlow": "USER_AUTH",
            "AuthParameters": { "USERNAME": "alice", "PREFERRED_CHALLENGE": way },
        });
        world.ok("InitiateAuth", input).await
    };
    let asked = begin("EMAIL_OTP").await;
    let code = world.code("alice@example.com");
    let answer = |code: &str| respond(&client, &asked, "alice", &[("EMAIL_OTP_CODE", code)]);
    world.refused("RespondToAuthChallenge", answer(&wrong(&code))).await;
    world.ok("RespondToAuthChallenge", answer(&code)).await;
    let (failed, passed) = ("SignIn Fail Mfa Failure", "SignIn Pass Mfa Success");
    assert_eq!(told(&world, &pool, "alice").await[..2], [passed, failed]);
    // Nothing counts passkeys: however many are wrong, they leave one event.
    let before = events(&world, &pool, "alice").await.len();
    let asked = begin("WEB_AUTHN").await;
    let answer = |credential: &str| respond(&client, &asked, "alice", &[("CREDENTIAL", credential)]);
    for _ in 0..3 {
        world.refused("RespondToAuthChallenge", answer("{}")).await;
    }
    assert_eq!(told(&world, &pool, "alice").await[0], failed);
    let options = asked["ChallengeParameters"]["CREDENTIAL_REQUEST_OPTIONS"].as_str().unwrap();
    let credential = passkey.answer(&serde_json::from_str(options).unwrap()).to_string();
    world.ok("RespondToAuthChallenge", answer(&credential)).await;
    assert_eq!(told(&world, &pool, "alice").await[..2], [passed, failed]);
    assert_eq!(events(&world, &pool, "alice").await.len(), before + 2);
}

#[tokio::test]
async fn events_are_kept_for_two_years() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    world.user(&pool, "alice").await;
    let day_s = 24 * 3_600;
    for _ in 0..3 {
        world.sign_in(&client, "alice").await;
    }
    world.pass_s(day_s);
    world.sign_in(&client, "alice").await;
    world.pass_s(729 * day_s);
    rules::events::expire(&world.ctx(), 2).await.unwrap();
    assert_eq!(events(&world, &pool, "alice").await.len(), 2);
    rules::events::expire(&world.ctx(), 2).await.unwrap();
    assert_eq!(events(&world, &pool, "alice").await.len(), 1);
    rules::events::expire(&world.ctx(), 2).await.unwrap();
    assert_eq!(events(&world, &pool, "alice").await.len(), 1);
}

#[tokio::test]
async fn the_list_goes_on_where_it_was() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    world.user(&pool, "alice").await;
    world.user(&pool, "bob").await;
    for _ in 0..5 {
        world.sign_in(&client, "alice").await;
    }
    let whole = events(&world, &pool, "alice").await;
    let dates: Vec<f64> = whole.iter().map(|event| event["CreationDate"].as_f64().unwrap()).collect();
    assert!(dates.is_sorted_by(|a, b| a > b) && dates.len() == 5, "{dates:?}");
    let page = json!({ "UserPoolId": pool, "Username": "alice", "MaxResults": 2 });
    let mut seen = Vec::new();
    let mut token = Value::Null;
    loop {
        let answer =
            world.ok("AdminListUserAuthEvents", merged(page.clone(), json!({ "NextToken": token }))).await;
        seen.extend(answer["AuthEvents"].as_array().unwrap().clone());
        token = answer["NextToken"].clone();
        if token.is_null() {
            break;
        }
        let astray = json!({ "UserPoolId": pool, "Username": "bob", "NextToken": token });
        assert_eq!(
            world.refused("AdminListUserAuthEvents", astray).await,
            "InvalidParameterException: Invalid pagination token."
        );
    }
    assert_eq!(seen, whole);
    // A user who is made anew has no history.
    world.ok("AdminDeleteUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    world.user(&pool, "alice").await;
    assert_eq!(events(&world, &pool, "alice").await, Vec::<Value>::new());
}

#[tokio::test]
async fn an_event_tells_where_it_came_from() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    world.user(&pool, "alice").await;
    let agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    let body = by_password(&client, "alice", PASSWORD).to_string();
    world.send("InitiateAuth", &[("user-agent", agent)], body.as_bytes()).await;
    let event = events(&world, &pool, "alice").await[0].clone();
    let expected = json!({ "IpAddress": "203.0.113.7", "DeviceName": "Chrome 126, Windows 10" });
    assert_eq!(event["EventContextData"], expected);
    let risk = json!({ "RiskDecision": "NoRisk", "CompromisedCredentialsDetected": false });
    assert_eq!(event["EventRisk"], risk);
}

/// What AWS's libraries send as EncodedData.
fn encoded(client: &str, agent: &str) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let context = json!({ "UserAgent": agent, "ClientTimezone": "-07:00", "DeviceId": "d" });
    let payload = json!({ "contextData": context, "username": "alice", "timestamp": "1" }).to_string();
    let version = "JS20171115";
    let mac = crypto::mac::hmac_sha256(client.as_bytes(), format!("{version}{payload}").as_bytes());
    let whole = json!({ "payload": payload, "signature": STANDARD.encode(mac), "version": version });
    STANDARD.encode(whole.to_string())
}

#[tokio::test]
async fn an_app_tells_of_the_persons_device() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    world.user(&pool, "alice").await;
    let newest = async || events(&world, &pool, "alice").await[0]["EventContextData"].clone();
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    let with =
        |data: Value| merged(by_password(&client, "alice", PASSWORD), json!({ "UserContextData": data }));

    world.ok("InitiateAuth", with(json!({ "EncodedData": encoded(&client, firefox) }))).await;
    let expected =
        json!({ "IpAddress": "203.0.113.7", "DeviceName": "Firefox 127, Linux", "Timezone": "-07:00" });
    assert_eq!(newest().await, expected);
    // What is not the library's is passed over.
    for nonsense in ["", "%", "e30=", &encoded("another", firefox)] {
        world.ok("InitiateAuth", with(json!({ "EncodedData": nonsense }))).await;
        assert_eq!(newest().await, json!({ "IpAddress": "203.0.113.7" }), "{nonsense}");
    }

    // An address is believed only of a client that proves itself and was told to tell.
    assert_eq!(
        world.refused("InitiateAuth", with(json!({ "IpAddress": "198.51.100.9" }))).await,
        "InvalidParameterException: IpAddress in UserContextData needs a client with a secret and \
         EnablePropagateAdditionalUserContextData."
    );
    let settings = json!({ "GenerateSecret": true, "EnablePropagateAdditionalUserContextData": true });
    let server = world.client(&pool, settings).await;
    let asked = json!({ "UserPoolId": pool, "ClientId": server });
    let described = world.ok("DescribeUserPoolClient", asked).await;
    let secret = described["UserPoolClient"]["ClientSecret"].as_str().unwrap();
    let hash = crypto::mac::secret_hash(secret, "alice", &server);
    let input = |address: &str| {
        json!({
            "ClientId": server, "AuthFlow": "USER_PASSWORD_AUTH",
            "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD, "SECRET_HASH": hash },
            "UserContextData": { "IpAddress": address },
        })
    };
    world.ok("InitiateAuth", input("198.51.100.9")).await;
    assert_eq!(newest().await["IpAddress"], "198.51.100.9");
    assert_eq!(
        world.refused("InitiateAuth", input("nowhere")).await,
        "InvalidParameterException: Invalid IpAddress."
    );

    // An administrator's server tells of the person too.
    let context = json!({
        "IpAddress": "2001:db8::9", "ServerName": "s", "ServerPath": "/",
        "HttpHeaders": [{ "headerName": "User-Agent", "headerValue": firefox }],
    });
    let input = json!({
        "UserPoolId": pool, "ClientId": client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD }, "ContextData": context,
    });
    world.ok("AdminInitiateAuth", input).await;
    assert_eq!(newest().await, json!({ "IpAddress": "2001:db8::9", "DeviceName": "Firefox 127, Linux" }));
}

#[tokio::test]
async fn feedback_is_kept_with_its_event() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    for name in ["alice", "bob"] {
        world.user(&pool, name).await;
        world.sign_in(&client, name).await;
    }
    let id = events(&world, &pool, "alice").await[0]["EventId"].as_str().unwrap().to_owned();
    let say = |name: &str, value: &str| json!({ "UserPoolId": pool, "Username": name, "EventId": id, "FeedbackValue": value });
    assert_eq!(world.ok("AdminUpdateAuthEventFeedback", say("alice", "Invalid")).await, json!({}));
    let event = events(&world, &pool, "alice").await[0].clone();
    let feedback = &event["EventFeedback"];
    assert_eq!((&feedback["FeedbackValue"], &feedback["Provider"]), (&json!("Invalid"), &json!("Admin")));
    assert!(feedback["FeedbackDate"].as_f64() > event["CreationDate"].as_f64());

    let token = world.feedback_token(&pool, "alice", &id).await;
    let with = |input: Value, token: &str| merged(input, json!({ "FeedbackToken": token }));
    assert_eq!(world.ok("UpdateAuthEventFeedback", with(say("alice", "Valid"), &token)).await, json!({}));
    let feedback = events(&world, &pool, "alice").await[0]["EventFeedback"].clone();
    assert_eq!((&feedback["FeedbackValue"], &feedback["Provider"]), (&json!("Valid"), &json!("User")));

    const INVALID: &str = "NotAuthorizedException: Invalid feedback token.";
    let of_bob = world.feedback_token(&pool, "bob", &id).await;
    let of_another = world.feedback_token(&pool, "alice", "another").await;
    for token in ["x", &of_bob, &of_another] {
        assert_eq!(
            world.refused("UpdateAuthEventFeedback", with(say("alice", "Valid"), token)).await,
            INVALID
        );
    }
    let missing = format!("ResourceNotFoundException: Event {id} does not exist.");
    assert_eq!(world.refused("AdminUpdateAuthEventFeedback", say("bob", "Valid")).await, missing);
    assert_eq!(world.refused("UpdateAuthEventFeedback", with(say("bob", "Valid"), &of_bob)).await, missing);
}

#[tokio::test]
async fn the_history_needs_the_add_on_the_pool_and_the_user() {
    let world = World::new();
    let plain = world.pool(json!({})).await;
    let (pool, _) = watched(&world, "AUDIT").await;
    world.user(&pool, "alice").await;
    let token = world.feedback_token(&pool, "alice", "e").await;
    let said = json!({ "EventId": "e", "FeedbackValue": "Valid" });
    let guess = merged(said.clone(), json!({ "FeedbackToken": "A.B-_=" }));
    let calls = [
        ("AdminListUserAuthEvents", json!({})),
        ("AdminUpdateAuthEventFeedback", said.clone()),
        ("UpdateAuthEventFeedback", merged(said, json!({ "FeedbackToken": token }))),
    ];
    for (operation, input) in calls {
        let of = |pool: &str| merged(input.clone(), json!({ "UserPoolId": pool, "Username": "nobody" }));
        assert_eq!(
            world.refused(operation, of(&plain)).await,
            "UserPoolAddOnNotEnabledException: User pool add-on is not enabled."
        );
        assert_eq!(world.refused(operation, of(&pool)).await, "UserNotFoundException: User does not exist.");
        assert_eq!(
            world.refused(operation, of("us-east-1_nowhere00")).await,
            "ResourceNotFoundException: User pool us-east-1_nowhere00 does not exist."
        );
    }
    // Who has no token learns nothing of who exists.
    for name in ["alice", "nobody"] {
        let input = merged(guess.clone(), json!({ "UserPoolId": pool, "Username": name }));
        assert_eq!(
            world.refused("UpdateAuthEventFeedback", input).await,
            "NotAuthorizedException: Invalid feedback token."
        );
    }
}
