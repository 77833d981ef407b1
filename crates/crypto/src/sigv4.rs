//! AWS Signature Version 4: who signed a request, and whether they did. Header form and presigned query.
//! AWS: IAM user guide, "AWS Signature Version 4 for API requests" and "Troubleshoot signed requests".
//!
//! In two steps, because the secret is found by the access key's id: [`parse`] reads what a request claims,
//! [`verify`] proves it. What a [`Claim`] holds is the sender's word until `verify` has passed.
//!
//! Order of checks: credentials present, their parts, date, scope, what must be signed; then time, payload,
//! signature. Traps: the request must be passed as it was received (raw path and query); over HTTP/2 the caller
//! puts `:authority` in as `host`.
//!
//! S3 alone has rules of its own: paths are encoded once and not normalised, a quarter of an hour may lie between the
//! clocks, and a body is proved while it streams by. [`verify_head`] is its proof: what it gives back says how the body is to
//! be judged, by [`stream`] if it comes in signed chunks.

mod canonical;
mod refusal;
mod sign;
pub mod stream;

use std::fmt;

pub use canonical::{percent_decoded, percent_decoded_path, percent_encoded, percent_encoded_path};
pub use refusal::Refusal;
pub use sign::{Signer, presign, sign};
pub use stream::Payload;

use crate::mac;
use canonical::{Headers, Parameters};

/// How far a header-form request's date may be from now, in milliseconds. A presigned one may not be from further
/// in the future, and has its own end.
pub const SKEW_MS: i64 = 5 * 60 * 1000;

/// The same for S3.
pub const SKEW_S3_MS: i64 = 15 * 60 * 1000;

/// The longest life of a presigned request: a week.
pub const MAX_EXPIRES_S: i64 = 604_800;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERMINATOR: &str = "aws4_request";
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// `X-Amz-` headers that a proxy of AWS's adds on the way, after signing; we never read them.
const ADDED_ON_THE_WAY: [&str; 1] = ["x-amz-cf-id"];

/// A request as it was received.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// As on the request line.
    pub method: &'a str,
    /// As on the request line, percent-encoded, without the query.
    pub path: &'a str,
    /// What followed the `?`, raw; empty if nothing did.
    pub query: &'a str,
    /// In the order received, names in any case.
    pub headers: &'a [(&'a str, &'a str)],
    /// The whole body.
    pub body: &'a [u8],
}

/// What a request says of its signature.
pub struct Claim {
    /// Names the key that signed.
    pub access_key_id: String,
    /// The scope's date, `yyyymmdd`; the same day as `time_ms`.
    pub date: String,
    /// The scope's region; whether it is one of ours, [`Claim::check_scope`] tells.
    pub region: String,
    /// The scope's service, as `cognito-idp`.
    pub service: String,
    /// Lower-case names, sorted.
    pub signed_headers: Vec<String>,
    /// Hex, as it was sent.
    pub signature: String,
    /// When it was signed, epoch milliseconds in whole seconds.
    pub time_ms: i64,
    /// The life of a presigned request, 1 to 604800; `None` in the header form.
    pub expires_s: Option<i64>,
    /// X-Amz-Security-Token, which goes with temporary keys.
    pub session_token: Option<String>,
}

impl Claim {
    /// Whether the signature is for one of these regions and services. Errors: `Refusal::Scope`.
    pub fn check_scope(&self, regions: &[&str], services: &[&str]) -> Result<(), Refusal> {
        if !regions.contains(&self.region.as_str()) {
            return Err(Refusal::Scope("Credential should be scoped to a valid region. ".to_owned()));
        }
        if !services.contains(&self.service.as_str()) {
            let service = services.first().copied().unwrap_or_default();
            return Err(Refusal::Scope(format!(
                "Credential should be scoped to correct service: '{service}'. "
            )));
        }
        Ok(())
    }

    fn is_presigned(&self) -> bool {
        self.expires_s.is_some()
    }
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { access_key_id, date, region, service, .. } = self;
        f.debug_tuple("Claim").field(&format_args!("{access_key_id}/{date}/{region}/{service}")).finish()
    }
}

