//! SAML 2.0 responses: whether a trusted key signed one, and what it says of whom.
//! OASIS: saml-core-2.0-os, saml-bindings-2.0-os (HTTP POST), saml-profiles-2.0-os section 4.1; W3C: XML Signature 1.1.
//!
//! Nothing is read but what a verified reference covers. A response is first written anew in its canonical form, so that
//! every parser sees the same of it; its layout is checked against the only one that is allowed; the signatures are
//! verified with trusted keys alone; and the claims come out of the canonical bytes of the element that was verified.

mod claims;
mod conditions;
mod layout;
#[cfg(test)]
mod tests;

use bergshamra_c14n::{C14nMode, canonicalize, canonicalize_doc};
use bergshamra_dsig::verify::VerifyResult;
use bergshamra_dsig::{DsigContext, verify};
use bergshamra_keys::{KeysManager, loader};
use bergshamra_xml::NodeSet;

pub use claims::{Assertion, Confirmation, NameId, Response};
pub use conditions::Expected;

/// Why a response proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no XML, or none that is read: too long, too deep, with a document type, a comment or an instruction.
    Unreadable(String),
    /// It is XML of another layout than a response with one assertion has.
    Layout(&'static str),
    /// The assertion is encrypted.
    Encrypted,
    /// It names an algorithm that is not accepted.
    Algorithm(String),
    /// Nobody signed it.
    Unsigned,
    /// No trusted key made the signature, or what it covers is something else.
    Signature,
    /// The provider says that it did not work out: its status code.
    Status(String),
    /// Somebody else issued it.
    Issuer,
    /// It is for somebody else.
    Audience,
    /// It is to be given elsewhere.
    Recipient,
    /// It is not good yet, or no longer.
    Time,
    /// It answers another request, or none.
    InResponseTo,
    /// It names nobody, or does not say how they were confirmed.
    Subject,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Unreadable(why) => write!(f, "it does not read: {why}"),
            Refusal::Layout(why) => write!(f, "it is no response with one assertion: {why}"),
            Refusal::Encrypted => f.write_str("its assertion is encrypted"),
            Refusal::Algorithm(name) => write!(f, "it uses {name}, which is not accepted"),
            Refusal::Unsigned => f.write_str("nobody signed it"),
            Refusal::Signature => f.write_str("no key of the provider signed it"),
            Refusal::Status(code) => write!(f, "the provider answers {code}"),
            Refusal::Issuer => f.write_str("somebody else issued it"),
            Refusal::Audience => f.write_str("it is for another audience"),
            Refusal::Recipient => f.write_str("it is for another recipient"),
            Refusal::Time => f.write_str("it is not good at this time"),
            Refusal::InResponseTo => f.write_str("it answers another request"),
            Refusal::Subject => f.write_str("it confirms no subject"),
        }
    }
}

impl std::error::Error for Refusal {}

/// The longest response. AWS: SAMLAssertion of AssumeRoleWithSAML, 100,000 characters of base64.
pub const LONGEST: usize = 100_000;

/// Verifies a response (decoded, XML) with the certificates of its provider, DER: each may have signed it.
///
/// What it says is judged by [`Response::judge`]: nothing of it holds before.
///
/// Errors: `Unreadable`, `Layout`, `Encrypted`, `Algorithm`, `Unsigned`, `Signature`.
pub fn verified(xml: &[u8], certificates: &[Vec<u8>]) -> Result<Response, Refusal> {
    let canonical = canonical(xml)?;
    let layout = layout::check(&canonical)?;
    let covered = cover(&canonical, &layout, certificates)?;
    claims::read(&covered)
}

/// The whole document in its canonical form: one way to write each thing, no document type, no entity.
fn canonical(xml: &[u8]) -> Result<String, Refusal> {
    if xml.len() > LONGEST {
        return Err(Refusal::Unreadable("it is too long".to_owned()));
    }
    let text = std::str::from_utf8(xml).map_err(|_| Refusal::Unreadable("it is not UTF-8".to_owned()))?;
    layout::check_plain(text)?;
    let unreadable = |why: String| Refusal::Unreadable(why);
    let bytes = canonicalize::<&str>(text, C14nMode::Inclusive, None, &[]);
    let bytes = bytes.map_err(|error| unreadable(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))
}

/// The canonical bytes of the element that is signed, without its signature; of both, the response.
fn cover(canonical: &str, layout: &layout::Layout, certificates: &[Vec<u8>]) -> Result<Vec<u8>, Refusal> {
    let document = uppsala::parse(canonical).map_err(|error| Refusal::Unreadable(error.to_string()))?;
    let mut keys = KeysManager::new();
    keys.add_keys(certificates.iter().filter_map(|der| loader::load_x509_cert_der(der).ok()));
    if keys.is_empty() {
        return Err(Refusal::Signature);
    }
    let mut context = DsigContext::new(keys);
    // Said again, since all depends on it: keys are the provider's, and what is signed holds its signature.
    context.trusted_keys_only = true;
    context.strict_verification = true;
    context.require_reference_digests = true;
    let results = verify::verify_all_document_with_source(&context, &document, Some(canonical));
    let results = results.map_err(|_| Refusal::Signature)?;
    if results.len() != layout.signatures.len() {
        return Err(Refusal::Signature);
    }
    let mut covered = None;
    for (result, signature) in results.iter().zip(&layout.signatures) {
        let VerifyResult::Valid { signature_node, references, .. } = result else {
            return Err(Refusal::Signature);
        };
        let [reference] = references.as_slice() else { return Err(Refusal::Signature) };
        let target = reference.resolved_node.filter(|_| reference.digest_verified);
        let target = target.ok_or(Refusal::Signature)?;
        let is_around = document.parent(*signature_node) == Some(target);
        if !is_around || reference.uri != format!("#{}", signature.id) {
            return Err(Refusal::Signature);
        }
        // In document order: the response, whose signature covers all, is the first.
        covered = covered.or(Some((target, *signature_node, &signature.prefixes)));
    }
    let (target, signature, prefixes) = covered.ok_or(Refusal::Unsigned)?;
    let whole = NodeSet::tree_without_comments(target, &document);
    let without = whole.subtract(&NodeSet::tree_with_comments(signature, &document));
    canonicalize_doc(&document, C14nMode::Exclusive, Some(&without), prefixes).map_err(|_| Refusal::Signature)
}
