//! Paths, queries and bodies that are no call of REST-JSON, or nearly one: an answer of its form, and nothing changes.

use store::Store;

use crate::world::dump::Tables;
use crate::world::stage::{ClientKind, Stage};

const DATASET: &str = "/identitypools/us-east-1%3Aa/identities/us-east-1%3Ab/datasets/d";

/// Method, path, query and body, and what is answered: status and error.
type Case<'a> = (&'a str, &'a str, &'a str, &'a [u8], (u16, &'a str));

#[tokio::test]
async fn what_is_no_call_is_answered_in_the_protocols_own_form() {
    let stage = Stage::on(Store::open_memory().unwrap(), ClientKind::Public).await.unwatched();
    let store = &stage.world.inner.store;
    let tables = Tables::of(store).await;
    let before = tables.dump(store).await;
    let records = format!("{DATASET}/records");
    let deep = [b"{\"a\":".repeat(10_000), b"1".to_vec(), b"}".repeat(10_000)].concat();
    let long = format!("/identitypools/{}", "a/".repeat(10_000));
    let wide = "maxResults=1&".repeat(10_000);
    let cases: &[Case<'_>] = &[
        ("GET", "/identitypools/", "", b"", (400, "InvalidParameterException")),
        ("PATCH", DATASET, "", b"", (404, "UnknownOperationException")),
        ("get", DATASET, "", b"", (404, "UnknownOperationException")),
        ("GET", "/identitypools/a/b", "", b"", (404, "UnknownOperationException")),
        ("GET", &long, "", b"", (404, "UnknownOperationException")),
        ("GET", "/identitypools/%ff/configurations", "", b"", (404, "UnknownOperationException")),
        ("GET", "/identitypools/%ff", "", b"", (404, "UnknownOperationException")),
        ("GET", "/identitypools/us-east-1%3Aa%00", "", b"", (400, "InvalidParameterException")),
        ("GET", "/identitypools/..%2f..", "", b"", (400, "InvalidParameterException")),
        ("GET", DATASET, "", b"[]", (400, "SerializationException")),
        ("GET", DATASET, "", &deep, (400, "SerializationException")),
        ("POST", DATASET, "", b"not JSON", (400, "SerializationException")),
        ("POST", DATASET, "", b"{}", (400, "InvalidParameterException")),
        ("GET", &records, "maxResults=x", b"", (400, "SerializationException")),
        ("GET", &records, "lastSyncCount=99999999999999999999", b"", (400, "SerializationException")),
        ("GET", &records, "nextToken=%ff", b"", (400, "SerializationException")),
        ("GET", "/identitypools", "nextToken=%00", b"", (400, "InvalidParameterException")),
        ("GET", "/identitypools", &wide, b"", (200, "")),
    ];
    for (method, path, query, body, expected) in cases {
        let answer = stage.world.brought((method, path, query), &[], body).await;
        let shown = format!("{method} {path:.80} {query:.40}");
        assert_eq!((answer.status, answer.error.as_deref().unwrap_or_default()), *expected, "{shown}");
        let message: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert!(answer.status == 200 || message["message"].is_string(), "{shown}");
        let kind = answer.headers.iter().find(|(name, _)| *name == "x-amzn-errortype");
        assert_eq!(kind.is_some(), answer.status != 200, "{shown}");
    }
    assert!(before == tables.dump(store).await);
}

#[tokio::test]
async fn a_page_of_the_web_does_not_call_in_a_developers_name() {
    let stage = Stage::on(Store::open_memory().unwrap(), ClientKind::Public).await;
    for header in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let answer = stage.world.brought(("GET", "/identitypools", ""), &[header], b"").await;
        assert_eq!(
            (answer.status, answer.error.as_deref()),
            (403, Some("MissingAuthenticationTokenException"))
        );
    }
}
