//! Tokens that are bound to an app's key, and everything that whoever holds only the token tries. RFC: 9449.

use http::Method;
use rules::Dpop;
use serde_json::{Value, json};

use super::token::{another, text, tokens, word};
use super::{CALLBACK, PREFIX, authorize, challenge, stage};
use crate::world::browser::{Told, told};
use crate::world::dpop::Holder;
use crate::world::{PASSWORD, World, claims, config, merged};

const HOME: &str = "http://acme.auth.localhost:7665";
const SCOPE: &str = "openid email aws.cognito.signin.user.admin";

fn world_of(dpop: Dpop) -> World {
    let decided =
        rules::Config { dpop, introspection: true, pushed_requests: true, device_grant: true, ..config() };
    World::with(store::Store::open_memory().unwrap(), decided)
}

fn world() -> World {
    world_of(Dpop::On)
}

/// The claims of a proof for an endpoint of the domain, at this moment.
fn for_path(world: &World, method: &str, path: &str) -> Value {
    let id = crypto::mac::sha256(world.now().to_string().as_bytes());
    json!({
        "jti": hex::encode(id), "htm": method, "htu": format!("{HOME}{path}"), "iat": world.now() / 1_000,
    })
}

fn for_token(world: &World) -> Value {
    for_path(world, "POST", "/oauth2/token")
}

async fn ask(world: &World, client: &str, proof: &str, form: &[(&str, &str)]) -> Told {
    let mut all = vec![("client_id", client)];
    all.extend_from_slice(form);
    world.endpoint(PREFIX, "/oauth2/token", &[("dpop", proof)], &all).await
}

async fn code(world: &World, client: &str, more: &[(&str, &str)]) -> String {
    let mut browser = world.browser(PREFIX);
    let mut asked = vec![("scope", SCOPE)];
    asked.extend_from_slice(more);
    browser.open(&authorize(client, &asked)).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    browser.told()["code"].clone()
}

fn redeeming(code: &str) -> [(&str, &str); 3] {
    [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)]
}

/// Alice's tokens, bound to a key.
async fn bound(world: &World, client: &str, key: &Holder) -> Value {
    let code = code(world, client, &[]).await;
    let told = ask(world, client, &key.prove(&for_token(world)), &redeeming(&code)).await;
    assert_eq!((told.status, &told.body["token_type"]), (200, &json!("DPoP")), "{}", told.body);
    told.body
}

async fn info(world: &World, authorization: &str, proof: Option<&str>) -> Told {
    let mut headers = vec![("authorization", authorization)];
    headers.extend(proof.map(|proof| ("dpop", proof)));
    told(world.hosted(PREFIX, (Method::GET, "/oauth2/userInfo"), &headers, "").await)
}

fn for_info(world: &World, token: &str) -> Value {
    let ath = json!({ "ath": crypto::dpop::token_hash(token) });
    merged(for_path(world, "GET", "/oauth2/userInfo"), ath)
}

#[tokio::test]
async fn a_bound_token_serves_its_holder_alone() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (key, thief) = (Holder::new(), Holder::new());
    let tokens = bound(&world, &client, &key).await;
    let token = text(&tokens, "access_token");
    assert_eq!(claims(&tokens["access_token"])["cnf"], json!({ "jkt": key.thumbprint() }));
    assert_eq!(claims(&tokens["id_token"])["cnf"], Value::Null);

    let scheme = format!("DPoP {token}");
    let answer = info(&world, &scheme, Some(&key.prove(&for_info(&world, token)))).await;
    assert_eq!((answer.status, &answer.body["email"]), (200, &json!("alice@example.com")), "{}", answer.body);

    // As a bearer, by itself, with the proof of another, or with one for another token.
    let as_bearer = info(&world, &format!("Bearer {token}"), None).await;
    assert_eq!((as_bearer.status, &as_bearer.body["error"]), (401, &json!("invalid_token")));
    let beside = key.prove(&for_info(&world, token));
    assert_eq!(info(&world, &format!("Bearer {token}"), Some(&beside)).await.status, 401);
    let bare = info(&world, &scheme, None).await;
    assert_eq!((bare.status, &bare.body["error"]), (401, &json!("invalid_dpop_proof")));
    let header = bare.headers["www-authenticate"].to_str().unwrap();
    assert!(
        header.starts_with("DPoP error=\"invalid_dpop_proof\"") && header.contains("algs=\"ES256 "),
        "{header}"
    );
    let stolen = info(&world, &scheme, Some(&thief.prove(&for_info(&world, token)))).await;
    assert_eq!((stolen.status, &stolen.body["error"]), (401, &json!("invalid_token")));
    assert!(stolen.headers["www-authenticate"].to_str().unwrap().starts_with("DPoP error=\"invalid_token\""));
    let others = [
        for_info(&world, text(&tokens, "id_token")),
        for_path(&world, "GET", "/oauth2/userInfo"),
        merged(for_info(&world, token), json!({ "htm": "POST" })),
        merged(for_info(&world, token), json!({ "htu": format!("{HOME}/oauth2/token") })),
    ];
    for claims in others {
        let answer = info(&world, &scheme, Some(&key.prove(&claims))).await;
        assert_eq!((answer.status, &answer.body["error"]), (401, &json!("invalid_dpop_proof")), "{claims}");
    }
    // The scheme is for bound tokens: one that is not gains nothing by it.
    let plain = super::token::tokens(&world, &client, "openid", &[]).await;
    let plain = text(&plain, "access_token");
    assert_eq!(info(&world, &format!("Bearer {plain}"), None).await.status, 200);
    let proof = key.prove(&for_info(&world, plain));
    assert_eq!(info(&world, &format!("DPoP {plain}"), Some(&proof)).await.status, 401);
}

