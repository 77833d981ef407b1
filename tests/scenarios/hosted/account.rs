//! The account pages: who gets in, what of the profile is changed and confirmed, the password, and what every step asks again.
//! AWS has none; the rules behind them are those of API_UpdateUserAttributes, API_VerifyUserAttribute, API_ChangePassword.

use http::Method;
use serde_json::json;

use super::{PREFIX, authorize, bare, stage};
use crate::world::browser::{Browser, encoded, told};
use crate::world::{PASSWORD, World, config};
use rules::Config;

/// Signs somebody in on the way to a page of the account.
pub async fn at_page(browser: &mut Browser<'_>, path: &str, name: &str) {
    browser.open(path).await;
    assert!(browser.at.starts_with("/login?"), "{} {}", browser.at, browser.html);
    browser.send(&[("username", name), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with(path), "{} {:?} {}", browser.at, browser.left, browser.html);
}

#[tokio::test]
async fn somebody_signs_in_for_the_page_and_comes_back_to_it() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for path in ["/account", "/account/security", "/account/password", "/account/sessions", "/account/data"] {
        let mut browser = world.browser(PREFIX);
        at_page(&mut browser, path, "alice").await;
        assert!(browser.at.contains(&format!("client_id={client}")), "{}", browser.at);
        assert!(browser.says("Signed in as alice@example.com"), "{}", browser.html);
        assert!(browser.html.contains("aria-current=\"page\""));
    }
    // Whoever is signed in for an app gets in at once.
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    browser.open("/account?lang=de").await;
    assert!(browser.at.starts_with("/account?") && browser.at.contains("lang=de"), "{}", browser.at);
    assert!(browser.html.contains("lang=\"de\"") && browser.html.contains("alice@example.com"));
    // A moment as Germans write it, and exactly.
    let (_, time) = browser.html.split_once("<time ").expect("a moment");
    let (time, _) = time.split_once("</time>").expect("its end");
    let (forms, written) = time.split_once('>').expect("its words");
    let is_exact = forms.starts_with("datetime=\"2026-") && forms.ends_with(" UTC\"");
    assert!(is_exact && written.contains(" 2026 um ") && written.ends_with("\u{a0}UTC"), "{time}");
}

#[tokio::test]
async fn the_profile_is_changed_as_the_client_may() {
    let world = World::new();
    let pool = json!({ "Schema": [
        { "Name": "role", "AttributeDataType": "String", "Mutable": true },
        { "Name": "plan", "AttributeDataType": "String", "Mutable": true },
    ] });
    let client = json!({ "WriteAttributes": ["name", "birthdate", "custom:plan", "email"] });
    let (pool, _) = stage(&world, pool, client).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account", "alice").await;
    assert!(browser.html.contains("name=\"custom:plan\"") && !browser.html.contains("custom:role"));
    assert!(!browser.html.contains("name=\"nickname\""));
    let fields =
        [("name", "Alice A."), ("custom:plan", "gold"), ("custom:role", "admin"), ("nickname", "al")];
    browser.send(&fields).await;
    assert!(browser.at.starts_with("/account?") && browser.says("Saved."), "{}", browser.html);
    let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    let has = |name: &str| {
        let all = user["UserAttributes"].as_array().unwrap();
        all.iter().find(|one| one["Name"] == name).map(|one| one["Value"].as_str().unwrap().to_owned())
    };
    assert_eq!(has("name").as_deref(), Some("Alice A."));
    assert_eq!(has("custom:plan").as_deref(), Some("gold"));
    assert_eq!((has("custom:role"), has("nickname")), (None, None));
    // It is said once.
    browser.open("/account").await;
    assert!(!browser.says("Saved.") && browser.html.contains("value=\"Alice A.\""));
    browser.send(&[("birthdate", "1990-13-01"), ("name", "Al")]).await;
    assert!(browser.status == 400 && browser.says("This value is not allowed here."), "{}", browser.html);
    assert!(
        browser.html.contains("value=\"Al\"") && browser.html.contains("<details open>"),
        "{}",
        browser.html
    );
}

