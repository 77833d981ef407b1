//! The table of S3's requests.
//! AWS: S3's API reference, "Actions"; the service authorization reference names the action of each.

use super::super::Request;

/// What a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Service,
    Bucket,
    Object,
}

/// One kind of request.
pub(super) struct Route {
    pub level: Level,
    pub method: &'static str,
    /// The sub-resource: a name in the query that must be there; empty for none.
    pub sub: &'static str,
    /// Other names that must be there.
    pub needs: &'static [&'static str],
    /// Names that may be there.
    pub takes: &'static [&'static str],
    pub action: &'static str,
    /// The action with a `versionId`.
    pub versioned: Option<&'static str>,
    /// It makes a bucket or an object, with what headers give it: ACL, tags, locks.
    pub writes: bool,
    /// It may copy from another object.
    pub copies: bool,
}

const fn route(level: Level, method: &'static str, sub: &'static str, action: &'static str) -> Route {
    Route {
        level,
        method,
        sub,
        needs: &[],
        takes: &[],
        action,
        versioned: None,
        writes: false,
        copies: false,
    }
}

const fn bucket(method: &'static str, sub: &'static str, action: &'static str) -> Route {
    route(Level::Bucket, method, sub, action)
}

const fn object(method: &'static str, sub: &'static str, action: &'static str) -> Route {
    route(Level::Object, method, sub, action)
}

impl Route {
    const fn takes(mut self, takes: &'static [&'static str]) -> Route {
        self.takes = takes;
        self
    }

    const fn needs(mut self, needs: &'static [&'static str]) -> Route {
        self.needs = needs;
        self
    }

    const fn versioned(mut self, action: &'static str) -> Route {
        self.versioned = Some(action);
        self.takes = &["versionId"];
        self
    }

    const fn writes(mut self) -> Route {
        self.writes = true;
        self
    }

    const fn copies(mut self) -> Route {
        self.copies = true;
        self
    }
}

const LIST: &[&str] = &[
    "prefix",
    "delimiter",
    "max-keys",
    "encoding-type",
    "marker",
    "list-type",
    "continuation-token",
    "start-after",
    "fetch-owner",
];
const LIST_VERSIONS: &[&str] =
    &["prefix", "delimiter", "max-keys", "encoding-type", "key-marker", "version-id-marker"];
const LIST_UPLOADS: &[&str] =
    &["prefix", "delimiter", "max-uploads", "encoding-type", "key-marker", "upload-id-marker"];
const GET: &[&str] = &[
    "versionId",
    "partNumber",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
];

