//! Responses as providers sign them, and every way to bend one.
//! XSW1 to XSW8: Somorovsky et al., "On Breaking SAML: Be Whoever You Want to Be", USENIX Security 2012.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use bergshamra_dsig::{DsigContext, sign};
use bergshamra_keys::{Key, KeyData, KeyUsage, KeysManager};
use std::sync::LazyLock;

use super::*;

mod bindings;
mod closed;
mod judged;
mod logout;
mod metadata;

const NOW: i64 = 1_800_000_000;
const ISSUER: &str = "https://idp.example/metadata";
const AUDIENCE: &str = "urn:amazon:cognito:sp:us-east-1_abc";
const ACS: &str = "https://app.example/saml2/idpresponse";

struct Provider {
    pkcs8: Vec<u8>,
    certificate: Vec<u8>,
}

fn provider(serial: u8) -> Provider {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let pkcs8 = der.as_ref().to_vec();
    let subject =
        crate::x509::Subject { name: "idp", serial: [serial; 16], from: (2026, 1, 1), until: (2036, 1, 1) };
    let certificate = crate::x509::self_signed(&pkcs8, &subject).unwrap();
    Provider { pkcs8, certificate }
}

static IDP: LazyLock<Provider> = LazyLock::new(|| provider(1));
static OTHER: LazyLock<Provider> = LazyLock::new(|| provider(2));

const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

/// A template of a signature over an ID.
fn template(id: &str, method: &str, digest: &str) -> String {
    format!(
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>\
         <ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\
         <ds:SignatureMethod Algorithm=\"{method}\"/><ds:Reference URI=\"#{id}\"><ds:Transforms>\
         <ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\
         <ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></ds:Transforms>\
         <ds:DigestMethod Algorithm=\"{digest}\"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>\
         <ds:SignatureValue/></ds:Signature>"
    )
}

fn moment(seconds: i64) -> String {
    jiff::Timestamp::from_second(NOW + seconds).unwrap().to_string()
}

/// An assertion of somebody, with a signature or a template of one.
fn assertion(id: &str, name: &str, signature: &str) -> String {
    format!(
        "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\" Version=\"2.0\" \
         IssueInstant=\"{now}\"><saml:Issuer>{ISSUER}</saml:Issuer>{signature}<saml:Subject>\
         <saml:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">{name}</saml:NameID>\
         <saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><saml:SubjectConfirmationData \
         InResponseTo=\"_request\" NotOnOrAfter=\"{end}\" Recipient=\"{ACS}\"/></saml:SubjectConfirmation>\
         </saml:Subject><saml:Conditions NotBefore=\"{now}\" NotOnOrAfter=\"{end}\"><saml:AudienceRestriction>\
         <saml:Audience>{AUDIENCE}</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
         <saml:AuthnStatement AuthnInstant=\"{now}\" SessionIndex=\"_session\"><saml:AuthnContext>\
         <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>\
         </saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>\
         <saml:Attribute Name=\"mail\"><saml:AttributeValue>{name}</saml:AttributeValue></saml:Attribute>\
         <saml:Attribute Name=\"groups\"><saml:AttributeValue>a</saml:AttributeValue>\
         <saml:AttributeValue>b &amp; c</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>\
         </saml:Assertion>",
        now = moment(0),
        end = moment(300),
    )
}

fn response(id: &str, signature: &str, inner: &str) -> String {
    format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
         xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\" Version=\"2.0\" IssueInstant=\"{now}\" \
         Destination=\"{ACS}\" InResponseTo=\"_request\"><saml:Issuer>{ISSUER}</saml:Issuer>{signature}<samlp:Status>\
         <samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>{inner}</samlp:Response>",
        now = moment(0),
    )
}

/// Signs the first template within.
fn sign(xml: &str, provider: &Provider) -> String {
    let data = KeyData::from_pkcs8_der(kryptering::KeyAlgorithm::Rsa, &provider.pkcs8).unwrap();
    let mut keys = KeysManager::new();
    keys.add_key(Key::new(data, KeyUsage::Any));
    let context = DsigContext::new(keys);
    sign::sign(&context, xml).unwrap()
}

