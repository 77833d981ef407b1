//! The way to an OpenID provider and back: what is sent, what is verified, what is refused.
//! AWS: the developer guide, "Using OIDC identity providers with a user pool". RFC: OpenID Connect Core 3.1.3.7, 9207, 9700.

use http::Method;
use serde_json::{Value, json};

use super::super::hosted::{CALLBACK, PREFIX, authorize};
use super::{ISSUER, alice, error, plain, redeem, stage};
use crate::world::World;
use crate::world::browser::{encoded, parameters};
use crate::world::internet::key_set;
use crate::world::provider::{CLIENT, SECRET, within};

#[tokio::test]
async fn somebody_comes_through_a_provider_and_the_app_gets_tokens_of_the_pool() {
    let world = World::new();
    let stage = plain(&world).await;
    let mut browser = world.browser(PREFIX);
    let hint = [("identity_provider", "Corp"), ("login_hint", "al@x.example"), ("prompt", "login")];
    browser.open(&authorize(&stage.client, &hint)).await;
    let there = browser.left.clone().unwrap();
    let asked = parameters(&there);
    assert_eq!(asked["redirect_uri"], format!("http://{PREFIX}.auth.localhost:7665/oauth2/idpresponse"));
    assert_eq!(
        (asked["scope"].as_str(), asked["login_hint"].as_str()),
        ("openid email profile", "al@x.example")
    );
    assert_eq!((asked["prompt"].as_str(), asked["code_challenge_method"].as_str()), ("login", "S256"));
    assert!(asked["state"].len() == 43 && asked["nonce"].len() == 43 && !there.contains('+'));

    let back = stage.provider.sign_in(&world, &there, alice());
    stage.provider.calls();
    browser.open(within(&back)).await;
    let told = browser.told();
    assert_eq!(told["state"], "s-1");
    let calls = stage.provider.calls();
    assert_eq!((calls[0].0.as_str(), calls[1].0.as_str()), ("/token", "/userinfo"));
    assert_eq!((calls[0].1["client_id"].as_str(), calls[0].1["client_secret"].as_str()), (CLIENT, SECRET));
    let (id, access) = redeem(&world, &stage.client, &browser).await;
    let name = "Corp_A-1";
    assert_eq!((&id["cognito:username"], &access["username"]), (&json!(name), &json!(name)));
    assert_eq!((&id["email"], &id["email_verified"]), (&json!("Alice@Corp.example"), &json!(false)));
    assert_eq!(
        (&id["amr"], &id["cognito:groups"]),
        (&json!(["fed"]), &json!([format!("{}_Corp", stage.pool)]))
    );
    assert!(id.get("acr").is_none() && id["nonce"].as_str().unwrap().len() == 43);
    let identity = &id["identities"][0];
    assert_eq!((&identity["userId"], &identity["providerName"]), (&json!("A-1"), &json!("Corp")));
    assert_eq!((&identity["providerType"], &identity["primary"]), (&json!("OIDC"), &json!("true")));

    // Who is signed in is not sent to the provider again, and not let in by another way.
    browser.open(&authorize(&stage.client, &[("identity_provider", "Corp")])).await;
    assert!(browser.told().contains_key("code"));
    browser.open(&authorize(&stage.client, &[("identity_provider", "COGNITO")])).await;
    assert!(browser.at.starts_with("/login?"), "{:?}", browser.left);
}

