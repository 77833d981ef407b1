//! What people are told, in whose words, and what happens when the post does not work.
//! AWS: API_VerificationMessageTemplateType, API_MessageTemplateType; the developer guide on message templates.

use serde_json::{Value, json};

use crate::world::World;
use crate::world::people::{list, signing_up, with_sms};

const FAILED: &str = "CodeDeliveryFailureException: Unable to deliver code to user";

async fn redeliver(world: &World) -> usize {
    let origin = rules::ctx::Origin::default();
    let ctx =
        rules::Ctx::new(world.inner.clone(), rules::ctx::Caller::Anyone, "background".to_owned(), origin);
    rules::messages::redeliver(&ctx).await.unwrap()
}

async fn outbox_is_empty(world: &World) -> bool {
    store::outbox::next_due(&world.inner.store.read()).await.unwrap().is_none()
}

fn inviting(pool: &str, name: &str, over: Value) -> Value {
    let base = json!({
        "UserPoolId": pool, "Username": name, "DesiredDeliveryMediums": ["EMAIL"],
        "UserAttributes": list(&[("email", "alice@example.com")]),
    });
    crate::world::merged(base, over)
}

#[tokio::test]
async fn without_templates_the_default_texts_are_used() {
    let world = World::new();
    let pool = world.pool(with_sms(json!({ "AutoVerifiedAttributes": ["email", "phone_number"] }))).await;
    let client = world.client(&pool, json!({})).await;
    world.sign_up(&client, "alice").await;
    let mail = world.mail("alice@example.com");
    let code = mail.code.clone().unwrap();
    assert_eq!(
        (mail.subject.as_str(), mail.text, mail.html),
        (
            "Your verification code",
            format!("Your confirmation code is {code}"),
            format!("Your confirmation code is {code}")
        )
    );
    assert_eq!((mail.kind.as_str(), mail.username.as_str(), mail.link), ("sign_up", "alice", None));
    let phone = list(&[("phone_number", "+12065550123")]);
    world.ok("SignUp", signing_up(&client, "bob", json!({ "UserAttributes": phone }))).await;
    let sms = world.mail("+12065550123");
    assert_eq!(
        (sms.channel.as_str(), sms.subject.as_str(), sms.html.as_str(), sms.text),
        ("SMS", "", "", format!("Your confirmation code is {}", sms.code.unwrap()))
    );
    world.user(&pool, "carol").await;
    world.ok("ForgotPassword", json!({ "ClientId": client, "Username": "carol" })).await;
    let mail = world.mail("carol@example.com");
    assert_eq!(
        (mail.subject.as_str(), mail.text),
        ("Your verification code", format!("Your password reset code is {}", mail.code.unwrap()))
    );
    assert!(outbox_is_empty(&world).await);
}

#[tokio::test]
async fn a_pools_own_words_are_used_for_every_code() {
    let world = World::new();
    let template = json!({
        "EmailMessage": "Dear {username}, <b>{####}</b> is yours, {####}.", "EmailSubject": "Code for {username}",
        "SmsMessage": "Psst: {####}",
    });
    let pool = world.pool(with_sms(json!({ "VerificationMessageTemplate": template }))).await;
    let client = world.client(&pool, json!({})).await;
    let expect = |kind: &str| {
        let mail = world.mail("alice@example.com");
        let code = mail.code.unwrap();
        assert_eq!(mail.subject, "Code for alice", "{kind}");
        assert_eq!(mail.html, format!("Dear alice, <b>{code}</b> is yours, {code}."), "{kind}");
        assert_eq!(mail.kind, kind);
    };
    world.sign_up(&client, "alice").await;
    expect("sign_up");
    world.ok("ResendConfirmationCode", json!({ "ClientId": client, "Username": "alice" })).await;
    expect("resend");
    let code = world.code("alice@example.com");
    let confirm = json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code });
    world.ok("ConfirmSignUp", confirm).await;
    world.ok("ForgotPassword", json!({ "ClientId": client, "Username": "alice" })).await;
    expect("forgot_password");
    let token = world.access_token(&client, "alice").await;
    let ask = json!({ "AccessToken": token, "AttributeName": "email" });
    world.ok("GetUserAttributeVerificationCode", ask).await;
    expect("verify_attribute");
    let phone = list(&[("phone_number", "+12065550123")]);
    world.ok("UpdateUserAttributes", json!({ "AccessToken": token, "UserAttributes": phone })).await;
    let ask = json!({ "AccessToken": token, "AttributeName": "phone_number" });
    world.ok("GetUserAttributeVerificationCode", ask).await;
    let sms = world.mail("+12065550123");
    assert_eq!(sms.text, format!("Psst: {}", sms.code.unwrap()));
}

