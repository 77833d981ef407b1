//! What requests to S3 are taken for.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::gateway::{Bearer, Fate};

/// A request of a method, a target and headers, and a body.
fn planned(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Result<Plan, Refusal> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let query: Vec<(String, String)> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| {
            let text = |text| crypto::sigv4::percent_decoded(text).unwrap();
            (text(name), text(value))
        })
        .collect();
    let host = headers.iter().find(|(name, _)| *name == "host").map_or("127.0.0.1", |(_, host)| host);
    let request = Request {
        bearer: Bearer { access_key_id: "ASIA", arn: "arn", user_id: "id", session: None },
        backend: "files",
        region: "us-east-1",
        account: "000000000000",
        method,
        host,
        hosts: &["s3.example.com".to_owned()],
        path,
        query: &query,
        headers,
        is_presigned: false,
        body: body.as_bytes(),
        partition_keys: &BTreeMap::new(),
    };
    plan(&request)
}

/// `ACTION RESOURCE` of each, without `s3:` and `arn:aws:s3:::`.
fn asked(method: &str, target: &str, headers: &[(&str, &str)]) -> Vec<String> {
    match planned(method, target, headers, "<Tagging><TagSet/></Tagging>") {
        Ok(plan) => plan
            .asked
            .iter()
            .map(|asked| {
                format!("{} {}", &asked.action[3..], asked.resource.trim_start_matches("arn:aws:s3:::"))
            })
            .collect(),
        Err(refusal) => vec![refusal.code.to_owned()],
    }
}

#[test]
fn requests_are_the_actions_of_the_authorization_reference() {
    for (method, target, actions) in [
        ("GET", "/", &["ListAllMyBuckets *"][..]),
        ("GET", "/bucket", &["ListBucket bucket"]),
        ("GET", "/bucket/", &["ListBucket bucket"]),
        (
            "GET",
            "/bucket?list-type=2&prefix=a%2F&delimiter=%2F&max-keys=5&encoding-type=url",
            &["ListBucket bucket"],
        ),
        ("HEAD", "/bucket", &["ListBucket bucket"]),
        ("PUT", "/bucket", &["CreateBucket bucket"]),
        ("DELETE", "/bucket", &["DeleteBucket bucket"]),
        ("GET", "/bucket?versions&prefix=x", &["ListBucketVersions bucket"]),
        ("GET", "/bucket?uploads=", &["ListBucketMultipartUploads bucket"]),
        ("GET", "/bucket?location", &["GetBucketLocation bucket"]),
        ("DELETE", "/bucket?policy", &["DeleteBucketPolicy bucket"]),
        ("DELETE", "/bucket?cors", &["PutBucketCORS bucket"]),
        ("GET", "/bucket/a/b%20c", &["GetObject bucket/a/b c"]),
        ("GET", "/bucket/a?x-id=GetObject&partNumber=2", &["GetObject bucket/a"]),
        ("HEAD", "/bucket/a+b", &["GetObject bucket/a+b"]),
        ("GET", "/bucket/a?versionId=v", &["GetObjectVersion bucket/a"]),
        ("GET", "/bucket/a?attributes", &["GetObjectAttributes bucket/a", "GetObject bucket/a"]),
        (
            "GET",
            "/bucket/a?attributes&versionId=v",
            &["GetObjectVersionAttributes bucket/a", "GetObjectVersion bucket/a"],
        ),
        ("PUT", "/bucket/a", &["PutObject bucket/a"]),
        ("DELETE", "/bucket/a", &["DeleteObject bucket/a"]),
        ("DELETE", "/bucket/a?versionId=v", &["DeleteObjectVersion bucket/a"]),
        ("GET", "/bucket/a?tagging", &["GetObjectTagging bucket/a"]),
        ("PUT", "/bucket/a?tagging", &["PutObjectTagging bucket/a"]),
        ("PUT", "/bucket/a?acl&versionId=v", &["PutObjectVersionAcl bucket/a"]),
        ("POST", "/bucket/a?uploads", &["PutObject bucket/a"]),
        ("PUT", "/bucket/a?partNumber=1&uploadId=u", &["PutObject bucket/a"]),
        ("POST", "/bucket/a?uploadId=u", &["PutObject bucket/a"]),
        ("GET", "/bucket/a?uploadId=u&max-parts=3", &["ListMultipartUploadParts bucket/a"]),
        ("DELETE", "/bucket/a?uploadId=u", &["AbortMultipartUpload bucket/a"]),
        ("GET", "/bucket/a?legal-hold", &["GetObjectLegalHold bucket/a"]),
    ] {
        assert_eq!(asked(method, target, &[]), actions, "{method} {target}");
    }
}

