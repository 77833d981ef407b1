//! Users whom a developer's own server signs in, and the tokens of identities.
//! AWS: the developer guide, "Developer-authenticated identities"; API_GetOpenIdToken and its relatives.

use serde_json::{Value, json};

use super::actors::{Setting, login};
use crate::world::{claims, merged};

const SERVICE: &str = "cognito-identity.amazonaws.com";

/// What a developer's server asks for a user.
async fn developer(setting: &Setting, user: &str, more: Value) -> Value {
    let base = json!({ "IdentityPoolId": setting.pool, "Logins": { "login.example": user } });
    setting.world.ok("GetOpenIdTokenForDeveloperIdentity", merged(base, more)).await
}

async fn refused(setting: &Setting, more: Value) -> String {
    let base = json!({ "IdentityPoolId": setting.pool, "Logins": { "login.example": "ann" } });
    setting.world.refused("GetOpenIdTokenForDeveloperIdentity", merged(base, more)).await
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

#[tokio::test]
async fn a_developers_user_has_one_identity_and_brings_its_token_for_credentials() {
    let setting = Setting::new().await;
    let tags = json!({ "PrincipalTags": { "team": "blue" } });
    let got = developer(&setting, "ann", tags).await;
    let id = text(&got["IdentityId"]);
    assert_eq!(developer(&setting, "ann", json!({})).await["IdentityId"], json!(id));
    let said = claims(&got["Token"]);
    let detail = format!("login.example:{}:ann", setting.pool);
    assert_eq!(said["amr"], json!(["authenticated", "login.example", detail]));
    assert_eq!((said["sub"].clone(), said["aud"].clone()), (json!(id), json!(setting.pool)));
    assert_eq!(said["exp"].as_i64().unwrap() - said["iat"].as_i64().unwrap(), 900);
    assert_eq!(said["https://aws.amazon.com/tags"]["principal_tags"], json!({ "team": ["blue"] }));

    let own = json!({ SERVICE: got["Token"] });
    let (same, session) = setting.session(&id, &own).await;
    assert_eq!(same, id);
    assert_eq!(session.arn(), "arn:aws:sts::000000000000:assumed-role/user/CognitoIdentityCredentials");
    assert_eq!(session.principal_tags["team"], "blue");
    assert_eq!(session.federated[&format!("{SERVICE}:amr")][1], "login.example");
    assert!(session.scope.is_whole());

    // Of another identity, spoilt, with something else, or too old: it proves nothing.
    let guest = setting.id(&json!({})).await;
    let differ = "NotAuthorizedException: Logins don't match. Please include at least one valid login for this identity or \
                  identity pool.";
    assert_eq!(setting.no_session(&guest, own.clone()).await, differ);
    let alice = setting.user("alice").await;
    assert_eq!(
        setting.no_session(&id, merged(own.clone(), alice)).await,
        "InvalidParameterException: Please provide a valid public provider"
    );
    let bent = json!({ SERVICE: format!("{}AAAA", text(&got["Token"])) });
    assert_eq!(setting.no_session(&id, bent).await, "NotAuthorizedException: Invalid login token.");
    setting.world.pass_s(901);
    let late = setting.no_session(&id, own).await;
    assert!(late.starts_with("NotAuthorizedException: Invalid login token. Token expired: "), "{late}");
    let day = developer(&setting, "ann", json!({ "TokenDuration": 86_400 })).await;
    setting.world.pass_s(86_000);
    setting.session(&id, &json!({ SERVICE: day["Token"] })).await;
    // Who was unlinked since is not let in by it.
    let unlink = json!({ "IdentityPoolId": setting.pool, "IdentityId": id, "DeveloperProviderName": "login.example",
                         "DeveloperUserIdentifier": "ann" });
    setting.world.ok("UnlinkDeveloperIdentity", unlink).await;
    assert_eq!(
        setting.no_session(&id, json!({ SERVICE: day["Token"] })).await,
        format!("NotAuthorizedException: Access to Identity '{id}' is forbidden.")
    );
}

#[tokio::test]
async fn a_developer_links_users_to_identities() {
    let setting = Setting::new().await;
    let guest = setting.id(&json!({})).await;
    let got = developer(&setting, "ann", json!({ "IdentityId": guest })).await;
    assert_eq!(got["IdentityId"], json!(guest));
    developer(&setting, "ann2", json!({ "IdentityId": guest })).await;
    // With a login of another kind: both lead there.
    let alice = setting.user("alice").await;
    let both = merged(json!({ "login.example": "ann" }), alice.clone());
    assert_eq!(developer(&setting, "ann", json!({ "Logins": both })).await["IdentityId"], json!(guest));
    assert_eq!(setting.id(&alice).await, guest);

    let other = setting.id(&json!({})).await;
    assert_eq!(
        refused(&setting, json!({ "IdentityId": other })).await,
        "DeveloperUserAlreadyRegisteredException: The developer user is already registered with another identity."
    );
    let needed =
        "InvalidParameterException: Please provide a login of the developer provider of this identity pool.";
    assert_eq!(refused(&setting, json!({ "Logins": alice })).await, needed);
    assert_eq!(
        refused(&setting, json!({ "Logins": { "login.example": "a\u{0}b" } })).await,
        "InvalidParameterException: Invalid developer user identifier."
    );
    let absent = "us-east-1:00000000-0000-4000-8000-000000000000";
    assert_eq!(
        refused(&setting, json!({ "IdentityId": absent })).await,
        format!("ResourceNotFoundException: Identity '{absent}' not found.")
    );
    let outside = json!({ "Logins": merged(json!({ "login.example": "ann" }), json!({ "op.example/tenant": setting.token("op.example/tenant", json!({})) })) });
    assert_eq!(refused(&setting, outside).await, "NotAuthorizedException: Invalid login token.");
}

#[tokio::test]
async fn developers_users_are_looked_up() {
    let setting = Setting::new().await;
    let id = text(&developer(&setting, "ann", json!({})).await["IdentityId"]);
    for user in ["bea", "cleo"] {
        developer(&setting, user, json!({ "IdentityId": id })).await;
    }
    let other = text(&developer(&setting, "dora", json!({})).await["IdentityId"]);
    let of = |more: Value| merged(json!({ "IdentityPoolId": setting.pool }), more);
    let world = &setting.world;
    let all = json!({ "IdentityId": id, "DeveloperUserIdentifierList": ["ann", "bea", "cleo"] });
    for asked in [
        json!({ "IdentityId": id }),
        json!({ "DeveloperUserIdentifier": "bea" }),
        json!({ "IdentityId": id, "DeveloperUserIdentifier": "cleo" }),
    ] {
        assert_eq!(world.ok("LookupDeveloperIdentity", of(asked)).await, all);
    }
    let page = of(json!({ "IdentityId": id, "MaxResults": 2 }));
    let first = world.ok("LookupDeveloperIdentity", page.clone()).await;
    assert_eq!(first["DeveloperUserIdentifierList"], json!(["ann", "bea"]));
    let rest = merged(page, json!({ "NextToken": first["NextToken"] }));
    assert_eq!(
        world.ok("LookupDeveloperIdentity", rest).await["DeveloperUserIdentifierList"],
        json!(["cleo"])
    );

    let differs = of(json!({ "IdentityId": other, "DeveloperUserIdentifier": "ann" }));
    assert_eq!(
        world.refused("LookupDeveloperIdentity", differs).await,
        "ResourceConflictException: The developer user is registered with another identity."
    );
    assert_eq!(
        world.refused("LookupDeveloperIdentity", of(json!({}))).await,
        "InvalidParameterException: One of IdentityId and DeveloperUserIdentifier must be provided."
    );
    assert_eq!(
        world.refused("LookupDeveloperIdentity", of(json!({ "DeveloperUserIdentifier": "nobody" }))).await,
        "ResourceNotFoundException: Developer user identifier 'nobody' not found."
    );
}

#[tokio::test]
async fn developers_users_are_merged_and_unlinked() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let ann = text(&developer(&setting, "ann", json!({})).await["IdentityId"]);
    let bea = text(&developer(&setting, "bea", json!({})).await["IdentityId"]);
    let of = |more: Value| {
        merged(json!({ "IdentityPoolId": setting.pool, "DeveloperProviderName": "login.example" }), more)
    };
    let users = |source: &str, destination: &str| {
        of(json!({ "SourceUserIdentifier": source, "DestinationUserIdentifier": destination }))
    };
    assert_eq!(world.ok("MergeDeveloperIdentities", users("ann", "bea")).await, json!({ "IdentityId": bea }));
    assert_eq!(world.ok("MergeDeveloperIdentities", users("ann", "bea")).await, json!({ "IdentityId": bea }));
    assert_eq!(developer(&setting, "ann", json!({})).await["IdentityId"], json!(bea));
    let forbidden = format!("NotAuthorizedException: Access to Identity '{ann}' is forbidden.");
    assert_eq!(setting.no_session(&ann, json!({})).await, forbidden);
    let missing = "ResourceNotFoundException: Developer user identifier 'cleo' not found.";
    assert_eq!(world.refused("MergeDeveloperIdentities", users("cleo", "bea")).await, missing);
    let elsewhere = merged(users("ann", "bea"), json!({ "DeveloperProviderName": "login.other" }));
    assert_eq!(
        world.refused("MergeDeveloperIdentities", elsewhere).await,
        "InvalidParameterException: login.other is not the developer provider of this identity pool."
    );
    // Two users of one public provider stay two people.
    let (alice, carol) = (setting.user("alice").await, setting.user("carol").await);
    developer(&setting, "ann", json!({ "Logins": merged(alice, json!({ "login.example": "ann" })) })).await;
    developer(&setting, "cleo", json!({ "Logins": merged(carol, json!({ "login.example": "cleo" })) })).await;
    assert_eq!(
        world.refused("MergeDeveloperIdentities", users("cleo", "bea")).await,
        format!(
            "ResourceConflictException: Logins conflict. An identity can have one login of {}.",
            login(&setting.user_pool)
        )
    );
    let unlink = |user: &str| of(json!({ "IdentityId": bea, "DeveloperUserIdentifier": user }));
    world.ok("UnlinkDeveloperIdentity", unlink("ann")).await;
    assert_eq!(
        world.refused("UnlinkDeveloperIdentity", unlink("ann")).await,
        "ResourceNotFoundException: Developer user identifier 'ann' not found."
    );
    assert_ne!(developer(&setting, "ann", json!({})).await["IdentityId"], json!(bea));
    assert_eq!(developer(&setting, "bea", json!({})).await["IdentityId"], json!(bea));
}

