//! DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER: a remembered device in the place of a second factor.

use serde_json::{Value, json};

use super::{Home, UNKNOWN, mine};
use crate::world::devices::{Phone, SECRET};
use crate::world::mfa::respond;
use crate::world::{PASSWORD, claims, srp};

const WRONG: &str = "NotAuthorizedException: Incorrect username or password.";
const APP: &str = "SOFTWARE_TOKEN_MFA";

/// Alice with an authenticator app that she is asked for.
struct Guarded {
    home: Home,
    secret: Value,
}

impl Guarded {
    async fn new() -> Guarded {
        Guarded::with(json!({ "ChallengeRequiredOnNewDevice": true })).await
    }

    async fn with(config: Value) -> Guarded {
        let home = Home::with(json!({ "DeviceConfiguration": config })).await;
        home.world.set_mfa(&home.pool, "OPTIONAL", &[APP, "EMAIL_OTP"]).await;
        let token = home.world.access_token(&home.client, "alice").await;
        let secret = home.world.set_up_app(&token).await;
        home.world.turn_on(&home.pool, "alice", &[APP], true).await;
        Guarded { home, secret }
    }

    /// Answers the app's challenge with the next code.
    async fn by_app(&self, challenge: &Value, key: Option<&Value>) -> Value {
        assert_eq!(challenge["ChallengeName"], APP);
        self.home.world.pass_s(30);
        let code = self.home.world.totp(&self.secret, 0);
        let mut input = respond(&self.home.client, challenge, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &code)]);
        if let Some(key) = key {
            input["ChallengeResponses"]["DEVICE_KEY"] = key.clone();
        }
        self.home.world.ok("RespondToAuthChallenge", input).await["AuthenticationResult"].clone()
    }

    /// A device that was confirmed after both factors, with the tokens of that sign-in.
    async fn phone(&self) -> (Phone, Value) {
        let challenge = self.home.world.after_password(&self.home.client, "alice").await;
        let tokens = self.by_app(&challenge, None).await;
        self.home.world.confirm_device(&tokens).await;
        (Phone(tokens["NewDeviceMetadata"].clone()), tokens)
    }

    /// What follows the password from a device.
    async fn from(&self, phone: &Phone) -> Value {
        self.home.world.ok("InitiateAuth", phone.sign_in(&self.home.client, "alice")).await
    }

    /// DEVICE_PASSWORD_VERIFIER for DEVICE_SRP_AUTH.
    async fn verifier(&self, phone: &Phone, challenge: &Value) -> Value {
        assert_eq!(challenge["ChallengeName"], "DEVICE_SRP_AUTH");
        let hello = phone.hello(&self.home.client, "alice", challenge);
        let asked = self.home.world.ok("RespondToAuthChallenge", hello).await;
        assert_eq!(asked["ChallengeName"], "DEVICE_PASSWORD_VERIFIER");
        asked
    }

    fn proof(&self, phone: &Phone, asked: &Value, secret: &str) -> Value {
        phone.proof(&self.home.world, &self.home.client, "alice", asked, secret)
    }

    async fn respond(&self, input: Value) -> Result<Value, String> {
        self.home.world.call("RespondToAuthChallenge", input).await
    }
}

#[tokio::test]
async fn a_remembered_device_stands_for_the_second_factor() {
    let alice = Guarded::new().await;
    let (phone, _) = alice.phone().await;
    let challenge = alice.from(&phone).await;
    assert_eq!(challenge["ChallengeParameters"], json!({ "DEVICE_KEY": phone.key(), "USERNAME": "alice" }));
    let before = alice.home.world.inner.store.stats().batches;
    let asked = alice.verifier(&phone, &challenge).await;
    assert_eq!(alice.home.world.inner.store.stats().batches, before);
    let parameters: Vec<&String> = asked["ChallengeParameters"].as_object().unwrap().keys().collect();
    assert_eq!(parameters, ["DEVICE_KEY", "SALT", "SECRET_BLOCK", "SRP_B", "USERNAME"]);
    let proof = alice.proof(&phone, &asked, SECRET);
    let tokens = alice.respond(proof.clone()).await.unwrap()["AuthenticationResult"].clone();
    let access = claims(&tokens["AccessToken"]);
    assert_eq!(access["device_key"], *phone.key());
    assert_eq!(tokens.get("NewDeviceMetadata"), None);
    // What the device says is no factor of the person.
    assert_eq!((&access["acr"], &access["amr"]), (&json!("urn:cognito:loa:1"), &json!(["pwd"])));
    // A proof serves once.
    assert_eq!(
        alice.respond(proof).await.unwrap_err(),
        "NotAuthorizedException: Invalid session for the user, session can only be used once."
    );
    // SRP instead of the password, and the next time.
    let mut hello = srp::hello(&alice.home.client, "alice");
    hello["AuthParameters"]["DEVICE_KEY"] = phone.key().clone();
    let challenge = alice.home.world.ok("InitiateAuth", hello).await;
    let proof = srp::proof(&alice.home.world, &alice.home.pool, &alice.home.client, &challenge, PASSWORD);
    let challenge = alice.respond(proof).await.unwrap();
    let asked = alice.verifier(&phone, &challenge).await;
    alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap();
}

