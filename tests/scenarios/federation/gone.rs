//! What is taken away while somebody is on the way: at every step that follows, nobody gets in.
//! AWS: tells nothing of it. Sources: CVE-2026-9092 (a link that outlives its provider), the entries 26 to 35 of what others got
//! wrong.

use serde_json::{Value, json};

use super::super::hosted::{CALLBACK, PREFIX, authorize};
use super::{Stage, alice, stage};
use crate::world::browser::Browser;
use crate::world::provider::within;
use crate::world::{PASSWORD, World, merged};

/// The steps of a sign-in, and what comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// To the provider.
    Depart,
    /// Back from it.
    Return,
    /// What the pool requires is typed in.
    Asked,
    /// The account with the same address is proved.
    Proved,
    /// The accounts are kept apart.
    Apart,
    /// The app redeems its code.
    Redeem,
    /// The app asks again, of somebody who is signed in.
    Again,
    /// The app refreshes its tokens.
    Refresh,
}

const STEPS: [Step; 8] = [
    Step::Depart,
    Step::Return,
    Step::Asked,
    Step::Proved,
    Step::Apart,
    Step::Redeem,
    Step::Again,
    Step::Refresh,
];

/// What is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gone {
    Nothing,
    Provider,
    /// The client lets nobody in through the provider any more.
    Way,
    Client,
    /// The user is disabled: the profile, or the account that is to be proved.
    Disabled,
    Deleted,
}

const GONE: [Gone; 5] = [Gone::Provider, Gone::Way, Gone::Client, Gone::Disabled, Gone::Deleted];

impl Step {
    /// Whether this is a step of somebody who has a user here already. A deleted user who comes back from a provider is
    /// somebody new.
    fn is_of_a_user(self, gone: Gone) -> bool {
        match self {
            Step::Depart | Step::Asked | Step::Apart => false,
            Step::Return => gone == Gone::Disabled,
            Step::Proved | Step::Redeem | Step::Again | Step::Refresh => true,
        }
    }

    /// Whether this has to end it.
    fn fails_without(self, gone: Gone) -> bool {
        match gone {
            Gone::Nothing => false,
            // What the app holds is the pool's own word by then.
            Gone::Provider | Gone::Way => self != Step::Refresh,
            Gone::Client => true,
            Gone::Disabled | Gone::Deleted => self.is_of_a_user(gone),
        }
    }
}

async fn set(step: Step, world: &World) -> Stage {
    let pool = match step {
        Step::Asked => {
            json!({ "Schema": [{ "Name": "birthdate", "AttributeDataType": "String", "Required": true, "Mutable": true }] })
        }
        Step::Proved | Step::Apart => json!({ "UserPoolTags": { "cenote:linking": "prove" } }),
        _ => json!({}),
    };
    let mapping = json!({ "AttributeMapping": { "email": "email", "email_verified": "email_verified" } });
    let client = json!({ "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"] });
    let stage = stage(world, (pool, client, mapping)).await;
    if matches!(step, Step::Proved | Step::Apart) {
        world.user(&stage.pool, "alice").await;
    }
    stage
}

/// Takes something away.
async fn take(world: &World, stage: &Stage, (step, gone): (Step, Gone)) {
    let name = if step == Step::Proved { "alice" } else { "Corp_A-1" };
    let user = json!({ "UserPoolId": stage.pool, "Username": name });
    let client = json!({ "UserPoolId": stage.pool, "ClientId": stage.client });
    match gone {
        Gone::Nothing => {}
        Gone::Provider => {
            let provider = json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" });
            world.ok("DeleteIdentityProvider", provider).await;
        }
        Gone::Way => {
            let kept = json!({
                "SupportedIdentityProviders": ["COGNITO"], "AllowedOAuthFlowsUserPoolClient": true,
                "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "email"], "CallbackURLs": [CALLBACK],
                "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"],
            });
            world.ok("UpdateUserPoolClient", merged(client, kept)).await;
        }
        Gone::Client => {
            world.ok("DeleteUserPoolClient", client).await;
        }
        Gone::Disabled => {
            world.ok("AdminDisableUser", user).await;
        }
        Gone::Deleted => {
            world.ok("AdminDeleteUser", user).await;
        }
    }
}

