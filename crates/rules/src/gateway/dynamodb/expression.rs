//! Expressions: which attributes they name, and to which value a query binds its partition key.
//! AWS: the developer guide, "Expressions when using DynamoDB", "Key condition expressions".
//!
//! Everything that is no token, word or function of the language makes the whole of it unreadable.

use std::collections::BTreeSet;

use super::Members;

/// What an expression is made of.
#[derive(Clone, Debug, PartialEq)]
enum Token<'a> {
    /// A bare word: a name, a word of the language or a function.
    Word(&'a str),
    /// `#name`.
    Named(&'a str),
    /// `:value`.
    Value(&'a str),
    Number,
    Sign(&'static str),
}

/// Longer ones first.
const SIGNS: [&str; 14] = ["<>", "<=", ">=", "=", "<", ">", "(", ")", ",", ".", "[", "]", "+", "-"];

/// Words of the language. Attributes of these names are named by placeholders alone.
const WORDS: [&str; 9] = ["AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE"];

const FUNCTIONS: [&str; 8] = [
    "attribute_exists",
    "attribute_not_exists",
    "attribute_type",
    "begins_with",
    "contains",
    "size",
    "if_not_exists",
    "list_append",
];

fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let Some(first) = rest.chars().next() else { return Some(tokens) };
        let word = |text: &str| {
            text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
        };
        let taken = match first {
            '#' | ':' => {
                let length = 1 + word(&rest[1..]);
                let token =
                    if first == '#' { Token::Named(&rest[..length]) } else { Token::Value(&rest[..length]) };
                tokens.push(token);
                (length > 1).then_some(length)?
            }
            '0'..='9' => {
                let length = word(rest);
                let is_number = rest.as_bytes()[..length].iter().all(u8::is_ascii_digit);
                tokens.push(Token::Number);
                is_number.then_some(length)?
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let length = word(rest);
                tokens.push(Token::Word(&rest[..length]));
                length
            }
            _ => {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
                tokens.push(Token::Sign(sign));
                sign.len()
            }
        };
        rest = &rest[taken..];
    }
}

/// The names behind placeholders.
pub struct Names<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Names<'a> {
    /// Those that a request gives. Nothing where one is no text.
    pub fn of(given: Option<&'a Members>) -> Option<Names<'a>> {
        let given = given.unwrap_or_default().iter();
        given.map(|(name, node)| Some((name.as_str(), node.string()?))).collect::<Option<_>>().map(Names)
    }

    fn get(&self, placeholder: &str) -> Option<&'a str> {
        self.0.iter().find(|(name, _)| *name == placeholder).map(|(_, behind)| *behind)
    }
}

fn is_word(word: &str) -> bool {
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The top-level attributes that a projection names. Nothing where it does not read.
pub fn projected(text: &str, names: &Names<'_>) -> Option<BTreeSet<String>> {
    let tokens = tokens(text)?;
    let mut found = BTreeSet::new();
    let mut at = 0;
    loop {
        let (top, next) = path(&tokens, at, names)?;
        found.insert(top.to_owned());
        match tokens.get(next) {
            None => return Some(found),
            Some(Token::Sign(",")) => at = next + 1,
            Some(_) => return None,
        }
    }
}

/// The top-level attributes that a condition, a filter or an update names. Nothing where it does not read.
pub fn mentioned(text: &str, names: &Names<'_>) -> Option<BTreeSet<String>> {
    let tokens = tokens(text)?;
    let mut found = BTreeSet::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        at = match token {
            Token::Word(word) if is_word(word) => {
                // One that is used as a name is one to a lenient reader.
                let is_name = matches!(
                    next,
                    Some(Token::Sign("." | "[" | "=" | "<>" | "<" | "<=" | ">" | ">=" | "+" | "-"))
                );
                (!is_name).then_some(at + 1)?
            }
            Token::Word(word) if next == Some(&Token::Sign("(")) => {
                FUNCTIONS.contains(word).then_some(at + 1)?
            }
            Token::Word(_) | Token::Named(_) => {
                let (top, next) = path(&tokens, at, names)?;
                found.insert(top.to_owned());
                next
            }
            Token::Value(_) => at + 1,
            Token::Sign("." | "[" | "]") | Token::Number => return None,
            Token::Sign(_) => at + 1,
        };
    }
    Some(found)
}

/// The first part of a path, and what comes after the path.
fn path<'a>(tokens: &[Token<'a>], at: usize, names: &Names<'a>) -> Option<(&'a str, usize)> {
    let top = part(tokens.get(at)?, names)?;
    let mut at = at + 1;
    loop {
        match tokens.get(at) {
            Some(Token::Sign(".")) => {
                part(tokens.get(at + 1)?, names)?;
                at += 2;
            }
            Some(Token::Sign("[")) => {
                let is_place = tokens.get(at + 1) == Some(&Token::Number)
                    && tokens.get(at + 2) == Some(&Token::Sign("]"));
                at = is_place.then_some(at + 3)?;
            }
            _ => return Some((top, at)),
        }
    }
}

fn part<'a>(token: &Token<'a>, names: &Names<'a>) -> Option<&'a str> {
    match token {
        Token::Word(word) => Some(word),
        Token::Named(placeholder) => names.get(placeholder),
        _ => None,
    }
}

