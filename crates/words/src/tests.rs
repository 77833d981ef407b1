//! The words themselves: what every language must have, and which one is chosen.

use super::*;

#[test]
fn every_file_parses() {
    for language in all() {
        let parsed = FluentResource::try_new(language.source.to_owned());
        assert!(parsed.is_ok(), "{}: {:?}", language.code, parsed.err().map(|(_, errors)| errors));
    }
}

#[test]
fn a_count_chooses_the_plural_form() {
    let say = |count: i64| default().say("rule-length", &[("count", count.into())]);
    assert_eq!((say(1), say(8)), ("at least 1 character".to_owned(), "at least 8 characters".to_owned()));
}

#[test]
fn what_is_filled_in_stays_as_it_is() {
    let said = default().say("code-sent-email", &[("to", "a{b}@example.com".into())]);
    assert_eq!(said, "We sent a code to a{b}@example.com.");
}

#[test]
fn a_browsers_wishes_are_ordered_by_their_weight() {
    assert_eq!(accepted("fr;q=0.3, de-CH, en;q=0.8,*;q=0.1, it;q=0"), ["de-CH", "en", "fr"]);
    assert_eq!(accepted(""), Vec::<&str>::new());
    assert_eq!(accepted(";;q=,"), Vec::<&str>::new());
}

#[test]
fn a_tag_leads_to_the_language_that_its_speakers_read() {
    assert_eq!(named("EN_us").map(|language| language.code), Some("en"));
    assert_eq!(named("tlh").map(|language| language.code), None);
}
