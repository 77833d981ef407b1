//! The profile that a provider's people have: how it comes to be, what is written at each sign-in, whose it is.
//! AWS: the developer guide, "Mapping IdP attributes to profiles and tokens" and "Linking federated users".

use serde_json::{Value, json};

use super::super::hosted::PREFIX;
use super::{Stage, alice, attribute, error, plain, stage, watched};
use crate::world::provider::within;
use crate::world::{PASSWORD, World, by_password, merged};

async fn listed(world: &World, pool: &str) -> Vec<String> {
    let listed = world.ok("ListUsers", json!({ "UserPoolId": pool })).await;
    let name = |user: &Value| user["Username"].as_str().unwrap().to_owned();
    listed["Users"].as_array().unwrap().iter().map(name).collect()
}

#[tokio::test]
async fn the_first_sign_in_makes_the_profile_and_the_next_finds_it() {
    let world = World::new();
    let stage = stage(&world, (watched(), json!({}), json!({}))).await;
    let (first, _) = stage.tokens(&world, alice()).await;
    let user = stage.user(&world, "Corp_A-1").await;
    assert_eq!(
        (&user["UserStatus"], attribute(&user, "sub")),
        (&json!("EXTERNAL_PROVIDER"), first["sub"].as_str())
    );
    let identities: Value = serde_json::from_str(attribute(&user, "identities").unwrap()).unwrap();
    assert_eq!((&identities[0]["primary"], &identities[0]["issuer"]), (&json!(true), &json!(null)));
    assert_eq!(
        (attribute(&user, "email"), attribute(&user, "email_verified")),
        (Some("Alice@Corp.example"), Some("false"))
    );
    let groups = json!({ "UserPoolId": stage.pool, "Username": "Corp_A-1" });
    let groups = world.ok("AdminListGroupsForUser", groups).await;
    assert_eq!(groups["Groups"][0]["GroupName"], json!(format!("{}_Corp", stage.pool)));

    // What has changed is written, what is gone stays, what is empty is emptied.
    let person = json!({ "sub": "A-1", "email": "new@corp.example", "name": "" });
    let (second, _) = stage.tokens(&world, person).await;
    assert_eq!(second["sub"], first["sub"]);
    stage.tokens(&world, json!({ "sub": "A-1" })).await;
    let user = stage.user(&world, "Corp_A-1").await;
    assert_eq!((attribute(&user, "email"), attribute(&user, "name")), (Some("new@corp.example"), Some("")));
    assert_eq!(listed(&world, &stage.pool).await, ["Corp_A-1"]);

    // AWS: no password, and so none to forget or to sign in with.
    let refused = world.refused("InitiateAuth", by_password(&stage.client, "Corp_A-1", PASSWORD)).await;
    assert_eq!(refused, "NotAuthorizedException: Incorrect username or password.");
    let history = json!({ "UserPoolId": stage.pool, "Username": "Corp_A-1" });
    let history = world.ok("AdminListUserAuthEvents", history).await;
    let events = history["AuthEvents"].as_array().unwrap();
    let passed = events.iter().filter(|event| event["EventResponse"] == "Pass").count();
    assert_eq!((events.len(), passed), (4, 3), "{events:?}");
}

#[tokio::test]
async fn names_are_folded_where_case_does_not_count_and_two_subjects_stay_two_people() {
    let world = World::new();
    let pool = json!({ "UsernameConfiguration": { "CaseSensitive": false } });
    let stage = stage(&world, (pool, json!({}), json!({}))).await;
    let (id, _) = stage.tokens(&world, alice()).await;
    assert_eq!((&id["cognito:username"], &id["email"]), (&json!("corp_a-1"), &json!("alice@corp.example")));
    let other = stage.come(&world, merged(alice(), json!({ "sub": "a-1" }))).await;
    assert_eq!(error(&other).1, "Already found an entry for username corp_a-1");
}

#[tokio::test]
async fn a_user_who_took_the_name_of_a_profile_is_not_it() {
    let world = World::new();
    let stage = plain(&world).await;
    world.user(&stage.pool, "Corp_A-1").await;
    let told = error(&stage.come(&world, alice()).await);
    assert_eq!(
        told,
        ("invalid_request".to_owned(), "Already found an entry for username Corp_A-1".to_owned())
    );
}

async fn with(world: &World, schema: Value, mapping: Value, client: Value) -> Stage {
    let pool = json!({ "Schema": schema });
    let base = json!({ "email": "email", "email_verified": "email_verified" });
    stage(world, (pool, client, json!({ "AttributeMapping": merged(base, mapping) }))).await
}

