//! Request rates: what a second allows, and what administrators raise it to.
//! AWS: the developer guide, "Quotas in Amazon Cognito"; API_GetProvisionedLimit, API_UpdateProvisionedLimit.

use ops::{table, throttle};
use rules::rates::{Category, RateLimits, provisioned};
use rules::{Caller, Config, Ctx, Origin};
use serde_json::{Value, json};
use store::Store;

use super::regions::call_in;
use crate::world::query::called;
use crate::world::stage::{ClientKind, Stage};
use crate::world::{PASSWORD, World, by_password, config, merged, srp};

const EXCEEDED: &str = "TooManyRequestsException: Rate exceeded";

/// AWS's rates, but for these.
fn rates(own: &[(Category, u32)]) -> Config {
    let mut rates = RateLimits::aws();
    for (category, rate) in own {
        rates.set(*category, *rate, Some(2_000));
    }
    Config { rates, ..config() }
}

fn world() -> World {
    World::with(Store::open_memory().expect("a store"), rates(&[]))
}

/// How many of these calls are answered before one is beyond its rate.
async fn passed(world: &World, operation: &str, input: &Value) -> usize {
    for count in 0..2_000 {
        if world.call(operation, input.clone()).await == Err(EXCEEDED.to_owned()) {
            return count;
        }
    }
    panic!("{operation} is not limited");
}

fn limit_of(category: &str) -> Value {
    json!({ "LimitDefinition": { "LimitClass": "API_CATEGORY", "Attributes": { "Category": category } } })
}

fn raised(category: &str, to: i64) -> Value {
    merged(limit_of(category), json!({ "RequestedLimitValue": to }))
}

/// `ProvisionedLimitValue` and `FreeLimitValue`.
fn numbers(answer: &Value) -> (i64, i64) {
    let number = |name: &str| answer["Limit"][name].as_i64().expect("a number");
    (number("ProvisionedLimitValue"), number("FreeLimitValue"))
}

#[tokio::test]
async fn every_operation_is_refused_beyond_its_rate_and_then_a_second_later_not() {
    let stage = Stage::on(Store::open_memory().expect("a store"), ClientKind::Public).await;
    let one_each: Vec<_> = Category::all().map(|category| (category, 1)).collect();
    let mut counted = 0;
    for entry in table::entries() {
        let operation = entry.service.operation(entry.name).expect("an operation of the model");
        if throttle::category(operation).is_none() {
            continue;
        }
        counted += 1;
        let input = stage.input(&called(operation), "").await;
        let node = stage.world.beside(rates(&one_each));
        node.ok(&called(operation), input.clone()).await;
        // The first answer to a challenge leaves two of three, and the one that counts as a sign-in.
        let more = if entry.name.ends_with("RespondToAuthChallenge") { 3 } else { 0 };
        assert_eq!(passed(&node, &called(operation), &input).await, more, "{}", entry.name);
        node.pass_s(1);
        assert_ne!(node.call(&called(operation), input).await, Err(EXCEEDED.to_owned()), "{}", entry.name);
    }
    assert!(counted > 130, "{counted}");
}

#[tokio::test]
async fn without_a_limit_nothing_is_refused() {
    let world = World::new();
    for _ in 0..200 {
        world.ok("ListUserPools", json!({ "MaxResults": 1 })).await;
    }
}

#[tokio::test]
async fn what_is_malformed_or_unsigned_is_told_so_and_does_not_count() {
    let world = World::with(Store::open_memory().expect("a store"), rates(&[(Category::UserPoolRead, 1)]));
    for _ in 0..5 {
        let refused = world.refused("ListUserPools", json!({ "MaxResults": 0 })).await;
        assert!(refused.starts_with("InvalidParameterException: "), "{refused}");
    }
    world.ok("ListUserPools", json!({ "MaxResults": 1 })).await;
    assert_eq!(world.refused("ListUserPools", json!({ "MaxResults": 1 })).await, EXCEEDED);
}

#[tokio::test]
async fn operations_of_a_category_share_its_rate_and_others_have_their_own() {
    let world = world();
    let pool = world.pool(json!({})).await;
    assert_eq!(passed(&world, "ListUserPools", &json!({ "MaxResults": 1 })).await, 15);
    assert_eq!(world.refused("DescribeUserPool", json!({ "UserPoolId": pool })).await, EXCEEDED);
    world.ok("ListUsers", json!({ "UserPoolId": pool })).await;
}

