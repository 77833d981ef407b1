//! `/auth/jwt`: as the JWT authorizer of HTTP APIs, COGNITO_USER_POOLS of REST APIs, and AppSync.
//! AWS: the developer guides of API Gateway and AppSync.

use rules::forward_auth::gate::{Form, Gate, Issuer, Source};
use rules::forward_auth::wanted::Wanted;
use serde_json::{Value, json};

use super::{gate, list, tokens};
use crate::world::gates::Told;
use crate::world::{World, internet};

const GRAPH: Form = Form::AppSync { allows_by_default: false };

/// A pool with alice, who is staff, and what she holds after a sign-in.
struct Setting {
    world: World,
    pool: String,
    client: String,
    access: String,
    id: String,
}

impl Setting {
    async fn new() -> Setting {
        let world = World::new();
        let pool = world.pool(json!({})).await;
        let client = world.client(&pool, json!({})).await;
        world.user(&pool, "alice").await;
        world.ok("CreateGroup", json!({ "UserPoolId": pool, "GroupName": "staff" })).await;
        let join = json!({ "UserPoolId": pool, "Username": "alice", "GroupName": "staff" });
        world.ok("AdminAddUserToGroup", join).await;
        let signed_in = world.sign_in(&client, "alice").await;
        let text = |name: &str| signed_in[name].as_str().unwrap().to_owned();
        let (access, id) = (text("AccessToken"), text("IdToken"));
        Setting { world, pool, client, access, id }
    }

    fn gate(&self, form: Form) -> Gate {
        gate(form, Issuer::Pool(self.pool.clone()), &[&self.client])
    }

    async fn ask(&self, gate: Gate, token: &str) -> Told {
        self.world.with_gates([gate]).gate("/auth/jwt/api", &[("authorization", token)]).await
    }
}

fn with(gate: Gate, wanted: Wanted) -> Gate {
    let groups_claim = gate.wanted.groups_claim.clone();
    Gate { wanted: Wanted { groups_claim, ..wanted }, ..gate }
}

const UNAUTHORIZED: &str = r#"{"message":"Unauthorized"}"#;

fn invalid(why: &str) -> String {
    format!("Bearer scope=\"\" error=\"invalid_token\" error_description=\"{why}\"")
}

#[tokio::test]
async fn an_http_api_takes_both_tokens_of_its_apps_and_hands_their_claims_on() {
    let setting = Setting::new().await;
    for (token, use_) in [(&setting.access, "access"), (&setting.id, "id")] {
        for sent in [token.clone(), format!("Bearer {token}"), format!("bearer  {token} ")] {
            let told = setting.ask(setting.gate(Form::HttpApi), &sent).await;
            assert_eq!((told.status, told.body.as_str()), (200, ""));
            assert_eq!(told.header("cache-control"), "no-store");
            let jwt = &told.json("x-amzn-request-context")["authorizer"]["jwt"];
            let claims = crate::world::claims(&json!(token));
            assert_eq!(jwt["scopes"], Value::Null);
            assert_eq!(jwt["claims"]["token_use"], use_);
            assert_eq!(jwt["claims"]["cognito:groups"], "[staff]");
            assert_eq!(jwt["claims"]["exp"], claims["exp"].to_string());
            assert_eq!(told.header("x-auth-request-user"), claims["sub"].as_str().unwrap());
            assert_eq!(told.header("x-auth-request-preferred-username"), "alice");
            assert_eq!(told.header("x-auth-request-groups"), "staff");
            let email = if use_ == "id" { "alice@example.com" } else { "" };
            assert_eq!(told.header("x-auth-request-email"), email);
        }
    }
    // Asked by Envoy with the request's own path; and nowhere else.
    let world = setting.world.with_gates([setting.gate(Form::HttpApi)]);
    let sent = [("authorization", setting.access.as_str())];
    for path in ["/ext/", "/ext/orders/1?x=2", "/ext/../../alb/api/verify", "/ext//", ""] {
        assert_eq!(world.gate(&format!("/auth/jwt/api{path}"), &sent).await.status, 200, "{path}");
    }
    for path in
        ["/auth/jwt/other", "/auth/jwt/API", "/auth/jwt", "/auth/jwt/api/x", "/auth/alb/api/verify", "/auth/"]
    {
        assert_eq!(world.gate(path, &sent).await.status, 0, "{path}");
    }
}

