//! Changing and verifying addresses: what a new one is worth before its code comes back.
//! AWS: API_UpdateUserAttributes, API_VerifyUserAttribute; the developer guide, "Verifying updates to email addresses
//! and phone numbers".

use serde_json::{Value, json};

use crate::world::people::{list, with_sms, wrong};
use crate::world::{PASSWORD, World};

const MISMATCH: &str = "CodeMismatchException: Invalid verification code provided, please try again.";
const EXPIRED: &str = "ExpiredCodeException: Invalid code provided, please request a code again.";

fn updating(token: &Value, pairs: &[(&str, &str)]) -> Value {
    json!({ "AccessToken": token, "UserAttributes": list(pairs) })
}

fn administering(pool: &str, pairs: &[(&str, &str)]) -> Value {
    json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": list(pairs) })
}

fn verifying(token: &Value, name: &str, code: &str) -> Value {
    json!({ "AccessToken": token, "AttributeName": name, "Code": code })
}

/// A pool, a client, and an access token of `alice`.
async fn home(world: &World, settings: Value) -> (String, String, Value) {
    let pool = world.pool(settings).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let token = world.access_token(&client, "alice").await;
    (pool, client, token)
}

#[tokio::test]
async fn a_new_address_is_unverified_until_its_code_comes_back() {
    let world = World::new();
    let (pool, _, token) = home(&world, json!({})).await;
    let answer = world
        .ok("UpdateUserAttributes", updating(&token, &[("email", "new@example.org"), ("name", "A")]))
        .await;
    let details = json!({ "Destination": "n***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email" });
    assert_eq!(answer, json!({ "CodeDeliveryDetailsList": [details] }));
    assert_eq!(
        world.attributes(&pool, "alice").await,
        json!({ "email": "new@example.org", "email_verified": "false", "name": "A" })
    );
    let code = world.code("new@example.org");
    assert_eq!(world.mail("new@example.org").kind, "verify_attribute");
    assert_eq!(
        world.refused("VerifyUserAttribute", verifying(&token, "email", &wrong(&code))).await,
        MISMATCH
    );
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "phone_number", &code)).await, EXPIRED);
    assert_eq!(world.ok("VerifyUserAttribute", verifying(&token, "email", &code)).await, json!({}));
    assert_eq!(world.attributes(&pool, "alice").await["email_verified"], "true");
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "email", &code)).await, EXPIRED);
    // Writing what is there already changes nothing and sends nothing.
    let answer = world.ok("UpdateUserAttributes", updating(&token, &[("email", "new@example.org")])).await;
    assert_eq!(answer, json!({ "CodeDeliveryDetailsList": [] }));
    assert_eq!(world.attributes(&pool, "alice").await["email_verified"], "true");
}

#[tokio::test]
async fn an_address_that_the_pool_does_not_verify_sends_nothing() {
    let world = World::new();
    let (pool, _, token) = home(&world, with_sms(json!({ "AutoVerifiedAttributes": [] }))).await;
    let both = [("email", "new@example.org"), ("phone_number", "+12065550123")];
    let answer = world.ok("UpdateUserAttributes", updating(&token, &both)).await;
    assert_eq!(answer, json!({ "CodeDeliveryDetailsList": [] }));
    assert_eq!(world.post.mailbox.messages(None).len(), 0);
    // A code can be asked for all the same.
    let ask = json!({ "AccessToken": token, "AttributeName": "phone_number" });
    let answer = world.ok("GetUserAttributeVerificationCode", ask).await;
    let details = json!({
        "Destination": "+*******0123", "DeliveryMedium": "SMS", "AttributeName": "phone_number",
    });
    assert_eq!(answer, json!({ "CodeDeliveryDetails": details }));
    let code = world.code("+12065550123");
    world.ok("VerifyUserAttribute", verifying(&token, "phone_number", &code)).await;
    assert_eq!(
        world.attributes(&pool, "alice").await,
        json!({
            "email": "new@example.org", "email_verified": "false",
            "phone_number": "+12065550123", "phone_number_verified": "true",
        })
    );
}

