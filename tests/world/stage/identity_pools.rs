//! Inputs for identity pools, the identities in them and their credentials.

use serde_json::{Value, json};
use wire::Service;

use super::Stage;
use crate::world::{merged, query};

/// Whether an operation is one of this service.
pub fn knows(operation: &str) -> bool {
    query::operation(operation).is_some_and(|operation| operation.service == Service::Identity)
}

/// A role's ARN.
pub fn role(name: &str) -> String {
    format!("arn:aws:iam::000000000000:role/{name}")
}

/// The settings of a pool that takes logins from all kinds of providers.
fn whole(stage: &Stage) -> Value {
    json!({
        "IdentityPoolName": "app", "AllowUnauthenticatedIdentities": true, "AllowClassicFlow": true,
        "SupportedLoginProviders": { "accounts.google.com": "123.apps.googleusercontent.com",
                                     "api.twitter.com": "consumer;secret" },
        "DeveloperProviderName": "login.example",
        "OpenIdConnectProviderARNs": ["arn:aws:iam::000000000000:oidc-provider/op.example/tenant"],
        "CognitoIdentityProviders": [{ "ProviderName": stage.login(), "ClientId": stage.client,
                                       "ServerSideTokenCheck": true }],
        "SamlProviderARNs": ["arn:aws:iam::000000000000:saml-provider/saml"],
        "IdentityPoolTags": { "team": "blue" },
    })
}

/// How a pool chooses roles.
fn roles() -> Value {
    let rule = json!({ "Claim": "isAdmin", "MatchType": "Equals", "Value": "yes", "RoleARN": role("admin") });
    json!({
        "Roles": { "authenticated": role("user"), "unauthenticated": role("guest") },
        "RoleMappings": {
            "accounts.google.com": { "Type": "Rules", "AmbiguousRoleResolution": "Deny",
                                     "RulesConfiguration": { "Rules": [rule] } },
            "api.twitter.com": { "Type": "Token", "AmbiguousRoleResolution": "AuthenticatedRole" },
        },
    })
}

impl Stage {
    /// The stage's user pool, as logins name it.
    pub fn login(&self) -> String {
        format!("cognito-idp.us-east-1.amazonaws.com/{}", self.pool)
    }

    /// Makes an identity pool that takes the stage's users and guests. Gives its id.
    pub async fn identity_pool(&self) -> String {
        let made = self.world.ok("CreateIdentityPool", whole(self)).await;
        made["IdentityPoolId"].as_str().expect("an id").to_owned()
    }