fn signed_assertion(name: &str) -> String {
    let inner = assertion("_a", name, &template("_a", RSA_SHA256, SHA256));
    sign(&response("_r", "", &inner), &IDP)
}

fn signed_response(name: &str) -> String {
    sign(&response("_r", &template("_r", RSA_SHA256, SHA256), &assertion("_a", name, "")), &IDP)
}

fn read(xml: &str) -> Result<Response, Refusal> {
    super::verified(xml.as_bytes(), &[OTHER.certificate.clone(), IDP.certificate.clone()])
}

fn expected() -> Expected<'static> {
    Expected {
        issuer: ISSUER,
        audience: AUDIENCE,
        recipients: &[ACS],
        in_response_to: Some("_request"),
        now_s: NOW + 10,
    }
}

/// What stands between two marks, both with it.
fn cut<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap();
    let end = start + text[start..].find(to).unwrap() + to.len();
    &text[start..end]
}

fn signature(xml: &str) -> &str {
    cut(xml, "<ds:Signature ", "</ds:Signature>")
}

fn the_assertion(xml: &str) -> &str {
    cut(xml, "<saml:Assertion ", "</saml:Assertion>")
}

#[test]
fn what_a_provider_signs_is_read() {
    for (xml, is_covered) in
        [(signed_assertion("ann@x.example"), false), (signed_response("ann@x.example"), true)]
    {
        let read = read(&xml).unwrap();
        assert_eq!(read.destination.is_some(), is_covered);
        let said = &read.assertion;
        assert_eq!((said.id.as_str(), said.issuer.as_str()), ("_a", ISSUER));
        assert_eq!(said.name_id.value, "ann@x.example");
        assert_eq!(said.session_index.as_deref(), Some("_session"));
        let values = |values: &[&str]| values.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(said.attributes[0], ("mail".to_owned(), values(&["ann@x.example"])));
        assert_eq!(said.attributes[1], ("groups".to_owned(), values(&["a", "b & c"])));
        assert_eq!(read.judge(&expected()), Ok(()));
        assert_eq!(read.ends_at(), NOW + 600);
    }
    // Both signed: the assertion first, then the response around it.
    let inner = sign(&assertion("_a", "ann@x.example", &template("_a", RSA_SHA256, SHA256)), &IDP);
    let xml = response("_r", &template("_r", RSA_SHA256, SHA256), &inner);
    let both = sign(&xml, &IDP);
    assert!(read(&both).unwrap().destination.is_some());
    // One of two signatures that does not hold spoils both.
    let bent = both.replacen("SignatureValue>", "SignatureValue>AAAA", 1);
    assert_eq!(read(&bent), Err(Refusal::Signature));
}

#[test]
fn only_the_providers_keys_count() {
    let xml = signed_assertion("ann@x.example");
    assert_eq!(verified(xml.as_bytes(), std::slice::from_ref(&OTHER.certificate)), Err(Refusal::Signature));
    assert_eq!(verified(xml.as_bytes(), &[]), Err(Refusal::Signature));
    assert_eq!(verified(xml.as_bytes(), &[b"no certificate".to_vec()]), Err(Refusal::Signature));
    // A certificate that comes along proves nothing.
    use base64::Engine;
    let own = base64::engine::general_purpose::STANDARD.encode(&OTHER.certificate);
    let info = format!(
        "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{own}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
    );
    let inner = assertion(
        "_a",
        "eve",
        &template("_a", RSA_SHA256, SHA256).replace("</ds:Signature>", &format!("{info}</ds:Signature>")),
    );
    let by_other = sign(&response("_r", "", &inner), &OTHER);
    assert_eq!(
        verified(by_other.as_bytes(), std::slice::from_ref(&IDP.certificate)),
        Err(Refusal::Signature)
    );
    assert!(verified(by_other.as_bytes(), std::slice::from_ref(&OTHER.certificate)).is_ok());
}

