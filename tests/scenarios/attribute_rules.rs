//! The schema of attributes: what is required, what values may be, who may write and read which.
//! AWS: API_SchemaAttributeType; the developer guide, "Working with user attributes".

use serde_json::{Value, json};

use crate::world::World;
use crate::world::people::{list, signing_up};

const SCHEMA: &str = "InvalidParameterException: Attributes did not conform to the schema: ";
const UNWRITABLE: &str = "NotAuthorizedException: A client attempted to write unauthorized attribute";

async fn refused_values(world: &World, client: &str, pairs: &[(&str, &str)]) -> String {
    world.refused("SignUp", signing_up(client, "alice", json!({ "UserAttributes": list(pairs) }))).await
}

fn updating(token: &Value, pairs: &[(&str, &str)]) -> Value {
    json!({ "AccessToken": token, "UserAttributes": list(pairs) })
}

fn administering(pool: &str, pairs: &[(&str, &str)]) -> Value {
    json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": list(pairs) })
}

#[tokio::test]
async fn every_missing_required_attribute_has_its_line() {
    let world = World::new();
    let required = ["name", "address", "email"].map(|name| json!({ "Name": name, "Required": true }));
    let pool = world.pool(json!({ "Schema": required })).await;
    let client = world.client(&pool, json!({ "WriteAttributes": ["email", "name", "address"] })).await;
    assert_eq!(
        refused_values(&world, &client, &[("name", "")]).await,
        format!(
            "{SCHEMA}name.formatted: The attribute is required\nemail: The attribute is required\n\
             address.formatted: The attribute is required\n"
        )
    );
    assert_eq!(
        refused_values(&world, &client, &[("name", "Alice"), ("address", "Here")]).await,
        format!("{SCHEMA}email: The attribute is required\n")
    );
    let all = [("name", "Alice"), ("address", "Here"), ("email", "alice@example.com")];
    world.ok("SignUp", signing_up(&client, "alice", json!({ "UserAttributes": list(&all) }))).await;
    world.ok("AdminConfirmSignUp", json!({ "UserPoolId": pool, "Username": "alice" })).await;

    let token = world.access_token(&client, "alice").await;
    let required = format!("{SCHEMA}name.formatted: The attribute is required\n");
    let delete = json!({ "AccessToken": token, "UserAttributeNames": ["name"] });
    assert_eq!(world.refused("DeleteUserAttributes", delete).await, required);
    assert_eq!(world.refused("UpdateUserAttributes", updating(&token, &[("name", "")])).await, required);
    let delete = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributeNames": ["name"] });
    assert_eq!(world.refused("AdminDeleteUserAttributes", delete).await, required);
    assert_eq!(
        world.refused("AdminUpdateUserAttributes", administering(&pool, &[("name", "")])).await,
        required
    );
    let delete = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributeNames": ["sub"] });
    assert_eq!(
        world.refused("AdminDeleteUserAttributes", delete).await,
        format!("{SCHEMA}sub: The attribute is required\n")
    );
}

