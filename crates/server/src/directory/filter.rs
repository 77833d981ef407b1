//! Search filters as text, with a name put in where `{name}` stands; and names within distinguished names.
//! RFC: 4515 (filters), 4514 (distinguished names).

use super::ber;

/// How deep a filter nests.
const DEEPEST: usize = 32;

/// Where the name goes.
pub const NAME: &str = "{name}";

/// A value as it stands in a filter: nothing of it is anything but itself. RFC: 4515 section 3.
pub fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'*' | b'(' | b')' | b'\\' | 0..=0x1f | 0x7f..=0xff => out.push_str(&format!("\\{byte:02x}")),
            plain => out.push(char::from(plain)),
        }
    }
    out
}

/// A value as it stands in a distinguished name. RFC: 4514 section 2.4.
pub fn dn_escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let last = value.len().saturating_sub(1);
    for (at, byte) in value.bytes().enumerate() {
        let is_edge = byte == b' ' && (at == 0 || at == last) || byte == b'#' && at == 0;
        match byte {
            b',' | b'+' | b'"' | b'\\' | b'<' | b'>' | b';' | b'=' | 0..=0x1f | 0x7f..=0xff => {
                out.push_str(&format!("\\{byte:02x}"));
            }
            _ if is_edge => out.push_str(&format!("\\{byte:02x}")),
            plain => out.push(char::from(plain)),
        }
    }
    out
}

/// A distinguished name in one form for all its spellings: lower case, no spaces about separators, one way to escape.
pub fn dn_key(dn: &str) -> String {
    let mut out = String::with_capacity(dn.len());
    // Spaces wait until something follows them that is no separator.
    let mut waiting = 0;
    let mut is_start = true;
    let mut bytes: Vec<u8> = Vec::new();
    let flush = |bytes: &mut Vec<u8>, out: &mut String| {
        out.push_str(&String::from_utf8_lossy(bytes).to_lowercase());
        bytes.clear();
    };
    let all = dn.as_bytes();
    let mut at = 0;
    while at < all.len() {
        let byte = all[at];
        at += 1;
        match byte {
            b',' | b'+' | b'=' | b';' => {
                flush(&mut bytes, &mut out);
                out.push(if byte == b';' { ',' } else { char::from(byte) });
                (waiting, is_start) = (0, true);
                continue;
            }
            b' ' if is_start => continue,
            b' ' => {
                waiting += 1;
                continue;
            }
            _ => {}
        }
        bytes.extend(std::iter::repeat_n(b' ', std::mem::take(&mut waiting)));
        is_start = false;
        let mut value = byte;
        if byte == b'\\' {
            let hex = all.get(at..at + 2).and_then(|two| hex_pair(two[0], two[1]));
            (value, at) = match hex {
                Some(value) => (value, at + 2),
                None => (all.get(at).copied().unwrap_or(b'\\'), at + 1),
            };
        }
        match value {
            // What would be taken for a separator stays escaped.
            b',' | b'+' | b'=' | b';' | b'\\' | b' ' if byte == b'\\' => {
                bytes.extend_from_slice(format!("\\{value:02x}").as_bytes());
            }
            value => bytes.push(value),
        }
    }
    flush(&mut bytes, &mut out);
    out
}

