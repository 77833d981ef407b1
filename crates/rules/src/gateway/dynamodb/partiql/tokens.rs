//! The tokens of a statement. Nothing for what holds comments, several statements, or signs that it has no use for.
//! AWS: the developer guide, "PartiQL data types for DynamoDB".

/// What a statement is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A bare word as it was written.
    Word(String),
    /// In double quotes.
    Name(String),
    /// In single quotes.
    Text(String),
    /// A number as it was written, without a sign before it.
    Number(String),
    /// One sign.
    Sign(char),
}

impl Token {
    /// Whether it is this bare word, in whichever case.
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Token::Word(found) if found.eq_ignore_ascii_case(word))
    }
}

const SIGNS: &str = ".,()[]{}:?*=<>!+-/";

/// The tokens of a text.
pub fn read(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let Some(first) = rest.chars().next() else { return Some(tokens) };
        if rest.starts_with("--") || rest.starts_with("/*") {
            return None;
        }
        let taken = match first {
            '"' | '\'' => {
                let (inside, after) = quoted(rest, first)?;
                tokens.push(if first == '"' { Token::Name(inside) } else { Token::Text(inside) });
                rest.len() - after.len()
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let length = word(rest);
                tokens.push(Token::Word(rest[..length].to_owned()));
                length
            }
            '0'..='9' => {
                let length = number(rest)?;
                tokens.push(Token::Number(rest[..length].to_owned()));
                length
            }
            sign if SIGNS.contains(sign) => {
                tokens.push(Token::Sign(sign));
                1
            }
            _ => return None,
        };
        rest = &rest[taken..];
    }
}

fn word(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

/// How long a number is: digits, a point and digits, an exponent. Nothing where a word goes on from it.
fn number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    if let Some(part) = text[length..].strip_prefix('.').map(digits).filter(|part| *part > 0) {
        length += 1 + part;
    }
    if let Some(exponent) = text[length..].strip_prefix(['e', 'E']) {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        length +=
            1 + (exponent.len() - unsigned.len()) + Some(digits(unsigned)).filter(|count| *count > 0)?;
    }
    (word(&text[length..]) == 0).then_some(length)
}

/// What stands between quotes, each of which within is doubled, and what comes after them.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut inside = String::new();
    let mut rest = &text[1..];
    loop {
        let (before, after) = rest.split_once(quote)?;
        inside.push_str(before);
        // A backslash may or may not be one.
        if before.contains('\\') {
            return None;
        }
        match after.strip_prefix(quote) {
            Some(more) => {
                inside.push(quote);
                rest = more;
            }
            None => return Some((inside, after)),
        }
    }
}