#[tokio::test]
async fn a_code_or_state_serves_once_in_the_browser_that_was_sent_within_five_minutes() {
    let world = World::new();
    let stage = plain(&world).await;
    let mut browser = world.browser(PREFIX);
    let there = stage.depart(&mut browser).await;
    let back = stage.provider.sign_in(&world, &there, alice());
    let mut other = world.browser(PREFIX);
    for stranger in ["", "/login"] {
        if !stranger.is_empty() {
            other.open(&authorize(&stage.client, &[])).await;
        }
        other.open(within(&back)).await;
        assert!(other.status == 400 && other.left.is_none(), "{:?}", other.left);
    }
    // What a stranger tries takes nothing from the one who was sent.
    browser.open(within(&back)).await;
    assert!(browser.told().contains_key("code"));
    stage.provider.calls();
    browser.open(within(&back)).await;
    assert!(browser.status == 400 && browser.left.is_none() && stage.provider.calls().is_empty());

    let mut late = world.browser(PREFIX);
    let there = stage.depart(&mut late).await;
    let back = stage.provider.sign_in(&world, &there, alice());
    world.pass_s(301);
    late.open(within(&back)).await;
    assert!(late.status == 400 && late.says("It was open for too long"), "{}", late.html);
    for nonsense in ["", "?state=", "?state=x&code=y", "?code=y", "?state=%00", "?st%61te=a&state=b"] {
        late.open(&format!("/oauth2/idpresponse{nonsense}")).await;
        assert!(late.status == 400 && late.left.is_none(), "{nonsense}");
    }
}

#[tokio::test]
async fn a_parameter_that_comes_twice_by_any_spelling_is_refused() {
    let world = World::new();
    let stage = plain(&world).await;
    let mut browser = world.browser(PREFIX);
    let there = stage.depart(&mut browser).await;
    let back = stage.provider.sign_in(&world, &there, alice());
    for more in ["&%63ode=other", "&code=other", "&stat%65=other", "&error=access_denied&%65rror=x"] {
        browser.open(&format!("{}{more}", within(&back))).await;
        assert!(browser.status == 400 && browser.left.is_none(), "{more}");
    }
    browser.open(within(&back)).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_form_that_the_provider_has_the_browser_send_is_taken_once_the_cookies_are_there() {
    let world = World::new();
    let stage = plain(&world).await;
    let mut browser = world.browser(PREFIX);
    let there = stage.depart(&mut browser).await;
    let back = stage.provider.sign_in(&world, &there, alice());
    let sent = parameters(&back);
    let form = encoded(&[("code", sent["code"].as_str()), ("state", sent["state"].as_str())]);
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("origin", ISSUER),
        ("sec-fetch-site", "cross-site"),
    ];
    let path = (Method::POST, "/oauth2/idpresponse");
    // What is written twice or is too long is refused before anything is kept of it.
    let long = "x".repeat(70_000);
    for bent in [format!("{form}&code=other"), format!("{form}&%63ode=other"), format!("{form}&user={long}")]
    {
        let answer = world.hosted(PREFIX, path.clone(), &headers, &bent).await;
        assert!(answer.status().is_client_error(), "{} {:.99}", answer.status(), bent);
    }
    let answer = world.hosted(PREFIX, path.clone(), &headers, &form).await;
    let on = answer.headers()["location"].to_str().unwrap().to_owned();
    assert!(answer.status() == 302 && !on.contains("code="), "{on}");
    // A second form changes nothing of the first.
    let forged = encoded(&[("code", "other"), ("state", sent["state"].as_str())]);
    assert_eq!(world.hosted(PREFIX, path.clone(), &headers, &forged).await.status(), 400);
    // Another browser that is led there has no part in it.
    let mut other = world.browser(PREFIX);
    other.open(&on).await;
    assert!(other.status == 400 && other.left.is_none());
    browser.open(&on).await;
    assert!(browser.told().contains_key("code"), "{:?}", browser.left);
    for body in ["", "state=", "state=unknown&code=x", "state=a&state=b"] {
        let answer = world.hosted(PREFIX, path.clone(), &headers, body).await;
        assert_eq!(answer.status(), 400, "{body}");
    }
}

