//! Who is who: guests, logins that lead to an identity, linking, merging, and what ends.
//! AWS: API_GetId, API_GetCredentialsForIdentity, API_UnlinkIdentity, API_DescribeIdentity, API_ListIdentities,
//! API_DeleteIdentities.

use std::collections::BTreeSet;
use std::sync::Arc;

use rules::credentials::Principal;
use serde_json::{Value, json};

use super::actors::{GOOGLE_APP, Setting, login, role};
use crate::world::merged;

const DIFFER: &str = "NotAuthorizedException: Logins don't match. Please include at least one valid login for this \
                      identity or identity pool.";

fn forbidden(id: &str) -> String {
    format!("NotAuthorizedException: Access to Identity '{id}' is forbidden.")
}

#[tokio::test]
async fn a_guest_is_new_each_time_and_gets_the_guests_role() {
    let setting = Setting::new().await;
    let (one, other) = (setting.id(&json!({})).await, setting.id(&Value::Null).await);
    assert_ne!(one, other);
    let (id, session) = setting.session(&one, &Value::Null).await;
    assert_eq!(id, one);
    assert!(matches!(&session.principal, Principal::Role { arn, .. } if *arn == role("guest")));
    assert_eq!(session.arn(), "arn:aws:sts::000000000000:assumed-role/guest/CognitoIdentityCredentials");
    assert!(session.scope.is_guest);
    let key = |name: &str| &session.federated[&format!("cognito-identity.amazonaws.com:{name}")];
    assert_eq!((key("sub"), key("aud")), (&vec![one.clone()], &vec![setting.pool.clone()]));
    assert_eq!(*key("amr"), ["unauthenticated"]);
    assert_eq!(session.expires_at - session.issued_at / 1_000 * 1_000, 3_600_000);
}

#[tokio::test]
async fn guests_are_refused_where_the_pool_has_none() {
    let setting = Setting::new().await;
    let guest = setting.id(&json!({})).await;
    let update = json!({ "IdentityPoolId": setting.pool, "IdentityPoolName": "app",
                         "AllowUnauthenticatedIdentities": false });
    setting.world.ok("UpdateIdentityPool", update).await;
    let refused = "NotAuthorizedException: Unauthenticated access is not supported for this identity pool.";
    assert_eq!(setting.no_id(json!({})).await, refused);
    assert_eq!(setting.no_session(&guest, json!({})).await, refused);
}

#[tokio::test]
async fn a_user_has_one_identity_however_their_pool_is_named() {
    let setting = Setting::new().await;
    let alice = setting.user("alice").await;
    let id = setting.id(&alice).await;
    assert_eq!(setting.id(&setting.again("alice").await).await, id);
    let ours = json!({ format!("127.0.0.1:7665/{}", setting.user_pool): alice[login(&setting.user_pool)] });
    assert_eq!(setting.id(&ours).await, id);
    let (same, session) = setting.session(&id, &alice).await;
    assert_eq!(same, id);
    assert_eq!(session.arn(), "arn:aws:sts::000000000000:assumed-role/user/CognitoIdentityCredentials");
    assert!(session.scope.is_whole());
    let sub = crate::world::claims(&alice[login(&setting.user_pool)])["sub"].as_str().unwrap().to_owned();
    let provider = login(&setting.user_pool);
    let amr = ["authenticated".to_owned(), provider.clone(), format!("{provider}:CognitoSignIn:{sub}")];
    assert_eq!(session.federated["cognito-identity.amazonaws.com:amr"], amr);
    // Who knows the id alone is nobody, and nobody else gets in by it.
    assert_eq!(setting.no_session(&id, json!({})).await, forbidden(&id));
    let bob = setting.user("bob").await;
    assert_eq!(setting.no_session(&id, bob.clone()).await, DIFFER);
    assert_ne!(setting.id(&bob).await, id);
}

#[tokio::test]
async fn two_hundred_at_once_with_one_login_are_one_identity() {
    let setting = Arc::new(Setting::new().await);
    let alice = setting.user("alice").await;
    let mut running = Vec::new();
    for _ in 0..200 {
        let (setting, alice) = (Arc::clone(&setting), alice.clone());
        running.push(tokio::spawn(async move { setting.id(&alice).await }));
    }
    let mut ids = BTreeSet::new();
    for one in running {
        ids.insert(one.await.expect("no panic"));
    }
    assert_eq!(ids.len(), 1);
    assert_eq!(setting.listed(false).await.len(), 1);
}