fn hex_pair(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// A filter as it goes over the wire. Errors: a sentence about what is wrong with it.
pub fn encoded(text: &str) -> Result<Vec<u8>, String> {
    let mut parser = Parser { text: text.as_bytes(), at: 0 };
    let mut out = Vec::new();
    parser.filter(&mut out, 0)?;
    if parser.at < parser.text.len() {
        return Err(format!("goes on after its end, at `{}`", parser.rest()));
    }
    Ok(out)
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> String {
        String::from_utf8_lossy(&self.text[self.at..]).chars().take(20).collect()
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, wanted: u8) -> Result<(), String> {
        if self.peek() != Some(wanted) {
            return Err(format!("lacks a `{}` before `{}`", char::from(wanted), self.rest()));
        }
        self.at += 1;
        Ok(())
    }

    fn filter(&mut self, out: &mut Vec<u8>, depth: usize) -> Result<(), String> {
        if depth > DEEPEST {
            return Err("nests too deep".to_owned());
        }
        self.eat(b'(')?;
        match self.peek() {
            Some(sign @ (b'&' | b'|')) => {
                self.at += 1;
                let mut inner = Vec::new();
                while self.peek() == Some(b'(') {
                    self.filter(&mut inner, depth + 1)?;
                }
                ber::put(out, if sign == b'&' { 0xa0 } else { 0xa1 }, &inner);
            }
            Some(b'!') => {
                self.at += 1;
                let mut inner = Vec::new();
                self.filter(&mut inner, depth + 1)?;
                ber::put(out, 0xa2, &inner);
            }
            _ => self.item(out)?,
        }
        self.eat(b')')
    }

    /// What compares: an attribute, a sign, a value.
    fn item(&mut self, out: &mut Vec<u8>) -> Result<(), String> {
        let from = self.at;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b';');
        while self.peek().is_some_and(is_name) {
            self.at += 1;
        }
        let name = self.text[from..self.at].to_vec();
        if self.peek() == Some(b':') {
            return self.extensible(out, &name);
        }
        let tag = match self.peek() {
            Some(b'=') => 0xa3,
            Some(b'>') => 0xa5,
            Some(b'<') => 0xa6,
            Some(b'~') => 0xa8,
            _ => return Err(format!("has no comparison at `{}`", self.rest())),
        };
        if name.is_empty() {
            return Err(format!("names no attribute before `{}`", self.rest()));
        }
        if tag != 0xa3 {
            self.at += 1;
        }
        self.eat(b'=')?;
        let parts = self.parts()?;
        match parts.as_slice() {
            [one] => {
                let mut inner = Vec::new();
                ber::put(&mut inner, ber::OCTETS, &name);
                ber::put(&mut inner, ber::OCTETS, one);
                ber::put(out, tag, &inner);
                Ok(())
            }
            _ if tag != 0xa3 => Err("has a `*` where a value is compared by order".to_owned()),
            [first, last] if first.is_empty() && last.is_empty() => {
                ber::put(out, 0x87, &name);
                Ok(())
            }
            parts => substrings(out, &name, parts),
        }
    }

    fn extensible(&mut self, out: &mut Vec<u8>, name: &[u8]) -> Result<(), String> {
        let mut rule: &[u8] = b"";
        let mut has_dn = false;
        let end = self.text[self.at..].windows(2).position(|two| two == b":=");
        let end = end.ok_or_else(|| format!("has no comparison at `{}`", self.rest()))? + self.at;
        for word in self.text[self.at..end].split(|byte| *byte == b':').skip(1) {
            match word {
                b"dn" if !has_dn && rule.is_empty() => has_dn = true,
                word if rule.is_empty() && !word.is_empty() && word.iter().all(|b| is_rule(*b)) => {
                    rule = word;
                }
                _ => return Err(format!("has no matching rule at `{}`", self.rest())),
            }
        }
        let rule = rule.to_vec();
        self.at = end + 2;
        let value = match self.parts()?.as_slice() {
            [one] => one.clone(),
            _ => return Err("has a `*` in the value of a matching rule".to_owned()),
        };
        if name.is_empty() && rule.is_empty() {
            return Err("names neither an attribute nor a matching rule".to_owned());
        }
        let mut inner = Vec::new();
        if !rule.is_empty() {
            ber::put(&mut inner, 0x81, &rule);
        }
        if !name.is_empty() {
            ber::put(&mut inner, 0x82, name);
        }
        ber::put(&mut inner, 0x83, &value);
        if has_dn {
            ber::put(&mut inner, 0x84, &[0xff]);
        }
        ber::put(out, 0xa9, &inner);
        Ok(())
    }

    /// A value up to the bracket that ends it, apart at its stars.
    fn parts(&mut self) -> Result<Vec<Vec<u8>>, String> {
        let mut parts = vec![Vec::new()];
        while let Some(byte) = self.peek() {
            let value = match byte {
                b')' => break,
                b'(' | 0 => return Err(format!("has what must be escaped at `{}`", self.rest())),
                b'*' => {
                    self.at += 1;
                    parts.push(Vec::new());
                    continue;
                }
                b'\\' => {
                    let two = self.text.get(self.at + 1..self.at + 3);
                    let value = two.and_then(|two| hex_pair(two[0], two[1]));
                    self.at += 2;
                    value.ok_or("has a `\\` without two hexadecimal digits")?
                }
                plain => plain,
            };
            self.at += 1;
            if let Some(last) = parts.last_mut() {
                last.push(value);
            }
        }
        Ok(parts)
    }
}

fn is_rule(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
}