#[tokio::test]
async fn the_api_takes_no_bound_token() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let tokens = bound(&world, &client, &Holder::new()).await;
    let input = json!({ "AccessToken": tokens["access_token"] });
    for operation in ["GetUser", "GlobalSignOut", "DeleteUser", "GetUserAuthFactors", "ListUserSessions"] {
        let refused = world.refused(operation, input.clone()).await;
        assert_eq!(refused, "NotAuthorizedException: Invalid Access Token", "{operation}");
    }
    let refresh = json!({ "ClientId": client, "RefreshToken": tokens["refresh_token"] });
    let refused = world.refused("GetTokensFromRefreshToken", refresh).await;
    assert_eq!(refused, "NotAuthorizedException: Invalid Refresh Token.");
    // Whoever gives a token up needs no key for it.
    world.ok("RevokeToken", json!({ "ClientId": client, "Token": tokens["refresh_token"] })).await;
}

#[tokio::test]
async fn each_thing_that_is_wrong_with_a_proof_is_told() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let key = Holder::new();
    let code = code(&world, &client, &[]).await;
    let now = world.now() / 1_000;
    let cases = [
        (json!({ "htm": "GET" }), "The htm of the DPoP proof is another method."),
        (json!({ "htm": "post" }), "The htm of the DPoP proof is another method."),
        (json!({ "htu": format!("{HOME}/oauth2/token/") }), "The htu of the DPoP proof is another address."),
        (
            json!({ "htu": "http://evil.example/oauth2/token" }),
            "The htu of the DPoP proof is another address.",
        ),
        (
            json!({ "htu": "https://acme.auth.localhost:7665/oauth2/token" }),
            "The htu of the DPoP proof is another address.",
        ),
        (json!({ "htu": "/oauth2/token" }), "The htu of the DPoP proof is another address."),
        (json!({ "iat": now - 300 }), "The iat of the DPoP proof is too old or in the future."),
        (json!({ "iat": now + 65 }), "The iat of the DPoP proof is too old or in the future."),
        (json!({ "jti": "" }), "The jti of the DPoP proof must have between 1 and 256 bytes."),
    ];
    for (over, why) in cases {
        let told =
            ask(&world, &client, &key.prove(&merged(for_token(&world), over)), &redeeming(&code)).await;
        let expected = json!({ "error": "invalid_dpop_proof", "error_description": why });
        assert_eq!((told.status, told.body), (400, expected));
    }
    let proof = key.prove(&for_token(&world));
    let form = crate::world::browser::encoded(&redeeming(&code));
    let twice = [("content-type", "application/x-www-form-urlencoded"), ("dpop", &proof), ("dpop", &proof)];
    let body = format!("{form}&client_id={client}");
    let told = told(world.hosted(PREFIX, (Method::POST, "/oauth2/token"), &twice, &body).await);
    assert_eq!(word(&told), (400, "invalid_dpop_proof".to_owned()));
    for nonsense in ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."] {
        let told = ask(&world, &client, nonsense, &redeeming(&code)).await;
        assert_eq!(word(&told), (400, "invalid_dpop_proof".to_owned()), "{nonsense}");
    }
    // None of it has cost the code, and the address may be written in any way that means the same.
    let over = json!({ "htu": "HTTP://ACME.auth.localhost:7665/oauth2/token?x#y", "iat": now - 290 });
    let told = ask(&world, &client, &key.prove(&merged(for_token(&world), over)), &redeeming(&code)).await;
    assert_eq!(told.status, 200, "{}", told.body);
}