#[tokio::test]
async fn claims_become_attributes_in_the_form_that_each_has() {
    let world = World::new();
    let custom = |name: &str| json!({ "Name": name, "AttributeDataType": "String", "Mutable": true });
    let schema = json!([custom("groups"), custom("roles"), custom("token"), custom("level"), custom("flag")]);
    let mapping = json!({
        "custom:groups": "groups", "custom:roles": "roles", "custom:level": "level", "custom:flag": "flag",
        "custom:token": "access_token", "address": "address", "username": "name",
    });
    let stage = with(&world, schema, mapping, json!({})).await;
    let person = json!({
        "groups": ["a b", "x,y", "z"], "roles": ["one"], "level": 7, "flag": true, "email_verified": true,
        "address": { "formatted": "1 Road", "country": "NL" },
    });
    stage.tokens(&world, merged(alice(), person)).await;
    let user = stage.user(&world, "Corp_A-1").await;
    for (name, value) in [
        ("custom:groups", "[a+b,x%2Cy,z]"),
        ("custom:roles", "one"),
        ("custom:level", "7"),
        ("custom:flag", "true"),
        ("custom:token", "access-0"),
        ("address", "1 Road"),
        ("email_verified", "true"),
    ] {
        assert_eq!(attribute(&user, name), Some(value), "{name}");
    }
    // Whoever vouches for the old address has said nothing of the new one.
    let person = json!({ "sub": "A-1", "email": "other@corp.example" });
    stage.tokens(&world, person).await;
    let user = stage.user(&world, "Corp_A-1").await;
    assert_eq!(
        (attribute(&user, "email"), attribute(&user, "email_verified")),
        (Some("other@corp.example"), Some("false"))
    );
    for said in [json!("yes"), json!(1), json!(["true", "true"]), json!("")] {
        stage
            .tokens(&world, json!({ "sub": "A-1", "email": "other@corp.example", "email_verified": said }))
            .await;
        let user = stage.user(&world, "Corp_A-1").await;
        assert_eq!(attribute(&user, "email_verified"), Some("false"), "{said}");
    }
}

#[tokio::test]
async fn what_cannot_change_is_an_error_only_where_it_would_change() {
    let world = World::new();
    let schema = json!([{ "Name": "staff", "AttributeDataType": "String", "Mutable": false }]);
    let stage = with(&world, schema, json!({ "custom:staff": "staff" }), json!({})).await;
    let person = |staff: &str| merged(alice(), json!({ "staff": staff }));
    stage.tokens(&world, person("1")).await;
    stage.tokens(&world, person("1")).await;
    let told = error(&stage.come(&world, person("2")).await);
    assert_eq!(
        told,
        ("invalid_request".to_owned(), "user.custom:staff: Attribute cannot be updated.".to_owned())
    );
    assert_eq!(attribute(&stage.user(&world, "Corp_A-1").await, "custom:staff"), Some("1"));
    let long = merged(alice(), json!({ "sub": "L", "staff": "x".repeat(2_049) }));
    assert_eq!(error(&stage.come(&world, long).await).0, "invalid_request");
    let nul = merged(alice(), json!({ "sub": "N", "staff": "a\u{0}" }));
    assert_eq!(error(&stage.come(&world, nul).await).0, "invalid_request");
    let fine = merged(alice(), json!({ "sub": "F", "staff": "x".repeat(2_048) }));
    stage.tokens(&world, fine).await;
    let wrong = merged(alice(), json!({ "sub": "W", "email": "no address" }));
    assert_eq!(error(&stage.come(&world, wrong).await).1, "Invalid email address format.");
}

#[tokio::test]
async fn what_the_client_may_not_write_is_left_out_without_a_word() {
    let world = World::new();
    let schema = json!([{ "Name": "role", "AttributeDataType": "String", "Mutable": true }]);
    let client = json!({ "WriteAttributes": ["email"] });
    let stage = with(&world, schema, json!({ "custom:role": "role", "name": "name" }), client).await;
    stage.tokens(&world, merged(alice(), json!({ "role": "admin" }))).await;
    let user = stage.user(&world, "Corp_A-1").await;
    assert_eq!((attribute(&user, "custom:role"), attribute(&user, "name")), (None, None));
    assert_eq!(attribute(&user, "email_verified"), Some("true"));
}

