//! What we say as a SAML service: requests for a sign-in and a logout, answers to one, and the metadata of the service.
//! OASIS: saml-core-2.0-os sections 3.4 and 3.7, saml-metadata-2.0-os section 2.4.4.

use std::fmt::Write;

use super::claims::NameId;
use super::layout::{ASSERTION, PROTOCOL, SIGNATURE};

/// The binding in which browsers carry a form, and the one in which they carry a query.
pub const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
/// See [`POST`].
pub const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
const PARTIAL: &str = "urn:oasis:names:tc:SAML:2.0:status:PartialLogout";
const RESPONDER: &str = "urn:oasis:names:tc:SAML:2.0:status:Responder";
const REQUESTER: &str = "urn:oasis:names:tc:SAML:2.0:status:Requester";

/// What each message has.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// Its ID: no digit first, and never used before.
    pub id: &'a str,
    /// Our entity id.
    pub issuer: &'a str,
    /// Where it goes.
    pub destination: &'a str,
    /// When it is made, in epoch seconds.
    pub issued_at: i64,
}

/// A message that is written: what a browser carries to a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `SAMLRequest` or `SAMLResponse`.
    pub parameter: &'static str,
    /// Its ID.
    pub id: String,
    /// What stands before the place of its signature, and after it.
    pub(super) parts: (String, String),
}

impl Message {
    /// The whole, unsigned.
    pub fn xml(&self) -> String {
        format!("{}{}", self.parts.0, self.parts.1)
    }
}

/// How a logout that a provider has asked for went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All that was asked for is ended, if anything was there.
    All,
    /// Not all of it.
    Partly,
    /// The request cannot be followed.
    Refused,
}

/// Asks a provider who somebody is; the answer is to be posted to `consumer`. With `force` the person shall prove it anew.
pub fn authn_request(envelope: &Envelope<'_>, consumer: &str, force: bool) -> Message {
    let force = if force { " ForceAuthn=\"true\"" } else { "" };
    let consumer = attribute(consumer);
    let more = format!("{force} ProtocolBinding=\"{POST}\" AssertionConsumerServiceURL=\"{consumer}\"");
    message(("AuthnRequest", "SAMLRequest"), envelope, &more, "")
}

/// Asks a provider to end somebody's session, by the name and the index that it has given.
pub fn logout_request(envelope: &Envelope<'_>, name: &NameId, session_index: Option<&str>) -> Message {
    let mut body = "<saml:NameID".to_owned();
    let qualifiers = [
        ("NameQualifier", &name.name_qualifier),
        ("SPNameQualifier", &name.sp_name_qualifier),
        ("Format", &name.format),
    ];
    for (key, value) in qualifiers.into_iter().filter_map(|(key, value)| Some((key, value.as_deref()?))) {
        let _ = write!(body, " {key}=\"{}\"", attribute(value));
    }
    let _ = write!(body, ">{}</saml:NameID>", text(&name.value));
    if let Some(index) = session_index {
        let _ = write!(body, "<samlp:SessionIndex>{}</samlp:SessionIndex>", text(index));
    }
    // Long enough for a browser's way there.
    let end = format!(" NotOnOrAfter=\"{}\"", moment(envelope.issued_at + 300));
    message(("LogoutRequest", "SAMLRequest"), envelope, &end, &body)
}

/// Answers a provider's request for a logout.
pub fn logout_response(envelope: &Envelope<'_>, in_response_to: &str, ended: Ended) -> Message {
    let inner = |code: &str| format!("<samlp:StatusCode Value=\"{code}\"/>");
    let status = match ended {
        Ended::All => inner(SUCCESS),
        Ended::Partly => {
            format!("<samlp:StatusCode Value=\"{RESPONDER}\">{}</samlp:StatusCode>", inner(PARTIAL))
        }
        Ended::Refused => inner(REQUESTER),
    };
    let body = format!("<samlp:Status>{status}</samlp:Status>");
    let more = format!(" InResponseTo=\"{}\"", attribute(in_response_to));
    message(("LogoutResponse", "SAMLResponse"), envelope, &more, &body)
}

fn message(
    (name, parameter): (&str, &'static str),
    envelope: &Envelope<'_>,
    more: &str,
    body: &str,
) -> Message {
    let Envelope { id, issuer, destination, issued_at } = *envelope;
    let head = format!(
        "<samlp:{name} xmlns:samlp=\"{PROTOCOL}\" xmlns:saml=\"{ASSERTION}\" ID=\"{}\" Version=\"2.0\" \
         IssueInstant=\"{}\" Destination=\"{}\"{more}><saml:Issuer>{}</saml:Issuer>",
        attribute(id),
        moment(issued_at),
        attribute(destination),
        text(issuer),
    );
    Message { parameter, id: id.to_owned(), parts: (head, format!("{body}</samlp:{name}>")) }
}

/// What providers are told of a service.
#[derive(Clone, Copy, Debug)]
pub struct Service<'a> {
    /// Its entity id.
    pub entity_id: &'a str,
    /// Where responses are posted.
    pub consumer: &'a str,
    /// Where logouts go, in both bindings.
    pub logout: &'a str,
    /// The certificate of the key that signs its messages, DER.
    pub signing: &'a [u8],
    /// The certificate of the key to encrypt to, DER.
    pub encryption: Option<&'a [u8]>,
    /// Whether its requests for a sign-in are signed.
    pub signs_requests: bool,
}

/// The metadata document of a service.
pub fn service(service: &Service<'_>) -> String {
    let key = |usage: &str, der: &[u8], methods: &str| {
        format!(
            "<md:KeyDescriptor use=\"{usage}\"><ds:KeyInfo xmlns:ds=\"{SIGNATURE}\"><ds:X509Data><ds:X509Certificate>{}\
             </ds:X509Certificate></ds:X509Data></ds:KeyInfo>{methods}</md:KeyDescriptor>",
            base64(der)
        )
    };
    let methods = [
        "http://www.w3.org/2009/xmlenc11#aes256-gcm",
        "http://www.w3.org/2009/xmlenc11#aes128-gcm",
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        "http://www.w3.org/2001/04/xmlenc#aes128-cbc",
        "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
    ];
    let methods: String =
        methods.iter().map(|name| format!("<md:EncryptionMethod Algorithm=\"{name}\"/>")).collect();
    let encryption = service.encryption.map(|der| key("encryption", der, &methods)).unwrap_or_default();
    let logout = attribute(service.logout);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<md:EntityDescriptor xmlns:md=\"{METADATA}\" entityID=\"{}\">\
         <md:SPSSODescriptor AuthnRequestsSigned=\"{}\" WantAssertionsSigned=\"true\" \
         protocolSupportEnumeration=\"{PROTOCOL}\">{}{encryption}\
         <md:SingleLogoutService Binding=\"{POST}\" Location=\"{logout}\"/>\
         <md:SingleLogoutService Binding=\"{REDIRECT}\" Location=\"{logout}\"/>\
         <md:AssertionConsumerService Binding=\"{POST}\" Location=\"{}\" index=\"0\" isDefault=\"true\"/>\
         </md:SPSSODescriptor></md:EntityDescriptor>\n",
        attribute(service.entity_id),
        service.signs_requests,
        key("signing", service.signing, ""),
        attribute(service.consumer),
    )
}

pub(super) fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn moment(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).unwrap_or_default().to_string()
}

/// A text between tags.
fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#xD;")
}

/// The value of an attribute, between double quotes.
fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;").replace('\t', "&#x9;").replace('\n', "&#xA;")
}