#[tokio::test]
async fn a_proof_serves_once_on_all_nodes() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let key = Holder::new();
    let tokens = bound(&world, &client, &key).await;
    let refreshing = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token"))];
    let other = world.beside(world.inner.config.clone());
    let proof = key.prove(&for_token(&world));
    let (one, two) =
        tokio::join!(ask(&world, &client, &proof, &refreshing), ask(&other, &client, &proof, &refreshing));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
    for node in [&world, &other] {
        let told = ask(node, &client, &proof, &refreshing).await;
        assert_eq!(told.body["error_description"], json!("The DPoP proof was used before."));
    }
    // The same id of another key is another proof; and one for userInfo serves once too.
    let new = code(&world, &client, &[]).await;
    let claims = for_token(&world);
    assert_eq!(ask(&world, &client, &key.prove(&claims), &refreshing).await.status, 200);
    assert_eq!(ask(&world, &client, &Holder::new().prove(&claims), &redeeming(&new)).await.status, 200);
    let token = text(&tokens, "access_token");
    let (scheme, proof) = (format!("DPoP {token}"), key.prove(&for_info(&world, token)));
    assert_eq!(info(&world, &scheme, Some(&proof)).await.status, 200);
    assert_eq!(info(&other, &scheme, Some(&proof)).await.body["error"], json!("invalid_dpop_proof"));
    // What has got the tokens of one code gets those of no other, and costs that one nothing.
    world.pass_s(1);
    let proof = key.prove(&for_token(&world));
    let (first, second) = (code(&world, &client, &[]).await, code(&world, &client, &[]).await);
    assert_eq!(ask(&world, &client, &proof, &redeeming(&first)).await.status, 200);
    let told = ask(&world, &client, &proof, &redeeming(&second)).await;
    assert_eq!(told.body["error_description"], json!("The DPoP proof was used before."));
    world.pass_s(1);
    let fresh = key.prove(&for_token(&world));
    assert_eq!(ask(&world, &client, &fresh, &redeeming(&second)).await.status, 200);
}

#[tokio::test]
async fn refresh_tokens_of_public_clients_are_bound_too() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let (key, thief) = (Holder::new(), Holder::new());
    let tokens = bound(&world, &client, &key).await;
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token"))];
    let bare = super::token::ask(&world, &client, &form).await;
    assert_eq!(word(&bare), (400, "invalid_grant".to_owned()));
    let stolen = ask(&world, &client, &thief.prove(&for_token(&world)), &form).await;
    assert_eq!(word(&stolen), (400, "invalid_grant".to_owned()));
    let told = ask(&world, &client, &key.prove(&for_token(&world)), &form).await;
    assert_eq!((told.status, &told.body["token_type"]), (200, &json!("DPoP")));
    assert_eq!(claims(&told.body["access_token"])["cnf"], json!({ "jkt": key.thumbprint() }));

    // A client with a secret proves itself by that, and its next access token is of whichever key it brings.
    let safe = another(
        &world,
        &pool,
        json!({ "ClientSecret": "a_secret_of_a_client_that_is_long", "AllowedOAuthScopes": ["openid"] }),
    )
    .await;
    let secret = ("client_secret", "a_secret_of_a_client_that_is_long");
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&safe, &[("scope", "openid")])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    let code = browser.told()["code"].clone();
    let [one, two, three] = redeeming(&code);
    let told = ask(&world, &safe, &key.prove(&for_token(&world)), &[one, two, three, secret]).await;
    assert_eq!(told.status, 200, "{}", told.body);
    let form = [form[0], ("refresh_token", text(&told.body, "refresh_token")), secret];
    let told = ask(&world, &safe, &thief.prove(&for_token(&world)), &form).await;
    assert_eq!(claims(&told.body["access_token"])["cnf"], json!({ "jkt": thief.thumbprint() }));
    let told = super::token::ask(&world, &safe, &form).await;
    assert_eq!(
        (&told.body["token_type"], &claims(&told.body["access_token"])["cnf"]),
        (&json!("Bearer"), &Value::Null)
    );
}

