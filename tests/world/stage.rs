//! A prepared world, and for every operation that is built a fresh input with which it succeeds.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use rules::quotas::Quota;
use serde_json::{Value, json};
use store::Store;

use super::authenticator::Authenticator;
use super::{PASSWORD, World, by_password, config, merged, srp};

mod choice;
mod devices;
mod exchange;
mod federation;
mod iam;
mod identity_pools;
mod imports;
mod limits;
mod looks;
mod mfa;
mod passkeys;
mod sessions;
pub mod sync;
pub mod threats;

/// A world with a pool, a client, and whatever people an input needs.
pub struct Stage {
    /// The world.
    pub world: World,
    /// The pool.
    pub pool: String,
    /// The client.
    pub client: String,
    secret: Option<String>,
    count: AtomicU64,
    passkey: Mutex<Option<Authenticator>>,
}

/// Whether the stage's client has a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientKind {
    /// It has none.
    Public,
    /// It has one, and every input proves it.
    Confidential,
}

/// Further ways into an operation, besides the one that is named by nothing.
const WAYS: [(&str, &str); 12] = [
    ("AdminCreateUser", "resend"),
    ("AdminInitiateAuth", "refresh"),
    ("AdminRespondToAuthChallenge", "new password"),
    ("GetTokensFromRefreshToken", "of a device"),
    ("InitiateAuth", "device asked for"),
    ("InitiateAuth", "known device"),
    ("InitiateAuth", "refresh"),
    ("InitiateAuth", "srp"),
    ("InitiateAuth", "temporary password"),
    ("RespondToAuthChallenge", "device asked"),
    ("RespondToAuthChallenge", "device asked first"),
    ("RespondToAuthChallenge", "new password"),
];

/// All ways into an operation, by name; the first is the plain one.
pub fn ways(operation: &str) -> Vec<&'static str> {
    let more = WAYS
        .iter()
        .chain(&mfa::WAYS)
        .chain(&choice::WAYS)
        .filter(|(name, _)| *name == operation)
        .map(|(_, way)| *way);
    std::iter::once("").chain(more).collect()
}

impl Stage {
    /// Prepares a world on a store.
    pub async fn on(store: Store, kind: ClientKind) -> Stage {
        // Inputs are made again and again, each with whatever it needs.
        let mut decided = config();
        decided.quotas.set(Quota::CustomDomains, 10_000);
        let world = World::with(store, decided);
        let pool = world.pool(json!({})).await;
        let settings = match kind {
            ClientKind::Public => json!({}),
            ClientKind::Confidential => json!({ "GenerateSecret": true }),
        };
        let client = world.client(&pool, settings).await;
        let asked = json!({ "UserPoolId": pool, "ClientId": client });
        let described = world.ok("DescribeUserPoolClient", asked).await;
        let secret = described["UserPoolClient"]["ClientSecret"].as_str().map(str::to_owned);
        assert_eq!(secret.is_some(), kind == ClientKind::Confidential);
        let count = AtomicU64::new(0);
        let stage = Stage { world, pool, client, secret, count, passkey: Mutex::new(None) };
        stage.offer_mfa().await;
        // The pool's signing keys are made at the first sign-in: not what an input is to meet.
        let first = stage.person().await;
        stage.sign_in(&first).await;
        stage
    }

    /// The same, where what calls come to proves nothing.
    pub fn unwatched(mut self) -> Stage {
        self.world = self.world.unwatched();
        self
    }

    /// The same after a restart: nothing is cached.
    pub fn restarted(mut self) -> Stage {
        self.world = self.world.restarted();
        self
    }

