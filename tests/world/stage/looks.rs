//! Inputs of what a client shows and proves: its secrets, terms documents, the looks of its pages.

use serde_json::{Value, json};

use super::{Stage, merged};

/// The beginning of an image, and a drawing of nothing.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUg==";
const SVG: &str = "PHN2Zy8+";

fn image(category: &str, extension: &str, bytes: &str) -> Value {
    json!({ "Category": category, "ColorMode": "LIGHT", "Extension": extension, "Bytes": bytes })
}

/// Whether [`Stage::looks_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    ["ClientSecret", "Terms", "ManagedLoginBranding", "UICustomization"]
        .iter()
        .any(|part| operation.contains(part))
}

impl Stage {
    pub(super) async fn looks_input(&self, operation: &str) -> Value {
        match operation {
            "AddUserPoolClientSecret" => self.confidential().await,
            "DeleteUserPoolClientSecret" => {
                let client = self.confidential().await;
                let added = self.world.ok("AddUserPoolClientSecret", client.clone()).await;
                let id = &added["ClientSecretDescriptor"]["ClientSecretId"];
                merged(client, json!({ "ClientSecretId": id }))
            }
            "ListUserPoolClientSecrets" => self.confidential().await,
            "CreateTerms" => self.terms_input().await,
            "DescribeTermsByClient" => {
                let (mut input, _) = self.terms().await;
                for rest in ["TermsSource", "Enforcement", "Links"] {
                    input.as_object_mut().expect("an object").remove(rest);
                }
                input
            }
            "ListTerms" => {
                let (mut input, _) = self.terms().await;
                input["TermsName"] = json!("privacy-policy");
                self.world.ok("CreateTerms", input.clone()).await;
                let page = json!({ "UserPoolId": input["UserPoolId"], "MaxResults": 1 });
                let first = self.world.ok("ListTerms", page.clone()).await;
                merged(page, json!({ "NextToken": first["NextToken"] }))
            }
            "DeleteTerms" | "DescribeTerms" => self.terms().await.1,
            "UpdateTerms" => merged(
                self.terms().await.1,
                json!({
                    "TermsName": "privacy-policy", "TermsSource": "LINK", "Enforcement": "NONE",
                    "Links": { "cognito:default": "https://example.com/privacy" },
                }),
            ),
            "CreateManagedLoginBranding" => self.branding_input().await,
            "UpdateManagedLoginBranding" => {
                let (_, named) = self.branding().await;
                let settings = json!({ "categories": { "global": { "colorSchemeMode": "DARK" } } });
                let icon = image("IDP_BUTTON_ICON", "SVG", SVG);
                let gone = json!({ "Category": "FORM_LOGO", "ColorMode": "LIGHT", "Extension": "PNG" });
                let assets = json!([merged(icon, json!({ "ResourceId": "Corporate" })), gone]);
                merged(named, json!({ "Settings": settings, "Assets": assets }))
            }
            "DeleteManagedLoginBranding" => self.branding().await.1,
            "DescribeManagedLoginBranding" => {
                merged(self.branding().await.1, json!({ "ReturnMergedResources": true }))
            }
            "DescribeManagedLoginBrandingByClient" => {
                let (input, _) = self.branding().await;
                json!({ "UserPoolId": input["UserPoolId"], "ClientId": input["ClientId"], "ReturnMergedResources": true })
            }
            "GetUICustomization" => {
                let input = self.classic_input().await;
                self.world.ok("SetUICustomization", input.clone()).await;
                json!({ "UserPoolId": input["UserPoolId"], "ClientId": input["ClientId"] })
            }
            "SetUICustomization" => self.classic_input().await,
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    /// What makes a document, in a pool of its own: a pool has few of them.
    async fn terms_input(&self) -> Value {
        let pool = self.world.pool(json!({})).await;
        let client = self.world.client(&pool, json!({})).await;
        json!({
            "UserPoolId": pool, "ClientId": client, "TermsName": "terms-of-use", "TermsSource": "LINK",
            "Enforcement": "NONE",
            "Links": { "cognito:default": "https://example.com/terms", "cognito:german": "https://example.com/agb" },
        })
    }

    /// A document: what makes it, and its id.
    async fn terms(&self) -> (Value, Value) {
        let input = self.terms_input().await;
        let made = self.world.ok("CreateTerms", input.clone()).await["Terms"].clone();
        let named = json!({ "UserPoolId": made["UserPoolId"], "TermsId": made["TermsId"] });
        (input, named)
    }

    /// What makes a style, in a pool of its own: a pool has few of them.
    async fn branding_input(&self) -> Value {
        let pool = self.world.pool(json!({})).await;
        let client = self.world.client(&pool, json!({})).await;
        json!({
            "UserPoolId": pool, "ClientId": client, "UseCognitoProvidedValues": false,
            "Settings": {
                "componentClasses": { "buttons": { "borderRadius": 4 } },
                "categories": { "auth": { "federation": { "order": ["Corporate"] } } },
            },
            "Assets": [image("FORM_LOGO", "PNG", PNG)],
        })
    }

    /// A style: what makes it, and its id.
    async fn branding(&self) -> (Value, Value) {
        let input = self.branding_input().await;
        let made = self.world.ok("CreateManagedLoginBranding", input.clone()).await;
        let id = &made["ManagedLoginBranding"]["ManagedLoginBrandingId"];
        let named = json!({ "UserPoolId": input["UserPoolId"], "ManagedLoginBrandingId": id });
        (input, named)
    }

    /// What styles the classic pages of a client, in a pool of its own that has a domain.
    async fn classic_input(&self) -> Value {
        let pool = self.world.pool(json!({})).await;
        let client = self.world.client(&pool, json!({})).await;
        self.world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": self.name() })).await;
        json!({
            "UserPoolId": pool, "ClientId": client, "ImageFile": PNG,
            "CSS": ".label-customizable { color: #000; }",
        })
    }

    /// A client with a secret.
    async fn confidential(&self) -> Value {
        let client = self.world.client(&self.pool, json!({ "GenerateSecret": true })).await;
        json!({ "UserPoolId": self.pool, "ClientId": client })
    }
}
