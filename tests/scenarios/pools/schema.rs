//! The schema of a pool: the standard attributes, and the pool's own by CreateUserPool and AddCustomAttributes.

use serde_json::{Value, json};

use super::described;
use crate::world::{World, merged};

/// The schema entry of that name.
async fn entry(world: &World, pool: &str, name: &str) -> Value {
    let shown = described(world, pool).await;
    let entries = shown["SchemaAttributes"].as_array().unwrap().clone();
    entries.into_iter().find(|entry| entry["Name"] == name).unwrap_or_else(|| panic!("no {name}"))
}

#[tokio::test]
async fn every_pool_has_the_standard_attributes() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let shown = described(&world, &pool).await;
    let string = |name: &str, least: &str, most: &str| {
        let is_sub = name == "sub";
        json!({
            "Name": name, "AttributeDataType": "String", "DeveloperOnlyAttribute": false, "Mutable": !is_sub,
            "Required": is_sub, "StringAttributeConstraints": { "MinLength": least, "MaxLength": most },
        })
    };
    let text = |name| string(name, "0", "2048");
    let flag = |name: &str| {
        json!({
            "Name": name, "AttributeDataType": "Boolean", "DeveloperOnlyAttribute": false, "Mutable": true,
            "Required": false,
        })
    };
    let wanted = json!([
        string("sub", "1", "2048"), text("name"), text("given_name"), text("family_name"), text("middle_name"),
        text("nickname"), text("preferred_username"), text("profile"), text("picture"), text("website"),
        text("email"), flag("email_verified"), text("gender"), string("birthdate", "10", "10"), text("zoneinfo"),
        text("locale"), text("phone_number"), flag("phone_number_verified"), text("address"),
        {
            "Name": "updated_at", "AttributeDataType": "Number", "DeveloperOnlyAttribute": false, "Mutable": true,
            "Required": false, "NumberAttributeConstraints": { "MinValue": "0" },
        },
    ]);
    assert_eq!(shown["SchemaAttributes"], wanted);
}

#[tokio::test]
async fn a_standard_attribute_can_be_required_or_fixed_or_narrowed() {
    let world = World::new();
    let asked = json!([
        { "Name": "email", "AttributeDataType": "String", "Required": true, "Mutable": false },
        { "Name": "nickname", "StringAttributeConstraints": { "MinLength": "2", "MaxLength": "9" } },
    ]);
    let pool = world.pool(json!({ "Schema": asked })).await;
    assert_eq!(
        entry(&world, &pool, "email").await,
        json!({
            "Name": "email", "AttributeDataType": "String", "DeveloperOnlyAttribute": false, "Mutable": false,
            "Required": true, "StringAttributeConstraints": { "MinLength": "0", "MaxLength": "2048" },
        })
    );
    let limits = json!({ "MinLength": "2", "MaxLength": "9" });
    assert_eq!(entry(&world, &pool, "nickname").await["StringAttributeConstraints"], limits);
}

#[tokio::test]
async fn a_pools_own_attributes_get_their_prefix_from_either_operation() {
    let world = World::new();
    let own = json!([
        { "Name": "team" },
        { "Name": "level", "AttributeDataType": "Number", "Mutable": false,
          "NumberAttributeConstraints": { "MinValue": "1", "MaxValue": "9" } },
        { "Name": "since", "AttributeDataType": "DateTime" },
        { "Name": "secret", "AttributeDataType": "String", "DeveloperOnlyAttribute": true },
    ]);
    let made = world.pool(json!({ "Schema": own })).await;
    let added = world.pool(json!({})).await;
    let input = json!({ "UserPoolId": added, "CustomAttributes": own });
    assert_eq!(world.ok("AddCustomAttributes", input).await, json!({}));
    for pool in [made, added] {
        assert_eq!(
            entry(&world, &pool, "custom:team").await,
            json!({
                "Name": "custom:team", "AttributeDataType": "String", "DeveloperOnlyAttribute": false,
                "Mutable": true, "Required": false, "StringAttributeConstraints": {},
            })
        );
        assert_eq!(
            entry(&world, &pool, "custom:level").await,
            json!({
                "Name": "custom:level", "AttributeDataType": "Number", "DeveloperOnlyAttribute": false,
                "Mutable": false, "Required": false,
                "NumberAttributeConstraints": { "MinValue": "1", "MaxValue": "9" },
            })
        );
        assert_eq!(entry(&world, &pool, "custom:since").await["AttributeDataType"], "DateTime");
        assert_eq!(entry(&world, &pool, "dev:custom:secret").await["DeveloperOnlyAttribute"], true);
    }
}