    /// A fresh input: with it the operation succeeds, once.
    pub async fn input(&self, operation: &str, way: &str) -> Value {
        match operation {
            name if sync::knows(name) => self.sync_input(name).await,
            name if iam::knows(name) => self.iam_input(operation).await,
            name if identity_pools::knows(name) => self.identity_input(name).await,
            _ if choice::knows(operation, way) => self.choice_input(operation, way).await,
            _ if devices::knows(operation) || way.contains("device") => {
                self.device_input(operation, way).await
            }
            "AdminInitiateAuth"
            | "AdminRespondToAuthChallenge"
            | "InitiateAuth"
            | "RespondToAuthChallenge" => match way.starts_with("mfa") {
                true => self.mfa_sign_in_input(operation, way).await,
                false => self.sign_in_input(operation, way).await,
            },
            name if mfa::knows(name) => self.mfa_input(operation, way).await,
            name if federation::knows(name) => self.federation_input(operation).await,
            name if sessions::knows(name) => self.session_input(operation).await,
            name if exchange::knows(name) => self.exchange_input(operation).await,
            name if threats::knows(name) => self.threat_input(operation).await,
            name if limits::knows(name) => self.limit_input(operation).await,
            name if looks::knows(name) => self.looks_input(operation).await,
            name if name.contains("UserImportJob") || name == "GetCSVHeader" => {
                self.import_input(operation).await
            }
            name if passkeys::knows(name) => self.passkey_input(operation).await,
            name if name.contains("Group") => self.group_input(operation).await,
            name if name.to_lowercase().contains("tag") => self.tag_input(operation),
            name if name.starts_with("Admin") => self.admin_input(operation, way).await,
            name if name.contains("Pool") || name == "AddCustomAttributes" || name == "ListUsers" => {
                self.pool_input(operation).await
            }
            _ => self.own_input(operation).await,
        }
    }