#[tokio::test]
async fn clients_that_send_no_session_are_known_by_their_device() {
    let alice = Guarded::new().await;
    let (phone, _) = alice.phone().await;
    let bare = |mut input: Value| {
        input.as_object_mut().unwrap().remove("Session");
        input
    };
    let hello = |challenge: &Value| bare(phone.hello(&alice.home.client, "alice", challenge));
    let nothing = json!({ "ChallengeName": "DEVICE_SRP_AUTH", "Session": null });
    assert_eq!(
        alice.respond(hello(&nothing)).await.unwrap_err(),
        "NotAuthorizedException: Invalid session for the user."
    );
    let challenge = alice.from(&phone).await;
    let asked = alice.respond(hello(&challenge)).await.unwrap();
    alice.respond(bare(alice.proof(&phone, &asked, SECRET))).await.unwrap();
    // Nothing waits for the device any more.
    assert_eq!(
        alice.respond(hello(&challenge)).await.unwrap_err(),
        "NotAuthorizedException: Invalid session for the user."
    );
}

#[tokio::test]
async fn a_wrong_secret_is_a_wrong_password_and_can_be_tried_again() {
    let alice = Guarded::new().await;
    let (phone, _) = alice.phone().await;
    let challenge = alice.from(&phone).await;
    let asked = alice.verifier(&phone, &challenge).await;
    assert_eq!(alice.respond(alice.proof(&phone, &asked, "other")).await.unwrap_err(), WRONG);
    alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap();

    let challenge = alice.from(&phone).await;
    let asked = alice.verifier(&phone, &challenge).await;
    for _ in 0..5 {
        assert_eq!(alice.respond(alice.proof(&phone, &asked, "other")).await.unwrap_err(), WRONG);
    }
    let exceeded = "NotAuthorizedException: Password attempts exceeded";
    assert_eq!(alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap_err(), exceeded);
    assert_eq!(
        alice.respond(phone.hello(&alice.home.client, "alice", &challenge)).await.unwrap_err(),
        exceeded
    );
    alice.home.world.pass_s(1);
    alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap();
}

#[tokio::test]
async fn answers_that_do_not_fit_are_refused() {
    let alice = Guarded::new().await;
    let (phone, _) = alice.phone().await;
    let (other, _) = alice.phone().await;
    let challenge = alice.from(&phone).await;
    let asked = alice.verifier(&phone, &challenge).await;
    for (first, member, missing) in [
        (true, "DEVICE_KEY", "DEVICE_KEY"),
        (true, "SRP_A", "SRP_A"),
        (false, "DEVICE_KEY", "DEVICE_KEY"),
        (false, "TIMESTAMP", "TIMESTAMP"),
        (false, "PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SIGNATURE"),
        (false, "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SECRET_BLOCK"),
    ] {
        let mut input = match first {
            true => phone.hello(&alice.home.client, "alice", &challenge),
            false => alice.proof(&phone, &asked, SECRET),
        };
        input["ChallengeResponses"].as_object_mut().unwrap().remove(member);
        let expected = format!("InvalidParameterException: Missing required parameter {missing}");
        assert_eq!(alice.respond(input).await.unwrap_err(), expected);
    }
    let invalid = "NotAuthorizedException: Invalid session for the user.";
    // Another device of hers was not asked, and its block is not this one's.
    let hello = other.hello(&alice.home.client, "alice", &challenge);
    assert_eq!(alice.respond(hello).await.unwrap_err(), invalid);
    assert_eq!(
        alice
            .respond(other.proof(&alice.home.world, &alice.home.client, "alice", &asked, SECRET))
            .await
            .unwrap_err(),
        WRONG
    );
    let mut input = phone.hello(&alice.home.client, "alice", &challenge);
    input["ChallengeResponses"]["SRP_A"] = json!("0");
    assert_eq!(alice.respond(input).await.unwrap_err(), "InvalidParameterException: Invalid SRP_A value.");
    let mut input = alice.proof(&phone, &asked, SECRET);
    input["ChallengeResponses"]["PASSWORD_CLAIM_SECRET_BLOCK"] = json!("QUJD");
    assert_eq!(alice.respond(input).await.unwrap_err(), WRONG);
    // The app's challenge is not what waits.
    let code = alice.home.world.totp(&alice.secret, 1);
    let mut input = respond(&alice.home.client, &challenge, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &code)]);
    input["ChallengeName"] = json!(APP);
    assert_eq!(alice.respond(input).await.unwrap_err(), invalid);
    alice.home.world.pass_s(180);
    assert_eq!(
        alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap_err(),
        "NotAuthorizedException: Invalid session for the user, session is expired."
    );
}