#[tokio::test]
async fn what_is_required_and_not_said_is_asked_for_on_a_page() {
    let world = World::new();
    let schema = json!([
        { "Name": "email", "AttributeDataType": "String", "Required": true, "Mutable": true },
        { "Name": "birthdate", "AttributeDataType": "String", "Required": true, "Mutable": true },
    ]);
    let stage = with(&world, schema, json!({}), json!({})).await;
    let mut browser =
        stage.come(&world, json!({ "sub": "A-1", "email": "a@corp.example", "email_verified": true })).await;
    assert!(browser.at.starts_with("/federated?") && browser.says("A few more details"), "{}", browser.html);
    assert!(browser.says("Corp did not tell us") && !browser.html.contains("requiredAttributes[email]"));
    assert!(listed(&world, &stage.pool).await.is_empty());
    // The page is this browser's alone.
    let mut other = world.browser(PREFIX);
    other.open(&browser.at).await;
    assert!(other.status == 400 && other.left.is_none());
    browser.send(&[("requiredAttributes[birthdate]", "no date")]).await;
    assert!(browser.status == 400 && browser.says("This value is not allowed here."));
    browser
        .send(&[
            ("requiredAttributes[birthdate]", "1990-02-03"),
            ("requiredAttributes[email]", "mine@x.example"),
        ])
        .await;
    assert!(browser.told().contains_key("code"), "{}", browser.html);
    let user = stage.user(&world, "Corp_A-1").await;
    assert_eq!(
        (attribute(&user, "birthdate"), attribute(&user, "email")),
        (Some("1990-02-03"), Some("a@corp.example"))
    );
    // The next time nothing is asked for.
    assert!(stage.come(&world, json!({ "sub": "A-1" })).await.told().contains_key("code"));
    let told = error(&stage.come(&world, json!({ "sub": "A-1", "email": "" })).await);
    assert_eq!(told.1, "attributes required: [email]");
}

#[tokio::test]
async fn an_address_of_somebody_elses_makes_two_accounts_and_no_alias() {
    let world = World::new();
    let pool = json!({ "UsernameAttributes": ["email"] });
    let mapping = json!({ "AttributeMapping": { "email": "email", "email_verified": "email_verified" } });
    let stage = stage(&world, (pool, json!({}), mapping)).await;
    world.user(&stage.pool, "alice@corp.example").await;
    let person = json!({ "sub": "A-1", "email": "alice@corp.example@example.com" });
    assert_eq!(error(&stage.come(&world, person).await).0, "invalid_request");
    let person = json!({ "sub": "A-1", "email": "alice@corp.example", "email_verified": true });
    let (id, _) = stage.tokens(&world, person).await;
    assert_eq!(id["cognito:username"], json!("Corp_A-1"));
    // The address still finds the one whose name it is.
    let own =
        world.ok("AdminGetUser", json!({ "UserPoolId": stage.pool, "Username": "alice@corp.example" })).await;
    assert_eq!(own["UserStatus"], json!("CONFIRMED"));
}

#[tokio::test]
async fn who_is_linked_signs_in_as_the_user_to_whom_it_was_linked() {
    let world = World::new();
    let stage = plain(&world).await;
    for name in ["bob", "carol"] {
        world.user(&stage.pool, name).await;
    }
    let link = |to: &str, attribute: &str, value: &str| {
        json!({
            "UserPoolId": stage.pool,
            "DestinationUser": { "ProviderName": "Cognito", "ProviderAttributeValue": to },
            "SourceUser": {
                "ProviderName": "Corp", "ProviderAttributeName": attribute, "ProviderAttributeValue": value,
            },
        })
    };
    world.ok("AdminLinkProviderForUser", link("bob", "Cognito_Subject", "B-1")).await;
    world.ok("AdminLinkProviderForUser", link("carol", "email", "carol@corp.example")).await;
    let (id, _) = stage.tokens(&world, json!({ "sub": "B-1", "name": "Bob" })).await;
    assert_eq!((&id["cognito:username"], &id["identities"][0]["primary"]), (&json!("bob"), &json!("false")));
    assert!(id.get("cognito:groups").is_none());
    assert_eq!(attribute(&stage.user(&world, "bob").await, "name"), Some("Bob"));

    let (id, _) = stage.tokens(&world, json!({ "sub": "C-1", "email": "carol@corp.example" })).await;
    assert_eq!((&id["cognito:username"], &id["identities"][0]["userId"]), (&json!("carol"), &json!("C-1")));
    // From now on it goes by the subject: the address alone is nobody's.
    let (id, _) = stage.tokens(&world, json!({ "sub": "C-1", "email": "other@corp.example" })).await;
    assert_eq!(id["cognito:username"], json!("carol"));
    let (id, _) = stage.tokens(&world, json!({ "sub": "D-1", "email": "carol@corp.example" })).await;
    assert_eq!(id["cognito:username"], json!("Corp_D-1"));
    let user = json!({ "ProviderName": "Corp", "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": "C-1" });
    world.ok("AdminDisableProviderForUser", json!({ "UserPoolId": stage.pool, "User": user })).await;
    let (id, _) = stage.tokens(&world, json!({ "sub": "C-1", "email": "c@corp.example" })).await;
    assert_eq!(id["cognito:username"], json!("Corp_C-1"));
}