#[tokio::test]
async fn a_region_does_not_use_up_what_another_has() {
    let decided = Config { regions: vec!["us-east-1".into(), "eu-west-1".into()], ..rates(&[]) };
    let world = World::with(Store::open_memory().expect("a store"), decided);
    let list = json!({ "MaxResults": 1 });
    let mut count = 0;
    while call_in(&world, "eu-west-1", "ListUserPools", list.clone()).await.0 == 200 {
        count += 1;
    }
    assert_eq!(count, 15);
    assert_eq!(call_in(&world, "us-east-1", "ListUserPools", list).await.0, 200);

    // An unsigned call counts where its pool is, as far as the node knows it.
    let made = async |operation: &str, input: Value| -> Value {
        let (status, body) = call_in(&world, "eu-west-1", operation, input).await;
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).expect("JSON")
    };
    let pool = made("CreateUserPool", json!({ "PoolName": "far" })).await["UserPool"]["Id"].clone();
    let client = made("CreateUserPoolClient", json!({ "UserPoolId": pool, "ClientName": "web" })).await;
    let far = client["UserPoolClient"]["ClientId"].clone();
    let recover = |name: &str| json!({ "ClientId": far, "Username": name });
    // The first leads the node to the client.
    assert_ne!(world.call("ForgotPassword", recover("a")).await, Err(EXCEEDED.to_owned()));
    let mut count = 0;
    while world.call("ForgotPassword", recover(&format!("b{count}"))).await != Err(EXCEEDED.to_owned()) {
        count += 1;
    }
    // A call reads the clock, and every 33 milliseconds give one back.
    assert!((30..50).contains(&count), "{count}");
    let near = world.client(&world.pool(json!({})).await, json!({})).await;
    let near = json!({ "ClientId": near, "Username": "alice" });
    assert_ne!(world.call("ForgotPassword", near).await, Err(EXCEEDED.to_owned()));
}

#[tokio::test]
async fn one_user_is_read_and_written_ten_times_a_second() {
    let world = world();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    world.user(&pool, "bob").await;
    world.pass_s(1);
    let named = |name: &str| json!({ "UserPoolId": pool, "Username": name });
    assert_eq!(passed(&world, "AdminGetUser", &named("alice")).await, 10);
    assert_eq!(world.refused("AdminListGroupsForUser", named("alice")).await, EXCEEDED);
    assert_eq!(passed(&world, "AdminEnableUser", &named("alice")).await, 10);
    world.ok("AdminGetUser", named("bob")).await;
    // Who signs in is named in a client, and who shows a token by it.
    assert_eq!(passed(&world, "InitiateAuth", &by_password(&client, "bob", "Wrong-pass-1")).await, 10);
    let access = json!({ "AccessToken": world.sign_in(&client, "alice").await["AccessToken"] });
    assert_eq!(passed(&world, "GetUser", &access).await, 10);
    world.pass_s(1);
    world.ok("GetUser", access).await;
}

