//! REST-JSON: method and path name the operation; labels, query, headers and body carry its members.
//!
//! AWS: AWS restJson1 protocol of the Smithy specification.

use serde_json::{Value, json};

use crate::json;
use crate::operation::{Invalid, Operation, Service, write};
use crate::query::{decoded, encoded, scalar};
use crate::shape::{Kind, Place};

/// A call that was recognised by its path.
pub struct Found {
    /// The operation.
    pub operation: &'static Operation,
    /// The labels of its path with what stands there, decoded.
    labels: Vec<(&'static str, String)>,
}

/// What a request carries beside its path.
pub struct Carried<'a> {
    /// The query, as on the request line.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a [u8],
}

/// The operation of a method and a path as on the request line.
pub fn operation(method: &str, path: &str) -> Option<Found> {
    let all = Service::ALL.into_iter().filter(|service| is_spoken_by(*service)).flat_map(Service::operations);
    all.filter(|operation| operation.method == method).find_map(|operation| {
        let labels = labels(operation.uri, path)?;
        Some(Found { operation, labels })
    })
}

/// A call as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// HTTP method.
    pub method: &'static str,
    /// The path, encoded.
    pub path: String,
    /// The query, without `?`.
    pub query: String,
    /// What headers carry.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty where nothing travels in it.
    pub body: Vec<u8>,
}

/// The call that a tree says; a label that it does not have is empty, and what no member knows goes into the body.
pub fn request(operation: &Operation, tree: &Value) -> Sent {
    let mut sent = Sent {
        method: operation.method,
        path: operation.uri.to_owned(),
        query: String::new(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    let mut rest = tree.as_object().cloned().unwrap_or_default();
    let members = match operation.input.kind {
        Kind::Structure(members) => members,
        _ => &[],
    };
    for member in members.iter().filter(|member| member.place != Place::Body) {
        let text = match rest.remove(member.name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text),
            Some(other) => Some(other.to_string()),
        };
        match (member.place, text) {
            (Place::Uri(name), text) => {
                let label = text.unwrap_or_default();
                sent.path = sent.path.replace(&format!("{{{name}}}"), &encoded(&label));
            }
            (Place::Query(name), Some(text)) => {
                let divider = if sent.query.is_empty() { "" } else { "&" };
                sent.query.push_str(&format!("{divider}{name}={}", encoded(&text)));
            }
            (Place::Header(name), Some(text)) => sent.headers.push((name, text)),
            _ => {}
        }
    }
    if !rest.is_empty() {
        sent.body = write(&rest);
    }
    sent
}

/// Whether a service speaks this protocol.
pub fn is_spoken_by(service: Service) -> bool {
    service.target_prefix().is_none() && service.xml_namespace().is_none()
}

/// Whether a path is that of a service of this protocol.
pub fn is_spoken(path: &str) -> bool {
    path == ROOT || path.strip_prefix(ROOT).is_some_and(|rest| rest.starts_with('/'))
}

/// What all paths of `cognito-sync` begin with.
const ROOT: &str = "/identitypools";

fn labels(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let (mut steps, mut given) = (template.split('/'), path.split('/'));
    let mut labels = Vec::new();
    loop {
        match (steps.next(), given.next()) {
            (None, None) => return Some(labels),
            (Some(step), Some(text)) => {
                match step.strip_prefix('{').and_then(|step| step.strip_suffix('}')) {
                    // A path's plus is a plus.
                    Some(name) => labels.push((name, decoded(text.replace('+', "%2B").as_bytes()).ok()?)),
                    None if step == text => {}
                    None => return None,
                }
            }
            _ => return None,
        }
    }
}

impl Found {
    /// The members of the call, as the one tree that JSON would be.
    ///
    /// Errors: those of [`json::parse`], and `Serialization` for a query that is not UTF-8.
    pub fn tree(&self, carried: &Carried<'_>) -> Result<Value, Invalid> {
        let mut tree = json::parse(carried.body)?;
        let (Value::Object(members), Kind::Structure(known)) = (&mut tree, &self.operation.input.kind) else {
            return Ok(tree);
        };
        for member in known.iter().filter(|member| member.place != Place::Body) {
            // What travels elsewhere does not travel in the body.
            members.remove(member.name);
            let text = match member.place {
                Place::Body => None,
                Place::Uri(name) => {
                    self.labels.iter().find(|(label, _)| *label == name).map(|(_, text)| text.clone())
                }
                Place::Query(name) => parameter(carried.query, name)?,
                Place::Header(name) => {
                    let mut named = carried.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
                    named.next().map(|(_, text)| (*text).to_owned())
                }
            };
            if let Some(text) = text {
                members.insert(member.name.to_owned(), scalar(member.shape, &text));
            }
        }
        Ok(tree)
    }
}

fn parameter(query: &str, name: &str) -> Result<Option<String>, Invalid> {
    for pair in query.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        if decoded(key.as_bytes())? == name {
            return decoded(value.as_bytes()).map(Some);
        }
    }
    Ok(None)
}

