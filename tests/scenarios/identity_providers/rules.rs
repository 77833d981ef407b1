//! What all providers have in common: names, identifiers, mappings, lists, and the clients that name them.

use serde_json::{Value, json};

use super::{described, named, oidc, social, with_details};
use crate::world::{World, merged};

#[tokio::test]
async fn social_providers_are_completed_as_aws_does() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    for (kind, claim, added) in [
        (
            "Google",
            "sub",
            json!({
                "attributes_url": "https://people.googleapis.com/v1/people/me?personFields=",
                "attributes_url_add_attributes": "true",
                "authorize_url": "https://accounts.google.com/o/oauth2/v2/auth",
                "oidc_issuer": "https://accounts.google.com", "token_request_method": "POST",
                "token_url": "https://www.googleapis.com/oauth2/v4/token",
            }),
        ),
        (
            "LoginWithAmazon",
            "user_id",
            json!({
                "attributes_url": "https://api.amazon.com/user/profile", "attributes_url_add_attributes": "false",
                "authorize_url": "https://www.amazon.com/ap/oa", "token_request_method": "POST",
                "token_url": "https://api.amazon.com/auth/o2/token",
            }),
        ),
        (
            "SignInWithApple",
            "sub",
            json!({
                "attributes_url_add_attributes": "false", "authorize_url": "https://appleid.apple.com/auth/authorize",
                "oidc_issuer": "https://appleid.apple.com", "token_request_method": "POST",
                "token_url": "https://appleid.apple.com/auth/token",
            }),
        ),
    ] {
        let input = social(&pool, kind);
        let made = world.ok("CreateIdentityProvider", input.clone()).await["IdentityProvider"].clone();
        let mut details = merged(input["ProviderDetails"].clone(), added);
        details.as_object_mut().unwrap().remove("private_key");
        assert_eq!(made["ProviderDetails"], details, "{kind}");
        assert_eq!(made["AttributeMapping"], json!({ "username": claim }));
        assert_eq!(described(&world, &pool, kind).await, made);
    }
    let versioned = with_details(social(&pool, "Facebook"), json!({ "api_version": "v20.0" }));
    let made = world.ok("CreateIdentityProvider", versioned).await["IdentityProvider"].clone();
    assert_eq!(made["ProviderDetails"]["attributes_url"], "https://graph.facebook.com/v20.0/me?fields=");
    assert_eq!(made["ProviderDetails"]["authorize_url"], "https://www.facebook.com/v20.0/dialog/oauth");
    assert_eq!(made["AttributeMapping"], json!({ "username": "id" }));
    let keyless =
        with_details(social(&world.pool(json!({})).await, "SignInWithApple"), json!({ "private_key": null }));
    assert_eq!(
        world.refused("CreateIdentityProvider", keyless).await,
        "InvalidParameterException: ProviderDetails is missing private_key."
    );
}

#[tokio::test]
async fn apples_private_key_stays_when_what_was_shown_is_sent_back() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.ok("CreateIdentityProvider", social(&pool, "SignInWithApple")).await;
    let mut shown = described(&world, &pool, "SignInWithApple").await["ProviderDetails"].clone();
    shown["authorize_scopes"] = json!("email");
    let input = merged(named(&pool, "SignInWithApple"), json!({ "ProviderDetails": shown }));
    // The second finds what the first has kept.
    for _ in 0..2 {
        world.ok("UpdateIdentityProvider", input.clone()).await;
    }
    assert_eq!(described(&world, &pool, "SignInWithApple").await["ProviderDetails"], shown);
    for other in [
        json!({ "client_id": "other" }),
        json!({ "team_id": "other" }),
        json!({ "key_id": "other" }),
        json!({ "token_url": "https://other.example/token" }),
    ] {
        assert_eq!(
            world.refused("UpdateIdentityProvider", with_details(input.clone(), other)).await,
            "InvalidParameterException: ProviderDetails is missing private_key."
        );
    }
}

