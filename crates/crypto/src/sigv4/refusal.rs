//! Why a signature was refused, in AWS's words.
//! AWS: IAM user guide, "Troubleshoot signed requests"; texts as the JSON services send them, seen in public issue
//! threads of AWS's SDKs. Where AWS once echoed a header's text it sends a hash of it now, and so do we.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::canonical::basic;
use super::{MAX_EXPIRES_S, SKEW_MS};
use crate::mac;

/// What is wrong with a request's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request is not signed.
    Missing,
    /// A part lacks, is there twice or has another form; the text says which.
    Incomplete(String),
    /// Signed for another date, region, service or protocol; the text says which.
    Scope(String),
    /// A header that changes what the request means is left out of the signature.
    NotSigned(String),
    /// Signed too long ago; all in milliseconds.
    Expired {
        /// When it was signed.
        time_ms: i64,
        /// When it was looked at.
        now_ms: i64,
        /// How long it may be valid.
        life_ms: i64,
    },
    /// Signed in the future; all in milliseconds.
    NotYetCurrent {
        /// When it was signed.
        time_ms: i64,
        /// When it was looked at.
        now_ms: i64,
    },
    /// The body is not the one that was signed.
    Payload,
    /// The signature is another one.
    Mismatch,
}

impl Refusal {
    /// AWS's error type in the JSON protocols.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "MissingAuthenticationTokenException",
            Self::Incomplete(_) => "IncompleteSignatureException",
            _ => "InvalidSignatureException",
        }
    }

    /// AWS's text.
    pub fn message(&self) -> String {
        match self {
            Self::Missing => "Missing Authentication Token".to_owned(),
            Self::Incomplete(text) | Self::Scope(text) => text.clone(),
            Self::NotSigned(name) => format!("{name} must be a 'SignedHeader' in the AWS Authorization."),
            Self::Expired { time_ms, now_ms, life_ms } => {
                let (time, now) = (basic(*time_ms), basic(*now_ms));
                let bound = basic(now_ms.saturating_sub(*life_ms));
                format!("Signature expired: {time} is now earlier than {bound} ({now} - {}.)", span(*life_ms))
            }
            Self::NotYetCurrent { time_ms, now_ms } => {
                let (time, now) = (basic(*time_ms), basic(*now_ms));
                let bound = basic(now_ms.saturating_add(SKEW_MS));
                format!(
                    "Signature not yet current: {time} is still later than {bound} ({now} + {}.)",
                    span(SKEW_MS)
                )
            }
            Self::Payload => {
                "The provided 'x-amz-content-sha256' header does not match what was computed.".to_owned()
            }
            Self::Mismatch => {
                "The request signature we calculated does not match the signature you provided. \
                Check your AWS Secret Access Key and signing method. \
                Consult the service documentation for details."
                    .to_owned()
            }
        }
    }

    pub(super) fn unsupported_algorithm(algorithm: &str) -> Self {
        let shown = shown(algorithm);
        Self::Incomplete(format!("Unsupported AWS 'algorithm': '{shown}'."))
    }

    pub(super) fn no_pair(pair: &str) -> Self {
        let hash = hashed(pair);
        Self::Incomplete(format!(
            "Invalid key=value pair (missing equal-sign) in Authorization header \
             (hashed with SHA-256 and encoded with Base64): '{hash}'."
        ))
    }

    pub(super) fn twice(name: &str) -> Self {
        Self::Incomplete(format!("The request has more than one '{name}'."))
    }

    /// `found`: credential, signature, signed headers, date.
    pub(super) fn header_lacks(found: [bool; 4], authorization: &str) -> Self {
        let sentences = [
            "Authorization header requires 'Credential' parameter. ",
            "Authorization header requires 'Signature' parameter. ",
            "Authorization header requires 'SignedHeaders' parameter. ",
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ",
        ];
        let lacks =
            sentences.into_iter().zip(found).filter(|(_, found)| !found).map(|(sentence, _)| sentence);
        let hash = hashed(authorization);
        let text: String = lacks.collect();
        Self::Incomplete(format!("{text}(Hashed with SHA-256 and encoded with Base64) Authorization={hash}"))
    }

    pub(super) fn query_lacks<'a>(found: impl Iterator<Item = (&'a str, bool)>) -> Self {
        let lacks = found.filter(|(_, found)| !found);
        let text: String =
            lacks.map(|(name, _)| format!("AWS query-string parameters must include '{name}'. ")).collect();
        Self::Incomplete(format!("{text}Re-examine the query-string parameters."))
    }

    pub(super) fn checked_expires(text: &str) -> Result<i64, Self> {
        let is_number = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        if !is_number {
            return Err(Self::Incomplete("X-Amz-Expires should be a number".to_owned()));
        }
        match text.parse() {
            Ok(0) => Err(Self::Incomplete("X-Amz-Expires must be positive".to_owned())),
            Ok(expires_s) if expires_s <= MAX_EXPIRES_S => Ok(expires_s),
            _ => Err(Self::Incomplete(format!(
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be \
                 less than {MAX_EXPIRES_S} seconds"
            ))),
        }
    }

    pub(super) fn bad_date(date: &str) -> Self {
        let shown = shown(date);
        Self::Incomplete(format!(
            "Date must be in ISO-8601 'basic format'. Got '{shown}'. See http://en.wikipedia.org/wiki/ISO_8601"
        ))
    }

    pub(super) fn bad_credential(credential: &str) -> Self {
        let hash = hashed(credential);
        Self::Incomplete(format!(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, \
             got (hashed with SHA-256 and encoded with Base64) '{hash}'"
        ))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message())
    }
}

impl std::error::Error for Refusal {}

/// The sender's own text, unless it is so long that it may be a secret in the wrong place.
pub(super) fn shown(text: &str) -> String {
    if text.len() <= 32 { text.to_owned() } else { hashed(text) }
}

fn hashed(text: &str) -> String {
    STANDARD.encode(mac::sha256(text.as_bytes()))
}

/// Whole minutes as AWS writes them, other spans in seconds.
fn span(ms: i64) -> String {
    if ms % 60_000 == 0 { format!("{} min", ms / 60_000) } else { format!("{} sec", ms / 1000) }
}
