//! SignUp: who may, under which names, and what is refused in which order.
//! AWS: API_SignUp; the developer guide, "Signing up and confirming user accounts".

use serde_json::json;

use crate::world::people::{list, signing_up, with_sms};
use crate::world::{PASSWORD, World, claims};

const UNIQUE: &str = "UsernameExistsException: An account with the given";

#[tokio::test]
async fn a_sign_up_without_a_verifiable_address_sends_nothing() {
    let world = World::new();
    let pool = world.pool(json!({ "AutoVerifiedAttributes": [] })).await;
    let client = world.client(&pool, json!({})).await;
    let answer = world.sign_up(&client, "alice").await;
    assert_eq!(answer, json!({ "UserConfirmed": false, "UserSub": answer["UserSub"] }));
    assert_eq!(world.post.mailbox.messages(None).len(), 0);
    let user = world.look(&pool, "alice").await;
    assert_eq!(
        (&user["UserStatus"], &user["Enabled"], &user["UserAttributes"][0]),
        (&json!("UNCONFIRMED"), &json!(true), &json!({ "Name": "sub", "Value": answer["UserSub"] }))
    );
}

#[tokio::test]
async fn an_address_is_unverified_from_the_sign_up_on() {
    let world = World::new();
    let pool = world.pool(with_sms(json!({ "AutoVerifiedAttributes": ["phone_number"] }))).await;
    let client = world.client(&pool, json!({})).await;
    let both = list(&[("email", "alice@example.com"), ("phone_number", "+12065550123")]);
    world.ok("SignUp", signing_up(&client, "alice", json!({ "UserAttributes": both }))).await;
    let mut kept = json!({
        "email": "alice@example.com", "email_verified": "false",
        "phone_number": "+12065550123", "phone_number_verified": "false",
    });
    assert_eq!(world.attributes(&pool, "alice").await, kept);
    let code = world.code("+12065550123");
    world
        .ok("ConfirmSignUp", json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code }))
        .await;
    kept["phone_number_verified"] = json!("true");
    assert_eq!(world.attributes(&pool, "alice").await, kept);
    let id = claims(&world.sign_in(&client, "alice").await["IdToken"]);
    assert_eq!((&id["email_verified"], &id["phone_number_verified"]), (&json!(false), &json!(true)));
    // Who gives no address has no flag.
    world.ok("SignUp", signing_up(&client, "bob", json!({ "UserAttributes": [] }))).await;
    assert_eq!(world.attributes(&pool, "bob").await, json!({}));
}

#[tokio::test]
async fn the_code_goes_to_the_phone_first() {
    let world = World::new();
    let pool = world.pool(with_sms(json!({ "AutoVerifiedAttributes": ["email", "phone_number"] }))).await;
    let client = world.client(&pool, json!({})).await;
    let both = list(&[("email", "alice@example.com"), ("phone_number", "+12065550123")]);
    let answer = world.ok("SignUp", signing_up(&client, "alice", json!({ "UserAttributes": both }))).await;
    assert_eq!(
        answer["CodeDeliveryDetails"],
        json!({ "Destination": "+*******0123", "DeliveryMedium": "SMS", "AttributeName": "phone_number" })
    );
    assert_eq!(world.mail("+12065550123").channel, "SMS");
    let answer = world.sign_up(&client, "bob").await;
    assert_eq!(answer["CodeDeliveryDetails"]["AttributeName"], "email");
}

#[tokio::test]
async fn checks_come_in_the_documented_order() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameAttributes": ["email"] })).await;
    let client = world.client(&pool, json!({})).await;
    let faulty = |client: &str| {
        let attributes = list(&[("custom:nope", "x")]);
        json!({ "ClientId": client, "Username": "alice", "Password": "short", "UserAttributes": attributes })
    };
    assert_eq!(
        world.refused("SignUp", faulty("unknown")).await,
        "ResourceNotFoundException: User pool client unknown does not exist."
    );
    let secret = world.client(&pool, json!({ "GenerateSecret": true })).await;
    assert_eq!(
        world.refused("SignUp", faulty(&secret)).await,
        format!(
            "NotAuthorizedException: Client {secret} is configured with secret but SECRET_HASH was not received"
        )
    );
    assert_eq!(
        world.refused("SignUp", faulty(&client)).await,
        "InvalidParameterException: Username should be an email."
    );
    let mut input = faulty(&client);
    input["Username"] = json!("alice@example.com");
    assert_eq!(
        world.refused("SignUp", input.clone()).await,
        "InvalidParameterException: Attributes did not conform to the schema: \
         custom:nope: Attribute does not exist in the schema.\n"
    );
    input["UserAttributes"] = json!([]);
    assert_eq!(
        world.refused("SignUp", input.clone()).await,
        "InvalidPasswordException: Password did not conform with policy: Password not long enough"
    );
    input["Password"] = json!(PASSWORD);
    world.ok("SignUp", input.clone()).await;
    assert_eq!(world.refused("SignUp", input.clone()).await, format!("{UNIQUE} email already exists."));
    input["Password"] = json!("short");
    assert_eq!(
        world.refused("SignUp", input).await,
        "InvalidPasswordException: Password did not conform with policy: Password not long enough"
    );
}

