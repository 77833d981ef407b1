//! Signatures: with `cenote serve` an administrator's call is signed by a key that is kept, or it is refused.
//! AWS: SigV4; the texts are those of `crypto::sigv4`, which names their sources.

use crypto::sigv4::{self, Request, Signer};
use ops::door::{self, Admission, Answer, Incoming};
use rules::{Caller, Ctx, Origin, access_keys};
use serde_json::{Value, json};

use crate::world::{BEGINNING, PASSWORD, World, by_password, config};

const MISMATCH: &str = "InvalidSignatureException: The request signature we calculated does not match the signature \
                        you provided. Check your AWS Secret Access Key and signing method. Consult the service \
                        documentation for details.";
const LIST: &str = r#"{"MaxResults":1}"#;

/// An access key: id and secret.
struct Key(String, String);

impl Key {
    fn signer(&self) -> Signer<'_> {
        let Key(id, secret) = self;
        Signer { access_key_id: id, secret, session_token: None, region: "us-east-1", service: "cognito-idp" }
    }
}

async fn key(world: &World) -> Key {
    let origin = Origin { ip: "127.0.0.1".to_owned(), ..Origin::default() };
    let ctx = Ctx::new(world.inner.clone(), Caller::Anyone, "key".to_owned(), origin);
    let made = access_keys::create(&ctx, "test").await.unwrap();
    Key(made.id, made.secret.reveal().to_owned())
}

async fn strict() -> (World, Key) {
    let world = World::new().strict();
    let key = key(&world).await;
    (world, key)
}

/// A call with headers, as the listener would pass it on.
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
    door::answer(&world.inner, Admission::Keys, incoming).await
}

const BASE: [(&str, &str); 3] = [
    ("host", "localhost:7665"),
    ("content-type", "application/x-amz-json-1.1"),
    ("x-amz-target", "AWSCognitoIdentityProviderService.ListUserPools"),
];

fn request(body: &str) -> Request<'_> {
    Request { method: "POST", path: "/", query: "", headers: &BASE, body: body.as_bytes() }
}

/// ListUserPools, signed at a time; `change` may spoil what was signed.
async fn listed(
    world: &World,
    signer: &Signer<'_>,
    at: i64,
    change: impl FnOnce(&mut Vec<(String, String)>, &mut String),
) -> Result<Value, String> {
    let mut headers: Vec<(String, String)> =
        BASE.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    headers.extend(sigv4::sign(&request(LIST), signer, at));
    let mut body = LIST.to_owned();
    change(&mut headers, &mut body);
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    told(&send(world, "", &headers, &body).await)
}

fn told(answer: &Answer) -> Result<Value, String> {
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    let text = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
    match answer.status {
        200 => Ok(body),
        400 => Err(format!("{}: {}", text("__type"), text("message"))),
        status => panic!("status {status}: {body}"),
    }
}

fn header<'a>(headers: &'a mut [(String, String)], name: &str) -> &'a mut String {
    &mut headers.iter_mut().find(|(key, _)| key == name).unwrap().1
}

/// Nothing is changed.
fn as_signed(_: &mut Vec<(String, String)>, _: &mut String) {}

#[tokio::test]
async fn a_call_signed_by_a_key_that_is_kept_is_let_in() {
    let (world, key) = strict().await;
    assert_eq!(listed(&world, &key.signer(), world.now(), as_signed).await, Ok(json!({ "UserPools": [] })));
}

#[tokio::test]
async fn a_call_that_is_not_signed_is_refused_before_its_input_is_looked_at() {
    let (world, _) = strict().await;
    for (operation, input) in [("ListUserPools", json!({})), ("CreateUserPool", json!({ "PoolName": 7 }))] {
        assert_eq!(
            world.refused(operation, input).await,
            "MissingAuthenticationTokenException: Missing Authentication Token"
        );
    }
    let basic = [BASE[0], BASE[1], BASE[2], ("authorization", "Basic YTpi")];
    assert_eq!(
        told(&send(&world, "", &basic, LIST).await),
        Err("MissingAuthenticationTokenException: Missing Authentication Token".to_owned())
    );
}