/// Every request that is let through.
pub(super) const ROUTES: &[Route] = &[
    route(Level::Service, "GET", "", "s3:ListAllMyBuckets").takes(&[
        "max-buckets",
        "continuation-token",
        "prefix",
        "bucket-region",
    ]),
    // Buckets.
    bucket("GET", "", "s3:ListBucket").takes(LIST),
    bucket("HEAD", "", "s3:ListBucket"),
    bucket("PUT", "", "s3:CreateBucket").writes(),
    bucket("DELETE", "", "s3:DeleteBucket"),
    bucket("GET", "versions", "s3:ListBucketVersions").takes(LIST_VERSIONS),
    bucket("GET", "uploads", "s3:ListBucketMultipartUploads").takes(LIST_UPLOADS),
    bucket("POST", "delete", "s3:DeleteObject"),
    bucket("GET", "location", "s3:GetBucketLocation"),
    bucket("GET", "accelerate", "s3:GetAccelerateConfiguration"),
    bucket("PUT", "accelerate", "s3:PutAccelerateConfiguration"),
    bucket("GET", "acl", "s3:GetBucketAcl"),
    bucket("PUT", "acl", "s3:PutBucketAcl"),
    bucket("GET", "cors", "s3:GetBucketCORS"),
    bucket("PUT", "cors", "s3:PutBucketCORS"),
    bucket("DELETE", "cors", "s3:PutBucketCORS"),
    bucket("GET", "encryption", "s3:GetEncryptionConfiguration"),
    bucket("PUT", "encryption", "s3:PutEncryptionConfiguration"),
    bucket("DELETE", "encryption", "s3:PutEncryptionConfiguration"),
    bucket("GET", "lifecycle", "s3:GetLifecycleConfiguration"),
    bucket("PUT", "lifecycle", "s3:PutLifecycleConfiguration"),
    bucket("DELETE", "lifecycle", "s3:PutLifecycleConfiguration"),
    bucket("GET", "logging", "s3:GetBucketLogging"),
    bucket("PUT", "logging", "s3:PutBucketLogging"),
    bucket("GET", "notification", "s3:GetBucketNotification"),
    bucket("PUT", "notification", "s3:PutBucketNotification"),
    bucket("GET", "object-lock", "s3:GetBucketObjectLockConfiguration"),
    bucket("PUT", "object-lock", "s3:PutBucketObjectLockConfiguration"),
    bucket("GET", "ownershipControls", "s3:GetBucketOwnershipControls"),
    bucket("PUT", "ownershipControls", "s3:PutBucketOwnershipControls"),
    bucket("DELETE", "ownershipControls", "s3:PutBucketOwnershipControls"),
    bucket("GET", "policy", "s3:GetBucketPolicy"),
    bucket("PUT", "policy", "s3:PutBucketPolicy"),
    bucket("DELETE", "policy", "s3:DeleteBucketPolicy"),
    bucket("GET", "policyStatus", "s3:GetBucketPolicyStatus"),
    bucket("GET", "publicAccessBlock", "s3:GetBucketPublicAccessBlock"),
    bucket("PUT", "publicAccessBlock", "s3:PutBucketPublicAccessBlock"),
    bucket("DELETE", "publicAccessBlock", "s3:PutBucketPublicAccessBlock"),
    bucket("GET", "replication", "s3:GetReplicationConfiguration"),
    bucket("PUT", "replication", "s3:PutReplicationConfiguration"),
    bucket("DELETE", "replication", "s3:PutReplicationConfiguration"),
    bucket("GET", "requestPayment", "s3:GetBucketRequestPayment"),
    bucket("PUT", "requestPayment", "s3:PutBucketRequestPayment"),
    bucket("GET", "tagging", "s3:GetBucketTagging"),
    bucket("PUT", "tagging", "s3:PutBucketTagging"),
    bucket("DELETE", "tagging", "s3:PutBucketTagging"),
    bucket("GET", "versioning", "s3:GetBucketVersioning"),
    bucket("PUT", "versioning", "s3:PutBucketVersioning"),
    bucket("GET", "website", "s3:GetBucketWebsite"),
    bucket("PUT", "website", "s3:PutBucketWebsite"),
    bucket("DELETE", "website", "s3:DeleteBucketWebsite"),
    // Objects.
    object("GET", "", "s3:GetObject").versioned("s3:GetObjectVersion").takes(GET),
    object("HEAD", "", "s3:GetObject").versioned("s3:GetObjectVersion").takes(GET),
    object("PUT", "", "s3:PutObject").writes().copies(),
    object("DELETE", "", "s3:DeleteObject").versioned("s3:DeleteObjectVersion"),
    object("GET", "attributes", "s3:GetObjectAttributes").versioned("s3:GetObjectVersionAttributes"),
    object("GET", "acl", "s3:GetObjectAcl").versioned("s3:GetObjectVersionAcl"),
    object("PUT", "acl", "s3:PutObjectAcl").versioned("s3:PutObjectVersionAcl"),
    object("GET", "tagging", "s3:GetObjectTagging").versioned("s3:GetObjectVersionTagging"),
    object("PUT", "tagging", "s3:PutObjectTagging").versioned("s3:PutObjectVersionTagging"),
    object("DELETE", "tagging", "s3:DeleteObjectTagging").versioned("s3:DeleteObjectVersionTagging"),
    object("GET", "retention", "s3:GetObjectRetention").takes(&["versionId"]),
    object("PUT", "retention", "s3:PutObjectRetention").takes(&["versionId"]),
    object("GET", "legal-hold", "s3:GetObjectLegalHold").takes(&["versionId"]),
    object("PUT", "legal-hold", "s3:PutObjectLegalHold").takes(&["versionId"]),
    object("POST", "restore", "s3:RestoreObject").takes(&["versionId"]),
    object("POST", "select", "s3:GetObject").needs(&["select-type"]),
    // Uploads in parts.
    object("POST", "uploads", "s3:PutObject").writes(),
    object("PUT", "uploadId", "s3:PutObject").needs(&["partNumber"]).copies(),
    object("POST", "uploadId", "s3:PutObject"),
    object("GET", "uploadId", "s3:ListMultipartUploadParts").takes(&[
        "max-parts",
        "part-number-marker",
        "encoding-type",
    ]),
    object("DELETE", "uploadId", "s3:AbortMultipartUpload"),
];

/// The one kind that a request is of; `None` if it is of none.
pub(super) fn find(level: Level, request: &Request<'_>) -> Option<&'static Route> {
    ROUTES.iter().find(|route| route.level == level && route.is_of(request))
}

impl Route {
    fn is_of(&self, request: &Request<'_>) -> bool {
        let has = |name: &str| request.parameter(name).is_some();
        let is_known = |name: &str| {
            name == self.sub || self.needs.contains(&name) || self.takes.contains(&name) || is_anywhere(name)
        };
        // Which sub-resource is meant, its mere name says. An upload has an id.
        let is_plain = |value: &str| (self.sub == "uploadId") != value.is_empty();
        self.method == request.method
            && (self.sub.is_empty() || request.parameter(self.sub).is_some_and(is_plain))
            && self.needs.iter().all(|name| has(name))
            && request.query.iter().all(|(name, _)| is_known(name))
            && request.parameter("list-type").is_none_or(|version| version == "2")
            && request.parameter("select-type").is_none_or(|kind| kind == "2")
    }
}

/// What SDKs add to the query of any request: the operation's name, and checksums in presigned ones.
fn is_anywhere(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "x-id" || name == "x-amz-sdk-checksum-algorithm" || name.starts_with("x-amz-checksum-")
}
