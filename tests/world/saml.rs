//! A SAML provider of tests: it reads what it is asked, signs and encrypts what it says, and what it says can be bent.

use std::collections::BTreeMap;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, PublicEncryptingKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::saml::NameId;
use crypto::saml::bindings::{self, Carried, Signer};
use crypto::saml::logout::{self, Said, Word};
use crypto::saml::write::{self, Ended, Envelope};

use super::{KEYS, World};

/// Its entity id, as its metadata has it.
pub const ENTITY_ID: &str = "https://idp.example/saml";

/// Where it takes requests and words of logout.
pub const SIGN_IN: &str = "https://idp.example/login";
/// See [`SIGN_IN`].
pub const SIGN_OUT: &str = "https://idp.example/logout";

/// What the pool is called there.
pub fn audience(pool: &str) -> String {
    format!("urn:amazon:cognito:sp:{pool}")
}

/// A SAML provider.
#[derive(Clone, Debug)]
pub struct Idp {
    /// Which of the world's keys signs.
    pub key: usize,
    /// In which year its certificates end.
    pub year: i32,
    /// Certificates of these keys too are in its metadata.
    pub others: Vec<usize>,
    /// How it takes messages.
    pub binding: &'static str,
}

/// What it was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The ID of the request.
    pub id: String,
    /// Where the answer is to go.
    pub consumer: String,
    /// RelayState.
    pub state: String,
    /// The request.
    pub xml: String,
    /// Whether the address has a signature.
    pub is_signed: bool,
}

/// Somebody.
#[derive(Clone, Debug)]
pub struct Person {
    /// The NameID.
    pub name: String,
    /// The attributes.
    pub attributes: Vec<(String, Vec<String>)>,
    /// The session there.
    pub session: String,
    /// The ID of the assertion.
    pub assertion: String,
}

impl Person {
    /// Somebody with an address.
    pub fn new(name: &str, email: &str) -> Person {
        Person {
            name: name.to_owned(),
            attributes: vec![("mail".to_owned(), vec![email.to_owned()])],
            session: "_session-1".to_owned(),
            assertion: String::new(),
        }
    }

    /// With an attribute more.
    pub fn with(mut self, name: &str, values: &[&str]) -> Person {
        self.attributes.push((name.to_owned(), values.iter().map(ToString::to_string).collect()));
        self
    }
}

/// For whom a response is.
#[derive(Clone, Debug)]
pub struct Aim {
    /// The audience.
    pub audience: String,
    /// Where it is given.
    pub consumer: String,
    /// The request that it answers.
    pub request: Option<String>,
    /// When it is made, epoch milliseconds.
    pub now: i64,
}

impl Default for Idp {
    fn default() -> Idp {
        Idp { key: 0, year: 2036, others: Vec::new(), binding: "HTTP-Redirect" }
    }
}

impl Idp {
    /// The certificate of one of the world's keys.
    pub fn certificate(&self, key: usize) -> Vec<u8> {
        let subject = crypto::x509::Subject {
            name: "idp",
            serial: [7; 16],
            from: (2016, 1, 1),
            until: (self.year, 1, 1),
        };
        crypto::x509::self_signed(&KEYS[key], &subject).expect("a certificate")
    }

    /// What it says of itself.
    pub fn metadata(&self) -> String {
        let keys = std::iter::once(self.key).chain(self.others.iter().copied()).map(|key| {
            format!(
                "<KeyDescriptor use=\"signing\"><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data>\
                 <X509Certificate>{}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>",
                STANDARD.encode(self.certificate(key))
            )
        });
        let binding = format!("urn:oasis:names:tc:SAML:2.0:bindings:{}", self.binding);
        format!(
            "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{ENTITY_ID}\"><IDPSSODescriptor \
             protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{}<SingleLogoutService \
             Binding=\"{binding}\" Location=\"{SIGN_OUT}\"/><SingleSignOnService Binding=\"{binding}\" \
             Location=\"{SIGN_IN}\"/></IDPSSODescriptor></EntityDescriptor>",
            keys.collect::<String>()
        )
    }

    fn signed(&self, id: &str, head: &str, tail: &str) -> String {
        let certificate = self.certificate(self.key);
        let signer = Signer { key: &KEYS[self.key], certificate: &certificate };
        signer.enveloped(id, (head, tail)).expect("a signature")
    }

