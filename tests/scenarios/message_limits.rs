//! How many messages go to one address, to neighbouring numbers and at the word of one network; and that nobody learns by
//! it who exists.
//! AWS: the developer guide's quotas on messages; the security blog, "Reduce risks of user sign-up fraud and SMS pumping".

use futures_util::future::join_all;
use rules::Config;
use rules::messages::guard::Limits;
use serde_json::{Value, json};

use crate::world::people::{list, signing_up, with_sms};
use crate::world::{PASSWORD, World, config};

const LIMIT: &str = "LimitExceededException: Attempt limit exceeded, please try after some time.";
const DENIED: &str = "NotAuthorizedException: Attempt limit exceeded, please try after some time.";

fn limited(messages: Limits) -> World {
    let base = Limits { sms_window_s: 3_600, sms_prefix_digits: 6, ..Limits::default() };
    let messages = Limits {
        per_hour: messages.per_hour,
        per_day: messages.per_day,
        sms_per_prefix: messages.sms_per_prefix,
        sms_per_ip: messages.sms_per_ip,
        ..base
    };
    World::with(store::Store::open_memory().unwrap(), Config { messages, ..config() })
}

/// A pool that confirms by text message, and a client that hides who exists.
async fn by_phone(world: &World, over: Value) -> (String, String) {
    let base = json!({ "AutoVerifiedAttributes": ["phone_number"] });
    let pool = world.pool(with_sms(crate::world::merged(base, over))).await;
    let client = world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    (pool, client)
}

fn signing(client: &str, name: &str, number: &str) -> Value {
    signing_up(client, name, json!({ "UserAttributes": list(&[("phone_number", number)]) }))
}

fn named(client: &str, name: &str) -> Value {
    json!({ "ClientId": client, "Username": name })
}

fn sent(world: &World) -> usize {
    world.post.mailbox.messages(None).len()
}

#[tokio::test]
async fn an_address_gets_so_many_messages_an_hour_and_a_day() {
    let world = limited(Limits { per_hour: 3, per_day: 5, ..Limits::default() });
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    let to = json!({ "UserAttributes": list(&[("email", "same@example.com")]) });
    let one = |name: &str| signing_up(&client, name, to.clone());
    for name in ["a", "b", "c"] {
        world.ok("SignUp", one(name)).await;
    }
    assert_eq!(world.refused("SignUp", one("d")).await, LIMIT);
    assert_eq!(world.refused("ResendConfirmationCode", named(&client, "a")).await, LIMIT);
    // Who was refused is not there, and another address is not meant.
    let missing = world.refused("AdminGetUser", json!({ "UserPoolId": pool, "Username": "d" })).await;
    assert!(missing.starts_with("UserNotFoundException"), "{missing}");
    world.sign_up(&client, "other").await;
    // A node that has just started knows it too; what administrators send does not count.
    let world = world.restarted();
    assert_eq!(world.refused("SignUp", one("d")).await, LIMIT);
    for name in ["x", "y"] {
        let invite = json!({
            "UserPoolId": pool, "Username": name, "DesiredDeliveryMediums": ["EMAIL"],
            "UserAttributes": list(&[("email", "same@example.com")]),
        });
        world.ok("AdminCreateUser", invite).await;
    }
    world.pass_s(3_601);
    world.ok("SignUp", one("d")).await;
    world.ok("SignUp", one("e")).await;
    // The hour has room, the day has none.
    assert_eq!(world.refused("SignUp", one("f")).await, LIMIT);
    world.pass_s(86_400);
    world.ok("SignUp", one("f")).await;
}

#[tokio::test]
async fn numbers_that_begin_alike_share_a_limit() {
    let world = limited(Limits { sms_per_prefix: 3, ..Limits::default() });
    let (pool, client) = by_phone(&world, json!({})).await;
    for last in 0..3 {
        let number = format!("+1206555000{last}");
        world.ok("SignUp", signing(&client, &format!("user{last}"), &number)).await;
    }
    assert_eq!(world.refused("SignUp", signing(&client, "user3", "+12065559999")).await, LIMIT);
    world.ok("SignUp", signing(&client, "user4", "+12063330000")).await;
    // E-mails do not count, nor do an administrator's text messages.
    let invite = json!({
        "UserPoolId": pool, "Username": "invited", "DesiredDeliveryMediums": ["SMS"],
        "UserAttributes": list(&[("phone_number", "+12065557777")]),
    });
    world.ok("AdminCreateUser", invite).await;
    world.pass_s(3_601);
    world.ok("SignUp", signing(&client, "user3", "+12065559999")).await;
}

