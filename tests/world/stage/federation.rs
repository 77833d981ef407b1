//! Inputs of what a pool shares with others: domains, resource servers, identity providers.

use serde_json::{Value, json};

use super::{Stage, merged};

/// Whether [`Stage::federation_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    ["IdentityProvider", "PoolDomain", "ProviderForUser", "ResourceServer", "SigningCertificate"]
        .iter()
        .any(|noun| operation.contains(noun))
}

impl Stage {
    pub(super) async fn federation_input(&self, operation: &str) -> Value {
        match operation {
            "GetSigningCertificate" => json!({ "UserPoolId": self.world.pool(json!({})).await }),
            name if name.contains("ProviderForUser") => self.link_input(operation).await,
            name if name.contains("IdentityProvider") => self.provider_input(operation).await,
            name if name.contains("ResourceServer") => self.resource_server_input(operation).await,
            _ => self.domain_input(operation).await,
        }
    }

    async fn resource_server_input(&self, operation: &str) -> Value {
        let server =
            json!({ "UserPoolId": self.pool, "Identifier": format!("https://{}.example", self.name()) });
        let rest = json!({
            "Name": "files", "Scopes": [{ "ScopeName": "read", "ScopeDescription": "Read files" }],
        });
        if operation == "CreateResourceServer" {
            return merged(server, rest);
        }
        self.world.ok("CreateResourceServer", merged(server.clone(), rest.clone())).await;
        match operation {
            "DeleteResourceServer" | "DescribeResourceServer" => server,
            "ListResourceServers" => json!({ "UserPoolId": self.pool, "MaxResults": 1 }),
            "UpdateResourceServer" => merged(server, rest),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    async fn domain_input(&self, operation: &str) -> Value {
        let pool = self.world.pool(json!({})).await;
        let domain = json!({ "UserPoolId": pool, "Domain": format!("{}.example.com", self.name()) });
        let rest = json!({
            "ManagedLoginVersion": 2,
            "CustomDomainConfig": {
                "CertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/c",
                "SecurityPolicy": "TLS_V1_2_2021",
            },
            "Routing": { "Failover": {
                "SecondaryRegion": "eu-west-1", "PrimaryRoute53HealthCheckId": "01234567-89ab-cdef-0123-456789abcdef",
            } },
        });
        if operation == "CreateUserPoolDomain" {
            return merged(domain, rest);
        }
        self.world.ok("CreateUserPoolDomain", merged(domain.clone(), rest.clone())).await;
        match operation {
            "DeleteUserPoolDomain" => domain,
            "DescribeUserPoolDomain" => json!({ "Domain": domain["Domain"] }),
            "UpdateUserPoolDomain" => merged(domain, rest),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    async fn provider_input(&self, operation: &str) -> Value {
        let name = self.name();
        let provider = json!({ "UserPoolId": self.pool, "ProviderName": name });
        let rest = json!({
            "ProviderDetails": {
                "client_id": "id", "client_secret": "secret", "authorize_scopes": "openid email",
                "attributes_request_method": "GET", "oidc_issuer": "https://idp.example",
                "authorize_url": "https://idp.example/a", "token_url": "https://idp.example/t",
                "attributes_url": "https://idp.example/u", "jwks_uri": "https://idp.example/k",
            },
            "AttributeMapping": { "email": "mail" }, "IdpIdentifiers": [format!("{name}.example")],
            "AcrMapping": { "Level1": "low" },
        });
        let new = merged(provider.clone(), merged(rest.clone(), json!({ "ProviderType": "OIDC" })));
        if operation == "CreateIdentityProvider" {
            return new;
        }
        self.world.ok("CreateIdentityProvider", new).await;
        match operation {
            "DeleteIdentityProvider" => {
                let listed = json!({ "SupportedIdentityProviders": ["COGNITO", name] });
                self.world.client(&self.pool, listed).await;
                provider
            }
            "DescribeIdentityProvider" => provider,
            "GetIdentityProviderByIdentifier" => {
                json!({ "UserPoolId": self.pool, "IdpIdentifier": format!("{name}.example") })
            }
            "ListIdentityProviders" => json!({ "UserPoolId": self.pool, "MaxResults": 1 }),
            "UpdateIdentityProvider" => merged(provider, rest),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    async fn link_input(&self, operation: &str) -> Value {
        let provider = self.provider_input("DescribeIdentityProvider").await["ProviderName"].clone();
        let source = json!({
            "ProviderName": provider, "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": "abc",
        });
        let own = json!({ "ProviderName": "Cognito", "ProviderAttributeValue": self.person().await });
        let link = json!({ "UserPoolId": self.pool, "DestinationUser": own, "SourceUser": source });
        if operation == "AdminLinkProviderForUser" {
            return link;
        }
        self.world.ok("AdminLinkProviderForUser", link).await;
        json!({ "UserPoolId": self.pool, "User": source })
    }
}