    /// An assertion of somebody, in two parts: its signature goes between them.
    fn assertion(person: &Person, aim: &Aim) -> (String, String, String) {
        let now = moment(aim.now);
        let end = moment(aim.now + 300_000);
        let id =
            if person.assertion.is_empty() { format!("_a{}", aim.now) } else { person.assertion.clone() };
        let answers = aim.request.as_ref().map(|id| format!(" InResponseTo=\"{id}\"")).unwrap_or_default();
        let attributes = person.attributes.iter().map(|(name, values)| {
            let values =
                values.iter().map(|value| format!("<a:AttributeValue>{}</a:AttributeValue>", escaped(value)));
            format!("<a:Attribute Name=\"{name}\">{}</a:Attribute>", values.collect::<String>())
        });
        let head = format!(
            "<a:Assertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\" Version=\"2.0\" \
             IssueInstant=\"{now}\"><a:Issuer>{ENTITY_ID}</a:Issuer>"
        );
        let tail = format!(
            "<a:Subject><a:NameID>{}</a:NameID><a:SubjectConfirmation \
             Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><a:SubjectConfirmationData{answers} \
             NotOnOrAfter=\"{end}\" Recipient=\"{}\"/></a:SubjectConfirmation></a:Subject><a:Conditions \
             NotBefore=\"{now}\" NotOnOrAfter=\"{end}\"><a:AudienceRestriction><a:Audience>{}</a:Audience>\
             </a:AudienceRestriction></a:Conditions><a:AuthnStatement AuthnInstant=\"{now}\" SessionIndex=\"{}\">\
             <a:AuthnContext><a:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password\
             </a:AuthnContextClassRef></a:AuthnContext></a:AuthnStatement><a:AttributeStatement>{}\
             </a:AttributeStatement></a:Assertion>",
            escaped(&person.name),
            aim.consumer,
            aim.audience,
            person.session,
            attributes.collect::<String>(),
        );
        (id, head, tail)
    }

    /// A response of which the assertion alone is signed, XML.
    pub fn response(&self, person: &Person, aim: &Aim) -> String {
        let (id, head, tail) = Idp::assertion(person, aim);
        around(&self.signed(&id, &head, &tail), aim)
    }

    /// The same that nobody signed.
    pub fn unsigned(&self, person: &Person, aim: &Aim) -> String {
        let (_, head, tail) = Idp::assertion(person, aim);
        around(&format!("{head}{tail}"), aim)
    }

    /// An assertion by itself, signed, XML.
    pub fn alone(&self, person: &Person, aim: &Aim) -> String {
        let (id, head, tail) = Idp::assertion(person, aim);
        self.signed(&id, &head, &tail)
    }

    /// The same with its assertion encrypted to a certificate, base64 of DER.
    pub fn encrypted(&self, person: &Person, aim: &Aim, to: &str) -> String {
        let (id, head, tail) = Idp::assertion(person, aim);
        around(&closed(&self.signed(&id, &head, &tail), to), aim)
    }

    /// A response of which nobody speaks: the provider says no.
    pub fn refusal(&self, aim: &Aim, code: &str, message: &str) -> String {
        let outer = "<p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>";
        let inner = format!(
            "<p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\"><p:StatusCode \
             Value=\"urn:oasis:names:tc:SAML:2.0:status:{code}\"/></p:StatusCode><p:StatusMessage>{message}</p:StatusMessage>"
        );
        around("", aim).replace(outer, &inner)
    }

    /// Its request to end a session, as a browser carries it: the query.
    pub fn ends(&self, world: &World, place: &str, person: &Person, state: Option<&str>) -> String {
        let id = format!("_l{}", world.now());
        let envelope =
            Envelope { id: &id, issuer: ENTITY_ID, destination: place, issued_at: world.now() / 1_000 };
        let name = NameId { value: person.name.clone(), ..NameId::default() };
        let message = write::logout_request(&envelope, &name, Some(&person.session));
        self.query(&message, place, state)
    }

    /// Its answer to our request to end a session: the query.
    pub fn ended(&self, world: &World, place: &str, (request, state): (&str, &str)) -> String {
        let envelope =
            Envelope { id: "_answer", issuer: ENTITY_ID, destination: place, issued_at: world.now() / 1_000 };
        self.query(&write::logout_response(&envelope, request, Ended::All), place, Some(state))
    }

    fn query(&self, message: &write::Message, place: &str, state: Option<&str>) -> String {
        let certificate = self.certificate(self.key);
        let signer = Signer { key: &KEYS[self.key], certificate: &certificate };
        let to = bindings::redirect(message, place, state, Some(signer)).expect("a signature");
        to.split_once('?').expect("a query").1.to_owned()
    }
}