#[tokio::test]
async fn a_guest_who_signs_in_keeps_the_identity_or_becomes_part_of_the_one_that_was_there() {
    let setting = Setting::new().await;
    let guest = setting.id(&json!({})).await;
    let alice = setting.user("alice").await;
    assert_eq!(setting.session(&guest, &alice).await.0, guest);
    assert_eq!(setting.id(&alice).await, guest);

    let other = setting.id(&json!({})).await;
    let (id, session) = setting.session(&other, &alice).await;
    assert_eq!(id, guest);
    assert_eq!(session.federated["cognito-identity.amazonaws.com:sub"], std::slice::from_ref(&guest));
    // The other is only a name for it now.
    assert_eq!(setting.no_session(&other, json!({})).await, forbidden(&other));
    assert_eq!(setting.session(&other, &alice).await.0, guest);
    let bob = setting.user("bob").await;
    assert_eq!(setting.no_session(&other, bob).await, forbidden(&other));
    assert_eq!(setting.listed(true).await, std::slice::from_ref(&guest));
    assert_eq!(setting.listed(false).await.len(), 2);
}

#[tokio::test]
async fn logins_are_linked_and_identities_merged_by_whoever_proves_them_all() {
    let setting = Setting::new().await;
    setting.publish("accounts.google.com", &[(2, "k1")]);
    let google = |sub: &str| {
        let token = setting.token("accounts.google.com", json!({ "aud": GOOGLE_APP, "sub": sub }));
        json!({ "accounts.google.com": token })
    };
    let alice = setting.user("alice").await;
    let id = setting.id(&alice).await;
    // New, and linked since it comes with one that is known.
    assert_eq!(setting.id(&merged(alice.clone(), google("ally"))).await, id);
    assert_eq!(setting.id(&google("ally")).await, id);
    let shown = setting.world.ok("DescribeIdentity", json!({ "IdentityId": id })).await;
    assert_eq!(shown["Logins"], json!(["accounts.google.com", login(&setting.user_pool)]));
    assert!(shown["CreationDate"].as_f64() < shown["LastModifiedDate"].as_f64());

    // A second user of one provider is somebody else.
    let conflict =
        "ResourceConflictException: Logins conflict. An identity can have one login of accounts.google.com.";
    assert_eq!(setting.no_id(merged(alice.clone(), google("other"))).await, conflict);

    // Two who were two until somebody proves to be both: the older one stays.
    let carol = setting.user("carol").await;
    let (by_pool, by_google) = (setting.id(&carol).await, setting.id(&google("carol")).await);
    assert_ne!(by_pool, by_google);
    let both = merged(carol.clone(), google("carol"));
    assert_eq!(setting.id(&both).await, by_pool);
    assert_eq!(setting.id(&google("carol")).await, by_pool);
    assert_eq!(setting.no_session(&by_google, json!({})).await, forbidden(&by_google));
    assert_eq!(setting.session(&by_google, &both).await.0, by_pool);

    // Two identities with a user each of one provider stay two.
    let dave = setting.user("dave").await;
    setting.id(&dave).await;
    let ally = google("ally");
    assert_eq!(
        setting.no_id(merged(dave, ally)).await,
        format!(
            "ResourceConflictException: Logins conflict. An identity can have one login of {}.",
            login(&setting.user_pool)
        )
    );
}

#[tokio::test]
async fn who_is_unlinked_comes_back_as_somebody_new() {
    let setting = Setting::new().await;
    setting.publish("accounts.google.com", &[(2, "k1")]);
    let google =
        json!({ "accounts.google.com": setting.token("accounts.google.com", json!({ "aud": GOOGLE_APP })) });
    let alice = setting.user("alice").await;
    let id = setting.id(&merged(alice.clone(), google.clone())).await;
    let unlink = |logins: &Value, provider: &str| json!({ "IdentityId": id, "Logins": logins, "LoginsToRemove": [provider] });
    let bob = setting.user("bob").await;
    assert_eq!(setting.world.refused("UnlinkIdentity", unlink(&bob, "accounts.google.com")).await, DIFFER);
    assert_eq!(
        setting.world.refused("UnlinkIdentity", unlink(&alice, "www.amazon.com")).await,
        "InvalidParameterException: The identity has no login of www.amazon.com."
    );
    assert_eq!(
        setting.world.refused("UnlinkIdentity", unlink(&alice, "login.example")).await,
        "InvalidParameterException: Please provide a valid public provider"
    );
    setting.world.ok("UnlinkIdentity", unlink(&alice, "accounts.google.com")).await;
    assert_eq!(setting.id(&alice).await, id);
    assert_ne!(setting.id(&google).await, id);
    // The last one: nobody comes to it again, not even by its id.
    setting.world.ok("UnlinkIdentity", unlink(&alice, &login(&setting.user_pool))).await;
    assert_eq!(setting.no_session(&id, json!({})).await, forbidden(&id));
    assert_eq!(setting.no_session(&id, alice.clone()).await, forbidden(&id));
    assert_ne!(setting.id(&alice).await, id);
}

