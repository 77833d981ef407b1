//! S3: which action on which resource a request is.
//! AWS: the service authorization reference, "Actions, resources, and condition keys for Amazon S3"; S3's API reference.
//!
//! A request is known by its method, by whether it names a bucket or an object, and by the names in its query, all of which
//! must belong to one [`Route`]. It goes on encoded anew, so that the store reads the bucket and the key that were judged.
//!
//! DEVIATION: keys with empty, `.` or `..` segments are refused. S3 keeps them; stores that keep files, and proxies before
//! stores, read them as other keys.

mod delete;
mod headers;
mod routes;
mod tags;

use crypto::sigv4::{percent_decoded_path, percent_encoded_path};

use super::{Asked, Form, Plan, RESOURCE_TAG, Refusal, Request, Service, Tagged, encoded, no_tables};
use crate::policy::Value;
pub use delete::{Item, merged, without};
use routes::{Level, Route};
pub use tags::{EXISTING, existing, question};

/// The service.
pub const SERVICE: Service =
    Service { name: "s3", form: FORM, body, tables: no_tables, plan, fate: headers::fate };

const FORM: Form = Form::Xml;

/// Bodies that say what is asked are read up to these sizes.
const LONGEST_DELETE: usize = 2 << 20;
const LONGEST_TAGS: usize = 64 << 10;

/// How the condition keys begin that are tags of the bucket that something is in, in lower case.
const BUCKET_TAG: &str = "s3:buckettag/";

/// What a request names.
struct Named {
    bucket: Option<String>,
    key: Option<String>,
}

impl Named {
    fn level(&self) -> Level {
        match (&self.bucket, &self.key) {
            (None, _) => Level::Service,
            (Some(_), None) => Level::Bucket,
            (Some(_), Some(_)) => Level::Object,
        }
    }

    fn tagged(&self, version: Option<&str>) -> Option<Tagged> {
        let version = version.map(str::to_owned);
        Some(Tagged::Object { bucket: self.bucket.clone()?, key: self.key.clone()?, version })
    }

    fn arn(&self) -> String {
        match (&self.bucket, &self.key) {
            (None, _) => "*".to_owned(),
            (Some(bucket), None) => format!("arn:aws:s3:::{bucket}"),
            (Some(bucket), Some(key)) => format!("arn:aws:s3:::{bucket}/{key}"),
        }
    }
}

fn body(request: &Request<'_>) -> Option<usize> {
    match (request.method, request.parameter("delete"), request.parameter("tagging")) {
        ("POST", Some(_), _) => Some(LONGEST_DELETE),
        ("PUT", _, Some(_)) => Some(LONGEST_TAGS),
        _ => None,
    }
}

fn plan(request: &Request<'_>) -> Result<Plan, Refusal> {
    request.refuse_twins(FORM)?;
    let named = named(request)?;
    let route = routes::find(named.level(), request).ok_or_else(|| Refusal::unknown(FORM))?;
    let source = source(request, route)?;
    let mut asked = actions(request, route, &named)?;
    let common = keys(request)?;
    for asked in &mut asked {
        asked.keys.extend(common.iter().cloned());
    }
    let mut set = Vec::new();
    if let Some(source) = source {
        let action = if source.version.is_some() { "s3:GetObjectVersion" } else { "s3:GetObject" };
        let mut one = Asked::new(action, format!("arn:aws:s3:::{}/{}", source.bucket, source.key));
        one.keys.extend(source.version.iter().map(|version| said("s3:VersionId", version.as_str())));
        one.keys.extend(common.iter().filter(|(key, _)| key != "s3:VersionId").cloned());
        one.tagged = Some(source.tagged());
        asked.push(one);
        set.push(("x-amz-copy-source".to_owned(), source.text()));
    }
    for asked in asked.iter_mut().filter(|asked| is_by_tags(&asked.action)) {
        let tagged = asked.tagged.take();
        asked.tagged = tagged.or_else(|| named.tagged(request.parameter("versionId")));
        asked.unsaid.push(EXISTING);
    }
    for asked in &mut asked {
        match asked.resource.strip_prefix("arn:aws:s3:::") {
            // What hangs on the tags of an object's bucket cannot be told.
            Some(named) if named.contains('/') => asked.unsaid.extend([RESOURCE_TAG, BUCKET_TAG]),
            Some(bucket) => {
                let bucket = Tagged::Bucket(bucket.to_owned());
                asked.unsaid.push(BUCKET_TAG);
                asked.of_tagged(bucket);
            }
            None => {}
        }
    }
    let key = named.key.as_deref().unwrap_or_default();
    // AWS: whoever may not list a bucket does not learn what is not in it.
    let is_read = named.level() == Level::Object && route.sub.is_empty() && route.action == "s3:GetObject";
    let bucket = named.bucket.clone().filter(|_| is_read);
    let to_miss = bucket.map(|bucket| Asked::new("s3:ListBucket", format!("arn:aws:s3:::{bucket}")));
    Ok(Plan {
        asked,
        apart: if route.sub == "delete" { delete::items(request.body)?.len() } else { 0 },
        path: format!("/{}", percent_encoded_path(key)),
        query: encoded(
            request
                .query
                .iter()
                .filter(|(name, _)| name != "x-id")
                .map(|(name, value)| (name.as_str(), value.as_str())),
        ),
        bucket: named.bucket,
        set,
        to_miss,
    })
}

