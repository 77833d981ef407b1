//! What a sign-in asks for on the pages after its beginning: new passwords, second factors chosen and set up, codes that are
//! sent again, and the questions of a pool's own functions.
//! AWS: the developer guide, "Managed login"; API_RespondToAuthChallenge.

use serde_json::{Value, json};

use super::{PREFIX, authorize, stage};
use crate::world::browser::Browser;
use crate::world::functions::answered;
use crate::world::people::{list, with_sms};
use crate::world::{PASSWORD, World};

/// What e-mail as a second factor wants of a pool.
fn with_mail() -> Value {
    let identity = "arn:aws:ses:us-east-1:000000000000:identity/a@example.com";
    json!({
        "EmailConfiguration": {
            "EmailSendingAccount": "DEVELOPER", "SourceArn": identity, "From": "a@example.com",
        },
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] },
    })
}

/// A browser that has sent name and password.
async fn after_password<'w>(world: &'w World, client: &str, name: &str) -> Browser<'w> {
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(client, &[])).await;
    browser.send(&[("username", name), ("password", PASSWORD)]).await;
    browser
}

/// A pool that demands one of these second factors, with alice, and its client.
async fn demanding(world: &World, pool: Value, factors: &[&str]) -> (String, String) {
    let (pool, client) = stage(world, pool, json!({})).await;
    world.set_mfa(&pool, "ON", factors).await;
    (pool, client)
}

/// Alice, where codes come by e-mail: she has sent name and password, and a code has gone out.
async fn at_code(world: &World) -> (String, Browser<'_>) {
    let (_, client) = demanding(world, with_mail(), &["EMAIL_OTP"]).await;
    let browser = after_password(world, &client, "alice").await;
    (client, browser)
}

/// Dan, who has an address and a phone number to choose from.
async fn at_choice(world: &World) -> Browser<'_> {
    let (pool, client) = demanding(world, with_sms(with_mail()), &["SMS_MFA", "EMAIL_OTP"]).await;
    let attributes = [
        ("email", "dan@example.com"),
        ("email_verified", "true"),
        ("phone_number", "+4930123456"),
        ("phone_number_verified", "true"),
    ];
    person(world, &pool, "dan", &attributes).await;
    after_password(world, &client, "dan").await
}

/// Makes a confirmed user with a password and these attributes.
async fn person(world: &World, pool: &str, name: &str, attributes: &[(&str, &str)]) {
    let input = json!({
        "UserPoolId": pool, "Username": name, "UserAttributes": list(attributes), "MessageAction": "SUPPRESS",
    });
    world.ok("AdminCreateUser", input).await;
    let password = json!({ "UserPoolId": pool, "Username": name, "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", password).await;
}

#[tokio::test]
async fn a_temporary_password_is_replaced_with_what_is_missing() {
    let world = World::new();
    let schema = json!({ "Schema": [{ "Name": "nickname", "Required": true, "Mutable": true }] });
    let (pool, client) = super::bare(&world, schema, json!({})).await;
    let invited = json!({
        "UserPoolId": pool, "Username": "carol", "TemporaryPassword": "Temporary-1", "MessageAction": "SUPPRESS",
    });
    world.ok("AdminCreateUser", invited).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "carol"), ("password", "Temporary-1")]).await;
    assert!(
        browser.says("Choose a new password") && browser.says("at least 8 characters"),
        "{}",
        browser.html
    );
    assert!(browser.says("Nickname") && browser.html.contains("autocomplete=\"new-password\""));

    browser.send(&[("new_password", "short"), ("userAttributes.nickname", "Caz <b>")]).await;
    assert_eq!(browser.status, 400);
    assert!(browser.says("The password does not meet the rules."), "{}", browser.html);
    assert!(browser.html.contains("Caz &lt;b&gt;") && !browser.html.contains("value=\"short\""));
    browser.send(&[("new_password", "Lasting-pass-1"), ("userAttributes.nickname", "")]).await;
    assert!(browser.status == 400 && browser.says("Please fill this in."));
    browser.send(&[("new_password", "Lasting-pass-1"), ("userAttributes.nickname", "Caz")]).await;
    assert!(browser.told().contains_key("code"));
    let carol = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "carol" })).await;
    assert_eq!(carol["UserStatus"], "CONFIRMED");
    assert!(carol["UserAttributes"].to_string().contains("Caz"));
}

