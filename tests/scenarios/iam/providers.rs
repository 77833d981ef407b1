//! Providers of identity that roles may trust.

use serde_json::json;

use super::arn;
use crate::world::World;

/// Metadata of a SAML provider, as long as IAM wants it.
pub fn metadata() -> String {
    format!(
        "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://idp.example\">\
         <IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"><KeyDescriptor \
         use=\"signing\"><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data><X509Certificate>{}\
         </X509Certificate></X509Data></KeyInfo></KeyDescriptor></IDPSSODescriptor></EntityDescriptor>",
        "A".repeat(1_000)
    )
}

#[tokio::test]
async fn a_provider_of_openid_connect_is_kept_without_its_scheme() {
    let world = World::new();
    let input = json!({
        "Url": "https://id.example/tenant", "ClientIDList": ["a"], "ThumbprintList": ["a".repeat(40)],
        "Tags": [{ "Key": "k", "Value": "v" }],
    });
    let its = arn("oidc-provider/id.example/tenant");
    let made = world.ok("iam:CreateOpenIDConnectProvider", input.clone()).await;
    assert_eq!(made["OpenIDConnectProviderArn"], its);
    assert_eq!(
        world.refused("iam:CreateOpenIDConnectProvider", input).await,
        "EntityAlreadyExists: Provider with url https://id.example/tenant already exists."
    );
    let named = json!({ "OpenIDConnectProviderArn": its });
    let with = |name: &str, value| {
        let mut input = named.clone();
        input[name] = value;
        input
    };
    world.ok("iam:AddClientIDToOpenIDConnectProvider", with("ClientID", json!("b"))).await;
    world.ok("iam:RemoveClientIDFromOpenIDConnectProvider", with("ClientID", json!("a"))).await;
    world
        .ok("iam:UpdateOpenIDConnectProviderThumbprint", with("ThumbprintList", json!(["b".repeat(40)])))
        .await;
    let tag = with("Tags", json!([{ "Key": "l", "Value": "w" }]));
    world.ok("iam:TagOpenIDConnectProvider", tag).await;
    world.ok("iam:UntagOpenIDConnectProvider", with("TagKeys", json!(["k"]))).await;
    let got = world.ok("iam:GetOpenIDConnectProvider", named.clone()).await;
    let expected = json!({
        "Url": "id.example/tenant", "ClientIDList": ["b"], "ThumbprintList": ["b".repeat(40)],
        "CreateDate": "2026-11-21T04:00:00Z", "Tags": [{ "Key": "l", "Value": "w" }],
    });
    assert_eq!(got, expected);
    let tags = world.ok("iam:ListOpenIDConnectProviderTags", named.clone()).await;
    assert_eq!(tags["Tags"], expected["Tags"]);
    let all = world.ok("iam:ListOpenIDConnectProviders", json!({})).await;
    assert_eq!(all["OpenIDConnectProviderList"], json!([{ "Arn": its }]));
    world.ok("iam:DeleteOpenIDConnectProvider", named.clone()).await;
    assert_eq!(
        world.refused("iam:GetOpenIDConnectProvider", named).await,
        format!("NoSuchEntity: OpenIDConnect Provider not found for arn {its}")
    );
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    let world = World::new();
    for url in [
        "http://id.example",
        "https://",
        "https://id.example:8443/",
        "https://id.example/?a=b",
        "ftp://x.example",
    ] {
        let refused = world.refused("iam:CreateOpenIDConnectProvider", json!({ "Url": url })).await;
        assert_eq!(refused, "InvalidInput: Invalid Open ID Connect Provider URL", "{url}");
    }
    let input = json!({ "Url": "https://id.example", "ThumbprintList": ["z".repeat(40)] });
    let refused = world.refused("iam:CreateOpenIDConnectProvider", input).await;
    assert_eq!(refused, "InvalidInput: Thumbprint must be a hexadecimal string.");
    // A pool of this very server, under the address that it has.
    let url = "http://127.0.0.1:7665/us-east-1_AbCdEfGhI";
    let made = world.ok("iam:CreateOpenIDConnectProvider", json!({ "Url": url })).await;
    assert_eq!(made["OpenIDConnectProviderArn"], arn("oidc-provider/127.0.0.1:7665/us-east-1_AbCdEfGhI"));
}

#[tokio::test]
async fn a_provider_of_saml_is_kept_with_its_metadata() {
    let world = World::new();
    let its = arn("saml-provider/corp");
    let input = json!({ "Name": "corp", "SAMLMetadataDocument": metadata() });
    assert_eq!(world.ok("iam:CreateSAMLProvider", input.clone()).await["SAMLProviderArn"], its);
    assert_eq!(
        world.refused("iam:CreateSAMLProvider", input).await,
        "EntityAlreadyExists: SAMLProvider with name corp already exists."
    );
    let named = json!({ "SAMLProviderArn": its });
    let got = world.ok("iam:GetSAMLProvider", named.clone()).await;
    assert_eq!(got["SAMLMetadataDocument"], metadata());
    let other = metadata().replace("idp.example", "other.example");
    let update = json!({ "SAMLProviderArn": its, "SAMLMetadataDocument": other });
    assert_eq!(world.ok("iam:UpdateSAMLProvider", update).await["SAMLProviderArn"], its);
    assert_eq!(world.ok("iam:GetSAMLProvider", named.clone()).await["SAMLMetadataDocument"], other);
    let broken = json!({ "SAMLProviderArn": its, "SAMLMetadataDocument": "<a>".repeat(400) });
    assert_eq!(
        world.refused("iam:UpdateSAMLProvider", broken).await,
        "InvalidInput: Could not parse metadata"
    );
    let tag = json!({ "SAMLProviderArn": its, "Tags": [{ "Key": "k", "Value": "v" }] });
    world.ok("iam:TagSAMLProvider", tag).await;
    let tags = world.ok("iam:ListSAMLProviderTags", named.clone()).await;
    assert_eq!(tags["Tags"], json!([{ "Key": "k", "Value": "v" }]));
    world.ok("iam:UntagSAMLProvider", json!({ "SAMLProviderArn": its, "TagKeys": ["k"] })).await;
    assert_eq!(world.ok("iam:ListSAMLProviders", json!({})).await["SAMLProviderList"][0]["Arn"], its);
    world.ok("iam:DeleteSAMLProvider", named.clone()).await;
    assert_eq!(
        world.refused("iam:GetSAMLProvider", named).await,
        format!("NoSuchEntity: Manifest not found for arn {its}")
    );
}
