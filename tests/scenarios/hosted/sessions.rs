//! Who is signed in in a browser: which account goes on, how long it lasts, what ends it, and how strong it is.
//! AWS: the developer guide, "Managed login session duration"; API_SetUserPoolClientSessionConfiguration.

use serde_json::{Value, json};

use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::Browser;
use crate::world::{PASSWORD, World, claims, config};

async fn sign_in(browser: &mut Browser<'_>, client: &str, name: &str) {
    browser.open(&authorize(client, &[("prompt", "login")])).await;
    browser.send(&[("username", name), ("password", PASSWORD)]).await;
    assert!(browser.told().contains_key("code"));
}

/// Whether somebody is let in without a page.
async fn is_in(browser: &mut Browser<'_>, client: &str) -> bool {
    browser.open(&authorize(client, &[("prompt", "none")])).await.told().contains_key("code")
}

/// The claims of the ID token that the browser's code gives.
async fn told_of(world: &World, client: &str, browser: &Browser<'_>) -> Value {
    let told = browser.told();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", told["code"].as_str()),
        ("redirect_uri", CALLBACK),
    ];
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    claims(&answer.body["id_token"])
}

#[tokio::test]
async fn of_several_accounts_a_person_chooses() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.user(&pool, "bob").await;
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "alice").await;
    // One account goes on by itself, unless the app wants it chosen.
    browser.open(&authorize(&client, &[])).await;
    assert!(browser.told().contains_key("code"));
    browser.open(&authorize(&client, &[("prompt", "select_account")])).await;
    assert!(
        browser.at.starts_with("/select-account?") && browser.says("alice@example.com"),
        "{}",
        browser.at
    );
    sign_in(&mut browser, &client, "bob").await;
    browser.open(&authorize(&client, &[])).await;
    assert!(
        browser.says("Choose an account")
            && browser.says("alice@example.com")
            && browser.says("bob@example.com")
    );
    let html = browser.html.clone();
    let alice = html.split("alice@example.com").next().unwrap().rsplit("value=\"").next().unwrap();
    let alice = alice.split('"').next().unwrap();
    browser.send(&[("account", alice)]).await;
    assert_eq!(told_of(&world, &client, &browser).await["email"], json!("alice@example.com"));
    // Who was chosen is whom no page means.
    browser.open(&authorize(&client, &[("prompt", "none")])).await;
    assert_eq!(told_of(&world, &client, &browser).await["email"], json!("alice@example.com"));
    // A hint chooses too, and nobody else is taken for the one who is meant.
    browser.open(&authorize(&client, &[("login_hint", "BOB@example.com")])).await;
    assert_eq!(told_of(&world, &client, &browser).await["email"], json!("bob@example.com"));
    browser.open(&authorize(&client, &[("login_hint", "carol"), ("prompt", "none")])).await;
    assert_eq!(browser.told()["error"], "login_required");
    browser.open(&authorize(&client, &[("login_hint", "carol")])).await;
    assert!(browser.at.starts_with("/login?") && browser.html.contains("value=\"carol\""));
    // Another account signs in, with the request kept; and one is forgotten.
    browser.open(&authorize(&client, &[])).await;
    assert!(browser.html.contains("prompt&#x3d;login") || browser.html.contains("prompt=login"));
    browser.send(&[("remove", alice)]).await;
    assert!(browser.says("bob@example.com") && !browser.says("alice@example.com"), "{}", browser.html);
    browser.open(&authorize(&client, &[])).await;
    assert_eq!(told_of(&world, &client, &browser).await["email"], json!("bob@example.com"));
}

