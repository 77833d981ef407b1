//! Apps that make themselves clients, and what they get.
//! AWS: the developer guide, "Dynamic client registration". RFC: 7591, 8252, 9700.

use http::Method;
use serde_json::{Value, json};

use super::{CALLBACK, PREFIX};
use crate::world::browser::{Told, told};
use crate::world::{World, merged};

/// A pool with a domain in which clients register as `dcr` says, and alice.
pub async fn open_pool(world: &World, dcr: Value) -> String {
    let pool = world.pool(json!({ "DcrConfiguration": dcr })).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX })).await;
    world.user(&pool, "alice").await;
    pool
}

/// Sends metadata, with headers more.
pub async fn register(world: &World, headers: &[(&str, &str)], metadata: Value) -> Told {
    let mut all = vec![("content-type", "application/json")];
    all.extend_from_slice(headers);
    let path = (Method::POST, "/oauth2/register");
    told(world.hosted(PREFIX, path, &all, &metadata.to_string()).await)
}

/// What MCP clients send.
pub fn public() -> Value {
    json!({
        "client_name": "Desk agent",
        "redirect_uris": [CALLBACK],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
        "scope": "openid email",
    })
}

#[tokio::test]
async fn nobody_registers_where_it_is_off() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX })).await;
    let answer = register(&world, &[], public()).await;
    assert_eq!((answer.status, &answer.body["error"]), (404, &json!("not_found")));
    let dcr = json!({ "EnableStatus": "Disabled", "OpenDcrEnabled": true });
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool, "DcrConfiguration": dcr })).await;
    assert_eq!(register(&world, &[], public()).await.status, 404);
    // On, and open to those with a token alone.
    let dcr = json!({ "EnableStatus": "Enabled" });
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool, "DcrConfiguration": dcr })).await;
    let answer = register(&world, &[], public()).await;
    assert_eq!((answer.status, &answer.body["error"]), (401, &json!("invalid_token")));
    assert!(answer.headers.contains_key("www-authenticate"));
    let clients = world.ok("ListUserPoolClients", json!({ "UserPoolId": pool })).await;
    assert_eq!(clients["UserPoolClients"], json!([]));
}

#[tokio::test]
async fn a_public_client_registers_itself_and_is_seen_as_such() {
    let world = World::new();
    let pool = open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let answer = register(&world, &[], public()).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    let id = answer.body["client_id"].as_str().unwrap().to_owned();
    let mut body = answer.body;
    body["client_id"] = json!("");
    assert_eq!(
        body,
        json!({
            "client_id": "",
            "client_id_issued_at": world.now() / 1_000,
            "client_secret_expires_at": 0,
            "client_name": "Desk agent",
            "redirect_uris": [CALLBACK],
            "token_endpoint_auth_method": "none",
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "scope": "openid email",
        })
    );
    let input = json!({ "UserPoolId": pool, "ClientId": id });
    let made = world.ok("DescribeUserPoolClient", input).await["UserPoolClient"].clone();
    assert_eq!((&made["ClientType"], &made["AllowedOAuthFlows"]), (&json!("DCR"), &json!(["code"])));
    assert_eq!(made["AllowedOAuthScopes"], json!(["openid", "email"]));
    assert!(made["ClientSecret"].is_null() && made["ExplicitAuthFlows"].is_null());
    let listed = json!({ "UserPoolId": pool, "ClientType": "DCR" });
    assert_eq!(world.ok("ListUserPoolClients", listed).await["UserPoolClients"][0]["ClientId"], json!(id));
    // It signs nobody in but on the pages.
    let srp = json!({
        "ClientId": id, "AuthFlow": "USER_SRP_AUTH", "AuthParameters": { "USERNAME": "alice", "SRP_A": "2" },
    });
    let refused = world.refused("InitiateAuth", srp).await;
    assert!(refused.starts_with("InvalidParameterException: "), "{refused}");
}

#[tokio::test]
async fn a_client_that_says_nothing_has_a_secret_and_what_all_may_have() {
    let world = World::new();
    let dcr =
        json!({ "OpenDcrEnabled": true, "AllowedScopes": ["aws.cognito.signin.user.admin", "gone/read"] });
    open_pool(&world, dcr).await;
    let answer =
        register(&world, &[], json!({ "redirect_uris": [CALLBACK], "logo_uri": "javascript:x" })).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.body["token_endpoint_auth_method"], json!("client_secret_basic"));
    assert_eq!(answer.body["scope"], json!("openid email phone profile aws.cognito.signin.user.admin"));
    assert!(answer.body["client_secret"].as_str().unwrap().len() > 40);
    assert_eq!(answer.body["client_name"], json!("Registered client"));
    assert!(answer.body["logo_uri"].is_null());
}

