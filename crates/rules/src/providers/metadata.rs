//! What a SAML provider says of itself in its metadata.
//! AWS: the developer guide, "SAML identity providers". OASIS: Metadata for SAML 2.0, section 2.4.
//!
//! A document type is refused, and so every entity. A key without `use` serves for signing too.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node, ParsingOptions};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Reason, Result};

const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/// The most elements and texts of a document.
const MOST_NODES: u32 = 20_000;

/// A SAML provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its entity id: the issuer of its assertions.
    pub entity_id: String,
    /// Where a browser is sent to sign in.
    pub sign_in_url: String,
    /// Where a browser is sent to sign out, if it can be.
    pub sign_out_url: Option<String>,
    /// The certificates whose keys sign, base64 of DER; any of them may.
    pub certificates: Vec<String>,
}

/// Reads metadata at a time in epoch milliseconds.
///
/// Errors: `MetadataUnreadable`, `MetadataWithoutSignIn`, `InvalidParameter` for what else is missing or has expired.
pub fn read(text: &str, now: i64) -> Result<Metadata> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|_| Error::new(Reason::MetadataUnreadable))?;
    let root = document.root_element();
    let is_entity = |node: &Node<'_, '_>| node.has_tag_name((METADATA, "EntityDescriptor"));
    // A federation lists many; the first provider of identities is the one.
    let entities = std::iter::once(root).chain(root.children()).filter(is_entity);
    let mut entities = entities.filter_map(|entity| Some((entity, child(entity, "IDPSSODescriptor")?)));
    let Some((entity, idp)) = entities.next() else {
        return match is_entity(&root) || root.has_tag_name((METADATA, "EntitiesDescriptor")) {
            true => wrong("No IDPSSODescriptor found in metadata."),
            false => Err(Error::new(Reason::MetadataUnreadable)),
        };
    };
    let entity_id = entity.attribute("entityID").map(str::trim).filter(|id| !id.is_empty());
    let Some(entity_id) = entity_id else { return wrong("No entityID found in metadata.") };
    let sign_in_url = redirect(idp, "SingleSignOnService");
    Ok(Metadata {
        entity_id: entity_id.to_owned(),
        sign_in_url: sign_in_url.ok_or_else(|| Error::new(Reason::MetadataWithoutSignIn))?,
        sign_out_url: redirect(idp, "SingleLogoutService"),
        certificates: certificates(idp, now)?,
    })
}

fn child<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|child| child.has_tag_name((METADATA, name)))
}

/// The address of a service by the redirect binding.
fn redirect(idp: Node<'_, '_>, name: &str) -> Option<String> {
    let services = idp.children().filter(|node| node.has_tag_name((METADATA, name)));
    let mut locations = services
        .filter(|service| service.attribute("Binding") == Some(REDIRECT))
        .filter_map(|service| service.attribute("Location"));
    // A browser goes there: only an address of the web will do.
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    locations.find(is_web).map(str::to_owned)
}

/// Errors: `InvalidParameter` when there is no certificate for signing, or each has expired.
fn certificates(idp: Node<'_, '_>, now: i64) -> Result<Vec<String>> {
    let keys = idp.children().filter(|node| node.has_tag_name((METADATA, "KeyDescriptor")));
    let keys = keys.filter(|key| matches!(key.attribute("use"), None | Some("signing")));
    let texts = keys
        .flat_map(|key| key.descendants())
        .filter(|node| node.has_tag_name((SIGNATURE, "X509Certificate")))
        .filter_map(|node| node.text());
    let (mut good, mut has_expired) = (Vec::new(), false);
    for text in texts {
        let text: String = text.split_whitespace().collect();
        let ends_at = STANDARD.decode(&text).ok().and_then(|der| crypto::x509::ends_at(&der));
        match ends_at {
            // AWS: 4,096 characters at most.
            None => return wrong("A signing certificate in metadata does not read."),
            Some(_) if text.len() > 4_096 => return wrong("A signing certificate in metadata is too long."),
            Some(end) if end <= now / 1_000 => has_expired = true,
            Some(_) => good.push(text),
        }
    }
    match (good.is_empty(), has_expired) {
        (false, _) => Ok(good),
        (true, true) => wrong("The signing certificate in metadata has expired."),
        (true, false) => wrong("No signing certificate found in metadata."),
    }
}

/// (guess) What public sources do not quote.
fn wrong<T>(text: &str) -> Result<T> {
    Err(Error::about(Reason::InvalidParameter, text))
}