#[tokio::test]
async fn a_choice_is_of_this_browser_and_of_our_own_page() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.user(&pool, "bob").await;
    let mut bobs = world.browser(PREFIX);
    sign_in(&mut bobs, &client, "bob").await;
    bobs.open(&authorize(&client, &[("prompt", "select_account")])).await;
    let bob =
        bobs.html.split("name=\"account\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "alice").await;
    browser.open(&authorize(&client, &[("prompt", "select_account")])).await;
    browser.send(&[("account", &bob)]).await;
    assert!(browser.left.is_none() && browser.at.starts_with("/login?"));
    let path = authorize(&client, &[]).replace("/oauth2/authorize", "/select-account");
    let forged = world.endpoint(PREFIX, &path, &[], &[("account", &bob)]).await;
    assert_eq!(forged.status, 403);
    // A bent cookie is nobody's.
    for value in browser.cookies.values_mut() {
        *value = format!("{}A", &value[..value.len() - 1]);
    }
    assert!(!is_in(&mut browser, &client).await);
}

#[tokio::test]
async fn how_old_a_sign_in_may_be_is_the_apps_to_say() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "alice").await;
    let first = told_of(&world, &client, &browser).await["auth_time"].clone();
    world.pass_s(600);
    browser.open(&authorize(&client, &[("max_age", "900")])).await;
    // Who comes back has signed in when it was.
    assert_eq!(told_of(&world, &client, &browser).await["auth_time"], first);
    browser.open(&authorize(&client, &[("max_age", "300"), ("prompt", "none")])).await;
    assert_eq!(browser.told()["error"], "login_required");
    browser.open(&authorize(&client, &[("max_age", "300")])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    let second = told_of(&world, &client, &browser).await["auth_time"].clone();
    assert_eq!(second.as_i64().unwrap() - first.as_i64().unwrap(), 600);
    browser.open(&authorize(&client, &[("max_age", "0")])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_client_says_how_long_people_come_back() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let set = async |minutes: i32| {
        let input = json!({
            "UserPoolId": pool, "ClientId": client, "SSOSession": { "MaxValidityMinutes": minutes },
        });
        world.ok("SetUserPoolClientSessionConfiguration", input).await;
    };
    let track = async |tracking: &str| {
        let input = json!({
            "UserPoolId": pool, "UserSessionTracking": tracking, "TokenSession": { "MaxPerUser": 20 },
        });
        world.ok("SetUserPoolSessionConfiguration", input).await;
    };
    track("ENABLED").await;
    set(0).await;
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "alice").await;
    told_of(&world, &client, &browser).await;
    assert!(!is_in(&mut browser, &client).await);
    set(1_440).await;
    sign_in(&mut browser, &client, "alice").await;
    world.pass_s(23 * 3_600);
    assert!(is_in(&mut browser, &client).await);
    // What is set for a client sleeps while sessions are not tracked: an hour holds, as for all others.
    track("DISABLED").await;
    assert!(!is_in(&mut browser, &client).await);
    track("ENABLED").await;
    assert!(is_in(&mut browser, &client).await);
    world.pass_s(2 * 3_600);
    assert!(!is_in(&mut browser, &client).await);
}

#[tokio::test]
async fn an_operator_says_how_long_people_may_stay_and_stay_away() {
    let world = World::with(
        store::Store::open_memory().unwrap(),
        rules::Config { session_minutes: 1_440, session_idle_minutes: 30, ..config() },
    );
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let asked = json!({ "UserPoolId": pool, "ClientId": client });
    let told = world.ok("GetUserPoolClientSessionConfiguration", asked).await;
    assert_eq!(told["SSOSession"]["MaxValidityMinutes"], 1_440);
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "alice").await;
    for _ in 0..5 {
        world.pass_s(29 * 60);
        assert!(is_in(&mut browser, &client).await);
    }
    world.pass_s(30 * 60);
    assert!(!is_in(&mut browser, &client).await);
    // Nobody stays for longer than the whole.
    sign_in(&mut browser, &client, "alice").await;
    for _ in 0..49 {
        world.pass_s(29 * 60);
        assert!(is_in(&mut browser, &client).await);
    }
    world.pass_s(29 * 60);
    assert!(!is_in(&mut browser, &client).await);
}

