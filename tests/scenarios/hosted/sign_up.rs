//! Signing up on the pages: what is asked for, the code, and on to the app signed in.
//! AWS: the developer guide, "Managed login"; API_SignUp, API_ConfirmSignUp.

use serde_json::{Value, json};

use super::{CALLBACK, PREFIX, authorize, bare, stage};
use crate::world::browser::Browser;
use crate::world::people::wrong;
use crate::world::{PASSWORD, World};

const BOB: [(&str, &str); 3] =
    [("username", "bob"), ("requiredAttributes[email]", "bob@example.com"), ("password", PASSWORD)];

/// The path of the page for a client.
fn sign_up(client: &str) -> String {
    authorize(client, &[]).replace("/oauth2/authorize", "/signup")
}

/// A browser in which bob has just signed up.
async fn signed_up<'w>(world: &'w World, client: &str) -> Browser<'w> {
    let mut browser = world.browser(PREFIX);
    browser.open(&sign_up(client)).await.send(&BOB).await;
    assert!(browser.at.starts_with("/confirm?"), "{} {}", browser.at, browser.html);
    browser
}

async fn status(world: &World, pool: &str, name: &str) -> Value {
    world.look(pool, name).await["UserStatus"].clone()
}

#[tokio::test]
async fn a_new_account_leads_straight_to_the_app() {
    for settings in [json!({}), json!({ "GenerateSecret": true })] {
        let world = World::new();
        let (pool, client) = stage(&world, json!({}), settings).await;
        confirmed(&world, &pool, &client).await;
    }
}

async fn confirmed(world: &World, pool: &str, client: &str) {
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(client, &[])).await;
    let html = crate::world::browser::unescaped(&browser.html);
    let link = html.split("href=\"").find(|rest| rest.starts_with("/signup?")).unwrap();
    browser.open(link.split('"').next().unwrap()).await;
    assert!(browser.says("Create your account") && browser.says("at least 8 characters"), "{}", browser.html);
    assert!(
        browser.html.contains("autocomplete=\"new-password\"") && browser.html.contains("minlength=\"8\"")
    );
    browser.send(&BOB).await;
    assert!(browser.says("We sent a code to b***@e***."), "{}", browser.html);
    let code = world.code("bob@example.com");
    browser.send(&[("code", &format!("{}-{}", &code[..3], &code[3..]))]).await;
    assert!(browser.left.as_ref().unwrap().starts_with(CALLBACK), "{}", browser.html);
    assert_eq!((browser.told().contains_key("code"), browser.told()["state"].as_str()), (true, "s-1"));
    assert_eq!(status(world, pool, "bob").await, "CONFIRMED");
    assert_eq!(world.attributes(pool, "bob").await["email_verified"], "true");
}

#[tokio::test]
async fn wrong_codes_are_counted_and_a_new_one_ends_the_old() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = signed_up(&world, &client).await;
    browser.send(&[("code", "")]).await;
    assert!(browser.status == 400 && browser.says("Please fill this in."));
    let first = world.code("bob@example.com");
    browser.send(&[("code", &wrong(&first))]).await;
    assert!(browser.status == 400 && browser.says("The code is not right."), "{}", browser.html);
    browser.send(&[("resend", "resend")]).await;
    assert!(
        browser.status == 400 && browser.says("You can ask for a new code in 30 seconds."),
        "{}",
        browser.html
    );
    world.pass_s(30);
    browser.send(&[("resend", "resend")]).await;
    assert!(browser.says("We sent a new code to b***@e***."), "{}", browser.html);
    if world.code("bob@example.com") != first {
        browser.send(&[("code", &first)]).await;
        assert!(browser.says("The code is not right."));
    }
    for _ in 0..5 {
        world.pass_s(30);
        browser.send(&[("resend", "resend")]).await;
    }
    assert!(browser.status == 400 && browser.says("There were too many attempts."), "{}", browser.html);
    let right = world.code("bob@example.com");
    for _ in 0..15 {
        browser.send(&[("code", &wrong(&right))]).await;
    }
    browser.send(&[("code", &right)]).await;
    assert!(browser.says("There were too many attempts."), "{}", browser.html);
    assert_eq!(status(&world, &pool, "bob").await, "UNCONFIRMED");
}

