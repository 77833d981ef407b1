//! What a genuine response must say to be taken, one thing changed at a time, and times to the second.
//! OASIS: saml-profiles-2.0-os section 4.1.4.3, saml-core-2.0-os section 2.5.

use super::*;

fn genuine() -> Response {
    read(&signed_response("ann@x.example")).unwrap()
}

/// How a response is judged in which this is changed.
fn judged(change: impl FnOnce(&mut Response)) -> Result<(), Refusal> {
    let mut response = genuine();
    change(&mut response);
    response.judge(&expected())
}

/// Ten seconds after it was made, as [`expected`] has it.
const THEN: i64 = NOW + 10;

#[test]
fn each_end_and_beginning_counts_by_itself() {
    type Set = fn(&mut Assertion, i64);
    let ends: [(&str, Set); 3] = [
        ("conditions", |a, at| a.not_on_or_after = Some(at)),
        ("session", |a, at| a.session_ends_at = Some(at)),
        ("confirmation", |a, at| a.confirmations[0].not_on_or_after = Some(at)),
    ];
    for (name, set) in ends {
        assert_eq!(judged(|r| set(&mut r.assertion, THEN - 299)), Ok(()), "{name}");
        assert_eq!(judged(|r| set(&mut r.assertion, THEN - 300)), Err(Refusal::Time), "{name}");
    }
    let begins: [(&str, Set); 3] = [
        ("conditions", |a, at| a.not_before = Some(at)),
        ("made", |a, at| a.issued_at = at),
        ("confirmation", |a, at| a.confirmations[0].not_before = Some(at)),
    ];
    for (name, set) in begins {
        assert_eq!(judged(|r| set(&mut r.assertion, THEN + 300)), Ok(()), "{name}");
        assert_eq!(judged(|r| set(&mut r.assertion, THEN + 301)), Err(Refusal::Time), "{name}");
    }
    // What conditions do not say they do not limit; a bearer's confirmation must end.
    assert_eq!(judged(|r| (r.assertion.not_before, r.assertion.not_on_or_after) = (None, None)), Ok(()));
    assert_eq!(judged(|r| r.assertion.confirmations[0].not_on_or_after = None), Err(Refusal::Time));
}

#[test]
fn every_restriction_of_audiences_must_hold_us() {
    let ours = || vec!["urn:other".to_owned(), AUDIENCE.to_owned()];
    assert_eq!(judged(|r| r.assertion.audiences = vec![ours(), ours()]), Ok(()));
    let others = || vec!["urn:other".to_owned()];
    assert_eq!(judged(|r| r.assertion.audiences = vec![ours(), others()]), Err(Refusal::Audience));
    assert_eq!(judged(|r| r.assertion.audiences = vec![others(), ours()]), Err(Refusal::Audience));
    assert_eq!(judged(|r| r.assertion.audiences = vec![Vec::new()]), Err(Refusal::Audience));
    let longer = vec![format!("{AUDIENCE}/"), AUDIENCE.to_uppercase()];
    assert_eq!(judged(|r| r.assertion.audiences = vec![longer]), Err(Refusal::Audience));
}

#[test]
fn what_the_response_itself_says_counts_where_it_is_signed() {
    assert_eq!(judged(|r| r.destination = Some("https://other.example".to_owned())), Err(Refusal::Recipient));
    assert_eq!(judged(|r| r.destination = Some(String::new())), Ok(()));
    assert_eq!(judged(|r| r.destination = None), Ok(()));
    assert_eq!(judged(|r| r.in_response_to = Some("_other".to_owned())), Err(Refusal::InResponseTo));
    assert_eq!(judged(|r| r.in_response_to = None), Ok(()));
    assert_eq!(judged(|r| r.assertion.id = String::new()), Err(Refusal::Subject));
    assert_eq!(judged(|r| r.assertion.name_id.value = String::new()), Err(Refusal::Subject));
}