#[tokio::test]
async fn a_second_factor_is_chosen_and_another_one_instead() {
    let world = World::new();
    let mut browser = at_choice(&world).await;
    assert!(
        browser.says("Choose your second step") && browser.says("Code by text message"),
        "{}",
        browser.html
    );
    browser.send(&[("way", "SMS_MFA")]).await;
    assert!(browser.says("We sent a code by text message to"), "{}", browser.html);
    let code_by_sms = world.code("+4930123456");
    browser.send(&[("another", "way")]).await;
    assert!(browser.says("Choose your second step"), "{}", browser.html);
    browser.send(&[("way", "EMAIL_OTP")]).await;
    assert!(browser.says("We sent a code to d***@e***."), "{}", browser.html);
    let code = world.code("dan@example.com");
    if code != code_by_sms {
        browser.send(&[("code", &code_by_sms)]).await;
        assert!(browser.status == 400 && browser.says("The code is not right."));
    }
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn what_was_not_offered_is_not_chosen() {
    let world = World::new();
    let mut browser = at_choice(&world).await;
    for way in ["SOFTWARE_TOKEN_MFA", "NONE", "", "<script>"] {
        browser.send(&[("way", way)]).await;
        assert_eq!((browser.status, &browser.left), (400, &None));
        assert!(browser.says("Choose your second step"));
    }
}

#[tokio::test]
async fn a_code_that_is_sent_again_kills_the_one_before() {
    let world = World::new();
    let (_, mut browser) = at_code(&world).await;
    let first = world.code("alice@example.com");
    // Not at once: the page says how long it is, and so does the answer to whoever does not wait.
    assert!(browser.says("You can ask for a new code in 30 seconds."), "{}", browser.html);
    world.pass_s(29);
    browser.send(&[("resend", "code")]).await;
    assert!(
        browser.status == 400 && browser.says("You can ask for a new code in 1 second."),
        "{}",
        browser.html
    );
    assert_eq!(world.code("alice@example.com"), first);
    world.pass_s(1);
    browser.send(&[("resend", "code")]).await;
    assert!(
        browser.says("We sent a new code to a***@e***. The older one no longer works."),
        "{}",
        browser.html
    );
    let second = world.code("alice@example.com");
    if first != second {
        browser.send(&[("code", &first)]).await;
        assert!(browser.status == 400 && browser.says("The code is not right."));
    }
    browser.send(&[("code", &second)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn codes_are_not_sent_without_end_and_the_page_says_so() {
    let world = World::new();
    let (_, mut browser) = at_code(&world).await;
    for _ in 1..20 {
        world.pass_s(30);
        browser.send(&[("resend", "code")]).await;
        assert_eq!(browser.status, 200, "{}", browser.html);
    }
    let last = world.code("alice@example.com");
    world.pass_s(30);
    browser.send(&[("resend", "code")]).await;
    assert_eq!(browser.status, 400);
    // The hour began with the first of them.
    assert!(browser.says("There were too many attempts. Try again in 50 minutes."), "{}", browser.html);
    // The last one stays good.
    browser.send(&[("code", &last)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn an_authenticator_app_is_set_up_by_picture_or_by_key() {
    let world = World::new();
    let (pool, client) = demanding(&world, json!({}), &["SOFTWARE_TOKEN_MFA"]).await;
    let mut browser = after_password(&world, &client, "alice").await;
    assert!(browser.says("Add a second step") && browser.says("Authenticator app"), "{}", browser.html);
    browser.send(&[("way", "SOFTWARE_TOKEN_MFA")]).await;
    assert!(
        browser.html.contains("<path fill=\"#000\"") && browser.says("otpauth://totp/"),
        "{}",
        browser.html
    );
    let secret =
        browser.html.split("<code class=\"secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(secret.split(' ').all(|group| group.len() <= 4) && secret.contains(' '));
    let secret: String = secret.split(' ').collect();
    assert!(browser.html.contains(&format!("secret={secret}")));
    browser.send(&[("code", "000000"), ("device_name", "My phone")]).await;
    assert!(browser.status == 400 && browser.says("The code is not right."), "{}", browser.html);
    assert!(browser.html.contains("My phone") && browser.html.contains(&secret[..4]));
    let code = world.totp(&Value::from(secret.clone()), 0);
    browser.send(&[("code", &code), ("device_name", "My phone")]).await;
    assert!(browser.told().contains_key("code"));
    let alice = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    assert_eq!(alice["PreferredMfaSetting"], "SOFTWARE_TOKEN_MFA");

    // From now on it is asked for, by the name that was given.
    world.pass_s(60);
    let mut browser = after_password(&world, &client, "alice").await;
    assert!(browser.says("for My phone"), "{}", browser.html);
    browser.send(&[("code", &world.totp(&Value::from(secret), 0))]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_phone_number_is_set_up_and_a_mistyped_one_mended() {
    let world = World::new();
    let (pool, client) = demanding(&world, with_sms(json!({})), &["SMS_MFA", "SOFTWARE_TOKEN_MFA"]).await;
    person(&world, &pool, "erin", &[]).await;
    let mut browser = after_password(&world, &client, "erin").await;
    browser.send(&[("way", "SMS_MFA")]).await;
    assert!(browser.says("Which phone number shall we send codes to?"), "{}", browser.html);
    browser.send(&[("address", "12")]).await;
    assert!(browser.status == 400 && browser.says("This is not a phone number with its country code."));
    assert!(browser.html.contains("value=\"12\""));
    browser.send(&[("address", "+49 30 999999")]).await;
    assert!(browser.says("We sent a code by text message to"), "{}", browser.html);
    browser.send(&[("another", "way")]).await;
    browser.send(&[("way", "SMS_MFA")]).await;
    browser.send(&[("address", "+49 30 111111")]).await;
    let code = world.code("+4930111111");
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
    let erin = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "erin" })).await;
    assert_eq!(erin["PreferredMfaSetting"], "SMS_MFA");
    let told = erin["UserAttributes"].to_string();
    assert!(told.contains("+4930111111") && !told.contains("999999"), "{told}");
}

#[tokio::test]
async fn an_operation_sets_no_phone_number_up() {
    let world = World::new();
    let (pool, client) = demanding(&world, with_sms(json!({})), &["SMS_MFA"]).await;
    person(&world, &pool, "erin", &[]).await;
    let challenge = world.after_password(&client, "erin").await;
    assert_eq!(challenge["ChallengeName"], "MFA_SETUP");
    let answer = crate::world::mfa::respond(&client, &challenge, "erin", &[("PHONE_NUMBER", "+4930111111")]);
    let refused = world.refused("RespondToAuthChallenge", answer).await;
    assert_eq!(refused, "InvalidParameterException: Missing required parameter EMAIL");
}

fn arn(name: &str) -> String {
    format!("arn:aws:lambda:us-east-1:000000000000:function:{name}")
}

/// A pool whose functions ask two riddles, and a client that allows nothing else.
async fn riddles(world: &World) -> String {
    let functions = json!({
        "DefineAuthChallenge": arn("define"), "CreateAuthChallenge": arn("create"),
        "VerifyAuthChallengeResponse": arn("verify"),
    });
    world.functions.set(&arn("define"), |event| {
        let session = event["request"]["session"].as_array().unwrap();
        let right = session.iter().filter(|one| one["challengeResult"] == true).count();
        answered(
            event,
            match (right, session.len()) {
                (2.., _) => json!({ "issueTokens": true, "failAuthentication": false }),
                (_, 3..) => json!({ "issueTokens": false, "failAuthentication": true }),
                _ => json!({ "challengeName": "CUSTOM_CHALLENGE" }),
            },
        )
    });
    world.functions.set(&arn("create"), |event| {
        let round = event["request"]["session"].as_array().unwrap().len();
        let public = json!({ "riddle": format!("<i>round {round}</i>") });
        let private = json!({ "solution": format!("answer {round}") });
        answered(event, json!({ "publicChallengeParameters": public, "privateChallengeParameters": private }))
    });
    world.functions.set(&arn("verify"), |event| {
        let request = &event["request"];
        let is_right = request["challengeAnswer"] == request["privateChallengeParameters"]["solution"];
        answered(event, json!({ "answerCorrect": is_right }))
    });
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] });
    stage(world, json!({ "LambdaConfig": functions }), flows).await.1
}

#[tokio::test]
async fn the_pools_own_functions_ask_on_a_page() {
    let world = World::new();
    let client = riddles(&world).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    assert!(!browser.html.contains("name=\"password\""), "{}", browser.html);
    browser.send(&[("username", "alice")]).await;
    assert!(browser.says("<i>round 0</i>") && !browser.html.contains("<i>"), "{}", browser.html);
    assert!(!browser.html.contains("answer 0"));
    let (first, at) = (browser.html.clone(), browser.at.clone());
    browser.send(&[("answer", "answer 0")]).await;
    assert!(browser.says("round 1"));
    // The form of the first round, by the back button, answers nothing of the second.
    browser.html = first;
    browser.send(&[("answer", "answer 0")]).await;
    assert!(browser.says("round 1") && browser.at == at, "{}", browser.at);
    browser.send(&[("answer", "answer 1")]).await;
    assert!(browser.told().contains_key("code"));

    // Three wrong answers: the beginning again, with a sentence.
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await.send(&[("username", "alice")]).await;
    for _ in 0..3 {
        browser.send(&[("answer", "no")]).await;
    }
    assert_eq!(browser.status, 400);
    assert!(browser.says("The name or the password is not right."), "{}", browser.html);
    browser.send(&[("username", "alice")]).await;
    assert!(browser.says("round 0"));
}

#[tokio::test]
async fn scripts_that_send_both_sign_in_on_any_client() {
    let choice = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] });
    let world = World::new();
    let (_, client) = stage(&world, json!({}), choice).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.told().contains_key("code"));
    let world = World::new();
    let client = riddles(&world).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn another_browser_and_a_second_tab_find_their_way() {
    let world = World::new();
    let (_, mut browser) = at_code(&world).await;
    let (at, page) = (browser.at.clone(), browser.html.clone());
    let mut other = world.browser(PREFIX);
    other.open(&at).await;
    assert!(other.status == 400 && other.says("This page is too old"), "{}", other.html);
    assert!(!other.says("a***@e***"));

    // A second tab of the same browser shows the same, and afterwards that all is done.
    browser.open(&at).await;
    assert!(browser.says("Enter the code"));
    let code = world.code("alice@example.com");
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
    browser.open(&at).await;
    assert!(browser.status == 200 && browser.says("You are signed in already"), "{}", browser.html);
    // Sent twice: on to the app.
    browser.html = page;
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn the_forms_of_every_step_want_their_token() {
    let world = World::new();
    let (_, mut browser) = at_code(&world).await;
    let code = world.code("alice@example.com");
    for fields in [[("code", code.as_str()), ("_csrf", "")], [("resend", "code"), ("_csrf", "no")]] {
        let page = browser.html.clone();
        browser.send(&fields).await;
        assert_eq!((browser.status, &browser.left), (403, &None));
        browser.html = page;
    }
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn what_a_page_sends_is_in_the_language_of_the_page() {
    let world = World::new();
    let (pool, client) = demanding(&world, with_mail(), &["EMAIL_OTP"]).await;
    let locale =
        json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": list(&[("locale", "fr")]) });
    world.ok("AdminUpdateUserAttributes", locale).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("lang", "de")])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert_eq!(world.mail("alice@example.com").subject, "Ihr Anmeldecode");
    // Who says nothing is written to in the language that is known of them.
    after_password(&world, &client, "alice").await;
    assert_eq!(world.mail("alice@example.com").subject, "Votre code de connexion");
}
