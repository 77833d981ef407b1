//! What an app reads before anything else: endpoints, keys, and what is there by switches.
//! AWS: the developer guide, "User pool endpoints and managed login reference". RFC: 8414, 9207, 7662.

use http::Method;
use rules::Ctx;
use serde_json::{Value, json};
use store::Store;

use super::token::{ask, tokens};
use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::{Told, told};
use crate::world::{PASSWORD, World, claims, config};

const PATH: &str = "/.well-known/openid-configuration";

fn ctx(world: &World) -> Ctx {
    let id = "11111111-2222-4333-8444-555555555555".to_owned();
    Ctx::new(world.inner.clone(), rules::Caller::Anyone, id, rules::Origin::default())
}

/// The document of the issuer, asked for at an origin.
async fn at_issuer(world: &World, pool: &str, base: &str) -> Value {
    let document = web::discovery::configuration(&ctx(world), pool, base).await.unwrap();
    serde_json::from_slice(&document.body).unwrap()
}

async fn get(world: &World, path: &str, headers: &[(&str, &str)]) -> Told {
    told(world.hosted(PREFIX, (Method::GET, path), headers, "").await)
}

#[tokio::test]
async fn a_domain_brings_its_endpoints_and_takes_them_along() {
    let world = World::new();
    let public = "http://127.0.0.1:7665";
    let pool = world.pool(json!({})).await;
    let before = at_issuer(&world, &pool, public).await;
    assert!(before.get("token_endpoint").is_none() && before.get("authorization_endpoint").is_none());
    let domain = json!({ "UserPoolId": pool, "Domain": PREFIX });
    world.ok("CreateUserPoolDomain", domain.clone()).await;
    let document = at_issuer(&world, &pool, public).await;
    let own = "http://acme.auth.localhost:7665";
    let calls = "http://127.0.0.1:7665/domain/acme";
    let expected = json!({
        "authorization_endpoint": format!("{own}/oauth2/authorize"),
        "code_challenge_methods_supported": ["S256"],
        "end_session_endpoint": format!("{own}/logout"),
        "grant_types_supported": ["authorization_code", "implicit", "refresh_token", "client_credentials",
            "urn:ietf:params:oauth:grant-type:token-exchange"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "issuer": format!("{public}/{pool}"),
        "jwks_uri": format!("{public}/{pool}/.well-known/jwks.json"),
        "response_types_supported": ["code", "token"],
        "revocation_endpoint": format!("{calls}/oauth2/revoke"),
        "scopes_supported": ["openid", "email", "phone", "profile"],
        "subject_types_supported": ["public"],
        "token_endpoint": format!("{calls}/oauth2/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "userinfo_endpoint": format!("{calls}/oauth2/userInfo"),
    });
    assert_eq!(document, expected);
    // The same at the domain's own host, for OpenID and for OAuth alone; what a request says of hosts changes nothing.
    let forged = [("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")];
    for path in [PATH, "/.well-known/oauth-authorization-server"] {
        let told = get(&world, path, &forged).await;
        assert_eq!((told.status, &told.body), (200, &expected), "{path}");
        assert_eq!(told.headers["cache-control"], "public, max-age=300");
        assert!(!told.headers.contains_key("pragma"));
        assert_eq!(told.headers["access-control-allow-origin"], "*");
    }
    let keys = get(&world, "/.well-known/jwks.json", &[]).await;
    assert_eq!(keys.body["keys"].as_array().unwrap().len(), 2);
    world.ok("DeleteUserPoolDomain", domain).await;
    assert_eq!(at_issuer(&world, &pool, public).await, before);
}

#[tokio::test]
async fn the_custom_domain_goes_first_and_links_follow_the_origin_that_was_asked() {
    let mut decided = config();
    decided.public_url = "https://id.example.com".to_owned();
    let world = World::with(Store::open_memory().unwrap(), decided);
    let pool = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": "acme" })).await;
    let document = at_issuer(&world, &pool, "https://id.example.com").await;
    assert_eq!(document["token_endpoint"], json!("https://acme.auth.id.example.com/oauth2/token"));
    let custom = json!({
        "UserPoolId": pool, "Domain": "login.acme.example",
        "CustomDomainConfig": { "CertificateArn":
            "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555" },
    });
    world.ok("CreateUserPoolDomain", custom).await;
    let document = at_issuer(&world, &pool, "https://id.example.com").await;
    for name in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "end_session_endpoint"] {
        assert!(document[name].as_str().unwrap().starts_with("https://login.acme.example/"), "{document}");
    }
    // A name of the inner network, which does not know the domain's.
    let document = at_issuer(&world, &pool, "http://cenote:7665").await;
    assert_eq!(document["issuer"], json!(format!("https://id.example.com/{pool}")));
    assert_eq!(
        document["token_endpoint"],
        json!("http://cenote:7665/domain/login.acme.example/oauth2/token")
    );
    assert!(document["authorization_endpoint"].as_str().unwrap().starts_with("https://login.acme.example/"));
}

#[tokio::test]
async fn registration_is_told_of_where_it_is_on() {
    let world = World::new();
    let pool = world.pool(json!({ "DcrConfiguration": { "EnableStatus": "Enabled" } })).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX })).await;
    let told = get(&world, PATH, &[]).await;
    let expected = "http://127.0.0.1:7665/domain/acme/oauth2/register";
    assert_eq!(told.body["registration_endpoint"], json!(expected));
}