#[tokio::test]
async fn whoever_is_signed_out_everywhere_is_signed_out_here() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let by_admin = json!({ "UserPoolId": pool, "Username": "alice" });
    let with = |more: Value| crate::world::merged(by_admin.clone(), more);
    for (operation, input) in [
        ("AdminUserGlobalSignOut", by_admin.clone()),
        ("AdminDisableUser", by_admin.clone()),
        ("AdminSetUserPassword", with(json!({ "Password": PASSWORD, "Permanent": true }))),
        ("AdminDeleteUser", by_admin.clone()),
    ] {
        let mut browser = world.browser(PREFIX);
        sign_in(&mut browser, &client, "alice").await;
        let code = browser.told()["code"].clone();
        world.pass_s(1);
        assert!(is_in(&mut browser, &client).await);
        world.ok(operation, input).await;
        assert!(!is_in(&mut browser, &client).await, "{operation}");
        // A code on its way has ended with it.
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", client.as_str()),
            ("code", &code),
            ("redirect_uri", CALLBACK),
        ];
        let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
        assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_grant")), "{operation}");
        if operation == "AdminDisableUser" {
            world.ok("AdminEnableUser", by_admin.clone()).await;
            assert!(!is_in(&mut browser, &client).await);
        }
    }
    // By the person's own word, and by a forgotten password that was reset.
    world.user(&pool, "bob").await;
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "bob").await;
    let tokens = world.sign_in(&client, "bob").await;
    world.pass_s(1);
    world.ok("GlobalSignOut", json!({ "AccessToken": tokens["AccessToken"] })).await;
    assert!(!is_in(&mut browser, &client).await);
    sign_in(&mut browser, &client, "bob").await;
    let named = json!({ "UserPoolId": pool, "Username": "bob" });
    world.ok("AdminResetUserPassword", named.clone()).await;
    assert!(!is_in(&mut browser, &client).await);
    let set = json!({ "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", crate::world::merged(named, set)).await;
    sign_in(&mut browser, &client, "bob").await;
    world.ok("ForgotPassword", json!({ "ClientId": client, "Username": "bob" })).await;
    assert!(is_in(&mut browser, &client).await);
    let code = world.code("bob@example.com");
    let reset = json!({
        "ClientId": client, "Username": "bob", "ConfirmationCode": code, "Password": "Another-pass-1",
    });
    world.ok("ConfirmForgotPassword", reset).await;
    assert!(!is_in(&mut browser, &client).await);
}