/// Reads what a request claims. Errors: `Missing` without credentials of this kind, `Incomplete` if a part lacks or
/// has another form, `Scope` for a wrong date or terminator, `NotSigned` if `host` or a header that begins with
/// `x-amz-` is left out of the signature, `Mismatch` if the list of signed headers is not lower-case and sorted.
pub fn parse(request: &Request<'_>) -> Result<Claim, Refusal> {
    let headers = Headers::of(request.headers);
    let parts = match headers.single("authorization")? {
        Some(authorization) if authorization.starts_with("AWS4-") => from_header(authorization, &headers)?,
        _ => from_query(&Parameters::of(request.query))?,
    };
    let claim = claimed(parts)?;
    let is_signed = |name: &str| claim.signed_headers.iter().any(|signed| signed == name);
    if !is_signed("host") {
        return Err(Refusal::NotSigned("'Host' or ':authority'".to_owned()));
    }
    if !claim.signed_headers.is_sorted_by(|a, b| a < b) {
        return Err(Refusal::Mismatch);
    }
    let is_bound =
        |name: &str| claim.signed_headers.binary_search_by(|signed| signed.as_str().cmp(name)).is_ok();
    for name in headers.names().filter(|name| name.starts_with("x-amz-")) {
        if !is_bound(name) && !ADDED_ON_THE_WAY.contains(&name) {
            return Err(Refusal::NotSigned(format!("'{name}'")));
        }
    }
    Ok(claim)
}

/// Whether the claim is true at this moment for the key's secret. Errors: `Expired`, `NotYetCurrent`, `Payload` if
/// x-amz-content-sha256 is not the body's hash, `Mismatch` for a wrong signature.
pub fn verify(request: &Request<'_>, claim: &Claim, secret: &str, now_ms: i64) -> Result<(), Refusal> {
    check_time(claim, now_ms, SKEW_MS)?;
    let headers = Headers::of(request.headers);
    let payload = payload_hash(request, &headers, claim.is_presigned())?;
    prove(request, &headers, claim, secret, &payload)
}

/// Whether the claim of a request to S3 is true at this moment for the key's secret, whatever its body, which is not looked
/// at. Gives what the body must be.
///
/// Errors: `Expired`, `NotYetCurrent`, `Mismatch` for a wrong signature; `Incomplete` if x-amz-content-sha256 is missing
/// or of another form.
pub fn verify_head(
    request: &Request<'_>,
    claim: &Claim,
    secret: &str,
    now_ms: i64,
) -> Result<Payload, Refusal> {
    check_time(claim, now_ms, SKEW_S3_MS)?;
    let headers = Headers::of(request.headers);
    let in_query = Parameters::of(request.query).single("X-Amz-Content-Sha256")?;
    let in_query = in_query.filter(|_| claim.is_presigned());
    let text = match headers.single("x-amz-content-sha256")?.or(in_query.as_deref()) {
        Some(text) => text,
        None if claim.is_presigned() => UNSIGNED_PAYLOAD,
        None => {
            let text = "Missing required header for this request: x-amz-content-sha256";
            return Err(Refusal::Incomplete(text.to_owned()));
        }
    };
    prove(request, &headers, claim, secret, text)?;
    stream::payload(text, claim, secret)
}

fn prove(
    request: &Request<'_>,
    headers: &Headers<'_>,
    claim: &Claim,
    secret: &str,
    payload: &str,
) -> Result<(), Refusal> {
    let parameters = Parameters::of(request.query);
    let query = parameters.canonical(claim.is_presigned().then_some("X-Amz-Signature"));
    let signed = headers.canonical(&claim.signed_headers).ok_or(Refusal::Mismatch)?;
    let path = canonical::path_for(&claim.service, request.path);
    let list = claim.signed_headers.join(";");
    let canonical = [request.method, &path, &query, &signed, &list, payload].join("\n");
    let scope = [&claim.date, &claim.region, &claim.service];
    let right = sign::signature(&canonical, secret, claim.time_ms, scope.map(String::as_str));
    if mac::equal(right.as_bytes(), claim.signature.as_bytes()) { Ok(()) } else { Err(Refusal::Mismatch) }
}

/// The parts of a signature, wherever they stood.
struct Parts {
    credential: String,
    signed_headers: String,
    signature: String,
    date: String,
    expires_s: Option<i64>,
    session_token: Option<String>,
}