#[tokio::test]
async fn an_http_api_says_why_it_refuses() {
    let setting = Setting::new().await;
    let gate = || setting.gate(Form::HttpApi);
    let told = |told: Told| (told.status, told.header("www-authenticate").to_owned(), told.body);
    let refused = |why: &str| (401, invalid(why), UNAUTHORIZED.to_owned());
    for nothing in ["", " ", "Bearer", "Bearer ", "bearer"] {
        let bare = (401, "Bearer".to_owned(), UNAUTHORIZED.to_owned());
        assert_eq!(told(setting.ask(gate(), nothing).await), bare, "{nothing:?}");
    }
    let world = setting.world.with_gates([gate()]);
    assert_eq!(world.gate("/auth/jwt/api", &[]).await.header("www-authenticate"), "Bearer");
    // Which of two is meant nobody can say.
    let twice = [("authorization", setting.access.as_str()), ("authorization", setting.access.as_str())];
    assert_eq!(world.gate("/auth/jwt/api", &twice).await.status, 401);

    let bent = format!("{}x", setting.access);
    assert_eq!(told(setting.ask(gate(), &bent).await), refused("the token is invalid"));
    let other = setting.world.client(&setting.pool, json!({})).await;
    let audience = tokens(gate(), |tokens| tokens.audience = vec![other]);
    let why = "the token does not have a valid audience";
    assert_eq!(told(setting.ask(audience, &setting.id).await), refused(why));
    let kind = tokens(gate(), |tokens| tokens.token_use = Some("access".to_owned()));
    assert_eq!(told(setting.ask(kind, &setting.id).await), refused("the token is invalid"));

    let scopes = |scope: &str| with(gate(), Wanted { scopes: list(&["x/y", scope]), ..Wanted::default() });
    let admin = "aws.cognito.signin.user.admin";
    let passed = setting.ask(scopes(admin), &setting.access).await;
    assert_eq!(passed.json("x-amzn-request-context")["authorizer"]["jwt"]["scopes"], json!([admin]));
    let lacks = setting.ask(scopes("a/b"), &setting.access).await;
    let why = "error_description=\"the token does not include any of the scopes required\"";
    let challenge = format!("Bearer scope=\"x/y a/b\" error=\"insufficient_scope\" {why}");
    assert_eq!(told(lacks), (403, challenge, r#"{"message":"Forbidden"}"#.to_owned()));
    let groups = |group: &str| with(gate(), Wanted { groups: list(&[group]), ..Wanted::default() });
    assert_eq!(setting.ask(groups("staff"), &setting.access).await.status, 200);
    let lacks = setting.ask(groups("admins"), &setting.access).await;
    assert_eq!((lacks.status, lacks.header("www-authenticate")), (403, ""));
    let claim = |value: &str| {
        let claims = [("username".to_owned(), list(&[value]))].into();
        with(gate(), Wanted { claims, ..Wanted::default() })
    };
    assert_eq!(setting.ask(claim("alice"), &setting.access).await.status, 200);
    assert_eq!(setting.ask(claim("bob"), &setting.access).await.status, 403);

    setting.world.pass_s(3_601);
    assert_eq!(told(setting.ask(gate(), &setting.access).await), refused("the token has expired"));
}

#[tokio::test]
async fn the_store_is_asked_unless_the_operator_says_otherwise() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let lax = || tokens(setting.gate(Form::HttpApi), |tokens| tokens.asks_store = false);
    world.ok("GlobalSignOut", json!({ "AccessToken": setting.access })).await;
    for token in [&setting.access, &setting.id] {
        let strict = setting.ask(setting.gate(Form::HttpApi), token).await;
        assert_eq!(strict.header("www-authenticate"), invalid("the token was revoked"));
        assert_eq!(setting.ask(lax(), token).await.status, 200);
    }
    let tokens = world.sign_in(&setting.client, "alice").await;
    let fresh = tokens["AccessToken"].as_str().unwrap();
    assert_eq!(setting.ask(setting.gate(Form::HttpApi), fresh).await.status, 200);
    let who = json!({ "UserPoolId": setting.pool, "Username": "alice" });
    world.ok("AdminDisableUser", who.clone()).await;
    assert_eq!(setting.ask(setting.gate(Form::HttpApi), fresh).await.status, 401);
    world.ok("AdminDeleteUser", who).await;
    assert_eq!(setting.ask(setting.gate(Form::HttpApi), fresh).await.status, 401);
    world.ok("DeleteUserPool", json!({ "UserPoolId": setting.pool })).await;
    assert_eq!(setting.ask(lax(), fresh).await.status, 401);
}

#[tokio::test]
async fn a_decision_is_kept_as_long_as_the_operator_says_and_never_beyond_the_token() {
    let setting = Setting::new().await;
    let kept = |ttl_s| tokens(setting.gate(Form::HttpApi), |tokens| tokens.ttl_s = ttl_s);
    let world = setting.world.with_gates([kept(300), Gate { name: "other".to_owned(), ..kept(300) }]);
    let sent = [("authorization", setting.access.as_str())];
    assert_eq!(world.gate("/auth/jwt/api", &sent).await.status, 200);
    world.ok("GlobalSignOut", json!({ "AccessToken": setting.access })).await;
    assert_eq!(world.gate("/auth/jwt/api", &sent).await.status, 200);
    // What one gate has decided is nothing to another, nor to another token.
    assert_eq!(world.gate("/auth/jwt/other", &sent).await.status, 401);
    assert_eq!(world.gate("/auth/jwt/api", &[("authorization", &setting.id)]).await.status, 401);
    world.pass_s(301);
    assert_eq!(world.gate("/auth/jwt/api", &sent).await.status, 401);

    let token = setting.world.sign_in(&setting.client, "alice").await["AccessToken"].clone();
    let sent = [("authorization", token.as_str().unwrap())];
    let world = setting.world.with_gates([kept(3_600)]);
    world.pass_s(60);
    assert_eq!(world.gate("/auth/jwt/api", &sent).await.status, 200);
    world.pass_s(3_541);
    assert_eq!(world.gate("/auth/jwt/api", &sent).await.status, 401);
}

#[tokio::test]
async fn a_rest_api_takes_id_tokens_and_with_scopes_access_tokens() {
    let setting = Setting::new().await;
    let gate = || setting.gate(Form::RestApi);
    let told = setting.ask(gate(), &setting.id).await;
    let claims = told.json("x-amzn-request-context")["authorizer"]["claims"].clone();
    assert_eq!((told.status, &claims["cognito:groups"]), (200, &json!("staff")));
    assert_eq!(claims["exp"], "Sat Nov 21 05:00:00 UTC 2026");
    assert_eq!(claims["email_verified"], "true");
    let refused = setting.ask(gate(), &setting.access).await;
    assert_eq!((refused.status, refused.body.as_str()), (401, UNAUTHORIZED));
    assert_eq!(refused.header("x-amzn-errortype"), "UnauthorizedException");

    let scopes = |scope: &str| {
        let gate = with(gate(), Wanted { scopes: list(&[scope]), ..Wanted::default() });
        tokens(gate, |tokens| tokens.token_use = Form::RestApi.token_use(true).map(str::to_owned))
    };
    let admin = "aws.cognito.signin.user.admin";
    assert_eq!(setting.ask(scopes(admin), &setting.access).await.status, 200);
    assert_eq!(setting.ask(scopes(admin), &setting.id).await.status, 401);
    // AWS: never 403.
    assert_eq!(setting.ask(scopes("a/b"), &setting.access).await.status, 401);
    setting.world.pass_s(3_601);
    let expired = setting.ask(gate(), &setting.id).await;
    assert_eq!(expired.body, r#"{"message":"The incoming token has expired"}"#);
}

#[tokio::test]
async fn a_machines_token_passes_while_its_client_is_there() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let scopes = json!([{ "ScopeName": "read", "ScopeDescription": "reads" }]);
    let server =
        json!({ "UserPoolId": setting.pool, "Identifier": "orders", "Name": "orders", "Scopes": scopes });
    world.ok("CreateResourceServer", server).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": setting.pool, "Domain": "acme" })).await;
    let machine = json!({
        "UserPoolId": setting.pool, "ClientName": "machine", "GenerateSecret": true,
        "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthFlowsUserPoolClient": true,
        "AllowedOAuthScopes": ["orders/read"],
    });
    let machine = world.ok("CreateUserPoolClient", machine).await["UserPoolClient"].clone();
    let text = |name: &str| machine[name].as_str().unwrap().to_owned();
    let (id, secret) = (text("ClientId"), text("ClientSecret"));
    let form = [("grant_type", "client_credentials"), ("client_id", &id), ("client_secret", &secret)];
    let token = world.endpoint("acme", "/oauth2/token", &[], &form).await.body["access_token"].clone();
    let gate = || {
        let gate = gate(Form::HttpApi, Issuer::Pool(setting.pool.clone()), &[&id]);
        with(gate, Wanted { scopes: list(&["orders/read"]), ..Wanted::default() })
    };
    let token = token.as_str().unwrap();
    assert_eq!(setting.ask(gate(), token).await.status, 200);
    world.ok("DeleteUserPoolClient", json!({ "UserPoolId": setting.pool, "ClientId": id })).await;
    assert_eq!(setting.ask(gate(), token).await.header("www-authenticate"), invalid("the token was revoked"));
}

#[tokio::test]
async fn app_sync_tells_the_server_behind_who_it_is_and_judges_the_group_of_the_whole() {
    let setting = Setting::new().await;
    for token in [&setting.id, &setting.access] {
        let told = setting.ask(setting.gate(GRAPH), token).await;
        let identity = told.json("x-appsync-identity");
        let claims = crate::world::claims(&json!(token));
        assert_eq!(told.status, 200);
        assert_eq!((&identity["sub"], &identity["issuer"]), (&claims["sub"], &claims["iss"]));
        assert_eq!((&identity["username"], &identity["groups"]), (&json!("alice"), &json!(["staff"])));
        assert_eq!((&identity["claims"], &identity["sourceIp"]), (&claims, &json!(["203.0.113.7"])));
        assert_eq!(identity["defaultAuthStrategy"], "DENY");
    }
    let open = setting.gate(Form::AppSync { allows_by_default: true });
    let told = setting.ask(open, &setting.id).await;
    assert_eq!(told.json("x-appsync-identity")["defaultAuthStrategy"], "ALLOW");
    let groups =
        |group: &str| with(setting.gate(GRAPH), Wanted { groups: list(&[group]), ..Wanted::default() });
    assert_eq!(setting.ask(groups("staff"), &setting.id).await.status, 200);
    let denied = setting.ask(groups("Admins"), &setting.id).await;
    let body: Value = serde_json::from_str(&denied.body).unwrap();
    assert_eq!((denied.status, &body["errors"][0]["errorType"]), (403, &json!("Unauthorized")));
    let nobody = setting.ask(setting.gate(GRAPH), "nonsense").await;
    let body: Value = serde_json::from_str(&nobody.body).unwrap();
    assert_eq!((nobody.status, &body["errors"][0]["errorType"]), (401, &json!("UnauthorizedException")));
}

#[tokio::test]
async fn a_token_in_the_query_is_read_where_a_trusted_proxy_tells_of_it() {
    let setting = Setting::new().await;
    let gate =
        tokens(setting.gate(Form::HttpApi), |tokens| tokens.source = Source::Query("token".to_owned()));
    let world = setting.world.with_gates([gate]);
    let uri = format!("/orders?token={}", setting.access);
    for header in ["x-forwarded-uri", "x-original-uri"] {
        assert_eq!(world.gate("/auth/jwt/api", &[(header, &uri)]).await.status, 200);
        assert_eq!(world.gate_by(false, "/auth/jwt/api", &[(header, &uri)]).await.status, 401);
    }
    let envoy = format!("/auth/jwt/api/ext{uri}");
    assert_eq!(world.gate(&envoy, &[]).await.status, 200);
    assert_eq!(world.gate_by(false, &envoy, &[]).await.status, 401);
    for bad in [format!("{uri}&token=x"), format!("@evil{uri}"), uri.replace("token", "t"), String::new()] {
        assert_eq!(world.gate("/auth/jwt/api", &[("x-forwarded-uri", &bad)]).await.status, 401, "{bad}");
    }
}

#[tokio::test]
async fn claims_become_the_headers_that_the_operator_names() {
    let setting = Setting::new().await;
    let name = json!([{ "Name": "name", "Value": "Zoë, \"x\"\r\nx-admin: 1" }]);
    let who = json!({ "UserPoolId": setting.pool, "Username": "alice", "UserAttributes": name });
    setting.world.ok("AdminUpdateUserAttributes", who).await;
    let id = setting.world.sign_in(&setting.client, "alice").await["IdToken"].clone();
    let mut gate = setting.gate(Form::HttpApi);
    gate.claim_headers = [("x-name", "name"), ("x-groups", "cognito:groups"), ("x-none", "nothing")]
        .map(|(header, claim)| (header.to_owned(), claim.to_owned()))
        .to_vec();
    let told = setting.ask(gate, id.as_str().unwrap()).await;
    assert_eq!(told.header("x-name"), "Zo%C3%AB,%20\"x\"%0D%0Ax-admin:%201");
    assert_eq!((told.header("x-groups"), told.header("x-none"), told.header("x-admin")), ("staff", "", ""));
    let told = told.json("x-amzn-request-context");
    assert_eq!(told["authorizer"]["jwt"]["claims"]["name"], "Zoë, \"x\"\r\nx-admin: 1");
}

#[tokio::test]
async fn an_issuer_elsewhere_is_asked_for_its_keys() {
    const ISSUER: &str = "https://login.example/tenant";
    let world = World::new();
    let now = world.now() / 1_000;
    let claims = |over: Value| {
        let base = json!({ "iss": ISSUER, "sub": "u-1", "aud": ["other", "api"], "exp": now + 600, "iat": now,
                           "scp": ["orders/read"], "groups": ["staff"] });
        crate::world::merged(base, over)
    };
    let mut gate = gate(Form::HttpApi, Issuer::Elsewhere(ISSUER.to_owned()), &["api"]);
    gate.wanted.groups = list(&["staff"]);
    gate.wanted.scopes = list(&["orders/read"]);
    let world = world.with_gates([gate]);
    let ask = async |token: String| world.gate("/auth/jwt/api", &[("authorization", &token)]).await;
    let token = |over: Value| internet::token(2, "k1", &claims(over));
    // Nobody answers: that is not the token's fault, and nobody gets in.
    assert_eq!(ask(token(json!({}))).await.status, 500);
    world.internet.serve(&format!("{ISSUER}/.well-known/openid-configuration"), &internet::discovery(ISSUER));
    world.internet.serve(&format!("{ISSUER}/keys"), &internet::key_set(&[(2, "k1")]));
    world.pass_s(31);
    let told = ask(token(json!({}))).await;
    assert_eq!((told.status, told.header("x-auth-request-user")), (200, "u-1"));
    assert_eq!(told.json("x-amzn-request-context")["authorizer"]["jwt"]["claims"]["groups"], "[staff]");
    for (over, status) in [
        (json!({ "aud": "other" }), 401),
        (json!({ "aud": null }), 401),
        (json!({ "exp": now }), 401),
        (json!({ "exp": "soon" }), 401),
        (json!({ "nbf": now + 300 }), 401),
        (json!({ "iat": now + 300 }), 401),
        (json!({ "nbf": "x" }), 401),
        (json!({ "iss": "https://login.example/tenant/" }), 401),
        (json!({ "iss": "https://login.example" }), 401),
        (json!({ "iss": 7 }), 401),
        (json!({ "scp": ["orders/write"] }), 403),
        (json!({ "groups": "st aff" }), 403),
    ] {
        assert_eq!(ask(token(over.clone())).await.status, status, "{over}");
    }
    // AWS: `client_id` counts only where there is no `aud`.
    let mut bare = claims(json!({ "client_id": "api" }));
    bare.as_object_mut().unwrap().remove("aud");
    assert_eq!(ask(internet::token(2, "k1", &bare)).await.status, 200);
    assert_eq!(ask(token(json!({ "aud": "other", "client_id": "api" }))).await.status, 401);
    assert_eq!(ask(internet::token(1, "k1", &claims(json!({})))).await.status, 401);

    let access = |gate| tokens(gate, |tokens| tokens.token_use = Some("access".to_owned()));
    let gate = access(super::gate(Form::HttpApi, Issuer::Elsewhere(ISSUER.to_owned()), &["api"]));
    let world = world.with_gates([gate]);
    world.pass_s(31);
    for (kind, status) in [(json!("access"), 200), (json!("id"), 401), (json!(null), 401)] {
        let token = token(json!({ "token_use": kind }));
        assert_eq!(world.gate("/auth/jwt/api", &[("authorization", &token)]).await.status, status);
    }
}
