//! PreAuthentication and PostAuthentication: when a sign-in asks them, and what their word counts for.

use serde_json::{Value, json};

use super::{Place, arn};
use crate::world::mfa::respond;
use crate::world::{PASSWORD, by_password, merged, srp};

const BOTH: [&str; 2] = ["PreAuthentication", "PostAuthentication"];
const SOURCES: [&str; 2] = ["PreAuthentication_Authentication", "PostAuthentication_Authentication"];
const WRONG: &str = "NotAuthorizedException: Incorrect username or password.";

impl Place {
    async fn alice(&self) {
        self.world.user(&self.pool, "alice").await;
    }

    fn by_administrator(&self, name: &str) -> Value {
        json!({
            "UserPoolId": self.pool, "ClientId": self.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
            "AuthParameters": { "USERNAME": name, "PASSWORD": PASSWORD },
        })
    }
}

fn metadata(from: &str) -> Value {
    json!({ "ClientMetadata": { "from": from } })
}

#[tokio::test]
async fn both_are_asked_of_a_sign_in_and_neither_of_a_refresh() {
    let place = Place::new(&BOTH).await;
    let world = &place.world;
    place.alice().await;
    let input = merged(by_password(&place.client, "alice", PASSWORD), metadata("the beginning"));
    let tokens = world.ok("InitiateAuth", input).await;
    let attributes = place.attributes("alice").await;
    let before = json!({ "userAttributes": attributes, "validationData": { "from": "the beginning" } });
    let after = json!({ "userAttributes": attributes, "newDeviceUsed": false });
    assert_eq!(
        world.functions.events(),
        [
            place.event("alice", SOURCES[0], before, json!({})),
            place.event("alice", SOURCES[1], after, json!({})),
        ]
    );
    let refresh = json!({
        "ClientId": place.client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["AuthenticationResult"]["RefreshToken"] },
    });
    world.ok("InitiateAuth", refresh).await;
    assert!(world.functions.events().is_empty());
    // By SRP the first is asked at the first leg, the second at the end, with what the end was sent.
    let challenge = world.ok("InitiateAuth", srp::hello(&place.client, "alice")).await;
    assert_eq!(world.functions.sources(), SOURCES[..1]);
    let proof = srp::proof(world, &place.pool, &place.client, &challenge, PASSWORD);
    world.ok("RespondToAuthChallenge", merged(proof, metadata("the end"))).await;
    let events = world.functions.events();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["request"]["clientMetadata"], json!({ "from": "the end" }));
    // A wrong password is shown to the first alone.
    assert_eq!(world.no_sign_in(&place.client, "alice", "Wrong-pass-1").await, WRONG);
    assert_eq!(world.functions.sources(), SOURCES[..1]);
}

