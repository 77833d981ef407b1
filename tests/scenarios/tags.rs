//! Tags of a pool.

use serde_json::{Map, json};

use crate::world::{World, merged};

fn arn(pool: &str) -> String {
    format!("arn:aws:cognito-idp:us-east-1:000000000000:userpool/{pool}")
}

#[tokio::test]
async fn tags_are_added_replaced_and_taken_away() {
    let world = World::new();
    let pool = world.pool(json!({ "UserPoolTags": { "team": "blue" } })).await;
    let list = json!({ "ResourceArn": arn(&pool) });
    assert_eq!(world.ok("ListTagsForResource", list.clone()).await, json!({ "Tags": { "team": "blue" } }));

    let tags = json!({ "ResourceArn": arn(&pool), "Tags": { "team": "red", "cost": "" } });
    assert_eq!(world.ok("TagResource", tags).await, json!({}));
    let described = world.ok("DescribeUserPool", json!({ "UserPoolId": pool })).await;
    assert_eq!(described["UserPool"]["UserPoolTags"], json!({ "team": "red", "cost": "" }));

    let keys = json!({ "ResourceArn": arn(&pool), "TagKeys": ["team", "never-set"] });
    assert_eq!(world.ok("UntagResource", keys).await, json!({}));
    assert_eq!(world.ok("ListTagsForResource", list).await, json!({ "Tags": { "cost": "" } }));

    // An update keeps the tags unless it names them.
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool })).await;
    let described = world.ok("DescribeUserPool", json!({ "UserPoolId": pool })).await;
    assert_eq!(described["UserPool"]["UserPoolTags"], json!({ "cost": "" }));
}

#[tokio::test]
async fn tags_have_limits() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let many: Map<_, _> = (0..51).map(|n| (format!("k{n}"), json!("v"))).collect();
    let tags = json!({ "ResourceArn": arn(&pool), "Tags": many });
    assert_eq!(
        world.refused("TagResource", tags).await,
        "InvalidParameterException: A resource can have at most 50 tags."
    );
    let own = json!({ "ResourceArn": arn(&pool), "Tags": { "aws:x": "v" } });
    assert_eq!(
        world.refused("TagResource", own).await,
        "InvalidParameterException: Tag keys that begin with aws: are reserved: aws:x"
    );
    let made = json!({ "PoolName": "p", "UserPoolTags": { "AWS:x": "v" } });
    let reserved = "UserPoolTaggingException: Tag keys that begin with aws: are reserved: AWS:x";
    assert_eq!(world.refused("CreateUserPool", made).await, reserved);
    let updated = json!({ "UserPoolId": pool, "UserPoolTags": { "AWS:x": "v" } });
    assert_eq!(world.refused("UpdateUserPool", updated).await, reserved);
}

#[tokio::test]
async fn an_arn_must_name_a_pool_that_is_there() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    for unknown in [arn("us-east-1_000000000"), arn(&pool).replace("000000000000", "111111111111")] {
        let id = unknown.rsplit('/').next().unwrap();
        let refused = format!("ResourceNotFoundException: User pool {id} does not exist.");
        for (operation, more) in [
            ("ListTagsForResource", json!({})),
            ("TagResource", json!({ "Tags": { "a": "b" } })),
            ("UntagResource", json!({ "TagKeys": ["a"] })),
        ] {
            let input = merged(json!({ "ResourceArn": unknown }), more);
            assert_eq!(world.refused(operation, input).await, refused, "{operation}");
        }
    }
    let other = "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/x";
    assert_eq!(
        world.refused("UntagResource", json!({ "ResourceArn": other, "TagKeys": ["a"] })).await,
        format!("InvalidParameterException: Invalid resource ARN: {other}")
    );
}