#[tokio::test]
async fn what_create_sends_comes_back_and_an_update_changes_what_it_names() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let mapping = json!({ "email": "mail", "custom:team": "https://idp.example/team", "username": "sub" });
    let team = json!({ "Name": "team", "AttributeDataType": "String", "Mutable": true });
    world.ok("AddCustomAttributes", json!({ "UserPoolId": pool, "CustomAttributes": [team] })).await;
    let input = merged(
        oidc(&pool, "Corporate"),
        json!({ "AttributeMapping": mapping, "IdpIdentifiers": ["example.com", "corp"],
                "AcrMapping": { "Level2": "two-factors" } }),
    );
    let made = world.ok("CreateIdentityProvider", input.clone()).await["IdentityProvider"].clone();
    for member in
        ["UserPoolId", "ProviderName", "ProviderType", "AttributeMapping", "IdpIdentifiers", "AcrMapping"]
    {
        assert_eq!(made[member], input[member]);
    }
    let shown = with_details(input.clone(), json!({ "attributes_url_add_attributes": "false" }));
    assert_eq!(made["ProviderDetails"], shown["ProviderDetails"]);
    assert_eq!(described(&world, &pool, "Corporate").await, made);

    world.pass_s(60);
    let change = merged(named(&pool, "Corporate"), json!({ "AttributeMapping": { "name": "cn" } }));
    let changed = world.ok("UpdateIdentityProvider", change).await["IdentityProvider"].clone();
    assert_eq!(changed["AttributeMapping"], json!({ "name": "cn" }));
    for member in ["ProviderDetails", "IdpIdentifiers", "AcrMapping", "CreationDate"] {
        assert_eq!(changed[member], made[member]);
    }
    assert!(changed["LastModifiedDate"].as_f64() > made["LastModifiedDate"].as_f64());
    assert_eq!(described(&world, &pool, "Corporate").await, changed);

    // Details are given whole: what they leave out is gone, and no secret stays behind a new address.
    let moved = json!({ "token_url": "https://elsewhere.example/t", "client_secret": null });
    let details = with_details(input, moved)["ProviderDetails"].clone();
    let change = merged(named(&pool, "Corporate"), json!({ "ProviderDetails": details }));
    let changed =
        world.ok("UpdateIdentityProvider", change).await["IdentityProvider"]["ProviderDetails"].clone();
    assert_eq!(changed.get("client_secret"), None);
    assert_eq!(changed["token_url"], "https://elsewhere.example/t");
}

#[tokio::test]
async fn identifiers_find_one_provider() {
    let world = World::new();
    let (pool, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    let with = |pool: &str, name: &str, identifiers: Value| {
        merged(oidc(pool, name), json!({ "IdpIdentifiers": identifiers }))
    };
    let by = |identifier: &str| json!({ "UserPoolId": pool, "IdpIdentifier": identifier });
    world.ok("CreateIdentityProvider", with(&pool, "First", json!(["a.example", "b.example"]))).await;
    world.ok("CreateIdentityProvider", with(&other, "First", json!(["a.example"]))).await;
    let found = world.ok("GetIdentityProviderByIdentifier", by("b.example")).await;
    assert_eq!(found["IdentityProvider"], described(&world, &pool, "First").await);

    let taken = "InvalidParameterException: Identity provider identifiers must be unique in the user pool.";
    for identifiers in [json!(["a.example"]), json!(["c.example", "c.example"])] {
        let second = with(&pool, "Second", identifiers);
        assert_eq!(world.refused("CreateIdentityProvider", second).await, taken);
    }
    world.ok("CreateIdentityProvider", with(&pool, "Second", json!(["c.example"]))).await;
    let change = |identifiers| merged(named(&pool, "Second"), json!({ "IdpIdentifiers": identifiers }));
    assert_eq!(world.refused("UpdateIdentityProvider", change(json!(["b.example"]))).await, taken);
    world.ok("UpdateIdentityProvider", change(json!(["d.example"]))).await;
    let found = world.ok("GetIdentityProviderByIdentifier", by("d.example")).await;
    assert_eq!(found["IdentityProvider"]["ProviderName"], "Second");
    let unknown = "ResourceNotFoundException: Identity provider c.example does not exist.";
    assert_eq!(world.refused("GetIdentityProviderByIdentifier", by("c.example")).await, unknown);
    world.ok("UpdateIdentityProvider", change(json!([]))).await;
    assert!(described(&world, &pool, "Second").await.get("IdpIdentifiers").is_none());
    world.ok("UpdateIdentityProvider", change(json!(["d.example"]))).await;
    world.ok("DeleteIdentityProvider", named(&pool, "Second")).await;
    world.ok("CreateIdentityProvider", with(&pool, "Third", json!(["d.example"]))).await;
}

#[tokio::test]
async fn names_follow_aws() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let refused = async |input| world.refused("CreateIdentityProvider", input).await;
    let other = merged(social(&pool, "Google"), json!({ "ProviderName": "Mine" }));
    assert_eq!(refused(other).await, "InvalidParameterException: Provider Mine cannot be of type Google.");
    for reserved in ["Google", "Facebook", "COGNITO", "Cognito"] {
        assert_eq!(
            refused(oidc(&pool, reserved)).await,
            format!("InvalidParameterException: Provider {reserved} cannot be of type OIDC.")
        );
    }
    for short in ["ab", "_abc", "a_b_c", " abc"] {
        assert!(refused(oidc(&pool, short)).await.contains("'providerName' failed to satisfy constraint"));
    }
    assert_eq!(
        refused(oidc(&pool, "ab\u{7}c")).await,
        "InvalidParameterException: ProviderName contains an invalid character."
    );
    world.ok("CreateIdentityProvider", oidc(&pool, "Mine")).await;
    assert_eq!(
        refused(oidc(&pool, "Mine")).await,
        format!("DuplicateProviderException: Mine already exists in user pool {pool}")
    );
    world.ok("CreateIdentityProvider", oidc(&world.pool(json!({})).await, "Mine")).await;
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    for operation in ["DescribeIdentityProvider", "UpdateIdentityProvider", "DeleteIdentityProvider"] {
        assert_eq!(
            world.refused(operation, named(&pool, "Nobody")).await,
            "ResourceNotFoundException: Identity provider Nobody does not exist."
        );
    }
    let nowhere = "us-east-1_nothing00";
    for (operation, input) in [
        ("CreateIdentityProvider", oidc(nowhere, "Mine")),
        ("DescribeIdentityProvider", named(nowhere, "Mine")),
        ("UpdateIdentityProvider", named(nowhere, "Mine")),
        ("DeleteIdentityProvider", named(nowhere, "Mine")),
        ("ListIdentityProviders", json!({ "UserPoolId": nowhere })),
        ("GetIdentityProviderByIdentifier", json!({ "UserPoolId": nowhere, "IdpIdentifier": "i" })),
    ] {
        assert_eq!(
            world.refused(operation, input).await,
            format!("ResourceNotFoundException: User pool {nowhere} does not exist.")
        );
    }
}