#[tokio::test]
async fn what_a_clients_server_writes_is_not_the_persons_to_write() {
    let world = World::new();
    let pool = json!({ "Schema": [{ "Name": "role", "AttributeDataType": "String", "Mutable": true }] });
    stage(&world, pool, json!({ "GenerateSecret": true })).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account", "alice").await;
    assert!(
        browser.html.contains("name=\"nickname\"") && !browser.html.contains("custom:role"),
        "{}",
        browser.html
    );
}

#[tokio::test]
async fn a_new_address_is_confirmed_by_its_code_and_the_old_one_stays_until_then() {
    let world = World::new();
    let pool = json!({
        "AutoVerifiedAttributes": ["email"],
        "UserAttributeUpdateSettings": { "AttributesRequireVerificationBeforeUpdate": ["email"] },
    });
    let (pool, _) = stage(&world, pool, json!({})).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account", "alice").await;
    browser.send(&[("email", "not one")]).await;
    assert!(browser.status == 400 && browser.says("This is not an email address."), "{}", browser.html);
    browser.send(&[("email", "new@example.com")]).await;
    assert!(browser.at.starts_with("/account/verify?"), "{} {}", browser.at, browser.html);
    assert!(
        browser
            .says("We sent a code to new@example.com. Your old address stays until you confirm the new one.")
    );
    let email = async || {
        let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
        let all = user["UserAttributes"].as_array().unwrap().clone();
        let of =
            |name: &str| all.iter().find(|one| one["Name"] == name).map(|one| one["Value"].clone()).unwrap();
        (of("email"), of("email_verified"))
    };
    assert_eq!(email().await, (json!("alice@example.com"), json!("true")));
    let first = world.code("new@example.com");
    browser.send(&[("code", "000000")]).await;
    assert!(browser.status == 400 && browser.says("The code is not right."), "{}", browser.html);
    browser.send(&[("resend", "code")]).await;
    let code = world.code("new@example.com");
    assert_ne!(first, code);
    // Mail takes its time: the code is proof enough.
    world.pass_s(600);
    browser.send(&[("code", &code)]).await;
    assert!(
        browser.at.starts_with("/account?") && browser.says("Your address was changed."),
        "{}",
        browser.html
    );
    assert_eq!(email().await, (json!("new@example.com"), json!("true")));
}

#[tokio::test]
async fn an_address_that_is_new_at_once_is_not_verified_before_its_code() {
    let world = World::new();
    let (pool, _) = stage(&world, json!({ "AutoVerifiedAttributes": ["email"] }), json!({})).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account", "alice").await;
    browser.send(&[("email", "new@example.com")]).await;
    assert!(browser.says("We sent a code to new@example.com. Enter it to confirm"), "{}", browser.html);
    browser.open("/account").await;
    assert!(browser.says("not verified"), "{}", browser.html);
    let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    assert!(user["UserAttributes"].to_string().contains("new@example.com"));
    browser.send(&[("resend", "code")]).await;
    let code = world.code("new@example.com");
    browser.send(&[("code", &format!("{} {}", &code[..3], &code[3..]))]).await;
    assert!(browser.says("Your address was changed.") && !browser.says("not verified"), "{}", browser.html);
}

#[tokio::test]
async fn the_password_is_changed_by_who_knows_the_old_one() {
    let world = World::new();
    stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/password", "alice").await;
    assert!(
        browser.html.contains("autocomplete=\"current-password\"") && browser.says("at least 8 characters")
    );
    for (old, new, says) in [
        ("Wrong-pass-1", "Another-pass-2", "The current password is not right."),
        (PASSWORD, "short", "The password does not meet the rules."),
        ("", "Another-pass-2", "Please fill this in."),
    ] {
        browser.send(&[("current_password", old), ("new_password", new)]).await;
        assert!(browser.status == 400 && browser.says(says), "{says}: {}", browser.html);
        assert!(!browser.html.contains("Another-pass-2"));
    }
    browser.send(&[("current_password", PASSWORD), ("new_password", "Another-pass-2")]).await;
    assert!(browser.says("Your password was changed."), "{}", browser.html);
    let mut other = world.browser(PREFIX);
    other.open("/account").await;
    other.send(&[("username", "alice"), ("password", "Another-pass-2")]).await;
    assert!(other.at.starts_with("/account?"));
}