#[tokio::test]
async fn the_older_members_are_the_same_words() {
    let world = World::new();
    let older = json!({
        "EmailVerificationMessage": "It is {####}", "EmailVerificationSubject": "A code",
        "SmsVerificationMessage": "Text {####}",
    });
    let pool = world.pool(older).await;
    let client = world.client(&pool, json!({})).await;
    world.sign_up(&client, "alice").await;
    let mail = world.mail("alice@example.com");
    assert_eq!((mail.subject.as_str(), mail.text), ("A code", format!("It is {}", mail.code.unwrap())));
}

#[tokio::test]
async fn an_invitation_is_filled_in_once_and_escaped() {
    let world = World::new();
    let invite = json!({
        "EmailMessage": "<p>{username} / {####} / {other} {</p>", "EmailSubject": "Hello {username}",
        "SMSMessage": "{username}: {####}",
    });
    let config = json!({ "AdminCreateUserConfig": { "InviteMessageTemplate": invite } });
    let pool = world.pool(with_sms(config)).await;
    let password = "<b>&\"'{username}Aa1";
    world.ok("AdminCreateUser", inviting(&pool, "alice", json!({ "TemporaryPassword": password }))).await;
    let mail = world.mail("alice@example.com");
    assert_eq!(mail.subject, "Hello alice");
    assert_eq!(mail.text, format!("<p>alice / {password} / {{other}} {{</p>"));
    assert_eq!(mail.html, "<p>alice / &lt;b&gt;&amp;&quot;&#39;{username}Aa1 / {other} {</p>");
    assert_eq!(mail.code.as_deref(), Some(password));

    // A name that is a placeholder stays a name.
    world.ok("AdminCreateUser", inviting(&pool, "{####}<i>", json!({}))).await;
    let mail = world.mail("alice@example.com");
    let code = mail.code.unwrap();
    assert_eq!(mail.subject, "Hello {####}<i>");
    assert_eq!(mail.text, format!("<p>{{####}}<i> / {code} / {{other}} {{</p>"));
    assert!(mail.html.starts_with("<p>{####}&lt;i&gt; / "), "{}", mail.html);

    let phone = json!({
        "DesiredDeliveryMediums": ["SMS"], "UserAttributes": list(&[("phone_number", "+12065550123")]),
        "TemporaryPassword": password,
    });
    world.ok("AdminCreateUser", inviting(&pool, "bob", phone)).await;
    assert_eq!(world.mail("+12065550123").text, format!("bob: {password}"));
}

#[tokio::test]
async fn refused_mail_is_told_and_what_was_done_stays_done() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "carol").await;
    let token = world.access_token(&client, "carol").await;
    world.post.refuse();
    let named = |name: &str| json!({ "ClientId": client, "Username": name });
    assert_eq!(world.refused("SignUp", signing_up(&client, "alice", json!({}))).await, FAILED);
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "UNCONFIRMED");
    assert_eq!(world.refused("ResendConfirmationCode", named("alice")).await, FAILED);
    assert_eq!(world.refused("ForgotPassword", named("carol")).await, FAILED);
    assert_eq!(world.refused("AdminCreateUser", inviting(&pool, "bob", json!({}))).await, FAILED);
    assert_eq!(world.look(&pool, "bob").await["UserStatus"], "FORCE_CHANGE_PASSWORD");
    let ask = json!({ "AccessToken": token, "AttributeName": "email" });
    assert_eq!(world.refused("GetUserAttributeVerificationCode", ask).await, FAILED);
    let email = list(&[("email", "new@example.org")]);
    let update = json!({ "AccessToken": token, "UserAttributes": email });
    assert_eq!(world.refused("UpdateUserAttributes", update).await, FAILED);
    assert_eq!(world.attributes(&pool, "carol").await["email"], "new@example.org");
    let email = list(&[("email", "newer@example.org")]);
    let update = json!({ "UserPoolId": pool, "Username": "carol", "UserAttributes": email });
    assert_eq!(
        world.refused("AdminUpdateUserAttributes", update).await,
        "InvalidParameterException: Unable to deliver code to user"
    );
    // What is refused for good is not tried again.
    assert!(outbox_is_empty(&world).await);
    world.post.recover();
    world.pass_s(86_400);
    assert_eq!(redeliver(&world).await, 0);
    assert_eq!(world.post.mailbox.messages(None).len(), 0);
    world.ok("ResendConfirmationCode", named("alice")).await;
    let code = world.code("alice@example.com");
    let confirm = json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code });
    world.ok("ConfirmSignUp", confirm).await;
}