    pub(super) async fn identity_input(&self, operation: &str) -> Value {
        if operation == "CreateIdentityPool" {
            return whole(self);
        }
        let pool = self.identity_pool().await;
        if !operation.contains("Pool") && !operation.to_lowercase().contains("tag") {
            return self.member_input(operation, &pool).await;
        }
        let arn = format!("arn:aws:cognito-identity:us-east-1:000000000000:identitypool/{pool}");
        let of = |more: Value| merged(json!({ "IdentityPoolId": pool }), more);
        let map = json!({ "IdentityProviderName": self.login(), "UseDefaults": false,
                          "PrincipalTags": { "mail": "email" } });
        match operation {
            "DeleteIdentityPool" | "DescribeIdentityPool" => of(json!({})),
            "GetIdentityPoolRoles" => {
                self.world.ok("SetIdentityPoolRoles", of(roles())).await;
                of(json!({}))
            }
            "GetPrincipalTagAttributeMap" => {
                self.world.ok("SetPrincipalTagAttributeMap", of(map)).await;
                of(json!({ "IdentityProviderName": self.login() }))
            }
            "ListIdentityPools" => {
                self.identity_pool().await;
                let first = self.world.ok("ListIdentityPools", json!({ "MaxResults": 1 })).await;
                json!({ "MaxResults": 1, "NextToken": first["NextToken"] })
            }
            "SetIdentityPoolRoles" => of(roles()),
            "SetPrincipalTagAttributeMap" => of(map),
            "UpdateIdentityPool" => of(merged(whole(self), json!({ "IdentityPoolName": "renamed" }))),
            "cognito-identity:ListTagsForResource" => json!({ "ResourceArn": arn }),
            "cognito-identity:TagResource" => json!({ "ResourceArn": arn, "Tags": { "team": self.name() } }),
            "cognito-identity:UntagResource" => json!({ "ResourceArn": arn, "TagKeys": ["team"] }),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    async fn member_input(&self, operation: &str, pool: &str) -> Value {
        let world = &self.world;
        let roles = merged(json!({ "IdentityPoolId": pool }), json!({ "Roles": roles()["Roles"] }));
        world.ok("SetIdentityPoolRoles", roles).await;
        let in_pool = json!({ "IdentityPoolId": pool });
        let of = |more: Value| merged(in_pool.clone(), more);
        let user = self.name();
        let of_developer = of(json!({ "Logins": { "login.example": user } }));
        if operation == "GetOpenIdTokenForDeveloperIdentity" {
            let guest = world.ok("GetId", in_pool.clone()).await["IdentityId"].clone();
            // The first token makes the account's key.
            world.ok("GetOpenIdToken", json!({ "IdentityId": guest })).await;
            let more =
                json!({ "IdentityId": guest, "PrincipalTags": { "team": "blue" }, "TokenDuration": 60 });
            return merged(of_developer, more);
        }
        let logins = json!({ self.login(): self.signed_in().await["IdToken"] });
        if operation == "GetId" {
            return of(json!({ "AccountId": "000000000000", "Logins": logins }));
        }
        let id = world.ok("GetId", of(json!({ "Logins": logins }))).await["IdentityId"].clone();
        let named = json!({ "IdentityId": id });
        let proved = merged(named.clone(), json!({ "Logins": logins }));
        let linked = merged(of_developer, named.clone());
        match operation {
            "DeleteIdentities" => return json!({ "IdentityIdsToDelete": [id] }),
            "DescribeIdentity" => return named,
            "GetCredentialsForIdentity" => return merged(proved, json!({ "CustomRoleArn": role("user") })),
            "GetOpenIdToken" => {
                // The first one makes the account's key.
                world.ok("GetOpenIdToken", proved.clone()).await;
                return proved;
            }
            "ListIdentities" => {
                world.ok("GetId", in_pool.clone()).await;
                let page = of(json!({ "MaxResults": 1, "HideDisabled": true }));
                let first = world.ok("ListIdentities", page.clone()).await;
                return merged(page, json!({ "NextToken": first["NextToken"] }));
            }
            "UnlinkIdentity" => return merged(proved, json!({ "LoginsToRemove": [self.login()] })),
            _ => {}
        }
        world.ok("GetOpenIdTokenForDeveloperIdentity", linked).await;
        match operation {
            "LookupDeveloperIdentity" => {
                let other =
                    of(json!({ "IdentityId": id, "Logins": { "login.example": format!("{user}b") } }));
                world.ok("GetOpenIdTokenForDeveloperIdentity", other).await;
                let page = of(json!({ "IdentityId": id, "DeveloperUserIdentifier": user, "MaxResults": 1 }));
                let first = world.ok("LookupDeveloperIdentity", page.clone()).await;
                merged(page, json!({ "NextToken": first["NextToken"] }))
            }
            "MergeDeveloperIdentities" => {
                let other = format!("{user}b");
                let made = of(json!({ "Logins": { "login.example": other } }));
                world.ok("GetOpenIdTokenForDeveloperIdentity", made).await;
                of(json!({ "SourceUserIdentifier": other, "DestinationUserIdentifier": user,
                           "DeveloperProviderName": "login.example" }))
            }
            "UnlinkDeveloperIdentity" => merged(
                of(named),
                json!({ "DeveloperProviderName": "login.example", "DeveloperUserIdentifier": user }),
            ),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }
}
