//! What a SAML provider says of itself in its metadata.
//! OASIS: saml-metadata-2.0-os section 2.4.3. AWS: the developer guide, "SAML identity providers".
//!
//! A document type is refused, and so every entity. A key without `use` serves for signing too (CVE-2026-16443 was of a
//! service that took it for none). `validUntil` is not looked at: what was given as a text would stop serving, and what is
//! fetched is fetched anew anyway.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node, ParsingOptions};

use super::layout::{DEEPEST, PROTOCOL, SIGNATURE};
use super::write::{POST, REDIRECT};
use crate::x509;

const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";

/// The longest document, and the most elements and texts of one.
pub const LONGEST: usize = 1_048_576;
const MOST_NODES: u32 = 20_000;

/// The most certificates for signing, and the longest of one. AWS: 4,096 characters.
const MOST_CERTIFICATES: usize = 32;
const LONGEST_CERTIFICATE: usize = 4_096;

/// The longest address and entity id. OASIS: 1,024 of the latter.
const LONGEST_URL: usize = 2_048;
const LONGEST_ID: usize = 1_024;

/// A SAML provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its entity id: the issuer of its assertions.
    pub entity_id: String,
    /// Where a browser is sent to sign in.
    pub sign_in: Places,
    /// Where a browser is sent to sign out.
    pub sign_out: Places,
    /// Where answers about a sign-out go, where that is elsewhere.
    pub sign_out_answer: Places,
    /// The certificates whose keys sign, DER; any of them may.
    pub certificates: Vec<Vec<u8>>,
    /// Whether it wants requests signed.
    pub wants_signed: bool,
}

/// Addresses by binding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// In a query.
    pub redirect: Option<String>,
    /// In a form.
    pub post: Option<String>,
}

/// Why a document says nothing that serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no metadata: no XML, too long, too deep, with a document type, of another kind.
    Unreadable,
    /// It describes no provider of identities by SAML 2.0.
    NoProvider,
    /// The provider has no name.
    NoEntityId,
    /// A certificate does not read.
    CertificateUnreadable,
    /// A certificate is too long, or there are too many.
    CertificateTooLong,
    /// No certificate is for signing.
    NoCertificate,
    /// All of them have ended.
    CertificateExpired,
}

/// Reads metadata at a time in epoch seconds. Of several providers the first counts; certificates that have ended do not.
/// Whether there is a way to sign in is for whoever needs one.
pub fn read(text: &str, now_s: i64) -> Result<Metadata, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::Unreadable);
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start(), options).map_err(|_| Fault::Unreadable)?;
    let is_deep = |node: Node<'_, '_>| node.ancestors().nth(DEEPEST).is_some();
    if document.descendants().any(is_deep) {
        return Err(Fault::Unreadable);
    }
    let root = document.root_element();
    let is = |node: &Node<'_, '_>, name| node.has_tag_name((METADATA, name));
    if !is(&root, "EntityDescriptor") && !is(&root, "EntitiesDescriptor") {
        return Err(Fault::Unreadable);
    }
    // A federation lists many; the first provider of identities is the one.
    let entities = std::iter::once(root).chain(root.children()).filter(|node| is(node, "EntityDescriptor"));
    let mut roles = entities.filter_map(|entity| Some((entity, role(entity)?)));
    let found = roles.next();
    let (entity, idp) = found.ok_or(Fault::NoProvider)?;
    let entity_id = entity.attribute("entityID").map(str::trim).unwrap_or_default();
    if entity_id.is_empty() || entity_id.len() > LONGEST_ID {
        return Err(Fault::NoEntityId);
    }
    Ok(Metadata {
        entity_id: entity_id.to_owned(),
        sign_in: places(idp, "SingleSignOnService", "Location"),
        sign_out: places(idp, "SingleLogoutService", "Location"),
        sign_out_answer: places(idp, "SingleLogoutService", "ResponseLocation"),
        certificates: certificates(idp, now_s)?,
        wants_signed: matches!(idp.attribute("WantAuthnRequestsSigned"), Some("true" | "1")),
    })
}

/// What an entity says of itself as a provider of identities.
fn role<'a, 'i>(entity: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    entity.children().find(|node| node.has_tag_name((METADATA, "IDPSSODescriptor")) && speaks(*node))
}

/// Whether a role is of SAML 2.0, as far as it says.
fn speaks(role: Node<'_, '_>) -> bool {
    let protocols = role.attribute("protocolSupportEnumeration");
    protocols.is_none_or(|all| all.split_ascii_whitespace().any(|one| one == PROTOCOL))
}

/// The addresses of a service: a browser goes there, so that only those of the web will do. One that is asked in clear counts
/// where there is no other of its binding; whether it may be gone to is for whoever sends somebody there.
fn places(idp: Node<'_, '_>, name: &str, attribute: &str) -> Places {
    let of = |binding: &str| {
        let services = idp.children().filter(|node| node.has_tag_name((METADATA, name)));
        let locations = services
            .filter(|service| service.attribute("Binding") == Some(binding))
            .filter_map(|service| service.attribute(attribute))
            .filter(|url| is_web(url));
        locations.min_by_key(|url| !url.starts_with("https://")).map(str::to_owned)
    };
    Places { redirect: of(REDIRECT), post: of(POST) }
}

fn is_web(url: &str) -> bool {
    let is_plain =
        url.len() <= LONGEST_URL && url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    // What stands before an `@` is no host, and looks like one.
    let host = rest.and_then(|rest| rest.split(['/', '?', '\\']).next()).unwrap_or_default();
    is_plain && !host.is_empty() && !host.contains('@')
}

fn certificates(idp: Node<'_, '_>, now_s: i64) -> Result<Vec<Vec<u8>>, Fault> {
    let keys = idp.children().filter(|node| node.has_tag_name((METADATA, "KeyDescriptor")));
    let keys = keys.filter(|key| matches!(key.attribute("use"), None | Some("signing")));
    let found = keys
        .flat_map(|key| key.descendants())
        .filter(|node| node.has_tag_name((SIGNATURE, "X509Certificate")));
    let (mut good, mut has_expired): (Vec<Vec<u8>>, bool) = (Vec::new(), false);
    for node in found {
        let text: String = node.children().filter_map(|child| child.text()).collect();
        let text: String = text.split_whitespace().collect();
        let der = STANDARD.decode(&text).map_err(|_| Fault::CertificateUnreadable)?;
        let end = x509::ends_at(&der).ok_or(Fault::CertificateUnreadable)?;
        if text.len() > LONGEST_CERTIFICATE || good.len() >= MOST_CERTIFICATES {
            return Err(Fault::CertificateTooLong);
        }
        match end <= now_s {
            true => has_expired = true,
            false if good.contains(&der) => {}
            false => good.push(der),
        }
    }
    match (good.is_empty(), has_expired) {
        (false, _) => Ok(good),
        (true, true) => Err(Fault::CertificateExpired),
        (true, false) => Err(Fault::NoCertificate),
    }
}
