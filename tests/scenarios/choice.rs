//! Choice-based sign-in: what a person may begin with, and each of the ways.

use serde_json::{Value, json};

use crate::world::authenticator::Authenticator;
use crate::world::mfa::respond;
use crate::world::passkeys::{DOMAIN, ORIGIN};
use crate::world::people::{list, signing_up, with_sms, wrong};
use crate::world::{PASSWORD, World, claims, merged, srp};

mod passwordless;
mod step_up;
mod unknown;

const WRONG: &str = "NotAuthorizedException: Incorrect username or password.";
const MISMATCH: &str = "CodeMismatchException: Invalid code or auth state for the user.";
const USED: &str = "NotAuthorizedException: Invalid session for the user, session can only be used once.";

struct Place {
    world: World,
    pool: String,
    client: String,
}

/// A pool in which people may begin with anything, and alice.
async fn place(over: Value) -> Place {
    let world = World::new();
    let factors = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"];
    let policy = json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": factors } } });
    let pool = world.pool(with_sms(policy)).await;
    world.web_authn(&pool, json!({ "RelyingPartyId": DOMAIN })).await;
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"] });
    let client = world.client(&pool, merged(flows, over)).await;
    world.user(&pool, "alice").await;
    Place { world, pool, client }
}

impl Place {
    fn begins(&self, name: &str, more: &[(&str, &str)]) -> Value {
        let mut input = json!({
            "ClientId": self.client, "AuthFlow": "USER_AUTH", "AuthParameters": { "USERNAME": name },
        });
        for (key, value) in more {
            input["AuthParameters"][*key] = json!(value);
        }
        input
    }

    async fn begin(&self, name: &str, more: &[(&str, &str)]) -> Value {
        self.world.ok("InitiateAuth", self.begins(name, more)).await
    }

    async fn respond(&self, challenge: &Value, name: &str, answers: &[(&str, &str)]) -> Value {
        self.world.ok("RespondToAuthChallenge", respond(&self.client, challenge, name, answers)).await
    }

    async fn refuses(&self, challenge: &Value, name: &str, answers: &[(&str, &str)]) -> String {
        self.world.refused("RespondToAuthChallenge", respond(&self.client, challenge, name, answers)).await
    }

    async fn passkey(&self, name: &str) -> Authenticator {
        let access = self.world.access_token(&self.client, name).await;
        self.world.passkey(&access).await
    }
}

fn options(challenge: &Value) -> Value {
    let text = challenge["ChallengeParameters"]["CREDENTIAL_REQUEST_OPTIONS"].as_str().expect("options");
    serde_json::from_str(text).expect("JSON")
}

#[tokio::test]
async fn what_is_offered_is_what_pool_and_person_have() {
    let place = place(json!({})).await;
    let asked = place.begin("alice", &[]).await;
    assert_eq!(asked["ChallengeName"], "SELECT_CHALLENGE");
    assert_eq!(asked["ChallengeParameters"], json!({}));
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP"]));
    let phone = list(&[("phone_number", "+15550001234")]);
    let input = json!({ "UserPoolId": place.pool, "Username": "alice", "UserAttributes": phone });
    place.world.ok("AdminUpdateUserAttributes", input).await;
    place.passkey("alice").await;
    let asked = place.begin("alice", &[]).await;
    let all = json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]);
    assert_eq!(asked["AvailableChallenges"], all);
    // What cannot be begun with is not gone to.
    let asked = place.begin("alice", &[("PREFERRED_CHALLENGE", "SMS_MFA")]).await;
    assert_eq!((&asked["ChallengeName"], &asked["AvailableChallenges"]), (&json!("SELECT_CHALLENGE"), &all));
    // Passkeys of a former domain serve no more.
    place.world.web_authn(&place.pool, json!({ "RelyingPartyId": "other.example" })).await;
    let asked = place.begin("alice", &[]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]));
    assert_eq!(
        place.refuses(&asked, "alice", &[("ANSWER", "WEB_AUTHN")]).await,
        "InvalidParameterException: Challenge response WEB_AUTHN is not expected"
    );
}

