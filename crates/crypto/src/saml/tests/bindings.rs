//! What we write, as browsers carry it, and what providers send in a query.

use base64::Engine;

use super::*;
use crate::saml::bindings::{Carried, Signer, post, posted, redirect};
use crate::saml::write::{self, Envelope, Message, Service};

const SSO: &str = "https://idp.example/sso";

pub(super) fn signer(of: &Provider) -> Signer<'_> {
    Signer { key: &of.pkcs8, certificate: &of.certificate }
}

pub(super) fn envelope(destination: &str) -> Envelope<'_> {
    Envelope { id: "_q", issuer: AUDIENCE, destination, issued_at: NOW }
}

fn asked() -> Message {
    write::authn_request(&envelope("https://idp.example/sso?a=1&b=\"2\""), ACS, true)
}

#[test]
fn a_request_is_written_as_the_profile_has_it() {
    let xml = asked().xml();
    let document = roxmltree::Document::parse(&xml).unwrap();
    let root = document.root_element();
    assert!(root.has_tag_name(("urn:oasis:names:tc:SAML:2.0:protocol", "AuthnRequest")));
    for (name, value) in [
        ("ID", "_q"),
        ("Version", "2.0"),
        ("IssueInstant", "2027-01-15T08:00:00Z"),
        ("Destination", "https://idp.example/sso?a=1&b=\"2\""),
        ("ForceAuthn", "true"),
        ("ProtocolBinding", write::POST),
        ("AssertionConsumerServiceURL", ACS),
    ] {
        assert_eq!(root.attribute(name), Some(value), "{name}");
    }
    assert_eq!(root.first_element_child().and_then(|issuer| issuer.text()), Some(AUDIENCE));
    let calm = write::authn_request(&envelope(SSO), ACS, false);
    assert!(!calm.xml().contains("ForceAuthn"));
}

#[test]
fn a_name_stays_a_name_whatever_it_holds() {
    let hostile = "</saml:NameID>&<!--\"'\r\n]]>";
    let name = NameId {
        value: hostile.to_owned(),
        format: Some("\"><a b=\"\t\n".to_owned()),
        name_qualifier: None,
        sp_name_qualifier: Some("&amp;".to_owned()),
    };
    let xml = write::logout_request(&envelope(SSO), &name, Some("</samlp:SessionIndex>")).xml();
    let document = roxmltree::Document::parse(&xml).unwrap();
    let found = document.descendants().find(|node| node.tag_name().name() == "NameID").unwrap();
    assert_eq!(found.text(), Some(hostile));
    assert_eq!(found.attribute("Format"), Some("\"><a b=\"\t\n"));
    assert_eq!(found.attribute("SPNameQualifier"), Some("&amp;"));
    let index = document.root_element().last_element_child().unwrap();
    assert_eq!(index.text(), Some("</samlp:SessionIndex>"));
}

#[test]
fn a_query_carries_a_message_and_its_signature() {
    let to = redirect(&asked(), "https://idp.example/sso?tenant=1", Some("a state/+&="), Some(signer(&IDP)))
        .unwrap();
    let query = to.strip_prefix("https://idp.example/sso?tenant=1&").unwrap();
    let carried = Carried::read(query).unwrap();
    assert_eq!(String::from_utf8(carried.xml.clone()).unwrap(), asked().xml());
    assert_eq!((carried.is_request, carried.relay_state.as_deref()), (true, Some("a state/+&=")));
    let both = [OTHER.certificate.clone(), IDP.certificate.clone()];
    assert_eq!(carried.verify(&both), Ok(()));
    assert_eq!(carried.verify(&both[..1]), Err(Refusal::Signature));
    assert_eq!(carried.verify(&[]), Err(Refusal::Signature));
    let plain = redirect(&asked(), SSO, None, None).unwrap();
    let carried = Carried::read(plain.strip_prefix("https://idp.example/sso?").unwrap()).unwrap();
    assert_eq!(carried.verify(&both), Err(Refusal::Unsigned));
    assert_eq!(carried.relay_state, None);
}