#[tokio::test]
async fn a_change_asks_for_a_sign_in_of_a_short_while_ago() {
    let world = World::new();
    stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/password", "alice").await;
    let form = browser.html.clone();
    world.pass_s(301);
    // The page tells, and has no form any more; one that was open before changes nothing.
    browser.open("/account/password").await;
    assert!(
        browser.says("Confirm that it is you") && !browser.html.contains("new_password"),
        "{}",
        browser.html
    );
    browser.html = form;
    browser.send(&[("current_password", PASSWORD), ("new_password", "Another-pass-2")]).await;
    assert!(browser.status == 200 && browser.says("Confirm that it is you"), "{}", browser.html);
    let again = browser.html.split("class=\"button\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let again = crate::world::browser::unescaped(again);
    browser.open(&again).await;
    assert!(
        browser.at.starts_with("/login?") && browser.html.contains("value=\"alice\""),
        "{}",
        browser.html
    );
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/account/password?"), "{}", browser.at);
    browser.send(&[("current_password", PASSWORD), ("new_password", "Another-pass-2")]).await;
    assert!(browser.says("Your password was changed."), "{}", browser.html);
}

#[tokio::test]
async fn how_lately_is_the_operators_to_say() {
    let world =
        World::with(store::Store::open_memory().unwrap(), Config { account_proof_minutes: 30, ..config() });
    stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/password", "alice").await;
    world.pass_s(1_700);
    browser.open("/account/password").await;
    assert!(browser.html.contains("new_password"));
    world.pass_s(200);
    browser.open("/account/password").await;
    assert!(!browser.html.contains("new_password"));
}

/// Every form that there is, as somebody would send it by hand.
const POSTS: [(&str, &[(&str, &str)]); 11] = [
    ("/account", &[("name", "Mallory")]),
    ("/account/address", &[("attribute", "email"), ("email", "mallory@example.com")]),
    ("/account/verify", &[("attribute", "email"), ("resend", "code")]),
    ("/account/security", &[("remove_app", "yes")]),
    ("/account/passkeys/options", &[]),
    ("/account/password", &[("current_password", PASSWORD), ("new_password", "Another-pass-2")]),
    ("/account/app", &[("begin", "app")]),
    ("/account/sessions", &[("everywhere", "yes")]),
    ("/account/apps", &[("remove", "x")]),
    ("/account/data", &[("download", "all")]),
    ("/account/delete", &[("delete", "yes")]),
];

/// Sends every form with these cookies, for this account and client, and says what each was answered: the status, and where it
/// led.
async fn send_all(world: &World, cookies: &str, csrf: &str, who: &str, client: &str) -> Vec<(u16, String)> {
    let mut answers = Vec::new();
    for (path, fields) in POSTS {
        let mut all = vec![("_csrf", csrf), ("who", who)];
        all.extend_from_slice(fields);
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookies)];
        let path = format!("{path}?client_id={client}");
        let answer = told(world.hosted(PREFIX, (Method::POST, &path), &headers, &encoded(&all)).await);
        let to = answer.headers.get("location").map_or("", |to| to.to_str().unwrap());
        answers.push((answer.status, to.split('?').next().unwrap().to_owned()));
    }
    answers
}

fn cookies(browser: &Browser<'_>) -> (String, String) {
    let pairs: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    (pairs.join("; "), browser.cookies["XSRF-TOKEN"].clone())
}

