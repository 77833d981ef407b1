//! DeleteObjects: many keys in one body, each judged for itself.
//! AWS: S3's API reference, DeleteObjects: what may not be deleted is told in the answer, and the rest is deleted.
//!
//! The body is read strictly, so that the store cannot read other keys in it.

use roxmltree::{Document, Node};

use super::super::{Asked, Refusal};
use super::{check_key, said, tags};

/// AWS: so many keys at most.
const MOST: usize = 1_000;

/// One key to delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The key.
    pub key: String,
    /// The version, if one is named.
    pub version: Option<String>,
    /// Conditions that it must meet, name and text.
    conditions: Vec<(String, String)>,
}

fn malformed() -> Refusal {
    let text = "The XML you provided was not well-formed or did not validate against our published schema";
    Refusal::new(400, "MalformedXML", text)
}

/// The keys of a body. Errors: `MalformedXML`; `InvalidURI` for a key that is not let through.
pub(super) fn items(body: &[u8]) -> Result<Vec<Item>, Refusal> {
    read(body).map(|(items, _)| items)
}

/// The keys, and whether what was deleted is not to be told.
fn read(body: &[u8]) -> Result<(Vec<Item>, bool), Refusal> {
    let text = std::str::from_utf8(body).map_err(|_| malformed())?;
    let document = Document::parse(text).map_err(|_| malformed())?;
    let root = document.root_element();
    if root.tag_name().name() != "Delete" {
        return Err(malformed());
    }
    let (mut items, mut is_quiet) = (Vec::new(), false);
    for node in elements(root)? {
        match node.tag_name().name() {
            "Object" => items.push(item(node)?),
            "Quiet" => is_quiet = tags::plain_text(node)?.trim() == "true",
            _ => return Err(malformed()),
        }
    }
    if items.is_empty() || items.len() > MOST {
        return Err(malformed());
    }
    Ok((items, is_quiet))
}

/// The elements of one, between which is nothing but space.
fn elements<'a, 'i>(node: Node<'a, 'i>) -> Result<Vec<Node<'a, 'i>>, Refusal> {
    let is_space =
        |node: &Node<'_, '_>| node.is_text() && node.text().is_none_or(|text| text.trim().is_empty());
    let (elements, rest): (Vec<_>, Vec<_>) = node.children().partition(Node::is_element);
    if rest.iter().all(is_space) { Ok(elements) } else { Err(malformed()) }
}

fn item(node: Node<'_, '_>) -> Result<Item, Refusal> {
    let (mut key, mut version, mut conditions) = (None, None, Vec::new());
    for member in elements(node)? {
        let text = tags::plain_text(member)?;
        match member.tag_name().name() {
            "Key" if key.is_none() => key = Some(text),
            "VersionId" if version.is_none() => version = Some(text),
            name @ ("ETag" | "LastModifiedTime" | "Size") => conditions.push((name.to_owned(), text)),
            _ => return Err(malformed()),
        }
    }
    let key = key.filter(|key| !key.is_empty()).ok_or_else(malformed)?;
    check_key(&key)?;
    Ok(Item { key, version: version.filter(|version| !version.is_empty()), conditions })
}

/// What must be allowed: as many as there are keys, in their order.
pub(super) fn asked(items: &[Item], bucket: &str, bypass: bool) -> Vec<Asked> {
    let one = |item: &Item| {
        let arn = format!("{bucket}/{}", item.key);
        let action = match item.version {
            Some(_) => "s3:DeleteObjectVersion",
            None => "s3:DeleteObject",
        };
        let mut asked = Asked::new(action, arn);
        asked.keys.extend(item.version.iter().map(|version| said("s3:VersionId", version.as_str())));
        asked
    };
    let each = items.iter().map(one);
    match bypass {
        false => each.collect(),
        // One more for all of them: whoever may not bypass may not ask so.
        true => each.chain([Asked::new("s3:BypassGovernanceRetention", format!("{bucket}/*"))]).collect(),
    }
}

/// The body without the keys at these places, and those keys. Errors: as [`items`].
pub fn without(body: &[u8], denied: &[usize]) -> Result<(String, Vec<Item>), Refusal> {
    let (items, is_quiet) = read(body)?;
    let mut text = String::from("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    let mut left_out = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        if denied.contains(&at) {
            left_out.push(item);
            continue;
        }
        text.push_str("<Object>");
        element(&mut text, "Key", &item.key);
        if let Some(version) = &item.version {
            element(&mut text, "VersionId", version);
        }
        for (name, value) in &item.conditions {
            element(&mut text, name, value);
        }
        text.push_str("</Object>");
    }
    text.push_str(if is_quiet { "<Quiet>true</Quiet></Delete>" } else { "</Delete>" });
    Ok((text, left_out))
}

/// The store's answer with an error for each key that was left out; without one, the answer for those keys alone.
/// Errors: the store's answer does not read.
pub fn merged(answer: Option<&[u8]>, left_out: &[Item]) -> Result<String, Refusal> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">",
    );
    if let Some(answer) = answer {
        let bad = || Refusal::internal(super::FORM);
        let answer = std::str::from_utf8(answer).map_err(|_| bad())?;
        let document = Document::parse(answer).map_err(|_| bad())?;
        for node in document.root_element().children().filter(Node::is_element) {
            let name = node.tag_name().name();
            text.push_str(&format!("<{name}>"));
            for member in node.children().filter(Node::is_element) {
                element(&mut text, member.tag_name().name(), member.text().unwrap_or_default());
            }
            text.push_str(&format!("</{name}>"));
        }
    }
    for item in left_out {
        text.push_str("<Error>");
        element(&mut text, "Key", &item.key);
        if let Some(version) = &item.version {
            element(&mut text, "VersionId", version);
        }
        text.push_str("<Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
    }
    text.push_str("</DeleteResult>");
    Ok(text)
}

fn element(text: &mut String, name: &str, value: &str) {
    text.push_str(&format!("<{name}>"));
    for c in value.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\r' => text.push_str("&#13;"),
            c => text.push(c),
        }
    }
    text.push_str(&format!("</{name}>"));
}