#[tokio::test]
async fn a_code_that_has_expired_says_so_and_a_page_that_has_starts_again() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = signed_up(&world, &client).await;
    world.pass_s(3_601);
    let code = world.code("bob@example.com");
    browser.send(&[("code", &code)]).await;
    assert!(browser.status == 400 && browser.says("Start again"), "{}", browser.html);
    // Another browser has no use for the address.
    let path = signed_up_as(&world, &client, "carol").await.at.clone();
    let mut other = world.browser(PREFIX);
    other.open(&sign_up(&client)).await.open(&path).await;
    assert!(other.status == 400 && other.says("This page is too old"));
}

async fn signed_up_as<'w>(world: &'w World, client: &str, name: &str) -> Browser<'w> {
    let mut browser = world.browser(PREFIX);
    let email = format!("{name}@example.com");
    let form = [("username", name), ("requiredAttributes[email]", email.as_str()), ("password", PASSWORD)];
    browser.open(&sign_up(client)).await.send(&form).await;
    browser
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&sign_up(&client)).await;
    let mail = "requiredAttributes[email]";
    let hostile = "\"><script>alert(1)</script>";
    let cases: [(&[(&str, &str)], &str); 8] = [
        (
            &[("username", "alice"), (mail, "a@example.com"), ("password", PASSWORD)],
            "Somebody uses this name",
        ),
        (
            &[("username", "bob"), (mail, "bob@nowhere"), ("password", PASSWORD)],
            "This is not an email address.",
        ),
        (&[("username", "bob"), (mail, "bob@example.com"), ("password", "short")], "does not meet the rules"),
        (&[("username", "bob"), (mail, "bob@example.com"), ("password", "")], "Please fill this in."),
        (&[("username", ""), (mail, "bob@example.com"), ("password", PASSWORD)], "Please fill this in."),
        (
            &[("username", hostile), (mail, "bob@example.com"), ("password", "short")],
            "does not meet the rules",
        ),
        (&[("username", "bob"), (mail, ""), ("password", PASSWORD)], "Please fill this in."),
        (
            &[("username", "a b"), (mail, "bob@example.com"), ("password", PASSWORD)],
            "This value is not allowed",
        ),
    ];
    for (form, says) in cases {
        browser.send(form).await;
        assert!(browser.status == 400 && browser.says(says), "{form:?} {}", browser.html);
        assert!(!browser.html.contains("<script>") && !browser.html.contains(PASSWORD));
        assert!(browser.html.contains("aria-invalid=\"true\"") && browser.says("Error: "));
    }
    assert!(browser.html.contains("value=\"a b\""));
    assert_eq!(world.post.mailbox.messages(None).len(), 0);
}

#[tokio::test]
async fn the_page_takes_nothing_that_it_does_not_ask_for() {
    let world = World::new();
    let schema = json!([
        { "Name": "role", "AttributeDataType": "String", "Mutable": true },
        { "Name": "email", "AttributeDataType": "String", "Required": true, "Mutable": true },
    ]);
    let (pool, client) = stage(&world, json!({ "Schema": schema }), json!({})).await;
    let mut browser = world.browser(PREFIX);
    let more = [
        ("requiredAttributes[custom:role]", "admin"),
        ("requiredAttributes[email_verified]", "true"),
        ("requiredAttributes[sub]", "x"),
        ("custom:role", "admin"),
    ];
    browser.open(&sign_up(&client)).await.send(&[BOB.as_slice(), &more].concat()).await;
    assert!(browser.at.starts_with("/confirm?"));
    let kept = json!({ "email": "bob@example.com", "email_verified": "false" });
    assert_eq!(world.attributes(&pool, "bob").await, kept);
}

#[tokio::test]
async fn where_only_administrators_make_users_nobody_signs_up() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let mut early = world.browser(PREFIX);
    early.open(&sign_up(&client)).await;
    let only = json!({ "AllowAdminCreateUserOnly": true });
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool, "AdminCreateUserConfig": only })).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    assert!(!browser.html.contains("/signup"));
    browser.open(&sign_up(&client)).await;
    assert!(browser.status == 403 && browser.says("You cannot do this here"), "{}", browser.html);
    early.send(&BOB).await;
    assert_eq!(early.status, 403);
    let gone = world.refused("AdminGetUser", json!({ "UserPoolId": pool, "Username": "bob" })).await;
    assert_eq!(gone, "UserNotFoundException: User does not exist.");
}