#[test]
fn one_confirmation_that_fits_is_enough_and_parts_of_several_are_not() {
    let other = Confirmation {
        method: "urn:oasis:names:tc:SAML:2.0:cm:bearer".to_owned(),
        recipient: Some("https://other.example".to_owned()),
        ..Confirmation::default()
    };
    assert_eq!(judged(|r| r.assertion.confirmations.insert(0, other.clone())), Ok(()));
    let of_another_request = |r: &mut Response| {
        r.assertion.confirmations[0].in_response_to = Some("_other".to_owned());
        r.assertion.confirmations.push(Confirmation { in_response_to: Some("_request".to_owned()), ..other });
    };
    assert!(judged(of_another_request).is_err());
    assert_eq!(judged(|r| r.assertion.confirmations.clear()), Err(Refusal::Subject));
}

#[test]
fn an_assertion_that_cannot_be_read_in_one_way_alone_is_refused() {
    let signed = |from: &str, to: &str| {
        let inner = assertion("_a", "ann", &template("_a", RSA_SHA256, SHA256));
        assert!(inner.contains(from), "{from}");
        read(&sign(&response("_r", "", &inner.replace(from, to)), &IDP))
    };
    let layout = |why| Err(Refusal::Layout(why));
    assert_eq!(signed(" Version=\"2.0\"", " Version=\"1.1\""), layout("its version is not 2.0"));
    assert_eq!(signed(" Version=\"2.0\"", ""), layout("its version is not 2.0"));
    for (from, more) in [
        ("<saml:SubjectConfirmation ", "<saml:NameID>eve</saml:NameID>"),
        ("<saml:Conditions ", "<saml:Subject><saml:NameID>eve</saml:NameID></saml:Subject>"),
        ("<saml:Subject>", "<saml:Issuer>https://other.example</saml:Issuer>"),
        ("<saml:AuthnStatement ", "<saml:Conditions/>"),
    ] {
        assert_eq!(signed(from, &format!("{more}{from}")), layout("an element is there twice"), "{more}");
    }
    assert_eq!(
        signed(">ann</saml:NameID>", ">ann<x>.evil</x></saml:NameID>"),
        layout("a text holds elements")
    );
    assert_eq!(
        signed("<saml:AudienceRestriction>", "<saml:Unheard/><saml:AudienceRestriction>"),
        layout("it has a condition that is not understood")
    );
}

#[test]
fn a_signature_holds_nothing_of_its_own_and_names_what_holds_it() {
    let bent = |from: &str, to: &str| {
        let template = template("_a", RSA_SHA256, SHA256);
        assert!(template.contains(from), "{from}");
        let inner = assertion("_a", "ann", &template.replacen(from, to, 1));
        read(&sign(&response("_r", "", &inner), &IDP))
    };
    let object = "<ds:Object><x/></ds:Object></ds:Signature>";
    assert_eq!(bent("</ds:Signature>", object), Err(Refusal::Layout("a Signature holds an Object")));
    let elsewhere = "a Signature covers something else than what holds it";
    assert_eq!(bent("URI=\"#_a\"", "URI=\"\""), Err(Refusal::Layout(elsewhere)));
    assert_eq!(bent("URI=\"#_a\"", "URI=\"#_r\""), Err(Refusal::Layout(elsewhere)));
    let inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    for at in ["CanonicalizationMethod Algorithm=\"", "Transform Algorithm=\""] {
        let refused = bent(&format!("{at}{exclusive}"), &format!("{at}{inclusive}"));
        assert_eq!(refused, Err(Refusal::Algorithm(inclusive.to_owned())), "{at}");
    }
    let twice = format!("{0}{0}", template("_a", RSA_SHA256, SHA256));
    let signed = sign(&sign(&response("_r", "", &assertion("_a", "ann", &twice)), &IDP), &IDP);
    assert_eq!(read(&signed), Err(Refusal::Layout("it is signed twice")));
}

#[test]
fn what_nests_deeper_than_messages_do_is_not_read() {
    let nested = |depth: usize| {
        let more = format!("{}{}", "<x>".repeat(depth), "</x>".repeat(depth));
        read(&signed_assertion("ann").replace("<samlp:Status>", &format!("{more}<samlp:Status>")))
    };
    assert!(nested(20).is_ok());
    assert_eq!(nested(40), Err(Refusal::Unreadable("it is too deep".to_owned())));
}