#[tokio::test]
async fn an_id_token_that_does_not_hold_lets_nobody_in() {
    let world = World::new();
    let stage = plain(&world).await;
    let now = world.now() / 1_000;
    let foreign =
        crate::world::internet::token(3, "key-1", &json!({ "iss": ISSUER, "aud": CLIENT, "sub": "A-1" }));
    // The right key by another name, which is that of none.
    let other_kid =
        crate::world::internet::token(0, "key-9", &json!({ "iss": ISSUER, "aud": CLIENT, "sub": "A-1" }));
    let unsigned = "eyJhbGciOiJub25lIiwia2lkIjoia2V5LTEifQ.eyJzdWIiOiJBLTEifQ.";
    let by_secret = hs256(&json!({ "iss": ISSUER, "aud": CLIENT, "sub": "A-1", "exp": now + 900 }), SECRET);
    let by_key = hs256(
        &json!({ "iss": ISSUER, "aud": CLIENT, "sub": "A-1", "exp": now + 900 }),
        &key_set(&[(0, "key-1")]),
    );
    for (bend, text) in [
        (json!({ "iss": "https://other.example" }), "the ID token is of another issuer"),
        (json!({ "iss": null }), "the ID token is of another issuer"),
        (json!({ "iss": "idp.example" }), "the ID token is of another issuer"),
        (json!({ "sub": 7 }), "the ID token names no user"),
        (json!({ "aud": "another" }), "the ID token is for another client"),
        (json!({ "aud": [] }), "the ID token is for another client"),
        (json!({ "aud": [CLIENT, "another"] }), "the ID token is for another client"),
        (json!({ "azp": "another" }), "the ID token is for another client"),
        (json!({ "exp": now - 200 }), "the ID token has expired"),
        (json!({ "exp": null }), "the ID token has expired"),
        (json!({ "nbf": now + 900 }), "the ID token is not good yet"),
        (json!({ "iat": now + 900 }), "the ID token is not good yet"),
        (json!({ "nonce": "another" }), "the ID token has another nonce"),
        (json!({ "nonce": null }), "the ID token has another nonce"),
        (json!({ "at_hash": "another" }), "the ID token has another at_hash"),
        (json!({ "at_hash": 1 }), "the ID token has another at_hash"),
        (json!({ "whole": foreign }), "the signature of the ID token is invalid"),
        (json!({ "whole": other_kid }), "the signature of the ID token is invalid"),
        (json!({ "whole": unsigned }), "the signature of the ID token is invalid"),
        (json!({ "whole": by_secret }), "the signature of the ID token is invalid"),
        (json!({ "whole": by_key }), "the signature of the ID token is invalid"),
        (json!({ "whole": "nonsense" }), "the signature of the ID token is invalid"),
        (json!({ "whole": null }), "the answer has no id_token"),
    ] {
        let over = bend.clone();
        stage.provider.bend_id(move |said| crate::world::merged(said, over.clone()));
        let browser = stage.come(&world, alice()).await;
        let wanted = ("invalid_request".to_owned(), format!("Corp Error - {text}"));
        assert_eq!(error(&browser), wanted, "{bend}");
    }
    for subject in [
        json!(""),
        json!(null),
        json!(7),
        json!("0"),
        json!("null"),
        json!(["A-1"]),
        json!("a b"),
        json!("é\u{0}"),
    ] {
        stage.provider.straighten();
        let person = json!({ "sub": subject, "email": "a@corp.example" });
        let browser = stage.come(&world, person).await;
        assert_eq!(error(&browser).0, "invalid_request", "{subject}");
    }
    let listed = world.ok("ListUsers", json!({ "UserPoolId": stage.pool })).await;
    assert_eq!(listed["Users"], json!([]));
    // One for several that was issued to us is ours.
    stage
        .provider
        .bend_id(|said| crate::world::merged(said, json!({ "aud": ["another", CLIENT], "azp": CLIENT })));
    assert!(stage.come(&world, alice()).await.told().contains_key("code"));
}

fn hs256(claims: &Value, secret: &str) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let input =
        [r#"{"alg":"HS256","kid":"key-1"}"#, &claims.to_string()].map(|part| URL_SAFE_NO_PAD.encode(part));
    let input = input.join(".");
    let mac = crypto::mac::hmac_sha256(secret.as_bytes(), input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(mac))
}