#[tokio::test]
async fn asking_for_a_code_has_its_own_refusals() {
    let world = World::new();
    let (_, _, token) = home(&world, json!({})).await;
    let ask = |name: &str| json!({ "AccessToken": token, "AttributeName": name });
    assert_eq!(
        world.refused("GetUserAttributeVerificationCode", ask("name")).await,
        "InvalidParameterException: Invalid attribute name: name"
    );
    assert_eq!(
        world.refused("GetUserAttributeVerificationCode", ask("phone_number")).await,
        "InvalidParameterException: User does not have a value for phone_number"
    );
    assert_eq!(
        world.refused("VerifyUserAttribute", verifying(&token, "name", "123456")).await,
        "InvalidParameterException: Invalid attribute name: name"
    );
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "email", "123456")).await, EXPIRED);
}

#[tokio::test]
async fn an_attribute_code_lives_for_a_day_and_dies_with_a_newer_one_or_its_address() {
    let world = World::new();
    let (pool, client, token) = home(&world, json!({})).await;
    let ask = |token: &Value| json!({ "AccessToken": token, "AttributeName": "email" });
    world.ok("GetUserAttributeVerificationCode", ask(&token)).await;
    let first = world.code("alice@example.com");
    world.ok("GetUserAttributeVerificationCode", ask(&token)).await;
    let second = world.code("alice@example.com");
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "email", &first)).await, MISMATCH);
    world.pass_s(24 * 3_600);
    let token = world.access_token(&client, "alice").await;
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "email", &second)).await, EXPIRED);
    world.ok("GetUserAttributeVerificationCode", ask(&token)).await;
    let third = world.code("alice@example.com");
    let moved = [("email", "other@example.com"), ("email_verified", "false")];
    world.ok("AdminUpdateUserAttributes", administering(&pool, &moved)).await;
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "email", &third)).await, EXPIRED);
    assert_eq!(world.attributes(&pool, "alice").await["email_verified"], "false");
}

#[tokio::test]
async fn a_pool_can_keep_the_old_address_until_the_new_one_is_proved() {
    let world = World::new();
    let waits = json!({ "AttributesRequireVerificationBeforeUpdate": ["email"] });
    let settings = json!({ "AliasAttributes": ["email"], "UserAttributeUpdateSettings": waits });
    let (pool, client, token) = home(&world, settings).await;
    let old = json!({ "email": "alice@example.com", "email_verified": "true" });
    let answer = world.ok("UpdateUserAttributes", updating(&token, &[("email", "new@example.org")])).await;
    assert_eq!(answer["CodeDeliveryDetailsList"][0]["Destination"], "n***@e***");
    assert_eq!(world.attributes(&pool, "alice").await, old);
    world.sign_in(&client, "alice@example.com").await;
    assert_eq!(
        world.no_sign_in(&client, "new@example.org", PASSWORD).await,
        "UserNotFoundException: User does not exist."
    );
    // The code goes to the address that waits, the one that was named last.
    let first = world.code("new@example.org");
    world.ok("UpdateUserAttributes", updating(&token, &[("email", "newer@example.org")])).await;
    let ask = json!({ "AccessToken": token, "AttributeName": "email" });
    world.ok("GetUserAttributeVerificationCode", ask).await;
    let code = world.code("newer@example.org");
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "email", &first)).await, MISMATCH);
    assert_eq!(world.attributes(&pool, "alice").await, old);
    world.ok("VerifyUserAttribute", verifying(&token, "email", &code)).await;
    assert_eq!(
        world.attributes(&pool, "alice").await,
        json!({ "email": "newer@example.org", "email_verified": "true" })
    );
    world.sign_in(&client, "newer@example.org").await;
    assert_eq!(
        world.no_sign_in(&client, "alice@example.com", PASSWORD).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn an_administrators_word_ends_the_waiting() {
    let world = World::new();
    let waits = json!({ "AttributesRequireVerificationBeforeUpdate": ["email"] });
    let (pool, _, token) = home(&world, json!({ "UserAttributeUpdateSettings": waits })).await;
    world.ok("UpdateUserAttributes", updating(&token, &[("email", "new@example.org")])).await;
    let code = world.code("new@example.org");
    let vouched = [("email", "new@example.org"), ("email_verified", "true")];
    world.ok("AdminUpdateUserAttributes", administering(&pool, &vouched)).await;
    assert_eq!(
        world.attributes(&pool, "alice").await,
        json!({ "email": "new@example.org", "email_verified": "true" })
    );
    let other = [("email", "other@example.org"), ("email_verified", "true")];
    world.ok("AdminUpdateUserAttributes", administering(&pool, &other)).await;
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "email", &code)).await, EXPIRED);
    assert_eq!(world.attributes(&pool, "alice").await["email"], "other@example.org");
}