#[tokio::test]
async fn what_a_provider_says_is_kept_in_a_line_and_without_the_code() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.post.echo();
    assert_eq!(world.refused("SignUp", signing_up(&client, "alice", json!({}))).await, FAILED);
    let log = store::deliveries::page(&world.inner.store.read(), &pool, "", "", 99).await.unwrap();
    let [row] = log.as_slice() else { panic!("{} messages", log.len()) };
    assert_eq!(row.answer, "550 spam  ***: ***");
}

#[tokio::test]
async fn stalled_mail_does_not_fail_the_call_and_arrives_later() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.post.stall();
    world.sign_up(&client, "alice").await;
    assert_eq!(world.post.mailbox.messages(None).len(), 0);
    assert!(!outbox_is_empty(&world).await);
    // Not due yet; then due, and still no answer.
    assert_eq!(redeliver(&world).await, 0);
    world.pass_s(10);
    assert_eq!(redeliver(&world).await, 0);
    world.post.recover();
    assert_eq!(redeliver(&world).await, 0);
    world.pass_s(31);
    assert_eq!(redeliver(&world).await, 1);
    assert!(outbox_is_empty(&world).await);
    assert_eq!(redeliver(&world).await, 0);
    assert_eq!(world.post.mailbox.messages(None).len(), 1);
    let code = world.code("alice@example.com");
    let confirm = json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code });
    world.ok("ConfirmSignUp", confirm).await;
    world.sign_in(&client, "alice").await;
}

#[tokio::test]
async fn mail_that_stays_stalled_is_given_up_in_the_end() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.post.stall();
    world.sign_up(&client, "alice").await;
    let mut rounds = 0;
    while !outbox_is_empty(&world).await {
        world.pass_s(3_601);
        redeliver(&world).await;
        rounds += 1;
        assert!(rounds < 50, "a letter stays for ever");
    }
    assert_eq!(rounds, 12);
}

#[tokio::test]
async fn two_calls_at_once_send_one_code_that_counts() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.sign_up(&client, "alice").await;
    let resend = json!({ "ClientId": client, "Username": "alice" });
    let both =
        [world.call("ResendConfirmationCode", resend.clone()), world.call("ResendConfirmationCode", resend)];
    for answer in futures_util::future::join_all(both).await {
        answer.unwrap();
    }
    let codes: Vec<String> = world
        .post
        .mailbox
        .messages(Some("alice@example.com"))
        .into_iter()
        .map(|message| message.code.unwrap())
        .collect();
    let mut confirmed = 0;
    for code in codes {
        let confirm = json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code });
        confirmed += usize::from(world.call("ConfirmSignUp", confirm).await.is_ok());
    }
    assert_eq!(confirmed, 1);
    assert_eq!(world.sign_in(&client, "alice").await["TokenType"], "Bearer");
}

#[tokio::test]
async fn a_pool_may_send_links() {
    let world = World::new();
    let template = json!({
        "DefaultEmailOption": "CONFIRM_WITH_LINK", "EmailMessageByLink": "Hi {username}, {##press <here>##}!",
        "EmailSubjectByLink": "Press",
    });
    let pool = world.pool(json!({ "VerificationMessageTemplate": template })).await;
    let client = world.client(&pool, json!({})).await;
    // There is nowhere that a link could lead to.
    assert_eq!(world.refused("SignUp", signing_up(&client, "alice", json!({}))).await, FAILED);
    let domain = json!({ "UserPoolId": pool, "Domain": "our-app" });
    world.ok("CreateUserPoolDomain", domain).await;
    let odd = "al&ice=1";
    world.sign_up(&client, odd).await;
    let mail = world.post.mailbox.messages(None).remove(0);
    let (link, code) = (mail.link.clone().unwrap(), mail.code.clone().unwrap());
    let path = link.split_once("/domain/").unwrap().1;
    assert_eq!(
        path,
        format!("our-app/confirmUser?client_id={client}&user_name=al%26ice%3D1&confirmation_code={code}")
    );
    let escaped = link.replace('&', "&amp;");
    assert_eq!(mail.subject, "Press");
    assert_eq!(mail.html, format!("Hi al&amp;ice=1, <a href=\"{escaped}\">press <here></a>!"));
    assert_eq!(mail.text, format!("Hi {odd}, press <here>: {link}!"));
    world.ok("ResendConfirmationCode", json!({ "ClientId": client, "Username": odd })).await;
    assert!(world.post.mailbox.messages(None)[0].link.is_some());
    // Everything else sends codes.
    let code = world.post.mailbox.messages(None)[0].code.clone().unwrap();
    let confirm = json!({ "ClientId": client, "Username": odd, "ConfirmationCode": code });
    world.ok("ConfirmSignUp", confirm).await;
    world.ok("ForgotPassword", json!({ "ClientId": client, "Username": odd })).await;
    let mail = world.post.mailbox.messages(None).remove(0);
    assert_eq!((mail.link, mail.subject.as_str()), (None, "Your verification code"));
}

