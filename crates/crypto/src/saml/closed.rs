//! Encrypted assertions: opened with the key whose certificate the provider was given.
//! W3C: XML Encryption 1.1 sections 5.2 and 5.5.2; OASIS: saml-core-2.0-os section 2.3.4.
//!
//! Anybody can encrypt to a public key, so what comes out is trusted no more than what came in: it goes through every check
//! of an open response. Keys travel by RSA-OAEP alone; PKCS#1 1.5 tells too much of a key by how it fails (Jager and
//! Somorovsky, "How to Break XML Encryption", 2011; Bleichenbacher).

use aws_lc_rs::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{self, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512,
    OaepAlgorithm, OaepPrivateDecryptingKey, PrivateDecryptingKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::Node;

use super::Refusal;
use super::layout::{ASSERTION, SIGNATURE, parsed};

const ENCRYPTION: &str = "http://www.w3.org/2001/04/xmlenc#";
const ENCRYPTION_11: &str = "http://www.w3.org/2009/xmlenc11#";

/// The ways of old, whose mask is of SHA-1, and of XML Encryption 1.1, which names it.
const OAEP: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
const OAEP_11: &str = "http://www.w3.org/2009/xmlenc11#rsa-oaep";

/// Keys that are tried: one for each whom a provider encrypts to.
const MOST_KEYS: usize = 8;

/// How the assertion itself is encrypted.
enum Cipher {
    /// A block cipher, which proves nothing of what it holds.
    Blocks(&'static cipher::Algorithm, usize),
    /// One with a tag.
    Tagged(&'static aead::Algorithm, usize),
}

impl Cipher {
    fn named(name: &str) -> Result<Cipher, Refusal> {
        Ok(match name {
            "http://www.w3.org/2001/04/xmlenc#aes128-cbc" => Cipher::Blocks(&cipher::AES_128, 16),
            "http://www.w3.org/2001/04/xmlenc#aes192-cbc" => Cipher::Blocks(&cipher::AES_192, 24),
            "http://www.w3.org/2001/04/xmlenc#aes256-cbc" => Cipher::Blocks(&cipher::AES_256, 32),
            "http://www.w3.org/2009/xmlenc11#aes128-gcm" => Cipher::Tagged(&aead::AES_128_GCM, 16),
            "http://www.w3.org/2009/xmlenc11#aes192-gcm" => Cipher::Tagged(&aead::AES_192_GCM, 24),
            "http://www.w3.org/2009/xmlenc11#aes256-gcm" => Cipher::Tagged(&aead::AES_256_GCM, 32),
            _ => return Err(refused(name)),
        })
    }

    fn key_bytes(&self) -> usize {
        match self {
            Cipher::Blocks(_, bytes) | Cipher::Tagged(_, bytes) => *bytes,
        }
    }

    fn open(&self, key: &[u8], mut text: Vec<u8>) -> Option<Vec<u8>> {
        match self {
            Cipher::Blocks(algorithm, _) => {
                let start: [u8; 16] = text.get(..16)?.try_into().ok()?;
                let mut rest = text.split_off(16);
                let key = UnboundCipherKey::new(algorithm, key).ok()?;
                let key = PaddedBlockDecryptingKey::cbc_iso10126(key).ok()?;
                let start = DecryptionContext::Iv128(FixedLength::from(start));
                key.decrypt(&mut rest, start).ok().map(|plain| plain.to_vec())
            }
            Cipher::Tagged(algorithm, _) => {
                let nonce = Nonce::try_assume_unique_for_key(text.get(..12)?).ok()?;
                let mut rest = text.split_off(12);
                let key = LessSafeKey::new(UnboundKey::new(algorithm, key).ok()?);
                key.open_in_place(nonce, Aad::empty(), &mut rest).ok().map(|plain| plain.to_vec())
            }
        }
    }
}

/// A key that is encrypted to somebody.
struct Carried {
    way: &'static OaepAlgorithm,
    label: Option<Vec<u8>>,
    key: Vec<u8>,
}

/// The element inside of the one encrypted assertion of a canonical response; it is not checked yet.
///
/// Errors: `Layout`, `Algorithm`, and `Unopened` for all that fails with the key.
pub(super) fn opened(canonical: &str, pkcs8: &[u8]) -> Result<String, Refusal> {
    let document = parsed(canonical)?;
    let closed = document.descendants().find(|node| node.has_tag_name((ASSERTION, "EncryptedAssertion")));
    let closed = closed.ok_or(Refusal::Unopened)?;
    let data = only(closed, "EncryptedData")?;
    if !matches!(data.attribute("Type"), None | Some("http://www.w3.org/2001/04/xmlenc#Element")) {
        return Err(Refusal::Layout("what is encrypted is no element"));
    }
    let cipher = Cipher::named(algorithm(data)?)?;
    let text = value(data)?;
    let mut carried = Vec::new();
    for node in closed.descendants().filter(|node| node.has_tag_name((ENCRYPTION, "EncryptedKey"))) {
        carried.push(key(node)?);
        if carried.len() > MOST_KEYS {
            return Err(Refusal::Layout("it is encrypted to too many"));
        }
    }
    let own = PrivateDecryptingKey::from_pkcs8(pkcs8).map_err(|_| Refusal::Unopened)?;
    let own = OaepPrivateDecryptingKey::new(own).map_err(|_| Refusal::Unopened)?;
    let mut keys = carried.iter().filter_map(|carried| carried.open(&own));
    let key = keys.find(|key| key.len() == cipher.key_bytes()).ok_or(Refusal::Unopened)?;
    let plain = cipher.open(&key, text).ok_or(Refusal::Unopened)?;
    let plain = String::from_utf8(plain).map_err(|_| Refusal::Unopened)?;
    // What was a document of its own may still say so.
    let plain = plain.trim();
    let plain = match plain.strip_prefix("<?xml ") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, element)| element.trim_start()),
        None => plain,
    };
    Ok(plain.to_owned())
}