#[tokio::test]
async fn an_operation_on_one_pool_is_called_five_times_a_second() {
    let world = world();
    let (one, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    let listed = |pool: &str| json!({ "UserPoolId": pool });
    assert_eq!(passed(&world, "ListGroups", &listed(&one)).await, 5);
    world.ok("ListGroups", listed(&other)).await;
    world.ok("ListResourceServers", json!({ "UserPoolId": one, "MaxResults": 1 })).await;
    world.ok("ListUsers", listed(&one)).await;
    let arn = format!("arn:aws:cognito-idp:us-east-1:000000000000:userpool/{one}");
    assert_eq!(passed(&world, "ListTagsForResource", &json!({ "ResourceArn": arn })).await, 5);
}

#[tokio::test]
async fn answers_to_challenges_have_an_allotment_of_their_own() {
    let own = [(Category::UserAuthentication, 2), (Category::UserAccountRecovery, 1)];
    let world = World::with(Store::open_memory().expect("a store"), rates(&own));
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let invited = json!({ "UserPoolId": pool, "Username": "bob", "TemporaryPassword": PASSWORD });
    world.ok("AdminCreateUser", invited).await;
    world.pass_s(1);

    let challenge = world.ok("InitiateAuth", srp::hello(&client, "alice")).await;
    let proof = srp::proof(&world, &pool, &client, &challenge, PASSWORD);
    // Six, and one that the sign-in has left.
    assert_eq!(passed(&world, "RespondToAuthChallenge", &proof).await, 7);
    let sign_in = by_password(&client, "bob", PASSWORD);
    assert_eq!(world.refused("InitiateAuth", sign_in.clone()).await, EXCEEDED);

    world.pass_s(1);
    let challenge = world.ok("InitiateAuth", sign_in).await;
    let answer = json!({
        "ClientId": client, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": challenge["Session"],
        "ChallengeResponses": { "USERNAME": "bob", "NEW_PASSWORD": "Other-pass-2" },
    });
    world.ok("RespondToAuthChallenge", answer.clone()).await;
    assert_eq!(world.refused("RespondToAuthChallenge", answer).await, EXCEEDED);
    let reset = json!({ "ClientId": client, "Username": "alice" });
    assert_eq!(world.refused("ForgotPassword", reset).await, EXCEEDED);
}

#[tokio::test]
async fn a_raised_rate_lets_more_through_here_at_once_and_soon_at_other_nodes() {
    let decided = rates(&[(Category::UserPoolRead, 5)]);
    let world = World::with(Store::open_memory().expect("a store"), decided.clone());
    let other = world.beside(decided);
    let list = json!({ "MaxResults": 1 });
    assert_eq!(passed(&world, "ListUserPools", &list).await, 5);

    let answer = world.ok("UpdateProvisionedLimit", raised("UserPoolRead", 20)).await;
    assert_eq!(answer["Limit"]["LimitDefinition"], limit_of("UserPoolRead")["LimitDefinition"]);
    assert_eq!(numbers(&answer), (20, 5));
    world.pass_s(1);
    assert_eq!(passed(&world, "ListUserPools", &list).await, 20);

    assert_eq!(passed(&other, "ListUserPools", &list).await, 5);
    let ctx = Ctx::new(other.inner.clone(), Caller::Anyone, "job".to_owned(), Origin::default());
    provisioned::refresh(&ctx).await.expect("a store");
    other.pass_s(1);
    assert_eq!(passed(&other, "ListUserPools", &list).await, 20);
    assert_eq!(numbers(&other.ok("GetProvisionedLimit", limit_of("UserPoolRead")).await), (20, 5));

    // Given back.
    world.pass_s(1);
    assert_eq!(numbers(&world.ok("UpdateProvisionedLimit", raised("UserPoolRead", 5)).await), (5, 5));
    world.pass_s(1);
    assert_eq!(passed(&world, "ListUserPools", &list).await, 5);
}

#[tokio::test]
async fn a_rate_is_raised_between_its_default_and_the_maximum() {
    let world = World::new();
    for (category, free) in [("UserAuthentication", 120), ("UserRead", 120), ("LimitManagement", 1)] {
        let answer = world.ok("GetProvisionedLimit", limit_of(category)).await;
        assert_eq!(numbers(&answer), (free, free), "{category}");
    }
    assert_eq!(
        world.refused("UpdateProvisionedLimit", raised("UserAuthentication", 119)).await,
        "InvalidParameterException: The requested value 119 is below the default limit of 120."
    );
    assert_eq!(
        world.refused("UpdateProvisionedLimit", raised("UserAuthentication", -1)).await,
        "InvalidParameterException: The requested value -1 is below the default limit of 120."
    );
    assert_eq!(
        world.refused("UpdateProvisionedLimit", raised("UserAuthentication", 1_201)).await,
        "ServiceQuotaExceededException: The requested value 1201 exceeds the maximum limit of 1200 of the account."
    );
    // AWS: not adjustable.
    assert_eq!(
        world.refused("UpdateProvisionedLimit", raised("UserUpdate", 26)).await,
        "ServiceQuotaExceededException: The requested value 26 exceeds the maximum limit of 25 of the account."
    );
    world.ok("UpdateProvisionedLimit", raised("UserAuthentication", 1_200)).await;
    assert_eq!(numbers(&world.ok("GetProvisionedLimit", limit_of("UserAuthentication")).await), (1_200, 120));
    assert_eq!(numbers(&world.ok("GetProvisionedLimit", limit_of("UserRead")).await), (120, 120));

    // An operator who allows less from now on has the last word.
    let mut decided = config();
    decided.rates.set(Category::UserAuthentication, 50, Some(400));
    let stricter = world.beside(decided);
    assert_eq!(numbers(&stricter.ok("GetProvisionedLimit", limit_of("UserAuthentication")).await), (400, 50));
}

#[tokio::test]
async fn a_definition_names_one_category_that_there_is() {
    let world = World::new();
    let unnamed =
        "InvalidParameterException: The attributes of an API_CATEGORY limit must be Category alone.";
    for attributes in [
        json!({}),
        json!({ "category": "UserRead" }),
        json!({ "Category": "UserRead", "Region": "us-east-1" }),
    ] {
        let asked = json!({ "LimitDefinition": { "LimitClass": "API_CATEGORY", "Attributes": attributes } });
        assert_eq!(world.refused("GetProvisionedLimit", asked.clone()).await, unnamed);
        let asked = merged(asked, json!({ "RequestedLimitValue": 500 }));
        assert_eq!(world.refused("UpdateProvisionedLimit", asked).await, unnamed);
    }
    let unknown = "ResourceNotFoundException: API category userread does not exist.";
    assert_eq!(world.refused("GetProvisionedLimit", limit_of("userread")).await, unknown);
    assert_eq!(world.refused("UpdateProvisionedLimit", raised("userread", 500)).await, unknown);
    let other =
        json!({ "LimitDefinition": { "LimitClass": "QUOTA", "Attributes": { "Category": "UserRead" } } });
    let refused = world.refused("GetProvisionedLimit", other).await;
    assert!(refused.starts_with("InvalidParameterException: 1 validation error detected"), "{refused}");
}
