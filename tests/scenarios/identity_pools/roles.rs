//! Which role somebody gets, and with which tags.
//! AWS: the developer guide, "Using role-based access control", "Using attributes for access control".

use rules::credentials::{Principal, Session};
use serde_json::{Value, json};

use super::actors::{GOOGLE_APP, ISSUER, Setting, login, role};
use crate::scenarios::iam::TRUST;
use crate::world::merged;

const REFUSED: &str = "NotAuthorizedException: No role of the identity pool is for this login.";
const MISCONFIGURED: &str = "InvalidIdentityPoolConfigurationException: Invalid identity pool configuration. Check \
                             assigned IAM roles for this pool.";

fn role_of(session: &Session) -> &str {
    match &session.principal {
        Principal::Role { arn, .. } => arn,
        Principal::User { .. } => "a user",
    }
}

/// Sets how the roles of one provider are chosen.
async fn map(setting: &Setting, provider: &str, mapping: Value) {
    let roles = json!({ "authenticated": role("user"), "unauthenticated": role("guest") });
    let input =
        json!({ "IdentityPoolId": setting.pool, "Roles": roles, "RoleMappings": { provider: mapping } });
    setting.world.ok("SetIdentityPoolRoles", input).await;
}

fn asked(id: &str, logins: &Value, custom: &str) -> Value {
    json!({ "IdentityId": id, "Logins": logins, "CustomRoleArn": role(custom) })
}

#[tokio::test]
async fn a_tokens_roles_are_the_groups_roles() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let provider = format!("{}:{}", login(&setting.user_pool), setting.client);
    let by_token = |resolution: &str| json!({ "Type": "Token", "AmbiguousRoleResolution": resolution });
    map(&setting, &provider, by_token("Deny")).await;
    let alice = setting.user("alice").await;
    let id = setting.id(&alice).await;
    assert_eq!(setting.no_session(&id, alice.clone()).await, REFUSED);
    map(&setting, &provider, by_token("AuthenticatedRole")).await;
    assert_eq!(role_of(&setting.session(&id, &alice).await.1), role("user"));

    for (group, precedence) in [("first", 1), ("second", 2)] {
        let group = json!({ "UserPoolId": setting.user_pool, "GroupName": group, "Precedence": precedence,
                            "RoleArn": role(group) });
        world.ok("CreateGroup", group.clone()).await;
        let member =
            json!({ "UserPoolId": setting.user_pool, "GroupName": group["GroupName"], "Username": "alice" });
        world.ok("AdminAddUserToGroup", member).await;
    }
    let alice = setting.again("alice").await;
    assert_eq!(role_of(&setting.session(&id, &alice).await.1), role("first"));
    assert_eq!(role_of(&setting.session_of(asked(&id, &alice, "second")).await.1), role("second"));
    assert_eq!(world.refused("GetCredentialsForIdentity", asked(&id, &alice, "user")).await, REFUSED);
    // Groups of the same precedence prefer none.
    let equal = json!({ "UserPoolId": setting.user_pool, "GroupName": "second", "Precedence": 1 });
    world.ok("UpdateGroup", equal).await;
    let alice = setting.again("alice").await;
    assert_eq!(role_of(&setting.session(&id, &alice).await.1), role("user"));
    map(&setting, &provider, by_token("Deny")).await;
    assert_eq!(setting.no_session(&id, alice.clone()).await, REFUSED);
    // Another app's mapping is not this one's.
    let of = json!({ "IdentityPoolId": setting.pool });
    let mut settings = world.ok("DescribeIdentityPool", of).await;
    let other = json!({ "ProviderName": login(&setting.user_pool), "ClientId": "other" });
    settings["CognitoIdentityProviders"].as_array_mut().unwrap().push(other);
    world.ok("UpdateIdentityPool", settings).await;
    map(&setting, &format!("{}:other", login(&setting.user_pool)), by_token("Deny")).await;
    assert_eq!(role_of(&setting.session(&id, &alice).await.1), role("user"));
    assert_eq!(world.refused("GetCredentialsForIdentity", asked(&id, &alice, "first")).await, REFUSED);
}

#[tokio::test]
async fn rules_are_tried_in_their_order() {
    let setting = Setting::new().await;
    setting.publish("accounts.google.com", &[(2, "k1")]);
    let rule = |claim: &str, match_type: &str, value: &str, name: &str| json!({ "Claim": claim, "MatchType": match_type, "Value": value, "RoleARN": role(name) });
    let rules = json!([
        rule("level", "Equals", "7", "seven"),
        rule("hd", "StartsWith", "dev.", "developers"),
        rule("groups", "Contains", "admin", "admins"),
        rule("hd", "NotEqual", "example.com", "others"),
        rule("level", "Equals", "9", "never"),
    ]);
    let mapping = json!({ "Type": "Rules", "AmbiguousRoleResolution": "Deny", "RulesConfiguration": { "Rules": rules } });
    map(&setting, "accounts.google.com", mapping).await;
    let login = |claims: Value| {
        let claims = merged(json!({ "aud": GOOGLE_APP }), claims);
        json!({ "accounts.google.com": setting.token("accounts.google.com", claims) })
    };
    let id = setting.id(&login(json!({}))).await;
    for (claims, name) in [
        (json!({ "level": 7, "hd": "dev.example.com" }), "seven"),
        (json!({ "level": "8", "hd": "dev.example.com" }), "developers"),
        (json!({ "groups": ["users", "admins"], "hd": "example.com" }), "admins"),
        (json!({ "hd": "example.org" }), "others"),
    ] {
        assert_eq!(role_of(&setting.session(&id, &login(claims)).await.1), role(name), "{name}");
    }
    // A claim that is not there differs from nothing.
    assert_eq!(setting.no_session(&id, login(json!({}))).await, REFUSED);
    assert_eq!(setting.no_session(&id, login(json!({ "hd": "example.com", "groups": [] }))).await, REFUSED);
    // Of all that match, one may be asked for.
    let both = login(json!({ "level": 7, "hd": "dev.example.com" }));
    assert_eq!(role_of(&setting.session_of(asked(&id, &both, "others")).await.1), role("others"));
    assert_eq!(setting.world.refused("GetCredentialsForIdentity", asked(&id, &both, "never")).await, REFUSED);
}

