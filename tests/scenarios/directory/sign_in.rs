//! Signing in: the first time, which makes the profile, and later, when what has changed is written.

use rules::directory::Groups;
use serde_json::{Value, json};

use super::{DISABLED, DOWN, Home, INCORRECT, WORD, settings};
use crate::scenarios::hosted::{PREFIX, app_client, authorize};
use crate::world::mfa::respond;
use crate::world::{World, by_password, claims, merged};

const ARN: &str = "arn:aws:lambda:us-east-1:000000000000:function:all";

#[tokio::test]
async fn the_first_sign_in_makes_the_profile() {
    let home = Home::new().await;
    home.company.change("alice", |entry| entry.groups = vec!["staff".to_owned(), "on call".to_owned()]);
    let tokens = home.sign_in("alice").await;
    let id = claims(&tokens["IdToken"]);
    assert_eq!(
        (&id["cognito:username"], &id["email"], &id["email_verified"], &id["cognito:groups"]),
        (&json!("alice"), &json!("alice@corp.example"), &json!(true), &json!(["staff"]))
    );
    let user = home.world.look(&home.pool, "alice").await;
    assert_eq!((&user["UserStatus"], &user["Enabled"]), (&json!("EXTERNAL_PROVIDER"), &json!(true)));
    assert_eq!(home.company.asked(), ["prove alice"]);
    // The sign-in is one like any other: its tokens are refreshed, and the user is found by name.
    let input = json!({
        "ClientId": home.client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    home.world.ok("InitiateAuth", input).await;
    assert_eq!(home.company.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn later_sign_ins_write_what_has_changed_and_let_be_what_the_directory_does_not_give() {
    let home = Home::new().await;
    home.company.change("alice", |entry| entry.groups = vec!["staff".to_owned(), "night".to_owned()]);
    home.sign_in("alice").await;
    for group in ["own", "staff-of-ours"] {
        home.world.ok("CreateGroup", json!({ "UserPoolId": home.pool, "GroupName": group })).await;
        let joins = json!({ "UserPoolId": home.pool, "Username": "alice", "GroupName": group });
        home.world.ok("AdminAddUserToGroup", joins).await;
    }
    home.company.change("alice", |entry| {
        entry.groups = vec!["night".to_owned(), "own".to_owned()];
        entry.attributes.insert("CN".to_owned(), vec!["Alice B.".to_owned(), "Al".to_owned()]);
        entry.attributes.remove("cn");
    });
    home.sign_in("alice").await;
    assert_eq!(home.groups("alice").await, ["night", "own", "staff-of-ours"]);
    assert_eq!(home.world.attributes(&home.pool, "alice").await["name"], "Alice B.");
    // What an administrator gave is not the directory's to take, whatever it has said meanwhile.
    home.company.change("alice", |entry| entry.groups = Vec::new());
    home.sign_in("alice").await;
    assert_eq!(home.groups("alice").await, ["own", "staff-of-ours"]);
}

#[tokio::test]
async fn an_address_counts_as_verified_where_the_operator_says_so() {
    let home = Home::new().await;
    let mut own = settings();
    own.mapping.verified.clear();
    home.serve(own);
    // Entries that people may write themselves prove no address: whoever takes that of another does not get what it opens.
    let id = claims(&home.sign_in("alice").await["IdToken"]);
    assert_eq!((&id["email"], &id["email_verified"]), (&json!("alice@corp.example"), &json!(false)));
    home.serve(settings());
    let id = claims(&home.sign_in("alice").await["IdToken"]);
    assert_eq!(id["email_verified"], json!(true));
}

#[tokio::test]
async fn groups_follow_a_map_or_not_at_all() {
    let home = Home::new().await;
    let map = [("Domain Admins".to_owned(), "admins".to_owned())].into();
    let mut own = settings();
    own.mapping.groups = Groups::Of(map);
    home.serve(own);
    home.company.change("alice", |entry| entry.groups = vec!["domain admins".to_owned(), "staff".to_owned()]);
    home.sign_in("alice").await;
    assert_eq!(home.groups("alice").await, ["admins"]);
    let mut none = settings();
    none.mapping.groups = Groups::None;
    home.serve(none);
    home.sign_in("alice").await;
    assert_eq!(home.groups("alice").await, Vec::<String>::new());
}

#[tokio::test]
async fn every_door_that_takes_passwords_asks_the_directory() {
    let home = Home::new().await;
    let parameters = json!({ "USERNAME": "alice", "PASSWORD": WORD });
    let admin = |flow: &str| json!({ "UserPoolId": home.pool, "ClientId": home.client, "AuthFlow": flow, "AuthParameters": parameters });
    for flow in ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] {
        let answer = home.world.ok("AdminInitiateAuth", admin(flow)).await;
        assert!(answer["AuthenticationResult"]["AccessToken"].is_string(), "{flow}");
    }
    let choosing = json!({ "USERNAME": "bob", "PASSWORD": WORD, "PREFERRED_CHALLENGE": "PASSWORD" });
    let input = json!({ "ClientId": home.client, "AuthFlow": "USER_AUTH", "AuthParameters": choosing });
    for _ in 0..2 {
        let answer = home.world.ok("InitiateAuth", input.clone()).await;
        assert!(answer["AuthenticationResult"]["AccessToken"].is_string());
    }
    assert_eq!(home.company.asked(), ["prove alice", "prove alice", "prove bob", "prove bob"]);
}

#[tokio::test]
async fn the_pages_take_the_password_and_say_when_nobody_can_be_asked() {
    let home = Home::new().await;
    home.world.ok("CreateUserPoolDomain", json!({ "UserPoolId": home.pool, "Domain": PREFIX })).await;
    let client = app_client(&home.world, &home.pool, json!({})).await;
    let mut browser = home.world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    home.company.is_down(true);
    browser.send(&[("username", "alice"), ("password", WORD)]).await;
    assert!(browser.says("LDAP does not answer at the moment."), "{}", browser.html);
    home.company.is_down(false);
    home.company.change("alice", |entry| entry.state = rules::directory::State::PasswordExpired);
    browser.send(&[("username", "alice"), ("password", WORD)]).await;
    assert!(browser.says("Your password has to be reset"), "{}", browser.html);
    home.company.change("alice", |entry| entry.state = rules::directory::State::Active);
    browser.send(&[("username", "alice"), ("password", "another")]).await;
    assert!(browser.says("The name or the password is not right."), "{}", browser.html);
    browser.send(&[("username", "alice"), ("password", WORD)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn functions_are_asked_as_of_people_from_a_provider_and_later_as_of_any() {
    let world = World::new();
    world.functions.answer(ARN, json!({}));
    let names =
        ["PreSignUp", "PostConfirmation", "PreAuthentication", "PostAuthentication", "PreTokenGeneration"];
    let config: serde_json::Map<String, Value> =
        names.map(|name| (name.to_owned(), json!(ARN))).into_iter().collect();
    let home = Home::with(world, json!({ "LambdaConfig": config })).await;
    home.sign_in("alice").await;
    assert_eq!(
        home.world.functions.sources(),
        [
            "PreSignUp_ExternalProvider",
            "PostConfirmation_ConfirmSignUp",
            "PreAuthentication_Authentication",
            "PostAuthentication_Authentication",
            "TokenGeneration_Authentication",
        ]
    );
    home.sign_in("alice").await;
    assert_eq!(
        home.world.functions.sources(),
        [
            "PreAuthentication_Authentication",
            "PostAuthentication_Authentication",
            "TokenGeneration_Authentication",
        ]
    );
    // PreSignUp may refuse whom the directory knows, and leaves nobody behind.
    home.world.functions.set(ARN, |_| Err(rules::outside::Failed::Thrown("not yet".to_owned())));
    let error = home.refused("bob", WORD).await;
    assert_eq!(error, "UserLambdaValidationException: PreSignUp failed with error not yet.");
    assert_eq!(home.users().await, ["alice"]);
}

#[tokio::test]
async fn second_factors_are_asked_for_and_a_name_that_only_the_directory_knows_goes_on() {
    let home = Home::new().await;
    home.world.set_mfa(&home.pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    let token = home.sign_in("alice").await["AccessToken"].clone();
    let secret = home.world.set_up_app(&token).await;
    home.world.set_mfa(&home.pool, "ON", &["SOFTWARE_TOKEN_MFA"]).await;
    // The address is no alias here: the directory alone knows whose it is.
    for name in ["alice", "alice@corp.example"] {
        home.world.pass_s(60);
        let asked = home.world.ok("InitiateAuth", by_password(&home.client, name, WORD)).await;
        assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
        let code = home.world.totp(&secret, 0);
        let answers = [("SOFTWARE_TOKEN_MFA_CODE", code.as_str())];
        let answer =
            home.world.ok("RespondToAuthChallenge", respond(&home.client, &asked, name, &answers)).await;
        assert_eq!(claims(&answer["AuthenticationResult"]["IdToken"])["cognito:username"], "alice");
        // Another name than was typed does not take it over.
        let asked = home.world.ok("InitiateAuth", by_password(&home.client, name, WORD)).await;
        let others = respond(&home.client, &asked, "bob", &answers);
        let error = home.world.refused("RespondToAuthChallenge", others).await;
        assert_eq!(error, "NotAuthorizedException: Invalid session for the user.");
    }
}

#[tokio::test]
async fn a_user_of_the_directory_who_comes_without_a_password_is_looked_up() {
    let pool =
        json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } } });
    let home = Home::with(World::new(), pool).await;
    home.sign_in("alice").await;
    home.company.asked();
    let chosen = json!({ "USERNAME": "alice", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
    let input = json!({ "ClientId": home.client, "AuthFlow": "USER_AUTH", "AuthParameters": chosen });
    let mut outcomes = Vec::new();
    for state in [rules::directory::State::Disabled, rules::directory::State::Active] {
        home.company.change("alice", |entry| entry.state = state);
        let asked = home.world.ok("InitiateAuth", input.clone()).await;
        let code = home.world.code("alice@corp.example");
        let answer = respond(&home.client, &asked, "alice", &[("EMAIL_OTP_CODE", &code)]);
        outcomes.push(home.world.call("RespondToAuthChallenge", answer).await.map(|_| ()));
    }
    assert_eq!(outcomes, [Err(DISABLED.to_owned()), Ok(())]);
    assert_eq!(home.company.asked(), ["find alice", "find alice"]);
}

#[tokio::test]
async fn tokens_are_refreshed_while_the_directory_lets_in_where_that_is_wanted() {
    let home = Home::new().await;
    let token = home.sign_in("alice").await["RefreshToken"].clone();
    let refresh = || {
        let parameters = json!({ "REFRESH_TOKEN": token });
        json!({ "ClientId": home.client, "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": parameters })
    };
    home.company.change("alice", |entry| entry.state = rules::directory::State::Disabled);
    home.world.ok("InitiateAuth", refresh()).await;
    home.serve(rules::directory::Settings { checks_refresh: true, ..settings() });
    assert_eq!(home.world.refused("InitiateAuth", refresh()).await, DISABLED);
    home.company.is_down(true);
    assert_eq!(home.world.refused("InitiateAuth", refresh()).await, DOWN);
    home.company.is_down(false);
    // A lock is somebody's wrong passwords, and ends no sign-in.
    home.company.change("alice", |entry| entry.state = rules::directory::State::Locked);
    home.world.ok("InitiateAuth", refresh()).await;
    home.company.change("alice", |entry| entry.state = rules::directory::State::Expired);
    assert_eq!(home.world.refused("InitiateAuth", refresh()).await, DISABLED);
    // Who has her name there now is somebody else, and whoever holds her token is not them.
    home.company.change("alice", |entry| {
        entry.state = rules::directory::State::Active;
        entry.id = crate::world::directory::id("another");
    });
    assert_eq!(home.world.refused("InitiateAuth", refresh()).await, DISABLED);
    home.company.dismiss("alice");
    assert_eq!(home.world.refused("InitiateAuth", refresh()).await, DISABLED);
}

#[tokio::test]
async fn what_the_pool_requires_has_to_come_and_what_is_too_much_is_refused_in_words() {
    let pool = json!({ "Schema": [{ "Name": "family_name", "Required": true, "Mutable": true }] });
    let home = Home::with(World::new(), pool).await;
    let unfit = "NotAuthorizedException: The directory's entry cannot be a user of this pool: ";
    assert_eq!(home.refused("alice", WORD).await, format!("{unfit}attributes required: [family_name]"));
    assert_eq!(home.users().await, Vec::<String>::new());
    let mut more = settings();
    more.mapping.attributes.insert("family_name".to_owned(), "sn".to_owned());
    home.serve(more);
    home.company.change("alice", |entry| {
        entry.attributes.insert("sn".to_owned(), vec!["Doe".to_owned()]);
    });
    home.sign_in("alice").await;
    home.company.change("alice", |entry| {
        entry.attributes.insert("sn".to_owned(), vec!["x".repeat(3_000)]);
    });
    let error = home.refused("alice", WORD).await;
    assert_eq!(error, format!("{unfit}user.family_name: The value is too long or cannot be kept."));
    assert_eq!(home.refused("bob", "another").await, INCORRECT);
}

#[tokio::test]
async fn where_people_sign_up_with_an_address_that_names_them() {
    let home = Home::with(World::new(), json!({ "UsernameAttributes": ["email"] })).await;
    for name in ["alice@corp.example", "alice"] {
        let id = claims(&home.sign_in(name).await["IdToken"]);
        assert_eq!(id["email"], "alice@corp.example");
        assert_eq!(id["cognito:username"], id["sub"]);
    }
    let input = merged(json!({ "UserPoolId": home.pool }), json!({}));
    assert_eq!(home.world.ok("ListUsers", input).await["Users"].as_array().map(Vec::len), Some(1));
}