fn substrings(out: &mut Vec<u8>, name: &[u8], parts: &[Vec<u8>]) -> Result<(), String> {
    let mut inner = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let tag = match at {
            0 => 0x80,
            last if last + 1 == parts.len() => 0x82,
            _ if part.is_empty() => return Err("has `**`".to_owned()),
            _ => 0x81,
        };
        if !part.is_empty() {
            ber::put(&mut inner, tag, part);
        }
    }
    let mut whole = Vec::new();
    ber::put(&mut whole, ber::OCTETS, name);
    ber::put(&mut whole, ber::SEQUENCE, &inner);
    ber::put(out, 0xa4, &whole);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_go_as_the_standard_writes_them() {
        for (text, wanted) in [
            ("(uid=a)", "a3 08 04 03 75 69 64 04 01 61"),
            ("(uid=*)", "87 03 75 69 64"),
            ("(!(a=\\2a))", "a2 08 a3 06 04 01 61 04 01 2a"),
            ("(&(a=1)(b>=2))", "a0 10 a3 06 04 01 61 04 01 31 a5 06 04 01 62 04 01 32"),
            ("(a=b*c*d)", "a4 0e 04 01 61 30 09 80 01 62 81 01 63 82 01 64"),
            ("(a:1.2:=x)", "a9 0b 81 03 31 2e 32 82 01 61 83 01 78"),
            ("(a:dn:=x)", "a9 09 82 01 61 83 01 78 84 01 ff"),
            ("(&)", "a0 00"),
        ] {
            let shown: Vec<String> =
                encoded(text).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(shown.join(" "), wanted, "{text}");
        }
        for wrong in [
            "",
            "uid=a",
            "(uid=a",
            "(uid=a))",
            "(=a)",
            "(uid)",
            "(uid=(a)",
            "(a=\\2)",
            "(a=\\zz)",
            "(a>=*)",
            "(a=b**c)",
            "(:=x)",
            "(a:b:c:=x)",
            "(a=\0)",
            "((a=b))",
        ] {
            assert!(encoded(wrong).is_err(), "{wrong}");
        }
        let deep = format!("{}(a=b){}", "(!".repeat(5_000), ")".repeat(5_000));
        assert_eq!(encoded(&deep), Err("nests too deep".to_owned()));
    }

    #[test]
    fn a_name_is_never_more_than_a_value() {
        let honest = encoded("(&(objectClass=person)(uid=x))").unwrap();
        for name in [
            "*",
            ")(uid=*",
            "x)(|(uid=*",
            "a\0b",
            "\\",
            "\\2a",
            "(",
            ")",
            "&",
            "Zoë",
            "名前",
            "a\u{202e}b",
            "\r\n",
        ] {
            let text = format!("(&(objectClass=person)(uid={}))", escaped(name));
            let mut wanted = Vec::new();
            let mut inner = Vec::new();
            ber::put(&mut inner, ber::OCTETS, b"uid");
            ber::put(&mut inner, ber::OCTETS, name.as_bytes());
            ber::put(&mut wanted, 0xa3, &inner);
            let found = encoded(&text).unwrap();
            assert!(found.ends_with(&wanted), "{name}");
            // One class, one name, as before.
            assert_eq!(found.len() - wanted.len(), honest.len() - 10, "{name}");
        }
    }

    #[test]
    fn a_name_stays_one_value_of_a_distinguished_name() {
        assert_eq!(dn_escaped("a,ou=x"), "a\\2cou\\3dx");
        assert_eq!(dn_escaped(" #a "), "\\20#a\\20");
        assert_eq!(dn_escaped("#a"), "\\23a");
        assert_eq!(dn_escaped("a\0+b\"<>;\\"), "a\\00\\2bb\\22\\3c\\3e\\3b\\5c");
        assert_eq!(dn_escaped("Zoë"), "Zo\\c3\\ab");
    }

    #[test]
    fn spellings_of_one_name_are_one_key() {
        let key = dn_key("uid=alice,ou=People,dc=example,dc=com");
        assert_eq!(key, dn_key("UID=Alice , ou = people;DC=Example, dc=COM "));
        assert_eq!(dn_key("cn=a\\,b,dc=x"), dn_key("cn=a\\2Cb,dc=x"));
        assert_ne!(dn_key("cn=a\\,b,dc=x"), dn_key("cn=a,b,dc=x"));
        assert_ne!(dn_key("cn=a\\,cn=b,dc=x"), dn_key("cn=a,cn=b,dc=x"));
        assert_eq!(dn_key("cn=Zo\\c3\\ab,dc=x"), dn_key("cn=zoë,dc=x"));
        assert_eq!(dn_key("cn=a\\"), "cn=a\\5c");
        assert_eq!(
            dn_key(&format!("uid={},dc=x", dn_escaped("o'Brien, Æ"))),
            dn_key("uid=O'Brien\\, Æ,dc=x")
        );
    }
}
