//! One moment before noon and one after it, in every language, as CLDR's long date and short time have them.

use super::*;
use crate::{all, named};

const MARCH: i64 = 1_772_892_309_000;
const NOON: i64 = 1_797_854_700_000;
const MIDNIGHT: i64 = 1_767_225_600_000;

#[test]
fn every_language_writes_a_moment_as_its_readers_do() {
    let written: Vec<(&str, String)> =
        all().iter().map(|one| (one.code, one.date(MARCH).replace('\u{a0}', " "))).collect();
    let expected = [
        ("en", "March 7, 2026 at 2:05 PM UTC"),
        ("ar", "7 مارس 2026 في 2:05 م UTC"),
        ("bn", "৭ মার্চ, ২০২৬ এ ২:০৫ PM UTC"),
        ("cs", "7. března 2026 v 14:05 UTC"),
        ("da", "7. marts 2026 kl. 14.05 UTC"),
        ("de", "7. März 2026 um 14:05 UTC"),
        ("el", "7 Μαρτίου 2026 στις 2:05 μ.μ. UTC"),
        ("es", "7 de marzo de 2026 a las 14:05 UTC"),
        ("fa", "۷ مارس ۲۰۲۶ ساعت ۱۴:۰۵ UTC"),
        ("fi", "7. maaliskuuta 2026 klo 14.05 UTC"),
        ("fr", "7 mars 2026 à 14:05 UTC"),
        ("he", "7 במרץ 2026 בשעה 14:05 UTC"),
        ("hi", "7 मार्च 2026 को 2:05 pm बजे UTC"),
        ("hu", "2026. március 7. 14:05 UTC"),
        ("id", "7 Maret 2026 pukul 14.05 UTC"),
        ("it", "7 marzo 2026 alle ore 14:05 UTC"),
        ("ja", "2026年3月7日 14:05 UTC"),
        ("ko", "2026년 3월 7일 오후 2:05 UTC"),
        ("nb", "7. mars 2026 kl. 14:05 UTC"),
        ("nl", "7 maart 2026 om 14:05 UTC"),
        ("pl", "7 marca 2026 14:05 UTC"),
        ("pt-BR", "7 de março de 2026 às 14:05 UTC"),
        ("ro", "7 martie 2026 la 14:05 UTC"),
        ("ru", "7 марта 2026 г. в 14:05 UTC"),
        ("sv", "7 mars 2026 kl. 14:05 UTC"),
        ("th", "7 มีนาคม ค.ศ. 2026 เวลา 14:05 UTC"),
        ("tr", "7 Mart 2026 14:05 UTC"),
        ("uk", "7 березня 2026 р. о 14:05 UTC"),
        ("vi", "lúc 14:05 UTC 7 tháng 3, 2026"),
        ("zh-CN", "2026年3月7日 14:05 UTC"),
        ("zh-TW", "2026年3月7日 下午2:05 UTC"),
    ];
    assert_eq!(written, expected.map(|(code, text)| (code, text.to_owned())));
}

#[test]
fn noon_and_midnight_are_twelve_and_months_run_to_december() {
    let say = |code: &str, at: i64| named(code).map(|one| one.date(at).replace('\u{a0}', " "));
    let said = [("en", NOON), ("en", MIDNIGHT), ("de", MIDNIGHT), ("cs", MIDNIGHT), ("fa", MIDNIGHT)];
    let expected = [
        "December 21, 2026 at 12:05 PM UTC",
        "January 1, 2026 at 12:00 AM UTC",
        "1. Januar 2026 um 00:00 UTC",
        "1. ledna 2026 v 0:00 UTC",
        "۱ ژانویهٔ ۲۰۲۶ ساعت ۰:۰۰ UTC",
    ];
    assert_eq!(said.map(|(code, at)| say(code, at)), expected.map(|text| Some(text.to_owned())));
}

#[test]
fn every_language_names_every_month_and_leaves_nothing_open() {
    for form in &FORMS {
        let count = |names: &str| names.split(' ').filter(|name| !name.is_empty()).count();
        assert_eq!(count(form.months), if form.pattern.contains("{M}") { 12 } else { 0 }, "{}", form.code);
        assert_eq!(count(form.halves), if form.pattern.contains("{a}") { 2 } else { 0 }, "{}", form.code);
        let mut months: Vec<String> = Vec::new();
        for month in 0..12 {
            let written = named(form.code).unwrap().date(MIDNIGHT + month * 2_629_800_000);
            assert!(!written.contains(['{', '}']), "{written}");
            months.push(written);
        }
        months.dedup();
        assert_eq!(months.len(), 12, "{}", form.code);
    }
}

#[test]
fn the_exact_moment_is_to_the_second_and_says_its_zone() {
    assert_eq!(exact(MARCH), "2026-03-07 14:05:09 UTC");
    assert_eq!(machine(MARCH + 999), "2026-03-07T14:05:09Z");
    assert_eq!(machine(0), "1970-01-01T00:00:00Z");
}
