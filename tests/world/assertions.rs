//! What a SAML provider of IAM says, signed as providers sign it.
//!
//! The XML is written in its canonical form, so that digest and signature are over the text as it stands.

use std::fmt::Write;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{World, internet};

const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ATTRIBUTES: &str = "https://aws.amazon.com/SAML/Attributes/";

/// The provider's ARN.
pub const PROVIDER: &str = "arn:aws:iam::000000000000:saml-provider/corp";

/// Where AWS takes assertions.
pub const SIGN_IN: &str = "https://signin.aws.amazon.com/saml";

/// Makes the provider known to IAM.
pub async fn register(world: &World) {
    let metadata = internet::metadata(&internet::certificate(2036));
    world.ok("iam:CreateSAMLProvider", json!({ "Name": "corp", "SAMLMetadataDocument": metadata })).await;
}

/// A trust policy for the provider, with these conditions.
pub fn trust(conditions: serde_json::Value) -> String {
    let statement = json!([{
        "Effect": "Allow", "Principal": { "Federated": PROVIDER },
        "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"], "Condition": conditions,
    }]);
    json!({ "Version": "2012-10-17", "Statement": statement }).to_string()
}

/// An assertion to be signed.
#[derive(Clone)]
pub struct Assertion {
    pub id: String,
    pub issuer: String,
    pub name: String,
    pub format: String,
    pub audience: String,
    pub recipient: String,
    pub status: String,
    /// Epoch seconds.
    pub issued_at: i64,
    pub not_on_or_after: i64,
    pub session_ends_at: Option<i64>,
    pub attributes: Vec<(String, Vec<String>)>,
    /// Which of the test keys signs.
    pub key: usize,
}

impl Assertion {
    /// One that holds now, of somebody who may take these roles.
    pub fn new(world: &World, name: &str, roles: &[&str]) -> Assertion {
        let now = world.now() / 1_000;
        let pairs = roles.iter().map(|role| format!("{role},{PROVIDER}")).collect();
        Assertion {
            id: format!("_{name}-{}", world.now()),
            issuer: "https://idp.example/saml".to_owned(),
            name: name.to_owned(),
            format: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent".to_owned(),
            audience: "urn:amazon:webservices".to_owned(),
            recipient: SIGN_IN.to_owned(),
            status: "urn:oasis:names:tc:SAML:2.0:status:Success".to_owned(),
            issued_at: now,
            not_on_or_after: now + 300,
            session_ends_at: None,
            attributes: vec![
                (format!("{ATTRIBUTES}Role"), pairs),
                (format!("{ATTRIBUTES}RoleSessionName"), vec![name.to_owned()]),
            ],
            key: 0,
        }
    }

    /// The same with one of AWS's attributes, by the end of its name; without values it is taken away.
    pub fn with(mut self, name: &str, values: &[&str]) -> Assertion {
        self.attributes.retain(|(known, _)| *known != format!("{ATTRIBUTES}{name}"));
        self.saying(&format!("{ATTRIBUTES}{name}"), values)
    }

    /// The same with an attribute.
    pub fn saying(mut self, name: &str, values: &[&str]) -> Assertion {
        if !values.is_empty() {
            self.attributes.push((name.to_owned(), values.iter().map(ToString::to_string).collect()));
        }
        self
    }

    /// A response that holds it signed, base64.
    pub fn encoded(&self) -> String {
        STANDARD.encode(self.response(&self.signed()))
    }

    /// A response around what is said to be an assertion.
    pub fn response(&self, inner: &str) -> String {
        format!(
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r\" IssueInstant=\"{}\" \
             Version=\"2.0\"><samlp:Status><samlp:StatusCode Value=\"{}\"></samlp:StatusCode></samlp:Status>{inner}\
             </samlp:Response>",
            moment(self.issued_at),
            self.status
        )
    }

    /// A response that is signed as a whole, base64: its status counts too.
    pub fn signed_around(&self) -> String {
        let inner = self.text("");
        let parts = |signature: &str| {
            self.response(&inner).replacen("<samlp:Status>", &format!("{signature}<samlp:Status>"), 1)
        };
        STANDARD.encode(parts(&self.signature("_r", &parts(""))))
    }

    /// The assertion with its signature.
    pub fn signed(&self) -> String {
        self.text(&self.signature(&self.id, &self.text("")))
    }

    /// The assertion with a signature or without.
    pub fn text(&self, signature: &str) -> String {
        let (begin, end) = (moment(self.issued_at), moment(self.not_on_or_after));
        let ends = self.session_ends_at.map(|at| format!(" SessionNotOnOrAfter=\"{}\"", moment(at)));
        let mut out = format!(
            "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{}\" IssueInstant=\"{begin}\" \
             Version=\"2.0\"><saml:Issuer>{}</saml:Issuer>{signature}<saml:Subject><saml:NameID Format=\"{}\">{}\
             </saml:NameID><saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">\
             <saml:SubjectConfirmationData NotOnOrAfter=\"{end}\" Recipient=\"{}\"></saml:SubjectConfirmationData>\
             </saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore=\"{begin}\" NotOnOrAfter=\"{end}\">\
             <saml:AudienceRestriction><saml:Audience>{}</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
             <saml:AuthnStatement AuthnInstant=\"{begin}\"{}></saml:AuthnStatement><saml:AttributeStatement>",
            self.id,
            self.issuer,
            self.format,
            self.name,
            self.recipient,
            self.audience,
            ends.unwrap_or_default(),
        );
        for (name, values) in &self.attributes {
            let values =
                values.iter().map(|value| format!("<saml:AttributeValue>{value}</saml:AttributeValue>"));
            let values: String = values.collect();
            write!(out, "<saml:Attribute Name=\"{name}\">{values}</saml:Attribute>").unwrap();
        }
        out + "</saml:AttributeStatement></saml:Assertion>"
    }

    fn signature(&self, id: &str, covered: &str) -> String {
        let digest = STANDARD.encode(crypto::mac::sha256(covered.as_bytes()));
        let info = |space: &str| {
            format!(
                "<ds:SignedInfo{space}><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\">\
                 </ds:CanonicalizationMethod><ds:SignatureMethod \
                 Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></ds:SignatureMethod>\
                 <ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform \
                 Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform><ds:Transform \
                 Algorithm=\"{EXCLUSIVE}\"></ds:Transform></ds:Transforms><ds:DigestMethod \
                 Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>{digest}\
                 </ds:DigestValue></ds:Reference></ds:SignedInfo>"
            )
        };
        let pair = RsaKeyPair::from_pkcs8(&super::KEYS[self.key]).expect("a key");
        let mut made = vec![0; pair.public_modulus_len()];
        let message = info(&format!(" xmlns:ds=\"{SIGNATURE}\""));
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut made)
            .expect("a signature");
        format!(
            "<ds:Signature xmlns:ds=\"{SIGNATURE}\">{}<ds:SignatureValue>{}</ds:SignatureValue></ds:Signature>",
            info(""),
            STANDARD.encode(made)
        )
    }
}

fn moment(seconds: i64) -> String {
    rules::iam::authority::moment(seconds * 1_000)
}
