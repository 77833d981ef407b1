//! Tokens as logins: what is taken of each kind of provider, and everything that is not.
//! AWS: the developer guide, "External identity providers" of identity pools. RFC: 8725.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::actors::{ARN, GOOGLE_APP, ISSUER, Setting, login};
use crate::world::{internet, merged};

const UNREADABLE: &str = "NotAuthorizedException: Invalid login token. Can't parse.";
const KIND: &str = "NotAuthorizedException: Invalid login token. Not a valid OpenId Connect identity token.";
const PROVIDER: &str = "NotAuthorizedException: Invalid login token. Issuer doesn't match providerName";
const INVALID: &str = "NotAuthorizedException: Invalid login token.";
const AUDIENCE: &str = "NotAuthorizedException: Invalid login token. Incorrect token audience.";
const UNSUPPORTED: &str =
    "NotAuthorizedException: Token is not from a supported provider of this identity pool.";
const ENDED: &str = "NotAuthorizedException: Invalid login token. Token is no longer valid.";

fn of(provider: &str, token: &str) -> Value {
    json!({ provider: token })
}

#[tokio::test]
async fn of_a_user_pool_only_a_live_id_token_of_a_listed_app_is_taken() {
    let setting = Setting::new().await;
    let provider = login(&setting.user_pool);
    let alice = setting.user("alice").await;
    let id = setting.id(&alice).await;
    let tokens = setting.world.sign_in(&setting.client, "alice").await;
    let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
    for (token, told) in [
        ("nonsense".to_owned(), UNREADABLE),
        (text("AccessToken"), KIND),
        (text("RefreshToken"), UNREADABLE),
        (format!("{}x", text("IdToken")), INVALID),
        ("a.b.c".to_owned(), UNREADABLE),
    ] {
        let refused = setting.no_id(of(&provider, &token)).await;
        assert!(
            refused == told || (told == INVALID && refused.starts_with(UNREADABLE)),
            "{refused} for {told}"
        );
    }
    // The pool's own key on claims that it never made of this kind.
    let claims = crate::world::claims(&tokens["IdToken"]);
    let forged = internet::token(2, "k1", &claims);
    assert_eq!(setting.no_id(of(&provider, &forged)).await, INVALID);

    // Another app of the pool, and another pool.
    let app = setting.world.client(&setting.user_pool, json!({})).await;
    let token = setting.world.sign_in(&app, "alice").await["IdToken"].clone();
    assert_eq!(setting.no_id(json!({ provider.clone(): token })).await, AUDIENCE);
    let pool = setting.world.pool(json!({})).await;
    let far = setting.world.client(&pool, json!({})).await;
    setting.world.user(&pool, "alice").await;
    let token = setting.world.sign_in(&far, "alice").await["IdToken"].clone();
    assert_eq!(setting.no_id(json!({ login(&pool): token })).await, UNSUPPORTED);
    assert_eq!(setting.no_id(json!({ provider.clone(): token })).await, PROVIDER);

    setting.world.pass_s(3_601);
    let refused = setting.no_session(&id, alice).await;
    assert!(refused.starts_with("NotAuthorizedException: Invalid login token. Token expired: "), "{refused}");
}

#[tokio::test]
async fn the_pool_is_asked_about_its_user_where_the_identity_pool_says_so() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let person = |name: &str| json!({ "UserPoolId": setting.user_pool, "Username": name });
    let (alice, bob, carol, dave) = (
        setting.user("alice").await,
        setting.user("bob").await,
        setting.user("carol").await,
        setting.user("dave").await,
    );
    world.ok("AdminDisableUser", person("alice")).await;
    world.ok("AdminUserGlobalSignOut", person("bob")).await;
    world.ok("AdminDeleteUser", person("carol")).await;
    // Not asked: a token is good until it ends.
    for logins in [&alice, &bob, &carol, &dave] {
        setting.id(logins).await;
    }
    let provider = json!({ "ProviderName": login(&setting.user_pool), "ClientId": setting.client,
                           "ServerSideTokenCheck": true });
    let update = json!({ "IdentityPoolId": setting.pool, "IdentityPoolName": "app",
                         "AllowUnauthenticatedIdentities": false, "CognitoIdentityProviders": [provider] });
    world.ok("UpdateIdentityPool", update).await;
    for logins in [alice, bob, carol] {
        assert_eq!(setting.no_id(logins).await, ENDED);
    }
    let id = setting.id(&dave).await;
    let tokens = world.sign_in(&setting.client, "dave").await;
    let again = json!({ login(&setting.user_pool): tokens["IdToken"] });
    assert_eq!(setting.id(&again).await, id);
    let revoke = json!({ "ClientId": setting.client, "Token": tokens["RefreshToken"] });
    world.ok("RevokeToken", revoke).await;
    assert_eq!(setting.no_id(again).await, ENDED);
}

