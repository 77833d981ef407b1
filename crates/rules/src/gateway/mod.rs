//! What a signed request to another service asks for: the actions, the resources and the condition keys that policies judge.
//! AWS: the service authorization reference of each service.
//!
//! A service is one file with one [`Service`], and one line in [`SERVICES`]. Nothing is read or written here: a request comes in
//! as plain words, and what comes of it is a [`Plan`]. What a file does not know for certain it refuses: a request that the
//! gateway reads otherwise than the store behind it would be let in by the wrong policy.

use std::collections::BTreeMap;

use crate::credentials::Session;
use crate::policy::Value;

pub mod dynamodb;
pub mod execute_api;
pub mod judge;
pub mod lambda;
mod refusal;
pub mod s3;

pub use refusal::{Form, Refusal};

/// The services that the gateway knows.
pub const SERVICES: &[Service] = &[s3::SERVICE, dynamodb::SERVICE, execute_api::SERVICE, lambda::SERVICE];

/// One action on one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// `s3:GetObject`.
    pub action: String,
    /// An ARN, or `*` for what names no resource.
    pub resource: String,
    /// Condition keys of the service, beside the global ones that hold for the whole request.
    pub keys: Vec<(String, Value)>,
    /// Beginnings of condition keys, in lower case, that bear on this and that nobody can say here: whoever has a policy that
    /// looks at one of them is refused.
    pub unsaid: Vec<&'static str>,
    /// Whose own tags bear on this. They are unsaid as long as nobody asks the store for them.
    pub tagged: Option<Tagged>,
}

/// What has tags of its own, which the store keeps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tagged {
    /// An object.
    Object {
        /// Its bucket.
        bucket: String,
        /// Its key.
        key: String,
        /// Which of its versions, if one is named.
        version: Option<String>,
    },
    /// A bucket, by its name.
    Bucket(String),
    /// A table of DynamoDB, by its name.
    Table(String),
}

/// How the condition keys begin that are a resource's own tags, in lower case.
pub const RESOURCE_TAG: &str = "aws:resourcetag/";

impl Tagged {
    /// How the condition keys of its tags begin.
    pub fn prefix(&self) -> &'static str {
        match self {
            Tagged::Object { .. } => "s3:ExistingObjectTag/",
            Tagged::Bucket(_) | Tagged::Table(_) => "aws:ResourceTag/",
        }
    }

    /// The same as [`Asked::unsaid`] has it.
    pub fn unsaid(&self) -> &'static str {
        match self {
            Tagged::Object { .. } => s3::EXISTING,
            Tagged::Bucket(_) | Tagged::Table(_) => RESOURCE_TAG,
        }
    }
}

impl Asked {
    /// Of an action and a resource.
    pub fn new(action: impl Into<String>, resource: impl Into<String>) -> Asked {
        Asked {
            action: action.into(),
            resource: resource.into(),
            keys: Vec::new(),
            unsaid: Vec::new(),
            tagged: None,
        }
    }

    /// With something whose tags bear on this.
    pub(super) fn of_tagged(&mut self, tagged: Tagged) {
        self.unsaid.push(tagged.unsaid());
        self.tagged = Some(tagged);
    }

    /// Says tags of what is asked for, as the store has told them.
    pub fn say_tags(&mut self, tags: &[(String, String)]) {
        let Some(tagged) = &self.tagged else { return };
        let (prefix, unsaid) = (tagged.prefix(), tagged.unsaid());
        self.keys.extend(tags.iter().map(|(key, value)| (format!("{prefix}{key}"), value.as_str().into())));
        self.unsaid.retain(|prefix| *prefix != unsaid);
    }

    /// With one more condition key.
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Value>) -> Asked {
        self.keys.push((key.into(), value.into()));
        self
    }
}

/// Whoever signed.
#[derive(Clone, Copy, Debug)]
pub struct Bearer<'a> {
    /// The id of the key that signed.
    pub access_key_id: &'a str,
    /// Who it is: `arn:aws:sts::…:assumed-role/…`, `arn:aws:iam::…:user/…`.
    pub arn: &'a str,
    /// `aws:userid`.
    pub user_id: &'a str,
    /// What temporary credentials stand for.
    pub session: Option<&'a Session>,
}

