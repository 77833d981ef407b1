//! How browsers carry messages: in a query, whose signature stands beside it, and in a form, whose signature is inside.
//! OASIS: saml-bindings-2.0-os sections 3.4 and 3.5.
//!
//! The signature of a query covers its octets as they were sent. So what is verified is cut out of the raw query, and a
//! parameter that is written in another way than plainly (CVE-2026-117691), or is there twice, is refused.

use std::io::{Read, Write};

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, UnparsedPublicKey, VerificationAlgorithm,
};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bergshamra_dsig::{DsigContext, sign};
use bergshamra_keys::{Key, KeyData, KeyUsage, KeysManager};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::layout::{ENVELOPED, EXCLUSIVE, METHODS, SIGNATURE};
use super::write::{Message, base64};
use super::{LONGEST, Refusal};
use crate::jose::SigningKey;
use crate::sigv4::percent_encoded;
use crate::x509;

const RSA_SHA256: &str = METHODS[0];
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// The parameters of a query that carries a message.
const PARAMETERS: [&str; 5] = ["SAMLRequest", "SAMLResponse", "RelayState", "SigAlg", "Signature"];

/// The longest RelayState that is read: ours are far shorter, and so are those that providers are told to send.
const LONGEST_STATE: usize = 8_192;

/// Something could not be signed: the key does not read.
#[derive(Debug)]
pub struct NotSigned(String);

impl std::fmt::Display for NotSigned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a message cannot be signed: {}", self.0)
    }
}

impl std::error::Error for NotSigned {}

/// Who signs.
#[derive(Clone, Copy)]
pub struct Signer<'a> {
    /// An RSA key, PKCS#8.
    pub key: &'a [u8],
    /// Its certificate, DER.
    pub certificate: &'a [u8],
}

/// The address to which a browser goes with a message: with RelayState, and signed if there is a signer.
///
/// Errors: the key does not read.
pub fn redirect(
    message: &Message,
    location: &str,
    relay_state: Option<&str>,
    signer: Option<Signer<'_>>,
) -> Result<String, NotSigned> {
    let failed = |error: std::io::Error| NotSigned(error.to_string());
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    packed.write_all(message.xml().as_bytes()).map_err(failed)?;
    let packed = base64(&packed.finish().map_err(failed)?);
    let mut query = format!("{}={}", message.parameter, percent_encoded(&packed));
    if let Some(state) = relay_state {
        query = format!("{query}&RelayState={}", percent_encoded(state));
    }
    if let Some(signer) = signer {
        query = format!("{query}&SigAlg={}", percent_encoded(RSA_SHA256));
        let signature = base64(&signer.bytes(query.as_bytes())?);
        query = format!("{query}&Signature={}", percent_encoded(&signature));
    }
    let mark = if location.contains('?') { '&' } else { '?' };
    Ok(format!("{location}{mark}{query}"))
}

/// What a form carries in the field that `message.parameter` names: signed if there is a signer.
///
/// Errors: the key does not read.
pub fn post(message: &Message, signer: Option<Signer<'_>>) -> Result<String, NotSigned> {
    let Some(signer) = signer else { return Ok(base64(message.xml().as_bytes())) };
    let xml = signer.enveloped(&message.id, (&message.parts.0, &message.parts.1))?;
    Ok(base64(xml.as_bytes()))
}

impl Signer<'_> {
    fn bytes(&self, message: &[u8]) -> Result<Vec<u8>, NotSigned> {
        let key = SigningKey::from_pkcs8(self.key).map_err(|error| NotSigned(error.to_string()))?;
        Ok(key.sign_bytes(message))
    }

    /// A document in two parts with a signature between them: of the element of this ID, right below which it stands.
    ///
    /// Errors: the key does not read, or the parts make no document.
    pub fn enveloped(&self, id: &str, (head, tail): (&str, &str)) -> Result<String, NotSigned> {
        self.within(&format!("{head}{}{tail}", template(id, self.certificate)))
    }

    /// Fills in the template that a document holds.
    fn within(&self, xml: &str) -> Result<String, NotSigned> {
        let key = KeyData::from_pkcs8_der(kryptering::KeyAlgorithm::Rsa, self.key);
        let key = key.map_err(|error| NotSigned(error.to_string()))?;
        let mut keys = KeysManager::new();
        keys.add_key(Key::new(key, KeyUsage::Any));
        sign::sign(&DsigContext::new(keys), xml).map_err(|error| NotSigned(error.to_string()))
    }
}

/// A signature that is yet to be made.
fn template(id: &str, certificate: &[u8]) -> String {
    let certificate = base64(certificate);
    format!(
        "<ds:Signature xmlns:ds=\"{SIGNATURE}\"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/>\
         <ds:SignatureMethod Algorithm=\"{RSA_SHA256}\"/><ds:Reference URI=\"#{id}\"><ds:Transforms>\
         <ds:Transform Algorithm=\"{ENVELOPED}\"/><ds:Transform Algorithm=\"{EXCLUSIVE}\"/></ds:Transforms>\
         <ds:DigestMethod Algorithm=\"{SHA256}\"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>\
         <ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
         </ds:Signature>"
    )
}

/// A message that came in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its XML.
    pub xml: Vec<u8>,
    /// Whether it is a request.
    pub is_request: bool,
    /// What came beside it.
    pub relay_state: Option<String>,
    /// What the signature covers, its algorithm, and itself.
    signed: Option<(String, String, Vec<u8>)>,
}

