//! What can be wrong with one value: the list that is tried at each place.

use serde_json::{Value, json};
use wire::{Kind, Shape};

/// What is done to a place.
pub enum Mutation {
    /// Nothing is there.
    Gone,
    /// This is there.
    Is(Value),
    /// These bytes are there, which no tree can hold.
    Raw(Vec<u8>),
    /// The member is there again after itself, with this.
    Twice(Value),
}

/// A mutation and what to call it.
pub type Named = (String, Mutation);

/// All that is tried at a place of this shape where this value stood.
pub fn all(shape: &Shape, valid: &Value) -> Vec<Named> {
    let mut list = Vec::new();
    let mut is = |name: &str, value: Value| list.push((name.to_owned(), Mutation::Is(value)));
    is("null", Value::Null);
    is("true", json!(true));
    is("false", json!(false));
    is("zero", json!(0));
    is("a negative number", json!(-1));
    is("more than 32 bits", json!(2_147_483_648_i64));
    is("64 bits", json!(i64::MAX));
    is("the least of 64 bits", json!(i64::MIN));
    is("unsigned 64 bits", json!(u64::MAX));
    is("a fraction", json!(0.5));
    is("a great fraction", json!(1.5e300));
    is("an empty list", json!([]));
    is("a list of null", json!([null]));
    is("a list of lists", json!([[[]]]));
    is("an empty object", json!({}));
    is("an object of odd names", json!({ "": "", "\u{0}": [], "__proto__": {}, "Name": {} }));
    is("an empty text", json!(""));
    is("a list of 10,000", Value::Array(vec![first(valid); 10_000]));
    texts(shape, valid, &mut list);
    numbers(shape, &mut list);
    raw(valid, &mut list);
    if let Value::Object(members) = valid {
        let mut more = members.clone();
        more.insert("Unheard".to_owned(), json!({ "of": ["this"] }));
        list.push(("an unknown member".to_owned(), Mutation::Is(Value::Object(more))));
    }
    list.push(("nothing".to_owned(), Mutation::Gone));
    list
}

fn first(valid: &Value) -> Value {
    match valid {
        Value::Array(list) => list.first().cloned().unwrap_or_else(|| json!("a")),
        other => other.clone(),
    }
}

fn texts(shape: &Shape, valid: &Value, list: &mut Vec<Named>) {
    const ODD: [(&str, &str); 22] = [
        ("a NUL", "a\u{0}b"),
        ("controls", "\u{1}\u{7}\u{8}\r\n\t\u{1b}[31m\u{7f}"),
        ("right to left", "\u{202e}moc.elpmaxe\u{202c}\u{5d0}\u{5d1}"),
        ("combining characters", "Z\u{351}\u{36b}\u{343}\u{36a}a\u{310}\u{341}"),
        ("outside of the first plane", "\u{1f468}\u{200d}\u{1f469}\u{10ffff}"),
        ("characters that are none", "\u{fffe}\u{ffff}\u{feff}"),
        ("case that grows", "\u{130}\u{df}\u{1e9e}\u{149}"),
        ("spaces", " \u{a0}\u{2028}\u{3000} "),
        ("SQL", "x' OR '1'='1'; DROP TABLE users; --"),
        ("a quote", "\"'`"),
        ("a wildcard", "%_*?"),
        ("HTML", "<script>alert(1)</script><img src=x onerror=alert(1)>"),
        ("a format", "%s%n%x{}{0}{{7*7}}${jndi:ldap://x}"),
        ("a path", "../../../../etc/passwd"),
        ("a line of a header", "a\r\nX-Injected: yes"),
        ("an address", "a@b@c@example.com"),
        ("a filter", "email = \"a\" or 1=1"),
        ("an unended filter", "email = \"a\\"),
        ("a pool of nobody's", "us-east-1_ZZZZZZZZZ"),
        ("three parts", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."),
        ("a backslash", "\\"),
        ("a number in text", "99999999999999999999"),
    ];
    let mut is = |name: &str, text: String| list.push((name.to_owned(), Mutation::Is(json!(text))));
    ODD.iter().for_each(|(name, text)| is(name, (*text).to_owned()));
    is("10 KB", "a".repeat(10_240));
    is("10 KB of two bytes each", "\u{e9}".repeat(5_120));
    if matches!(shape.kind, Kind::String | Kind::Blob) {
        is("1 MB", "a".repeat(1 << 20));
        let length = |bound: i64| usize::try_from(bound.clamp(0, 200_000)).expect("a length");
        if let Some(max) = shape.max {
            is("the longest", "a".repeat(length(max)));
            is("one too long", "a".repeat(length(max + 1)));
        }
        if let Some(min) = shape.min.filter(|min| *min > 0) {
            is("one too short", "a".repeat(length(min - 1)));
        }
        is("outside of the enum", "NOT_ONE_OF_THEM".to_owned());
    }
    if let Value::String(valid) = valid {
        is("an end more", format!("{valid}a"));
        is("a NUL more", format!("{valid}\u{0}"));
        is("a space before", format!(" {valid}"));
        is("other case", valid.to_uppercase());
        is("cut", valid.chars().take(valid.chars().count() / 2).collect());
        is("one changed", valid.char_indices().map(|(at, c)| if at == 3 { 'A' } else { c }).collect());
    }
    for value in shape.values {
        is(&format!("the value {value}"), (*value).to_owned());
    }
}

fn numbers(shape: &Shape, list: &mut Vec<Named>) {
    if !matches!(shape.kind, Kind::Integer | Kind::Long) {
        return;
    }
    let bounds = [shape.min.map(|min| min - 1), shape.min, shape.max, shape.max.map(|max| max + 1)];
    for bound in bounds.into_iter().flatten().chain([i64::from(i32::MIN), i64::from(i32::MAX)]) {
        list.push((format!("the number {bound}"), Mutation::Is(json!(bound))));
    }
}

fn raw(valid: &Value, list: &mut Vec<Named>) {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000)).into_bytes();
    let raws: [(&str, Vec<u8>); 15] = [
        ("10,000 lists deep", deep("[", "]")),
        ("10,000 objects deep", [deep("{\"a\":", ""), b"1".to_vec(), deep("", "}")].concat()),
        ("10,000 lists without an end", "[".repeat(10_000).into_bytes()),
        ("100 lists deep", format!("{}{}", "[".repeat(100), "]".repeat(100)).into_bytes()),
        ("invalid UTF-8", b"\"a\xff\xfe\"".to_vec()),
        ("a cut character", b"\"a\xc3\"".to_vec()),
        ("an overlong NUL", b"\"\xc0\x80\"".to_vec()),
        ("a lone surrogate", br#""a\ud800b""#.to_vec()),
        ("surrogates the wrong way round", br#""\udc00\ud800""#.to_vec()),
        ("an escaped NUL", br#""a\u0000b""#.to_vec()),
        ("a bare control", b"\"a\nb\"".to_vec()),
        ("a number beyond all", b"1e400".to_vec()),
        ("a number of 1,000 digits", "9".repeat(1_000).into_bytes()),
        ("no JSON", b"undefined".to_vec()),
        ("a comment", b"/* */ 1".to_vec()),
    ];
    list.extend(raws.map(|(name, bytes)| (name.to_owned(), Mutation::Raw(bytes))));
    list.push(("itself twice".to_owned(), Mutation::Twice(valid.clone())));
    list.push(("itself and another".to_owned(), Mutation::Twice(json!("another"))));
    list.push(("itself and null".to_owned(), Mutation::Twice(Value::Null)));
}