#[tokio::test]
async fn the_secret_hash_is_over_name_and_client() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let made = world.ok(
        "CreateUserPoolClient",
        json!({ "UserPoolId": pool, "ClientName": "server", "GenerateSecret": true }),
    );
    let made = made.await["UserPoolClient"].clone();
    let (id, secret) = (made["ClientId"].as_str().unwrap(), made["ClientSecret"].as_str().unwrap());
    let hash = |name: &str| crypto::mac::secret_hash(secret, name, id);
    let wrong = signing_up(id, "alice", json!({ "SecretHash": hash("bob") }));
    assert_eq!(
        world.refused("SignUp", wrong).await,
        format!("NotAuthorizedException: Unable to verify secret hash for client {id}")
    );
    world.ok("SignUp", signing_up(id, "alice", json!({ "SecretHash": hash("alice") }))).await;
    let public = world.client(&pool, json!({})).await;
    world.ok("SignUp", signing_up(&public, "bob", json!({ "SecretHash": "ignored" }))).await;
}

#[tokio::test]
async fn a_pool_can_be_closed_to_sign_ups() {
    let world = World::new();
    let pool = world.pool(json!({ "AdminCreateUserConfig": { "AllowAdminCreateUserOnly": true } })).await;
    for hides in ["LEGACY", "ENABLED"] {
        let client = world.client(&pool, json!({ "PreventUserExistenceErrors": hides })).await;
        assert_eq!(
            world.refused("SignUp", signing_up(&client, "alice", json!({}))).await,
            "NotAuthorizedException: SignUp is not permitted for this user pool"
        );
    }
    world.user(&pool, "alice").await;
}

#[tokio::test]
async fn a_username_does_not_look_like_an_alias() {
    let world = World::new();
    let pool = world.pool(json!({ "AliasAttributes": ["email", "phone_number"] })).await;
    let client = world.client(&pool, json!({})).await;
    let refused = async |name: &str| world.refused("SignUp", signing_up(&client, name, json!({}))).await;
    assert_eq!(
        refused("alice@example.com").await,
        "InvalidParameterException: Username cannot be of email format, \
         since user pool is configured for email alias."
    );
    assert_eq!(
        refused("+12065550123").await,
        "InvalidParameterException: Username cannot be of phone number format, \
         since user pool is configured for phone number alias."
    );
    let plain = world.pool(json!({})).await;
    let plain = world.client(&plain, json!({})).await;
    let attributes = list(&[("email", "other@example.com")]);
    for name in ["alice@example.com", "+12065550123", "ünïcode-☃", "a"] {
        world.ok("SignUp", signing_up(&plain, name, json!({ "UserAttributes": attributes }))).await;
    }
    assert_eq!(
        world
            .refused("SignUp", signing_up(&plain, "two words", json!({ "UserAttributes": attributes })))
            .await,
        "InvalidParameterException: 1 validation error detected: Value at 'username' failed to satisfy \
         constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+"
    );
}

#[tokio::test]
async fn an_address_that_is_the_username_must_be_one() {
    let world = World::new();
    for (attributes, text) in [
        (json!(["email"]), "Username should be an email."),
        (json!(["phone_number"]), "Username should be a phone number."),
        (json!(["email", "phone_number"]), "Username should be either an email or a phone number."),
    ] {
        let pool = world.pool(json!({ "UsernameAttributes": attributes })).await;
        let client = world.client(&pool, json!({})).await;
        let refused = world.refused("SignUp", signing_up(&client, "alice", json!({}))).await;
        assert_eq!(refused, format!("InvalidParameterException: {text}"));
        let input = json!({ "UserPoolId": pool, "Username": "alice" });
        assert_eq!(
            world.refused("AdminCreateUser", input).await,
            format!("InvalidParameterException: {text}")
        );
    }
}