#[tokio::test]
async fn a_device_that_is_forgotten_or_not_remembered_stands_for_nothing() {
    let alice = Guarded::new().await;
    let (phone, tokens) = alice.phone().await;
    let challenge = alice.from(&phone).await;
    let asked = alice.verifier(&phone, &challenge).await;
    let status = |status: &str| json!({ "DeviceKey": phone.key(), "DeviceRememberedStatus": status });
    alice.home.world.ok("UpdateDeviceStatus", mine(&tokens, status("not_remembered"))).await;
    assert_eq!(alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap_err(), WRONG);
    let challenge = alice.from(&phone).await;
    let again = alice.by_app(&challenge, Some(phone.key())).await;
    assert_eq!(claims(&again["AccessToken"])["device_key"], *phone.key());
    alice.home.world.ok("UpdateDeviceStatus", mine(&again, status("remembered"))).await;
    let challenge = alice.from(&phone).await;
    let asked = alice.verifier(&phone, &challenge).await;
    alice.home.world.ok("ForgetDevice", mine(&again, json!({ "DeviceKey": phone.key() }))).await;
    assert_eq!(alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap_err(), UNKNOWN);
}

#[tokio::test]
async fn a_device_speaks_for_a_second_factor_once_one_was_proved_on_it() {
    let home = Home::new().await;
    // Confirmed with nothing but the password: whoever knows it could have done so.
    let (tokens, _) = home.confirmed().await;
    let phone = Phone(tokens["NewDeviceMetadata"].clone());
    home.world.set_mfa(&home.pool, "OPTIONAL", &[APP]).await;
    let secret = home.world.set_up_app(&tokens["AccessToken"]).await;
    home.world.turn_on(&home.pool, "alice", &[APP], true).await;
    let alice = Guarded { home, secret };
    let challenge = alice.from(&phone).await;
    alice.by_app(&challenge, Some(phone.key())).await;
    let challenge = alice.from(&phone).await;
    let asked = alice.verifier(&phone, &challenge).await;
    alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap();
}

#[tokio::test]
async fn where_devices_replace_nothing_the_second_factor_is_asked_for() {
    let alice = Guarded::with(json!({ "ChallengeRequiredOnNewDevice": false })).await;
    let (phone, _) = alice.phone().await;
    let challenge = alice.from(&phone).await;
    let tokens = alice.by_app(&challenge, None).await;
    // The key of the first step is the sign-in's.
    assert_eq!(claims(&tokens["AccessToken"])["device_key"], *phone.key());
    assert_eq!(claims(&tokens["AccessToken"])["amr"], json!(["pwd", "otp", "mfa"]));
    assert_eq!(claims(&tokens["AccessToken"])["acr"], "urn:cognito:loa:4");
}

#[tokio::test]
async fn a_disabled_user_is_not_let_in_by_a_device() {
    let alice = Guarded::new().await;
    let (phone, _) = alice.phone().await;
    let challenge = alice.from(&phone).await;
    let asked = alice.verifier(&phone, &challenge).await;
    alice.home.world.ok("AdminDisableUser", alice.home.by_admin(json!({}))).await;
    assert_eq!(
        alice.respond(alice.proof(&phone, &asked, SECRET)).await.unwrap_err(),
        "NotAuthorizedException: User is disabled."
    );
}