/// The body of an error; its code is in the header `x-amzn-errortype`.
pub fn error(message: &str) -> Vec<u8> {
    write(&json!({ "message": message }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "/identitypools/us-east-1%3Aa/identities/us-east-1%3Ab/datasets/x.y";

    fn found(method: &str, path: &str) -> Option<&'static str> {
        operation(method, path).map(|found| found.operation.name)
    }

    #[test]
    fn method_and_path_name_the_operation() {
        assert_eq!(found("GET", "/identitypools"), Some("ListIdentityPoolUsage"));
        assert_eq!(found("GET", PATH), Some("DescribeDataset"));
        assert_eq!(found("POST", PATH), Some("UpdateRecords"));
        assert_eq!(found("DELETE", PATH), Some("DeleteDataset"));
        assert_eq!(found("GET", &format!("{PATH}/records")), Some("ListRecords"));
        assert_eq!(found("PUT", PATH), None);
        for path in ["", "/", "/identitypools/", "/identitypools//x/y", "/nowhere"] {
            assert!(
                !matches!(found("GET", path), Some(name) if name != "DescribeIdentityPoolUsage"),
                "{path}"
            );
        }
        assert!(is_spoken("/identitypools") && is_spoken(PATH) && !is_spoken("/identitypoolsx"));
        for service in Service::ALL.into_iter().filter(|service| is_spoken_by(*service)) {
            for operation in service.operations() {
                assert!(is_spoken(operation.uri), "{}", operation.uri);
                assert_eq!(found(operation.method, operation.uri), Some(operation.name));
            }
        }
    }

    #[test]
    fn what_is_sent_comes_back() {
        let tree = json!({
            "IdentityPoolId": "us-east-1:a", "IdentityId": "us-east-1:b/../c", "DatasetName": "x.y",
            "SyncSessionToken": "t", "ClientContext": "here", "RecordPatches": [{ "Op": "remove", "Key": "k" }],
        });
        let operation = Service::Sync.operation("UpdateRecords").unwrap();
        let sent = request(operation, &tree);
        assert_eq!(
            (sent.method, sent.path.as_str()),
            ("POST", "/identitypools/us-east-1%3Aa/identities/us-east-1%3Ab%2F..%2Fc/datasets/x.y")
        );
        let headers: Vec<(&str, &str)> =
            sent.headers.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let carried = Carried { query: &sent.query, headers: &headers, body: &sent.body };
        let found = super::operation(sent.method, &sent.path).unwrap();
        assert_eq!((found.operation.name, found.tree(&carried).unwrap()), ("UpdateRecords", tree));
        let operation = Service::Sync.operation("ListDatasets").unwrap();
        let sent = request(operation, &json!({ "IdentityPoolId": "p", "NextToken": "a+b", "MaxResults": 2 }));
        assert_eq!(sent.path, "/identitypools/p/identities//datasets");
        assert!(
            sent.query.contains("nextToken=a%2Bb")
                && sent.query.contains("maxResults=2")
                && sent.body.is_empty()
        );
    }

    #[test]
    fn members_come_from_their_places() {
        let call = operation("GET", &format!("{PATH}/records")).unwrap();
        let query = "lastSyncCount=7&nextToken=a%2Bb&maxResults=x";
        let carried =
            Carried { query, headers: &[], body: b"{\"IdentityId\":\"forged\",\"LastSyncCount\":9}" };
        assert_eq!(
            call.tree(&carried).unwrap(),
            json!({
                "IdentityPoolId": "us-east-1:a", "IdentityId": "us-east-1:b", "DatasetName": "x.y",
                "LastSyncCount": 7, "NextToken": "a+b", "MaxResults": "x",
            })
        );
        let call = operation("POST", PATH).unwrap();
        let headers = [("X-Amz-Client-Context", "here")];
        let carried = Carried { query: "", headers: &headers, body: b"{\"SyncSessionToken\":\"t\"}" };
        let tree = call.tree(&carried).unwrap();
        assert_eq!((&tree["ClientContext"], &tree["SyncSessionToken"]), (&json!("here"), &json!("t")));
        assert!(call.tree(&Carried { query: "", headers: &[], body: b"[]" }).is_err());
    }
}
