//! Metadata as providers write it, and as nobody should.

use super::*;
use crate::saml::metadata::{Fault, Metadata, Places, read};
use crate::saml::write::base64;

const SIGN_IN: &str = "<SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" \
                       Location=\"https://idp.example/login\"/>";

fn key(usage: &str, certificate: &[u8]) -> String {
    let text = base64(certificate);
    let (first, rest) = text.split_at(64);
    format!(
        "<KeyDescriptor{usage}><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data>\
         <ds:X509Certificate>\n  {first}\n  {rest}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>"
    )
}

fn signing(of: &Provider) -> String {
    key(" use=\"signing\"", &of.certificate)
}

fn document(inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><!-- written by a provider --><EntityDescriptor \
         xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{ISSUER}\"><IDPSSODescriptor \
         protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:1.1:protocol urn:oasis:names:tc:SAML:2.0:protocol\">\
         {inner}</IDPSSODescriptor></EntityDescriptor>"
    )
}

fn good() -> String {
    document(&format!("{}{SIGN_IN}", signing(&IDP)))
}

fn ended() -> Vec<u8> {
    let subject =
        crate::x509::Subject { name: "idp", serial: [4; 16], from: (2016, 1, 1), until: (2026, 1, 1) };
    crate::x509::self_signed(&IDP.pkcs8, &subject).unwrap()
}

#[test]
fn what_a_provider_says_of_itself_is_read() {
    let read = |text: &str| super::super::metadata::read(text, NOW);
    let redirect = |url: &str| Places { redirect: Some(url.to_owned()), post: None };
    let own = Metadata {
        entity_id: ISSUER.to_owned(),
        sign_in: redirect("https://idp.example/login"),
        certificates: vec![IDP.certificate.clone()],
        ..Metadata::default()
    };
    assert_eq!(read(&good()), Ok(own.clone()));
    // Several certificates, of which one has ended, one is for encryption, one is there twice, and one does not say.
    let keys = [
        key(" use=\"signing\"", &ended()),
        signing(&IDP),
        key(" use=\"encryption\"", &provider(5).certificate),
        signing(&IDP),
        key("", &OTHER.certificate),
    ];
    let both = vec![IDP.certificate.clone(), OTHER.certificate.clone()];
    assert_eq!(read(&document(&format!("{}{SIGN_IN}", keys.concat()))).unwrap().certificates, both);
    let services = "<SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" \
                    Location=\"https://idp.example/out\" ResponseLocation=\"https://idp.example/out/done\"/>\
                    <SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:SOAP\" Location=\"https://idp.example/soap\"/>\
                    <SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://idp.example/post\"/>";
    let posting = read(&document(&format!("{}{services}", signing(&IDP)))).unwrap();
    let post = |url: &str| Places { redirect: None, post: Some(url.to_owned()) };
    assert_eq!(posting.sign_in, post("https://idp.example/post"));
    assert_eq!(posting.sign_out, post("https://idp.example/out"));
    assert_eq!(posting.sign_out_answer, post("https://idp.example/out/done"));
    let wanting = good().replace("<IDPSSODescriptor", "<IDPSSODescriptor WantAuthnRequestsSigned=\"true\"");
    assert!(read(&wanting).unwrap().wants_signed);
    // A browser goes nowhere but to addresses of the web.
    for bent in [
        "javascript:alert(1)",
        "//idp.example",
        "https://idp.example/a b",
        "https://idp.example/&#xA;x",
        "https://idp.example/#a",
        "https://idp.example@evil.example/login",
        "https://",
        "data:text/html,x",
    ] {
        let nowhere = read(&good().replace("https://idp.example/login", bent)).unwrap();
        assert_eq!(nowhere.sign_in, Places::default(), "{bent}");
    }
    assert_eq!(
        read(&good().replace("bindings:HTTP-Redirect", "bindings:PAOS")).unwrap().sign_in,
        Places::default()
    );
    // A federation: the first that is a provider of identities.
    let first = good().replace("<?xml version=\"1.0\"?>", "").replace("IDPSSODescriptor", "SPSSODescriptor");
    let second = good().replace("<?xml version=\"1.0\"?>", "");
    let all = format!(
        "<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">{first}{second}</EntitiesDescriptor>"
    );
    assert_eq!(read(&all), Ok(own));
}

#[test]
fn what_says_nothing_that_serves_is_refused() {
    let good = good();
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><EntityDescriptor";
    let file = "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><EntityDescriptor";
    let deep = format!("{}{}", "<a>".repeat(3_000), "</a>".repeat(3_000));
    let with = |inner: &str| good.replace("<KeyDescriptor", &format!("{inner}<KeyDescriptor"));
    let many: String = (0..40)
        .map(|serial| {
            signing(&Provider {
                certificate: {
                    let subject = crate::x509::Subject {
                        name: "idp",
                        serial: [serial; 16],
                        from: (2026, 1, 1),
                        until: (2036, 1, 1),
                    };
                    crate::x509::self_signed(&IDP.pkcs8, &subject).unwrap()
                },
                pkcs8: Vec::new(),
            })
        })
        .collect();
    let ended = document(&format!("{}{SIGN_IN}", key(" use=\"signing\"", &ended())));
    for (text, fault) in [
        (String::new(), Fault::Unreadable),
        ("<a/>".to_owned(), Fault::Unreadable),
        (good[..300].to_owned(), Fault::Unreadable),
        (good.replace("<EntityDescriptor", bomb), Fault::Unreadable),
        (good.replace("<EntityDescriptor", file), Fault::Unreadable),
        (with(&deep), Fault::Unreadable),
        (with(&"<a/>".repeat(30_000)), Fault::Unreadable),
        (with(&"a".repeat(1_100_000)), Fault::Unreadable),
        (good.replace("urn:oasis:names:tc:SAML:2.0:metadata", "urn:x"), Fault::Unreadable),
        (good.replace("IDPSSODescriptor", "SPSSODescriptor"), Fault::NoProvider),
        (good.replace(" urn:oasis:names:tc:SAML:2.0:protocol", ""), Fault::NoProvider),
        (good.replace(&format!("entityID=\"{ISSUER}\""), ""), Fault::NoEntityId),
        (good.replace(ISSUER, " "), Fault::NoEntityId),
        (good.replace(ISSUER, &"a".repeat(1_025)), Fault::NoEntityId),
        (good.replace("use=\"signing\"", "use=\"encryption\""), Fault::NoCertificate),
        (good.replace("X509Certificate>", "X509SubjectName>"), Fault::NoCertificate),
        (good.replace("<ds:X509Certificate>\n", "<ds:X509Certificate>!"), Fault::CertificateUnreadable),
        (good.replace("<ds:X509Certificate>\n", "<ds:X509Certificate>AAAA"), Fault::CertificateUnreadable),
        (document(&format!("{many}{SIGN_IN}")), Fault::CertificateTooLong),
        (ended, Fault::CertificateExpired),
    ] {
        assert_eq!(read(&text, NOW), Err(fault), "{}", text.chars().take(200).collect::<String>());
    }
}