#[tokio::test]
async fn answers_name_the_issuer_where_the_operator_says_so() {
    let mut decided = config();
    decided.iss_parameter = true;
    let world = World::with(Store::open_memory().unwrap(), decided);
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let issuer = format!("http://127.0.0.1:7665/{pool}");
    let told = get(&world, PATH, &[]).await;
    assert_eq!(told.body["authorization_response_iss_parameter_supported"], json!(true));
    for kind in ["code", "token"] {
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[("response_type", kind), ("prompt", "none")])).await;
        let told = browser.told();
        assert_eq!((told["error"].as_str(), &told["iss"]), ("login_required", &issuer));
        browser.open(&authorize(&client, &[("response_type", kind)])).await;
        browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
        assert_eq!(browser.told()["iss"], issuer);
    }
    // By itself nothing is said.
    let plain = world.beside(config());
    let mut browser = plain.browser(PREFIX);
    browser.open(&authorize(&client, &[("prompt", "none")])).await;
    assert!(!browser.told().contains_key("iss"));
}

#[tokio::test]
async fn introspection_is_not_there_by_itself() {
    let world = World::new();
    stage(&world, json!({}), json!({})).await;
    let told = world.endpoint(PREFIX, "/oauth2/introspect", &[], &[("token", "x")]).await;
    assert_eq!(told.status, 404);
    assert!(get(&world, PATH, &[]).await.body.get("introspection_endpoint").is_none());
}

