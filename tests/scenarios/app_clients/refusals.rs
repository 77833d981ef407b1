//! What CreateUserPoolClient and UpdateUserPoolClient refuse.

use serde_json::{Value, json};

use super::{described, pool};
use crate::world::{World, merged};

struct Clients {
    world: World,
    pool: String,
    public: String,
    secret: String,
}

async fn clients() -> Clients {
    let world = World::new();
    let pool = pool(&world).await;
    let public = world.client(&pool, json!({})).await;
    let secret = world.client(&pool, json!({ "GenerateSecret": true })).await;
    Clients { world, pool, public, secret }
}

impl Clients {
    /// What both operations say to these settings, with or without a secret; the client stays as it is.
    async fn refused(&self, has_secret: bool, settings: Value) -> String {
        let client = if has_secret { &self.secret } else { &self.public };
        let before = described(&self.world, &self.pool, client).await;
        let new = json!({ "UserPoolId": self.pool, "ClientName": "c", "GenerateSecret": has_secret });
        let created = self.world.refused("CreateUserPoolClient", merged(new, settings.clone())).await;
        let old = json!({ "UserPoolId": self.pool, "ClientId": client });
        let updated = self.world.refused("UpdateUserPoolClient", merged(old, settings)).await;
        assert_eq!(created, updated);
        assert_eq!(described(&self.world, &self.pool, client).await, before);
        created
    }

    /// Both operations take these settings.
    async fn taken(&self, settings: Value) {
        let new = json!({ "UserPoolId": self.pool, "ClientName": "c" });
        self.world.ok("CreateUserPoolClient", merged(new, settings.clone())).await;
        let old = json!({ "UserPoolId": self.pool, "ClientId": self.public });
        self.world.ok("UpdateUserPoolClient", merged(old, settings)).await;
    }
}

#[tokio::test]
async fn a_secret_comes_from_one_side() {
    let clients = clients().await;
    let both = json!({
        "UserPoolId": clients.pool, "ClientName": "c", "GenerateSecret": true,
        "ClientSecret": "0123456789abcdefABCDEF_+",
    });
    assert_eq!(
        clients.world.refused("CreateUserPoolClient", both).await,
        "InvalidParameterException: Only one of GenerateSecret and ClientSecret can be specified."
    );
    let short = json!({ "UserPoolId": clients.pool, "ClientName": "c", "ClientSecret": "short" });
    assert_eq!(
        clients.world.refused("CreateUserPoolClient", short).await,
        "InvalidParameterException: 1 validation error detected: Value at 'clientSecret' failed to satisfy \
         constraint: Member must have length greater than or equal to 24"
    );
}

#[tokio::test]
async fn flows_of_the_old_and_the_new_names_do_not_mix() {
    let clients = clients().await;
    for old in ["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"] {
        assert_eq!(
            clients.refused(false, json!({ "ExplicitAuthFlows": [old, "ALLOW_USER_SRP_AUTH"] })).await,
            "InvalidParameterException: ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH cannot be \
             used with ALLOW_ prefixed values"
        );
        clients.taken(json!({ "ExplicitAuthFlows": [old] })).await;
    }
    let alone = "InvalidParameterException: ALLOW_CLIENT_TOKEN_AUTH cannot be combined with other flows and needs \
                 a client secret.";
    let machine = json!({ "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"] });
    let mixed = json!({ "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_USER_AUTH"] });
    assert_eq!(clients.refused(false, machine.clone()).await, alone);
    assert_eq!(clients.refused(true, mixed).await, alone);
    let with_secret = json!({ "UserPoolId": clients.pool, "ClientId": clients.secret });
    clients.world.ok("UpdateUserPoolClient", merged(with_secret, machine)).await;
    let exchange = ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION", "ALLOW_TOKEN_EXCHANGE_DELEGATION"];
    clients.taken(json!({ "ExplicitAuthFlows": exchange })).await;
}

#[tokio::test]
async fn refresh_tokens_that_rotate_close_the_old_flow() {
    let clients = clients().await;
    let rotating = |feature: &str| {
        json!({
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            "RefreshTokenRotation": { "Feature": feature },
        })
    };
    assert_eq!(
        clients.refused(false, rotating("ENABLED")).await,
        "InvalidParameterException: ALLOW_REFRESH_TOKEN_AUTH cannot be enabled when refresh token rotation is \
         enabled."
    );
    clients.taken(rotating("DISABLED")).await;
}

#[tokio::test]
async fn lives_of_tokens_stay_within_their_ranges() {
    let clients = clients().await;
    let text = "InvalidParameterException: Invalid range for token validity.";
    let lives = |access: i32, id: i32, refresh: i32, unit: &str| {
        json!({
            "AccessTokenValidity": access, "IdTokenValidity": id, "RefreshTokenValidity": refresh,
            "TokenValidityUnits": { "AccessToken": unit, "IdToken": unit, "RefreshToken": unit },
        })
    };
    for wrong in [
        lives(4, 60, 600, "minutes"),
        lives(60, 4, 600, "minutes"),
        lives(1_441, 60, 6_000, "minutes"),
        lives(300, 300, 3_599, "seconds"),
        lives(1, 1, 3_651, "days"),
        lives(120, 60, 90, "minutes"),
        json!({ "AccessTokenValidity": 25 }),
        json!({ "RefreshTokenValidity": 3_651 }),
        json!({ "RefreshTokenValidity": 315_360_000 }),
        json!({ "AccessTokenValidity": 86_400, "TokenValidityUnits": { "AccessToken": "days" } }),
    ] {
        assert_eq!(clients.refused(false, wrong.clone()).await, text, "{wrong}");
    }
    for right in [
        lives(5, 5, 60, "minutes"),
        lives(86_400, 86_400, 86_400, "seconds"),
        lives(24, 24, 24, "hours"),
        lives(1, 1, 3_650, "days"),
        json!({ "AccessTokenValidity": 24, "IdTokenValidity": 24, "RefreshTokenValidity": 3_650 }),
    ] {
        clients.taken(right).await;
    }
}

