//! Domains of pools: a prefix and a custom one, whom they belong to, and what they keep.

use serde_json::{Value, json};

use crate::world::{World, merged};

const CERTIFICATE: &str = "arn:aws:acm:us-east-1:000000000000:certificate/one";

async fn described(world: &World, name: &str) -> Value {
    world.ok("DescribeUserPoolDomain", json!({ "Domain": name })).await["DomainDescription"].clone()
}

fn of(pool: &str, name: &str) -> Value {
    json!({ "UserPoolId": pool, "Domain": name })
}

fn custom(pool: &str, name: &str) -> Value {
    merged(of(pool, name), json!({ "CustomDomainConfig": { "CertificateArn": CERTIFICATE } }))
}

fn failover() -> Value {
    let check = "01234567-89ab-cdef-0123-456789abcdef";
    json!({ "Failover": { "SecondaryRegion": "eu-west-1", "PrimaryRoute53HealthCheckId": check } })
}

#[tokio::test]
async fn a_prefix_is_made_changed_and_deleted() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    assert_eq!(described(&world, "my-app").await, json!({}));
    let made = world.ok("CreateUserPoolDomain", of(&pool, "my-app")).await;
    assert_eq!(made, json!({ "ManagedLoginVersion": 1 }));
    let expected = json!({
        "UserPoolId": pool, "AWSAccountId": "000000000000", "Domain": "my-app", "S3Bucket": "cenote-assets",
        "CloudFrontDistribution": "127.0.0.1", "Version": "20261121040000", "Status": "ACTIVE",
        "ManagedLoginVersion": 1,
    });
    assert_eq!(described(&world, "my-app").await, expected);
    let shown = world.ok("DescribeUserPool", json!({ "UserPoolId": pool })).await["UserPool"].clone();
    assert_eq!((&shown["Domain"], shown.get("CustomDomain")), (&json!("my-app"), None));

    world.pass_s(60);
    let changed = world
        .ok("UpdateUserPoolDomain", merged(of(&pool, "my-app"), json!({ "ManagedLoginVersion": 2 })))
        .await;
    assert_eq!(changed, json!({ "ManagedLoginVersion": 2 }));
    let after = described(&world, "my-app").await;
    assert_eq!(after, merged(expected, json!({ "ManagedLoginVersion": 2, "Version": "20261121040100" })));

    assert_eq!(world.ok("DeleteUserPoolDomain", of(&pool, "my-app")).await, json!({}));
    assert_eq!(described(&world, "my-app").await, json!({}));
    let shown = world.ok("DescribeUserPool", json!({ "UserPoolId": pool })).await["UserPool"].clone();
    assert_eq!(shown.get("Domain"), None);
    for operation in ["DeleteUserPoolDomain", "UpdateUserPoolDomain"] {
        assert_eq!(
            world.refused(operation, of(&pool, "my-app")).await,
            "InvalidParameterException: No such domain or user pool exists."
        );
    }
}

#[tokio::test]
async fn a_custom_domain_keeps_certificate_and_routing_to_the_letter() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let config = json!({ "CertificateArn": CERTIFICATE, "SecurityPolicy": "TLS_V1_3_2025" });
    let input = merged(
        of(&pool, "auth.example.com"),
        json!({ "CustomDomainConfig": config, "Routing": failover(), "ManagedLoginVersion": 2 }),
    );
    let made = world.ok("CreateUserPoolDomain", input).await;
    let answer = json!({ "ManagedLoginVersion": 2, "CloudFrontDomain": "127.0.0.1", "Routing": failover() });
    assert_eq!(made, answer);
    let shown = described(&world, "auth.example.com").await;
    assert_eq!((&shown["CustomDomainConfig"], &shown["Routing"]), (&config, &failover()));
    // What an update leaves out stays.
    let other = json!({ "CertificateArn": "arn:aws:iam::000000000000:server-certificate/two" });
    let change = merged(of(&pool, "auth.example.com"), json!({ "CustomDomainConfig": other }));
    assert_eq!(world.ok("UpdateUserPoolDomain", change).await, answer);
    let shown = described(&world, "auth.example.com").await;
    assert_eq!((&shown["CustomDomainConfig"], &shown["Routing"]), (&other, &failover()));
    assert_eq!(shown["ManagedLoginVersion"], 2);
    // One of each kind.
    world.ok("CreateUserPoolDomain", of(&pool, "beside")).await;
    let shown = world.ok("DescribeUserPool", json!({ "UserPoolId": pool })).await["UserPool"].clone();
    assert_eq!((&shown["Domain"], &shown["CustomDomain"]), (&json!("beside"), &json!("auth.example.com")));
}

