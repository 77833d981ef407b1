//! App clients: what Create and Update keep, what Describe and List give back, what is refused, what Delete takes.

mod create;
mod delete;
mod list;
mod refusals;
mod secrets;
mod update;

use serde_json::{Value, json};

use crate::world::World;

/// What DescribeUserPoolClient gives for a client.
async fn described(world: &World, pool: &str, client: &str) -> Value {
    let input = json!({ "UserPoolId": pool, "ClientId": client });
    world.ok("DescribeUserPoolClient", input).await["UserPoolClient"].clone()
}

/// A client with nothing but a name: what CreateUserPoolClient answers.
async fn plain(world: &World, pool: &str) -> Value {
    let input = json!({ "UserPoolId": pool, "ClientName": "c" });
    world.ok("CreateUserPoolClient", input).await["UserPoolClient"].clone()
}

/// Every setting that Create and Update both take, but for the name.
fn full_settings() -> Value {
    json!({
        "RefreshTokenValidity": 100, "AccessTokenValidity": 90, "IdTokenValidity": 1800,
        "TokenValidityUnits": { "AccessToken": "minutes", "IdToken": "seconds", "RefreshToken": "hours" },
        "ReadAttributes": ["email", "email_verified", "custom:team"],
        "WriteAttributes": ["email", "custom:team"],
        "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH"],
        "SupportedIdentityProviders": ["COGNITO"],
        "CallbackURLs": ["https://example.com/in", "http://localhost:3000/in", "http://[::1]/in", "app.example:/in"],
        "LogoutURLs": ["https://example.com/out?to=x", "http://127.0.0.1/out"],
        "DefaultRedirectURI": "http://localhost:3000/in",
        "AllowedOAuthFlows": ["code", "implicit"],
        "AllowedOAuthScopes": ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"],
        "AllowedOAuthFlowsUserPoolClient": true,
        "AnalyticsConfiguration": {
            "ApplicationId": "00ff", "RoleArn": "arn:aws:iam::000000000000:role/analytics", "ExternalId": "one",
            "UserDataShared": true,
        },
        "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": false,
        "EnablePropagateAdditionalUserContextData": true,
        "AuthSessionValidity": 15,
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 10 },
    })
}

/// A pool whose clients can have [`full_settings`].
async fn pool(world: &World) -> String {
    world.pool(json!({ "Schema": [{ "Name": "team" }] })).await
}

/// `shown` as it would be sent: without what the service adds.
fn as_sent(shown: &Value) -> Value {
    let mut sent = shown.clone();
    let members = sent.as_object_mut().expect("an object");
    for own in [
        "UserPoolId",
        "ClientId",
        "ClientName",
        "ClientType",
        "CreationDate",
        "LastModifiedDate",
        "ClientSecret",
    ] {
        members.remove(own).unwrap_or_else(|| panic!("{own} is not shown"));
    }
    sent
}