#[test]
fn a_key_on_a_curve_signs_too() {
    use jsonwebtoken::{Algorithm, EncodingKey};
    let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
    let certificate = rcgen::CertificateParams::default().self_signed(&pair).unwrap().der().to_vec();
    let key = EncodingKey::from_ec_der(&pair.serialize_der());
    let to = redirect(&asked(), SSO, None, None).unwrap();
    let method = crate::sigv4::percent_encoded("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256");
    let query = format!("{}&SigAlg={method}", to.split_once('?').unwrap().1);
    let mark = jsonwebtoken::crypto::sign(query.as_bytes(), &key, Algorithm::ES256).unwrap();
    let mark = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(mark).unwrap();
    let query = format!("{query}&Signature={}", crate::sigv4::percent_encoded(&write::base64(&mark)));
    let carried = Carried::read(&query).unwrap();
    assert_eq!(carried.verify(&[IDP.certificate.clone(), certificate]), Ok(()));
    assert_eq!(carried.verify(std::slice::from_ref(&IDP.certificate)), Err(Refusal::Signature));
}

#[test]
fn a_query_that_is_bent_is_refused() {
    let to = redirect(&asked(), SSO, Some("state"), Some(signer(&IDP))).unwrap();
    let query = to.strip_prefix("https://idp.example/sso?").unwrap();
    let certificates = [IDP.certificate.clone()];
    let verdict = |query: &str| Carried::read(query).and_then(|carried| carried.verify(&certificates));
    assert_eq!(verdict(query), Ok(()));
    // What is not of the binding may stand beside it.
    assert_eq!(verdict(&format!("lang=de&{query}")), Ok(()));
    let other = redirect(&write::authn_request(&envelope(SSO), ACS, false), SSO, None, None).unwrap();
    let other = other.strip_prefix("https://idp.example/sso?SAMLRequest=").unwrap().to_owned();
    let own = cut(query, "SAMLRequest=", "&").trim_start_matches("SAMLRequest=").trim_end_matches('&');
    let layout = |query: &str| assert!(matches!(verdict(query), Err(Refusal::Layout(_))), "{query}");
    // CVE-2026-117691: names in escapes, in another case, twice.
    layout(&format!("%53AMLRequest={other}&{query}"));
    layout(&format!("{query}&SAMLReques%74={other}"));
    layout(&format!("{query}&samlrequest={other}"));
    layout(&format!("{query}&SAMLRequest={own}"));
    layout(&format!("{query}&RelayState=other"));
    layout(&query.replace("RelayState=", "Relay%53tate="));
    layout(&query.replace("SigAlg=", "%53igAlg="));
    layout(&format!("{query}&SAMLResponse={own}"));
    layout(&query.replace("SAMLRequest=", "x="));
    layout(
        cut(query, "SAMLRequest", "SigAlg")
            .trim_end_matches("SigAlg")
            .trim_end_matches('&')
            .to_owned()
            .as_str()
            .replace("SAMLRequest", "Signature=AAAA&SAMLRequest")
            .as_str(),
    );
    assert_eq!(verdict(&query.replace("RelayState=state", "RelayState=other")), Err(Refusal::Signature));
    assert_eq!(verdict(&query.replace("&RelayState=state", "")), Err(Refusal::Signature));
    assert_eq!(verdict(&query.replace(own, &other)), Err(Refusal::Signature));
    // An answer is not taken for a request.
    assert_eq!(verdict(&query.replace("SAMLRequest=", "SAMLResponse=")), Err(Refusal::Signature));
    for (from, to) in [
        ("rsa-sha256", "hmac-sha256"),
        ("rsa-sha256", "rsa-sha1"),
        ("2001%2F04%2Fxmldsig-more%23rsa-sha256", "2000%2F09%2Fxmldsig%23hmac-sha1"),
    ] {
        assert!(matches!(verdict(&query.replace(from, to)), Err(Refusal::Algorithm(_))), "{to}");
    }
    assert_eq!(verdict(&query.replace("rsa-sha256", "rsa-sha512")), Err(Refusal::Signature));
    assert_eq!(verdict(&query.replace("rsa-sha256", "ecdsa-sha256")), Err(Refusal::Signature));
    for bent in [
        "SAMLRequest=%",
        "SAMLRequest=%4",
        "SAMLRequest=%zz",
        "SAMLRequest=%ff%fe",
        "SAMLRequest=*",
        "SAMLRequest=AAAA",
    ] {
        assert!(matches!(Carried::read(bent), Err(Refusal::Unreadable(_))), "{bent}");
    }
    // A bomb: a kilobyte that unpacks to a megabyte.
    let packed = {
        use std::io::Write;
        let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&vec![b'a'; 1_000_000]).unwrap();
        write::base64(&packed.finish().unwrap())
    };
    assert!(packed.len() < 2_000);
    let bomb = Carried::read(&format!("SAMLRequest={}", crate::sigv4::percent_encoded(&packed)));
    assert_eq!(bomb, Err(Refusal::Unreadable("it is too long".to_owned())));
}