#[tokio::test]
async fn an_openid_providers_token_is_taken_by_signature_issuer_audience_and_time() {
    let setting = Setting::new().await;
    let unreachable = "ExternalServiceException: The provider op.example could not be reached.";
    assert_eq!(setting.no_id(of(ISSUER, &setting.token(ISSUER, json!({})))).await, unreachable);
    setting.publish(ISSUER, &[(2, "k1")]);
    // Nobody is asked again at once.
    assert_eq!(setting.no_id(of(ISSUER, &setting.token(ISSUER, json!({})))).await, unreachable);
    setting.world.pass_s(31);
    let id = setting.id(&of(ISSUER, &setting.token(ISSUER, json!({})))).await;
    let second = setting.token(ISSUER, json!({ "aud": ["other", "app"] }));
    assert_eq!(setting.id(&of(ISSUER, &second)).await, id);
    let (_, session) = setting.session(&id, &of(ISSUER, &second)).await;
    let amr = ["authenticated".to_owned(), ISSUER.to_owned(), format!("{ARN}:OIDC:somebody")];
    assert_eq!(session.federated["cognito-identity.amazonaws.com:amr"], amr);

    let now = setting.world.now() / 1_000;
    for (claims, told) in [
        (json!({ "iss": "https://other.example" }), PROVIDER),
        (json!({ "iss": "https://op.example" }), PROVIDER),
        (json!({ "aud": "other" }), AUDIENCE),
        (json!({ "azp": "other" }), AUDIENCE),
        (json!({ "nbf": now + 400 }), INVALID),
        (json!({ "sub": "" }), INVALID),
        (json!({ "sub": "a\u{0}b" }), INVALID),
        (json!({ "sub": 7 }), KIND),
        (json!({ "exp": "soon" }), KIND),
    ] {
        assert_eq!(setting.no_id(of(ISSUER, &setting.token(ISSUER, claims.clone()))).await, told, "{claims}");
    }
    // Clocks differ by five minutes at most.
    setting.id(&of(ISSUER, &setting.token(ISSUER, json!({ "exp": now - 200 })))).await;
    let refused = setting.no_id(of(ISSUER, &setting.token(ISSUER, json!({ "exp": now - 400 })))).await;
    assert!(refused.starts_with("NotAuthorizedException: Invalid login token. Token expired: "), "{refused}");
    assert_eq!(setting.no_id(of("other.example", &second)).await, UNSUPPORTED);
}

