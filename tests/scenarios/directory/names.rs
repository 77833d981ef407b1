//! Names and identities: the entry's id is the user's for good, and a name is nobody's to take.

use std::sync::Arc;

use serde_json::json;

use super::{Home, INCORRECT, WORD};
use crate::world::{PASSWORD, World, by_password, claims};

#[tokio::test]
async fn a_user_of_the_pools_own_keeps_the_name() {
    let home = Home::new().await;
    home.world.user(&home.pool, "alice").await;
    assert_eq!(home.refused("alice", WORD).await, INCORRECT);
    let own = claims(&home.world.sign_in(&home.client, "alice").await["IdToken"])["sub"].clone();
    // By another name that the directory has for the entry, nobody gets the name either.
    assert_eq!(home.refused("alice@corp.example", WORD).await, INCORRECT);
    assert_eq!(home.users().await, ["alice"]);
    assert_eq!(claims(&home.world.sign_in(&home.client, "alice").await["IdToken"])["sub"], own);
    assert!(home.company.asked().iter().all(|asked| asked != "prove alice"), "her guess stays here");
}

#[tokio::test]
async fn a_renamed_entry_stays_the_same_user_and_its_old_name_is_nobody_elses() {
    let home = Home::new().await;
    let sub = claims(&home.sign_in("alice").await["IdToken"])["sub"].clone();
    home.company.rename("alice", "alice.smith");
    let id = claims(&home.sign_in("alice.smith").await["IdToken"]);
    assert_eq!((&id["sub"], &id["cognito:username"]), (&sub, &json!("alice")));
    // From then on the old name is asked about by the new one.
    home.sign_in("alice").await;
    // A new person of the old name is not let in as the former one.
    home.company.hire("alice", "hers", &[("mail", "second@corp.example")]);
    home.company.change("alice", |entry| entry.id = crate::world::directory::id("second"));
    assert_eq!(home.refused("alice", "hers").await, INCORRECT);
    home.sign_in("alice").await;
    assert_eq!(home.users().await, ["alice"]);
}

#[tokio::test]
async fn another_entry_that_has_got_the_name_is_refused() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    home.company.change("alice", |entry| entry.id = crate::world::directory::id("another"));
    assert_eq!(home.refused("alice", WORD).await, INCORRECT);
}

#[tokio::test]
async fn an_address_that_signs_somebody_else_in_is_not_taken() {
    let home = Home::with(World::new(), json!({ "AliasAttributes": ["email"] })).await;
    home.world.user(&home.pool, "local").await;
    home.company.change("alice", |entry| {
        entry.attributes.insert("mail".to_owned(), vec!["local@example.com".to_owned()]);
    });
    let error = home.refused("alice", WORD).await;
    assert_eq!(
        error,
        "NotAuthorizedException: The directory's entry cannot be a user of this pool: An account with the email already exists."
    );
    home.world.sign_in(&home.client, "local@example.com").await;
    assert_eq!(home.users().await, ["local"]);
}

#[tokio::test]
async fn two_first_sign_ins_at_once_make_one_user() {
    let home = Home::new().await;
    let both = (0..2).map(|_| home.world.call("InitiateAuth", by_password(&home.client, "alice", WORD)));
    let answers = futures_util::future::join_all(both).await;
    let sub = |answer: &Result<serde_json::Value, String>| {
        claims(&answer.as_ref().expect("tokens")["AuthenticationResult"]["IdToken"])["sub"].clone()
    };
    assert_eq!(sub(&answers[0]), sub(&answers[1]));
    assert_eq!(home.users().await, ["alice"]);
}

#[tokio::test]
async fn what_happens_while_the_directory_is_asked_counts() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    let inner = Arc::clone(&home.world.inner);
    let pool_id = home.pool.clone();
    home.company.meanwhile(move || {
        // An administrator disables her.
        let ctx =
            rules::Ctx::new(inner, rules::Caller::Anyone, "meanwhile".to_owned(), rules::Origin::default());
        let disabled = async {
            let pool = rules::pools::get(&ctx, &pool_id).await.expect("a pool");
            let user = rules::users::require(&ctx, &pool, "alice").await.expect("alice");
            rules::account::states::disable(&ctx, &pool, &user).await.expect("disabled");
        };
        std::thread::scope(|scope| {
            let run = || {
                tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(disabled);
            };
            scope.spawn(run);
        });
    });
    assert_eq!(home.refused("alice", WORD).await, super::DISABLED);
    let enable = json!({ "UserPoolId": home.pool, "Username": "alice" });
    home.world.ok("AdminEnableUser", enable.clone()).await;
    home.sign_in("alice").await;
    // Deleted, she is made anew, as somebody else.
    home.world.ok("AdminDeleteUser", enable).await;
    home.sign_in("alice").await;
    assert_eq!(home.world.no_sign_in(&home.client, "alice", PASSWORD).await, INCORRECT);
}