#[tokio::test]
async fn values_keep_within_the_limits_of_their_type() {
    let world = World::new();
    let text = json!({
        "Name": "text", "AttributeDataType": "String",
        "StringAttributeConstraints": { "MinLength": "2", "MaxLength": "5" },
    });
    let number = json!({
        "Name": "number", "AttributeDataType": "Number",
        "NumberAttributeConstraints": { "MinValue": "-1", "MaxValue": "10" },
    });
    let flag = json!({ "Name": "flag", "AttributeDataType": "Boolean" });
    let day = json!({ "Name": "day", "AttributeDataType": "DateTime" });
    let pool = world.pool(json!({ "Schema": [text, number, flag, day] })).await;
    let client = world.client(&pool, json!({})).await;
    for (name, value, fault) in [
        ("custom:text", "abcdef", "String must be no longer than 5 characters"),
        ("custom:text", "a", "String must be at least 2 characters"),
        ("custom:number", "11", "Number must be no greater than 10"),
        ("custom:number", "-2", "Number must be no less than -1"),
        ("custom:number", "many", "Number is not valid"),
        ("custom:number", "NaN", "Number is not valid"),
        ("custom:number", "inf", "Number is not valid"),
        ("custom:flag", "yes", "Boolean must be either true or false"),
        ("custom:flag", "TRUE", "Boolean must be either true or false"),
        ("custom:day", "yesterday", "DateTime must be in ISO 8601 form"),
        ("custom:nope", "x", "Attribute does not exist in the schema."),
        ("updated_at", "-1", "Number must be no less than 0"),
    ] {
        assert_eq!(
            refused_values(&world, &client, &[(name, value)]).await,
            format!("{SCHEMA}{name}: {fault}\n"),
            "{value}"
        );
    }
    assert_eq!(
        refused_values(&world, &client, &[("name", &"é".repeat(2_049))]).await,
        "InvalidParameterException: 1 validation error detected: Value at 'userAttributes.1.member.value' failed \
         to satisfy constraint: Member must have length less than or equal to 2048"
    );
    assert_eq!(
        refused_values(&world, &client, &[("custom:text", "a"), ("custom:number", "11")]).await,
        format!(
            "{SCHEMA}custom:number: Number must be no greater than 10\n\
             custom:text: String must be at least 2 characters\n"
        )
    );
    for birthdate in ["1815-13-10", "10.12.1815", "1815-02-30"] {
        assert_eq!(
            refused_values(&world, &client, &[("birthdate", birthdate)]).await,
            "InvalidParameterException: Invalid birthdate format. The expected format is YYYY-MM-DD."
        );
    }
    assert_eq!(
        refused_values(&world, &client, &[("shoe_size", "42"), ("custom:nope", "1"), ("custom:text", "a")])
            .await,
        format!(
            "{SCHEMA}custom:nope: Attribute does not exist in the schema.\n\
             shoe_size: Attribute does not exist in the schema.\n"
        )
    );
    let good = [
        ("custom:text", "ab☃de"),
        ("custom:number", "10"),
        ("custom:flag", "false"),
        ("custom:day", "2026-11-21T04:00:00Z"),
        ("birthdate", "1815-12-10"),
        ("updated_at", "1795233600"),
        ("website", "no address at all"),
    ];
    world.ok("SignUp", signing_up(&client, "alice", json!({ "UserAttributes": list(&good) }))).await;
    let kept = world.attributes(&pool, "alice").await;
    for (name, value) in good {
        assert_eq!(kept[name], value);
    }
}