#[tokio::test]
async fn an_address_is_the_name_where_the_pool_says_so() {
    let world = World::new();
    let pool =
        json!({ "UsernameAttributes": ["email"], "UsernameConfiguration": { "CaseSensitive": false } });
    let (pool, client) = bare(&world, pool, json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&sign_up(&client)).await;
    assert!(browser.html.contains("type=\"email\"") && !browser.html.contains("requiredAttributes[email]"));
    browser.send(&[("username", "bob"), ("password", PASSWORD)]).await;
    assert!(browser.says("This is not an email address."));
    browser.send(&[("username", "Bob@Example.com"), ("password", PASSWORD)]).await;
    let code = world.code("bob@example.com");
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
    assert_eq!(status(&world, &pool, "bob@example.com").await, "CONFIRMED");
    // The same address again, in other letters.
    let mut browser = world.browser(PREFIX);
    browser.open(&sign_up(&client)).await;
    browser.send(&[("username", "BOB@example.com"), ("password", PASSWORD)]).await;
    assert!(browser.says("There is an account with this address already."), "{}", browser.html);
}

#[tokio::test]
async fn who_signs_in_unconfirmed_gets_a_new_code_and_goes_on() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.sign_up(&client, "bob").await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await.send(&[("username", "bob"), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/confirm?"), "{} {}", browser.at, browser.html);
    assert_eq!(world.post.mailbox.messages(None).len(), 2);
    let code = world.code("bob@example.com");
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
    assert_eq!(status(&world, &pool, "bob").await, "CONFIRMED");
    // Somebody with the wrong password learns nothing and sends nothing.
    world.sign_up(&client, "carol").await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "carol"), ("password", "Wrong-pass-1")]).await;
    assert!(browser.says("The name or the password is not right."));
    assert_eq!(world.post.mailbox.messages(None).len(), 3);
}

#[tokio::test]
async fn the_code_alone_signs_nobody_in_whose_password_is_not_known() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = signed_up(&world, &client).await;
    let code = world.code("bob@example.com");
    // An administrator has set another password meanwhile: what was proved is worth nothing.
    let set = json!({ "UserPoolId": pool, "Username": "bob", "Password": "Other-pass-1", "Permanent": true });
    world.ok("AdminSetUserPassword", set).await;
    browser.send(&[("code", &code)]).await;
    assert!(browser.left.is_none() && browser.at.starts_with("/login?"), "{}", browser.at);
    assert!(browser.html.contains("value=\"bob\"") && browser.says("Your account is confirmed"));
    browser.send(&[("username", "bob"), ("password", "Other-pass-1")]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_second_factor_that_the_pool_demands_is_set_up_before_the_app() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let on = json!({ "UserPoolId": pool, "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    world.ok("SetUserPoolMfaConfig", on).await;
    let mut browser = signed_up(&world, &client).await;
    let code = world.code("bob@example.com");
    browser.send(&[("code", &code)]).await;
    assert!(browser.left.is_none() && browser.at.starts_with("/challenge?"), "{}", browser.at);
    assert_eq!(status(&world, &pool, "bob").await, "CONFIRMED");
}

#[tokio::test]
async fn a_pool_that_sends_nothing_says_so_and_one_that_sends_links_tells_to_open_them() {
    let world = World::new();
    let pool = json!({ "AutoVerifiedAttributes": [] });
    let (_, client) = stage(&world, pool, json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&sign_up(&client)).await.send(&[("username", "bob"), ("password", PASSWORD)]).await;
    assert!(browser.says("Somebody has to confirm it before you can sign in."), "{}", browser.html);
    assert!(!browser.html.contains("name=\"code\"") && !browser.html.contains("resendcode"));

    let world = World::new();
    let template = json!({ "DefaultEmailOption": "CONFIRM_WITH_LINK" });
    let (pool, client) = stage(&world, json!({ "VerificationMessageTemplate": template }), json!({})).await;
    let mut browser = signed_up(&world, &client).await;
    assert!(browser.says("We sent a link to b***@e***.") && !browser.html.contains("name=\"code\""));
    let link = world.mail("bob@example.com").link.unwrap();
    browser.send(&[("resend", "resend")]).await;
    assert_ne!(world.mail("bob@example.com").link.unwrap(), link);
    assert_eq!(status(&world, &pool, "bob").await, "UNCONFIRMED");
}

#[tokio::test]
async fn a_message_that_cannot_be_sent_is_told_and_can_be_sent_again() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    world.post.refuse();
    let mut browser = signed_up(&world, &client).await;
    assert!(browser.says("We could not send the message."), "{}", browser.html);
    world.post.recover();
    browser.send(&[("resend", "resend")]).await;
    assert!(browser.says("We sent a new code to b***@e***."), "{}", browser.html);
    let code = world.code("bob@example.com");
    browser.send(&[("code", &code)]).await;
    // What was chosen was not kept with the message that failed: the password is asked for once more.
    assert!(browser.at.starts_with("/login?") && browser.html.contains("value=\"bob\""), "{}", browser.html);
}

#[tokio::test]
async fn no_password_is_needed_where_a_code_lets_people_in() {
    let world = World::new();
    let factors = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } });
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] });
    let (pool, client) = stage(&world, json!({ "Policies": factors }), flows).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&sign_up(&client)).await;
    assert!(browser.says("optional"));
    browser.send(&BOB[..2]).await;
    let code = world.code("bob@example.com");
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
    assert_eq!(status(&world, &pool, "bob").await, "CONFIRMED");
}

