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
    let tags = ["EN_us", "de-CH", "zh", "zh-Hant-HK", "zh-SG", "pt-PT", "no", "nn-NO", "iw", "in", "fa-IR"];
    let codes = ["en", "de", "zh-CN", "zh-TW", "zh-CN", "pt-BR", "nb", "nb", "he", "id", "fa"];
    assert_eq!(tags.map(|tag| named(tag).map(|language| language.code)), codes.map(Some));
    assert_eq!(named("tlh").map(|language| language.code), None);
    assert_eq!(first(["tlh", "ko-KR", "de"]).map(|language| language.code), Some("ko"));
}

/// The sentences of a file: key, and the text with its further lines.
fn sentences(language: &Language) -> Vec<(&'static str, String)> {
    let mut all: Vec<(&str, String)> = Vec::new();
    for line in language.source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.split_once(" =") {
            Some((key, text)) if !line.starts_with([' ', '}']) => all.push((key, text.to_owned())),
            _ => all.last_mut().unwrap().1.push_str(line),
        }
    }
    all
}

fn placeholders(text: &str) -> std::collections::BTreeSet<&str> {
    let names = text.split('$').skip(1);
    names.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap()).collect()
}

#[test]
fn every_language_says_everything_with_the_same_placeholders() {
    let english = sentences(default());
    for language in all() {
        let own = sentences(language);
        let keys = |of: &[(&'static str, String)]| of.iter().map(|(key, _)| *key).collect::<Vec<_>>();
        assert_eq!(keys(&own), keys(&english), "{}", language.code);
        for ((key, text), (_, original)) in own.iter().zip(&english) {
            assert_eq!(placeholders(text), placeholders(original), "{} {key}", language.code);
            assert!(
                !text.contains(['\u{200e}', '\u{200f}', '\u{2068}', '\u{2069}']),
                "{} {key}",
                language.code
            );
        }
    }
}

#[test]
fn no_sentence_was_left_in_english() {
    let english = sentences(default());
    for language in all().iter().skip(1) {
        for ((key, text), (_, original)) in sentences(language).iter().zip(&english) {
            let words = original.split(' ').filter(|word| word.starts_with(|c: char| c.is_alphabetic()));
            assert!(text != original || words.count() <= 2, "{} {key}: {text}", language.code);
        }
    }
}

/// Whether a letter belongs to the script that a language is written in.
fn is_of(code: &str, letter: char) -> bool {
    let within =
        |ranges: &[(u32, u32)]| ranges.iter().any(|(from, to)| (*from..=*to).contains(&(letter as u32)));
    match code {
        "ar" | "fa" => within(&[(0x600, 0x6ff), (0x750, 0x77f)]),
        "he" => within(&[(0x590, 0x5ff)]),
        "hi" => within(&[(0x900, 0x97f)]),
        "bn" => within(&[(0x980, 0x9ff)]),
        "th" => within(&[(0xe00, 0xe7f)]),
        "el" => within(&[(0x370, 0x3ff), (0x1f00, 0x1fff)]),
        "ru" | "uk" => within(&[(0x400, 0x52f)]),
        "ja" => within(&[(0x3040, 0x30ff), (0x4e00, 0x9fff)]),
        "ko" => within(&[(0xac00, 0xd7af)]),
        "zh-CN" | "zh-TW" => within(&[(0x4e00, 0x9fff)]),
        _ => within(&[(0x41, 0x24f), (0x1e00, 0x1eff)]),
    }
}

#[test]
fn every_language_is_in_its_own_script() {
    for language in all() {
        for (key, text) in sentences(language) {
            // Placeholders, choosers of plurals and examples of addresses are everybody's.
            let prose =
                text.split_whitespace().filter(|word| !word.starts_with(['{', '$', '[', '*', '-', '}']));
            let letters: Vec<char> = prose.flat_map(str::chars).filter(|c| c.is_alphabetic()).collect();
            let own = letters.iter().filter(|letter| is_of(language.code, **letter)).count();
            assert!(own * 10 >= letters.len() * 4, "{} {key}: {text}", language.code);
        }
    }
}

#[test]
fn simplified_and_traditional_characters_are_not_mixed() {
    let of = |code: &str| all().iter().find(|language| language.code == code).unwrap().source;
    for (simplified, traditional) in [('录', '錄'), ('码', '碼'), ('认', '認'), ('请', '請'), ('设', '設')]
    {
        assert!(!of("zh-CN").contains(traditional) && !of("zh-TW").contains(simplified), "{simplified}");
    }
}

#[test]
fn counts_take_the_plural_forms_of_each_language() {
    let forms = |code: &str| {
        let language = named(code).unwrap();
        let said = (0..=120).map(|count| {
            let said = language.say("code-wait", &[("seconds", Arg::Count(count))]);
            said.chars().filter(|c| !c.is_ascii_digit()).collect::<String>()
        });
        said.collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!([forms("en"), forms("ja"), forms("de")], [2, 1, 2]);
    for code in ["ru", "uk", "pl", "cs", "ro"] {
        assert!(forms(code) >= 2, "{code}: {}", forms(code));
    }
    assert!(forms("ar") >= 3, "{}", forms("ar"));
}

#[test]
fn own_words_fill_in_the_same_as_ours_and_run_nothing() {
    assert_eq!(own::placeholders("sign-in-title"), Some(std::collections::BTreeSet::new()));
    assert_eq!(own::placeholders("code-wait"), Some(["seconds"].into()));
    assert_eq!(own::placeholders("agree"), Some(["privacy", "terms"].into()));
    assert_eq!(own::placeholders("sign-in-"), None);
    let check = |text: &str| own::check("code-sent-email", text);
    for right in ["To { $to } it went", "{$to}", "{ $to } <b> & \u{1f600}"] {
        assert_eq!(check(right), Ok(()), "{right}");
    }
    for (wrong, fault) in [
        ("It went", own::Fault::Placeholder("to".to_owned())),
        ("{ $to } { $app }", own::Fault::Placeholder("app".to_owned())),
        ("{ $to } {", own::Fault::Braces),
        ("{ $to } }", own::Fault::Braces),
        ("{ to }", own::Fault::Braces),
        ("{ NUMBER($to) }", own::Fault::Braces),
        ("{ $to -> *[a] b }", own::Fault::Braces),
        ("{ sign-in-title } { $to }", own::Fault::Braces),
        ("", own::Fault::Text),
        ("{ $to }\n", own::Fault::Text),
        ("{ $to }\u{202e}", own::Fault::Text),
        ("{ $to }\u{e000}0\u{e001}", own::Fault::Text),
    ] {
        assert_eq!(check(wrong), Err(fault), "{wrong}");
    }
    assert_eq!(check(&format!("{{ $to }}{}", "a".repeat(500))), Err(own::Fault::Text));
    assert_eq!(own::check("nothing", "a"), Err(own::Fault::Unknown));
    let filled = own::fill(default(), "To {$to}: { $to }", &[("to", "{ $to }<b>".into())]);
    assert_eq!(filled, "To { $to }<b>: { $to }<b>");
    let arabic = named("ar").unwrap();
    assert_eq!(own::fill(arabic, "{ $to }", &[("to", "a@b.example".into())]), "\u{2068}a@b.example\u{2069}");
}