async fn token(world: &World, stage: &Stage, more: &[(&str, &str)]) -> Value {
    let form = [&[("client_id", stage.client.as_str())], more].concat();
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert!(answer.status < 500, "{}", answer.body);
    answer.body
}

async fn redeemed(world: &World, stage: &Stage, browser: &Browser<'_>) -> Value {
    let told = browser.told();
    let form =
        [("grant_type", "authorization_code"), ("code", told["code"].as_str()), ("redirect_uri", CALLBACK)];
    token(world, stage, &form).await
}

/// Whether somebody gets in, from whom something is taken away right before a step.
async fn gets_in(step: Step, gone: Gone) -> bool {
    let world = World::new();
    let stage = set(step, &world).await;
    let person = match step {
        Step::Proved | Step::Apart => merged(alice(), json!({ "email": "Alice@example.com" })),
        _ => alice(),
    };
    let has_come = step == Step::Return && gone == Gone::Disabled;
    if has_come {
        assert!(stage.come(&world, person.clone()).await.told().contains_key("code"));
    }
    let is_in = |browser: &Browser<'_>| {
        assert!(browser.status < 500, "{step:?} without {gone:?}: {}", browser.html);
        browser.left.is_some() && browser.told().contains_key("code")
    };
    let mut browser = world.browser(PREFIX);
    match step {
        Step::Depart => {
            take(&world, &stage, (step, gone)).await;
            browser.open(&authorize(&stage.client, &[("identity_provider", "Corp")])).await;
            assert!(browser.status < 500);
            browser.left.as_deref().is_some_and(|left| left.starts_with(&stage.provider.issuer))
        }
        Step::Return => {
            let there = stage.depart(&mut browser).await;
            let back = stage.provider.sign_in(&world, &there, person);
            take(&world, &stage, (step, gone)).await;
            browser.open(within(&back)).await;
            is_in(&browser)
        }
        Step::Asked => {
            browser = stage.come(&world, person).await;
            take(&world, &stage, (step, gone)).await;
            browser.send(&[("requiredAttributes[birthdate]", "1990-02-03")]).await;
            is_in(&browser)
        }
        Step::Apart => {
            browser = stage.come(&world, person).await;
            take(&world, &stage, (step, gone)).await;
            browser.send(&[("linking", "apart")]).await;
            is_in(&browser)
        }
        Step::Proved => {
            browser = stage.come(&world, person).await;
            browser.send(&[("linking", "prove")]).await;
            take(&world, &stage, (step, gone)).await;
            browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
            is_in(&browser)
        }
        Step::Redeem => {
            browser = stage.come(&world, person).await;
            take(&world, &stage, (step, gone)).await;
            redeemed(&world, &stage, &browser).await.get("access_token").is_some()
        }
        Step::Again => {
            browser = stage.come(&world, person).await;
            take(&world, &stage, (step, gone)).await;
            browser.open(&authorize(&stage.client, &[])).await;
            is_in(&browser)
        }
        Step::Refresh => {
            browser = stage.come(&world, person).await;
            let tokens = redeemed(&world, &stage, &browser).await;
            take(&world, &stage, (step, gone)).await;
            let refresh = tokens["refresh_token"].as_str().expect("a refresh token");
            let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
            token(&world, &stage, &form).await.get("access_token").is_some()
        }
    }
}

#[tokio::test]
async fn what_is_gone_lets_nobody_in_at_any_later_step() {
    for step in STEPS {
        assert!(gets_in(step, Gone::Nothing).await, "{step:?}");
        for gone in GONE.into_iter().filter(|gone| step.fails_without(*gone)) {
            assert!(!gets_in(step, gone).await, "{step:?} without {gone:?}");
        }
    }
}

#[tokio::test]
async fn an_app_that_has_its_tokens_keeps_them_when_the_provider_goes() {
    for gone in [Gone::Provider, Gone::Way] {
        assert!(gets_in(Step::Refresh, gone).await, "{gone:?}");
    }
}