#[test]
fn every_bent_bit_is_refused() {
    for xml in [signed_assertion("ann@x.example"), signed_response("ann@x.example")] {
        let covered = the_assertion(&xml).replace(signature(&xml), "");
        let bent = xml.replace("ann@x.example", "eve@x.example");
        assert_eq!(read(&bent), Err(Refusal::Signature));
        for (from, to) in [
            (AUDIENCE, "urn:amazon:cognito:sp:us-east-1_xyz"),
            (ACS, "https://evil.example/saml2/idpresponse"),
            ("b &amp; c", "b"),
            ("Name=\"mail\"", "Name=\"role\""),
            ("_session", "_sessiom"),
        ] {
            assert!(covered.contains(from), "{from}");
            assert_eq!(read(&xml.replace(from, to)), Err(Refusal::Signature), "{from}");
        }
        assert_eq!(read(&xml.replace(signature(&xml), "")), Err(Refusal::Unsigned));
    }
}

#[test]
fn wrapped_signatures_are_refused() {
    let response_signed = signed_response("ann@x.example");
    let signed = signed_assertion("ann@x.example");
    let original = the_assertion(&signed);
    let mark = signature(&signed);
    let bare = original.replace(mark, "");
    let evil = assertion("_evil", "eve@x.example", "");
    let with = |mark: &str| assertion("_evil", "eve@x.example", mark);
    let in_object = |mark: &str, inner: &str| {
        mark.replace("</ds:Signature>", &format!("<ds:Object>{inner}</ds:Object></ds:Signature>"))
    };
    let mark_of_response = signature(&response_signed);
    let bare_response = response_signed.replace(mark_of_response, "");
    let evil_response = |mark: &str| response("_evil", mark, &assertion("_a", "eve@x.example", ""));
    let within = |inner: &str| response("_r", "", inner);
    let wrapped = [
        ("XSW1", evil_response(&in_object(mark_of_response, &bare_response))),
        ("XSW2", evil_response(&format!("{bare_response}{mark_of_response}"))),
        ("XSW3", within(&format!("{evil}{original}"))),
        ("XSW3 reversed", within(&format!("{original}{evil}"))),
        ("XSW4", within(&evil.replace("</saml:Assertion>", &format!("{original}</saml:Assertion>")))),
        ("XSW5", within(&format!("{}{bare}", with(mark)))),
        ("XSW6", within(&with(&mark.replace("</ds:Signature>", &format!("{bare}</ds:Signature>"))))),
        (
            "XSW7",
            within(&format!(
                "<samlp:Extensions>{}</samlp:Extensions>{original}",
                assertion("_a", "eve@x.example", "")
            )),
        ),
        ("XSW8", within(&with(&in_object(mark, &bare)))),
        ("the same ID twice", within(&format!("{original}{}", assertion("_a", "eve@x.example", "")))),
        ("an ID of another case", signed.replace("<samlp:Status>", "<samlp:Status iD=\"_a\">")),
        ("a signature elsewhere", within(&format!("{bare}{mark}"))),
        ("an assertion of no namespace", signed.replace("<samlp:Status>", "<Assertion/><samlp:Status>")),
        ("a reference to all", signed.replace("URI=\"#_a\"", "URI=\"\"")),
        ("a reference to the response", signed.replace("URI=\"#_a\"", "URI=\"#_r\"")),
        ("two signatures of one thing", signed.replace(mark, &format!("{mark}{mark}"))),
    ];
    for (name, xml) in wrapped {
        let refused = read(&xml);
        assert!(matches!(refused, Err(Refusal::Layout(_) | Refusal::Signature)), "{name}: {refused:?}");
    }
}

#[test]
fn what_is_no_plain_document_is_refused() {
    let signed = signed_assertion("ann@x.example");
    let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let file = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let deep = format!("{}{}", "<a>".repeat(4_000), "</a>".repeat(4_000));
    let sly = format!("{}{}", "<a x=\"/>\">".repeat(1_000), "</a>".repeat(1_000));
    for bent in [
        format!("{bomb}{signed}"),
        format!("{file}{signed}"),
        signed.replace("ann@x.example<", "ann@x.example<!-- -->.evil.example<"),
        signed.replace("ann@x", "ann<!---->@x"),
        signed.replace("<samlp:Status>", "<?php echo?><samlp:Status>"),
        signed.replace("<samlp:Status>", &format!("<samlp:Status>{deep}")),
        signed.replace("<samlp:Status>", &format!("<samlp:Status>{sly}")),
        signed.replace("<samlp:Status>", &"<a/>".repeat(6_000)),
        "a".repeat(LONGEST + 1),
        String::new(),
        "<samlp:Response/>".to_owned(),
    ] {
        let refused = read(&bent);
        assert!(matches!(refused, Err(Refusal::Unreadable(_))), "{refused:?}");
    }
    assert!(matches!(verified(&[0xff, 0xfe], &[]), Err(Refusal::Unreadable(_))));
    assert_eq!(read("<Response/>"), Err(Refusal::Layout("its root is no Response")));
    let encrypted = response("_r", &template("_r", RSA_SHA256, SHA256), "<saml:EncryptedAssertion/>");
    assert_eq!(read(&sign(&encrypted, &IDP)), Err(Refusal::Encrypted));
}

