//! Bugs that were, each by what it did to somebody.

use std::sync::Arc;

use ops::door::{self, Admission, Incoming};
use serde_json::json;
use store::Store;

use crate::anomaly::faulty::{Fault, Faulty};
use crate::world::stage::{ClientKind, Stage};

const INTERNAL: &str = "InternalErrorException: An internal error occurred.";

async fn stage() -> (Stage, Arc<Faulty>) {
    let driver = Arc::new(Faulty::over(Store::open_memory().unwrap()));
    (Stage::on(Store::new(driver.clone()), ClientKind::Public).await, driver)
}

/// A client library that is told "Invalid Access Token" signs its person out.
#[tokio::test]
async fn a_store_that_fails_made_access_tokens_invalid() {
    let (stage, driver) = stage().await;
    let input = stage.input("GetUser", "").await;
    let stage = stage.restarted();
    driver.arm(Some(Fault::Read(0)));
    assert_eq!(stage.world.refused("GetUser", input.clone()).await, INTERNAL);
    driver.disarm();
    stage.world.ok("GetUser", input).await;
}

#[tokio::test]
async fn a_store_that_fails_made_clients_unknown() {
    let (stage, driver) = stage().await;
    let input = stage.input("SignUp", "").await;
    let stage = stage.restarted();
    driver.arm(Some(Fault::Read(1)));
    assert_eq!(stage.world.refused("SignUp", input.clone()).await, INTERNAL);
    driver.disarm();
    stage.world.ok("SignUp", input).await;
}

#[tokio::test]
async fn a_store_that_fails_made_clients_unauthorized_to_revoke() {
    let (stage, driver) = stage().await;
    let input = stage.input("RevokeToken", "").await;
    driver.arm(Some(Fault::Read(0)));
    assert_eq!(stage.world.refused("RevokeToken", input.clone()).await, INTERNAL);
    driver.disarm();
    stage.world.ok("RevokeToken", input).await;
}

/// The person was there and had the code, and the app was told that it had failed.
#[tokio::test]
async fn a_letter_that_stayed_in_the_outbox_failed_its_sign_up() {
    let (stage, driver) = stage().await;
    let input = stage.input("SignUp", "").await;
    driver.arm(Some(Fault::Commit(1)));
    let signed_up = stage.world.ok("SignUp", input.clone()).await;
    assert_eq!(driver.disarm().1, 2);
    assert_eq!(signed_up["UserConfirmed"], false);
    let name = input["Username"].as_str().unwrap();
    let code = stage.world.code(&format!("{name}@example.com"));
    let confirm = json!({ "ClientId": stage.client, "Username": name, "ConfirmationCode": code });
    stage.world.ok("ConfirmSignUp", confirm).await;
}

/// The person's next refresh was a reuse, which signs them out.
#[tokio::test]
async fn a_refresh_that_failed_spent_its_token() {
    let (stage, driver) = stage().await;
    let input = stage.input("GetTokensFromRefreshToken", "").await;
    let stage = stage.restarted();
    // Client, pool twice, the token's view, the signing keys.
    driver.arm(Some(Fault::Read(4)));
    assert_eq!(stage.world.refused("GetTokensFromRefreshToken", input.clone()).await, INTERNAL);
    driver.disarm();
    stage.world.ok("GetTokensFromRefreshToken", input).await;
}

/// Whoever tried again had two pools.
#[tokio::test]
async fn a_pool_that_was_made_was_an_internal_error() {
    let (stage, driver) = stage().await;
    let input = stage.input("CreateUserPool", "").await;
    driver.arm(Some(Fault::Read(0)));
    let made = stage.world.ok("CreateUserPool", input).await;
    assert_eq!(driver.disarm(), (0, 1));
    let described = stage.world.ok("DescribeUserPool", json!({ "UserPoolId": made["UserPool"]["Id"] })).await;
    assert_eq!(described["UserPool"], made["UserPool"]);
}

/// What a client is shown after it was made or changed is what it is.
#[tokio::test]
async fn a_client_that_was_changed_was_an_internal_error() {
    let (stage, driver) = stage().await;
    for operation in ["CreateUserPoolClient", "UpdateUserPoolClient"] {
        let input = stage.input(operation, "").await;
        driver.arm(None);
        let changed = stage.world.ok(operation, input).await;
        let id = &changed["UserPoolClient"]["ClientId"];
        let asked = json!({ "UserPoolId": stage.pool, "ClientId": id });
        let described = stage.world.ok("DescribeUserPoolClient", asked).await;
        assert_eq!(described["UserPoolClient"], changed["UserPoolClient"]);
    }
}

/// `%00` in the credential of a presigned request, which needs no key to send.
#[tokio::test]
async fn an_access_key_id_with_a_nul_was_an_internal_error() {
    let (stage, _) = stage().await;
    let query = "X-Amz-Algorithm=AWS4-HMAC-SHA256\
        &X-Amz-Credential=A%00B%2F20261121%2Fus-east-1%2Fcognito-idp%2Faws4_request\
        &X-Amz-Date=20261121T040000Z&X-Amz-Expires=300&X-Amz-SignedHeaders=host%3Bx-amz-target\
        &X-Amz-Signature=00";
    let incoming = Incoming {
        method: "POST",
        path: "/",
        query,
        headers: &[
            ("host", "127.0.0.1:7665"),
            ("x-amz-target", "AWSCognitoIdentityProviderService.ListUserPools"),
        ],
        body: b"{}",
        peer_ip: "203.0.113.7",
        request_id: "11111111-2222-4333-8444-555555555555",
    };
    let answer = door::answer(&stage.world.inner, Admission::Keys, incoming).await;
    assert_eq!(answer.error.as_deref(), Some("UnrecognizedClientException"));
}
