//! What the authorize endpoint makes of requests that are odd, hostile, or of a client that is not ready.
//! AWS: the developer guide, "The redirect and authorization endpoint".

use http::Method;
use serde_json::json;

use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::{encoded, parameters};
use crate::world::{PASSWORD, World, config};

const HOSTILE: [&str; 5] = [
    "\"><script>alert(1)</script>",
    "a b+c&d=e#f?g",
    "{\"a\":1}",
    "\u{202e}é\u{1f600}\r\nSet-Cookie: x=y",
    "%00%0d%0a",
];

#[tokio::test]
async fn state_comes_back_as_it_went_and_no_page_runs_it() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for state in HOSTILE {
        let mut browser = world.browser(PREFIX);
        let more = [("state", state), ("login_hint", state), ("nonce", state), ("x", state)];
        browser.open(&authorize(&client, &more)).await;
        assert!(!browser.html.contains("<script>alert"), "{}", browser.html);
        browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
        assert_eq!(browser.told()["state"], state);
        browser.open(&authorize(&client, &[("state", state), ("scope", "nope")])).await;
        assert_eq!(browser.told()["state"], state);
        browser
            .open(&format!(
                "/error?{}",
                encoded(&[("error", state), ("client_id", state), ("parameter", state)])
            ))
            .await;
        assert_eq!(browser.status, 400);
        assert!(!browser.html.contains("<script>alert") && !browser.says(state), "{}", browser.html);
    }
}

#[tokio::test]
async fn what_is_too_long_is_told_and_does_no_harm() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for name in ["state", "nonce", "scope", "login_hint", "acr_values"] {
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[(name, &"x ".repeat(40_000))])).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{name}");
        assert!(browser.says(name));
    }
    let long = "s".repeat(8_000);
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("state", &long)])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert_eq!(browser.told()["state"], long);
}

#[tokio::test]
async fn a_client_that_nobody_can_sign_in_for_has_no_pages() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    for settings in [
        json!({ "SupportedIdentityProviders": [] }),
        json!({ "AllowedOAuthFlows": [], "AllowedOAuthFlowsUserPoolClient": false }),
    ] {
        let base = json!({
            "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
            "AllowedOAuthScopes": ["openid"], "CallbackURLs": [CALLBACK],
            "SupportedIdentityProviders": ["COGNITO"],
        });
        let bare = world.client(&pool, crate::world::merged(base, settings)).await;
        let told = world.hosted(PREFIX, (Method::GET, &authorize(&bare, &[])), &[], "").await;
        let to = told.headers()["location"].to_str().unwrap().to_owned();
        assert_eq!(to, format!("/error?error=unauthorized_client&client_id={bare}"));
    }
    let told = world
        .hosted(
            PREFIX,
            (Method::GET, &authorize(&client, &[("redirect_uri", "https://evil.example")])),
            &[],
            "",
        )
        .await;
    let to = told.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(to, format!("/error?error=redirect_mismatch&client_id={client}"));
    // Managed login waits for the client's style.
    world
        .ok("UpdateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX, "ManagedLoginVersion": 2 }))
        .await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    assert_eq!((browser.status, &browser.left), (400, &None));
    assert!(browser.says("These pages are not ready yet."), "{}", browser.html);
    let style = json!({ "UserPoolId": pool, "ClientId": client, "UseCognitoProvidedValues": true });
    world.ok("CreateManagedLoginBranding", style).await;
    browser.open(&authorize(&client, &[])).await;
    assert!(browser.at.starts_with("/login?"));
}

#[tokio::test]
async fn a_way_to_sign_in_that_is_not_there_is_told_on_the_page() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for (name, value) in [("identity_provider", "Nobody"), ("idp_identifier", "nobody.example")] {
        let path = authorize(&client, &[(name, value)]);
        let told = world.hosted(PREFIX, (Method::GET, &path), &[], "").await;
        let to = told.headers()["location"].to_str().unwrap().to_owned();
        assert!(to.starts_with("/login?"), "{to}");
        let wanted = "errorMessage=Login+option+is+not+available.+Please+try+another+one";
        assert!(to.ends_with(wanted), "{to}");
        let mut browser = world.browser(PREFIX);
        browser.open(&path).await;
        assert_eq!(browser.status, 401);
        assert!(browser.says("This way to sign in is not available."), "{}", browser.html);
        browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
        assert!(browser.told().contains_key("code"));
    }
    let mut browser = world.browser(PREFIX);
    let path = authorize(&client, &[]).replace("/oauth2/authorize", "/login");
    browser.open(&format!("{path}&errorMessage=Call+us+at+1-900")).await;
    // It goes along in the page's forms and links; nobody gets to read it.
    let read: String = browser.html.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect();
    assert!(browser.status == 401 && browser.html.contains("1-900") && !read.contains("1-900"), "{read}");
    browser.open(&authorize(&client, &[("identity_provider", "COGNITO")])).await;
    assert_eq!(browser.status, 200);
}

#[tokio::test]
async fn a_language_that_was_chosen_stays() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("ui_locales", "fr")])).await;
    assert!(browser.html.contains("lang=\"fr\"") && !browser.cookies.contains_key("lang"));
    browser.open(&authorize(&client, &[("lang", "de")])).await;
    assert_eq!(browser.cookies["lang"], "de");
    browser.open(&authorize(&client, &[])).await;
    assert!(browser.html.contains("<html lang=\"de\""), "{}", browser.html);
    browser.open(&authorize(&client, &[("lang", "\"><script>")])).await;
    assert_eq!(browser.cookies["lang"], "de");
}