#[tokio::test]
async fn where_users_are_hidden_a_channel_tells_nobody_who_exists() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    world.user(&pool, "carol").await;
    world.sign_up(&client, "alice").await;
    let named = |name: &str| json!({ "ClientId": client, "Username": name });
    for is_refused in [true, false] {
        if is_refused {
            world.post.refuse();
        } else {
            world.post.stall();
        }
        world.ok("ForgotPassword", named("carol")).await;
        world.ok("ForgotPassword", named("nobody")).await;
        world.ok("ResendConfirmationCode", named("alice")).await;
        world.ok("ResendConfirmationCode", named("nobody")).await;
    }
    let log = store::deliveries::page(&world.inner.store.read(), &pool, "", "", 99).await.unwrap();
    let mut states: Vec<(&str, &str)> =
        log.iter().map(|row| (row.kind.as_str(), row.state.as_str())).collect();
    states.sort_unstable();
    assert_eq!(
        states,
        [
            ("forgot_password", "refused"),
            ("forgot_password", "waiting"),
            ("resend", "refused"),
            ("resend", "waiting"),
            ("sign_up", "sent"),
        ]
    );
    assert!(log.iter().all(|row| ["a***@e***", "c***@e***"].contains(&row.destination.as_str())));
    // A code that is no longer good does not arrive.
    world.post.recover();
    world.post.mailbox.empty();
    world.pass_s(2 * 3_600);
    assert_eq!(redeliver(&world).await, 2);
    let kinds: Vec<String> = world.post.mailbox.messages(None).into_iter().map(|mail| mail.kind).collect();
    assert_eq!(kinds, ["resend"]);
}

#[tokio::test]
async fn a_newer_message_takes_the_place_of_one_that_waits() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.post.stall();
    world.sign_up(&client, "alice").await;
    world.user(&pool, "carol").await;
    world.ok("AdminCreateUser", inviting(&pool, "bob", json!({}))).await;
    for _ in 0..2 {
        world.ok("ResendConfirmationCode", json!({ "ClientId": client, "Username": "alice" })).await;
        world.ok("ForgotPassword", json!({ "ClientId": client, "Username": "carol" })).await;
        world.ok("AdminCreateUser", inviting(&pool, "bob", json!({ "MessageAction": "RESEND" }))).await;
    }
    // The last ones wait until the channel works again; the mails of others are not meant.
    world.sign_up(&client, "dora").await;
    world.post.recover();
    world.pass_s(31);
    assert_eq!(redeliver(&world).await, 4);
    assert!(outbox_is_empty(&world).await);
    let mut kinds: Vec<String> =
        world.post.mailbox.messages(None).into_iter().map(|mail| mail.kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["forgot_password", "invite", "resend", "sign_up"]);
    let log = store::deliveries::page(&world.inner.store.read(), &pool, "", "", 99).await.unwrap();
    let count = |state: &str| log.iter().filter(|row| row.state == state).count();
    assert_eq!((count("replaced"), count("sent"), log.len()), (5, 4, 9));
    // What arrived works.
    let code = world.post.mailbox.messages(None).into_iter().find(|mail| mail.kind == "resend").unwrap().code;
    let confirm = json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code });
    world.ok("ConfirmSignUp", confirm).await;
    let reset = json!({
        "ClientId": client, "Username": "carol", "ConfirmationCode": world.code("carol@example.com"),
        "Password": "Other-pass-2",
    });
    world.ok("ConfirmForgotPassword", reset).await;
    let invited = world.post.mailbox.messages(None).into_iter().find(|mail| mail.kind == "invite").unwrap();
    let temporary = invited.code.unwrap();
    let asked = world.ok("InitiateAuth", crate::world::by_password(&client, "bob", &temporary)).await;
    assert_eq!(asked["ChallengeName"], "NEW_PASSWORD_REQUIRED");
}