/// alice's browser on her page, her sub, and all that is kept of the pool's users.
async fn signed_in<'w>(world: &'w World, pool: &str) -> (Browser<'w>, String) {
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account", "alice").await;
    let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    let sub = user["UserAttributes"].as_array().unwrap().iter().find(|one| one["Name"] == "sub").unwrap();
    (browser, sub["Value"].as_str().unwrap().to_owned())
}

// Attacks: a session that is not looked at again on a side endpoint, and pages that are reached while they are off (12); a
// change by a forged form (19); an address taken over (52).
#[tokio::test]
async fn nothing_is_changed_for_who_is_not_signed_in_any_more() {
    let ends = ["AdminDisableUser", "AdminUserGlobalSignOut", "AdminDeleteUser", "time"];
    for end in ends {
        let world = World::new();
        let (pool, client) = stage(&world, json!({ "AutoVerifiedAttributes": ["email"] }), json!({})).await;
        let (browser, sub) = signed_in(&world, &pool).await;
        let (cookies, csrf) = cookies(&browser);
        match end {
            "time" => world.pass_s(3_601),
            operation => {
                world.pass_s(1);
                world.ok(operation, json!({ "UserPoolId": pool, "Username": "alice" })).await;
            }
        }
        for answer in send_all(&world, &cookies, &csrf, &sub, &client).await {
            assert_eq!(answer, (302, "/oauth2/authorize".to_owned()), "{end}");
        }
        assert!(world.post.mailbox.messages(None).is_empty(), "{end}");
    }
}

#[tokio::test]
async fn nothing_is_changed_for_a_client_that_is_gone_or_registered_itself() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let (browser, sub) = signed_in(&world, &pool).await;
    let (cookies, csrf) = cookies(&browser);
    world.ok("DeleteUserPoolClient", json!({ "UserPoolId": pool, "ClientId": client })).await;
    for id in [client.as_str(), "1example23456789", "%00", ""] {
        for (status, to) in send_all(&world, &cookies, &csrf, &sub, id).await {
            let is_refused = status == 400 || to == "/error" || (id.is_empty() && to.starts_with("/account"));
            assert!(is_refused, "{id}: {status} {to}");
        }
    }
    let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    assert!(!user.to_string().contains("Mallory"));
    // A client whose people may not change anything by its tokens opens nothing here either.
    let closed =
        json!({ "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"], "AllowedOAuthScopes": ["openid"] });
    let world = World::new();
    let (_, client) = bare(&world, json!({}), closed).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&format!("/account?client_id={client}")).await;
    assert!(browser.at.starts_with("/error?") && browser.status == 400, "{}", browser.at);
}

#[tokio::test]
async fn a_form_is_of_this_browser_and_of_the_account_that_it_was_made_for() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let (browser, sub) = signed_in(&world, &pool).await;
    let (cookies, csrf) = cookies(&browser);
    for (what, csrf) in [("none", ""), ("another's", "00000000-0000-4000-8000-000000000000")] {
        for (status, _) in send_all(&world, &cookies, csrf, &sub, &client).await {
            assert_eq!(status, 403, "{what}");
        }
    }
    // Somebody else goes on in this browser by now: the page of that one is shown, and nothing is done.
    let answers = send_all(&world, &cookies, &csrf, "00000000-0000-4000-8000-000000000000", &client).await;
    for ((path, _), (status, to)) in POSTS.iter().zip(&answers) {
        // What the script asks for makes nothing by itself.
        let is_script = *path == "/account/passkeys/options";
        assert!(is_script || (*status == 302 && to.starts_with("/account")), "{path}: {status} {to}");
    }
    let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    assert!(!user.to_string().contains("Mallory") && user["Enabled"] == true);
}