#[tokio::test]
async fn a_token_by_the_secret_is_taken_only_where_the_settings_say_so() {
    let world = World::new();
    let details = json!({ "id_token_signing_alg_values": "ES256 HS256" });
    let stage = stage(&world, (json!({}), json!({}), json!({}))).await;
    let described = json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" });
    let mut kept =
        world.ok("DescribeIdentityProvider", described.clone()).await["IdentityProvider"]["ProviderDetails"]
            .clone();
    kept = crate::world::merged(kept, details);
    let update = crate::world::merged(described, json!({ "ProviderDetails": kept }));
    world.ok("UpdateIdentityProvider", update.clone()).await;
    stage.provider.bend_id(|said| {
        let token = hs256(&said, SECRET);
        crate::world::merged(said, json!({ "whole": token }))
    });
    assert!(stage.come(&world, alice()).await.told().contains_key("code"));
    // What the settings do not list is refused although its signature is right.
    stage.provider.straighten();
    let told = error(&stage.come(&world, alice()).await);
    assert_eq!(told.1, "Corp Error - the ID token is signed by an algorithm that is not taken");
    let mut wrong = update;
    wrong["ProviderDetails"]["id_token_signing_alg_values"] = json!("none");
    let refused = world.refused("UpdateIdentityProvider", wrong).await;
    assert!(
        refused.starts_with("InvalidParameterException: Invalid value for id_token_signing_alg_values"),
        "{refused}"
    );
}

#[tokio::test]
async fn userinfo_is_of_the_same_person_and_says_less_than_the_id_token() {
    let world = World::new();
    let mapping = json!({ "AttributeMapping": { "email": "email", "name": "name", "nickname": "nick" } });
    let stage = stage(&world, (json!({}), json!({}), mapping)).await;
    stage.provider.bend_info(|said| crate::world::merged(said, json!({ "sub": "B-2" })));
    let told = error(&stage.come(&world, alice()).await);
    assert_eq!(told.1, "Corp Error - userinfo is another user's");
    stage.provider.bend_info(|said| crate::world::merged(said, json!({ "name": "Other", "nick": "al" })));
    stage.come(&world, alice()).await;
    let user = stage.user(&world, "Corp_A-1").await;
    assert_eq!(
        (super::attribute(&user, "name"), super::attribute(&user, "nickname")),
        (Some("Alice"), Some("al"))
    );
}

#[tokio::test]
async fn keys_that_change_are_fetched_again_and_not_at_every_token() {
    let world = World::new();
    let stage = plain(&world).await;
    assert!(stage.come(&world, alice()).await.told().contains_key("code"));
    stage.provider.rotate(&world, 1, "key-2");
    assert!(stage.come(&world, alice()).await.told().contains_key("code"));
    world.internet.asked();
    stage.come(&world, alice()).await;
    let keys = format!("{ISSUER}/keys");
    assert!(!world.internet.asked().contains(&keys));
    // A key that nobody publishes makes us look, and then not for a while.
    stage.provider.rotate(&world, 2, "key-3");
    world.internet.serve(&keys, &key_set(&[(1, "key-2")]));
    world.pass_s(31);
    for _ in 0..3 {
        assert_eq!(
            error(&stage.come(&world, alice()).await).1,
            "Corp Error - the signature of the ID token is invalid"
        );
    }
    assert_eq!(world.internet.asked().iter().filter(|url| **url == keys).count(), 1);
}