/// A request as it came in, its signature proved. Names and values of the query are decoded, without those of the signature.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Whoever signed it.
    pub bearer: Bearer<'a>,
    /// What the settings call the place that it is for: of `execute-api` the id of the API.
    pub backend: &'a str,
    /// The region of that place, for ARNs.
    pub region: &'a str,
    /// The account, for ARNs.
    pub account: &'a str,
    /// As on the request line.
    pub method: &'a str,
    /// The host without its port, in lower case.
    pub host: &'a str,
    /// Names under which the gateway is called for this backend, in lower case: what stands before one is a bucket.
    pub hosts: &'a [String],
    /// As on the request line, percent-encoded.
    pub path: &'a str,
    /// In the order received.
    pub query: &'a [(String, String)],
    /// In the order received, names in lower case, values without spaces around.
    pub headers: &'a [(&'a str, &'a str)],
    /// Whether the signature stood in the query.
    pub is_presigned: bool,
    /// The body where [`Service::body`] says that it is read; else empty.
    pub body: &'a [u8],
    /// The partition key's name of each table that [`Service::tables`] names.
    pub partition_keys: &'a BTreeMap<String, String>,
}

impl<'a> Request<'a> {
    /// The value of a header. One that is there twice is not found: see [`Request::refuse_twins`].
    pub fn header(&self, name: &str) -> Option<&'a str> {
        let mut found = self.headers.iter().filter(|(key, _)| *key == name).map(|(_, value)| *value);
        let value = found.next();
        if found.next().is_some() { None } else { value }
    }

    /// The value of a parameter of the query.
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Refuses what two readers may read differently: headers and parameters that are there twice.
    pub fn refuse_twins(&self, form: Form) -> Result<(), Refusal> {
        let mut names: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        let twin = names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let mut headers: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        headers.sort_unstable();
        let twin = twin.or(headers.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]));
        match twin {
            Some(name) => Err(Refusal::invalid(form, format!("The request has more than one '{name}'."))),
            None => Ok(()),
        }
    }
}

/// What is asked, and how the request goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Everything that must be allowed.
    pub asked: Vec<Asked>,
    /// The first so many of what is asked are each for one item of the body: those that are denied are left out of it,
    /// instead of all being refused.
    pub apart: usize,
    /// The path to send, percent-encoded, without a bucket that is sent in the host's name.
    pub path: String,
    /// The query to send.
    pub query: String,
    /// The bucket, where the place behind may want it in the host's name.
    pub bucket: Option<String>,
    /// Headers to send in place of those that came in under these names, in lower case.
    pub set: Vec<(String, String)>,
    /// What must be allowed besides for whoever is to learn that something is not there: others are denied.
    pub to_miss: Option<Asked>,
}

impl Plan {
    /// Goes on with path and query as they came in; the query encoded anew.
    pub fn as_is(request: &Request<'_>, asked: Vec<Asked>) -> Plan {
        let query = encoded(request.query.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        Plan { asked, query, ..Plan::own(request.path) }
    }

    /// Of a request that the gateway makes itself, which nobody is asked about.
    pub fn own(path: impl Into<String>) -> Plan {
        Plan {
            asked: Vec::new(),
            apart: 0,
            path: path.into(),
            query: String::new(),
            bucket: None,
            set: Vec::new(),
            to_miss: None,
        }
    }
}

/// A query as it is sent.
pub fn encoded<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    use crypto::sigv4::percent_encoded;
    let pairs = pairs.map(|(name, value)| format!("{}={}", percent_encoded(name), percent_encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// What becomes of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes on.
    Sent,
    /// It ends here: it was for us, or for nobody.
    Dropped,
    /// It may mean more than we know.
    Refused,
}

/// A service that requests can be for.
#[derive(Debug)]
pub struct Service {
    /// As signatures name it.
    pub name: &'static str,
    /// How it says errors.
    pub form: Form,
    /// How many bytes of a body are read before it is asked for; `None` where bodies stream by unread.
    pub body: fn(&Request<'_>) -> Option<usize>,
    /// Tables whose partition keys [`Service::plan`] must know.
    pub tables: fn(&Request<'_>) -> Vec<String>,
    /// What a request asks for.
    pub plan: fn(&Request<'_>) -> Result<Plan, Refusal>,
    /// What becomes of a header, by its name in lower case.
    pub fate: fn(&str) -> Fate,
}

/// A service by the name in signatures.
pub fn service(name: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.name == name)
}

/// For [`Service::tables`] of what has none.
pub fn no_tables(_: &Request<'_>) -> Vec<String> {
    Vec::new()
}

/// For [`Service::fate`] of services that speak JSON.
pub fn fate_of_json(name: &str) -> Fate {
    const SENT: [&str; 5] = ["accept", "accept-encoding", "content-type", "user-agent", "x-amz-target"];
    if SENT.contains(&name) { Fate::Sent } else { Fate::Dropped }
}

/// A path without percent-encoding. Nothing where an escape is none, or what it stands for is no text.
fn plain_path(path: &str) -> Option<String> {
    let is_escape = |rest: &str| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    match path.split('%').skip(1).all(is_escape) {
        true => crypto::sigv4::percent_decoded_path(path),
        false => None,
    }
}
