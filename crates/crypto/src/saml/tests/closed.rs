//! Encrypted assertions as providers send them, and what must not come of them.

use aws_lc_rs::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{AES_128, AES_256, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm, OaepPublicEncryptingKey,
    Pkcs1PublicEncryptingKey, PublicEncryptingKey,
};

use super::*;
use crate::saml::write::base64;

const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";
const ENC_11: &str = "http://www.w3.org/2009/xmlenc11#";
const DS: &str = "http://www.w3.org/2000/09/xmldsig#";

/// Ours: what is encrypted is encrypted to it.
static OWN: LazyLock<Provider> = LazyLock::new(|| provider(3));

fn public(of: &Provider) -> PublicEncryptingKey {
    PublicEncryptingKey::from_der(&crate::x509::public_key(&of.certificate).unwrap()).unwrap()
}

fn oaep(way: &'static OaepAlgorithm, to: &Provider, key: &[u8]) -> Vec<u8> {
    let to = OaepPublicEncryptingKey::new(public(to)).unwrap();
    let mut text = vec![0; to.ciphertext_size()];
    to.encrypt(way, key, &mut text, None).unwrap().to_vec()
}

fn cbc(key: &[u8], plain: &[u8]) -> Vec<u8> {
    let algorithm = if key.len() == 16 { &AES_128 } else { &AES_256 };
    let key = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(algorithm, key).unwrap()).unwrap();
    let mut text = plain.to_vec();
    let start = [7; 16];
    key.less_safe_encrypt(&mut text, EncryptionContext::Iv128(FixedLength::from(start))).unwrap();
    [start.to_vec(), text].concat()
}

fn gcm(key: &[u8], plain: &[u8]) -> Vec<u8> {
    let algorithm = if key.len() == 16 { &aead::AES_128_GCM } else { &aead::AES_256_GCM };
    let key = LessSafeKey::new(UnboundKey::new(algorithm, key).unwrap());
    let mut text = plain.to_vec();
    let nonce = Nonce::assume_unique_for_key([9; 12]);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut text).unwrap();
    [vec![9; 12], text].concat()
}

/// The element of a text that is encrypted, and of its key that is.
fn element(method: &str, text: &[u8], key: &str) -> String {
    format!(
        "<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc=\"{ENC}\" Type=\"{ENC}Element\" Id=\"_d\">\
         <xenc:EncryptionMethod Algorithm=\"{method}\"/><ds:KeyInfo xmlns:ds=\"{DS}\">{key}</ds:KeyInfo>\
         <xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>\
         </saml:EncryptedAssertion>",
        base64(text)
    )
}

fn carried(method: &str, inner: &str, key: &[u8]) -> String {
    format!(
        "<xenc:EncryptedKey xmlns:xenc=\"{ENC}\"><xenc:EncryptionMethod Algorithm=\"{method}\">{inner}\
         </xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>\n{}\n</xenc:CipherValue></xenc:CipherData>\
         </xenc:EncryptedKey>",
        base64(key)
    )
}

fn old_key(to: &Provider, key: &[u8]) -> String {
    carried(&format!("{ENC}rsa-oaep-mgf1p"), "", &oaep(&OAEP_SHA1_MGF1SHA1, to, key))
}

fn closed(plain: &str) -> String {
    element(&format!("{ENC}aes256-cbc"), &cbc(&[5; 32], plain.as_bytes()), &old_key(&OWN, &[5; 32]))
}

fn signed_plain(name: &str) -> String {
    sign(&assertion("_a", name, &template("_a", RSA_SHA256, SHA256)), &IDP)
}

fn opened(xml: &str) -> Result<Response, Refusal> {
    let certificates = [IDP.certificate.clone()];
    let trust = Trust { certificates: &certificates, key: Some(&OWN.pkcs8), is_closed: true };
    super::super::opened(xml.as_bytes(), &trust)
}

