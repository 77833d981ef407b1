//! Signing: the chain of keys that both sides compute, and the client's side for tests and the benchmark.
//! AWS: IAM user guide, "Create a signed AWS API request", steps 2 to 5.

use super::canonical::{self, Headers, Parameters, basic, encoded};
use super::{ALGORITHM, Request, TERMINATOR, UNSIGNED_PAYLOAD};
use crate::mac;

/// Who signs, and for which service.
#[derive(Clone, Copy)]
pub struct Signer<'a> {
    /// Sent with the request.
    pub access_key_id: &'a str,
    /// Never sent.
    pub secret: &'a str,
    /// Goes with temporary keys, sent and signed.
    pub session_token: Option<&'a str>,
    /// As `us-east-1`.
    pub region: &'a str,
    /// As `cognito-idp`.
    pub service: &'a str,
}

/// The headers to add to a request so that it is signed: x-amz-date, x-amz-security-token if there is one, and
/// authorization. All headers that the request has are signed; `host` must be among them.
///
/// For S3 the request says in x-amz-content-sha256 what is signed of its body, which is not looked at.
pub fn sign(request: &Request<'_>, signer: &Signer<'_>, now_ms: i64) -> Vec<(String, String)> {
    let time = basic(now_ms);
    let mut added = vec![("x-amz-date".to_owned(), time.clone())];
    added.extend(signer.session_token.map(|token| ("x-amz-security-token".to_owned(), token.to_owned())));
    let all: Vec<_> = added.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let all = [request.headers, &all].concat();
    let signed = Request { headers: &all, ..*request };
    let (list, signature) = signed_by(&signed, signer, now_ms);
    let Signer { access_key_id, region, service, .. } = signer;
    let credential = format!("{access_key_id}/{}/{region}/{service}/{TERMINATOR}", day(&time));
    let text = format!("{ALGORITHM} Credential={credential}, SignedHeaders={list}, Signature={signature}");
    added.push(("authorization".to_owned(), text));
    added
}

/// The query of a presigned request: what it was, and the signature's parameters. S3's say nothing of a body.
pub fn presign(request: &Request<'_>, signer: &Signer<'_>, now_ms: i64, expires_s: i64) -> String {
    let Signer { access_key_id, region, service, .. } = signer;
    let time = basic(now_ms);
    let credential = format!("{access_key_id}/{}/{region}/{service}/{TERMINATOR}", day(&time));
    let (names, _) = Headers::of(request.headers).signable();
    let (expires, list) = (expires_s.to_string(), names.join(";"));
    let mut parameters = vec![
        ("X-Amz-Algorithm", ALGORITHM),
        ("X-Amz-Credential", &credential),
        ("X-Amz-Date", &time),
        ("X-Amz-Expires", &expires),
        ("X-Amz-SignedHeaders", &list),
    ];
    parameters.extend(signer.session_token.map(|token| ("X-Amz-Security-Token", token)));
    let mut query = request.query.to_owned();
    for (name, value) in parameters {
        let value = encoded(value.as_bytes(), b"");
        let joint = if query.is_empty() { "" } else { "&" };
        query = format!("{query}{joint}{name}={value}");
    }
    let (_, signature) = signed_by(&Request { query: &query, ..*request }, signer, now_ms);
    format!("{query}&X-Amz-Signature={signature}")
}

/// The list of signed headers and the signature of a request that is complete but for it.
fn signed_by(request: &Request<'_>, signer: &Signer<'_>, now_ms: i64) -> (String, String) {
    let headers = Headers::of(request.headers);
    let (names, text) = headers.signable();
    let list = names.join(";");
    let said = headers.single("x-amz-content-sha256").unwrap_or_default();
    let payload = match said {
        Some(said) if said == UNSIGNED_PAYLOAD || signer.service == canonical::S3 => said.to_owned(),
        None if signer.service == canonical::S3 => UNSIGNED_PAYLOAD.to_owned(),
        _ => hex::encode(mac::sha256(request.body)),
    };
    let path = canonical::path_for(signer.service, request.path);
    let query = Parameters::of(request.query).canonical(None);
    let canonical = [request.method, &path, &query, &text, &list, &payload].join("\n");
    let time = basic(now_ms);
    let signature = signature(&canonical, signer.secret, now_ms, [day(&time), signer.region, signer.service]);
    (list, signature)
}

impl Headers<'_> {
    /// The names of all headers, and their canonical text.
    fn signable(&self) -> (Vec<String>, String) {
        let names: Vec<_> = self.names().map(str::to_owned).collect();
        let text = self.canonical(&names).unwrap_or_default();
        (names, text)
    }
}

/// Hex of the signature; the scope is date, region, service.
pub(super) fn signature(canonical: &str, secret: &str, time_ms: i64, scope: [&str; 3]) -> String {
    let key = key(secret, scope);
    let (time, scope) = (basic(time_ms), scope.join("/"));
    let hash = hex::encode(mac::sha256(canonical.as_bytes()));
    let text = format!("{ALGORITHM}\n{time}\n{scope}/{TERMINATOR}\n{hash}");
    hex::encode(mac::hmac_sha256(&key, text.as_bytes()))
}

/// The key of a scope.
pub(super) fn key(secret: &str, scope: [&str; 3]) -> [u8; 32] {
    let mut key = mac::hmac_sha256(format!("AWS4{secret}").as_bytes(), scope[0].as_bytes());
    for part in [scope[1], scope[2], TERMINATOR] {
        key = mac::hmac_sha256(&key, part.as_bytes());
    }
    key
}

fn day(time: &str) -> &str {
    time.get(..8).unwrap_or_default()
}