impl Carried {
    /// Reads a raw query. Errors: `Unreadable`, `Layout` for parameters that are not as they are to be written.
    pub fn read(query: &str) -> Result<Carried, Refusal> {
        let mut found: [Option<&str>; 5] = [None; 5];
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let meant = unescaped(name)?;
            let Some(at) = PARAMETERS.iter().position(|known| known.eq_ignore_ascii_case(&meant)) else {
                continue;
            };
            if name != PARAMETERS[at] || found[at].replace(value).is_some() {
                return Err(Refusal::Layout("a parameter is not written plainly, or is there twice"));
            }
        }
        let [request, response, state, algorithm, signature] = found;
        let (parameter, value) = match (request, response) {
            (Some(value), None) => ("SAMLRequest", value),
            (None, Some(value)) => ("SAMLResponse", value),
            _ => return Err(Refusal::Layout("there is not just one message")),
        };
        if value.len() > 3 * LONGEST || state.is_some_and(|state| state.len() > LONGEST_STATE) {
            return Err(Refusal::Unreadable("it is too long".to_owned()));
        }
        let signed = match (algorithm, signature) {
            (None, None) => None,
            (Some(algorithm), Some(signature)) => {
                let state = state.map(|state| format!("&RelayState={state}")).unwrap_or_default();
                let covered = format!("{parameter}={value}{state}&SigAlg={algorithm}");
                Some((covered, unescaped(algorithm)?, bytes(&unescaped(signature)?)?))
            }
            _ => return Err(Refusal::Layout("a signature and its algorithm come together")),
        };
        Ok(Carried {
            xml: unpacked(&bytes(&unescaped(value)?)?)?,
            is_request: parameter == "SAMLRequest",
            relay_state: state.map(unescaped).transpose()?.filter(|state| !state.is_empty()),
            signed,
        })
    }

    /// Whether the key of one of these certificates, DER, has signed it.
    ///
    /// Errors: `Unsigned`, `Algorithm`, `Signature`.
    pub fn verify(&self, certificates: &[Vec<u8>]) -> Result<(), Refusal> {
        let (covered, named, signature) = self.signed.as_ref().ok_or(Refusal::Unsigned)?;
        let algorithm: &'static dyn VerificationAlgorithm =
            match METHODS.iter().position(|known| known == named) {
                Some(0) => &RSA_PKCS1_2048_8192_SHA256,
                Some(1) => &RSA_PKCS1_2048_8192_SHA384,
                Some(2) => &RSA_PKCS1_2048_8192_SHA512,
                Some(3) => &ECDSA_P256_SHA256_FIXED,
                Some(4) => &ECDSA_P384_SHA384_FIXED,
                Some(5) => &ECDSA_P521_SHA512_FIXED,
                _ => return Err(Refusal::Algorithm(named.chars().take(128).collect())),
            };
        let keys = certificates.iter().filter_map(|der| x509::public_key(der));
        let is_by = |key: Vec<u8>| {
            UnparsedPublicKey::new(algorithm, key).verify(covered.as_bytes(), signature).is_ok()
        };
        match keys.into_iter().any(is_by) {
            true => Ok(()),
            false => Err(Refusal::Signature),
        }
    }
}

/// The XML of a message that came in a form. Errors: `Unreadable`.
pub fn posted(field: &str) -> Result<Vec<u8>, Refusal> {
    if field.len() > LONGEST {
        return Err(Refusal::Unreadable("it is too long".to_owned()));
    }
    bytes(field)
}

/// A message as a program sends it in place of a browser: base64 in either alphabet, with padding or without. RFC: 8693
/// section 3, 7522 section 2.1.
///
/// Errors: `Unreadable`.
pub fn sent(text: &str) -> Result<Vec<u8>, Refusal> {
    if text.len() > LONGEST {
        return Err(Refusal::Unreadable("it is too long".to_owned()));
    }
    let text: String = text.trim_end_matches('=').replace('+', "-").replace('/', "_");
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Refusal::Unreadable("it is not base64".to_owned()))
}

fn bytes(text: &str) -> Result<Vec<u8>, Refusal> {
    let text: String = text.split_ascii_whitespace().collect();
    STANDARD.decode(text).map_err(|_| Refusal::Unreadable("it is not base64".to_owned()))
}

/// What was packed, as far as a message may be long.
fn unpacked(packed: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut xml = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let read = DeflateDecoder::new(packed).take(most + 1).read_to_end(&mut xml);
    match read {
        Ok(length) if length <= LONGEST => Ok(xml),
        Ok(_) => Err(Refusal::Unreadable("it is too long".to_owned())),
        Err(_) => Err(Refusal::Unreadable("it does not unpack".to_owned())),
    }
}

/// A text without its percent escapes. Errors: `Unreadable` for escapes that are none, and what is not UTF-8.
fn unescaped(text: &str) -> Result<String, Refusal> {
    let unreadable = || Refusal::Unreadable("an escape is none".to_owned());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let pair = [rest.next().ok_or_else(unreadable)?, rest.next().ok_or_else(unreadable)?];
                let mut octet = [0];
                hex::decode_to_slice(pair, &mut octet).map_err(|_| unreadable())?;
                bytes.push(octet[0]);
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).map_err(|_| unreadable())
}