/// The bucket in the host's name or at the beginning of the path, and the key in the rest of the path.
fn named(request: &Request<'_>) -> Result<Named, Refusal> {
    let in_host = request.hosts.iter().find_map(|host| request.host.strip_suffix(host)?.strip_suffix('.'));
    let path = percent_decoded_path(request.path).ok_or_else(unreadable)?;
    let path = path.strip_prefix('/').ok_or_else(unreadable)?;
    let (bucket, key) = match in_host {
        Some(bucket) => (bucket, path),
        None => path.split_once('/').unwrap_or((path, "")),
    };
    if bucket.is_empty() {
        return if path.is_empty() { Ok(Named { bucket: None, key: None }) } else { Err(unreadable()) };
    }
    check_bucket(bucket)?;
    let key = (!key.is_empty()).then(|| key.to_owned());
    if let Some(key) = &key {
        check_key(key)?;
    }
    Ok(Named { bucket: Some(bucket.to_owned()), key })
}

fn unreadable() -> Refusal {
    Refusal::new(400, "InvalidURI", "Couldn't parse the specified URI.")
}

fn check_bucket(bucket: &str) -> Result<(), Refusal> {
    let is_name = (3..=63).contains(&bucket.len())
        && bucket.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
        && !bucket.contains("..")
        && !bucket.starts_with('.')
        && !bucket.ends_with('.');
    match is_name {
        true => Ok(()),
        false => Err(Refusal::new(400, "InvalidBucketName", "The specified bucket is not valid.")),
    }
}

/// AWS: a key has 1,024 bytes at most.
fn check_key(key: &str) -> Result<(), Refusal> {
    if key.len() > 1_024 {
        return Err(Refusal::new(400, "KeyTooLongError", "Your key is too long"));
    }
    check_segments(key)
}

/// A key, or the beginning of keys, that everybody reads alike.
fn check_segments(key: &str) -> Result<(), Refusal> {
    let body = key.strip_suffix('/').unwrap_or(key);
    let is_clear = |segment: &str| !matches!(segment, "" | "." | "..");
    let is_text = !key.contains(['\0', '\\']) && !key.chars().any(char::is_control);
    if key.is_empty() || (is_text && body.split('/').all(is_clear)) { Ok(()) } else { Err(unreadable()) }
}

/// The actions of a route.
fn actions(request: &Request<'_>, route: &Route, named: &Named) -> Result<Vec<Asked>, Refusal> {
    let arn = named.arn();
    if route.sub == "delete" {
        let bypass = is_true(request.header("x-amz-bypass-governance-retention"));
        return Ok(delete::asked(&delete::items(request.body)?, &arn, bypass));
    }
    let action = match (route.versioned, request.parameter("versionId")) {
        (Some(versioned), Some(_)) => versioned,
        _ => route.action,
    };
    let mut asked = vec![Asked::new(action, arn.as_str())];
    let more = |name: &'static str| Asked::new(name, arn.as_str());
    if route.sub == "attributes" {
        let version = request.parameter("versionId");
        asked.push(more(if version.is_some() { "s3:GetObjectVersion" } else { "s3:GetObject" }));
    }
    if route.sub == "tagging" && request.method == "PUT" {
        let tags = tags::read(request.body)?;
        asked[0].keys.extend(tags::keys(named.key.is_some(), &tags));
    }
    if is_true(request.header("x-amz-bypass-governance-retention")) && named.key.is_some() {
        asked.push(more("s3:BypassGovernanceRetention"));
    }
    if !route.writes {
        return Ok(asked);
    }
    let has = |name: &str| request.headers.iter().any(|(found, _)| *found == name);
    let is_object = named.key.is_some();
    if has("x-amz-acl") || request.headers.iter().any(|(name, _)| name.starts_with("x-amz-grant-")) {
        asked.push(more(if is_object { "s3:PutObjectAcl" } else { "s3:PutBucketAcl" }));
    }
    if has("x-amz-tagging") {
        let tags = tags::of_header(request.header("x-amz-tagging").unwrap_or_default())?;
        for asked in &mut asked {
            asked.keys.extend(tags::keys(true, &tags));
        }
        let mut one = more("s3:PutObjectTagging");
        one.keys.extend(tags::keys(true, &tags));
        asked.push(one);
    }
    for (header, action) in [
        ("x-amz-object-lock-mode", "s3:PutObjectRetention"),
        ("x-amz-object-lock-retain-until-date", "s3:PutObjectRetention"),
        ("x-amz-object-lock-legal-hold", "s3:PutObjectLegalHold"),
        ("x-amz-bucket-object-lock-enabled", "s3:PutBucketObjectLockConfiguration"),
        ("x-amz-object-ownership", "s3:PutBucketOwnershipControls"),
    ] {
        if has(header) && !asked.iter().any(|asked| asked.action == action) {
            asked.push(more(action));
        }
    }
    Ok(asked)
}