#[tokio::test]
async fn the_short_path_and_a_look_at_the_head_do_the_same() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let path = authorize(&client, &[]);
    let told =
        world.hosted(PREFIX, (Method::GET, &path.replace("/oauth2/authorize", "/authorize")), &[], "").await;
    let to = told.headers()["location"].to_str().unwrap().to_owned();
    assert!(to.starts_with("/login?"));
    let head = world.hosted(PREFIX, (Method::HEAD, &path), &[], "").await;
    assert_eq!(head.headers()["location"].to_str().unwrap(), to);
    assert_eq!(parameters(&to)["client_id"], client);
}

#[tokio::test]
async fn the_page_of_a_path_that_is_not_there_leads_nowhere_else() {
    let world = World::new();
    stage(&world, json!({}), json!({})).await;
    for path in ["//evil.example/x", "/\\evil.example", "//evil.example"] {
        let answer = world.hosted(PREFIX, (Method::GET, path), &[], "").await;
        let page = String::from_utf8(answer.body().clone()).expect("a page");
        assert_eq!(answer.status(), 404);
        assert!(page.contains("class=\"language\" method=\"get\" action=\"&#x2f;\""), "{path}: {page}");
    }
}

#[tokio::test]
async fn a_page_that_asks_nothing_keeps_nothing_in_the_browser() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for path in ["/nowhere", "/error?error=redirect_mismatch", "/oauth2/authorize", "/confirmUser"] {
        let mut browser = world.browser(PREFIX);
        browser.open(path).await;
        assert!((400..=404).contains(&browser.status), "{path}");
        assert!(browser.cookies.is_empty(), "{path}: {:?}", browser.cookies);
    }
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    assert_eq!(browser.cookies.keys().collect::<Vec<_>>(), ["XSRF-TOKEN"]);
}

/// A world whose pages are reached in this way.
fn world_at(public_url: &str) -> World {
    let decided = rules::Config { public_url: public_url.to_owned(), ..config() };
    World::with(store::Store::open_memory().unwrap(), decided)
}

#[tokio::test]
async fn each_answer_has_the_headers_that_keep_it_safe() {
    for (url, is_secure) in [("http://localhost:7665", false), ("https://localhost:7665", true)] {
        let world = world_at(url);
        let (_, client) = stage(&world, json!({}), json!({})).await;
        let login = authorize(&client, &[]).replace("/oauth2/authorize", "/login");
        let paths = [
            (login.as_str(), 200),
            ("/signed-out", 200),
            ("/error?error=redirect_mismatch", 400),
            ("/nowhere", 404),
            (&authorize(&client, &[]), 302),
            ("/oauth2/token", 405),
        ];
        for (path, status) in paths {
            let answer = world.hosted(PREFIX, (Method::GET, path), &[], "").await;
            assert_eq!(answer.status(), status, "{path}");
            let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap());
            let is_page = header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
            assert_eq!(is_page, !path.starts_with("/oauth2/"), "{path}");
            // No `form-action`: browsers hold it against the addresses of apps, where the answer to a form leads.
            let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                          connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
            assert_eq!(header("content-security-policy"), is_page.then_some(policy), "{path}");
            assert_eq!(header("x-frame-options"), Some("DENY"), "{path}");
            assert_eq!(header("x-content-type-options"), Some("nosniff"), "{path}");
            assert_eq!(header("referrer-policy"), Some("same-origin"), "{path}");
            assert!(header("cache-control").unwrap().contains("no-store"), "{path}");
            let kept = header("strict-transport-security");
            assert_eq!(kept, is_secure.then_some("max-age=31536000; includeSubDomains"), "{path}");
        }
    }
}

#[tokio::test]
async fn cookies_are_read_by_no_script_and_sent_from_no_other_page() {
    for (url, secure, prefix) in
        [("http://localhost:7665", "", ""), ("https://localhost:7665", "; Secure", "__Host-")]
    {
        let world = world_at(url);
        let (pool, client) = stage(&world, json!({}), json!({})).await;
        let login = authorize(&client, &[("lang", "de")]).replace("/oauth2/authorize", "/login");
        let set = async |method: Method, headers: &[(&str, &str)], body: &str| {
            let answer = world.hosted(PREFIX, (method, &login), headers, body).await;
            let all = answer.headers().get_all("set-cookie").iter();
            all.map(|cookie| cookie.to_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let page = set(Method::GET, &[], "").await;
        let [csrf, language] = page.as_slice() else { panic!("{page:?}") };
        let (token, attributes) = csrf.strip_prefix("XSRF-TOKEN=").unwrap().split_once(';').unwrap();
        assert_eq!(attributes, format!(" Path=/; HttpOnly; SameSite=Lax{secure}"));
        assert_eq!(*language, format!("lang=de; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age=31536000"));
        let cookie = format!("XSRF-TOKEN={token}; lang=de");
        let form = encoded(&[("username", "alice"), ("password", PASSWORD), ("_csrf", token)]);
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie.as_str())];
        let signed_in = set(Method::POST, &headers, &form).await;
        let [session] = signed_in.as_slice() else { panic!("{signed_in:?}") };
        let (_, attributes) =
            session.strip_prefix(&format!("{prefix}cognito.{pool}=")).unwrap().split_once(';').unwrap();
        // An hour, of which a part of a second has gone.
        assert_eq!(attributes, format!(" Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age=3599"));
    }
}