#[tokio::test]
async fn whoever_has_no_key_ends_nothing_by_a_token_that_was_replaced() {
    let decided = rules::Config { dpop: Dpop::On, reuse_revokes: true, ..config() };
    let world = World::with(store::Store::open_memory().unwrap(), decided);
    let rotates = json!({
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 },
    });
    let (_, client) = stage(&world, json!({}), rotates).await;
    let key = Holder::new();
    let tokens = bound(&world, &client, &key).await;
    let old = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token"))];
    let told = ask(&world, &client, &key.prove(&for_token(&world)), &old).await;
    let new = [old[0], ("refresh_token", text(&told.body, "refresh_token"))];
    assert_eq!(word(&super::token::ask(&world, &client, &old).await), (400, "invalid_grant".to_owned()));
    let told = ask(&world, &client, &key.prove(&for_token(&world)), &new).await;
    assert_eq!(told.status, 200, "{}", told.body);
    // The same by the holder is what it is for everybody.
    assert_eq!(
        word(&ask(&world, &client, &key.prove(&for_token(&world)), &old).await),
        (400, "invalid_grant".to_owned())
    );
    let last = [old[0], ("refresh_token", text(&told.body, "refresh_token"))];
    assert_eq!(
        word(&ask(&world, &client, &key.prove(&for_token(&world)), &last).await),
        (400, "invalid_grant".to_owned())
    );
}

#[tokio::test]
async fn a_code_can_be_bound_before_it_is_given() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (key, thief) = (Holder::new(), Holder::new());
    let code = code(&world, &client, &[("dpop_jkt", &key.thumbprint())]).await;
    // The thief of a code cannot spend it, nor make it worthless.
    let told = super::token::ask(&world, &client, &redeeming(&code)).await;
    assert_eq!(word(&told), (400, "invalid_grant".to_owned()));
    let told = ask(&world, &client, &thief.prove(&for_token(&world)), &redeeming(&code)).await;
    assert_eq!(word(&told), (400, "invalid_grant".to_owned()));
    let told = ask(&world, &client, &key.prove(&for_token(&world)), &redeeming(&code)).await;
    assert_eq!(told.status, 200, "{}", told.body);
    // A code that is sent again ends what it gave, whoever sends it.
    let replayed = ask(&world, &client, &thief.prove(&for_token(&world)), &redeeming(&code)).await;
    assert_eq!(word(&replayed), (400, "invalid_grant".to_owned()));
    let token = text(&told.body, "access_token");
    let proof = key.prove(&for_info(&world, token));
    assert_eq!(info(&world, &format!("DPoP {token}"), Some(&proof)).await.status, 401);

    let mut browser = world.browser(PREFIX);
    for (name, value) in [("dpop_jkt", "short"), ("dpop_jkt", &*format!("{}=", key.thumbprint()))] {
        browser.open(&authorize(&client, &[(name, value)])).await;
        assert_eq!(browser.told()["error"], "invalid_request");
    }
    browser.open(&authorize(&client, &[("response_type", "token"), ("dpop_jkt", &key.thumbprint())])).await;
    assert_eq!(browser.told()["error"], "invalid_request");
}