#[tokio::test]
async fn hostile_metadata_is_refused() {
    let world = World::new();
    let pool = open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let uris = [
        json!(null),
        json!([]),
        json!(["http://app.example.com/back"]),
        json!(["https://app.example.com/back#part"]),
        json!(["https://user@app.example.com/back"]),
        json!(["https:app.example.com"]),
        json!(["https://*.example.com/back"]),
        json!(["https://app.example.com\\@evil.example/"]),
        json!(["http://localhost.evil.example/"]),
        json!(["JavaScript:alert(1)"]),
        json!(["data:text/html,x"]),
        json!(["mailto:a@example.com"]),
        json!(["myapp:"]),
        json!(["/back"]),
        json!(["https://app.example.com/ü"]),
        json!(["https://app.example.com/\u{0}"]),
        json!([format!("https://app.example.com/{}", "a".repeat(1_100))]),
        json!(vec![CALLBACK; 101]),
        json!([CALLBACK, "ftp://app.example.com"]),
    ];
    for uris in uris {
        let answer = register(&world, &[], merged(public(), json!({ "redirect_uris": uris }))).await;
        assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_redirect_uri")), "{uris}");
    }
    let metadata = [
        json!({ "token_endpoint_auth_method": "private_key_jwt" }),
        json!({ "grant_types": ["client_credentials"] }),
        json!({ "grant_types": ["authorization_code", "password"] }),
        json!({ "grant_types": ["implicit"] }),
        json!({ "grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_post" }),
        json!({ "response_types": ["token"] }),
        json!({ "scope": "openid aws.cognito.signin.user.admin" }),
        json!({ "scope": "aws.cognito/dcr/register" }),
        json!({ "redirect_uris": CALLBACK }),
        json!({ "client_name": ["a"] }),
    ];
    for more in metadata {
        let answer = register(&world, &[], merged(public(), more.clone())).await;
        assert_eq!(
            (answer.status, &answer.body["error"]),
            (400, &json!("invalid_client_metadata")),
            "{more}"
        );
    }
    let deep = format!("{{\"x\":{}", "[".repeat(5_000));
    let long = format!("{{\"client_name\":\"{}\"}}", "a".repeat(100_000));
    for body in ["", "[]", "null", "{", &deep, &long, "client_name=x"] {
        let headers = [("content-type", "application/json")];
        let answer = world.hosted(PREFIX, (Method::POST, "/oauth2/register"), &headers, body).await;
        assert_eq!(
            told(answer).body["error"],
            json!("invalid_client_metadata"),
            "{}",
            &body[..body.len().min(20)]
        );
    }
    let form = [("redirect_uris", CALLBACK)];
    let answer = world.endpoint(PREFIX, "/oauth2/register", &[], &form).await;
    assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_client_metadata")));
    let clients = world.ok("ListUserPoolClients", json!({ "UserPoolId": pool })).await;
    assert_eq!(clients["UserPoolClients"], json!([]));
    // A name is cleaned of what is no name.
    let name = "  <img src=x>\u{202e}\u{0}Ümlaut & (co) ".to_owned() + &"n".repeat(300);
    let answer = register(&world, &[], merged(public(), json!({ "client_name": name }))).await;
    let name = answer.body["client_name"].as_str().unwrap();
    assert!(name.starts_with("img src=x Ümlaut co nnn") && name.len() <= 130, "{name}");
}