#[tokio::test]
async fn a_disabled_user_is_refused_at_each_step_and_it_is_noted() {
    let world = World::new();
    let stage = stage(&world, (watched(), json!({}), json!({}))).await;
    let log = json!({ "UserPoolId": stage.pool, "LogConfigurations": [{
        "LogLevel": "INFO", "EventSource": "userAuthEvents", "S3Configuration": { "BucketArn": "arn:aws:s3:::logs" },
    }] });
    world.ok("SetLogDeliveryConfiguration", log).await;
    let browser = stage.come(&world, alice()).await;
    let user = json!({ "UserPoolId": stage.pool, "Username": "Corp_A-1" });
    world.ok("AdminDisableUser", user.clone()).await;
    let told = browser.told();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", stage.client.as_str()),
        ("code", told["code"].as_str()),
        ("redirect_uri", super::super::hosted::CALLBACK),
    ];
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_grant")));
    assert_eq!(error(&stage.come(&world, alice()).await).1, "User is disabled.");
    let history = world.ok("AdminListUserAuthEvents", user.clone()).await;
    assert_eq!(history["AuthEvents"][0]["EventResponse"], json!("Fail"));
    // Both are told of with the provider.
    let records = world.records.take();
    let of =
        |name: &str| records.iter().map(|(_, record)| record["message"][name].clone()).collect::<Vec<_>>();
    assert_eq!(
        (of("eventResponse"), of("idpName")),
        (vec![json!("Pass"), json!("Fail")], vec![json!("Corp"); 2])
    );
    world.ok("AdminEnableUser", user.clone()).await;
    assert!(stage.come(&world, alice()).await.told().contains_key("code"));
    world.ok("AdminDeleteUser", user).await;
    assert!(stage.come(&world, alice()).await.told().contains_key("code"));
}

#[tokio::test]
async fn two_first_sign_ins_at_once_make_one_profile() {
    let world = World::new();
    let stage = plain(&world).await;
    let mut backs = Vec::new();
    for _ in 0..4 {
        let mut browser = world.browser(PREFIX);
        let there = stage.depart(&mut browser).await;
        let back = stage.provider.sign_in(&world, &there, alice());
        backs.push((browser, back));
    }
    let came = futures_util::future::join_all(backs.iter_mut().map(|(browser, back)| async {
        browser.open(within(back)).await;
        browser.told().contains_key("code")
    }));
    assert!(came.await.into_iter().all(|is_in| is_in));
    assert_eq!(listed(&world, &stage.pool).await, ["Corp_A-1"]);
}

#[tokio::test]
async fn a_password_of_an_administrators_makes_the_profile_a_user_like_others() {
    let world = World::new();
    let stage = plain(&world).await;
    stage.tokens(&world, alice()).await;
    let password =
        json!({ "UserPoolId": stage.pool, "Username": "Corp_A-1", "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", password).await;
    assert_eq!(stage.user(&world, "Corp_A-1").await["UserStatus"], json!("CONFIRMED"));
    world.ok("InitiateAuth", by_password(&stage.client, "Corp_A-1", PASSWORD)).await;
    let (id, _) = stage.tokens(&world, alice()).await;
    assert_eq!(id["cognito:username"], json!("Corp_A-1"));
}

#[tokio::test]
async fn whoever_has_come_to_be_at_the_provider_is_not_merged_and_may_be_linked_to() {
    let world = World::new();
    let stage = plain(&world).await;
    world.user(&stage.pool, "bob").await;
    stage.tokens(&world, alice()).await;
    let at = |name: &str, value: &str| json!({ "ProviderName": name, "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": value });
    let link = |destination: Value, source: Value| json!({ "UserPoolId": stage.pool, "DestinationUser": destination, "SourceUser": source });
    assert_eq!(
        world.refused("AdminLinkProviderForUser", link(at("Cognito", "bob"), at("Corp", "A-1"))).await,
        "InvalidParameterException: Merging is not currently supported, provide a SourceUser that has not been \
         signed up in order to link"
    );
    world.ok("AdminLinkProviderForUser", link(at("Corp", "A-1"), at("Corp", "B-2"))).await;
    let (id, _) = stage.tokens(&world, json!({ "sub": "B-2", "email": "b@corp.example" })).await;
    assert_eq!(id["cognito:username"], json!("Corp_A-1"));
}