#[tokio::test]
async fn a_pool_without_the_role_says_so_and_so_does_a_server_that_does_not_know_it() {
    let setting = Setting::new().await;
    let alice = setting.user("alice").await;
    let id = setting.id(&alice).await;
    let guest = setting.id(&json!({})).await;
    assert_eq!(
        setting.world.refused("GetCredentialsForIdentity", asked(&guest, &json!({}), "user")).await,
        REFUSED
    );
    let set = |roles: Value| json!({ "IdentityPoolId": setting.pool, "Roles": roles });
    setting.world.ok("SetIdentityPoolRoles", set(json!({}))).await;
    assert_eq!(setting.no_session(&id, alice.clone()).await, MISCONFIGURED);
    assert_eq!(setting.no_session(&guest, json!({})).await, MISCONFIGURED);
    let far = json!({ "authenticated": "arn:aws:iam::111111111111:role/user" });
    setting.world.ok("SetIdentityPoolRoles", set(far)).await;
    assert_eq!(setting.no_session(&id, alice.clone()).await, MISCONFIGURED);

    setting.world.ok("SetIdentityPoolRoles", set(json!({ "authenticated": role("user") }))).await;
    setting.session(&id, &alice).await;
    let mut decided = setting.world.inner.config.clone();
    decided.trusts_unknown_roles = false;
    let node = setting.world.beside(decided);
    let input = json!({ "IdentityId": id, "Logins": alice });
    assert_eq!(node.refused("GetCredentialsForIdentity", input).await, MISCONFIGURED);
}

#[tokio::test]
async fn on_faith_goes_no_role_that_iam_knows_of() {
    let setting = Setting::new().await;
    let (world, alice) = (&setting.world, setting.user("alice").await);
    let id = setting.id(&alice).await;
    let choose = async |arn: &str| {
        let roles = json!({ "IdentityPoolId": setting.pool, "Roles": { "authenticated": arn } });
        world.ok("SetIdentityPoolRoles", roles).await;
    };
    let make = |name: &str, trust: &str, path: &str| json!({ "RoleName": name, "AssumeRolePolicyDocument": trust, "Path": path });
    // Refused for a trust in everybody's identity pools.
    let lax = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity"}]}"#;
    choose(&role("Refused")).await;
    setting.session(&id, &alice).await;
    assert!(
        world
            .refused("iam:CreateRole", make("refused", lax, "/"))
            .await
            .starts_with("MalformedPolicyDocument")
    );
    assert_eq!(setting.no_session(&id, alice.clone()).await, MISCONFIGURED);
    // Refused for something else: that says nothing of it.
    choose(&role("Tagged")).await;
    let twice = json!({ "Tags": [{ "Key": "a", "Value": "1" }, { "Key": "A", "Value": "2" }] });
    let told = world.refused("iam:CreateRole", merged(make("Tagged", TRUST, "/"), twice)).await;
    assert!(told.starts_with("InvalidInput: "), "{told}");
    setting.session(&id, &alice).await;
    // There below another path, and in other letters, with a trust in somebody else.
    world.ok("iam:CreateRole", make("Far", TRUST, "/apps/")).await;
    for arn in [role("Far"), role("far"), role("apps/far"), role("apps/Far")] {
        choose(&arn).await;
        assert_eq!(setting.no_session(&id, alice.clone()).await, MISCONFIGURED, "{arn}");
    }
    // Deleted.
    world.ok("iam:DeleteRole", json!({ "RoleName": "Far" })).await;
    choose(&role("Far")).await;
    assert_eq!(setting.no_session(&id, alice.clone()).await, MISCONFIGURED);
    // A role that nobody has spoken of is taken on faith as before.
    choose(&role("elsewhere")).await;
    setting.session(&id, &alice).await;
}

#[tokio::test]
async fn claims_become_tags_of_the_session() {
    let setting = Setting::new().await;
    setting.publish(ISSUER, &[(2, "k1")]);
    let claims = json!({ "custom:team": "blue", "groups": ["a", "b"], "level": 7, "long": "x".repeat(257) });
    let login = json!({ ISSUER: setting.token(ISSUER, claims) });
    let id = setting.id(&login).await;
    assert!(setting.session(&id, &login).await.1.principal_tags.is_empty());
    let map =
        |more: Value| merged(json!({ "IdentityPoolId": setting.pool, "IdentityProviderName": ISSUER }), more);
    let own = json!({ "PrincipalTags": { "team": "custom:team", "groups": "groups", "level": "level",
                                         "none": "absent", "long": "long" } });
    setting.world.ok("SetPrincipalTagAttributeMap", map(own)).await;
    let tags = async || serde_json::to_value(setting.session(&id, &login).await.1.principal_tags).unwrap();
    assert_eq!(tags().await, json!({ "team": "blue", "groups": "a,b", "level": "7" }));
    setting.world.ok("SetPrincipalTagAttributeMap", map(json!({ "UseDefaults": true }))).await;
    assert_eq!(tags().await, json!({ "client": "app", "username": "somebody" }));
}