#[tokio::test]
async fn introspection_tells_clients_with_a_secret_what_is_good() {
    let mut decided = config();
    decided.introspection = true;
    let world = World::with(Store::open_memory().unwrap(), decided);
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let endpoint = get(&world, PATH, &[]).await.body["introspection_endpoint"].clone();
    assert_eq!(endpoint, json!("http://127.0.0.1:7665/domain/acme/oauth2/introspect"));
    let secret = "service_secret_service_secret";
    let machine = json!({
        "ClientSecret": secret, "AllowedOAuthFlows": ["client_credentials"],
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthScopes": ["orders/read"],
    });
    let server = json!({
        "UserPoolId": pool, "Identifier": "orders", "Name": "orders",
        "Scopes": [{ "ScopeName": "read", "ScopeDescription": "r" }],
    });
    world.ok("CreateResourceServer", server).await;
    let service = world.client(&pool, machine).await;
    let inspect = async |token: &str| {
        let form = [("client_id", service.as_str()), ("client_secret", secret), ("token", token)];
        world.endpoint(PREFIX, "/oauth2/introspect", &[], &form).await
    };
    let first = tokens(&world, &client, "openid", &[]).await;
    let text = |name: &str| first[name].as_str().unwrap();
    let told = inspect(text("access_token")).await;
    let said = claims(&first["access_token"]);
    assert_eq!((told.status, &told.body["active"]), (200, &json!(true)), "{}", told.body);
    for name in ["scope", "client_id", "username", "exp", "iat", "sub", "iss", "jti"] {
        assert_eq!(told.body[name], said[name], "{name}");
    }
    assert_eq!(told.body["token_type"], json!("Bearer"));
    let form = [("client_secret", secret), ("grant_type", "client_credentials")];
    let own = ask(&world, &service, &form).await;
    let told = inspect(own.body["access_token"].as_str().unwrap()).await;
    assert_eq!((&told.body["active"], &told.body["sub"]), (&json!(true), &json!(service)));
    // Others' refresh tokens, ID tokens, and what is no token at all say nothing.
    for token in [text("refresh_token"), text("id_token"), "x", "a.b.c"] {
        let told = inspect(token).await;
        assert_eq!((told.status, told.body), (200, json!({ "active": false })), "{token}");
    }
    // Nor do those of another pool, or of a sign-in that has ended, or after their time.
    let elsewhere = world.pool(json!({ "PoolName": "other" })).await;
    world.user(&elsewhere, "bob").await;
    let theirs = world.client(&elsewhere, json!({})).await;
    let theirs = world.sign_in(&theirs, "bob").await;
    let told = inspect(theirs["AccessToken"].as_str().unwrap()).await;
    assert_eq!(told.body, json!({ "active": false }));
    world.ok("AdminUserGlobalSignOut", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    assert_eq!(inspect(text("access_token")).await.body, json!({ "active": false }));
    let own = own.body["access_token"].as_str().unwrap().to_owned();
    world.pass_s(3_600);
    assert_eq!(inspect(&own).await.body, json!({ "active": false }));
    // Whoever has no secret proves nothing.
    let cases: [&[(&str, &str)]; 3] = [
        &[("client_id", &client), ("token", "x")],
        &[("client_id", &service), ("client_secret", "wrong"), ("token", "x")],
        &[("token", "x")],
    ];
    for form in cases {
        let told = world.endpoint(PREFIX, "/oauth2/introspect", &[], form).await;
        assert_eq!((told.status, &told.body["error"]), (401, &json!("invalid_client")));
    }
    let form = [("client_id", service.as_str()), ("client_secret", secret)];
    let told = world.endpoint(PREFIX, "/oauth2/introspect", &[], &form).await;
    assert_eq!((told.status, &told.body["error"]), (400, &json!("invalid_request")));
}

#[tokio::test]
async fn a_refresh_token_is_told_to_its_own_client_while_it_serves() {
    let mut decided = config();
    decided.introspection = true;
    let world = World::with(Store::open_memory().unwrap(), decided);
    let secret = "service_secret_service_secret";
    let rotation = json!({
        "ClientSecret": secret, "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 10 },
    });
    let (_, client) = stage(&world, json!({}), rotation).await;
    let code = {
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[])).await;
        browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
        browser.told()["code"].clone()
    };
    let form = [
        ("client_secret", secret),
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
    ];
    let first = ask(&world, &client, &form).await.body;
    let old = first["refresh_token"].as_str().unwrap();
    let inspect = async |token: &str| {
        let form = [("client_id", client.as_str()), ("client_secret", secret), ("token", token)];
        world.endpoint(PREFIX, "/oauth2/introspect", &[], &form).await.body
    };
    let told = inspect(old).await;
    assert_eq!((&told["active"], &told["scope"]), (&json!(true), &json!("openid email")));
    let form = [("client_secret", secret), ("grant_type", "refresh_token"), ("refresh_token", old)];
    let second = ask(&world, &client, &form).await.body;
    let new = second["refresh_token"].as_str().unwrap();
    assert_eq!(inspect(new).await["active"], json!(true));
    assert_eq!(inspect(old).await["active"], json!(true));
    world.pass_s(11);
    assert_eq!(inspect(old).await, json!({ "active": false }));
}
