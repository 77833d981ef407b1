//! Inputs of IAM and STS.

use serde_json::{Value, json};

use super::Stage;
use crate::scenarios::iam::providers::metadata;
use crate::scenarios::iam::{POLICY, TRUST, policy, role};
use crate::world::assertions::{self, Assertion};
use crate::world::{internet, merged};

/// Whether an operation is one of these services'.
pub fn knows(operation: &str) -> bool {
    operation.starts_with("iam:") || operation.starts_with("sts:")
}

impl Stage {
    pub(super) async fn iam_input(&self, operation: &str) -> Value {
        let (_, name) = operation.split_once(':').unwrap_or_default();
        match name {
            "GetSessionToken" => json!({ "DurationSeconds": 900 }),
            "DecodeAuthorizationMessage" => {
                let sealed = self.world.inner.ring.seal_token("denial", &[7; 24], b"{}");
                json!({ "EncodedMessage": sealed })
            }
            "AssumeRoleWithSAML" => {
                // It is there from the input before.
                let metadata = internet::metadata(&internet::certificate(2036));
                let provider = json!({ "Name": "corp", "SAMLMetadataDocument": metadata });
                let _ = self.world.call("iam:CreateSAMLProvider", provider).await;
                let trust = assertions::trust(json!({}));
                let input = json!({ "RoleName": self.name(), "AssumeRolePolicyDocument": trust });
                let role = self.world.ok("iam:CreateRole", input).await["Role"]["Arn"].clone();
                let assertion = Assertion::new(&self.world, "somebody", &[role.as_str().expect("an ARN")]);
                json!({
                    "RoleArn": role, "PrincipalArn": assertions::PROVIDER, "SAMLAssertion": assertion.encoded(),
                    "Policy": POLICY, "DurationSeconds": 900,
                })
            }
            "GetAccessKeyInfo" => json!({ "AccessKeyId": "ASIAQNZGKIQY56JQ7WML" }),
            "AssumeRoleWithWebIdentity" => {
                let (client, name) = (&self.client, self.name());
                let url = format!("http://127.0.0.1:7665/{}", self.pool);
                let provider =
                    format!("arn:aws:iam::000000000000:oidc-provider/127.0.0.1:7665/{}", self.pool);
                // It is there from the input before.
                let _ = self
                    .world
                    .call("iam:CreateOpenIDConnectProvider", json!({ "Url": url, "ClientIDList": [client] }))
                    .await;
                let trust = TRUST
                    .replace(r#""Service":"lambda.amazonaws.com""#, &format!(r#""Federated":"{provider}""#))
                    .replace("sts:AssumeRole", "sts:AssumeRoleWithWebIdentity");
                let input = json!({ "RoleName": name, "AssumeRolePolicyDocument": trust });
                let role = self.world.ok("iam:CreateRole", input).await;
                json!({
                    "RoleArn": role["Role"]["Arn"], "RoleSessionName": "session", "DurationSeconds": 900,
                    "WebIdentityToken": self.signed_in().await["IdToken"],
                })
            }
            "AssumeRole" => {
                let trust = TRUST.replace(r#""Service":"lambda.amazonaws.com""#, r#""AWS":"000000000000""#);
                let input = json!({ "RoleName": self.name(), "AssumeRolePolicyDocument": trust });
                let role = self.world.ok("iam:CreateRole", input).await;
                json!({
                    "RoleArn": role["Role"]["Arn"], "RoleSessionName": "session", "Policy": POLICY,
                    "DurationSeconds": 900,
                })
            }
            "GetCallerIdentity"
            | "ListAccountAliases"
            | "ListOpenIDConnectProviders"
            | "ListSAMLProviders" => {
                json!({})
            }
            "CreateRole" => {
                let boundary = policy(&self.world, &self.name()).await;
                json!({
                    "RoleName": self.name(), "Path": "/team/", "AssumeRolePolicyDocument": TRUST, "Description": "d",
                    "MaxSessionDuration": 7200, "PermissionsBoundary": boundary, "Tags": tags(),
                })
            }
            "CreateServiceLinkedRole" => {
                self.without_service_role().await;
                json!({ "AWSServiceName": "cognito-idp.amazonaws.com", "Description": "d" })
            }
            "DeleteServiceLinkedRole" => {
                self.without_service_role().await;
                let service = json!({ "AWSServiceName": "cognito-idp.amazonaws.com" });
                self.world.ok("iam:CreateServiceLinkedRole", service).await;
                json!({ "RoleName": SERVICE_ROLE })
            }
            "GetServiceLinkedRoleDeletionStatus" => {
                let role = Box::pin(self.iam_input("iam:DeleteServiceLinkedRole")).await;
                self.world.ok("iam:DeleteServiceLinkedRole", role).await
            }
            "SimulateCustomPolicy" => json!({
                "PolicyInputList": [POLICY], "ActionNames": ["s3:GetObject"], "ResourceArns": ["*"],
                "ContextEntries": [{ "ContextKeyName": "aws:username", "ContextKeyValues": ["x"],
                                     "ContextKeyType": "string" }],
                "CallerArn": "arn:aws:iam::000000000000:user/x", "ResourceHandlingOption": "EC2-VPC-InstanceStore",
            }),
            "SimulatePrincipalPolicy" => {
                let role = role(&self.world, &self.name()).await;
                json!({
                    "PolicySourceArn": role["Arn"], "PolicyInputList": [POLICY], "ActionNames": ["s3:GetObject"],
                    "ResourceArns": ["arn:aws:s3:::b/x"],
                })
            }
            name if name.contains("Provider") => self.iam_provider_input(name).await,
            name if name.contains("AccessKey") => self.key_input(name).await,
            name if name.contains("Group") => self.iam_group_input(name).await,
            name if name.contains("Role") => self.role_input(name).await,
            name if name.contains("User") => self.user_input(name).await,
            name => self.policy_input(name).await,
        }
    }

    async fn without_service_role(&self) {
        let named = json!({ "RoleName": SERVICE_ROLE });
        if self.world.call("iam:GetRole", named.clone()).await.is_ok() {
            self.world.ok("iam:DeleteServiceLinkedRole", named).await;
        }
    }

    /// What a role, user or group takes that has been made under the given name.
    async fn common_input(&self, name: &str, named: Value, kind: &str) -> Value {
        let (world, of) = (&self.world, |more: Value| merged(named.clone(), more));
        let inline = of(json!({ "PolicyName": "p", "PolicyDocument": POLICY }));
        let arn = policy(world, &self.name()).await;
        let (attached, bound) = (of(json!({ "PolicyArn": arn })), of(json!({ "PermissionsBoundary": arn })));
        if name.starts_with("Put") {
            return if name.ends_with("Boundary") { bound } else { inline };
        }
        match name.replace(kind, "").as_str() {
            "AttachPolicy" => return attached,
            "DetachPolicy" | "ListAttachedPolicies" => {
                world.ok(&format!("iam:Attach{kind}Policy"), attached.clone()).await
            }
            "GetPolicy" | "DeletePolicy" | "ListPolicies" => {
                world.ok(&format!("iam:Put{kind}Policy"), inline).await
            }
            "DeletePermissionsBoundary" => {
                world.ok(&format!("iam:Put{kind}PermissionsBoundary"), bound).await
            }
            "Untag" | "ListTags" => world.ok(&format!("iam:Tag{kind}"), of(json!({ "Tags": tags() }))).await,
            _ => Value::Null,
        };
        match name.replace(kind, "").as_str() {
            "DetachPolicy" => attached,
            "GetPolicy" | "DeletePolicy" => of(json!({ "PolicyName": "p" })),
            "Tag" => of(json!({ "Tags": [{ "Key": "team", "Value": self.name() }] })),
            "Untag" => of(json!({ "TagKeys": ["team"] })),
            "ListAttachedPolicies" => of(json!({ "MaxItems": 5, "PathPrefix": "/" })),
            "ListPolicies" | "ListTags" => of(json!({ "MaxItems": 5 })),
            _ => named,
        }
    }

    async fn role_input(&self, name: &str) -> Value {
        let called = self.name();
        role(&self.world, &called).await;
        let named = json!({ "RoleName": called });
        match name {
            "ListRoles" => json!({ "PathPrefix": "/", "MaxItems": 1 }),
            "UpdateRole" => merged(named, json!({ "Description": called, "MaxSessionDuration": 3600 })),
            "UpdateRoleDescription" => merged(named, json!({ "Description": called })),
            "UpdateAssumeRolePolicy" => merged(named, json!({ "PolicyDocument": TRUST })),
            name => self.common_input(name, named, "Role").await,
        }
    }

    async fn iam_user(&self) -> Value {
        let named = json!({ "UserName": self.name() });
        self.world.ok("iam:CreateUser", named.clone()).await;
        named
    }

    async fn user_input(&self, name: &str) -> Value {
        match name {
            "CreateUser" => {
                let boundary = policy(&self.world, &self.name()).await;
                json!({ "UserName": self.name(), "Path": "/team/", "PermissionsBoundary": boundary, "Tags": tags() })
            }
            "ListUsers" => {
                self.iam_user().await;
                json!({ "PathPrefix": "/", "MaxItems": 1 })
            }
            "UpdateUser" => {
                merged(self.iam_user().await, json!({ "NewUserName": self.name(), "NewPath": "/other/" }))
            }
            name => self.common_input(name, self.iam_user().await, "User").await,
        }
    }

    async fn iam_group_input(&self, name: &str) -> Value {
        let named = json!({ "GroupName": self.name() });
        if name == "CreateGroup" {
            return merged(named, json!({ "Path": "/team/" }));
        }
        self.world.ok("iam:CreateGroup", named.clone()).await;
        let user = self.iam_user().await;
        let member = merged(named.clone(), user.clone());
        match name {
            "AddUserToGroup" => member,
            "RemoveUserFromGroup" | "GetGroup" | "ListGroupsForUser" => {
                self.world.ok("iam:AddUserToGroup", member.clone()).await;
                match name {
                    "GetGroup" => named,
                    "ListGroupsForUser" => merged(user, json!({ "MaxItems": 5 })),
                    _ => member,
                }
            }
            "ListGroups" => json!({ "PathPrefix": "/", "MaxItems": 1 }),
            "UpdateGroup" => merged(named, json!({ "NewGroupName": self.name(), "NewPath": "/other/" })),
            name => self.common_input(name, named, "Group").await,
        }
    }

    async fn key_input(&self, name: &str) -> Value {
        let user = self.iam_user().await;
        if name == "CreateAccessKey" {
            return user;
        }
        let made = self.world.ok("iam:CreateAccessKey", user.clone()).await;
        let key = merged(user.clone(), json!({ "AccessKeyId": made["AccessKey"]["AccessKeyId"] }));
        match name {
            "GetAccessKeyLastUsed" => json!({ "AccessKeyId": key["AccessKeyId"] }),
            "ListAccessKeys" => merged(user, json!({ "MaxItems": 1 })),
            "UpdateAccessKey" => merged(key, json!({ "Status": "Inactive" })),
            _ => key,
        }
    }

    async fn policy_input(&self, name: &str) -> Value {
        if name == "CreatePolicy" {
            return json!({
                "PolicyName": self.name(), "Path": "/team/", "PolicyDocument": POLICY, "Description": "d", "Tags": tags(),
            });
        }
        let named = json!({ "PolicyArn": policy(&self.world, &self.name()).await });
        let of = |more: Value| merged(named.clone(), more);
        let version = of(json!({ "PolicyDocument": POLICY, "SetAsDefault": false }));
        match name {
            "ListPolicies" => json!({ "Scope": "Local", "PathPrefix": "/", "MaxItems": 1 }),
            "CreatePolicyVersion" => version,
            "GetPolicyVersion" => of(json!({ "VersionId": "v1" })),
            "DeletePolicyVersion" | "SetDefaultPolicyVersion" => {
                self.world.ok("iam:CreatePolicyVersion", version).await;
                of(json!({ "VersionId": "v2" }))
            }
            "ListPolicyVersions" => of(json!({ "MaxItems": 5 })),
            "ListEntitiesForPolicy" => of(json!({ "EntityFilter": "Role", "MaxItems": 5 })),
            "TagPolicy" => of(json!({ "Tags": tags() })),
            "UntagPolicy" => {
                self.world.ok("iam:TagPolicy", of(json!({ "Tags": tags() }))).await;
                of(json!({ "TagKeys": ["team"] }))
            }
            "ListPolicyTags" | "GetPolicy" | "DeletePolicy" => named,
            other => panic!("no input is written for iam:{other}: add one to the stage"),
        }
    }

    async fn iam_provider_input(&self, name: &str) -> Value {
        let saml = json!({ "Name": self.name(), "SAMLMetadataDocument": metadata(), "Tags": tags() });
        let url = format!("https://{}.example", self.name());
        let oidc = json!({
            "Url": url, "ClientIDList": ["a"], "ThumbprintList": ["a".repeat(40)], "Tags": tags(),
        });
        let named = match name {
            "CreateSAMLProvider" => return saml,
            "CreateOpenIDConnectProvider" => return oidc,
            name if name.contains("SAML") => {
                json!({ "SAMLProviderArn": self.world.ok("iam:CreateSAMLProvider", saml).await["SAMLProviderArn"] })
            }
            _ => {
                let made = self.world.ok("iam:CreateOpenIDConnectProvider", oidc).await;
                json!({ "OpenIDConnectProviderArn": made["OpenIDConnectProviderArn"] })
            }
        };
        let more = match name {
            "UpdateSAMLProvider" => json!({ "SAMLMetadataDocument": metadata() }),
            "UpdateOpenIDConnectProviderThumbprint" => json!({ "ThumbprintList": ["b".repeat(40)] }),
            "AddClientIDToOpenIDConnectProvider" => json!({ "ClientID": "b" }),
            "RemoveClientIDFromOpenIDConnectProvider" => json!({ "ClientID": "a" }),
            name if name.starts_with("Untag") => json!({ "TagKeys": ["team"] }),
            name if name.starts_with("Tag") => json!({ "Tags": [{ "Key": "stage", "Value": "x" }] }),
            _ => json!({}),
        };
        merged(named, more)
    }
}

const SERVICE_ROLE: &str = "AWSServiceRoleForAmazonCognitoIdp";

fn tags() -> Value {
    json!([{ "Key": "team", "Value": "blue" }])
}