fn from_header(authorization: &str, headers: &Headers<'_>) -> Result<Parts, Refusal> {
    let (algorithm, rest) = authorization.split_once([' ', '\t']).unwrap_or((authorization, ""));
    if algorithm != ALGORITHM {
        return Err(Refusal::unsupported_algorithm(algorithm));
    }
    let [mut credential, mut signed_headers, mut signature] = [None, None, None];
    for pair in rest.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or_else(|| Refusal::no_pair(pair))?;
        let place = match name {
            "Credential" => &mut credential,
            "SignedHeaders" => &mut signed_headers,
            "Signature" => &mut signature,
            _ => continue,
        };
        if place.replace(value.to_owned()).is_some() {
            return Err(Refusal::twice(name));
        }
    }
    let date = match headers.single("x-amz-date")? {
        Some(date) => Some(date.to_owned()),
        None => headers.single("date")?.map(|date| canonical::basic_form(date).unwrap_or(date.to_owned())),
    };
    match (credential, signature, signed_headers, date) {
        (Some(credential), Some(signature), Some(signed_headers), Some(date)) => {
            let session_token = headers.single("x-amz-security-token")?.map(str::to_owned);
            Ok(Parts { credential, signed_headers, signature, date, expires_s: None, session_token })
        }
        (credential, signature, signed_headers, date) => {
            let found = [credential.is_some(), signature.is_some(), signed_headers.is_some(), date.is_some()];
            Err(Refusal::header_lacks(found, authorization))
        }
    }
}

fn from_query(parameters: &Parameters) -> Result<Parts, Refusal> {
    let Some(algorithm) = parameters.single("X-Amz-Algorithm")? else { return Err(Refusal::Missing) };
    if algorithm != ALGORITHM {
        return Err(Refusal::unsupported_algorithm(&algorithm));
    }
    let names = ["X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Expires"];
    let mut values = [const { None }; 5];
    for (value, name) in values.iter_mut().zip(names) {
        *value = parameters.single(name)?;
    }
    let [Some(credential), Some(signature), Some(signed_headers), Some(date), Some(expires)] = values else {
        return Err(Refusal::query_lacks(names.into_iter().zip(values.map(|value| value.is_some()))));
    };
    let expires_s = Some(Refusal::checked_expires(&expires)?);
    let session_token = parameters.single("X-Amz-Security-Token")?;
    Ok(Parts { credential, signed_headers, signature, date, expires_s, session_token })
}

fn claimed(parts: Parts) -> Result<Claim, Refusal> {
    let Parts { credential, signed_headers, signature, date: time, expires_s, session_token } = parts;
    let time_ms = canonical::basic_millis(&time).ok_or_else(|| Refusal::bad_date(&time))?;
    let elements: Vec<&str> = credential.split('/').take(6).collect();
    let [access_key_id, date, region, service, terminator] = elements[..] else {
        return Err(Refusal::bad_credential(&credential));
    };
    if [access_key_id, date, region, service].contains(&"") {
        return Err(Refusal::bad_credential(&credential));
    }
    if terminator != TERMINATOR {
        return Err(Refusal::Scope(format!(
            "Credential should be scoped with a valid terminator: '{TERMINATOR}', not '{}'. ",
            refusal::shown(terminator)
        )));
    }
    // A date that passed is ASCII.
    let day = &time[..8];
    if date != day {
        return Err(Refusal::Scope(format!(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: \
             '{}' != '{day}', from '{time}'.",
            refusal::shown(date)
        )));
    }
    Ok(Claim {
        access_key_id: access_key_id.to_owned(),
        date: date.to_owned(),
        region: region.to_owned(),
        service: service.to_owned(),
        signed_headers: signed_headers.split(';').map(str::to_owned).collect(),
        signature,
        time_ms,
        expires_s,
        session_token,
    })
}

fn check_time(claim: &Claim, now_ms: i64, skew_ms: i64) -> Result<(), Refusal> {
    let time_ms = claim.time_ms;
    if time_ms > now_ms.saturating_add(skew_ms) {
        return Err(Refusal::NotYetCurrent { time_ms, now_ms });
    }
    let life_ms = claim.expires_s.map_or(skew_ms, |expires_s| expires_s.saturating_mul(1000));
    if time_ms < now_ms.saturating_sub(life_ms) {
        return Err(Refusal::Expired { time_ms, now_ms, life_ms });
    }
    Ok(())
}

fn payload_hash(request: &Request<'_>, headers: &Headers<'_>, is_presigned: bool) -> Result<String, Refusal> {
    let actual = hex::encode(mac::sha256(request.body));
    match headers.single("x-amz-content-sha256")? {
        None => Ok(actual),
        Some(UNSIGNED_PAYLOAD) if is_presigned => Ok(UNSIGNED_PAYLOAD.to_owned()),
        Some(claimed) if claimed == actual => Ok(actual),
        Some(_) => Err(Refusal::Payload),
    }
}

#[cfg(test)]
mod tests;