#[tokio::test]
async fn identities_are_listed_page_by_page_and_deleted() {
    let setting = Setting::new().await;
    let alice = setting.user("alice").await;
    let mut ids = vec![setting.id(&alice).await];
    for _ in 0..4 {
        ids.push(setting.id(&json!({})).await);
    }
    ids.sort_unstable();
    let (mut seen, mut token) = (Vec::new(), Value::Null);
    loop {
        let input = json!({ "IdentityPoolId": setting.pool, "MaxResults": 2, "NextToken": token });
        let page = setting.world.ok("ListIdentities", input).await;
        assert_eq!(page["IdentityPoolId"], json!(setting.pool));
        seen.extend(page["Identities"].as_array().unwrap().clone());
        token = page["NextToken"].clone();
        if token.is_null() {
            break;
        }
    }
    let with_login = seen.iter().filter(|identity| identity["Logins"] == json!([login(&setting.user_pool)]));
    assert_eq!(with_login.count(), 1);
    let seen: Vec<&str> = seen.iter().map(|identity| identity["IdentityId"].as_str().unwrap()).collect();
    assert_eq!(seen, ids);

    let elsewhere = "eu-west-1:11111111-2222-4333-8444-555555555555";
    let input = json!({ "IdentityIdsToDelete": [ids[0], ids[1], ids[1], elsewhere] });
    let left = setting.world.ok("DeleteIdentities", input).await;
    assert_eq!(left, json!({ "UnprocessedIdentityIds": [] }));
    assert_eq!(setting.listed(false).await, ids[2..]);
    assert_eq!(
        setting.world.refused("DescribeIdentity", json!({ "IdentityId": ids[0] })).await,
        format!("ResourceNotFoundException: Identity '{}' not found.", ids[0])
    );
    setting.world.ok("DeleteIdentities", json!({ "IdentityIdsToDelete": ids })).await;
    assert!(!ids.contains(&setting.id(&alice).await));
}

#[tokio::test]
async fn a_pool_takes_its_identities_along() {
    let setting = Setting::new().await;
    let alice = setting.user("alice").await;
    let id = setting.id(&alice).await;
    setting.world.ok("DeleteIdentityPool", json!({ "IdentityPoolId": setting.pool })).await;
    let gone = format!("ResourceNotFoundException: Identity '{id}' not found.");
    assert_eq!(setting.no_session(&id, alice.clone()).await, gone);
    assert_eq!(setting.world.refused("DescribeIdentity", json!({ "IdentityId": id })).await, gone);
    assert_eq!(
        setting.no_id(alice).await,
        format!("ResourceNotFoundException: IdentityPool '{}' not found.", setting.pool)
    );
}

#[tokio::test]
async fn what_is_of_another_pool_is_not_seen_in_this_one() {
    let setting = Setting::new().await;
    let alice = setting.user("alice").await;
    // The same login is somebody else in each pool, and one that a pool has not listed is nobody.
    let unsupported = "NotAuthorizedException: Token is not from a supported provider of this identity pool.";
    let made = json!({ "IdentityPoolName": "other", "AllowUnauthenticatedIdentities": false });
    let pool = setting.world.ok("CreateIdentityPool", made).await["IdentityPoolId"].clone();
    assert_eq!(
        setting.world.refused("GetId", json!({ "IdentityPoolId": pool, "Logins": alice })).await,
        unsupported
    );
}

#[tokio::test]
async fn every_operation_that_takes_logins_says_the_same_of_them() {
    let setting = Setting::new().await;
    setting.publish("accounts.google.com", &[(2, "k1")]);
    let google = |sub: &str| {
        let token = setting.token("accounts.google.com", json!({ "aud": GOOGLE_APP, "sub": sub }));
        json!({ "accounts.google.com": token })
    };
    let id = setting.id(&google("one")).await;
    let alice = setting.user("alice").await;
    setting.id(&merged(alice.clone(), google("two"))).await;
    let absent = "us-east-1:00000000-0000-4000-8000-000000000000";
    let unreachable = json!({ "op.example/tenant": setting.token("op.example/tenant", json!({})) });
    for operation in ["GetCredentialsForIdentity", "GetOpenIdToken", "UnlinkIdentity"] {
        let with = |id: &str, logins: Value| {
            let input = json!({ "IdentityId": id, "Logins": logins });
            match operation {
                "UnlinkIdentity" => merged(input, json!({ "LoginsToRemove": ["accounts.google.com"] })),
                _ => input,
            }
        };
        let refused = async |input: Value| {
            let told = setting.world.refused(operation, input).await;
            told.split_once(':').expect("a code").0.to_owned()
        };
        assert_eq!(refused(with(absent, google("one"))).await, "ResourceNotFoundException");
        assert_eq!(refused(with(&id, google("three"))).await, "NotAuthorizedException");
        assert_eq!(refused(with(&id, json!({ "nobody.example": "x" }))).await, "NotAuthorizedException");
        assert_eq!(refused(with(&id, json!({ "login.example": "x" }))).await, "InvalidParameterException");
        assert_eq!(refused(with(&id, unreachable.clone())).await, "ExternalServiceException");
        if operation != "UnlinkIdentity" {
            let both = merged(google("one"), alice.clone());
            assert_eq!(refused(with(&id, both)).await, "ResourceConflictException");
        }
    }
}