#[tokio::test]
async fn attributes_of_a_client_are_those_of_its_pool() {
    let clients = clients().await;
    assert_eq!(
        clients.refused(false, json!({ "ReadAttributes": ["email", "custom:none"] })).await,
        "InvalidParameterException: Invalid read attributes specified while creating a client"
    );
    let write = "InvalidParameterException: Invalid write attributes specified while creating a client";
    for name in ["custom:none", "email_verified", "phone_number_verified", "sub"] {
        assert_eq!(clients.refused(false, json!({ "WriteAttributes": [name] })).await, write, "{name}");
    }
    // A client whose users could never sign up.
    let pool = clients.world.pool(json!({ "Schema": [{ "Name": "email", "Required": true }] })).await;
    let input = json!({ "UserPoolId": pool, "ClientName": "c", "WriteAttributes": ["name"] });
    assert_eq!(clients.world.refused("CreateUserPoolClient", input).await, write);
}

#[tokio::test]
async fn tokens_go_only_where_they_are_safe() {
    let clients = clients().await;
    for url in [
        "http://example.com/",
        "http://localhost.example.com/",
        "http://localhost@example.com/",
        "https://example.com/#fragment",
        "https://",
        "https:///x",
        "/relative",
        "example.com",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://127.0.0.1.example.com/",
        "http://[::2]/",
    ] {
        for member in ["CallbackURLs", "LogoutURLs"] {
            assert_eq!(
                clients.refused(false, json!({ member: [url] })).await,
                format!("InvalidParameterException: Invalid redirect URI: {url}")
            );
        }
    }
    let unlisted = json!({
        "CallbackURLs": ["https://example.com/in"], "DefaultRedirectURI": "https://example.com/in/",
    });
    assert_eq!(
        clients.refused(false, unlisted).await,
        "InvalidParameterException: Default redirect URI must be in the list of callback URLs."
    );
    assert_eq!(
        clients.refused(false, json!({ "DefaultRedirectURI": "https://example.com/" })).await,
        "InvalidParameterException: Default redirect URI must be in the list of callback URLs."
    );
}

#[tokio::test]
async fn flows_scopes_and_providers_of_oauth_must_exist_and_fit() {
    let clients = clients().await;
    let machine = json!({ "AllowedOAuthFlows": ["client_credentials"] });
    assert_eq!(
        clients.refused(false, machine).await,
        "InvalidOAuthFlowException: client_credentials flow can not be selected if client does not have a client \
         secret."
    );
    assert_eq!(
        clients.refused(true, json!({ "AllowedOAuthFlows": ["client_credentials", "code"] })).await,
        "InvalidOAuthFlowException: client_credentials flow can not be selected along with code flow or implicit \
         flow."
    );
    let of_people = json!({ "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthScopes": ["openid"] });
    assert_eq!(
        clients.refused(true, of_people).await,
        "InvalidOAuthFlowException: openid is not supported with client_credentials flow"
    );
    for half in
        [json!({}), json!({ "AllowedOAuthFlows": ["code"] }), json!({ "AllowedOAuthScopes": ["openid"] })]
    {
        assert_eq!(
            clients.refused(false, merged(half, json!({ "AllowedOAuthFlowsUserPoolClient": true }))).await,
            "InvalidParameterException: AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client \
             is allowed to use OAuth flows."
        );
    }
    for flow in ["code", "implicit"] {
        let nowhere = json!({
            "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": [flow], "AllowedOAuthScopes": ["openid"],
        });
        assert_eq!(
            clients.refused(false, merged(nowhere, json!({ "CallbackURLs": [] }))).await,
            "InvalidOAuthFlowException: CallbackUrls can not be empty when code flow or implicit flow is selected"
        );
    }
    assert_eq!(
        clients.refused(false, json!({ "AllowedOAuthScopes": ["openid", "files/read"] })).await,
        "ScopeDoesNotExistException: Invalid scope requested: files/read"
    );
    assert_eq!(
        clients.refused(false, json!({ "SupportedIdentityProviders": ["COGNITO", "Corporate"] })).await,
        format!(
            "InvalidParameterException: The provider Corporate does not exist for User Pool {}.",
            clients.pool
        )
    );
}

#[tokio::test]
async fn only_a_client_with_a_secret_passes_on_where_its_users_are() {
    let clients = clients().await;
    assert_eq!(
        clients.refused(false, json!({ "EnablePropagateAdditionalUserContextData": true })).await,
        "InvalidParameterException: EnablePropagateAdditionalUserContextData can only be set for a client with a \
         secret."
    );
}

#[tokio::test]
async fn constraints_are_told_all_at_once() {
    let clients = clients().await;
    assert_eq!(
        clients.refused(false, json!({ "AuthSessionValidity": 2, "RefreshTokenValidity": -1 })).await,
        "InvalidParameterException: 2 validation errors detected: Value '-1' at 'refreshTokenValidity' failed to \
         satisfy constraint: Member must have value greater than or equal to 0; Value '2' at 'authSessionValidity' \
         failed to satisfy constraint: Member must have value greater than or equal to 3"
    );
    let input = json!({ "UserPoolId": "us-east-1_none", "ClientName": "c" });
    assert_eq!(
        clients.world.refused("CreateUserPoolClient", input).await,
        "ResourceNotFoundException: User pool us-east-1_none does not exist."
    );
}
