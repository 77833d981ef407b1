//! Words of logout as providers send them, and every way to bend one.

use super::bindings::{envelope, signer};
use super::*;
use crate::saml::bindings::{Carried, post, posted, redirect};
use crate::saml::logout::{self, Said, Word};
use crate::saml::write::{self, Ended, Envelope, Message};

const SLO: &str = "https://app.example/saml2/logout";

fn name() -> NameId {
    NameId { value: "ann".to_owned(), format: Some("urn:x".to_owned()), ..NameId::default() }
}

fn request() -> Message {
    let own = Envelope { issuer: ISSUER, ..envelope(SLO) };
    write::logout_request(&own, &name(), Some("_session"))
}

fn answer(ended: Ended) -> Message {
    write::logout_response(&Envelope { issuer: ISSUER, ..envelope(SLO) }, "_ours", ended)
}

fn certificates() -> Vec<Vec<u8>> {
    vec![IDP.certificate.clone()]
}

fn by_form(message: &Message, by: &Provider) -> String {
    String::from_utf8(posted(&post(message, Some(signer(by))).unwrap()).unwrap()).unwrap()
}

fn by_query(message: &Message, by: &Provider) -> Result<Word, Refusal> {
    let to = redirect(message, SLO, None, Some(signer(by))).unwrap();
    logout::redirected(&Carried::read(to.split_once('?').unwrap().1).unwrap(), &certificates())
}

#[test]
fn a_request_and_an_answer_are_read_in_both_bindings() {
    let xml = by_form(&request(), &IDP);
    assert_eq!(logout::claimed_issuer(xml.as_bytes()).as_deref(), Ok(ISSUER));
    for word in [logout::posted(xml.as_bytes(), true, &certificates()), by_query(&request(), &IDP)] {
        let word = word.unwrap();
        let said =
            Said::Ask { name_id: name(), sessions: vec!["_session".to_owned()], until: Some(NOW + 300) };
        assert_eq!(word.said, said);
        assert_eq!(word.judge(ISSUER, &[SLO], NOW), Ok(()));
        assert_eq!(word.ends_at(), NOW + 300);
    }
    let success = "urn:oasis:names:tc:SAML:2.0:status:Success";
    for (ended, codes) in [(Ended::All, 1), (Ended::Partly, 2), (Ended::Refused, 1)] {
        let message = answer(ended);
        let xml = by_form(&message, &IDP);
        for word in [logout::posted(xml.as_bytes(), false, &certificates()), by_query(&message, &IDP)] {
            let Said::Answer { in_response_to, status } = word.unwrap().said else { panic!("no answer") };
            assert_eq!(in_response_to, "_ours");
            assert_eq!((status.len(), status[0] == success), (codes, ended == Ended::All));
        }
    }
}

#[test]
fn a_word_of_another_is_refused() {
    let xml = by_form(&request(), &OTHER);
    assert_eq!(logout::posted(xml.as_bytes(), true, &certificates()), Err(Refusal::Signature));
    assert_eq!(by_query(&request(), &OTHER), Err(Refusal::Signature));
    let good = by_form(&request(), &IDP);
    let verdict = |xml: &str| logout::posted(xml.as_bytes(), true, &certificates());
    assert_eq!(verdict(&good.replace("_session", "_other")), Err(Refusal::Signature));
    assert_eq!(verdict(&request().xml()), Err(Refusal::Unsigned));
    // A request is no answer, and a response no word of logout.
    assert!(matches!(logout::posted(good.as_bytes(), false, &certificates()), Err(Refusal::Layout(_))));
    assert!(matches!(verdict(&signed_response("ann")), Err(Refusal::Layout(_))));
    // One signed message around another, or beside it.
    let mark = signature(&good).to_owned();
    let evil = request().xml().replace("_q", "_evil").replace(">ann<", ">eve<");
    let (head, tail) = evil.split_at(evil.find("<saml:NameID").unwrap());
    for bent in [
        format!(
            "{head}{}{tail}",
            mark.replace(
                "</ds:Signature>",
                &format!("<ds:Object>{}</ds:Object></ds:Signature>", good.replace(&mark, ""))
            )
        ),
        format!("{head}{mark}<samlp:Extensions>{}</samlp:Extensions>{tail}", good.replace(&mark, "")),
        format!("{head}<samlp:Extensions>{good}</samlp:Extensions>{tail}"),
        format!("{head}{mark}{tail}"),
        good.replace(&mark, &format!("{mark}{mark}")),
    ] {
        let refused = verdict(&bent);
        assert!(matches!(refused, Err(Refusal::Layout(_) | Refusal::Signature)), "{refused:?}");
    }
    for bent in [good.replace(">ann<", ">ann<!-- -->.evil<"), format!("<!DOCTYPE r>{good}")] {
        assert!(matches!(verdict(&bent), Err(Refusal::Unreadable(_))));
    }
    // In a query no second signature stands inside.
    let twice = Message { parts: (good.clone(), String::new()), ..request() };
    assert!(matches!(by_query(&twice, &IDP), Err(Refusal::Layout(_))));
}

#[test]
fn issuer_place_and_time_are_judged() {
    let word = by_query(&request(), &IDP).unwrap();
    assert_eq!(word.judge("https://other.example", &[SLO], NOW), Err(Refusal::Issuer));
    assert_eq!(word.judge(ISSUER, &["https://other.example/saml2/logout"], NOW), Err(Refusal::Recipient));
    for (now, is_good) in [(-301, false), (-300, true), (300, true), (301, false)] {
        let judged = word.judge(ISSUER, &[SLO], NOW + now);
        assert_eq!(judged, if is_good { Ok(()) } else { Err(Refusal::Time) }, "{now}");
    }
    let nobody =
        write::logout_request(&Envelope { issuer: ISSUER, ..envelope(SLO) }, &NameId::default(), None);
    let word = by_query(&nobody, &IDP).unwrap();
    assert_eq!(word.judge(ISSUER, &[SLO], NOW), Err(Refusal::Subject));
    let nowhere = Message { parts: (request().parts.0.replace(SLO, ""), request().parts.1), ..request() };
    assert_eq!(by_query(&nowhere, &IDP).unwrap().judge(ISSUER, &[SLO], NOW), Err(Refusal::Recipient));
}