#[tokio::test]
async fn mappings_name_attributes_of_the_pool() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let mapped = |mapping: Value| merged(oidc(&pool, "Mine"), json!({ "AttributeMapping": mapping }));
    let wrong = json!({ "custom:one": "a", "email": "b", "sub": "c" });
    let text = "InvalidParameterException: AttributeMapping contains invalid mapping: [custom:one, sub]";
    assert_eq!(world.refused("CreateIdentityProvider", mapped(wrong.clone())).await, text);
    let right = json!({ "email": "mail", "email_verified": "verified", "username": "sub" });
    world.ok("CreateIdentityProvider", mapped(right.clone())).await;
    let change = merged(named(&pool, "Mine"), json!({ "AttributeMapping": wrong }));
    assert_eq!(world.refused("UpdateIdentityProvider", change).await, text);
    assert_eq!(described(&world, &pool, "Mine").await["AttributeMapping"], right);
    let levels = json!({ "AcrMapping": { "Level1": "low" } });
    assert_eq!(
        world.refused("CreateIdentityProvider", merged(social(&pool, "Google"), levels)).await,
        "InvalidParameterException: AcrMapping can only be set for OIDC providers."
    );
}

#[tokio::test]
async fn lists_go_page_by_page() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let names = ["Alpha", "Beta", "Gamma", "Google", "Omega"];
    for name in names {
        let input = if name == "Google" { social(&pool, name) } else { oidc(&pool, name) };
        world.ok("CreateIdentityProvider", input).await;
    }
    let (mut seen, mut input) = (Vec::new(), json!({ "UserPoolId": pool, "MaxResults": 2 }));
    loop {
        let page = world.ok("ListIdentityProviders", input.clone()).await;
        for entry in page["Providers"].as_array().unwrap() {
            let shown = described(&world, &pool, entry["ProviderName"].as_str().unwrap()).await;
            for member in ["ProviderType", "CreationDate", "LastModifiedDate"] {
                assert_eq!(entry[member], shown[member]);
            }
            assert_eq!(entry.get("ProviderDetails"), None);
            seen.push(entry["ProviderName"].as_str().unwrap().to_owned());
        }
        match page.get("NextToken") {
            Some(token) => input["NextToken"] = token.clone(),
            None => break,
        }
    }
    assert_eq!(seen, names);
    input["NextToken"] = json!("strange");
    assert_eq!(
        world.refused("ListIdentityProviders", input).await,
        "InvalidParameterException: Invalid pagination token."
    );
}

