//! Assertions of SAML providers as logins: the enhanced flow, the roles that they name, and each gives credentials once.
//! AWS: the developer guide, "SAML providers as an identity pool IdP".

use rules::credentials::Session;
use serde_json::{Value, json};

use super::actors::{Setting, role};
use crate::world::assertions::{Assertion, PROVIDER, register, trust};

const SPENT: &str = "NotAuthorizedException: Invalid login token. Token was used before.";
const REFUSED: &str = "NotAuthorizedException: No role of the identity pool is for this login.";
const INVALID: &str = "NotAuthorizedException: Invalid login token.";

/// An identity pool that takes the provider's assertions.
async fn setting() -> Setting {
    let setting = Setting::with(json!({ "SamlProviderARNs": [PROVIDER] })).await;
    register(&setting.world).await;
    setting
}

fn of(assertion: &Assertion) -> Value {
    json!({ PROVIDER: assertion.encoded() })
}

fn alice(setting: &Setting, roles: &[&str]) -> Assertion {
    let roles: Vec<String> = roles.iter().map(|name| role(name)).collect();
    Assertion::new(&setting.world, "alice", &roles.iter().map(String::as_str).collect::<Vec<_>>())
}

fn role_of(session: &Session) -> String {
    session.arn().split('/').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn an_assertion_leads_to_an_identity_and_gives_credentials_once() {
    let setting = setting().await;
    let first = of(&alice(&setting, &["named"]));
    let id = setting.id(&first).await;
    assert_eq!(setting.id(&first).await, id);
    let (same, session) = setting.session(&id, &first).await;
    assert_eq!((same, role_of(&session)), (id.clone(), "named".to_owned()));
    assert_eq!(session.federated["saml:sub"], ["alice"]);
    assert_eq!(session.federated["cognito-identity.amazonaws.com:amr"][1], PROVIDER);
    // Whoever gets hold of it afterwards gets nothing, nor does it link anything.
    assert_eq!(setting.no_session(&id, first.clone()).await, SPENT);
    assert_eq!(setting.no_id(first.clone()).await, SPENT);
    let guest = setting.id(&json!({})).await;
    assert_eq!(setting.no_session(&guest, first).await, SPENT);
    let described = setting.world.ok("DescribeIdentity", json!({ "IdentityId": guest })).await;
    assert_eq!(described["Logins"], json!(null));
    // The next one is the same person.
    let next = of(&alice(&setting, &["named"]));
    assert_eq!(setting.id(&next).await, id);
    let other = setting.world.beside(setting.world.inner.config.clone());
    let input = json!({ "IdentityId": id, "Logins": next });
    let (one, two) = tokio::join!(
        setting.world.call("GetCredentialsForIdentity", input.clone()),
        other.call("GetCredentialsForIdentity", input)
    );
    assert_eq!([&one, &two].iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!([one, two].contains(&Err(SPENT.to_owned())));
    // What STS has taken, a pool does not take, and the other way round.
    let conditions = trust(json!({}));
    let made = json!({ "RoleName": "named", "AssumeRolePolicyDocument": conditions });
    setting.world.ok("iam:CreateRole", made).await;
    let assertion = alice(&setting, &["named"]);
    let by_sts =
        json!({ "RoleArn": role("named"), "PrincipalArn": PROVIDER, "SAMLAssertion": assertion.encoded() });
    setting.world.ok("sts:AssumeRoleWithSAML", by_sts).await;
    assert_eq!(setting.no_id(of(&assertion)).await, SPENT);
}

#[tokio::test]
async fn the_role_is_what_the_assertion_names_or_the_pools_mapping_finds() {
    let setting = setting().await;
    let id = setting.id(&of(&alice(&setting, &[]))).await;
    let session = async |assertion: Assertion| role_of(&setting.session(&id, &of(&assertion)).await.1);
    // Nothing is named: the pool's own.
    assert_eq!(session(alice(&setting, &[])).await, "user");
    assert_eq!(session(alice(&setting, &["one"])).await, "one");
    assert_eq!(setting.no_session(&id, of(&alice(&setting, &["one", "two"]))).await, REFUSED);
    let custom = |assertion: Assertion, name: &str| json!({ "IdentityId": id, "Logins": of(&assertion), "CustomRoleArn": role(name) });
    let two = custom(alice(&setting, &["one", "two"]), "two");
    assert_eq!(role_of(&setting.session_of(two).await.1), "two");
    let third = custom(alice(&setting, &["one", "two"]), "three");
    assert_eq!(setting.world.refused("GetCredentialsForIdentity", third).await, REFUSED);
    // An attribute that is called as our own claims are names no role.
    let sly = alice(&setting, &["one", "two"]).saying("cognito:preferred_role", &[&role("three")]);
    assert_eq!(setting.no_session(&id, of(&sly)).await, REFUSED);

    let rule =
        json!({ "Claim": "department", "MatchType": "Contains", "Value": "ops", "RoleARN": role("ops") });
    let mapping = json!({ PROVIDER: { "Type": "Rules", "AmbiguousRoleResolution": "Deny",
                                      "RulesConfiguration": { "Rules": [rule] } } });
    let roles = json!({ "authenticated": role("user") });
    let set = json!({ "IdentityPoolId": setting.pool, "Roles": roles, "RoleMappings": mapping });
    setting.world.ok("SetIdentityPoolRoles", set).await;
    assert_eq!(session(alice(&setting, &["one"]).saying("department", &["dev", "ops"])).await, "ops");
    assert_eq!(setting.no_session(&id, of(&alice(&setting, &["one"]))).await, REFUSED);

    // Claims become tags.
    let tags = json!({ "IdentityPoolId": setting.pool, "IdentityProviderName": PROVIDER,
                       "PrincipalTags": { "dept": "department", "who": "sub" } });
    setting.world.ok("SetPrincipalTagAttributeMap", tags).await;
    let tagged = of(&alice(&setting, &[]).saying("department", &["ops"]));
    let tags = setting.session(&id, &tagged).await.1.principal_tags;
    assert_eq!((tags["dept"].as_str(), tags["who"].as_str()), ("ops", "alice"));
}

#[tokio::test]
async fn a_role_that_is_kept_here_trusts_the_pool_or_the_provider() {
    let setting = setting().await;
    let world = &setting.world;
    let id = setting.id(&of(&alice(&setting, &["r"]))).await;
    let make = async |conditions: Value| {
        let _ = world.call("iam:DeleteRole", json!({ "RoleName": "r" })).await;
        let input = json!({ "RoleName": "r", "AssumeRolePolicyDocument": trust(conditions) });
        world.ok("iam:CreateRole", input).await;
    };
    make(json!({ "StringEquals": { "saml:sub": "bob" } })).await;
    assert!(
        setting
            .no_session(&id, of(&alice(&setting, &["r"])))
            .await
            .starts_with("InvalidIdentityPoolConfigurationException: ")
    );
    make(json!({ "StringEquals": { "saml:sub": "alice" } })).await;
    setting.session(&id, &of(&alice(&setting, &["r"]))).await;
    // The provider alone, not whoever else is linked to the identity.
    let user = setting.user("carol").await;
    let carol = setting.id(&user).await;
    let roles = json!({ "IdentityPoolId": setting.pool, "Roles": { "authenticated": role("r") } });
    world.ok("SetIdentityPoolRoles", roles).await;
    assert!(
        setting.no_session(&carol, user).await.starts_with("InvalidIdentityPoolConfigurationException: ")
    );
}

#[tokio::test]
async fn what_proves_nothing_is_refused() {
    let setting = setting().await;
    let right = alice(&setting, &["one"]);
    for (wrong, expected) in [
        (Assertion { key: 1, ..right.clone() }, INVALID),
        (
            Assertion { issuer: "https://other.example".to_owned(), ..right.clone() },
            "NotAuthorizedException: Invalid login token. Issuer doesn't match providerName",
        ),
        (
            Assertion { audience: "other".to_owned(), ..right.clone() },
            "NotAuthorizedException: Invalid login token. Incorrect token audience.",
        ),
        (
            Assertion { not_on_or_after: right.issued_at - 301, ..right.clone() },
            "NotAuthorizedException: Invalid login token. Token is no longer valid.",
        ),
    ] {
        assert_eq!(setting.no_id(of(&wrong)).await, expected);
    }
    let old = setting.no_id(of(&Assertion { issued_at: right.issued_at - 300, ..right.clone() })).await;
    assert!(old.starts_with("NotAuthorizedException: Invalid login token. Token expired: "), "{old}");
    let unreadable = "NotAuthorizedException: Invalid login token. Can't parse.";
    assert_eq!(setting.no_id(json!({ PROVIDER: "%" })).await, unreadable);
    assert_eq!(setting.no_id(json!({ PROVIDER: "bm9uZQ==" })).await, unreadable);
    let unknown = "arn:aws:iam::000000000000:saml-provider/other";
    let unsupported = "NotAuthorizedException: Token is not from a supported provider of this identity pool.";
    assert_eq!(setting.no_id(json!({ unknown: right.encoded() })).await, unsupported);
    // The basic flow has no words for it.
    let id = setting.id(&of(&right)).await;
    let input = json!({ "IdentityId": id, "Logins": of(&right) });
    let basic = "InvalidParameterException: Logins by SAML are taken by the enhanced flow alone.";
    assert_eq!(setting.world.refused("GetOpenIdToken", input).await, basic);
    let named = json!({ "SAMLProviderArn": PROVIDER });
    setting.world.ok("iam:DeleteSAMLProvider", named).await;
    assert_eq!(setting.no_id(of(&right)).await, unsupported);
}