#[tokio::test]
async fn what_is_immutable_is_set_at_creation_only() {
    let world = World::new();
    let fixed = json!({ "Name": "tenant", "AttributeDataType": "String", "Mutable": false });
    let pool = world.pool(json!({ "Schema": [fixed, { "Name": "locale", "Mutable": false }] })).await;
    let client = world.client(&pool, json!({})).await;
    let attributes = list(&[("custom:tenant", "one"), ("email", "alice@example.com")]);
    world.ok("SignUp", signing_up(&client, "alice", json!({ "UserAttributes": attributes }))).await;
    world.ok("AdminConfirmSignUp", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    let token = world.access_token(&client, "alice").await;
    let text = |name: &str| format!("{SCHEMA}user.{name}: Attribute cannot be updated.\n");
    for (name, value) in [("custom:tenant", "two"), ("custom:tenant", ""), ("locale", "de")] {
        assert_eq!(
            world.refused("UpdateUserAttributes", updating(&token, &[(name, value)])).await,
            text(name)
        );
        assert_eq!(
            world.refused("AdminUpdateUserAttributes", administering(&pool, &[(name, value)])).await,
            text(name)
        );
    }
    let delete = json!({ "AccessToken": token, "UserAttributeNames": ["custom:tenant"] });
    assert_eq!(world.refused("DeleteUserAttributes", delete).await, text("custom:tenant"));
    assert_eq!(
        world.refused("AdminUpdateUserAttributes", administering(&pool, &[("sub", "mine")])).await,
        text("sub")
    );
    let create = json!({
        "UserPoolId": pool, "Username": "bob", "UserAttributes": list(&[("sub", "mine")]),
    });
    assert_eq!(world.refused("AdminCreateUser", create).await, text("sub"));
    assert_eq!(world.attributes(&pool, "alice").await["custom:tenant"], "one");
}

#[tokio::test]
async fn a_client_writes_only_what_it_may() {
    let world = World::new();
    let custom = ["role", "nick"].map(|name| json!({ "Name": name, "AttributeDataType": "String" }));
    let hidden = json!({ "Name": "level", "AttributeDataType": "String", "DeveloperOnlyAttribute": true });
    let schema = json!([custom[0], custom[1], hidden, { "Name": "email", "Required": true }]);
    let pool = world.pool(json!({ "Schema": schema })).await;
    let narrow = world.client(&pool, json!({ "WriteAttributes": ["email", "custom:nick", "name"] })).await;
    let wide = world.client(&pool, json!({})).await;
    let email = ("email", "alice@example.com");
    let forbidden = [
        ("custom:role", "admin"),
        ("given_name", "Alice"),
        ("email_verified", "true"),
        ("phone_number_verified", "true"),
        ("sub", "mine"),
        ("dev:custom:level", "9"),
    ];
    for pair in forbidden {
        assert_eq!(refused_values(&world, &narrow, &[email, pair]).await, UNWRITABLE, "{pair:?}");
    }
    let mine = list(&[email, ("custom:nick", "ally")]);
    world.ok("SignUp", signing_up(&narrow, "alice", json!({ "UserAttributes": mine }))).await;
    world.ok("AdminConfirmSignUp", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    let token = world.access_token(&narrow, "alice").await;
    for pair in forbidden {
        assert_eq!(
            world.refused("UpdateUserAttributes", updating(&token, &[pair])).await,
            UNWRITABLE,
            "{pair:?}"
        );
        let delete = json!({ "AccessToken": token, "UserAttributeNames": [pair.0] });
        assert_eq!(world.refused("DeleteUserAttributes", delete).await, UNWRITABLE, "{pair:?}");
    }
    world.ok("UpdateUserAttributes", updating(&token, &[("custom:nick", "al"), ("name", "Alice")])).await;

    // A client without a list writes everything but flags and what is the developer's.
    let token = world.access_token(&wide, "alice").await;
    world.ok("UpdateUserAttributes", updating(&token, &[("custom:role", "user")])).await;
    for pair in [("email_verified", "true"), ("dev:custom:level", "9")] {
        assert_eq!(world.refused("UpdateUserAttributes", updating(&token, &[pair])).await, UNWRITABLE);
    }
    world.ok("AdminUpdateUserAttributes", administering(&pool, &[("dev:custom:level", "9")])).await;
    assert_eq!(world.attributes(&pool, "alice").await["dev:custom:level"], "9");
    let mine = world.ok("GetUser", json!({ "AccessToken": token })).await;
    assert!(!mine.to_string().contains("dev:custom:level"));
}

#[tokio::test]
async fn a_client_reads_only_what_it_may() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({ "ReadAttributes": ["given_name", "email"] })).await;
    world.user(&pool, "alice").await;
    let set = [("given_name", "Alice"), ("family_name", "A")];
    world.ok("AdminUpdateUserAttributes", administering(&pool, &set)).await;
    let tokens = world.sign_in(&client, "alice").await;
    let me = world.ok("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await;
    let sub = me["UserAttributes"][0]["Value"].as_str().unwrap();
    let readable = list(&[("sub", sub), ("email", "alice@example.com"), ("given_name", "Alice")]);
    assert_eq!(me, json!({ "Username": "alice", "UserAttributes": readable }));
    let id = crate::world::claims(&tokens["IdToken"]);
    assert_eq!((&id["given_name"], id.get("family_name")), (&json!("Alice"), None));
}