#[tokio::test]
async fn administrators_change_delete_and_vouch() {
    let world = World::new();
    let (pool, _, _) = home(&world, json!({})).await;
    let answer = world
        .ok("AdminUpdateUserAttributes", administering(&pool, &[("email", "b@example.org"), ("name", "A")]))
        .await;
    assert_eq!(answer, json!({}));
    assert_eq!(world.attributes(&pool, "alice").await["email_verified"], "false");
    world.code("b@example.org");
    world.ok("AdminUpdateUserAttributes", administering(&pool, &[("email_verified", "true")])).await;
    // An empty value deletes.
    world.ok("AdminUpdateUserAttributes", administering(&pool, &[("name", "")])).await;
    assert_eq!(
        world.attributes(&pool, "alice").await,
        json!({ "email": "b@example.org", "email_verified": "true" })
    );
    let delete = json!({
        "UserPoolId": pool, "Username": "alice", "UserAttributeNames": ["email", "given_name"],
    });
    assert_eq!(world.ok("AdminDeleteUserAttributes", delete.clone()).await, json!({}));
    assert_eq!(world.attributes(&pool, "alice").await, json!({}));
    world.ok("AdminDeleteUserAttributes", delete).await;
    assert_eq!(
        world.refused("AdminUpdateUserAttributes", administering(&pool, &[("email_verified", "true")])).await,
        "InvalidParameterException: Email is required to verify/un-verify an email"
    );
    let flag = [("phone_number_verified", "true")];
    assert_eq!(
        world.refused("AdminUpdateUserAttributes", administering(&pool, &flag)).await,
        "InvalidParameterException: Phone number is required to verify/un-verify a phone number"
    );
    let nobody =
        json!({ "UserPoolId": pool, "Username": "nobody", "UserAttributes": list(&[("name", "A")]) });
    assert_eq!(
        world.refused("AdminUpdateUserAttributes", nobody).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn a_deleted_address_takes_its_flag_and_its_waiting_one_along() {
    let world = World::new();
    let waits = json!({ "AttributesRequireVerificationBeforeUpdate": ["email"] });
    let (pool, _, token) = home(&world, json!({ "UserAttributeUpdateSettings": waits })).await;
    world.ok("UpdateUserAttributes", updating(&token, &[("email", "new@example.org")])).await;
    let code = world.code("new@example.org");
    let delete = json!({ "AccessToken": token, "UserAttributeNames": ["email"] });
    assert_eq!(world.ok("DeleteUserAttributes", delete).await, json!({}));
    assert_eq!(world.attributes(&pool, "alice").await, json!({}));
    assert_eq!(world.refused("VerifyUserAttribute", verifying(&token, "email", &code)).await, EXPIRED);
    let unknown = json!({ "AccessToken": token, "UserAttributeNames": ["custom:nope"] });
    assert_eq!(
        world.refused("DeleteUserAttributes", unknown).await,
        "InvalidParameterException: Attributes did not conform to the schema: \
         custom:nope: Attribute does not exist in the schema.\n"
    );
}