#[test]
fn headers_ask_for_more() {
    for (headers, actions) in [
        (&[("x-amz-acl", "private")][..], &["PutObject bucket/a", "PutObjectAcl bucket/a"][..]),
        (&[("x-amz-grant-read", "id=1")], &["PutObject bucket/a", "PutObjectAcl bucket/a"]),
        (&[("x-amz-tagging", "a=b")], &["PutObject bucket/a", "PutObjectTagging bucket/a"]),
        (
            &[("x-amz-object-lock-mode", "GOVERNANCE"), ("x-amz-object-lock-retain-until-date", "2030")],
            &["PutObject bucket/a", "PutObjectRetention bucket/a"],
        ),
        (&[("x-amz-copy-source", "/other/k%20k")], &["PutObject bucket/a", "GetObject other/k k"]),
        (
            &[("x-amz-copy-source", "other/k?versionId=v")],
            &["PutObject bucket/a", "GetObjectVersion other/k"],
        ),
    ] {
        assert_eq!(asked("PUT", "/bucket/a", headers), actions, "{headers:?}");
    }
    let part = asked("PUT", "/bucket/a?partNumber=1&uploadId=u", &[("x-amz-copy-source", "other/k")]);
    assert_eq!(part, ["PutObject bucket/a", "GetObject other/k"]);
    let bypass = [("x-amz-bypass-governance-retention", "true")];
    assert_eq!(
        asked("DELETE", "/bucket/a?versionId=v", &bypass),
        ["DeleteObjectVersion bucket/a", "BypassGovernanceRetention bucket/a"]
    );
}

#[test]
fn what_is_not_known_is_refused() {
    for (method, target) in [
        ("GET", "/bucket?analytics"),
        ("GET", "/bucket?versions&uploads"),
        ("GET", "/bucket?acl=x"),
        ("GET", "/bucket?list-type=3"),
        ("GET", "/bucket/a?acl&tagging"),
        ("GET", "/bucket/a?torrent"),
        ("GET", "/bucket/a?prefix=x"),
        ("PUT", "/bucket/a?uploadId=u"),
        ("PUT", "/bucket/a?uploadId=&partNumber=1"),
        ("PUT", "/bucket/a?append&position=0"),
        ("PUT", "/bucket/a?versionId=v"),
        ("POST", "/bucket/a"),
        ("POST", "/bucket"),
        ("POST", "/"),
        ("PATCH", "/bucket/a"),
        ("get", "/bucket/a"),
        ("OPTIONS", "/bucket/a"),
        ("GET", "/bucket/a?lambdaArn=x"),
    ] {
        assert_eq!(asked(method, target, &[]), ["NotImplemented"], "{method} {target}");
    }
    assert_eq!(asked("GET", "/bucket/a", &[("x-amz-copy-source", "other/k")]), ["NotImplemented"]);
    assert_eq!(asked("POST", "/bucket/a?uploads", &[("x-amz-copy-source", "other/k")]), ["NotImplemented"]);
    assert_eq!(asked("GET", "/bucket/a?versionId=1&versionId=2", &[]), ["InvalidRequest"]);
    assert_eq!(asked("PUT", "/bucket/a", &[("x-amz-acl", "a"), ("x-amz-acl", "b")]), ["InvalidRequest"]);
}

