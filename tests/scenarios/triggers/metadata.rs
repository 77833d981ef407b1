//! What is sent along for functions goes where AWS sends it, and nowhere else.
//! AWS: ClientMetadata and ValidationData of the operations; the developer guide, "Customizing user pool workflows with
//! Lambda triggers".

use serde_json::{Value, json};

use super::{Place, arn};
use crate::world::mfa::respond;
use crate::world::people::signing_up;
use crate::world::{PASSWORD, by_password, merged};

/// What a function was told of what was sent along: `clientMetadata`, `validationData`, nothing, or both.
fn told(event: &Value) -> &'static str {
    let request = &event["request"];
    match (request["clientMetadata"].is_object(), request["validationData"].is_object()) {
        (true, true) => "both",
        (true, false) => "client",
        (false, true) => "validation",
        (false, false) => "nothing",
    }
}

/// A pool with every trigger of the table. Its functions ask a riddle of no difficulty.
async fn place() -> Place {
    let all = [
        "PreSignUp",
        "PostConfirmation",
        "PreAuthentication",
        "PostAuthentication",
        "CustomMessage",
        "UserMigration",
        "DefineAuthChallenge",
        "CreateAuthChallenge",
        "VerifyAuthChallengeResponse",
        "PreTokenGeneration",
    ];
    let mail = json!({
        "EmailConfiguration": {
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/mail@example.com",
        },
    });
    let flows = ["USER_PASSWORD_AUTH", "CUSTOM_AUTH", "ADMIN_USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"];
    let flows = flows.map(|flow| format!("ALLOW_{flow}"));
    let place = Place::with(&all, mail, json!({ "ExplicitAuthFlows": flows })).await;
    place.world.functions.set(&arn("DefineAuthChallenge"), |event| {
        let asked = event["request"]["session"].as_array().unwrap().is_empty();
        let said = if asked {
            json!({ "challengeName": "CUSTOM_CHALLENGE" })
        } else {
            json!({ "issueTokens": true })
        };
        crate::world::functions::answered(event, said)
    });
    place.answer("VerifyAuthChallengeResponse", json!({ "answerCorrect": true }));
    place.answer(
        "UserMigration",
        json!({
            "userAttributes": { "email": "moved@example.com", "email_verified": "true" },
            "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS",
        }),
    );
    place
}