#[tokio::test]
async fn an_address_of_a_caller_causes_so_many_text_messages() {
    let world = limited(Limits { sms_per_ip: 2, ..Limits::default() });
    let (pool, client) = by_phone(&world, json!({ "AliasAttributes": ["phone_number"] })).await;
    world.ok("SignUp", signing(&client, "one", "+12065550001")).await;
    world.ok("SignUp", signing(&client, "two", "+4917012345678")).await;
    for operation in ["ResendConfirmationCode", "ForgotPassword"] {
        // Who exists and who does not hear the same.
        assert_eq!(world.refused(operation, named(&client, "+33612345678")).await, LIMIT);
    }
    assert_eq!(world.refused("ResendConfirmationCode", named(&client, "one")).await, LIMIT);
    assert_eq!(world.refused("SignUp", signing(&client, "three", "+33612345678")).await, LIMIT);
    let invite = json!({
        "UserPoolId": pool, "Username": "three", "DesiredDeliveryMediums": ["SMS"],
        "UserAttributes": list(&[("phone_number", "+33612345678")]),
    });
    world.ok("AdminCreateUser", invite).await;
    assert_eq!(sent(&world), 3);
}

#[tokio::test]
async fn fifty_at_once_are_counted_one_by_one() {
    let world = limited(Limits { sms_per_prefix: 10, ..Limits::default() });
    let (_, client) = by_phone(&world, json!({})).await;
    let inputs: Vec<Value> =
        (10..60).map(|n| signing(&client, &format!("user{n}"), &format!("+120655500{n}"))).collect();
    let answers = join_all(inputs.into_iter().map(|input| world.call("SignUp", input))).await;
    let refused = answers.iter().filter(|answer| **answer == Err(LIMIT.to_owned())).count();
    let done = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!((done, refused, sent(&world)), (10, 40, 10));
}

#[tokio::test]
async fn a_number_that_nobody_has_counts_as_one_that_somebody_has() {
    let world = limited(Limits { per_hour: 3, sms_per_prefix: 7, ..Limits::default() });
    let over = json!({ "UsernameAttributes": ["phone_number"] });
    let (_, client) = by_phone(&world, over).await;
    let (there, nowhere) = ("+12065550001", "+4917012345678");
    world.ok("SignUp", signing_up(&client, there, json!({ "UserAttributes": [] }))).await;
    let code = world.code(there);
    let confirm = json!({ "ClientId": client, "Username": there, "ConfirmationCode": code });
    world.ok("ConfirmSignUp", confirm).await;
    world.pass_s(3_601);
    let mut heard = Vec::new();
    for number in [there, nowhere] {
        let mut answers = Vec::new();
        for _ in 0..5 {
            answers.push(world.call("ForgotPassword", named(&client, number)).await.map(|answer| {
                let details = &answer["CodeDeliveryDetails"];
                (details["DeliveryMedium"].clone(), details["AttributeName"].clone())
            }));
        }
        heard.push(answers);
    }
    assert_eq!(heard[0], heard[1]);
    assert_eq!(heard[0].iter().filter(|answer| **answer == Err(LIMIT.to_owned())).count(), 2);
    // Neighbours of nobody share the limit of prefixes as neighbours of somebody do.
    for (first, number) in [("+1206555", there), ("+4917012", nowhere)] {
        for last in 5..=8 {
            let name = format!("{first}{last}{}", &number[first.len() + 1..]);
            world.ok("ForgotPassword", named(&client, &name)).await;
        }
        let name = format!("{first}9{}", &number[first.len() + 1..]);
        assert_eq!(world.refused("ForgotPassword", named(&client, &name)).await, LIMIT, "{name}");
    }
}

#[tokio::test]
async fn where_users_are_hidden_a_limit_that_others_have_spent_is_not_told() {
    let world = limited(Limits { sms_per_prefix: 2, ..Limits::default() });
    let (_, client) = by_phone(&world, json!({})).await;
    world.ok("SignUp", signing(&client, "alice", "+12065550001")).await;
    let code = world.code("+12065550001");
    world.ok("SignUp", signing(&client, "eve", "+12065550002")).await;
    // Eve has spent the limit of alice's neighbours, and learns by it neither her number nor that she exists.
    for name in ["alice", "nobody"] {
        world.ok("ResendConfirmationCode", named(&client, name)).await;
    }
    assert_eq!(sent(&world), 2);
    for name in ["alice", "nobody"] {
        let wrong = crate::world::people::wrong(&code);
        let confirm = json!({ "ClientId": client, "Username": name, "ConfirmationCode": wrong });
        assert_eq!(
            world.refused("ConfirmSignUp", confirm).await,
            "CodeMismatchException: Invalid verification code provided, please try again."
        );
    }
    // The code that alice has goes on working.
    let confirm = json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code });
    world.ok("ConfirmSignUp", confirm).await;
    let forgot = world.ok("ForgotPassword", named(&client, "alice")).await;
    assert_eq!(forgot["CodeDeliveryDetails"]["DeliveryMedium"], "SMS");
    assert_eq!(sent(&world), 2);
    let guess = |name: &str| json!({ "ClientId": client, "Username": name, "ConfirmationCode": "123456", "Password": "Other-pass-2" });
    world.ok("ForgotPassword", named(&client, "nobody")).await;
    for name in ["alice", "nobody"] {
        assert_eq!(
            world.refused("ConfirmForgotPassword", guess(name)).await,
            "CodeMismatchException: Invalid verification code provided, please try again."
        );
    }
}