/// The placeholder of the value to which a key condition binds an attribute, if it binds it to one value and says nothing
/// else of it.
pub fn bound<'a>(text: &'a str, names: &Names<'a>, key: &str) -> Option<&'a str> {
    let tokens = tokens(text)?;
    let mut conditions = Vec::new();
    let end = conjunction(&tokens, 0, names, &mut conditions)?;
    if end != tokens.len() {
        return None;
    }
    let mut of_key = conditions.iter().filter(|(name, _)| *name == key);
    match (of_key.next(), of_key.next()) {
        (Some((_, Some(value))), None) => Some(value),
        _ => None,
    }
}

/// An attribute, and the one value that it must have.
type Condition<'a> = (&'a str, Option<&'a str>);

fn conjunction<'a>(
    tokens: &[Token<'a>],
    mut at: usize,
    names: &Names<'a>,
    found: &mut Vec<Condition<'a>>,
) -> Option<usize> {
    loop {
        at = term(tokens, at, names, found)?;
        match tokens.get(at) {
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("AND") => at += 1,
            _ => return Some(at),
        }
    }
}

fn term<'a>(
    tokens: &[Token<'a>],
    at: usize,
    names: &Names<'a>,
    found: &mut Vec<Condition<'a>>,
) -> Option<usize> {
    let is = |at: usize, sign: &'static str| tokens.get(at) == Some(&Token::Sign(sign));
    if is(at, "(") {
        let at = conjunction(tokens, at + 1, names, found)?;
        return is(at, ")").then_some(at + 1);
    }
    if tokens.get(at) == Some(&Token::Word("begins_with")) && is(at + 1, "(") {
        let (name, next) = path(tokens, at + 2, names)?;
        let is_whole =
            is(next, ",") && matches!(tokens.get(next + 1), Some(Token::Value(_))) && is(next + 2, ")");
        found.push((name, None));
        return is_whole.then_some(next + 3);
    }
    let first = tokens.get(at)?;
    if matches!(first, Token::Word(word) if is_word(word)) {
        return None;
    }
    // A path into an attribute is no key.
    let name = part(first, names)?;
    match (tokens.get(at + 1)?, tokens.get(at + 2)?) {
        (Token::Sign("="), Token::Value(value)) => {
            found.push((name, Some(value)));
            Some(at + 3)
        }
        (Token::Sign("<" | "<=" | ">" | ">="), Token::Value(_)) => {
            found.push((name, None));
            Some(at + 3)
        }
        (Token::Word(word), Token::Value(_)) if word.eq_ignore_ascii_case("BETWEEN") => {
            let is_and =
                matches!(tokens.get(at + 3), Some(Token::Word(word)) if word.eq_ignore_ascii_case("AND"));
            let is_whole = is_and && matches!(tokens.get(at + 4), Some(Token::Value(_)));
            found.push((name, None));
            is_whole.then_some(at + 5)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::json;

    fn given(text: &str) -> Vec<(String, super::super::Node)> {
        match json::parse(text) {
            Some(json::Node::Object(members)) => members,
            _ => panic!("{text}"),
        }
    }

    fn told(found: Option<BTreeSet<String>>) -> String {
        found.map_or("none".to_owned(), |found| found.into_iter().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn the_attributes_of_expressions_are_those_on_top() {
        let given = given(r##"{ "#a": "Secret", "#b": "a.b", "#and": "AND" }"##);
        let names = Names::of(Some(&given)).unwrap();
        for (text, expected) in [
            ("a", "a"),
            ("a, b.c[0].d , #a.#b", "Secret a b"),
            ("#b", "a.b"),
            ("a,", "none"),
            ("", "none"),
            ("a b", "none"),
            ("#c", "none"),
            ("a.#c", "none"),
            ("a[b]", "none"),
            ("a\u{a0}", "none"),
            ("a;b", "none"),
        ] {
            assert_eq!(told(projected(text, &names)), expected, "{text}");
        }
        for (text, expected) in [
            ("a = :v AND (b.c > :w OR not #a <> d)", "Secret a b d"),
            ("attribute_not_exists(a) and size(b[1]) BETWEEN :a AND :b", "a b"),
            (
                "SET a = if_not_exists(b, :v) + :w, #a.x = list_append(c, :l) REMOVE d[0] ADD e :n DELETE f :s",
                "Secret a b c d e f",
            ),
            ("#and = :v", "AND"),
            ("SET set = :v", "none"),
            ("eval(a)", "none"),
            ("a = 'text'", "none"),
            ("a = :", "none"),
            ("a.[0]", "none"),
        ] {
            assert_eq!(told(mentioned(text, &names)), expected, "{text}");
        }
    }

    #[test]
    fn a_key_condition_binds_a_key_to_one_value_or_to_none_that_is_known() {
        let given = given(r##"{ "#k": "k", "#s": "s" }"##);
        let names = Names::of(Some(&given)).unwrap();
        for (text, expected) in [
            ("k = :a", Some(":a")),
            ("#k=:a", Some(":a")),
            ("((k = :a))", Some(":a")),
            ("s > :b AND k = :a", Some(":a")),
            ("(k = :a) and (begins_with(s, :b))", Some(":a")),
            ("s BETWEEN :b AND :c AND #k = :a", Some(":a")),
            ("s = :b", None),
            ("k > :a", None),
            ("k = :a AND k = :b", None),
            ("k = :a AND #k >= :b", None),
            ("k = :a OR k = :b", None),
            ("NOT k = :a", None),
            ("k.x = :a", None),
            ("k = s", None),
            (":a = k", None),
            ("k IN (:a)", None),
            ("k = :a)", None),
            ("(k = :a", None),
            ("k = :a s = :b", None),
            ("begins_with(k, :a)", None),
        ] {
            assert_eq!(bound(text, &names, "k"), expected, "{text}");
        }
    }
}
