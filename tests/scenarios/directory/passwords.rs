//! Changing, forgetting and setting passwords that the directory keeps.

use serde_json::json;

use super::{Home, KEPT, telling};
use crate::world::people::signing_up;
use crate::world::{PASSWORD, by_password};

#[tokio::test]
async fn nobody_changes_a_password_that_the_directory_keeps() {
    let home = Home::new().await;
    let token = home.sign_in("alice").await["AccessToken"].clone();
    let change = json!({ "AccessToken": token, "PreviousPassword": super::WORD, "ProposedPassword": "Another-pass-1" });
    assert_eq!(home.world.refused("ChangePassword", change).await, KEPT);
    let of_alice = json!({ "UserPoolId": home.pool, "Username": "alice" });
    assert_eq!(home.world.refused("AdminResetUserPassword", of_alice.clone()).await, KEPT);
    for permanent in [true, false] {
        let input = json!({
            "UserPoolId": home.pool, "Username": "alice", "Password": PASSWORD, "Permanent": permanent,
        });
        assert_eq!(home.world.refused("AdminSetUserPassword", input).await, KEPT);
    }
    let telling = home.world.client(&home.pool, telling()).await;
    let forgot = |client: &str, name: &str| json!({ "ClientId": client, "Username": name });
    assert_eq!(home.world.refused("ForgotPassword", forgot(&telling, "alice")).await, KEPT);
    // Strangers learn nothing, and no letter goes out.
    for name in ["alice", "bob", "nobody"] {
        let answer = home.world.ok("ForgotPassword", forgot(&home.client, name)).await;
        assert!(answer["CodeDeliveryDetails"]["Destination"].is_string(), "{name}");
    }
    assert!(home.world.post.mailbox.messages(None).is_empty());
    home.sign_in("alice").await;
}

#[tokio::test]
async fn who_leaves_the_directory_behind_may_be_given_a_password_here() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    home.world.directories.withdraw(&home.pool);
    assert_eq!(home.refused("alice", super::WORD).await, super::INCORRECT);
    let set =
        json!({ "UserPoolId": home.pool, "Username": "alice", "Password": PASSWORD, "Permanent": true });
    home.world.ok("AdminSetUserPassword", set).await;
    home.world.sign_in(&home.client, "alice").await;
    // From then on she is the pool's own, whatever is served again.
    home.serve(super::settings());
    home.world.sign_in(&home.client, "alice").await;
    assert_eq!(home.refused("alice", super::WORD).await, super::INCORRECT);
    let sent =
        home.world.call("InitiateAuth", by_password(&home.client, "alice@corp.example", super::WORD)).await;
    assert_eq!(sent, Err(super::INCORRECT.to_owned()), "her entry is nobody's name here any more");
}

#[tokio::test]
async fn nobody_signs_up_by_a_name_that_the_directory_has() {
    let home = Home::new().await;
    let error = home.world.refused("SignUp", signing_up(&home.client, "bob", json!({}))).await;
    assert_eq!(error, "UsernameExistsException: User already exists");
    home.world.sign_up(&home.client, "carol").await;
    home.company.is_down(true);
    let error = home.world.refused("SignUp", signing_up(&home.client, "dave", json!({}))).await;
    assert_eq!(error, super::DOWN);
}