#[test]
fn weak_and_foreign_algorithms_are_refused() {
    let signed = signed_assertion("ann@x.example");
    for (from, to) in [
        (RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        (RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
        (RSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"),
        (SHA256, "http://www.w3.org/2000/09/xmldsig#sha1"),
        (
            "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            "http://www.w3.org/TR/1999/REC-xslt-19991116",
        ),
        (
            "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            "http://www.w3.org/TR/1999/REC-xpath-19991116",
        ),
    ] {
        assert_eq!(read(&signed.replace(from, to)), Err(Refusal::Algorithm(to.to_owned())));
    }
}

#[test]
fn place_time_request_and_audience_are_judged() {
    let read = read(&signed_response("ann@x.example")).unwrap();
    let judge = |change: fn(&mut Expected<'static>)| {
        let mut other = expected();
        change(&mut other);
        read.judge(&other)
    };
    assert_eq!(judge(|_| {}), Ok(()));
    assert_eq!(judge(|e| e.issuer = "https://other.example"), Err(Refusal::Issuer));
    assert_eq!(judge(|e| e.audience = "urn:amazon:cognito:sp:us-east-1_xyz"), Err(Refusal::Audience));
    assert_eq!(
        judge(|e| e.recipients = &["https://other.example/saml2/idpresponse"]),
        Err(Refusal::Recipient)
    );
    assert_eq!(judge(|e| e.in_response_to = Some("_another")), Err(Refusal::InResponseTo));
    assert_eq!(judge(|e| e.in_response_to = None), Err(Refusal::InResponseTo));
    // Five minutes of skew, to the second.
    for (now, is_good) in [(-301, false), (-300, true), (599, true), (600, false)] {
        let mut then = expected();
        then.now_s = NOW + now;
        assert_eq!(read.judge(&then), if is_good { Ok(()) } else { Err(Refusal::Time) }, "{now}");
    }
    // What must be there.
    for (from, to, refusal) in [
        (
            cut(&assertion("_a", "x", ""), "<saml:AudienceRestriction>", "</saml:AudienceRestriction>"),
            "",
            Refusal::Audience,
        ),
        ("cm:bearer", "cm:sender-vouches", Refusal::Subject),
        (&*format!(" NotOnOrAfter=\"{}\" Recipient", moment(300)), " Recipient", Refusal::Time),
        (&*format!(" Recipient=\"{ACS}\""), "", Refusal::Recipient),
        (">ann<", "> <", Refusal::Subject),
    ] {
        let inner = assertion("_a", "ann", &template("_a", RSA_SHA256, SHA256)).replace(from, to);
        let signed = sign(&response("_r", "", &inner), &IDP);
        let read = self::read(&signed).unwrap();
        let judged = read.judge(&expected());
        assert_eq!(judged, Err(refusal), "{from}");
    }
}

#[test]
fn a_provider_that_says_no_is_told_apart() {
    let no = response("_r", &template("_r", RSA_SHA256, SHA256), &assertion("_a", "ann", ""))
        .replace("status:Success", "status:Requester");
    let code = "urn:oasis:names:tc:SAML:2.0:status:Requester".to_owned();
    assert_eq!(read(&sign(&no, &IDP)), Err(Refusal::Status(code)));
    let unknown = assertion("_a", "ann", &template("_a", RSA_SHA256, SHA256))
        .replace("<saml:AudienceRestriction>", "<saml:Condition/><saml:AudienceRestriction>");
    let signed = sign(&response("_r", "", &unknown), &IDP);
    assert_eq!(read(&signed), Err(Refusal::Layout("it has a condition that is not understood")));
}