#[tokio::test]
async fn clients_name_providers_of_their_pool_until_those_are_deleted() {
    let world = World::new();
    let (pool, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    world.ok("CreateIdentityProvider", oidc(&other, "Foreign")).await;
    for input in [oidc(&pool, "Mine"), social(&pool, "Google")] {
        world.ok("CreateIdentityProvider", input).await;
    }
    let both = json!({ "SupportedIdentityProviders": ["COGNITO", "Mine", "Google"] });
    let client = world.client(&pool, both).await;
    let asked = json!({ "UserPoolId": pool, "ClientId": client });
    for name in ["Foreign", "mine", "Cognito"] {
        let text =
            format!("InvalidParameterException: The provider {name} does not exist for User Pool {pool}.");
        let input = merged(asked.clone(), json!({ "SupportedIdentityProviders": ["COGNITO", name] }));
        assert_eq!(world.refused("UpdateUserPoolClient", input.clone()).await, text);
        let input = merged(input, json!({ "ClientName": "c" }));
        assert_eq!(world.refused("CreateUserPoolClient", input).await, text);
    }
    world.ok("DeleteIdentityProvider", named(&pool, "Mine")).await;
    let shown = world.ok("DescribeUserPoolClient", asked.clone()).await["UserPoolClient"].clone();
    assert_eq!(shown["SupportedIdentityProviders"], json!(["COGNITO", "Google"]));
    let again = merged(asked, json!({ "SupportedIdentityProviders": ["Mine"] }));
    assert_eq!(
        world.refused("UpdateUserPoolClient", again).await,
        format!("InvalidParameterException: The provider Mine does not exist for User Pool {pool}.")
    );
}

#[tokio::test]
async fn a_provider_has_a_group_that_outlives_it() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.ok("CreateIdentityProvider", oidc(&pool, "Mine")).await;
    let group = json!({ "UserPoolId": pool, "GroupName": format!("{pool}_Mine") });
    let made = world.ok("GetGroup", group.clone()).await["Group"].clone();
    assert_eq!(made["Description"], "Autogenerated group for users who sign in using Mine");
    world.user(&pool, "alice").await;
    world.ok("AdminAddUserToGroup", merged(group.clone(), json!({ "Username": "alice" }))).await;
    world.ok("DeleteIdentityProvider", named(&pool, "Mine")).await;
    world.ok("CreateIdentityProvider", oidc(&pool, "Mine")).await;
    let users = world.ok("ListUsersInGroup", group).await;
    assert_eq!(users["Users"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn secrets_are_sealed_at_rest() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let secret =
        with_details(oidc(&pool, "Mine"), json!({ "client_secret": "very-secret-text", "note": "a\u{0}b" }));
    let made = world.ok("CreateIdentityProvider", secret).await["IdentityProvider"].clone();
    assert_eq!(made["ProviderDetails"]["note"], "a\u{0}b");
    let row =
        store::identity_providers::get(&world.inner.store.read(), &pool, "Mine").await.unwrap().unwrap();
    for text in ["very-secret-text", "https://idp.example"] {
        assert!(!row.details.windows(text.len()).any(|part| part == text.as_bytes()));
        assert!(!row.settings.contains(text));
    }
    assert_eq!(described(&world.restarted(), &pool, "Mine").await, made);
}

#[tokio::test]
async fn a_pool_has_three_hundred_providers_at_most() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.ok("CreateIdentityProvider", oidc(&pool, "Mine")).await;
    let kept = &world.inner.store;
    let mut row = store::identity_providers::get(&kept.read(), &pool, "Mine").await.unwrap().unwrap();
    let mut batch = store::Batch::new(world.now(), [1; 16]);
    for n in 1..300 {
        row.name = format!("other{n}");
        store::identity_providers::insert(&mut batch, &row, &[]);
    }
    kept.commit(batch).await.unwrap();
    assert_eq!(
        world.refused("CreateIdentityProvider", oidc(&pool, "Last")).await,
        "LimitExceededException: A user pool can have at most 300 identity providers."
    );
}