/// Whether the tags that an object has bear on an action.
fn is_by_tags(action: &str) -> bool {
    const ACTIONS: [&str; 6] = [
        "GetObject",
        "GetObjectAcl",
        "GetObjectTagging",
        "PutObjectAcl",
        "PutObjectTagging",
        "DeleteObjectTagging",
    ];
    let name = action.trim_start_matches("s3:").replacen("ObjectVersion", "Object", 1);
    ACTIONS.contains(&name.as_str())
}

fn is_true(header: Option<&str>) -> bool {
    header.is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

fn said(key: &str, value: impl Into<Value>) -> (String, Value) {
    (key.to_owned(), value.into())
}

/// The condition keys of a request.
fn keys(request: &Request<'_>) -> Result<Vec<(String, Value)>, Refusal> {
    const OF_QUERY: [(&str, &str); 4] = [
        ("prefix", "s3:prefix"),
        ("delimiter", "s3:delimiter"),
        ("max-keys", "s3:max-keys"),
        ("versionId", "s3:VersionId"),
    ];
    const OF_HEADERS: [&str; 16] = [
        "x-amz-acl",
        "x-amz-content-sha256",
        "x-amz-copy-source",
        "x-amz-grant-full-control",
        "x-amz-grant-read",
        "x-amz-grant-read-acp",
        "x-amz-grant-write",
        "x-amz-grant-write-acp",
        "x-amz-metadata-directive",
        "x-amz-server-side-encryption",
        "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-server-side-encryption-customer-algorithm",
        "x-amz-storage-class",
        "x-amz-website-redirect-location",
        "x-amz-object-ownership",
        "if-none-match",
    ];
    if let Some(prefix) = request.parameter("prefix") {
        check_segments(prefix)?;
    }
    let mut keys = Vec::new();
    for (parameter, key) in OF_QUERY {
        keys.extend(request.parameter(parameter).map(|value| said(key, value)));
    }
    for header in OF_HEADERS {
        keys.extend(request.header(header).map(|value| said(&format!("s3:{header}"), value)));
    }
    keys.push(said("s3:signatureversion", "AWS4-HMAC-SHA256"));
    keys.push(said("s3:authType", if request.is_presigned { "REST-QUERY-STRING" } else { "REST-HEADER" }));
    Ok(keys)
}

/// What is copied.
struct Source {
    bucket: String,
    key: String,
    version: Option<String>,
}

impl Source {
    fn tagged(&self) -> Tagged {
        let Source { bucket, key, version } = self;
        Tagged::Object { bucket: bucket.clone(), key: key.clone(), version: version.clone() }
    }

    fn text(&self) -> String {
        let Source { bucket, key, version } = self;
        let text = format!("{bucket}/{}", percent_encoded_path(key));
        match version {
            Some(version) => format!("{text}?versionId={}", crypto::sigv4::percent_encoded(version)),
            None => text,
        }
    }
}

/// What x-amz-copy-source names. An unencoded `+` could be a plus or a space, so it is neither.
fn source(request: &Request<'_>, route: &Route) -> Result<Option<Source>, Refusal> {
    let Some(text) = request.header("x-amz-copy-source") else { return Ok(None) };
    let bad = || {
        let text = "Copy Source must mention the source bucket and key: sourcebucket/sourcekey";
        Refusal::new(400, "InvalidArgument", text)
    };
    if !route.copies {
        return Err(Refusal::unknown(FORM));
    }
    let (text, version) = match text.split_once('?') {
        None => (text, None),
        Some((text, query)) => {
            let version =
                query.strip_prefix("versionId=").filter(|version| !version.contains(['&', '+', '?']));
            let version = version.and_then(percent_decoded_path).filter(|version| !version.is_empty());
            (text, Some(version.ok_or_else(bad)?))
        }
    };
    if text.contains(['+', '#']) {
        return Err(bad());
    }
    let text = percent_decoded_path(text).ok_or_else(bad)?;
    let text = text.strip_prefix('/').unwrap_or(&text);
    let (bucket, key) = text.split_once('/').filter(|(_, key)| !key.is_empty()).ok_or_else(bad)?;
    check_bucket(bucket)?;
    check_key(key)?;
    Ok(Some(Source { bucket: bucket.to_owned(), key: key.to_owned(), version }))
}

#[cfg(test)]
mod tests;