#[tokio::test]
async fn who_has_the_scope_registers_machines_too() {
    let world = World::new();
    let dcr =
        json!({ "AllowedScopes": ["api/read"], "AuthenticatedGrantTypes": ["code", "client_credentials"] });
    let pool = open_pool(&world, dcr).await;
    let scopes = json!([{ "ScopeName": "read", "ScopeDescription": "Read" }, { "ScopeName": "write", "ScopeDescription": "Write" }]);
    let server = json!({ "UserPoolId": pool, "Identifier": "api", "Name": "api", "Scopes": scopes });
    world.ok("CreateResourceServer", server).await;
    let token = |scope: &'static str| {
        let (world, pool) = (&world, &pool);
        async move {
            let input = json!({
                "UserPoolId": pool, "ClientName": "ops", "GenerateSecret": true,
                "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["client_credentials"],
                "AllowedOAuthScopes": [scope], "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"],
            });
            let client = world.ok("CreateUserPoolClient", input).await["UserPoolClient"].clone();
            let input = json!({ "ClientId": client["ClientId"], "Secret": client["ClientSecret"] });
            let token = world.ok("GetClientToken", input).await;
            (client, token["ClientAuthenticationResult"]["AccessToken"].as_str().expect("a token").to_owned())
        }
    };
    let machine = json!({ "grant_types": ["client_credentials"], "client_name": "Robot" });
    let (client, right) = token("aws.cognito/dcr/register").await;
    let right = format!("Bearer {right}");
    let headers = [("authorization", right.as_str())];
    let answer = register(&world, &headers, machine.clone()).await;
    assert_eq!((answer.status, &answer.body["scope"]), (201, &json!("api/read")), "{}", answer.body);
    assert!(answer.body["client_secret"].is_string() && answer.body["redirect_uris"].is_null());
    assert_eq!(
        register(&world, &headers, merged(machine.clone(), json!({ "scope": "api/write" }))).await.status,
        400
    );
    assert_eq!(register(&world, &headers, public()).await.status, 201);

    let (_, wrong) = token("api/read").await;
    let wrong = format!("Bearer {wrong}");
    let answer = register(&world, &[("authorization", &wrong)], public()).await;
    assert_eq!((answer.status, &answer.body["error"]), (403, &json!("insufficient_scope")));
    let broken = format!("{right}x");
    for header in ["Bearer", "Bearer x", "Basic eDp5", &broken] {
        let answer = register(&world, &[("authorization", header)], public()).await;
        assert_eq!((answer.status, &answer.body["error"]), (401, &json!("invalid_token")), "{header}");
    }
    // A token serves no longer than its client.
    world.ok("DeleteUserPoolClient", json!({ "UserPoolId": pool, "ClientId": client["ClientId"] })).await;
    assert_eq!(register(&world, &headers, public()).await.status, 401);
}

#[tokio::test]
async fn one_address_registers_twenty_an_hour() {
    let world = World::new();
    open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    for _ in 0..20 {
        assert_eq!(register(&world, &[], public()).await.status, 201);
    }
    let answer = register(&world, &[], public()).await;
    assert_eq!((answer.status, &answer.body["error"]), (429, &json!("too_many_requests")));
    world.pass_s(3_601);
    assert_eq!(register(&world, &[], public()).await.status, 201);
}

#[tokio::test]
async fn a_browser_may_ask_first() {
    let world = World::new();
    open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let answer = world.hosted(PREFIX, (Method::OPTIONS, "/oauth2/register"), &[], "").await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["access-control-allow-methods"]),
        (204, &"POST".parse().unwrap())
    );
    let answer = world.hosted(PREFIX, (Method::GET, "/oauth2/register"), &[], "").await;
    assert_eq!(answer.status(), 405);
}

/// Managed login shows nothing before a client has a style, and whoever registers itself has nowhere to make one.
#[tokio::test]
async fn an_app_that_registered_itself_needs_no_style() {
    let world = World::new();
    let pool = open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let managed = json!({ "UserPoolId": pool, "Domain": PREFIX, "ManagedLoginVersion": 2 });
    world.ok("UpdateUserPoolDomain", managed).await;
    let own = register(&world, &[], public()).await.body["client_id"].as_str().unwrap().to_owned();
    let settings = json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"],
        "CallbackURLs": [CALLBACK], "SupportedIdentityProviders": ["COGNITO"],
    });
    let made = world.client(&pool, settings).await;
    let challenge = super::challenge();
    let more =
        [("scope", "openid"), ("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
    let mut browser = world.browser(PREFIX);
    browser.open(&super::authorize(&own, &more)).await;
    assert!(browser.status == 200 && browser.at.starts_with("/login?"), "{}", browser.html);
    browser.open(&super::authorize(&made, &more)).await;
    assert!(browser.status == 400 && browser.says("These pages are not ready yet."), "{}", browser.html);
}