#[tokio::test]
async fn a_name_that_nobody_has_is_shown_where_the_client_hides_that() {
    let place = Place::with(&BOTH, json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    let world = &place.world;
    assert_eq!(world.no_sign_in(&place.client, "nobody", PASSWORD).await, WRONG);
    let request = json!({ "userAttributes": {}, "validationData": null, "userNotFound": true });
    assert_eq!(world.functions.events(), [place.event("nobody", SOURCES[0], request, json!({}))]);
    world.ok("InitiateAuth", srp::hello(&place.client, "nobody")).await;
    assert_eq!(world.functions.events()[0]["request"]["userNotFound"], true);
    place.alice().await;
    world.sign_in(&place.client, "alice").await;
    assert_eq!(world.functions.events()[0]["request"]["userNotFound"], false);
    // Another client says who exists, and its functions are not asked about the others.
    let tells = world.client(&place.pool, json!({})).await;
    assert_eq!(
        world.no_sign_in(&tells, "nobody", PASSWORD).await,
        "UserNotFoundException: User does not exist."
    );
    assert!(world.functions.events().is_empty());
}

#[tokio::test]
async fn a_refusal_before_keeps_the_password_from_being_judged() {
    let place = Place::new(&["PreAuthentication"]).await;
    let (world, client) = (&place.world, &place.client);
    place.alice().await;
    place.fails("PreAuthentication", "InitiateAuth", async |_| by_password(client, "alice", PASSWORD)).await;
    place.fails("PreAuthentication", "InitiateAuth", async |_| srp::hello(client, "alice")).await;
    place.fails("PreAuthentication", "AdminInitiateAuth", async |_| place.by_administrator("alice")).await;
    // Whoever is locked out is not shown at all.
    world.functions.set(&arn("PreAuthentication"), |event| Ok(event.clone()));
    for _ in 0..5 {
        assert_eq!(world.no_sign_in(client, "alice", "Wrong-pass-1").await, WRONG);
    }
    world.functions.events();
    assert_eq!(
        world.no_sign_in(client, "alice", PASSWORD).await,
        "NotAuthorizedException: Password attempts exceeded"
    );
    assert!(world.functions.events().is_empty());
    // And who is disabled is shown first, and then refused.
    world.pass_s(3_600);
    world.ok("AdminDisableUser", json!({ "UserPoolId": place.pool, "Username": "alice" })).await;
    assert_eq!(
        world.no_sign_in(client, "alice", PASSWORD).await,
        "NotAuthorizedException: User is disabled."
    );
    assert_eq!(world.functions.sources(), SOURCES[..1]);
}

#[tokio::test]
async fn a_refusal_after_gives_no_tokens_and_spends_the_session() {
    let place = Place::new(&["PostAuthentication"]).await;
    let (world, client, pool) = (&place.world, &place.client, &place.pool);
    place.alice().await;
    place.fails("PostAuthentication", "InitiateAuth", async |_| by_password(client, "alice", PASSWORD)).await;
    place.fails("PostAuthentication", "AdminInitiateAuth", async |_| place.by_administrator("alice")).await;
    let by_srp = async |_| {
        let challenge = world.ok("InitiateAuth", srp::hello(client, "alice")).await;
        srp::proof(world, pool, client, &challenge, PASSWORD)
    };
    place.fails("PostAuthentication", "RespondToAuthChallenge", by_srp).await;
    let by_administrator = async |at| merged(by_srp(at).await, json!({ "UserPoolId": pool }));
    place.fails("PostAuthentication", "AdminRespondToAuthChallenge", by_administrator).await;
    // Of a temporary password the new one is kept: the function comes after.
    let invited = json!({
        "UserPoolId": pool, "Username": "bob", "TemporaryPassword": "Temp-pass-1", "MessageAction": "SUPPRESS",
    });
    world.ok("AdminCreateUser", invited).await;
    let asked = world.ok("InitiateAuth", by_password(client, "bob", "Temp-pass-1")).await;
    let answer = respond(client, &asked, "bob", &[("NEW_PASSWORD", "Lasting-pass-1")]);
    world.functions.set(&arn("PostAuthentication"), |_| Err(rules::outside::Failed::Thrown("no".to_owned())));
    assert_eq!(
        world.refused("RespondToAuthChallenge", answer.clone()).await,
        "UserLambdaValidationException: PostAuthentication failed with error no."
    );
    assert_eq!(
        world.refused("RespondToAuthChallenge", answer).await,
        "NotAuthorizedException: Invalid session for the user, session can only be used once."
    );
    world.functions.set(&arn("PostAuthentication"), |event| Ok(event.clone()));
    let tokens = world.ok("InitiateAuth", by_password(client, "bob", "Lasting-pass-1")).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
}

#[tokio::test]
async fn guesses_are_counted_whatever_a_function_says() {
    let place = Place::new(&["PostAuthentication"]).await;
    let world = &place.world;
    place.alice().await;
    world.functions.set(&arn("PostAuthentication"), |_| Err(rules::outside::Failed::Thrown("no".to_owned())));
    let guesses = (0..40).map(|at| {
        let password = if at == 33 { PASSWORD } else { "Wrong-pass-1" };
        world.call("InitiateAuth", by_password(&place.client, "alice", password))
    });
    let answers = futures_util::future::join_all(guesses).await;
    let judged = |answer: &&Result<Value, String>| {
        let text = answer.as_ref().expect_err("no tokens");
        text == WRONG || text.starts_with("UserLambda")
    };
    // Five wrong ones, and the right one starts the count anew.
    assert!(answers.iter().filter(judged).count() <= 11, "{answers:?}");
}

#[tokio::test]
async fn what_functions_change_meanwhile_is_in_the_tokens() {
    let custom = json!({ "Schema": [{ "Name": "seen", "AttributeDataType": "String", "Mutable": true }] });
    let place = Place::with(&["PreAuthentication", "PostAuthentication"], custom, json!({})).await;
    let world = &place.world;
    place.alice().await;
    let sets = |value: &str| {
        json!({
            "UserPoolId": place.pool, "Username": "alice",
            "UserAttributes": [{ "Name": "custom:seen", "Value": value }],
        })
    };
    let (before, after) = (arn("PreAuthentication"), arn("PostAuthentication"));
    // A function may end all earlier sign-ins, so that there is one at a time.
    let old = world.sign_in(&place.client, "alice").await;
    let named = json!({ "UserPoolId": place.pool, "Username": "alice" });
    world.calls_back(&after, "AdminUserGlobalSignOut", named, json!({}));
    let new = world.sign_in(&place.client, "alice").await;
    let get = |tokens: &Value| world.call("GetUser", json!({ "AccessToken": tokens["AccessToken"] }));
    assert!(get(&old).await.is_err() && get(&new).await.is_ok());
    world.functions.events();
    world.calls_back(&before, "AdminUpdateUserAttributes", sets("before"), json!({}));
    world.calls_back(&after, "AdminUpdateUserAttributes", sets("after"), json!({}));
    let tokens = world.sign_in(&place.client, "alice").await;
    assert_eq!(crate::world::claims(&tokens["IdToken"])["custom:seen"], "after");
    assert_eq!(world.functions.sources(), SOURCES, "each is asked once");
    // Who is disabled by the function gets nothing.
    let named = json!({ "UserPoolId": place.pool, "Username": "alice" });
    world.calls_back(&after, "AdminDisableUser", named.clone(), json!({}));
    let disabled = "NotAuthorizedException: User is disabled.";
    assert_eq!(world.no_sign_in(&place.client, "alice", PASSWORD).await, disabled);
    world.ok("AdminEnableUser", named.clone()).await;
    world.calls_back(&before, "AdminDisableUser", named.clone(), json!({}));
    assert_eq!(world.no_sign_in(&place.client, "alice", PASSWORD).await, disabled);
    world.ok("AdminEnableUser", named.clone()).await;
    // And who is deleted is nobody.
    world.calls_back(&before, "AdminDeleteUser", named, json!({}));
    assert_eq!(
        world.no_sign_in(&place.client, "alice", PASSWORD).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn a_new_device_is_told_as_one() {
    let tracks = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } });
    let place = Place::with(&["PostAuthentication"], tracks, json!({})).await;
    let world = &place.world;
    place.alice().await;
    let tokens = world.sign_in(&place.client, "alice").await;
    assert_eq!(world.functions.events()[0]["request"]["newDeviceUsed"], true);
    let key = world.confirm_device(&tokens).await;
    let mut from = by_password(&place.client, "alice", PASSWORD);
    from["AuthParameters"]["DEVICE_KEY"] = key;
    world.ok("InitiateAuth", from).await;
    assert_eq!(world.functions.events()[0]["request"]["newDeviceUsed"], false);
}