impl Place {
    /// Each function that an operation asks, and what of what was sent along it is told.
    async fn asked(&self, operation: &str, input: Value) -> (Value, Vec<(String, &'static str)>) {
        let sent = json!({ "ClientMetadata": { "from": operation } });
        let answer = self.world.ok(operation, merged(input, sent)).await;
        let mut asked = Vec::new();
        for event in self.world.functions.events() {
            for kind in ["clientMetadata", "validationData"] {
                let data = event["request"].get(kind).and_then(Value::as_object);
                // Whoever is told, is told all of it and nothing else.
                let own = json!({ "from": operation });
                assert!(data.is_none_or(|data| Value::Object(data.clone()) == own || data.contains_key("checked")));
            }
            let source = event["triggerSource"].as_str().unwrap();
            asked.push((source.split('_').next().unwrap().to_owned(), told(&event)));
        }
        (answer, asked)
    }

    async fn expect(&self, operation: &str, input: Value, expected: &[(&str, &str)]) -> Value {
        let (answer, asked) = self.asked(operation, input).await;
        let asked: Vec<(&str, &str)> = asked.iter().map(|(name, told)| (name.as_str(), *told)).collect();
        assert_eq!(asked, expected, "{operation}");
        answer
    }
}

#[tokio::test]
async fn what_is_sent_along_reaches_whom_the_table_names() {
    let place = place().await;
    let (world, pool, client) = (&place.world, &place.pool, &place.client);
    let checked = json!([{ "Name": "checked", "Value": "yes" }]);
    let named = |name: &str| json!({ "ClientId": client, "Username": name });
    let by_admin = |name: &str| json!({ "UserPoolId": pool, "Username": name });

    let sign_up = signing_up(client, "alice", json!({ "ValidationData": checked }));
    place.expect("SignUp", sign_up, &[("PreSignUp", "both"), ("CustomMessage", "client")]).await;
    place.expect("ResendConfirmationCode", named("alice"), &[("CustomMessage", "client")]).await;
    let code = json!({ "ConfirmationCode": world.code("alice@example.com") });
    place.expect("ConfirmSignUp", merged(named("alice"), code), &[("PostConfirmation", "client")]).await;
    world.ok("SignUp", signing_up(client, "bob", json!({}))).await;
    world.functions.events();
    place.expect("AdminConfirmSignUp", by_admin("bob"), &[("PostConfirmation", "client")]).await;
    let invited = json!({
        "ValidationData": checked, "DesiredDeliveryMediums": ["EMAIL"],
        "UserAttributes": [{ "Name": "email", "Value": "carol@example.com" }],
    });
    let expected = [("PreSignUp", "both"), ("CustomMessage", "client")];
    place.expect("AdminCreateUser", merged(by_admin("carol"), invited), &expected).await;

    // What a beginning sends along reaches two, by another name.
    let expected = [
        ("PreAuthentication", "validation"),
        ("PostAuthentication", "nothing"),
        ("TokenGeneration", "nothing"),
    ];
    let signed_in = place.expect("InitiateAuth", by_password(client, "alice", PASSWORD), &expected).await;
    let tokens = &signed_in["AuthenticationResult"];
    let by_server = json!({
        "UserPoolId": pool, "ClientId": client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD },
    });
    place.expect("AdminInitiateAuth", by_server, &expected).await;
    let [before, after, token] = expected;
    let expected = [("UserMigration", "validation"), before, after, token];
    place.expect("InitiateAuth", by_password(client, "moved", "anything"), &expected).await;
    // What an answer sends along reaches all the others.
    let begins =
        json!({ "ClientId": client, "AuthFlow": "CUSTOM_AUTH", "AuthParameters": { "USERNAME": "alice" } });
    let expected = [before, ("DefineAuthChallenge", "nothing"), ("CreateAuthChallenge", "nothing")];
    let riddle = place.expect("InitiateAuth", begins, &expected).await;
    let answer = respond(client, &riddle, "alice", &[("ANSWER", "any")]);
    let expected = [
        ("VerifyAuthChallengeResponse", "client"),
        ("DefineAuthChallenge", "client"),
        ("PostAuthentication", "client"),
        ("TokenGeneration", "client"),
    ];
    place.expect("RespondToAuthChallenge", answer, &expected).await;
    let refresh = json!({ "ClientId": client, "RefreshToken": tokens["RefreshToken"] });
    place.expect("GetTokensFromRefreshToken", refresh, &[("TokenGeneration", "client")]).await;
    let refresh = json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    place.expect("InitiateAuth", refresh, &[("TokenGeneration", "nothing")]).await;

    let email = json!({ "AccessToken": tokens["AccessToken"], "AttributeName": "email" });
    place.expect("GetUserAttributeVerificationCode", email, &[("CustomMessage", "client")]).await;
    let other = |address: &str| json!({ "UserAttributes": [{ "Name": "email", "Value": address }] });
    let mine = merged(json!({ "AccessToken": tokens["AccessToken"] }), other("other@example.com"));
    place.expect("UpdateUserAttributes", mine, &[("CustomMessage", "client")]).await;
    let theirs = merged(by_admin("alice"), other("third@example.com"));
    place.expect("AdminUpdateUserAttributes", theirs, &[("CustomMessage", "client")]).await;
    place.expect("ForgotPassword", named("moved"), &[("CustomMessage", "client")]).await;
    let reset = json!({ "ConfirmationCode": world.code("moved@example.com"), "Password": PASSWORD });
    place
        .expect("ConfirmForgotPassword", merged(named("moved"), reset), &[("PostConfirmation", "client")])
        .await;
    place.expect("AdminResetUserPassword", by_admin("moved"), &[("CustomMessage", "client")]).await;
    let unknown = [("UserMigration", "client"), ("CustomMessage", "client")];
    place.answer(
        "UserMigration",
        json!({ "userAttributes": { "email": "late@example.com", "email_verified": "true" } , "messageAction": "SUPPRESS" }),
    );
    place.expect("ForgotPassword", named("late"), &unknown).await;
}
