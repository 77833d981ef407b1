//! Options have names of their own, and say what they are.

use super::*;

#[test]
fn names_are_told_apart() {
    let mut flags: Vec<String> = OPTIONS.iter().map(Opt::flag).collect();
    flags.sort();
    flags.dedup();
    assert_eq!(flags.len(), OPTIONS.len());
    let option = find("delivery.kind").unwrap();
    assert_eq!((option.variable(), option.flag()), ("CENOTE_DELIVERY_KIND".into(), "delivery-kind".into()));
}

#[test]
fn every_option_says_what_it_is() {
    for option in OPTIONS {
        assert!(option.doc.ends_with('.'), "{}", option.key);
    }
}