#[tokio::test]
async fn both_documents_are_shown_or_neither() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let document = |name: &str| {
        json!({
            "UserPoolId": pool, "ClientId": client, "TermsName": name, "TermsSource": "LINK", "Enforcement": "NONE",
            "Links": {
                "cognito:default": format!("https://example.com/{name}?a=1&b=2"),
                "cognito:german": format!("https://example.com/de/{name}"),
            },
        })
    };
    world.ok("CreateTerms", document("terms-of-use")).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&sign_up(&client)).await;
    assert!(!browser.says("https://example.com/terms-of-use"));
    world.ok("CreateTerms", document("privacy-policy")).await;
    browser.open(&sign_up(&client)).await;
    assert!(browser.says("By signing up you agree to the"), "{}", browser.html);
    for name in ["terms-of-use", "privacy-policy"] {
        assert!(browser.says(&format!("href=\"https://example.com/{name}?a=1&b=2\"")), "{}", browser.html);
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_signs_nobody_up() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let form = crate::world::browser::encoded(&BOB);
    for path in ["/signup", "/confirm", "/resendcode"] {
        let path = sign_up(&client).replace("/signup", path);
        let response = world.hosted(PREFIX, (http::Method::POST, &path), &[kind], &form).await;
        assert_eq!(response.status(), 403);
    }
    world.refused("AdminGetUser", json!({ "UserPoolId": pool, "Username": "bob" })).await;
}

// Attack: ends of lines in what people type, which would be headers of a message or of an answer (47).
#[tokio::test]
async fn lines_in_what_is_typed_reach_no_header() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (mail, lines) = ("requiredAttributes[email]", "bob@example.com\r\nBcc: eve@example.com");
    let mut browser = world.browser(PREFIX);
    browser.open(&sign_up(&client)).await;
    for form in [
        [("username", "bob"), (mail, lines), ("password", PASSWORD)],
        [("username", "bob\r\nX: y"), (mail, "bob@example.com"), ("password", PASSWORD)],
        [("username", "bob\nX: y"), (mail, "bob@example.com\n"), ("password", PASSWORD)],
    ] {
        browser.send(&form).await;
        assert!(browser.status == 400 && browser.left.is_none(), "{form:?} {}", browser.html);
    }
    let forgot = authorize(&client, &[]).replace("/oauth2/authorize", "/forgotPassword");
    for (path, form) in [
        (forgot, vec![("username", lines)]),
        (authorize(&client, &[]), vec![("username", lines), ("password", PASSWORD)]),
        (
            authorize(&client, &[]),
            vec![("username", "bob"), ("credential", "{}\r\nX: y"), ("passkey", "\r\nX: y")],
        ),
    ] {
        browser.open(&path).await.send(&form).await;
        assert!(browser.status == 400 && browser.left.is_none(), "{form:?} {}", browser.html);
        assert!(
            browser.headers.iter().all(|(name, value)| name != "x" && !value.as_bytes().contains(&b'\n'))
        );
    }
    assert_eq!(world.post.mailbox.messages(None).len(), 0);
}