#[tokio::test]
async fn an_identity_has_so_many_logins() {
    let setting = Setting::new().await;
    let id = text(&developer(&setting, "0", json!({})).await["IdentityId"]);
    for user in 1..20 {
        developer(&setting, &user.to_string(), json!({ "IdentityId": id })).await;
    }
    let more = json!({ "Logins": { "login.example": "20" }, "IdentityId": id });
    assert_eq!(
        refused(&setting, more).await,
        "ResourceConflictException: An identity can have at most 20 logins."
    );
}

#[tokio::test]
async fn the_basic_flow_gives_a_token_where_the_pool_allows_it() {
    let setting = Setting::new().await;
    let alice = setting.user("alice").await;
    let id = setting.id(&alice).await;
    let asked = json!({ "IdentityId": id, "Logins": alice });
    let world = &setting.world;
    let got = world.ok("GetOpenIdToken", asked.clone()).await;
    assert_eq!(got["IdentityId"], json!(id));
    let said = claims(&got["Token"]);
    assert_eq!(said["iss"], "http://127.0.0.1:7665/identity");
    assert_eq!(said["exp"].as_i64().unwrap() - said["iat"].as_i64().unwrap(), 600);
    assert_eq!(said["amr"][1], json!(login(&setting.user_pool)));
    assert_eq!(
        said["https://cognito-identity.amazonaws.com/identity-pool-arn"],
        format!("arn:aws:cognito-identity:us-east-1:000000000000:identitypool/{}", setting.pool)
    );
    // It opens credentials as the logins do.
    assert_eq!(setting.session(&id, &json!({ SERVICE: got["Token"] })).await.0, id);
    let guest = setting.id(&json!({})).await;
    let guests = world.ok("GetOpenIdToken", json!({ "IdentityId": guest })).await;
    assert_eq!(claims(&guests["Token"])["amr"], json!(["unauthenticated"]));
    let (_, session) = setting.session(&guest, &json!({ SERVICE: guests["Token"] })).await;
    assert!(session.scope.is_guest);
    assert_eq!(
        world.refused("GetOpenIdToken", json!({ "IdentityId": id })).await,
        format!("NotAuthorizedException: Access to Identity '{id}' is forbidden.")
    );

    let mapping = json!({ "accounts.google.com": { "Type": "Token", "AmbiguousRoleResolution": "Deny" } });
    let roles = json!({ "IdentityPoolId": setting.pool, "Roles": {}, "RoleMappings": mapping });
    world.ok("SetIdentityPoolRoles", roles).await;
    assert_eq!(
        world.refused("GetOpenIdToken", asked.clone()).await,
        "InvalidParameterException: Basic (classic) flow is not supported with RoleMappings, please use enhanced flow."
    );
    let update = json!({ "IdentityPoolId": setting.pool, "IdentityPoolName": "app", "AllowUnauthenticatedIdentities": true });
    world.ok("UpdateIdentityPool", update).await;
    assert_eq!(
        world.refused("GetOpenIdToken", asked).await,
        "InvalidParameterException: Basic (classic) flow is not enabled, please use enhanced flow."
    );
}