#[tokio::test]
async fn clients_that_do_not_list_it_have_no_choice() {
    let place = place(json!({ "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"] })).await;
    assert_eq!(
        place.world.refused("InitiateAuth", place.begins("alice", &[])).await,
        "InvalidParameterException: USER_AUTH flow not enabled for this client"
    );
}

#[tokio::test]
async fn the_password_is_chosen_in_each_of_its_ways() {
    let place = place(json!({})).await;
    // At once.
    let tokens = place.begin("alice", &[("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", PASSWORD)]).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    let wrong = place.begins("alice", &[("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", "Wrong-1!")]);
    assert_eq!(place.world.refused("InitiateAuth", wrong).await, WRONG);
    // Chosen and sent together; a wrong one may be sent again.
    let asked = place.begin("alice", &[]).await;
    let chosen = |password| [("ANSWER", "PASSWORD"), ("PASSWORD", password)];
    assert_eq!(place.refuses(&asked, "alice", &chosen("Wrong-1!")).await, WRONG);
    let tokens = place.respond(&asked, "alice", &chosen(PASSWORD)).await;
    assert_eq!(tokens["ChallengeParameters"], json!({}));
    assert!(tokens["AuthenticationResult"]["IdToken"].is_string());
    assert_eq!(place.refuses(&asked, "alice", &chosen(PASSWORD)).await, USED);
    // Chosen first, sent then.
    let asked = place.begin("alice", &[]).await;
    let password = place.respond(&asked, "alice", &[("ANSWER", "PASSWORD")]).await;
    assert_eq!(password["ChallengeName"], "PASSWORD");
    assert_eq!(place.refuses(&asked, "alice", &[("ANSWER", "PASSWORD")]).await, USED);
    let tokens = place.respond(&password, "alice", &[("PASSWORD", PASSWORD)]).await;
    assert!(tokens["AuthenticationResult"]["IdToken"].is_string());
    // Sent without having been chosen.
    let mut asked = place.begin("alice", &[]).await;
    asked["ChallengeName"] = json!("PASSWORD");
    let tokens = place.respond(&asked, "alice", &[("PASSWORD", PASSWORD)]).await;
    assert!(tokens["AuthenticationResult"]["IdToken"].is_string());
}

#[tokio::test]
async fn the_password_is_proved_by_srp() {
    let place = place(json!({})).await;
    let a = srp::hello(&place.client, "alice")["AuthParameters"]["SRP_A"].as_str().unwrap().to_owned();
    let preferred = place.begin("alice", &[("PREFERRED_CHALLENGE", "PASSWORD_SRP"), ("SRP_A", &a)]).await;
    let asked = place.begin("alice", &[]).await;
    let chosen = place.respond(&asked, "alice", &[("ANSWER", "PASSWORD_SRP"), ("SRP_A", &a)]).await;
    for challenge in [preferred, chosen] {
        assert_eq!(challenge["ChallengeName"], "PASSWORD_VERIFIER");
        assert!(challenge["Session"].is_string());
        let proof = |password| {
            let proof = srp::proof(&place.world, &place.pool, &place.client, &challenge, password);
            merged(proof, json!({ "Session": challenge["Session"] }))
        };
        let mut bare = proof(PASSWORD);
        bare.as_object_mut().unwrap().remove("Session");
        assert_eq!(
            place.world.refused("RespondToAuthChallenge", bare).await,
            "NotAuthorizedException: Invalid session for the user."
        );
        assert_eq!(place.world.refused("RespondToAuthChallenge", proof("Wrong-1!")).await, WRONG);
        let tokens = place.world.ok("RespondToAuthChallenge", proof(PASSWORD)).await;
        assert!(tokens["AuthenticationResult"]["IdToken"].is_string());
        assert_eq!(place.world.refused("RespondToAuthChallenge", proof(PASSWORD)).await, USED);
    }
    // A block of one sign-in does not go with the Session of another.
    let one = place.begin("alice", &[("PREFERRED_CHALLENGE", "PASSWORD_SRP"), ("SRP_A", &a)]).await;
    let other = place.begin("alice", &[("PREFERRED_CHALLENGE", "PASSWORD_SRP"), ("SRP_A", &a)]).await;
    let mixed = srp::proof(&place.world, &place.pool, &place.client, &one, PASSWORD);
    let mixed = merged(mixed, json!({ "Session": other["Session"] }));
    assert_eq!(
        place.world.refused("RespondToAuthChallenge", mixed).await,
        "NotAuthorizedException: Invalid session for the user."
    );
}