#[test]
fn keys_that_may_be_read_in_two_ways_are_refused() {
    for path in [
        "a/../b",
        "../a",
        "a/..",
        "a/.",
        "./a",
        "a//b",
        "/a",
        "a%2F..%2Fb",
        "%2e%2e/a",
        "a%5Cb",
        "a%00",
        "a%0Ab",
        "%FF",
    ] {
        assert_eq!(asked("GET", &format!("/bucket/{path}"), &[]), ["InvalidURI"], "{path}");
        let source = format!("other/{path}");
        let copied = asked("PUT", "/bucket/a", &[("x-amz-copy-source", source.as_str())]);
        assert!(["InvalidURI", "InvalidArgument"].contains(&copied[0].as_str()), "{path}: {copied:?}");
    }
    for prefix in ["..%2F", "a/../", "a//", "..", "%2F"] {
        assert_eq!(asked("GET", &format!("/bucket?prefix={prefix}"), &[]), ["InvalidURI"], "{prefix}");
    }
    for bucket in ["..", "a", "b..c", ".ab", "a%2Fb%00", "b%20cd", &"b".repeat(64)] {
        let refused = asked("GET", &format!("/{bucket}/k"), &[]);
        assert!(["InvalidBucketName", "InvalidURI"].contains(&refused[0].as_str()), "{bucket}: {refused:?}");
    }
    for source in
        ["", "other", "other/", "/", "other/a+b", "other/k?versionId=", "other/k?v=1", "arn:aws:s3:::x/k"]
    {
        let refused = asked("PUT", "/bucket/a", &[("x-amz-copy-source", source)]);
        assert!(
            ["InvalidBucketName", "InvalidArgument"].contains(&refused[0].as_str()),
            "{source}: {refused:?}"
        );
    }
    assert_eq!(asked("GET", "//bucket/k", &[]), ["InvalidURI"]);
    assert_eq!(asked("GET", "bucket/k", &[]), ["InvalidURI"]);
    assert_eq!(asked("GET", &format!("/bucket/{}", "k".repeat(1_025)), &[]), ["KeyTooLongError"]);
    assert_eq!(asked("GET", "/bucket/folder/", &[]), ["GetObject bucket/folder/"]);
}

#[test]
fn a_bucket_can_stand_in_the_hosts_name() {
    let at = |host| [("host", host)];
    assert_eq!(asked("GET", "/a/b", &at("bucket.s3.example.com")), ["GetObject bucket/a/b"]);
    assert_eq!(asked("GET", "/", &at("my.bucket.s3.example.com")), ["ListBucket my.bucket"]);
    assert_eq!(asked("GET", "/bucket/b", &at("s3.example.com")), ["GetObject bucket/b"]);
    assert_eq!(asked("GET", "/bucket/b", &at("bucket.s3.example.org")), ["GetObject bucket/b"]);
    assert_eq!(asked("GET", "/bucket/b", &at("buckets3.example.com")), ["GetObject bucket/b"]);
    let plan =
        planned("GET", "/a%2fb%7e?x-id=GetObject&versionId=%2B", &at("bucket.s3.example.com"), "").unwrap();
    assert_eq!((plan.bucket.as_deref(), plan.path.as_str()), (Some("bucket"), "/a/b~"));
    assert_eq!(plan.query, "versionId=%2B");
}

#[test]
fn conditions_can_look_at_what_was_asked() {
    let plan = planned("GET", "/bucket?prefix=home%2F&max-keys=7", &[("x-amz-acl", "private")], "").unwrap();
    let value =
        |key: &str| plan.asked[0].keys.iter().find(|(found, _)| found == key).map(|(_, value)| value.clone());
    assert_eq!(value("s3:prefix"), Some("home/".into()));
    assert_eq!(value("s3:max-keys"), Some("7".into()));
    assert_eq!(value("s3:x-amz-acl"), Some("private".into()));
    assert_eq!(value("s3:delimiter"), None);
    assert_eq!(value("s3:authType"), Some("REST-HEADER".into()));
    let body = "<Tagging><TagSet><Tag><Key>team</Key><Value>a&amp;b</Value></Tag></TagSet></Tagging>";
    let plan = planned("PUT", "/bucket/a?tagging", &[], body).unwrap();
    assert!(plan.asked[0].keys.contains(&("s3:RequestObjectTag/team".to_owned(), "a&b".into())));
    let plan = planned("PUT", "/bucket?tagging", &[], body).unwrap();
    assert!(plan.asked[0].keys.contains(&("aws:RequestTag/team".to_owned(), "a&b".into())));
    let plan = planned("PUT", "/bucket/a", &[("x-amz-tagging", "team=a%20b")], "").unwrap();
    assert!(
        plan.asked
            .iter()
            .all(|asked| { asked.keys.contains(&("s3:RequestObjectTag/team".to_owned(), "a b".into())) })
    );
    // What is copied is said as it is sent on.
    let plan = planned("PUT", "/bucket/a", &[("x-amz-copy-source", "/other/k%7Ek")], "").unwrap();
    assert_eq!(plan.set, [("x-amz-copy-source".to_owned(), "other/k~k".to_owned())]);
}

const DELETE: &str = "<?xml version=\"1.0\"?>\n<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\n\
    <Object><Key>mine/a</Key></Object><Object><Key>yours/&lt;b&gt;</Key><VersionId>v1</VersionId></Object>\n\
    <Quiet>true</Quiet></Delete>";

