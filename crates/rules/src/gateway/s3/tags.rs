//! Tags in requests to S3.
//! AWS: S3's API reference, PutObjectTagging and the header x-amz-tagging.

use crypto::sigv4::{percent_encoded, percent_encoded_path};

use super::super::{Plan, Refusal, Tagged};
use crate::policy::Value;

/// How the condition keys begin that are an object's own tags, in lower case.
pub const EXISTING: &str = "s3:existingobjecttag/";

type Tags = Vec<(String, String)>;

fn malformed() -> Refusal {
    let text = "The XML you provided was not well-formed or did not validate against our published schema";
    Refusal::new(400, "MalformedXML", text)
}

/// The tags of a body: `<Tagging><TagSet><Tag><Key/><Value/></Tag>…`.
pub(super) fn read(body: &[u8]) -> Result<Tags, Refusal> {
    let text = std::str::from_utf8(body).map_err(|_| malformed())?;
    let document = roxmltree::Document::parse(text).map_err(|_| malformed())?;
    let of = |node: roxmltree::Node<'_, '_>, name: &str| -> Result<String, Refusal> {
        let mut found = node.children().filter(|child| child.tag_name().name() == name);
        let (Some(one), None) = (found.next(), found.next()) else { return Err(malformed()) };
        plain_text(one)
    };
    let root = document.root_element();
    if root.tag_name().name() != "Tagging" {
        return Err(malformed());
    }
    let tags = root.descendants().filter(|node| node.tag_name().name() == "Tag");
    tags.map(|tag| Ok((of(tag, "Key")?, of(tag, "Value")?))).collect()
}

/// The text of an element that holds nothing else: what every reader takes it for.
pub(super) fn plain_text(node: roxmltree::Node<'_, '_>) -> Result<String, Refusal> {
    if node.children().any(|child| !child.is_text()) || node.children().count() > 1 {
        return Err(malformed());
    }
    Ok(node.text().unwrap_or_default().to_owned())
}

/// The tags of a header: `a=1&b=2`, percent-encoded.
pub(super) fn of_header(text: &str) -> Result<Tags, Refusal> {
    let decoded = |text: &str| {
        let bad =
            || Refusal::new(400, "InvalidArgument", "The header 'x-amz-tagging' shall be encoded as UTF-8");
        crypto::sigv4::percent_decoded(text).ok_or_else(bad)
    };
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(key, value)| Ok((decoded(key)?, decoded(value)?))).collect()
}

/// The condition keys of tags that are set.
pub(super) fn keys(is_object: bool, tags: &Tags) -> Vec<(String, Value)> {
    let (tag, all) = match is_object {
        true => ("s3:RequestObjectTag", "s3:RequestObjectTagKeys"),
        false => ("aws:RequestTag", "aws:TagKeys"),
    };
    let names: Vec<String> = tags.iter().map(|(key, _)| key.clone()).collect();
    let each = tags.iter().map(|(key, value)| (format!("{tag}/{key}"), Value::One(value.clone())));
    each.chain([(all.to_owned(), Value::Many(names))]).collect()
}

/// GetObjectTagging or GetBucketTagging, as the gateway asks it of the store; nothing for what is not S3's.
pub fn question(tagged: &Tagged) -> Option<Plan> {
    let (bucket, key, version) = match tagged {
        Tagged::Object { bucket, key, version } => (bucket, key.as_str(), version.as_deref()),
        Tagged::Bucket(bucket) => (bucket, "", None),
        Tagged::Table(_) => return None,
    };
    let version = version.map(|version| format!("&versionId={}", percent_encoded(version)));
    Some(Plan {
        query: format!("tagging={}", version.unwrap_or_default()),
        bucket: Some(bucket.clone()),
        ..Plan::own(format!("/{}", percent_encoded_path(key)))
    })
}

/// The tags in the store's answer. Nothing where it is none that we know.
pub fn existing(body: &[u8]) -> Option<Vec<(String, String)>> {
    read(body).ok()
}