#[tokio::test]
async fn a_code_by_mail_signs_in_and_verifies_the_address() {
    let place = place(json!({})).await;
    let world = &place.world;
    let unverified = list(&[("email_verified", "false")]);
    let input = json!({ "UserPoolId": place.pool, "Username": "alice", "UserAttributes": unverified });
    world.ok("AdminUpdateUserAttributes", input).await;
    let sent = place.begin("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]).await;
    assert_eq!(sent["ChallengeName"], "EMAIL_OTP");
    assert_eq!(sent["AvailableChallenges"], json!(["EMAIL_OTP"]));
    assert_eq!(
        sent["ChallengeParameters"],
        json!({ "CODE_DELIVERY_DELIVERY_MEDIUM": "EMAIL", "CODE_DELIVERY_DESTINATION": "a***@e***" })
    );
    let code = world.code("alice@example.com");
    assert_eq!(code.len(), 8);
    assert_eq!(place.refuses(&sent, "alice", &[("EMAIL_OTP_CODE", &wrong(&code))]).await, MISMATCH);
    assert_eq!(
        place.refuses(&sent, "alice", &[]).await,
        "InvalidParameterException: Missing required parameter EMAIL_OTP_CODE"
    );
    let tokens = place.respond(&sent, "alice", &[("EMAIL_OTP_CODE", &code)]).await;
    assert!(tokens["AuthenticationResult"]["RefreshToken"].is_string());
    assert_eq!(place.refuses(&sent, "alice", &[("EMAIL_OTP_CODE", &code)]).await, USED);
    assert_eq!(world.attributes(&place.pool, "alice").await["email_verified"], "true");
    // A code is of its own sign-in.
    let first = place.begin("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]).await;
    let old = world.code("alice@example.com");
    let asked = place.begin("alice", &[]).await;
    let second = place.respond(&asked, "alice", &[("ANSWER", "EMAIL_OTP")]).await;
    assert_eq!(place.refuses(&second, "alice", &[("EMAIL_OTP_CODE", &old)]).await, MISMATCH);
    world.pass_s(180);
    assert_eq!(
        place.refuses(&first, "alice", &[("EMAIL_OTP_CODE", &old)]).await,
        "NotAuthorizedException: Invalid session for the user, session is expired."
    );
}

#[tokio::test]
async fn a_code_by_text_message_signs_in() {
    let place = place(json!({})).await;
    let phone = list(&[("phone_number", "+15550001234")]);
    let input = json!({ "UserPoolId": place.pool, "Username": "alice", "UserAttributes": phone });
    place.world.ok("AdminUpdateUserAttributes", input).await;
    let sent = place.begin("alice", &[("PREFERRED_CHALLENGE", "SMS_OTP")]).await;
    assert_eq!(
        sent["ChallengeParameters"],
        json!({ "CODE_DELIVERY_DELIVERY_MEDIUM": "SMS", "CODE_DELIVERY_DESTINATION": "+*******1234" })
    );
    let code = place.world.code("+15550001234");
    assert_eq!(place.refuses(&sent, "alice", &[("SMS_OTP_CODE", &wrong(&code))]).await, MISMATCH);
    let tokens = place.respond(&sent, "alice", &[("SMS_OTP_CODE", &code)]).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    assert_eq!(place.world.attributes(&place.pool, "alice").await["phone_number_verified"], "true");
}

#[tokio::test]
async fn wrong_codes_lock_and_parallel_ones_are_counted() {
    let place = place(json!({})).await;
    let sent = place.begin("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]).await;
    let code = place.world.code("alice@example.com");
    let tries = (0..40).map(|count| {
        let guess = format!("{count:08}");
        let input = respond(&place.client, &sent, "alice", &[("EMAIL_OTP_CODE", &guess)]);
        place.world.call("RespondToAuthChallenge", input)
    });
    let answers = futures_util::future::join_all(tries).await;
    let judged =
        answers.iter().filter(|answer| answer.as_ref().is_err_and(|error| error == MISMATCH)).count();
    assert!(judged <= 5, "{judged} guesses were judged");
    while place.refuses(&sent, "alice", &[("EMAIL_OTP_CODE", "00000000")]).await == MISMATCH {}
    assert_eq!(
        place.refuses(&sent, "alice", &[("EMAIL_OTP_CODE", &code)]).await,
        "NotAuthorizedException: Password attempts exceeded"
    );
    // The password is another matter.
    place.world.sign_in(&place.client, "alice").await;
}

#[tokio::test]
async fn codes_are_sent_so_often_an_hour() {
    let place = place(json!({})).await;
    let begins = place.begins("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]);
    for _ in 0..20 {
        place.world.ok("InitiateAuth", begins.clone()).await;
    }
    assert_eq!(
        place.world.refused("InitiateAuth", begins).await,
        "NotAuthorizedException: Attempt limit exceeded, please try after some time."
    );
}

#[tokio::test]
async fn a_passkey_signs_in() {
    let place = place(json!({})).await;
    let mut phone = place.passkey("alice").await;
    let preferred = place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN")]).await;
    let asked = place.begin("alice", &[]).await;
    let chosen = place.respond(&asked, "alice", &[("ANSWER", "WEB_AUTHN")]).await;
    for challenge in [preferred, chosen] {
        assert_eq!(challenge["ChallengeName"], "WEB_AUTHN");
        let options = options(&challenge);
        assert_eq!((&options["rpId"], &options["timeout"]), (&json!(DOMAIN), &json!(60_000)));
        assert_eq!(options["userVerification"], "preferred");
        let id = phone.credential_id();
        assert_eq!(
            options["allowCredentials"],
            json!([{ "type": "public-key", "id": id, "transports": ["internal", "hybrid"] }])
        );
        let credential = phone.answer(&options).to_string();
        let tokens = place.respond(&challenge, "alice", &[("CREDENTIAL", &credential)]).await;
        assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
        assert_eq!(place.refuses(&challenge, "alice", &[("CREDENTIAL", &credential)]).await, USED);
    }
    // Found by the authenticator itself: the handle says whose it is.
    let challenge = place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN")]).await;
    phone.handle = Some("c29tZWJvZHkgZWxzZQ".to_owned());
    let credential = phone.answer(&options(&challenge)).to_string();
    assert_eq!(place.refuses(&challenge, "alice", &[("CREDENTIAL", &credential)]).await, WRONG);
    phone.handle = None;
    let credential = phone.answer(&options(&challenge)).to_string();
    place.respond(&challenge, "alice", &[("CREDENTIAL", &credential)]).await;
}

#[tokio::test]
async fn a_passkeys_proof_is_of_its_challenge_page_domain_and_owner() {
    let place = place(json!({})).await;
    let world = &place.world;
    let mut phone = place.passkey("alice").await;
    world.user(&place.pool, "bob").await;
    let mut bobs = place.passkey("bob").await;
    let challenge = place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN")]).await;
    let asked = options(&challenge);
    let other = options(&place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN")]).await);
    let mut wrong = vec![
        phone.answer(&other).to_string(),
        bobs.answer(&asked).to_string(),
        "{".to_owned(),
        "null".to_owned(),
        "{}".to_owned(),
    ];
    phone.origin = "https://example.com.attacker.test".to_owned();
    wrong.push(phone.answer(&asked).to_string());
    phone.origin = ORIGIN.to_owned();
    phone.relying_party = Some("attacker.test".to_owned());
    wrong.push(phone.answer(&asked).to_string());
    phone.relying_party = None;
    // Somebody else's key under her credential's id.
    let mut forger = Authenticator::new(ORIGIN);
    forger.id = phone.id.clone();
    wrong.push(forger.answer(&asked).to_string());
    // A made proof is no used one.
    wrong.push(
        phone
            .make(&json!({ "rp": { "id": DOMAIN }, "challenge": asked["challenge"], "user": {} }))
            .to_string(),
    );
    phone.handle = None;
    for credential in wrong {
        assert_eq!(
            place.refuses(&challenge, "alice", &[("CREDENTIAL", &credential)]).await,
            WRONG,
            "{credential}"
        );
    }
    let credential = phone.answer(&asked).to_string();
    place.respond(&challenge, "alice", &[("CREDENTIAL", &credential)]).await;
    // A deleted one serves no more, not even for a challenge that was made for it.
    let challenge = place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN")]).await;
    let access = world.access_token(&place.client, "alice").await;
    let named = json!({ "AccessToken": access, "CredentialId": phone.credential_id() });
    world.ok("DeleteWebAuthnCredential", named).await;
    let credential = phone.answer(&options(&challenge)).to_string();
    assert_eq!(place.refuses(&challenge, "alice", &[("CREDENTIAL", &credential)]).await, WRONG);
}

#[tokio::test]
async fn a_counter_that_does_not_rise_is_a_copy() {
    let place = place(json!({})).await;
    let access = place.world.access_token(&place.client, "alice").await;
    let mut key = Authenticator::new(ORIGIN);
    key.counter = 7;
    place.world.register(&access, &mut key).await;
    let sign_in = async |key: &mut Authenticator| {
        let challenge = place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN")]).await;
        let credential = key.answer(&options(&challenge)).to_string();
        let input = respond(&place.client, &challenge, "alice", &[("CREDENTIAL", &credential)]);
        place.world.call("RespondToAuthChallenge", input).await
    };
    assert!(sign_in(&mut key).await.is_ok());
    key.counter = 7;
    assert_eq!(sign_in(&mut key).await.unwrap_err(), WRONG);
    key.counter = 20;
    assert!(sign_in(&mut key).await.is_ok());
}

#[tokio::test]
async fn where_several_factors_are_asked_for_a_code_alone_is_none() {
    let place = place(json!({})).await;
    let world = &place.world;
    let mut phone = place.passkey("alice").await;
    world.set_mfa(&place.pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    let access = world.access_token(&place.client, "alice").await;
    world.set_up_app(&access).await;
    world.turn_on(&place.pool, "alice", &["SOFTWARE_TOKEN_MFA"], true).await;
    let asked = place.begin("alice", &[]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let second = place.respond(&asked, "alice", &[("ANSWER", "PASSWORD"), ("PASSWORD", PASSWORD)]).await;
    assert_eq!(second["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    // A passkey that verified its user is several factors, where pool and user say so.
    let said = json!({
        "RelyingPartyId": DOMAIN, "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION",
    });
    world.web_authn(&place.pool, said).await;
    let asked = place.begin("alice", &[]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let on = json!({
        "UserPoolId": place.pool, "Username": "alice", "WebAuthnMfaSettings": { "Enabled": true },
    });
    world.ok("AdminSetUserMFAPreference", on).await;
    let challenge = place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN")]).await;
    assert_eq!(options(&challenge)["userVerification"], "required");
    phone.verifies_user = false;
    let unverified = phone.answer(&options(&challenge)).to_string();
    assert_eq!(place.refuses(&challenge, "alice", &[("CREDENTIAL", &unverified)]).await, WRONG);
    phone.verifies_user = true;
    let credential = phone.answer(&options(&challenge)).to_string();
    let tokens = place.respond(&challenge, "alice", &[("CREDENTIAL", &credential)]).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
}

#[tokio::test]
async fn a_policy_that_changes_between_two_steps_counts() {
    let place = place(json!({})).await;
    let mut phone = place.passkey("alice").await;
    let code = place.begin("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]).await;
    let passkey = place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN")]).await;
    place.world.set_mfa(&place.pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    let access = place.world.access_token(&place.client, "alice").await;
    place.world.set_up_app(&access).await;
    place.world.turn_on(&place.pool, "alice", &["SOFTWARE_TOKEN_MFA"], true).await;
    let typed = place.world.code("alice@example.com");
    let invalid = "NotAuthorizedException: Invalid session for the user.";
    assert_eq!(place.refuses(&code, "alice", &[("EMAIL_OTP_CODE", &typed)]).await, invalid);
    let credential = phone.answer(&options(&passkey)).to_string();
    assert_eq!(place.refuses(&passkey, "alice", &[("CREDENTIAL", &credential)]).await, invalid);
}

#[tokio::test]
async fn a_temporary_password_comes_before_everything_else() {
    let place = place(json!({})).await;
    let world = &place.world;
    let email = list(&[("email", "ina@example.com"), ("email_verified", "true")]);
    let input = json!({
        "UserPoolId": place.pool, "Username": "ina", "UserAttributes": email, "TemporaryPassword": PASSWORD,
    });
    world.ok("AdminCreateUser", input).await;
    let asked = place.begin("ina", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let next = place.respond(&asked, "ina", &[("ANSWER", "PASSWORD"), ("PASSWORD", PASSWORD)]).await;
    assert_eq!(next["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    let tokens = place.respond(&next, "ina", &[("NEW_PASSWORD", "Other-pass-2")]).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
}

#[tokio::test]
async fn the_disabled_and_those_who_must_reset_begin_with_nothing() {
    let place = place(json!({})).await;
    let named = json!({ "UserPoolId": place.pool, "Username": "alice" });
    let sent = place.begin("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]).await;
    let code = place.world.code("alice@example.com");
    place.world.ok("AdminDisableUser", named.clone()).await;
    let disabled = "NotAuthorizedException: User is disabled.";
    assert_eq!(place.world.refused("InitiateAuth", place.begins("alice", &[])).await, disabled);
    assert_eq!(place.refuses(&sent, "alice", &[("EMAIL_OTP_CODE", &code)]).await, disabled);
    place.world.ok("AdminEnableUser", named.clone()).await;
    place.world.ok("AdminResetUserPassword", named).await;
    assert_eq!(
        place.world.refused("InitiateAuth", place.begins("alice", &[])).await,
        "PasswordResetRequiredException: Password reset required for the user"
    );
}

#[tokio::test]
async fn administrators_begin_and_answer_for_people() {
    let place = place(json!({})).await;
    let in_pool = json!({ "UserPoolId": place.pool });
    let begins = merged(place.begins("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]), in_pool.clone());
    let sent = place.world.ok("AdminInitiateAuth", begins).await;
    let code = place.world.code("alice@example.com");
    let answer = respond(&place.client, &sent, "alice", &[("EMAIL_OTP_CODE", &code)]);
    let tokens = place.world.ok("AdminRespondToAuthChallenge", merged(answer, in_pool)).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
}

#[tokio::test]
async fn factors_are_told() {
    let place = place(json!({})).await;
    let world = &place.world;
    let access = world.access_token(&place.client, "alice").await;
    let told = world.ok("GetUserAuthFactors", json!({ "AccessToken": access })).await;
    assert_eq!(told, json!({ "Username": "alice", "ConfiguredUserAuthFactors": ["PASSWORD", "EMAIL_OTP"] }));
    world.passkey(&access).await;
    world.set_mfa(&place.pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    world.set_up_app(&access).await;
    world.turn_on(&place.pool, "alice", &["SOFTWARE_TOKEN_MFA"], true).await;
    let mut told = world.ok("GetUserAuthFactors", json!({ "AccessToken": access })).await;
    assert_eq!(told["ConfiguredUserAuthFactors"], json!(["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]));
    assert_eq!(told["PreferredMfaSetting"], "SOFTWARE_TOKEN_MFA");
    assert_eq!(told["UserMFASettingList"], json!(["SOFTWARE_TOKEN_MFA"]));
    let named = json!({ "UserPoolId": place.pool, "Username": "alice" });
    told["ConfiguredUserAuthFactors"] = json!(["PASSWORD", "EMAIL_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN"]);
    assert_eq!(world.ok("AdminGetUserAuthFactors", named).await, told);
    let named = json!({ "UserPoolId": place.pool, "Username": "nobody" });
    assert_eq!(
        world.refused("AdminGetUserAuthFactors", named).await,
        "UserNotFoundException: User does not exist."
    );
}