impl Carried {
    fn open(&self, own: &OaepPrivateDecryptingKey) -> Option<Vec<u8>> {
        let mut plain = vec![0; own.min_output_size()];
        let key = own.decrypt(self.way, &self.key, &mut plain, self.label.as_deref()).ok()?;
        Some(key.to_vec())
    }
}

fn key(node: Node<'_, '_>) -> Result<Carried, Refusal> {
    let method = only(node, "EncryptionMethod")?;
    let named = |space: &str, name: &str| {
        let mut found = method.children().filter(|child| child.has_tag_name((space, name)));
        match (found.next(), found.next()) {
            (Some(child), None) => Ok(Some(child.attribute("Algorithm").unwrap_or_default())),
            (None, None) => Ok(None),
            _ => Err(Refusal::Layout("an EncryptedKey says its algorithm twice")),
        }
    };
    let digest = named(SIGNATURE, "DigestMethod")?.unwrap_or("http://www.w3.org/2000/09/xmldsig#sha1");
    let mask = named(ENCRYPTION_11, "MGF")?;
    let mask = match algorithm(node)? {
        OAEP if mask.is_none() => "mgf1sha1",
        OAEP_11 => {
            mask.unwrap_or("http://www.w3.org/2009/xmlenc11#mgf1sha1").trim_start_matches(ENCRYPTION_11)
        }
        name => return Err(refused(name)),
    };
    // The hash of the mask is that of the label in all that providers send.
    let way = match (digest, mask) {
        ("http://www.w3.org/2000/09/xmldsig#sha1", "mgf1sha1") => &OAEP_SHA1_MGF1SHA1,
        ("http://www.w3.org/2001/04/xmlenc#sha256", "mgf1sha256") => &OAEP_SHA256_MGF1SHA256,
        (
            "http://www.w3.org/2001/04/xmldsig-more#sha384" | "http://www.w3.org/2001/04/xmlenc#sha384",
            "mgf1sha384",
        ) => &OAEP_SHA384_MGF1SHA384,
        ("http://www.w3.org/2001/04/xmlenc#sha512", "mgf1sha512") => &OAEP_SHA512_MGF1SHA512,
        _ => return Err(refused(&format!("RSA-OAEP with {digest} and {mask}"))),
    };
    let label = method.children().find(|child| child.has_tag_name((ENCRYPTION, "OAEPparams")));
    let label = label.map(bytes).transpose()?.filter(|label| !label.is_empty());
    Ok(Carried { way, label, key: value(node)? })
}

fn algorithm<'a>(node: Node<'a, '_>) -> Result<&'a str, Refusal> {
    Ok(only(node, "EncryptionMethod")?.attribute("Algorithm").unwrap_or_default())
}

/// What an element carries itself; what it only points to is not fetched.
fn value(node: Node<'_, '_>) -> Result<Vec<u8>, Refusal> {
    let data = only(node, "CipherData")?;
    match data.children().filter(Node::is_element).count() {
        1 => bytes(only(data, "CipherValue")?),
        _ => Err(Refusal::Layout("what is encrypted is not just there")),
    }
}

fn bytes(node: Node<'_, '_>) -> Result<Vec<u8>, Refusal> {
    let text: String = node.children().filter_map(|child| child.text()).collect();
    let text: String = text.split_ascii_whitespace().collect();
    STANDARD.decode(text).map_err(|_| Refusal::Unreadable("what is encrypted is not base64".to_owned()))
}

fn only<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Result<Node<'a, 'i>, Refusal> {
    let mut found = node.children().filter(|child| child.has_tag_name((ENCRYPTION, name)));
    match (found.next(), found.next()) {
        (Some(child), None) => Ok(child),
        _ => Err(Refusal::Layout("what is encrypted is not as XML Encryption writes it")),
    }
}

fn refused(name: &str) -> Refusal {
    Refusal::Algorithm(name.chars().take(128).collect())
}