#[tokio::test]
async fn a_higher_level_asks_for_more_and_for_no_more_than_that() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let mail = json!({
        "UserPoolId": pool, "AutoVerifiedAttributes": ["email"],
        "EmailConfiguration": { "EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/a@example.com", "From": "a@example.com" },
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] },
    });
    world.ok("UpdateUserPool", mail).await;
    let mfa = json!({
        "UserPoolId": pool, "MfaConfiguration": "OPTIONAL", "EmailMfaConfiguration": {},
        "SoftwareTokenMfaConfiguration": { "Enabled": true },
    });
    world.ok("SetUserPoolMfaConfig", mfa).await;
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "alice").await;
    let first = told_of(&world, &client, &browser).await;
    assert_eq!(first["acr"], json!("urn:cognito:loa:1"));
    world.pass_s(60);
    // Levels that nobody knows are passed over; one that is reached asks for nothing.
    for levels in ["urn:cognito:loa:1", "x urn:cognito:loa:1", "x", "urn:cognito:loa:4 urn:cognito:loa:1"] {
        browser.open(&authorize(&client, &[("acr_values", levels)])).await;
        assert!(browser.left.is_some(), "{levels}: {}", browser.at);
    }
    // No page may be shown, and none is.
    let level = ("acr_values", "urn:cognito:loa:3");
    browser.open(&authorize(&client, &[level, ("prompt", "none")])).await;
    assert_eq!(browser.told()["error"], "login_required");
    browser.open(&authorize(&client, &[level])).await;
    assert!(browser.says("alice@example.com"), "{}", browser.html);
    let sub =
        browser.html.split("name=\"account\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    browser.send(&[("account", &sub)]).await;
    assert!(browser.at.starts_with("/challenge?"), "{} {}", browser.at, browser.html);
    let code = world.code("alice@example.com");
    browser.send(&[("code", &code)]).await;
    let told = told_of(&world, &client, &browser).await;
    assert_eq!(
        (&told["acr"], &told["amr"]),
        (&json!("urn:cognito:loa:3"), &json!(["pwd", "email_otp", "mfa"]))
    );
    // What was made stronger is no younger.
    assert_eq!(told["auth_time"], first["auth_time"]);
    browser.open(&authorize(&client, &[level, ("prompt", "none")])).await;
    assert!(browser.told().contains_key("code"));
    // A new sign-in is asked for both, and where nobody can get there it ends.
    let mut other = world.browser(PREFIX);
    other
        .open(&authorize(&client, &[level]))
        .await
        .send(&[("username", "alice"), ("password", PASSWORD)])
        .await;
    assert!(other.at.starts_with("/challenge?"));
    let mut other = world.browser(PREFIX);
    other.open(&authorize(&client, &[("acr_values", "urn:cognito:loa:4")])).await;
    other.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(
        other.says("The app asks for a stronger way to sign in than this account has."),
        "{}",
        other.html
    );
}

#[tokio::test]
async fn a_pool_that_tracks_sessions_lists_those_of_browsers() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let track = json!({
        "UserPoolId": pool, "UserSessionTracking": "ENABLED", "TokenSession": { "MaxPerUser": 20 },
    });
    world.ok("SetUserPoolSessionConfiguration", track).await;
    let named = json!({ "UserPoolId": pool, "Username": "alice" });
    let listed = async || {
        let told = world.ok("AdminListUserSessions", named.clone()).await;
        told["Sessions"].as_array().unwrap().clone()
    };
    let of = |all: &[Value], kind: &str| {
        all.iter().find(|session| session["SessionType"] == kind).cloned().unwrap_or(Value::Null)
    };
    let revoke = |session: &Value, how: &str| {
        let more = json!({ "SessionId": session["SessionId"], "RevokeAssociatedSessions": how });
        crate::world::merged(named.clone(), more)
    };
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "alice").await;
    told_of(&world, &client, &browser).await;
    world.pass_s(60);
    let all = listed().await;
    assert_eq!(all.len(), 2);
    let (sso, token) = (of(&all, "SSO"), of(&all, "TOKEN"));
    assert!(
        sso["SessionId"].as_str().unwrap().starts_with("sso")
            && sso["SessionId"].as_str().unwrap().len() == 28
    );
    assert_eq!((&sso["ClientId"], &token["OriginSessionId"]), (&json!(client), &sso["SessionId"]));
    assert_eq!(sso["IsCurrentSession"], json!(false));
    // One alone ends alone.
    world.ok("AdminRevokeUserSession", revoke(&token, "NONE")).await;
    assert!(is_in(&mut browser, &client).await);
    browser.open(&authorize(&client, &[])).await;
    told_of(&world, &client, &browser).await;
    let all = listed().await;
    // What came out of it ends with it where that is said, and the other way round.
    world.ok("AdminRevokeUserSession", revoke(&of(&all, "SSO"), "LINKED")).await;
    assert!(!is_in(&mut browser, &client).await && listed().await.is_empty());
    sign_in(&mut browser, &client, "alice").await;
    told_of(&world, &client, &browser).await;
    let all = listed().await;
    world.ok("AdminRevokeUserSession", revoke(&of(&all, "SSO"), "NONE")).await;
    assert!(!is_in(&mut browser, &client).await);
    assert_eq!(listed().await.len(), 1);
    let again = world.refused("AdminRevokeUserSession", revoke(&of(&all, "SSO"), "NONE")).await;
    assert_eq!(again, "ResourceNotFoundException: Session does not exist.");
    sign_in(&mut browser, &client, "alice").await;
    world.pass_s(60);
    told_of(&world, &client, &browser).await;
    let all = listed().await;
    let newest =
        all.iter().find(|session| session["OriginSessionId"] == of(&all, "SSO")["SessionId"]).unwrap();
    world.ok("AdminRevokeUserSession", revoke(newest, "LINKED")).await;
    assert!(!is_in(&mut browser, &client).await);
    // RevokeToken says it too.
    sign_in(&mut browser, &client, "alice").await;
    let told = browser.told();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client.as_str()),
        ("code", told["code"].as_str()),
        ("redirect_uri", CALLBACK),
    ];
    let tokens = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await.body;
    let revoke = |how: &str| json!({ "ClientId": client, "Token": tokens["refresh_token"], "RevokeAssociatedSessions": how });
    world.ok("RevokeToken", revoke("NONE")).await;
    assert!(is_in(&mut browser, &client).await);
    world.ok("RevokeToken", revoke("LINKED")).await;
    assert!(!is_in(&mut browser, &client).await);
}