#[tokio::test]
async fn what_a_provider_says_in_place_of_a_code_reaches_the_app() {
    let world = World::new();
    let stage = plain(&world).await;
    let long = format!("error=whatever&error_description={}", "y".repeat(900));
    for (query, told) in [
        ("error=access_denied&error_description=The+user+said+no", ("access_denied", "The user said no")),
        ("error=user_cancelled_authorize", ("access_denied", "Corp Error - access_denied")),
        ("error=whatever&error_description=%22%0d%0aX%5c", ("invalid_request", "X")),
        ("error=whatever", ("invalid_request", "Corp Error - whatever")),
        (long.as_str(), ("invalid_request", &*"y".repeat(300))),
        ("code=", ("invalid_request", "Corp Error - the answer has no code")),
        ("code=unknown", ("invalid_request", "Corp Error - 400 invalid_grant The code is spent.")),
        (
            "code=x&iss=https%3A%2F%2Fother.example",
            ("invalid_request", "Corp Error - the answer is another provider's"),
        ),
    ] {
        let mut browser = world.browser(PREFIX);
        let there = stage.depart(&mut browser).await;
        stage.provider.calls();
        let state = &parameters(&there)["state"];
        browser.open(&format!("/oauth2/idpresponse?state={state}&{query}")).await;
        assert_eq!(error(&browser), (told.0.to_owned(), told.1.to_owned()), "{query}");
        if query.contains("iss=") {
            assert!(stage.provider.calls().is_empty(), "a code of one provider went to another");
        }
    }
}

#[tokio::test]
async fn a_provider_that_is_down_is_said_on_the_page_and_others_sign_in() {
    let world = World::new();
    let stage = plain(&world).await;
    world.user(&stage.pool, "bob").await;
    let mut browser = world.browser(PREFIX);
    let there = stage.depart(&mut browser).await;
    let back = stage.provider.sign_in(&world, &there, alice());
    world.internet.silence(ISSUER);
    browser.open(within(&back)).await;
    assert!(browser.status == 502 && browser.says("Corp does not answer at the moment"), "{}", browser.html);
    browser.send(&[("username", "bob"), ("password", crate::world::PASSWORD)]).await;
    assert!(browser.told().contains_key("code") && browser.left.as_ref().unwrap().starts_with(CALLBACK));
}

#[tokio::test]
async fn a_provider_client_or_link_that_goes_meanwhile_lets_nobody_in() {
    let world = World::new();
    let stage = plain(&world).await;
    let update = |providers: Value| {
        json!({
            "UserPoolId": stage.pool, "ClientId": stage.client, "SupportedIdentityProviders": providers,
            "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "CallbackURLs": [CALLBACK],
            "AllowedOAuthScopes": ["openid", "email"],
        })
    };
    // Taken from the client between the way there and the way back, and before the code is redeemed.
    let mut browser = world.browser(PREFIX);
    let there = stage.depart(&mut browser).await;
    let back = stage.provider.sign_in(&world, &there, alice());
    let signed_in = stage.come(&world, alice()).await;
    world.ok("UpdateUserPoolClient", update(json!(["COGNITO"]))).await;
    browser.open(within(&back)).await;
    assert_eq!(error(&browser).1, "Login option is not available. Please try another one");
    let told = signed_in.told();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", stage.client.as_str()),
        ("code", told["code"].as_str()),
        ("redirect_uri", CALLBACK),
    ];
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_grant")));
    let mut browser = signed_in;
    browser.open(&authorize(&stage.client, &[])).await;
    assert!(browser.at.starts_with("/login?"));
    browser.open(&authorize(&stage.client, &[("identity_provider", "Corp")])).await;
    assert!(browser.status == 401 && browser.says("This way to sign in is not available"));

    // Deleted.
    world.ok("UpdateUserPoolClient", update(json!(["COGNITO", "Corp"]))).await;
    let mut browser = world.browser(PREFIX);
    let there = stage.depart(&mut browser).await;
    let back = stage.provider.sign_in(&world, &there, alice());
    let provider = json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" });
    world.ok("DeleteIdentityProvider", provider).await;
    browser.open(within(&back)).await;
    assert_eq!(error(&browser).0, "invalid_request");
    world.ok("DeleteUserPoolClient", json!({ "UserPoolId": stage.pool, "ClientId": stage.client })).await;
    browser.open(within(&back)).await;
    assert!(browser.status == 400 && browser.left.is_none());
}