#[tokio::test]
async fn what_is_signed_otherwise_is_no_token() {
    let setting = Setting::new().await;
    setting.publish(ISSUER, &[(2, "k1")]);
    let claims = setting.claims(ISSUER);
    let encoded = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let payload = encoded(&claims.to_string());
    let with = |header: &str, signature: &[u8]| {
        format!("{}.{payload}.{}", encoded(header), URL_SAFE_NO_PAD.encode(signature))
    };
    let modulus = internet::key_set(&[(2, "k1")]);
    let mac = crypto::mac::hmac_sha256(modulus.as_bytes(), b"x");
    for token in [
        with(r#"{"alg":"none","kid":"k1"}"#, b""),
        with(r#"{"alg":"None","kid":"k1"}"#, b""),
        with(r#"{"alg":"HS256","kid":"k1"}"#, &mac),
        with(r#"{"alg":"RS256"}"#, &[1; 256]),
        with(r#"{"alg":"RS256","kid":"k1","crit":["b64"],"b64":false}"#, &[1; 256]),
        with(r#"["RS256","k1"]"#, &[1; 256]),
        format!("{}.a.b.c.d", encoded(r#"{"alg":"RSA-OAEP","enc":"A256GCM","cty":"JWT","kid":"k1"}"#)),
        "x".repeat(50_000),
    ] {
        assert_eq!(setting.no_id(of(ISSUER, &token)).await, UNREADABLE, "{token:.80}");
    }
    for token in [
        with(r#"{"alg":"RS256","kid":"k1"}"#, &[1; 256]),
        with(r#"{"alg":"RS256","kid":"k1"}"#, b""),
        with(r#"{"alg":"ES256","kid":"k1"}"#, &[1; 64]),
        internet::token(3, "k1", &claims),
        internet::token(3, "k2", &claims),
    ] {
        assert_eq!(setting.no_id(of(ISSUER, &token)).await, INVALID, "{token:.80}");
    }
}

#[tokio::test]
async fn keys_are_fetched_once_and_again_for_one_that_is_new() {
    let setting = Setting::new().await;
    setting.publish(ISSUER, &[(2, "k1")]);
    let internet = &setting.world.internet;
    for _ in 0..3 {
        setting.id(&of(ISSUER, &setting.token(ISSUER, json!({})))).await;
    }
    assert_eq!(
        internet.asked(),
        ["https://op.example/tenant/.well-known/openid-configuration", "https://op.example/tenant/keys"]
    );
    // Whoever sends tokens of made-up keys makes nobody ask without end.
    let unknown = internet::token(3, "k2", &setting.claims(ISSUER));
    for _ in 0..5 {
        assert_eq!(setting.no_id(of(ISSUER, &unknown)).await, INVALID);
    }
    assert!(internet.asked().is_empty());
    setting.publish(ISSUER, &[(2, "k1"), (3, "k2")]);
    setting.world.pass_s(31);
    setting.id(&of(ISSUER, &internet::token(3, "k2", &setting.claims(ISSUER)))).await;
    assert_eq!(internet.asked().len(), 2);
    // A provider that speaks for somebody else is not believed.
    setting.world.pass_s(3_700);
    let base = format!("https://{ISSUER}/.well-known/openid-configuration");
    internet.serve(&base, &internet::discovery("https://other.example"));
    let refused = setting.no_id(of(ISSUER, &setting.token(ISSUER, json!({})))).await;
    assert_eq!(refused, "ExternalServiceException: The provider op.example could not be reached.");
}

#[tokio::test]
async fn google_and_apple_are_taken_by_their_id_tokens() {
    let setting = Setting::new().await;
    setting.publish("accounts.google.com", &[(2, "k1")]);
    let token =
        |claims: Value| setting.token("accounts.google.com", merged(json!({ "aud": GOOGLE_APP }), claims));
    let id = setting.id(&of("accounts.google.com", &token(json!({})))).await;
    // Google has written its name in two ways.
    let bare = token(json!({ "iss": "accounts.google.com" }));
    assert_eq!(setting.id(&of("accounts.google.com", &bare)).await, id);
    assert_eq!(setting.no_id(of("accounts.google.com", &token(json!({ "aud": "app" })))).await, AUDIENCE);
    assert_eq!(setting.no_id(of("appleid.apple.com", &token(json!({})))).await, UNSUPPORTED);
}

#[tokio::test]
async fn facebook_amazon_and_twitter_are_asked_about_their_tokens() {
    let setting = Setting::new().await;
    let internet = &setting.world.internet;
    let serve = |url: &str, body: Value| internet.serve(url, &body.to_string());
    serve("https://graph.facebook.com/app?access_token=good%26", json!({ "id": "777" }));
    serve("https://graph.facebook.com/me?fields=id&access_token=good%26", json!({ "id": "42" }));
    let id = setting.id(&of("graph.facebook.com", "good&")).await;
    let (_, session) = setting.session(&id, &of("graph.facebook.com", "good&")).await;
    assert_eq!(session.federated["cognito-identity.amazonaws.com:amr"][2], "graph.facebook.com:777:42");
    serve("https://graph.facebook.com/app?access_token=foreign", json!({ "id": "888" }));
    assert_eq!(setting.no_id(of("graph.facebook.com", "foreign")).await, AUDIENCE);
    internet.fail("https://graph.facebook.com/app?access_token=bad", 400);
    assert_eq!(setting.no_id(of("graph.facebook.com", "bad")).await, INVALID);
    internet.fail("https://graph.facebook.com/app?access_token=down", 503);
    let down = "ExternalServiceException: The provider graph.facebook.com could not be reached.";
    assert_eq!(setting.no_id(of("graph.facebook.com", "down")).await, down);

    let told = json!({ "aud": "amzn1.application-oa2-client.1", "app_id": "amzn1.application.1", "user_id": "amzn1.account.7" });
    serve("https://api.amazon.com/auth/o2/tokeninfo?access_token=good", told.clone());
    setting.id(&of("www.amazon.com", "good")).await;
    let foreign = merged(told, json!({ "app_id": "amzn1.application.2" }));
    serve("https://api.amazon.com/auth/o2/tokeninfo?access_token=foreign", foreign);
    assert_eq!(setting.no_id(of("www.amazon.com", "foreign")).await, AUDIENCE);

    assert_eq!(setting.no_id(of("api.twitter.com", "no secret")).await, UNREADABLE);
    internet.asked();
    let refused = setting.no_id(of("api.twitter.com", "token;secret")).await;
    assert_eq!(refused, "ExternalServiceException: The provider api.twitter.com could not be reached.");
    let asked = internet.asked();
    let start =
        "https://api.twitter.com/1.1/account/verify_credentials.json?oauth_consumer_key=key&oauth_nonce=";
    assert!(asked[0].starts_with(start) && asked[0].contains("&oauth_signature="), "{asked:?}");
    assert!(!asked[0].contains("secret"), "{asked:?}");
}

#[tokio::test]
async fn other_logins_are_refused_by_what_they_are() {
    let setting = Setting::new().await;
    let public = "InvalidParameterException: Please provide a valid public provider";
    assert_eq!(setting.no_id(of("login.example", "alice")).await, public);
    assert_eq!(setting.no_id(of("cognito-identity.amazonaws.com", "x")).await, public);
    assert_eq!(setting.no_id(of("nobody.example", "x")).await, UNSUPPORTED);
    assert_eq!(setting.no_id(of("arn:aws:iam::000000000000:saml-provider/saml", "x")).await, UNSUPPORTED);
    // One that does not hold spoils those that do.
    let alice = setting.user("alice").await;
    assert_eq!(setting.no_id(merged(alice, of("nobody.example", "x"))).await, UNSUPPORTED);
    assert!(setting.listed(false).await.is_empty());
}

#[tokio::test]
async fn the_apps_of_a_provider_in_iam_are_audiences() {
    let setting = Setting::new().await;
    let world = &setting.world;
    setting.publish(ISSUER, &[(2, "k1")]);
    let another = setting.token(ISSUER, json!({ "aud": "another" }));
    let refused = setting.no_id(of(ISSUER, &another)).await;
    assert!(refused.contains("audience"), "{refused}");
    let made = json!({
        "Url": format!("https://{ISSUER}"), "ClientIDList": ["another"], "ThumbprintList": ["a".repeat(40)],
    });
    world.ok("iam:CreateOpenIDConnectProvider", made).await;
    let id = setting.id(&of(ISSUER, &another)).await;
    assert_eq!(setting.id(&of(ISSUER, &another)).await, id);
    let app = json!({ "OpenIDConnectProviderArn": ARN, "ClientID": "another" });
    world.ok("iam:RemoveClientIDFromOpenIDConnectProvider", app).await;
    assert_eq!(setting.no_id(of(ISSUER, &another)).await, refused);
}