// Attack: cookies and names of steps that are forged (17), and one kind of proof in the place of another (9).
#[tokio::test]
async fn a_cookie_that_is_not_ours_proves_nothing() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.user(&pool, "bob").await;
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser, &client, "alice").await;
    let (name, token) = browser.cookies.iter().find(|(name, _)| name.starts_with("cognito.")).unwrap();
    let (name, token) = (name.clone(), token.clone());
    for at in (0..token.len()).step_by(3) {
        let mut forged = token.clone().into_bytes();
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        browser.cookies.insert(name.clone(), String::from_utf8(forged).unwrap());
        assert!(!is_in(&mut browser, &client).await, "{at}");
    }
    // Parts of two, the name of a step, a refresh token.
    let mut other = world.browser(PREFIX);
    sign_in(&mut other, &client, "bob").await;
    let half = token.len() / 2;
    let spliced = format!("{}{}", &token[..half], &other.cookies[&name][half..]);
    let mut resetting = world.browser(PREFIX);
    let forgot = authorize(&client, &[]).replace("/oauth2/authorize", "/forgotPassword");
    resetting.open(&forgot).await.send(&[("username", "alice")]).await;
    let flow = resetting.at.split("flow=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let refresh = world.sign_in(&client, "alice").await["RefreshToken"].as_str().unwrap().to_owned();
    let sub = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    let sub = sub["UserAttributes"][0]["Value"].as_str().unwrap().to_owned();
    for forged in [spliced, flow, refresh, sub, "alice".to_owned(), format!(".{}.", "A".repeat(200))] {
        browser.cookies.insert(name.clone(), forged.clone());
        assert!(!is_in(&mut browser, &client).await, "{forged}");
    }
    // The cookie opens no step, nor the domain of another pool.
    let step = authorize(&client, &[("flow", &token)]).replace("/oauth2/authorize", "/challenge");
    let mut stranger = world.browser(PREFIX);
    stranger.cookies.clone_from(&resetting.cookies);
    assert_eq!(stranger.open(&step).await.status, 400);
    let elsewhere = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": elsewhere, "Domain": "elsewhere" })).await;
    let settings = json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email"], "CallbackURLs": [CALLBACK],
        "SupportedIdentityProviders": ["COGNITO"],
    });
    let app = world.client(&elsewhere, settings).await;
    let mut stranger = world.browser("elsewhere");
    for name in [name.clone(), name.replace(&pool, &elsewhere)] {
        stranger.cookies.insert(name, token.clone());
    }
    assert!(!is_in(&mut stranger, &app).await);
    // Untouched, it is still good.
    browser.cookies.insert(name, token);
    assert!(is_in(&mut browser, &client).await);
}
