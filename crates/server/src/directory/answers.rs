//! Answers of servers that tests stand up, as bytes.
//! RFC: 4511 section 4.

use super::ber;

/// The answer to a bind.
pub const BOUND: u8 = 0x61;
/// An entry that a search finds.
pub const ENTRY: u8 = 0x64;
/// The end of a search.
pub const SEARCHED: u8 = 0x65;

/// A message of an operation.
pub fn answer(id: i64, operation: u8, content: &[u8]) -> Vec<u8> {
    let (mut inner, mut out) = (Vec::new(), Vec::new());
    ber::put_number(&mut inner, ber::INTEGER, id);
    ber::put(&mut inner, operation, content);
    ber::put(&mut out, ber::SEQUENCE, &inner);
    out
}

/// A message that ends an operation, with a code.
pub fn done(id: i64, operation: u8, code: i64) -> Vec<u8> {
    let mut content = Vec::new();
    ber::put_number(&mut content, ber::ENUMERATED, code);
    ber::put(&mut content, ber::OCTETS, b"");
    ber::put(&mut content, ber::OCTETS, b"");
    answer(id, operation, &content)
}

/// What an entry holds.
pub fn entry(dn: &str, attributes: &[(&str, &str)]) -> Vec<u8> {
    let (mut content, mut list) = (Vec::new(), Vec::new());
    for (name, value) in attributes {
        let (mut one, mut values) = (Vec::new(), Vec::new());
        ber::put(&mut values, ber::OCTETS, value.as_bytes());
        ber::put(&mut one, ber::OCTETS, name.as_bytes());
        ber::put(&mut one, ber::SET, &values);
        ber::put(&mut list, ber::SEQUENCE, &one);
    }
    ber::put(&mut content, ber::OCTETS, dn.as_bytes());
    ber::put(&mut content, ber::SEQUENCE, &list);
    content
}