#[tokio::test]
async fn our_own_words_are_in_the_language_of_the_user() {
    let world = World::new();
    let pool = world.pool(with_sms(json!({}))).await;
    let client = world.client(&pool, json!({})).await;
    let english = "Your verification code";
    for (name, locale, subject) in [
        ("anna", "de-AT", "Ihr Bestätigungscode"),
        ("jun", "ja_JP", "確認コード"),
        ("kim", "tlh", english),
        ("odd", "\u{202e};drop", english),
    ] {
        let email = format!("{name}@example.com");
        let attributes = list(&[("email", &email), ("locale", locale)]);
        world.ok("SignUp", signing_up(&client, name, json!({ "UserAttributes": attributes }))).await;
        let mail = world.mail(&email);
        let code = mail.code.unwrap();
        assert_eq!(mail.subject, subject, "{locale}");
        assert_eq!(mail.text.matches(&code).count(), 1, "{}", mail.text);
        world.ok("ResendConfirmationCode", json!({ "ClientId": client, "Username": name })).await;
        assert_eq!(world.mail(&email).subject, subject, "{locale}");
    }
    // An Arabic text holds the code as it is typed.
    let attributes = list(&[("email", "noor@example.com"), ("locale", "ar")]);
    world.ok("SignUp", signing_up(&client, "noor", json!({ "UserAttributes": attributes }))).await;
    let mail = world.mail("noor@example.com");
    assert!(mail.subject != english && mail.text.contains(mail.code.as_ref().unwrap()), "{}", mail.text);
    let confirm = json!({ "ClientId": client, "Username": "noor", "ConfirmationCode": mail.code });
    world.ok("ConfirmSignUp", confirm).await;
    // Invitations too.
    let attributes = list(&[("email", "ben@example.com"), ("locale", "de")]);
    world.ok("AdminCreateUser", inviting(&pool, "ben", json!({ "UserAttributes": attributes }))).await;
    let mail = world.mail("ben@example.com");
    let text =
        format!("Ihr Benutzername lautet ben und Ihr temporäres Passwort lautet {}.", mail.code.unwrap());
    assert_eq!((mail.subject.as_str(), mail.text), ("Ihr temporäres Passwort", text));
}

#[tokio::test]
async fn a_pools_own_words_stay_as_they_are_whatever_the_language() {
    let world = World::new();
    let template = json!({ "VerificationMessageTemplate": { "EmailMessage": "It is {####}" } });
    let pool = world.pool(template).await;
    let client = world.client(&pool, json!({})).await;
    let attributes = list(&[("email", "anna@example.com"), ("locale", "de")]);
    world.ok("SignUp", signing_up(&client, "anna", json!({ "UserAttributes": attributes }))).await;
    let mail = world.mail("anna@example.com");
    assert_eq!(
        (mail.subject.as_str(), mail.text),
        ("Your verification code", format!("It is {}", mail.code.unwrap()))
    );
}

#[tokio::test]
async fn a_link_is_shown_in_the_language_of_the_user() {
    let world = World::new();
    let links = json!({ "VerificationMessageTemplate": { "DefaultEmailOption": "CONFIRM_WITH_LINK" } });
    let pool = world.pool(links).await;
    let client = world.client(&pool, json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": "our-app" })).await;
    let attributes = list(&[("email", "anna@example.com"), ("locale", "de")]);
    world.ok("SignUp", signing_up(&client, "anna", json!({ "UserAttributes": attributes }))).await;
    let mail = world.mail("anna@example.com");
    assert_eq!(mail.subject, "Ihr Bestätigungslink");
    assert!(mail.html.ends_with("\">E-Mail-Adresse bestätigen</a>"), "{}", mail.html);
    world.sign_up(&client, "bob").await;
    let mail = world.mail("bob@example.com");
    let link = mail.link.unwrap();
    assert_eq!(
        mail.text,
        format!("Please click the link below to verify your email address. Verify Email: {link}")
    );
}