#[tokio::test]
async fn who_signs_up_with_an_address_is_named_by_a_sub() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameAttributes": ["email", "phone_number"] })).await;
    let client = world.client(&pool, json!({})).await;
    let input = |name: &str, attributes: serde_json::Value| json!({ "ClientId": client, "Username": name, "Password": PASSWORD, "UserAttributes": attributes });
    let answer = world.ok("SignUp", input("alice@example.com", json!([]))).await;
    for name in ["alice@example.com", answer["UserSub"].as_str().unwrap()] {
        let user = world.look(&pool, name).await;
        assert_eq!(user["Username"], answer["UserSub"]);
    }
    let kept = json!({ "email": "alice@example.com", "email_verified": "false" });
    assert_eq!(world.attributes(&pool, "alice@example.com").await, kept);
    world.ok("SignUp", input("+12065550123", json!([]))).await;

    // Unique even unverified, whether it is the typed name or an attribute beside it.
    assert_eq!(
        world.refused("SignUp", input("alice@example.com", json!([]))).await,
        format!("{UNIQUE} email already exists.")
    );
    assert_eq!(
        world.refused("SignUp", input("+12065550123", json!([]))).await,
        format!("{UNIQUE} phone_number already exists.")
    );
    let beside = list(&[("phone_number", "+12065550123")]);
    assert_eq!(
        world.refused("SignUp", input("bob@example.com", beside)).await,
        format!("{UNIQUE} phone_number already exists.")
    );
    let confirm = json!({ "UserPoolId": pool, "Username": "alice@example.com" });
    world.ok("AdminConfirmSignUp", confirm).await;
    world.sign_in(&client, "alice@example.com").await;
    world.sign_in(&client, answer["UserSub"].as_str().unwrap()).await;
}

#[tokio::test]
async fn nobody_signs_up_under_a_name_that_finds_somebody() {
    let world = World::new();
    let pool = world.pool(json!({ "AliasAttributes": ["preferred_username"] })).await;
    let client = world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    world.user(&pool, "alice").await;
    let given = list(&[("preferred_username", "ally")]);
    let input = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": given });
    world.ok("AdminUpdateUserAttributes", input).await;
    let sub = world.look(&pool, "alice").await["UserAttributes"][0]["Value"].as_str().unwrap().to_owned();
    for name in ["alice", "ally", &sub] {
        assert_eq!(
            world.refused("SignUp", signing_up(&client, name, json!({}))).await,
            "UsernameExistsException: User already exists"
        );
    }
    assert_eq!(
        world.refused("SignUp", signing_up(&client, "bob", json!({ "UserAttributes": given }))).await,
        "InvalidParameterException: User pool is configured with preferred_username alias; \
         it cannot be provided for unconfirmed users."
    );
}

#[tokio::test]
async fn a_pool_that_ignores_case_keeps_lower_case() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameConfiguration": { "CaseSensitive": false } })).await;
    let client = world.client(&pool, json!({})).await;
    let attributes = list(&[("email", "Alice@Example.com"), ("given_name", "Alice")]);
    world.ok("SignUp", signing_up(&client, "Alice", json!({ "UserAttributes": attributes }))).await;
    let user = world.look(&pool, "aLICE").await;
    assert_eq!(user["Username"], "alice");
    assert_eq!(
        world.attributes(&pool, "alice").await,
        json!({ "email": "alice@example.com", "email_verified": "false", "given_name": "Alice" })
    );
    assert_eq!(
        world.refused("SignUp", signing_up(&client, "ALICE", json!({}))).await,
        "UsernameExistsException: User already exists"
    );

    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.sign_up(&client, "Alice").await;
    world.sign_up(&client, "alice").await;
    assert_eq!(world.look(&pool, "Alice").await["Username"], "Alice");
}

#[tokio::test]
async fn addresses_that_would_break_out_of_a_header_are_refused() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    for address in [
        "a@example.com\r\nBcc: b@example.com",
        "a\r\nBcc:b@example.com",
        "a\u{0}@example.com",
        "a b@example.com",
        "a@example.com,b@example.com",
        "<a@example.com>",
        "a@exam\u{7f}ple.com",
        "al\u{200b}ice@example.com",
        "\u{202e}alice@example.com",
        "alice\u{2028}@example.com",
        "@example.com",
        "a@",
        "a@localhost",
        "a",
    ] {
        let attributes = list(&[("email", address)]);
        assert_eq!(
            world
                .refused("SignUp", signing_up(&client, "alice", json!({ "UserAttributes": attributes })))
                .await,
            "InvalidParameterException: Invalid email address format.",
            "{address:?}"
        );
    }
    for number in ["12065550123", "+1206555O123", "+1 206 555 0123", "+", "+0123456", "+1234567890123456"] {
        let attributes = list(&[("phone_number", number)]);
        assert_eq!(
            world
                .refused("SignUp", signing_up(&client, "alice", json!({ "UserAttributes": attributes })))
                .await,
            "InvalidParameterException: Invalid phone number format.",
            "{number}"
        );
    }
    assert_eq!(world.post.mailbox.messages(None).len(), 0);
}