#[test]
fn a_form_carries_a_message_with_its_signature_inside() {
    let name = NameId { value: "ann".to_owned(), ..NameId::default() };
    let message = write::logout_request(&envelope(SSO), &name, Some("_session"));
    let xml = posted(&post(&message, Some(signer(&IDP))).unwrap()).unwrap();
    let certificates = [IDP.certificate.clone()];
    let read = crate::saml::logout::posted(&xml, true, &certificates).unwrap();
    assert_eq!((read.id.as_str(), read.issuer.as_str()), ("_q", AUDIENCE));
    let plain = posted(&post(&message, None).unwrap()).unwrap();
    assert_eq!(crate::saml::logout::posted(&plain, true, &certificates), Err(Refusal::Unsigned));
    assert!(post(&message, Some(Signer { key: b"none", certificate: b"none" })).is_err());
    assert!(redirect(&message, SSO, None, Some(Signer { key: b"none", certificate: b"none" })).is_err());
    assert!(matches!(posted(&"A".repeat(LONGEST + 1)), Err(Refusal::Unreadable(_))));
}

#[test]
fn a_service_tells_what_providers_need() {
    let own = Service {
        entity_id: AUDIENCE,
        consumer: ACS,
        logout: "https://app.example/saml2/logout",
        signing: &IDP.certificate,
        encryption: Some(&OTHER.certificate),
        signs_requests: true,
    };
    let xml = write::service(&own);
    let document = roxmltree::Document::parse(&xml).unwrap();
    assert_eq!(document.root_element().attribute("entityID"), Some(AUDIENCE));
    let keys = document.descendants().filter(|node| node.tag_name().name() == "KeyDescriptor");
    let keys: Vec<_> = keys
        .map(|key| {
            (
                key.attribute("use").unwrap(),
                key.descendants()
                    .find_map(|node| {
                        (node.tag_name().name() == "X509Certificate").then(|| node.text().unwrap().to_owned())
                    })
                    .unwrap(),
            )
        })
        .collect();
    let shown = |of: &Provider| write::base64(&of.certificate);
    assert_eq!(keys, [("signing", shown(&IDP)), ("encryption", shown(&OTHER))]);
    let consumer =
        document.descendants().find(|node| node.tag_name().name() == "AssertionConsumerService").unwrap();
    assert_eq!(consumer.attribute("Location"), Some(ACS));
    let silent = write::service(&Service { encryption: None, signs_requests: false, ..own });
    assert!(!silent.contains("encryption") && silent.contains("AuthnRequestsSigned=\"false\""));
}
