//! Splitting Rust into code, text and comments.

use super::{Source, holds_word, lines_with};

fn parts(text: &str) -> [String; 3] {
    let source = Source::new("a.rs", text);
    [source.code, source.strings, source.comments]
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn code_text_and_comments_are_told_apart() {
    let text = "let a = \"one \\\" // two\"; // three \"four\"\nlet b = 5; /* six */ let c = '\"'; let d: &'static str;";
    let [code, strings, comments] = parts(text);
    assert_eq!(code, "let a = \" \"; let b = 5; let c = ' '; let d: &'static str;");
    assert_eq!(strings, "one \\\" // two \"");
    assert_eq!(comments, "// three \"four\" /* six */");
}

#[test]
fn raw_strings_end_where_their_hashes_do() {
    let [code, strings, _] = parts("f(r#\"a \"b\" c\"#, br\"d\", r#type, '\\'', \"e\")");
    assert_eq!(strings, "a \"b\" c d e");
    assert_eq!(code, "f(r#\" \"#, br\" \", r#type, '\\'', \" \")");
}

#[test]
fn lines_stay_where_they_were() {
    let source = Source::new("a.rs", "/* one\ntwo */ three\n\"four\nfive\" six\n");
    assert_eq!(lines_with(&source.code, "three"), [2]);
    assert_eq!(lines_with(&source.code, "six"), [4]);
    assert_eq!(lines_with(&source.strings, "five"), [4]);
}

#[test]
fn a_word_within_a_word_is_not_that_word() {
    assert!(holds_word("unsafe {", "unsafe"));
    assert!(!holds_word("unsafe_code", "unsafe"));
    assert!(!holds_word("'unsafe-inline' is_unsafe", "unsafe{"));
    assert!(holds_word("x.sleep(1)", "sleep("));
    assert!(!holds_word("oversleep(1)", "sleep("));
}
