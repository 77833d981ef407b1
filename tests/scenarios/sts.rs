//! STS: who somebody is, and credentials that end.
//! AWS: the API reference of AWS STS.

use ops::door::{self, Admission, Answer, Incoming};
use serde_json::json;

use crate::world::signed::{self, Keys};
use crate::world::{World, query, told};

/// A call as the listener would pass it on.
async fn send(world: &World, query: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let incoming = Incoming {
        method: "POST",
        path: "/",
        query,
        headers,
        body: body.as_bytes(),
        peer_ip: "203.0.113.7",
        request_id: "11111111-2222-4333-8444-555555555555",
    };
    door::answer(&world.inner, Admission::Anyone, incoming).await
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");
const WHO: &str = "Action=GetCallerIdentity&Version=2011-06-15";

#[tokio::test]
async fn a_key_of_the_account_is_its_root() {
    let world = World::new();
    let who = world.ok("sts:GetCallerIdentity", json!({})).await;
    let root = "arn:aws:iam::000000000000:root";
    assert_eq!(who, json!({ "UserId": "000000000000", "Account": "000000000000", "Arn": root }));
    let key = signed::root(&world).await;
    assert_eq!(key.call(&world, "sts:GetCallerIdentity", json!({})).await, Ok(who));
}

#[tokio::test]
async fn an_answer_is_xml_as_sdks_read_it() {
    let world = World::new();
    for (query, headers, body) in [("", &[FORM][..], WHO), (WHO, &[], "")] {
        let answer = send(&world, query, headers, body).await;
        let text = String::from_utf8(answer.body).unwrap();
        assert_eq!((answer.status, answer.operation), (200, Some("GetCallerIdentity")), "{text}");
        assert_eq!(answer.headers, [("content-type", "text/xml".to_owned())]);
        let expected = "\
<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">
  <GetCallerIdentityResult>
    <UserId>000000000000</UserId>
    <Account>000000000000</Account>
    <Arn>arn:aws:iam::000000000000:root</Arn>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>11111111-2222-4333-8444-555555555555</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
";
        assert_eq!(text, expected);
    }
}

#[tokio::test]
async fn a_form_that_names_no_operation_is_refused() {
    let world = World::new();
    for (body, expected) in [
        ("", "MissingAction: The request must contain the parameter Action."),
        ("Version=2011-06-15", "MissingAction: The request must contain the parameter Action."),
        (
            "Action=GetCallerIdentity",
            "InvalidAction: Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED",
        ),
        (
            "Action=GetRole%3C&Version=2011-06-15",
            "InvalidAction: Could not find operation GetRole< for version 2011-06-15",
        ),
        (
            "Action=AssumeRoleWithSAML&Version=2011-06-15",
            "InvalidAction: Could not find operation AssumeRoleWithSAML for version 2011-06-15",
        ),
        ("Action=%ff", "MalformedQueryString: The request is no form in UTF-8, or has too many parameters."),
    ] {
        let answer = send(&world, "", &[FORM], body).await;
        assert_eq!((answer.status, told(&answer).as_str()), (400, expected), "{body}");
    }
}

#[tokio::test]
async fn a_signature_is_refused_in_the_words_of_these_services() {
    let world = World::new().strict();
    let right = signed::root(&world).await;
    let refused = async |key: &Keys| key.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap_err();
    assert_eq!(
        world.refused("sts:GetCallerIdentity", json!({})).await,
        "MissingAuthenticationToken: Missing Authentication Token"
    );
    let unknown = Keys { id: "AKIAAAAAAAAAAAAAAAAA".to_owned(), ..right.clone() };
    assert_eq!(
        refused(&unknown).await,
        "InvalidClientTokenId: The security token included in the request is invalid."
    );
    let wrong = Keys { secret: "wrong".to_owned(), ..right.clone() };
    assert!(refused(&wrong).await.starts_with("SignatureDoesNotMatch: The request signature we calculated"));
    let elsewhere = right.send(&world, "iam", vec![FORM], WHO.as_bytes()).await;
    assert_eq!(
        (elsewhere.status, told(&elsewhere).as_str()),
        (403, "SignatureDoesNotMatch: Credential should be scoped to correct service: 'sts'. ")
    );
    let operation = query::operation("sts:GetCallerIdentity").unwrap();
    let answer = right.send(&world, "sts", vec![FORM], &query::form(operation, b"{}")).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_form_that_a_page_has_a_browser_send_is_not_believed() {
    let world = World::new();
    for header in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        for (query, headers, body) in [("", &[FORM, header][..], WHO), (WHO, &[header], "")] {
            let answer = send(&world, query, headers, body).await;
            let expected = "MissingAuthenticationToken: Missing Authentication Token";
            assert_eq!((answer.status, told(&answer).as_str()), (403, expected));
        }
    }
}