/// What a provider was asked by an address.
pub fn asked(address: &str) -> Asked {
    let query = address.strip_prefix(&format!("{SIGN_IN}?")).unwrap_or_else(|| panic!("{address}"));
    let carried = Carried::read(query).expect("a request");
    request(carried.xml, carried.relay_state, query.contains("&Signature="))
}

/// The same by a form.
pub fn asked_by_form(fields: &BTreeMap<String, String>) -> Asked {
    let xml = bindings::posted(&fields["SAMLRequest"]).expect("base64");
    let is_signed = String::from_utf8_lossy(&xml).contains("SignatureValue");
    request(xml, fields.get("RelayState").cloned(), is_signed)
}

fn request(xml: Vec<u8>, state: Option<String>, is_signed: bool) -> Asked {
    let xml = String::from_utf8(xml).expect("UTF-8");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let root = document.root_element();
    let attribute =
        |name: &str| root.attribute(name).unwrap_or_else(|| panic!("no {name} in {xml}")).to_owned();
    Asked {
        id: attribute("ID"),
        consumer: attribute("AssertionConsumerServiceURL"),
        state: state.expect("RelayState"),
        xml: xml.clone(),
        is_signed,
    }
}

/// Our word of logout at the provider, verified with the certificate that the pool gives out; and its RelayState.
pub fn word(address: &str, certificate: &str) -> (Word, Option<String>) {
    let query = address.strip_prefix(&format!("{SIGN_OUT}?")).unwrap_or_else(|| panic!("{address}"));
    let carried = Carried::read(query).expect("a message");
    let der = STANDARD.decode(certificate).expect("a certificate");
    (logout::redirected(&carried, &[der]).expect("a signature of the pool's"), carried.relay_state)
}

/// Whose session it is to end, and which.
pub fn to_end(word: &Word) -> (String, Vec<String>) {
    let Said::Ask { name_id, sessions, .. } = &word.said else { panic!("no request") };
    (name_id.value.clone(), sessions.clone())
}

/// An element encrypted to a certificate.
pub fn closed(element: &str, to: &str) -> String {
    const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";
    let public = crypto::x509::public_key(&STANDARD.decode(to).expect("base64")).expect("a key");
    let public =
        OaepPublicEncryptingKey::new(PublicEncryptingKey::from_der(&public).expect("RSA")).expect("RSA");
    let mut key = vec![0; public.ciphertext_size()];
    let key = public.encrypt(&OAEP_SHA1_MGF1SHA1, &[5; 32], &mut key, None).expect("encrypted").to_vec();
    let cipher = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[5; 32]).expect("a key"));
    let mut text = element.as_bytes().to_vec();
    let nonce = Nonce::assume_unique_for_key([9; 12]);
    cipher.seal_in_place_append_tag(nonce, Aad::empty(), &mut text).expect("sealed");
    let text = [vec![9; 12], text].concat();
    format!(
        "<a:EncryptedAssertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\"><e:EncryptedData xmlns:e=\"{ENC}\">\
         <e:EncryptionMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#aes256-gcm\"/><d:KeyInfo \
         xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\"><e:EncryptedKey><e:EncryptionMethod \
         Algorithm=\"{ENC}rsa-oaep-mgf1p\"/><e:CipherData><e:CipherValue>{}</e:CipherValue></e:CipherData>\
         </e:EncryptedKey></d:KeyInfo><e:CipherData><e:CipherValue>{}</e:CipherValue></e:CipherData></e:EncryptedData>\
         </a:EncryptedAssertion>",
        STANDARD.encode(key),
        STANDARD.encode(text)
    )
}

/// A response around an assertion.
fn around(inner: &str, aim: &Aim) -> String {
    let answers = aim.request.as_ref().map(|id| format!(" InResponseTo=\"{id}\"")).unwrap_or_default();
    format!(
        "<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r{}\" Version=\"2.0\" IssueInstant=\"{}\"\
         {answers} Destination=\"{}\"><a:Issuer xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\">{ENTITY_ID}</a:Issuer>\
         <p:Status><p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></p:Status>{inner}</p:Response>",
        aim.now,
        moment(aim.now),
        aim.consumer,
    )
}

/// A whole document as a form carries it.
pub fn packed(xml: &str) -> String {
    STANDARD.encode(xml)
}

/// The metadata of the pool, read as far as a provider needs it: by element and attribute.
pub fn element(xml: &str, name: &str, attribute: &str) -> Option<String> {
    let document = roxmltree::Document::parse(xml).expect("XML");
    let mut found = document.descendants().filter(|node| node.tag_name().name() == name);
    found.find_map(|node| node.attribute(attribute)).map(str::to_owned)
}

fn moment(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).expect("a time").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