#[tokio::test]
async fn codes_in_the_place_of_passwords_count_and_second_factors_do_not() {
    let world = limited(Limits { per_hour: 4, sms_per_ip: 2, ..Limits::default() });
    let policy = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "SMS_OTP"] } });
    let (pool, _) = by_phone(&world, json!({ "Policies": policy })).await;
    let flows = json!({
        "PreventUserExistenceErrors": "ENABLED",
        "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    });
    let client = world.client(&pool, flows).await;
    world.user(&pool, "alice").await;
    let phone = list(&[("phone_number", "+12065550001"), ("phone_number_verified", "true")]);
    let update = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": phone });
    world.ok("AdminUpdateUserAttributes", update).await;
    let begin = |name: &str| {
        let parameters = json!({ "USERNAME": name, "PREFERRED_CHALLENGE": "SMS_OTP" });
        json!({ "ClientId": client, "AuthFlow": "USER_AUTH", "AuthParameters": parameters })
    };
    for _ in 0..2 {
        let asked = world.ok("InitiateAuth", begin("alice")).await;
        let code = world.code("+12065550001");
        let answer = json!({
            "ClientId": client, "ChallengeName": "SMS_OTP", "Session": asked["Session"],
            "ChallengeResponses": { "USERNAME": "alice", "SMS_OTP_CODE": code },
        });
        assert!(world.ok("RespondToAuthChallenge", answer).await["AuthenticationResult"].is_object());
    }
    for name in ["alice", "+12065559999"] {
        assert_eq!(world.refused("InitiateAuth", begin(name)).await, DENIED, "{name}");
    }
    // A password was given before a second factor is asked for.
    let mfa = json!({
        "UserPoolId": pool, "MfaConfiguration": "ON",
        "SmsMfaConfiguration": {
            "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::000000000000:role/sms", "ExternalId": "x" },
        },
    });
    let factors = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD"] } });
    let only = with_sms(
        json!({ "UserPoolId": pool, "Policies": factors, "AutoVerifiedAttributes": ["phone_number"] }),
    );
    world.ok("UpdateUserPool", only).await;
    world.ok("SetUserPoolMfaConfig", mfa).await;
    let client = world.client(&pool, json!({})).await;
    let mut challenges = 0;
    let last = loop {
        match world.call("InitiateAuth", crate::world::by_password(&client, "alice", PASSWORD)).await {
            Ok(answer) => assert_eq!(answer["ChallengeName"], "SMS_MFA"),
            Err(why) => break why,
        }
        challenges += 1;
    };
    // The address has its own limit; what came back before was forgiven.
    assert_eq!((challenges, last.as_str()), (4, DENIED));
}

#[tokio::test]
async fn a_limit_that_strikes_is_told_to_the_log_of_the_pool() {
    let world = limited(Limits { sms_per_prefix: 1, ..Limits::default() });
    let (pool, client) = by_phone(&world, json!({})).await;
    let group = "arn:aws:logs:us-east-1:000000000000:log-group:people";
    let entry = json!({
        "LogLevel": "ERROR", "EventSource": "userNotification",
        "CloudWatchLogsConfiguration": { "LogGroupArn": group },
    });
    let log = json!({ "UserPoolId": pool, "LogConfigurations": [entry] });
    world.ok("SetLogDeliveryConfiguration", log).await;
    world.ok("SignUp", signing(&client, "one", "+12065550001")).await;
    world.records.take();
    assert_eq!(world.refused("SignUp", signing(&client, "two", "+12065550002")).await, LIMIT);
    let records = world.records.take();
    assert_eq!(
        (records.len(), records[0].0.as_str(), &records[0].1["message"]["details"]),
        (1, group, &json!("sms_per_prefix: too many messages, the last one to +*******0002 for 203.0.113.7"))
    );
    // A change of address is refused too, before anything has changed.
    world.user(&pool, "carol").await;
    let token = world.access_token(&client, "carol").await;
    let phone = list(&[("phone_number", "+12065550003")]);
    let update = json!({ "AccessToken": token, "UserAttributes": phone });
    assert_eq!(
        world.refused("UpdateUserAttributes", update).await,
        "TooManyRequestsException: Rate exceeded"
    );
    assert_eq!(world.attributes(&pool, "carol").await.get("phone_number"), None);
}