#[tokio::test]
async fn a_pushed_request_binds_its_code_to_the_key_that_pushed_it() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (key, thief) = (Holder::new(), Holder::new());
    let challenge = challenge();
    let base = [
        ("response_type", "code"),
        ("client_id", &*client),
        ("redirect_uri", CALLBACK),
        ("scope", "openid email"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let push = async |proof: &str, form: &[(&str, &str)]| {
        world.endpoint(PREFIX, "/oauth2/par", &[("dpop", proof)], form).await
    };
    let for_par = || for_path(&world, "POST", "/oauth2/par");
    assert_eq!(
        word(&push(&key.prove(&for_token(&world)), &base).await),
        (400, "invalid_dpop_proof".to_owned())
    );
    let print = thief.thumbprint();
    let mixed = [&base[..], &[("dpop_jkt", &print)]].concat();
    assert_eq!(word(&push(&key.prove(&for_par()), &mixed).await), (400, "invalid_request".to_owned()));
    let proof = key.prove(&for_par());
    let pushed = push(&proof, &base).await;
    assert_eq!(pushed.status, 201, "{}", pushed.body);
    assert_eq!(word(&push(&proof, &base).await), (400, "invalid_dpop_proof".to_owned()));
    let mut browser = world.browser(PREFIX);
    let pairs = [("client_id", &*client), ("request_uri", text(&pushed.body, "request_uri"))];
    browser.open(&format!("/oauth2/authorize?{}", crate::world::browser::encoded(&pairs))).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    let code = browser.told()["code"].clone();
    let [one, two, three] = redeeming(&code);
    let form = [one, two, three, ("code_verifier", super::VERIFIER)];
    let told = ask(&world, &client, &thief.prove(&for_token(&world)), &form).await;
    assert_eq!(word(&told), (400, "invalid_grant".to_owned()));
    assert_eq!(ask(&world, &client, &key.prove(&for_token(&world)), &form).await.status, 200);
}

#[tokio::test]
async fn proofs_have_our_nonce_where_the_operator_wants_it() {
    let world = world_of(Dpop::Nonce);
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let key = Holder::new();
    let code = code(&world, &client, &[]).await;
    let told = ask(&world, &client, &key.prove(&for_token(&world)), &redeeming(&code)).await;
    assert_eq!(word(&told), (400, "use_dpop_nonce".to_owned()));
    let nonce = told.headers["dpop-nonce"].to_str().unwrap().to_owned();
    assert!(told.headers["access-control-expose-headers"].to_str().unwrap().contains("DPoP-Nonce"));
    let with = |nonce: &str, claims: Value| key.prove(&merged(claims, json!({ "nonce": nonce })));
    let wrong =
        ask(&world, &client, &with("0".repeat(32).as_str(), for_token(&world)), &redeeming(&code)).await;
    assert_eq!(word(&wrong), (400, "use_dpop_nonce".to_owned()));
    let told = ask(&world, &client, &with(&nonce, for_token(&world)), &redeeming(&code)).await;
    assert_eq!(told.status, 200, "{}", told.body);
    assert_eq!(told.headers["dpop-nonce"].to_str().unwrap(), nonce);
    let (token, refresh) = (text(&told.body, "access_token"), text(&told.body, "refresh_token"));
    let scheme = format!("DPoP {token}");
    let bare = info(&world, &scheme, Some(&key.prove(&for_info(&world, token)))).await;
    assert_eq!((bare.status, &bare.body["error"]), (401, &json!("use_dpop_nonce")));
    assert!(bare.headers["www-authenticate"].to_str().unwrap().contains("error=\"use_dpop_nonce\""));
    assert_eq!(info(&world, &scheme, Some(&with(&nonce, for_info(&world, token)))).await.status, 200);
    // It goes out of use, and it is no other pool's.
    let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
    world.pass_s(400);
    let told = ask(&world, &client, &with(&nonce, for_token(&world)), &form).await;
    assert_eq!(word(&told), (400, "use_dpop_nonce".to_owned()));
    let other = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": other, "Domain": "other" })).await;
    let guest = world.client(&other, json!({})).await;
    let strange =
        world.endpoint("other", "/oauth2/token", &[], &[("client_id", &guest), ("grant_type", "x")]).await;
    let strange = strange.headers["dpop-nonce"].to_str().unwrap().to_owned();
    let told = ask(&world, &client, &with(&strange, for_token(&world)), &form).await;
    assert_eq!(word(&told), (400, "use_dpop_nonce".to_owned()), "{pool}");
    // Who does not bind tokens is not asked.
    assert!(tokens(&world, &client, "openid", &[]).await["token_type"] == json!("Bearer"));
}

#[tokio::test]
async fn machines_and_services_can_bind_theirs() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let secret = "machine_secret_machine_secret";
    let made = json!({
        "ClientSecret": secret, "AllowedOAuthFlows": ["client_credentials"],
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthScopes": ["aws.cognito/dcr/register"],
    });
    let machine = world.client(&pool, made).await;
    world
        .ok(
            "UpdateUserPool",
            json!({ "UserPoolId": pool, "DcrConfiguration": { "EnableStatus": "Enabled" } }),
        )
        .await;
    let (key, thief) = (Holder::new(), Holder::new());
    let form = [("grant_type", "client_credentials"), ("client_secret", secret)];
    let proof = key.prove(&for_token(&world));
    let told = ask(&world, &machine, &proof, &form).await;
    assert_eq!((told.status, &told.body["token_type"]), (200, &json!("DPoP")), "{}", told.body);
    assert_eq!(word(&ask(&world, &machine, &proof, &form).await), (400, "invalid_dpop_proof".to_owned()));
    let token = text(&told.body, "access_token");

    // Registering is by the key alone.
    let metadata = super::registration::public();
    let by = async |scheme: &str, proof: Option<String>| {
        let header = format!("{scheme} {token}");
        let mut headers = vec![("authorization", header.as_str())];
        headers.extend(proof.as_deref().map(|proof| ("dpop", proof)));
        super::registration::register(&world, &headers, metadata.clone()).await
    };
    let ath = json!({ "ath": crypto::dpop::token_hash(token) });
    let fresh = || merged(for_path(&world, "POST", "/oauth2/register"), ath.clone());
    for (scheme, proof, error) in [
        ("Bearer", None, "invalid_token"),
        ("Bearer", Some(key.prove(&fresh())), "invalid_token"),
        ("DPoP", None, "invalid_dpop_proof"),
        ("DPoP", Some(thief.prove(&fresh())), "invalid_token"),
    ] {
        let answer = by(scheme, proof).await;
        assert_eq!((answer.status, &answer.body["error"]), (401, &json!(error)), "{scheme}");
    }
    let proof = key.prove(&fresh());
    assert_eq!(by("DPoP", Some(proof.clone())).await.status, 201);
    assert_eq!(by("DPoP", Some(proof)).await.status, 401);

    // A bound token is told as such, and exchanged by who holds the key.
    let tokens = bound(&world, &client, &key).await;
    let subject = text(&tokens, "access_token");
    let asked = [("client_id", &*machine), ("client_secret", secret), ("token", subject)];
    let inspected = world.endpoint(PREFIX, "/oauth2/introspect", &[], &asked).await.body;
    assert_eq!(
        (&inspected["token_type"], &inspected["cnf"]["jkt"]),
        (&json!("DPoP"), &json!(key.thumbprint()))
    );
    let service =
        another(&world, &pool, json!({ "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION"] })).await;
    let form = [
        ("grant_type", super::token::EXCHANGE),
        ("subject_token", subject),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
    ];
    assert_eq!(word(&super::token::ask(&world, &service, &form).await), (400, "invalid_request".to_owned()));
    let told = ask(&world, &service, &thief.prove(&for_token(&world)), &form).await;
    assert_eq!(word(&told), (400, "invalid_request".to_owned()));
    let told = ask(&world, &service, &key.prove(&for_token(&world)), &form).await;
    assert_eq!((told.status, &told.body["token_type"]), (200, &json!("DPoP")), "{}", told.body);
    assert_eq!(claims(&told.body["access_token"])["cnf"], json!({ "jkt": key.thumbprint() }));
    let input = json!({ "ClientId": service, "SubjectToken": subject, "SubjectTokenType": "ACCESS_TOKEN" });
    assert_eq!(
        world.refused("GetDerivedToken", input).await,
        "NotAuthorizedException: Invalid subject token."
    );
}

#[tokio::test]
async fn without_the_option_there_is_nothing_of_it() {
    let world = world_of(Dpop::Off);
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let code = code(&world, &client, &[("dpop_jkt", "nonsense")]).await;
    let told = ask(&world, &client, "nonsense", &redeeming(&code)).await;
    assert_eq!((told.status, &told.body["token_type"]), (200, &json!("Bearer")), "{}", told.body);
    assert!(!told.headers.contains_key("dpop-nonce"));
    let token = text(&told.body, "access_token");
    assert_eq!(claims(&told.body["access_token"])["cnf"], Value::Null);
    assert_eq!(info(&world, &format!("DPoP {token}"), None).await.status, 400);
    for (world, listed) in [(world, false), (world_of(Dpop::On), true)] {
        if listed {
            stage(&world, json!({}), json!({})).await;
        }
        let path = "/.well-known/openid-configuration";
        let answer = crate::world::browser::told(world.hosted(PREFIX, (Method::GET, path), &[], "").await);
        let algorithms = &answer.body["dpop_signing_alg_values_supported"];
        assert_eq!(algorithms.as_array().is_some_and(|all| all.contains(&json!("ES256"))), listed);
    }
}