#[test]
fn each_key_of_a_batch_is_judged_for_itself() {
    let plan = planned("POST", "/bucket?delete", &[], DELETE).unwrap();
    let asked: Vec<_> =
        plan.asked.iter().map(|asked| (asked.action.as_str(), asked.resource.as_str())).collect();
    assert_eq!(
        asked,
        [
            ("s3:DeleteObject", "arn:aws:s3:::bucket/mine/a"),
            ("s3:DeleteObjectVersion", "arn:aws:s3:::bucket/yours/<b>")
        ]
    );
    assert_eq!(plan.apart, 2);
    let (text, left_out) = without(DELETE.as_bytes(), &[1]).unwrap();
    assert_eq!(
        text,
        "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>mine/a</Key></Object>\
         <Quiet>true</Quiet></Delete>"
    );
    let answer = "<DeleteResult><Deleted><Key>mine/&amp;</Key></Deleted></DeleteResult>";
    let text = merged(Some(answer.as_bytes()), &left_out).unwrap();
    assert!(text.ends_with(
        "<Deleted><Key>mine/&amp;</Key></Deleted><Error><Key>yours/&lt;b&gt;</Key><VersionId>v1</VersionId>\
         <Code>AccessDenied</Code><Message>Access Denied</Message></Error></DeleteResult>"
    ));
    assert!(merged(Some(b"no"), &left_out).is_err());
    let bypass = [("x-amz-bypass-governance-retention", "true")];
    let plan = planned("POST", "/bucket?delete", &bypass, DELETE).unwrap();
    assert_eq!((plan.apart, plan.asked.len()), (2, 3));
}

#[test]
fn a_batch_that_may_be_read_in_two_ways_is_refused() {
    for object in [
        "<Key>a</Key><Key>b</Key>",
        "<Key>a<!-- -->b</Key>",
        "<Key><b>a</b></Key>",
        "<Key></Key>",
        "",
        "<Key>a</Key>text",
        "<Key>a</Key><Other/>",
        "<Key>a/../b</Key>",
        "<Key>a</Key><VersionId>1</VersionId><VersionId>2</VersionId>",
    ] {
        let body = format!("<Delete><Object>{object}</Object></Delete>");
        assert!(planned("POST", "/bucket?delete", &[], &body).is_err(), "{object}");
    }
    let many = format!("<Delete>{}</Delete>", "<Object><Key>a</Key></Object>".repeat(1_001));
    for body in [
        "",
        "<Delete/>",
        "<Other><Object><Key>a</Key></Object></Other>",
        "<!DOCTYPE d [<!ENTITY e \"x\">]><Delete><Object><Key>&e;</Key></Object></Delete>",
        "<Delete><Quiet>true</Quiet></Delete>",
        &many,
    ] {
        assert!(planned("POST", "/bucket?delete", &[], body).is_err(), "{body:.60}");
    }
}

#[test]
fn headers_that_may_mean_more_are_refused() {
    for name in ["x-amz-meta-colour", "x-amz-acl", "range", "x-amz-checksum-crc64nvme", "content-type"] {
        assert_eq!(headers::fate(name), Fate::Sent, "{name}");
    }
    for name in [
        "authorization",
        "x-amz-security-token",
        "host",
        "x-http-method-override",
        "x-minio-extract",
        "expect",
    ] {
        assert_eq!(headers::fate(name), Fate::Dropped, "{name}");
    }
    for name in [
        "x-amz-meta-snowball-auto-extract",
        "x-amz-meta-minio-snowball-prefix",
        "x-amz-snowball-extract",
        "x-amz-rename-source",
        "x-amz-mfa",
    ] {
        assert_eq!(headers::fate(name), Fate::Refused, "{name}");
    }
}

proptest! {
    #[test]
    fn what_goes_on_is_what_was_judged(target in "/[a-z0-9./%+-]{0,30}(\\?[a-zA-Z=&%/.]{0,20})?", method in "GET|PUT|HEAD|DELETE|POST") {
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        prop_assume!(query.split('&').all(|pair| crypto::sigv4::percent_decoded(pair).is_some()));
        if let Ok(first) = planned(&method, &target, &[], "") {
            prop_assert!(path.starts_with('/'));
            // Read again as it goes on, it asks for the same.
            let bucket = first.bucket.as_deref().map(|bucket| format!("/{bucket}")).unwrap_or_default();
            let again = planned(&method, &format!("{bucket}{}?{}", first.path, first.query), &[], "").unwrap();
            prop_assert_eq!(&again.asked, &first.asked);
            prop_assert_eq!(again.path, first.path);
        }
    }
}
