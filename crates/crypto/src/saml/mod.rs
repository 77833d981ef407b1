//! SAML 2.0: whether a trusted key signed a response or a word of logout, and what it says of whom; what we write and sign
//! ourselves; and what a provider says of itself.
//! OASIS: saml-core-2.0-os, saml-bindings-2.0-os, saml-profiles-2.0-os sections 4.1 and 4.4; W3C: XML Signature 1.1, XML
//! Encryption 1.1.
//!
//! Nothing is read but what a verified reference covers. A response is first written anew in its canonical form, so that
//! every parser sees the same of it; its layout is checked against the only one that is allowed; the signatures are
//! verified with trusted keys alone; and the claims come out of the canonical bytes of the element that was verified.

pub mod bindings;
mod claims;
mod closed;
mod conditions;
mod layout;
pub mod logout;
pub mod metadata;
#[cfg(test)]
mod tests;
pub mod write;

use bergshamra_c14n::{C14nMode, canonicalize, canonicalize_doc};
use bergshamra_dsig::verify::VerifyResult;
use bergshamra_dsig::{DsigContext, verify};
use bergshamra_keys::{KeysManager, loader};
use bergshamra_xml::NodeSet;

pub use claims::{Assertion, Confirmation, NameId, Response, refusal};
pub use conditions::Expected;

/// Why a response proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no XML, or none that is read: too long, too deep, with a document type, a comment or an instruction.
    Unreadable(String),
    /// It is XML of another layout than a response with one assertion has.
    Layout(&'static str),
    /// The assertion is encrypted, and there is no key for it.
    Encrypted,
    /// The assertion is open, where only encrypted ones are taken.
    Open,
    /// The encrypted assertion does not open, or what is inside is nothing that the provider has signed: which of it, is not
    /// told, since whoever asks often enough would read with it what was encrypted for us.
    Unopened,
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
            Refusal::Layout(why) => write!(f, "its layout is not accepted: {why}"),
            Refusal::Encrypted => f.write_str("its assertion is encrypted"),
            Refusal::Open => f.write_str("its assertion is not encrypted"),
            Refusal::Unopened => f.write_str("its assertion does not open, or is not signed by the provider"),
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

/// Whom a response is believed, and how it must come.
#[derive(Clone, Copy, Debug)]
pub struct Trust<'a> {
    /// The certificates of the provider, DER: each may have signed.
    pub certificates: &'a [Vec<u8>],
    /// The key to which the provider encrypts, PKCS#8.
    pub key: Option<&'a [u8]>,
    /// Whether an assertion that is not encrypted is refused.
    pub is_closed: bool,
}

/// Verifies a response (decoded, XML) with the certificates of its provider, DER: each may have signed it.
///
/// What it says is judged by [`Response::judge`]: nothing of it holds before.
///
/// Errors: `Unreadable`, `Layout`, `Encrypted`, `Algorithm`, `Unsigned`, `Signature`.
pub fn verified(xml: &[u8], certificates: &[Vec<u8>]) -> Result<Response, Refusal> {
    opened(xml, &Trust { certificates, key: None, is_closed: false })
}

/// The same of a response whose assertion may be encrypted.
///
/// Errors: those of [`verified`], `Open`, `Unopened`.
pub fn opened(xml: &[u8], trust: &Trust<'_>) -> Result<Response, Refusal> {
    let canonical = canonical(xml)?;
    if layout::is_closed(&canonical)? {
        return closed_response(&canonical, trust);
    }
    let layout = layout::check(&canonical)?;
    if layout.signatures.is_empty() {
        return Err(Refusal::Unsigned);
    }
    let covered = cover(&canonical, &layout, trust.certificates)?;
    let response = claims::read(&covered)?;
    // Said last, of what is genuine: a stranger learns nothing of how a provider is set up.
    if trust.is_closed { Err(Refusal::Open) } else { Ok(response) }
}

/// Verifies what somebody presents in place of a browser: a response as [`opened`] takes it, or an assertion that stands for
/// itself, whose own signature is the only one. RFC: 7522.
///
/// Errors: those of [`opened`].
pub fn presented(xml: &[u8], trust: &Trust<'_>) -> Result<Response, Refusal> {
    let canonical = canonical(xml)?;
    if !layout::is_bare(&canonical)? {
        return opened(xml, trust);
    }
    let layout = layout::check_bare(&canonical)?;
    if layout.signatures.is_empty() {
        return Err(Refusal::Unsigned);
    }
    let response = claims::read(&cover(&canonical, &layout, trust.certificates)?)?;
    if trust.is_closed { Err(Refusal::Open) } else { Ok(response) }
}

/// A response whose assertion is encrypted. A signature of the response covers it as it came; that of the assertion is
/// inside.
fn closed_response(canonical: &str, trust: &Trust<'_>) -> Result<Response, Refusal> {
    let key = trust.key.ok_or(Refusal::Encrypted)?;
    let closed = layout::check_closed(canonical)?;
    let is_covered = closed.signature_at.is_some();
    if is_covered {
        cover(canonical, &closed.layout, trust.certificates)?;
    }
    let inner = closed::opened(canonical, key)?;
    let read = spliced(canonical, &closed, &inner).and_then(|whole| {
        let layout = layout::check(&whole)?;
        match (layout.signatures.is_empty(), is_covered) {
            (true, false) => Err(Refusal::Unsigned),
            (true, true) => claims::read(whole.as_bytes()),
            (false, _) => {
                let covered = cover(&whole, &layout, trust.certificates)?;
                claims::read(if is_covered { whole.as_bytes() } else { &covered })
            }
        }
    });
    // Of what a provider has signed whole, it may know what is wrong.
    read.map_err(|refusal| if is_covered { refusal } else { Refusal::Unopened })
}

/// The response with its assertion open, and without the signature of its own, which covered it closed; canonical.
fn spliced(text: &str, closed: &layout::Closed, inner: &str) -> Result<String, Refusal> {
    let at = &closed.at;
    let (head, tail) = (&text[..at.start], &text[at.end..]);
    let (head, tail) = match &closed.signature_at {
        Some(sign) if sign.end <= at.start => {
            (format!("{}{}", &head[..sign.start], &head[sign.end..]), tail.to_owned())
        }
        Some(sign) if sign.start >= at.end => {
            let (start, end) = (sign.start - at.end, sign.end - at.end);
            (head.to_owned(), format!("{}{}", &tail[..start], &tail[end..]))
        }
        Some(_) => return Err(Refusal::Layout("a Signature is where none belongs")),
        None => (head.to_owned(), tail.to_owned()),
    };
    self::canonical(format!("{head}{inner}{tail}").as_bytes())
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