#[tokio::test]
async fn an_added_attribute_can_be_set_at_once() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.user(&pool, "alice").await;
    let set = json!({
        "UserPoolId": pool, "Username": "alice", "UserAttributes": [{ "Name": "custom:team", "Value": "red" }],
    });
    assert_eq!(
        world.refused("AdminUpdateUserAttributes", set.clone()).await,
        "InvalidParameterException: Attributes did not conform to the schema: custom:team: Attribute does not exist in \
         the schema.\n"
    );
    let add = json!({ "UserPoolId": pool, "CustomAttributes": [{ "Name": "team" }] });
    world.ok("AddCustomAttributes", add.clone()).await;
    world.ok("AdminUpdateUserAttributes", set).await;

    assert_eq!(
        world.refused("AddCustomAttributes", add).await,
        "InvalidParameterException: custom:team: Existing attribute already has name custom:team."
    );
}

#[tokio::test]
async fn schemas_that_make_no_sense_are_refused() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let refused = async |attributes: Value| {
        let input = json!({ "UserPoolId": pool, "CustomAttributes": attributes });
        let added = world.refused("AddCustomAttributes", input).await;
        let made = world.refused("CreateUserPool", json!({ "PoolName": "p", "Schema": attributes })).await;
        assert_eq!(added, made);
        added
    };
    assert_eq!(
        refused(json!([{ "Name": "team", "Required": true }])).await,
        "InvalidParameterException: Required custom attributes are not supported currently."
    );
    assert_eq!(
        refused(json!([{ "Name": "team" }, { "Name": "team" }])).await,
        "InvalidParameterException: custom:team: Existing attribute already has name custom:team."
    );
    assert_eq!(
        refused(
            json!([{ "Name": "team", "StringAttributeConstraints": { "MinLength": "9", "MaxLength": "2" } }])
        )
        .await,
        "InvalidParameterException: Invalid values specified while creating a user pool: \
         custom:team has a minimum above its maximum"
    );
    assert_eq!(
        refused(json!([{ "Name": "team", "StringAttributeConstraints": { "MinLength": "few" } }])).await,
        "InvalidParameterException: Invalid values specified while creating a user pool: \
         custom:team has a limit that is no number"
    );
    assert_eq!(
        refused(json!([{}])).await,
        "InvalidParameterException: Invalid values specified while creating a user pool: an attribute has no name"
    );
    assert_eq!(described(&world, &pool).await["SchemaAttributes"].as_array().unwrap().len(), 20);

    for other in [json!({ "AttributeDataType": "Number" }), json!({ "DeveloperOnlyAttribute": true })] {
        let schema = json!({ "PoolName": "p", "Schema": [merged(json!({ "Name": "email" }), other)] });
        assert_eq!(
            world.refused("CreateUserPool", schema).await,
            "InvalidParameterException: You can not change AttributeDataType or set developerOnlyAttribute for \
             standard schema attribute email"
        );
    }
    for other in [json!({ "Mutable": true }), json!({ "Required": false })] {
        let schema = json!({ "PoolName": "p", "Schema": [merged(json!({ "Name": "sub" }), other)] });
        assert_eq!(
            world.refused("CreateUserPool", schema).await,
            "InvalidParameterException: Invalid values specified while creating a user pool: attribute sub is \
             always required and never mutable"
        );
    }
    let none = json!({ "UserPoolId": pool, "CustomAttributes": [] });
    assert_eq!(
        world.refused("AddCustomAttributes", none).await,
        "InvalidParameterException: 1 validation error detected: Value '[]' at 'customAttributes' failed to \
         satisfy constraint: Member must have length greater than or equal to 1"
    );
    let long = json!({ "UserPoolId": pool, "CustomAttributes": [{ "Name": "a".repeat(21) }] });
    assert_eq!(
        world.refused("AddCustomAttributes", long).await,
        "InvalidParameterException: 1 validation error detected: Value 'aaaaaaaaaaaaaaaaaaaaa' at \
         'customAttributes.1.member.name' failed to satisfy constraint: Member must have length less than or \
         equal to 20"
    );
    assert_eq!(
        world
            .refused(
                "AddCustomAttributes",
                json!({ "UserPoolId": "us-east-1_none", "CustomAttributes": [{ "Name": "a" }] })
            )
            .await,
        "ResourceNotFoundException: User pool us-east-1_none does not exist."
    );
}

#[tokio::test]
async fn a_pool_has_fifty_attributes_of_its_own_at_most() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let batch = |from: usize, count: usize| {
        let attributes: Vec<_> = (from..from + count).map(|n| json!({ "Name": format!("a{n}") })).collect();
        json!({ "UserPoolId": pool, "CustomAttributes": attributes })
    };
    world.ok("AddCustomAttributes", batch(0, 25)).await;
    assert_eq!(
        world.refused("AddCustomAttributes", batch(25, 26)).await.split(" at ").last(),
        Some(
            "'customAttributes' failed to satisfy constraint: Member must have length less than or equal to 25"
        )
    );
    world.ok("AddCustomAttributes", batch(25, 25)).await;
    assert_eq!(
        world.refused("AddCustomAttributes", batch(50, 1)).await,
        "InvalidParameterException: A user pool can have at most 50 custom attributes."
    );
}