#[tokio::test]
async fn a_key_that_is_not_kept_is_refused() {
    let (world, Key(id, secret)) = strict().await;
    let unknown = "UnrecognizedClientException: The security token included in the request is invalid.";
    let other = Key("AKIAAAAAAAAAAAAAAAAA".to_owned(), secret.clone());
    assert_eq!(listed(&world, &other.signer(), world.now(), as_signed).await, Err(unknown.to_owned()));

    let origin = Origin { ip: "127.0.0.1".to_owned(), ..Origin::default() };
    let ctx = Ctx::new(world.inner.clone(), Caller::Anyone, "key".to_owned(), origin);
    access_keys::delete(&ctx, &id).await.unwrap();
    let deleted = Key(id, secret);
    assert_eq!(listed(&world, &deleted.signer(), world.now(), as_signed).await, Err(unknown.to_owned()));
}

#[tokio::test]
async fn a_session_token_does_not_go_with_a_key_that_is_kept() {
    let (world, key) = strict().await;
    let signer = Signer { session_token: Some("temporary"), ..key.signer() };
    assert_eq!(
        listed(&world, &signer, world.now(), as_signed).await,
        Err("UnrecognizedClientException: The security token included in the request is invalid.".to_owned())
    );
}

#[tokio::test]
async fn a_hash_of_the_body_that_is_signed_must_be_right() {
    let (world, key) = strict().await;
    let call = async |hashed: &str| {
        let hash = hex::encode(crypto::mac::sha256(hashed.as_bytes()));
        let base = [BASE.as_slice(), &[("x-amz-content-sha256", hash.as_str())]].concat();
        let signed = sigv4::sign(&Request { headers: &base, ..request(LIST) }, &key.signer(), world.now());
        let mut headers = base.clone();
        headers.extend(signed.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        told(&send(&world, "", &headers, LIST).await)
    };
    assert_eq!(call(LIST).await, Ok(json!({ "UserPools": [] })));
    assert_eq!(
        call("{}").await,
        Err("InvalidSignatureException: The provided 'x-amz-content-sha256' header does not match what was computed."
            .to_owned())
    );
}

#[tokio::test]
async fn a_wrong_secret_is_a_wrong_signature() {
    let (world, Key(id, _)) = strict().await;
    let other = key(&world).await;
    let mixed = Key(id, other.1);
    assert_eq!(listed(&world, &mixed.signer(), world.now(), as_signed).await, Err(MISMATCH.to_owned()));
}

#[tokio::test]
async fn what_was_signed_cannot_be_changed() {
    let (world, key) = strict().await;
    let (signer, now) = (key.signer(), world.now());
    let changed_body = listed(&world, &signer, now, |_, body| *body = r#"{"MaxResults":2}"#.to_owned()).await;
    assert_eq!(changed_body, Err(MISMATCH.to_owned()));
    let other_operation = |headers: &mut Vec<(String, String)>, _: &mut String| {
        *header(headers, "x-amz-target") = "AWSCognitoIdentityProviderService.CreateUserPool".to_owned();
    };
    assert_eq!(listed(&world, &signer, now, other_operation).await, Err(MISMATCH.to_owned()));
    let other_host = |headers: &mut Vec<(String, String)>, _: &mut String| {
        *header(headers, "host") = "elsewhere".to_owned();
    };
    assert_eq!(listed(&world, &signer, now, other_host).await, Err(MISMATCH.to_owned()));
    let spoilt = |headers: &mut Vec<(String, String)>, _: &mut String| {
        let text = header(headers, "authorization");
        let last = if text.ends_with('0') { '1' } else { '0' };
        text.pop();
        text.push(last);
    };
    assert_eq!(listed(&world, &signer, now, spoilt).await, Err(MISMATCH.to_owned()));
    let hash = |headers: &mut Vec<(String, String)>, _: &mut String| {
        headers.push(("x-amz-content-sha256".to_owned(), "0".repeat(64)));
    };
    assert_eq!(
        listed(&world, &signer, now, hash).await,
        Err("InvalidSignatureException: 'x-amz-content-sha256' must be a 'SignedHeader' in the AWS Authorization."
            .to_owned())
    );
}

#[tokio::test]
async fn a_header_that_changes_the_meaning_must_be_signed() {
    let (world, key) = strict().await;
    let without = |dropped: &'static str| {
        move |headers: &mut Vec<(String, String)>, _: &mut String| {
            let text = header(headers, "authorization");
            *text = text.replacen(dropped, "", 1);
        }
    };
    assert_eq!(
        listed(&world, &key.signer(), world.now(), without(";x-amz-target")).await,
        Err("InvalidSignatureException: 'x-amz-target' must be a 'SignedHeader' in the AWS Authorization."
            .to_owned())
    );
    assert_eq!(
        listed(&world, &key.signer(), world.now(), without("host;")).await,
        Err("InvalidSignatureException: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
            .to_owned())
    );
}

#[tokio::test]
async fn a_signature_for_elsewhere_is_refused() {
    let (world, key) = strict().await;
    let now = world.now();
    let region = Signer { region: "eu-west-1", ..key.signer() };
    assert_eq!(
        listed(&world, &region, now, as_signed).await,
        Err("InvalidSignatureException: Credential should be scoped to a valid region. ".to_owned())
    );
    for service in ["cognito-identity", "cognito-sync", "s3"] {
        let signer = Signer { service, ..key.signer() };
        assert_eq!(
            listed(&world, &signer, now, as_signed).await,
            Err("InvalidSignatureException: Credential should be scoped to correct service: 'cognito-idp'. "
                .to_owned())
        );
    }
    let other_end = |headers: &mut Vec<(String, String)>, _: &mut String| {
        let text = header(headers, "authorization");
        *text = text.replace("aws4_request", "aws5_request");
    };
    assert_eq!(
        listed(&world, &key.signer(), now, other_end).await,
        Err("InvalidSignatureException: Credential should be scoped with a valid terminator: 'aws4_request', not \
             'aws5_request'. "
            .to_owned())
    );
    let other_day = |headers: &mut Vec<(String, String)>, _: &mut String| {
        let text = header(headers, "authorization");
        *text = text.replace("/20261121/", "/20261120/");
    };
    assert_eq!(
        listed(&world, &key.signer(), now, other_day).await,
        Err("InvalidSignatureException: Date in Credential scope does not match YYYYMMDD from ISO-8601 version of \
             date from HTTP: '20261120' != '20261121', from '20261121T040000Z'."
            .to_owned())
    );
}

#[tokio::test]
async fn a_served_region_is_the_one_that_was_signed_for() {
    let mut config = config();
    config.regions.push("eu-west-1".to_owned());
    let world = World::with(store::Store::open_memory().unwrap(), config).strict();
    let key = key(&world).await;
    let region = Signer { region: "eu-west-1", ..key.signer() };
    let body = r#"{"PoolName":"p"}"#;
    let mut base = BASE;
    base[2].1 = "AWSCognitoIdentityProviderService.CreateUserPool";
    let signed = sigv4::sign(&Request { headers: &base, ..request(body) }, &region, world.now());
    let mut headers = base.to_vec();
    headers.extend(signed.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let made = told(&send(&world, "", &headers, body).await).unwrap();
    assert!(made["UserPool"]["Id"].as_str().unwrap().starts_with("eu-west-1_"));
    assert_eq!(listed(&world, &key.signer(), world.now(), as_signed).await, Ok(json!({ "UserPools": [] })));
}

#[tokio::test]
async fn a_signature_is_good_for_five_minutes_either_way() {
    const MINUTES_5: i64 = 300_000;
    let (world, key) = strict().await;
    let now = BEGINNING + 600_000;
    world.pass_s((now - world.now()) / 1_000 + 1);
    // The clock stands within the second after `now` and moves a millisecond a reading.
    let second = world.now() / 1_000 * 1_000;
    let at = async |ms: i64| listed(&world, &key.signer(), ms, as_signed).await;
    assert!(at(second - MINUTES_5 + 1_000).await.is_ok());
    assert!(at(second + MINUTES_5).await.is_ok());
    assert_eq!(
        at(second - MINUTES_5 - 1_000).await,
        Err("InvalidSignatureException: Signature expired: 20261121T040459Z is now earlier than 20261121T040500Z \
             (20261121T041000Z - 5 min.)"
            .to_owned())
    );
    assert_eq!(
        at(second + MINUTES_5 + 1_000).await,
        Err("InvalidSignatureException: Signature not yet current: 20261121T041501Z is still later than \
             20261121T041500Z (20261121T041000Z + 5 min.)"
            .to_owned())
    );
}

#[tokio::test]
async fn a_signature_with_parts_missing_says_which() {
    let (world, key) = strict().await;
    let cut = |from: &'static str| {
        move |headers: &mut Vec<(String, String)>, _: &mut String| {
            let text = header(headers, "authorization");
            let at = text.find(from).unwrap();
            text.truncate(at);
        }
    };
    let refused = listed(&world, &key.signer(), world.now(), cut(", Signature=")).await.unwrap_err();
    assert!(
        refused.starts_with(
            "IncompleteSignatureException: Authorization header requires 'Signature' parameter. (Hashed with SHA-256"
        ),
        "{refused}"
    );
    let refused = listed(&world, &key.signer(), world.now(), cut(" Credential=")).await.unwrap_err();
    assert!(refused.contains("requires 'Credential' parameter. Authorization header requires 'Signature'"));
    let undated = |headers: &mut Vec<(String, String)>, _: &mut String| {
        headers.retain(|(name, _)| name != "x-amz-date");
    };
    let refused = listed(&world, &key.signer(), world.now(), undated).await.unwrap_err();
    assert!(refused.contains("existence of either a 'X-Amz-Date' or a 'Date' header. "), "{refused}");
    let other = |headers: &mut Vec<(String, String)>, _: &mut String| {
        let text = header(headers, "authorization");
        *text = text.replace("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA512");
    };
    assert_eq!(
        listed(&world, &key.signer(), world.now(), other).await,
        Err("IncompleteSignatureException: Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'.".to_owned())
    );
}

#[tokio::test]
async fn a_presigned_query_is_a_signature_until_it_ends() {
    let (world, key) = strict().await;
    let query = sigv4::presign(&request(LIST), &key.signer(), world.now(), 900);
    let call = async |query: &str, body: &str| told(&send(&world, query, &BASE, body).await);
    assert_eq!(call(&query, LIST).await, Ok(json!({ "UserPools": [] })));
    assert_eq!(call(&query, r#"{"MaxResults":2}"#).await, Err(MISMATCH.to_owned()));
    assert_eq!(call(&query.replace("Expires=900", "Expires=9000"), LIST).await, Err(MISMATCH.to_owned()));
    assert_eq!(
        call(&query.replace("Expires=900", "Expires=604801"), LIST).await,
        Err("IncompleteSignatureException: X-Amz-Expires must be less than a week (in seconds); that is, the given \
             X-Amz-Expires must be less than 604800 seconds"
            .to_owned())
    );
    world.pass_s(890);
    assert!(call(&query, LIST).await.is_ok());
    world.pass_s(20);
    let refused = call(&query, LIST).await.unwrap_err();
    assert!(
        refused.starts_with("InvalidSignatureException: Signature expired: 20261121T040000Z"),
        "{refused}"
    );
    assert!(refused.ends_with("- 15 min.)"), "{refused}");
}

#[tokio::test]
async fn operations_for_everybody_need_no_signature_and_look_at_none() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    let world = world.strict();
    let sign_up = json!({ "ClientId": client, "Username": "alice", "Password": PASSWORD });
    world.ok("SignUp", sign_up).await;
    let body = by_password(&client, "alice", PASSWORD).to_string();
    let answer =
        world.send("InitiateAuth", &[("authorization", "AWS4-HMAC-SHA256 nonsense")], body.as_bytes()).await;
    assert_eq!(told(&answer), Err("UserNotConfirmedException: User is not confirmed.".to_owned()));
    assert_eq!(
        world.refused("AdminConfirmSignUp", json!({ "UserPoolId": pool, "Username": "alice" })).await,
        "MissingAuthenticationTokenException: Missing Authentication Token"
    );
}