    async fn pool_input(&self, operation: &str) -> Value {
        let in_pool = json!({ "UserPoolId": self.pool });
        let other = json!({ "UserPoolId": self.pool, "ClientName": "other" });
        match operation {
            "AddCustomAttributes" => {
                let pool = self.world.pool(json!({})).await;
                let attribute = json!({ "Name": "colour", "AttributeDataType": "String", "Mutable": true });
                json!({ "UserPoolId": pool, "CustomAttributes": [attribute] })
            }
            "CreateUserPool" => json!({
                "PoolName": "made", "AutoVerifiedAttributes": ["email"], "UserPoolTags": { "team": "blue" },
                "Policies": { "PasswordPolicy": { "MinimumLength": 10 } },
                "Schema": [{ "Name": "size", "AttributeDataType": "Number", "Mutable": true,
                             "NumberAttributeConstraints": { "MinValue": "1", "MaxValue": "9" } }],
                "VerificationMessageTemplate": { "EmailMessage": "It is {####}.", "EmailSubject": "Code" },
            }),
            "CreateUserPoolClient" => merged(
                other,
                json!({
                    "GenerateSecret": true, "RefreshTokenValidity": 7,
                    "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                    "ReadAttributes": ["email"], "PreventUserExistenceErrors": "ENABLED",
                }),
            ),
            "DeleteUserPool" => json!({ "UserPoolId": self.world.pool(json!({})).await }),
            "DeleteUserPoolClient" => {
                json!({ "UserPoolId": self.pool, "ClientId": self.world.client(&self.pool, json!({})).await })
            }
            "DescribeUserPool" => in_pool,
            "DescribeUserPoolClient" => json!({ "UserPoolId": self.pool, "ClientId": self.client }),
            "ListUserPoolClients" => {
                let page = json!({ "UserPoolId": self.pool, "MaxResults": 1 });
                self.world.client(&self.pool, json!({})).await;
                let first = self.world.ok("ListUserPoolClients", page.clone()).await;
                merged(page, json!({ "NextToken": first["NextToken"] }))
            }
            "ListUserPools" => {
                self.world.pool(json!({})).await;
                let first = self.world.ok("ListUserPools", json!({ "MaxResults": 1 })).await;
                json!({ "MaxResults": 1, "NextToken": first["NextToken"] })
            }
            "ListUsers" => {
                self.person().await;
                self.person().await;
                let page = json!({
                    "UserPoolId": self.pool, "Limit": 1, "AttributesToGet": ["email"],
                    "Filter": "email ^= \"p\"",
                });
                let first = self.world.ok("ListUsers", page.clone()).await;
                merged(page, json!({ "PaginationToken": first["PaginationToken"] }))
            }
            "UpdateUserPool" => json!({
                "UserPoolId": self.world.pool(json!({})).await, "PoolName": "renamed",
                "DeletionProtection": "INACTIVE", "UserPoolTags": { "team": "green" },
                "AdminCreateUserConfig": { "AllowAdminCreateUserOnly": true },
            }),
            "UpdateUserPoolClient" => json!({
                "UserPoolId": self.pool, "ClientId": self.world.client(&self.pool, json!({})).await,
                "ClientName": "renamed", "AccessTokenValidity": 20,
                "TokenValidityUnits": { "AccessToken": "minutes" },
                "CallbackURLs": ["https://app.example/back"],
            }),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    async fn group_input(&self, operation: &str) -> Value {
        let group = json!({ "UserPoolId": self.pool, "GroupName": self.name() });
        let rest =
            json!({ "Description": "d", "RoleArn": "arn:aws:iam::000000000000:role/r", "Precedence": 3 });
        if operation == "CreateGroup" {
            return merged(group, rest);
        }
        self.world.ok("CreateGroup", group.clone()).await;
        let member = merged(group.clone(), json!({ "Username": self.person().await }));
        if matches!(operation, "AdminAddUserToGroup") {
            return member;
        }
        self.world.ok("AdminAddUserToGroup", member.clone()).await;
        match operation {
            "AdminListGroupsForUser" => {
                json!({ "UserPoolId": self.pool, "Username": member["Username"], "Limit": 5 })
            }
            "AdminRemoveUserFromGroup" => member,
            "DeleteGroup" | "GetGroup" => group,
            "ListGroups" => json!({ "UserPoolId": self.pool, "Limit": 1 }),
            "ListUsersInGroup" => merged(group, json!({ "Limit": 1 })),
            "UpdateGroup" => merged(group, rest),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    fn tag_input(&self, operation: &str) -> Value {
        let arn = format!("arn:aws:cognito-idp:us-east-1:000000000000:userpool/{}", self.pool);
        match operation {
            "ListTagsForResource" => json!({ "ResourceArn": arn }),
            "TagResource" => json!({ "ResourceArn": arn, "Tags": { "team": self.name() } }),
            "UntagResource" => json!({ "ResourceArn": arn, "TagKeys": ["team"] }),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    async fn admin_input(&self, operation: &str, way: &str) -> Value {
        let person = |name: &str| json!({ "UserPoolId": self.pool, "Username": name });
        match operation {
            "AdminConfirmSignUp" => person(&self.signed_up().await),
            "AdminCreateUser" if way == "resend" => {
                let name = self.invited().await;
                merged(
                    person(&name),
                    json!({ "MessageAction": "RESEND", "DesiredDeliveryMediums": ["EMAIL"] }),
                )
            }
            "AdminCreateUser" => {
                let name = self.name();
                let attributes = json!([{ "Name": "email", "Value": format!("{name}@example.com") },
                                        { "Name": "email_verified", "Value": "true" }]);
                let rest = json!({ "UserAttributes": attributes, "TemporaryPassword": PASSWORD,
                                   "DesiredDeliveryMediums": ["EMAIL"], "ForceAliasCreation": false });
                merged(person(&name), rest)
            }
            "AdminDeleteUser"
            | "AdminDisableUser"
            | "AdminGetUser"
            | "AdminResetUserPassword"
            | "AdminUserGlobalSignOut" => person(&self.person().await),
            "AdminDeleteUserAttributes" => {
                merged(person(&self.person().await), json!({ "UserAttributeNames": ["nickname"] }))
            }
            "AdminEnableUser" => {
                let name = self.person().await;
                self.world.ok("AdminDisableUser", person(&name)).await;
                person(&name)
            }
            "AdminSetUserPassword" => {
                merged(person(&self.person().await), json!({ "Password": "Other-pass-2", "Permanent": true }))
            }
            "AdminUpdateUserAttributes" => {
                let attributes = json!([{ "Name": "nickname", "Value": "Al" }]);
                merged(person(&self.person().await), json!({ "UserAttributes": attributes }))
            }
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    async fn own_input(&self, operation: &str) -> Value {
        let of_client = |name: &str| self.proved(json!({ "ClientId": self.client, "Username": name }), name);
        match operation {
            "ChangePassword" => {
                let chosen = json!({ "PreviousPassword": PASSWORD, "ProposedPassword": "Other-pass-2" });
                merged(self.access().await, chosen)
            }
            "ConfirmForgotPassword" => {
                let name = self.person().await;
                self.world.ok("ForgotPassword", of_client(&name)).await;
                let code = self.world.code(&format!("{name}@example.com"));
                merged(of_client(&name), json!({ "ConfirmationCode": code, "Password": "Other-pass-2" }))
            }
            "ConfirmSignUp" => {
                let name = self.signed_up().await;
                let code = self.world.code(&format!("{name}@example.com"));
                merged(of_client(&name), json!({ "ConfirmationCode": code, "ForceAliasCreation": true }))
            }
            "DeleteUser" | "GetUser" | "GlobalSignOut" => self.access().await,
            "DeleteUserAttributes" => {
                merged(self.access().await, json!({ "UserAttributeNames": ["nickname"] }))
            }
            "ForgotPassword" => of_client(&self.person().await),
            "GetTokensFromRefreshToken" => {
                let client = self.world.client(&self.pool, self.rotating()).await;
                let name = self.person().await;
                let asked = json!({ "UserPoolId": self.pool, "ClientId": client });
                let secret =
                    &self.world.ok("DescribeUserPoolClient", asked).await["UserPoolClient"]["ClientSecret"];
                let mut sign_in = by_password(&client, &name, PASSWORD);
                let mut input = json!({ "ClientId": client });
                if let Some(secret) = secret.as_str() {
                    sign_in["AuthParameters"]["SECRET_HASH"] =
                        json!(crypto::mac::secret_hash(secret, &name, &client));
                    input["ClientSecret"] = json!(secret);
                }
                let tokens = self.world.ok("InitiateAuth", sign_in).await;
                input["RefreshToken"] = tokens["AuthenticationResult"]["RefreshToken"].clone();
                input
            }
            "GetUserAttributeVerificationCode" => {
                merged(self.access().await, json!({ "AttributeName": "email" }))
            }
            "ResendConfirmationCode" => of_client(&self.signed_up().await),
            "RevokeToken" => {
                let tokens = self.sign_in(&self.person().await).await;
                let mut input = json!({ "ClientId": self.client, "Token": tokens["RefreshToken"] });
                if let Some(secret) = &self.secret {
                    input["ClientSecret"] = json!(secret);
                }
                input
            }
            "SignUp" => {
                let name = self.name();
                let attributes = json!([{ "Name": "email", "Value": format!("{name}@example.com") }]);
                merged(of_client(&name), json!({ "Password": PASSWORD, "UserAttributes": attributes }))
            }
            "UpdateUserAttributes" => {
                let address = format!("{}@example.com", self.name());
                let attributes =
                    json!([{ "Name": "email", "Value": address }, { "Name": "nickname", "Value": "Al" }]);
                merged(self.access().await, json!({ "UserAttributes": attributes }))
            }
            "VerifyUserAttribute" => {
                let name = self.person().await;
                let access = json!({ "AccessToken": self.sign_in(&name).await["AccessToken"] });
                let asked = merged(access.clone(), json!({ "AttributeName": "email" }));
                self.world.ok("GetUserAttributeVerificationCode", asked.clone()).await;
                merged(asked, json!({ "Code": self.world.code(&format!("{name}@example.com")) }))
            }
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    async fn sign_in_input(&self, operation: &str, way: &str) -> Value {
        let name = match way.contains("password") {
            true => self.invited().await,
            false => self.person().await,
        };
        let is_admin = operation.starts_with("Admin");
        let mut by_password = self.proved_within(by_password(&self.client, &name, PASSWORD), &name);
        if is_admin {
            by_password["AuthFlow"] = json!("ADMIN_USER_PASSWORD_AUTH");
        }
        let input = match (operation.contains("Respond"), way) {
            (false, "" | "temporary password") => by_password,
            (false, "srp") => self.proved_within(srp::hello(&self.client, &name), &name),
            (false, "refresh") => {
                let token = self.sign_in(&name).await["RefreshToken"].clone();
                let input = json!({
                    "ClientId": self.client, "AuthFlow": "REFRESH_TOKEN_AUTH",
                    "AuthParameters": { "REFRESH_TOKEN": token },
                });
                self.proved_within(input, &name)
            }
            (true, "") => {
                let hello = self.proved_within(srp::hello(&self.client, &name), &name);
                let challenge = self.world.ok("InitiateAuth", hello).await;
                let proof = srp::proof(&self.world, &self.pool, &self.client, &challenge, PASSWORD);
                self.proved_within(proof, &name)
            }
            (true, "new password") => {
                let door = if is_admin { "AdminInitiateAuth" } else { "InitiateAuth" };
                let challenge = self.world.ok(door, self.of_door(is_admin, by_password)).await;
                let input = json!({
                    "ClientId": self.client, "ChallengeName": "NEW_PASSWORD_REQUIRED",
                    "Session": challenge["Session"],
                    "ChallengeResponses": { "USERNAME": name, "NEW_PASSWORD": "Other-pass-2",
                                            "userAttributes.nickname": "Al" },
                });
                self.proved_within(input, &name)
            }
            (_, other) => panic!("{operation} has no way {other:?}"),
        };
        self.of_door(is_admin, input)
    }

    fn of_door(&self, is_admin: bool, input: Value) -> Value {
        if is_admin { merged(input, json!({ "UserPoolId": self.pool })) } else { input }
    }

    fn rotating(&self) -> Value {
        json!({
            "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
            "GenerateSecret": self.secret.is_some(),
            "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 },
        })
    }

    /// The input with the hash that a client with a secret sends.
    fn proved(&self, input: Value, name: &str) -> Value {
        match &self.secret {
            None => input,
            Some(secret) => {
                let hash = crypto::mac::secret_hash(secret, name, &self.client);
                merged(input, json!({ "SecretHash": hash }))
            }
        }
    }

    /// The same where the hash is one of the parameters.
    fn proved_within(&self, mut input: Value, name: &str) -> Value {
        let parameters =
            if input.get("AuthParameters").is_some() { "AuthParameters" } else { "ChallengeResponses" };
        if let Some(secret) = &self.secret {
            input[parameters]["SECRET_HASH"] = json!(crypto::mac::secret_hash(secret, name, &self.client));
        }
        input
    }

    fn name(&self) -> String {
        format!("person{}", self.number())
    }

    /// A number that nothing else has had.
    fn number(&self) -> u64 {
        self.count.fetch_add(1, Ordering::SeqCst)
    }

    /// Somebody confirmed, with a nickname.
    async fn person(&self) -> String {
        let name = self.name();
        self.world.user(&self.pool, &name).await;
        let attributes = json!([{ "Name": "nickname", "Value": "Allie" }]);
        let input = json!({ "UserPoolId": self.pool, "Username": name, "UserAttributes": attributes });
        self.world.ok("AdminUpdateUserAttributes", input).await;
        name
    }

    /// Somebody unconfirmed, with a code on its way.
    async fn signed_up(&self) -> String {
        let input = self.own_input("SignUp");
        let input = Box::pin(input).await;
        let name = input["Username"].as_str().expect("a name").to_owned();
        self.world.ok("SignUp", input).await;
        name
    }

    /// Somebody with a temporary password.
    async fn invited(&self) -> String {
        let input = Box::pin(self.admin_input("AdminCreateUser", "")).await;
        let name = input["Username"].as_str().expect("a name").to_owned();
        self.world.ok("AdminCreateUser", input).await;
        name
    }

    /// The tokens of somebody who has just signed in.
    pub async fn signed_in(&self) -> Value {
        let name = self.person().await;
        self.sign_in(&name).await
    }

    async fn sign_in(&self, name: &str) -> Value {
        let input = self.proved_within(by_password(&self.client, name, PASSWORD), name);
        self.world.ok("InitiateAuth", input).await["AuthenticationResult"].clone()
    }

    async fn access(&self) -> Value {
        let name = self.person().await;
        json!({ "AccessToken": self.sign_in(&name).await["AccessToken"] })
    }
}