#[test]
fn what_a_provider_encrypts_is_read() {
    let plain = signed_plain("ann@x.example");
    let (short, long) = ([3; 16], [4; 32]);
    let sha256 = format!(
        "<ds:DigestMethod xmlns:ds=\"{DS}\" Algorithm=\"{ENC}sha256\"/>\
         <x:MGF xmlns:x=\"{ENC_11}\" Algorithm=\"{ENC_11}mgf1sha256\"/>"
    );
    let new_key = |key: &[u8]| {
        carried(&format!("{ENC_11}rsa-oaep"), &sha256, &oaep(&OAEP_SHA256_MGF1SHA256, &OWN, key))
    };
    let bytes = plain.as_bytes();
    for inner in [
        element(&format!("{ENC}aes128-cbc"), &cbc(&short, bytes), &old_key(&OWN, &short)),
        element(&format!("{ENC}aes256-cbc"), &cbc(&long, bytes), &new_key(&long)),
        element(&format!("{ENC_11}aes128-gcm"), &gcm(&short, bytes), &new_key(&short)),
        element(&format!("{ENC_11}aes256-gcm"), &gcm(&long, bytes), &old_key(&OWN, &long)),
        // To somebody else too, and as a document of its own.
        element(
            &format!("{ENC_11}aes256-gcm"),
            &gcm(&long, format!("<?xml version=\"1.0\"?>\n{plain}").as_bytes()),
            &format!("{}{}", old_key(&OTHER, &long), old_key(&OWN, &long)),
        ),
    ] {
        let read = opened(&response("_r", "", &inner)).unwrap();
        assert_eq!(read.assertion.name_id.value, "ann@x.example");
        // Nobody has signed what stands outside.
        assert_eq!(read.destination, None);
        assert_eq!(read.judge(&expected()), Ok(()));
    }
    // Signed outside alone, and outside and inside; the prefixes of the assertion may be those of the response.
    let bare = assertion("_a", "ann@x.example", "")
        .replace(" xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"", "");
    for inner in [bare.as_str(), &plain] {
        let xml = sign(&response("_r", &template("_r", RSA_SHA256, SHA256), &closed(inner)), &IDP);
        let read = opened(&xml).unwrap();
        assert_eq!(read.assertion.name_id.value, "ann@x.example");
        assert_eq!(read.destination.as_deref(), Some(ACS));
        assert_eq!(read.judge(&expected()), Ok(()));
    }
}

#[test]
fn an_open_assertion_is_refused_where_it_must_be_encrypted() {
    assert_eq!(opened(&signed_assertion("ann@x.example")), Err(Refusal::Open));
    assert_eq!(opened(&signed_response("ann@x.example")), Err(Refusal::Open));
    // Who has no right to speak is not told how a provider is set up.
    let by_other =
        sign(&response("_r", "", &assertion("_a", "eve", &template("_a", RSA_SHA256, SHA256))), &OTHER);
    assert_eq!(opened(&by_other), Err(Refusal::Signature));
    let xml = response("_r", "", &closed(&signed_plain("ann")));
    let certificates = [IDP.certificate.clone()];
    let lax = Trust { certificates: &certificates, key: Some(&OWN.pkcs8), is_closed: false };
    assert!(super::super::opened(xml.as_bytes(), &lax).is_ok());
    assert_eq!(read(&xml), Err(Refusal::Encrypted));
    let wrong = Trust { key: Some(&OTHER.pkcs8), ..lax };
    assert_eq!(super::super::opened(xml.as_bytes(), &wrong), Err(Refusal::Unopened));
}

#[test]
fn what_anybody_can_encrypt_proves_nothing() {
    let plain = signed_plain("ann@x.example");
    let bare = assertion("_a", "eve@x.example", "");
    let evil = assertion("_evil", "eve@x.example", "");
    let mark = signature(&plain).to_owned();
    let original = plain.replace(&mark, "");
    let with = |mark: &str| assertion("_evil", "eve@x.example", mark);
    let object = |inner: &str| {
        mark.replace("</ds:Signature>", &format!("<ds:Object>{inner}</ds:Object></ds:Signature>"))
    };
    let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    for (name, inner) in [
        ("unsigned", bare.clone()),
        ("signed by another", sign(&assertion("_a", "eve", &template("_a", RSA_SHA256, SHA256)), &OTHER)),
        ("bent", plain.replace("ann@", "eve@")),
        ("a comment", plain.replace("ann@x.example<", "ann@x.example<!-- -->.evil<")),
        ("XSW3", format!("{evil}{plain}")),
        ("XSW3 reversed", format!("{plain}{evil}")),
        ("XSW4", evil.replace("</saml:Assertion>", &format!("{plain}</saml:Assertion>"))),
        ("XSW5", format!("{}{original}", with(&mark))),
        ("XSW6", with(&mark.replace("</ds:Signature>", &format!("{original}</ds:Signature>")))),
        ("XSW7", format!("<samlp:Extensions>{bare}</samlp:Extensions>{plain}")),
        ("XSW8", with(&object(&original))),
        ("an element that ends the response", format!("</samlp:Response>{plain}")),
        ("a second response", format!("</samlp:Response><samlp:Response>{plain}")),
        ("encrypted again", closed(&plain)),
        ("a bomb", format!("{bomb}{plain}")),
        ("a file", format!("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{plain}")),
        ("nothing", String::new()),
        ("no XML", "ann@x.example".to_owned()),
        ("too long", format!("{plain}{}", "<a/>".repeat(30_000))),
        ("the response's own ID", plain.replace("\"_a\"", "\"_r\"").replace("#_a", "#_r")),
    ] {
        let refused = opened(&response("_r", "", &closed(&inner)));
        assert!(matches!(refused, Err(Refusal::Unopened | Refusal::Unreadable(_))), "{name}: {refused:?}");
        // How it fails tells nothing, but of a response that is too long as it comes.
        assert!(name == "too long" || refused == Err(Refusal::Unopened), "{name}");
    }
    // Outside, the encrypted one does not lend its signature to another.
    let inner = closed(&plain);
    for (name, xml) in [
        ("beside an open one", response("_r", "", &format!("{inner}{evil}"))),
        ("twice", response("_r", "", &format!("{inner}{}", inner.replace("_d", "_d2")))),
        ("below something", response("_r", "", &format!("<samlp:Extensions>{inner}</samlp:Extensions>"))),
        (
            "in a response",
            format!(
                "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\">{}</samlp:Response>",
                response("_r", "", &inner)
            ),
        ),
        (
            "a signature in it",
            response("_r", "", &inner.replace("<xenc:CipherData>", &format!("{mark}<xenc:CipherData>"))),
        ),
    ] {
        let refused = opened(&xml);
        assert!(matches!(refused, Err(Refusal::Layout(_))), "{name}: {refused:?}");
    }
    // XSW1 and XSW2 of a response that is signed around it.
    let around = sign(&response("_r", &template("_r", RSA_SHA256, SHA256), &inner), &IDP);
    let mark = signature(&around);
    let bent = response(
        "_evil",
        mark,
        &closed(&sign(&assertion("_a", "eve", &template("_a", RSA_SHA256, SHA256)), &OTHER)),
    );
    assert!(opened(&bent).is_err());
    // What is encrypted is exchanged under a signature that covers it.
    let other = base64(&cbc(&[5; 32], signed_plain("eve@x.example").as_bytes()));
    let old =
        cut(&around, "</ds:KeyInfo><xenc:CipherData><xenc:CipherValue>", "</xenc:CipherValue>").to_owned();
    let new = format!("</ds:KeyInfo><xenc:CipherData><xenc:CipherValue>{other}</xenc:CipherValue>");
    assert_eq!(opened(&around.replace(&old, &new)), Err(Refusal::Signature));
}

#[test]
fn weak_ways_to_encrypt_are_refused() {
    let plain = signed_plain("ann@x.example");
    let good = response("_r", "", &closed(&plain));
    let named = |name: String| Err(Refusal::Algorithm(name));
    for (from, to) in [
        ("aes256-cbc", "tripledes-cbc"),
        ("aes256-cbc", "kw-aes256"),
        ("rsa-oaep-mgf1p", "rsa-1_5"),
        ("rsa-oaep-mgf1p", "kw-aes128"),
    ] {
        assert_eq!(opened(&good.replace(from, to)), named(format!("{ENC}{to}")));
    }
    // RSA 1.5 that would open is not opened.
    let to = Pkcs1PublicEncryptingKey::new(public(&OWN)).unwrap();
    let mut text = vec![0; to.ciphertext_size()];
    let key = to.encrypt(&[5; 32], &mut text).unwrap();
    let key = carried(&format!("{ENC}rsa-1_5"), "", key);
    let inner = element(&format!("{ENC}aes256-cbc"), &cbc(&[5; 32], plain.as_bytes()), &key);
    assert_eq!(opened(&response("_r", "", &inner)), named(format!("{ENC}rsa-1_5")));
    // A mask that the name of old cannot have, and a digest that nobody takes.
    let md5 = "<ds:DigestMethod xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Algorithm=\"md5\"/></xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>\n";
    let odd = good.replace("</xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>\n", md5);
    assert!(odd != good && matches!(opened(&odd), Err(Refusal::Algorithm(_))));
    // What is only pointed to, what is cut short, a key of another length, too many keys.
    let fetched = good.replace(
        "<xenc:CipherValue>\n",
        "<xenc:CipherReference URI=\"https://evil.example/\"/><xenc:CipherValue>\n",
    );
    assert!(opened(&fetched).is_err());
    let pointed = good
        .replacen("<xenc:CipherValue>", "<xenc:CipherReference URI=\"https://evil.example/\">", 2)
        .replacen("</xenc:CipherValue>", "</xenc:CipherReference>", 2);
    assert!(matches!(opened(&pointed), Err(Refusal::Layout(_))));
    for text in [vec![], vec![1; 15], vec![1; 16], vec![1; 17], vec![1; 32]] {
        let inner = element(&format!("{ENC}aes256-cbc"), &text, &old_key(&OWN, &[5; 32]));
        assert_eq!(opened(&response("_r", "", &inner)), Err(Refusal::Unopened));
        let inner = element(&format!("{ENC_11}aes256-gcm"), &text, &old_key(&OWN, &[5; 32]));
        assert_eq!(opened(&response("_r", "", &inner)), Err(Refusal::Unopened));
    }
    let short =
        element(&format!("{ENC}aes256-cbc"), &cbc(&[5; 32], plain.as_bytes()), &old_key(&OWN, &[5; 16]));
    assert_eq!(opened(&response("_r", "", &short)), Err(Refusal::Unopened));
    let many = old_key(&OTHER, &[5; 32]).repeat(9);
    let many = element(&format!("{ENC}aes256-cbc"), &cbc(&[5; 32], plain.as_bytes()), &many);
    assert_eq!(opened(&response("_r", "", &many)), Err(Refusal::Layout("it is encrypted to too many")));
}