#[tokio::test]
async fn a_name_is_one_pools_and_a_pool_has_one_domain_of_a_kind() {
    let world = World::new();
    let (pool, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    world.ok("CreateUserPoolDomain", of(&pool, "mine")).await;
    world.ok("CreateUserPoolDomain", custom(&pool, "auth.example.com")).await;
    let refused = async |input| world.refused("CreateUserPoolDomain", input).await;
    assert_eq!(refused(of(&pool, "mine")).await, "InvalidParameterException: Domain already exists.");
    for taken in [of(&other, "mine"), custom(&other, "auth.example.com")] {
        let text = "InvalidParameterException: Domain already associated with another user pool.";
        assert_eq!(refused(taken).await, text);
    }
    for second in [of(&pool, "second"), custom(&pool, "second.example.com")] {
        let text = "InvalidParameterException: User pool already has a domain configured.";
        assert_eq!(refused(second).await, text);
    }
    for operation in ["UpdateUserPoolDomain", "DeleteUserPoolDomain"] {
        assert_eq!(
            world.refused(operation, of(&other, "mine")).await,
            "InvalidParameterException: No such domain or user pool exists."
        );
        assert_eq!(
            world.refused(operation, of("us-east-1_nothing00", "mine")).await,
            "ResourceNotFoundException: User pool us-east-1_nothing00 does not exist."
        );
    }
    assert_eq!(
        refused(of("us-east-1_nothing00", "free")).await,
        "ResourceNotFoundException: User pool us-east-1_nothing00 does not exist."
    );
    assert_eq!(described(&world, "mine").await["UserPoolId"], pool);
    // A name that is given up is free.
    world.ok("DeleteUserPoolDomain", of(&pool, "mine")).await;
    world.ok("CreateUserPoolDomain", of(&other, "mine")).await;
}

#[tokio::test]
async fn names_that_aws_refuses_are_refused() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let refused = async |input| world.refused("CreateUserPoolDomain", input).await;
    for name in ["-app", "app-", "App", "a_b", "auth.example.com", "a b", "a\0"] {
        assert_eq!(
            refused(of(&pool, name)).await,
            "InvalidParameterException: The domain name contains an invalid character. Domain names can only \
             contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this \
             format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$"
        );
    }
    for word in ["aws", "amazon", "cognito"] {
        let text = format!("InvalidParameterException: Domain cannot contain reserved word: {word}");
        assert_eq!(refused(of(&pool, &format!("my-{word}s"))).await, text);
    }
    for name in ["localhost", "auth..example", "auth.example.", "auth.-x.com", "AUTH.example.com"] {
        assert_eq!(
            refused(custom(&pool, name)).await,
            format!(
                "InvalidParameterException: Custom domain is not a valid subdomain: {name} is not a host name \
                 below another."
            )
        );
    }
    for name in ["aws.auth.localhost", "a.b.auth.localhost"] {
        assert_eq!(
            refused(custom(&pool, name)).await,
            format!(
                "InvalidParameterException: Domain cannot be {name}: the names below auth.localhost are those of \
                 prefixes."
            )
        );
    }
    // What only ends in the same letters is another name.
    world.ok("CreateUserPoolDomain", custom(&pool, "my-auth.localhost")).await;
    let mut decided = world.inner.config.clone();
    decided.public_url = "https://ID.example.com:8443".to_owned();
    decided.extra_hosts = vec!["cenote.internal".to_owned(), "taken.auth.id.example.com".to_owned()];
    let node = world.beside(decided);
    let own = ["id.example.com", "ID.example.com", "cenote.internal", "taken.auth.id.example.com"];
    let own = own.map(|name| custom(&pool, name)).into_iter().chain([of(&pool, "taken")]);
    for input in own {
        let name = input["Domain"].as_str().unwrap().to_owned();
        assert_eq!(
            node.refused("CreateUserPoolDomain", input).await,
            format!(
                "InvalidParameterException: Domain cannot be {name}: that is a host of the server's own, which answers \
                 itself."
            )
        );
    }
    let other = world.pool(json!({})).await;
    node.ok("CreateUserPoolDomain", custom(&other, "auth.id.example.com")).await;
    assert_eq!(described(&world, "Any Text\0").await, json!({}));
}

#[tokio::test]
async fn settings_that_do_not_fit_are_refused() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", of(&pool, "mine")).await;
    world.ok("CreateUserPoolDomain", custom(&pool, "auth.example.com")).await;
    let version = "InvalidParameterException: ManagedLoginVersion must be 1 or 2.";
    for operation in ["CreateUserPoolDomain", "UpdateUserPoolDomain"] {
        let input = merged(of(&pool, "mine"), json!({ "ManagedLoginVersion": 3 }));
        assert_eq!(world.refused(operation, input).await, version);
        let input = merged(of(&pool, "mine"), json!({ "Routing": failover() }));
        assert_eq!(
            world.refused(operation, input).await,
            "InvalidParameterException: Routing can only be set for a custom domain."
        );
        let abroad = "arn:aws:acm:eu-west-1:000000000000:certificate/one";
        let input = json!({ "CustomDomainConfig": { "CertificateArn": abroad } });
        assert_eq!(
            world.refused(operation, merged(of(&pool, "auth.example.com"), input)).await,
            "InvalidParameterException: Invalid request provided: The specified SSL certificate isn't in \
             us-east-1 region."
        );
    }
    assert_eq!(
        world.refused("UpdateUserPoolDomain", custom(&pool, "mine")).await,
        "InvalidParameterException: CustomDomainConfig can only be set for a custom domain."
    );
}

#[tokio::test]
async fn a_pool_with_a_domain_stays() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let named = json!({ "UserPoolId": pool });
    for input in [of(&pool, "mine"), custom(&pool, "auth.example.com")] {
        world.ok("CreateUserPoolDomain", input.clone()).await;
        assert_eq!(
            world.refused("DeleteUserPool", named.clone()).await,
            "InvalidParameterException: User pool cannot be deleted. It has a domain configured that should be \
             deleted first."
        );
        world.ok("DeleteUserPoolDomain", of(&pool, input["Domain"].as_str().unwrap())).await;
    }
    world.ok("DeleteUserPool", named).await;
}