#[tokio::test]
async fn the_session_of_another_pool_opens_nothing() {
    let world = World::new();
    let (pool, _) = stage(&world, json!({}), json!({})).await;
    let (browser, sub) = signed_in(&world, &pool).await;
    // The same name, in a pool of its own.
    let other = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": other, "Domain": "other" })).await;
    let client = json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"],
        "CallbackURLs": ["https://app.example.com/back"], "SupportedIdentityProviders": ["COGNITO"],
    });
    let client = world.client(&other, client).await;
    world.user(&other, "alice").await;
    let mut theirs = world.browser("other");
    for (name, value) in &browser.cookies {
        theirs.cookies.insert(name.replace(&pool, &other), value.clone());
    }
    theirs.open("/account").await;
    assert!(theirs.at.starts_with("/login?"), "{}", theirs.at);
    let (cookies, csrf) = cookies(&theirs);
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookies.as_str())];
    for (path, fields) in POSTS {
        let mut all = vec![("_csrf", csrf.as_str()), ("who", sub.as_str())];
        all.extend_from_slice(fields);
        let path = format!("{path}?client_id={client}");
        let answer = told(world.hosted("other", (Method::POST, &path), &headers, &encoded(&all)).await);
        let to = answer.headers["location"].to_str().unwrap();
        assert!(answer.status == 302 && to.starts_with("/oauth2/authorize?"), "{path}: {to}");
    }
}

#[tokio::test]
async fn where_they_are_off_there_are_none() {
    let world =
        World::with(store::Store::open_memory().unwrap(), Config { account_pages: false, ..config() });
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    for path in ["/account", "/account/security", "/account/deleted", "/.well-known/change-password"] {
        browser.open(&format!("{path}?client_id={client}")).await;
        assert_eq!(browser.status, 404, "{path}");
    }
    let (cookies, csrf) = cookies(&browser);
    for (status, _) in send_all(&world, &cookies, &csrf, "x", &client).await {
        assert_eq!(status, 404);
    }
    // The parameter of their sign-in means nothing then.
    browser.open(&format!("/oauth2/authorize?account=security&client_id={client}")).await;
    assert!(!browser.at.starts_with("/account"), "{}", browser.at);
}

#[tokio::test]
async fn password_managers_find_the_page() {
    let world = World::new();
    stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open("/.well-known/change-password").await;
    assert!(browser.at.starts_with("/login?") && browser.at.contains("account=password"), "{}", browser.at);
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/account/password?"), "{}", browser.at);
    const ENDPOINTS: &str = "/.well-known/passkey-endpoints";
    // A pool without passkeys has none.
    let answer = told(world.hosted(PREFIX, (Method::GET, ENDPOINTS), &[], "").await);
    assert_eq!(answer.status, 404);
    let world = World::new();
    let factors = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"] } });
    stage(&world, json!({ "Policies": factors }), json!({})).await;
    let answer = told(world.hosted(PREFIX, (Method::GET, ENDPOINTS), &[], "").await);
    let page = "http://acme.auth.localhost:7665/account/security";
    assert_eq!((answer.status, answer.body), (200, json!({ "enroll": page, "manage": page })));
}

#[tokio::test]
async fn of_several_accounts_the_last_chosen_one_is_shown() {
    let world = World::new();
    let (pool, _) = stage(&world, json!({}), json!({})).await;
    world.user(&pool, "bob").await;
    let (mut browser, _) = signed_in(&world, &pool).await;
    let other = browser.html.split("Use another account").next().unwrap().rsplit("href=\"").next().unwrap();
    let other = crate::world::browser::unescaped(other.split('"').next().unwrap());
    browser.open(&other).await;
    assert!(browser.says("Choose an account"), "{}", browser.html);
    let add = browser.html.split("Use another account").next().unwrap().rsplit("href=\"").next().unwrap();
    let add = crate::world::browser::unescaped(add.split('"').next().unwrap());
    browser.open(&add).await;
    browser.send(&[("username", "bob"), ("password", PASSWORD)]).await;
    assert!(
        browser.at.starts_with("/account?") && browser.says("Signed in as bob@example.com"),
        "{}",
        browser.html
    );
}
