//! Why a request is not let through, as its service would say it.
//! AWS: S3's API reference, "Error responses"; the common errors of the JSON services; API Gateway's gateway responses.

use crypto::sigv4;

use crate::error::{Error, Reason};

/// How a service says errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// S3's XML.
    Xml,
    /// AWS-JSON 1.0: `__type` and `message`.
    Json,
    /// REST-JSON: the code in a header.
    RestJson,
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// The service's code.
    pub code: &'static str,
    /// The service's text.
    pub message: String,
}

impl Refusal {
    /// Of its parts.
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Refusal {
        Refusal { status, code, message: message.into() }
    }

    /// What nobody may who is not allowed to by name.
    pub fn denied(form: Form, message: impl Into<String>) -> Refusal {
        match form {
            Form::Xml => Refusal::new(403, "AccessDenied", message),
            Form::Json => Refusal::new(400, "AccessDeniedException", message),
            Form::RestJson => Refusal::new(403, "AccessDeniedException", message),
        }
    }

    /// What has no sound form.
    pub fn invalid(form: Form, message: impl Into<String>) -> Refusal {
        match form {
            Form::Xml => Refusal::new(400, "InvalidRequest", message),
            Form::Json => Refusal::new(400, "ValidationException", message),
            Form::RestJson => Refusal::new(400, "InvalidParameterValueException", message),
        }
    }

    /// What we do not know, and therefore do not let by.
    pub fn unknown(form: Form) -> Refusal {
        match form {
            Form::Xml => Refusal::new(
                501,
                "NotImplemented",
                "A header or query you provided implies functionality that is not implemented.",
            ),
            Form::Json => Refusal::new(400, "UnknownOperationException", ""),
            Form::RestJson => Refusal::new(404, "UnknownOperationException", "Unknown operation"),
        }
    }

    /// A body that is longer than what is read of one.
    pub fn too_long(form: Form) -> Refusal {
        match form {
            Form::Xml => Refusal::new(400, "MaxMessageLengthExceeded", "Your request was too large."),
            _ => Refusal::new(413, "RequestEntityTooLargeException", "Request entity too large"),
        }
    }

    /// What failed here or behind us.
    pub fn internal(form: Form) -> Refusal {
        match form {
            Form::Xml => {
                Refusal::new(500, "InternalError", "We encountered an internal error. Please try again.")
            }
            Form::Json => Refusal::new(500, "InternalServerError", "The request processing has failed."),
            Form::RestJson => Refusal::new(500, "ServiceException", "The request processing has failed."),
        }
    }

    /// The place behind us does not answer.
    pub fn unavailable(form: Form) -> Refusal {
        match form {
            Form::Xml => Refusal::new(503, "ServiceUnavailable", "Service is unable to handle request."),
            _ => Refusal::new(503, "ServiceUnavailableException", "Service is unable to handle request."),
        }
    }

    /// A signature that does not hold.
    pub fn of_signature(form: Form, why: &sigv4::Refusal, is_presigned: bool) -> Refusal {
        let (xml, status) = match (why, is_presigned) {
            (sigv4::Refusal::Missing, _) => (("AccessDenied", "Access Denied".to_owned()), 403),
            (sigv4::Refusal::Incomplete(text), false) => {
                (("AuthorizationHeaderMalformed", text.clone()), 400)
            }
            (sigv4::Refusal::Incomplete(text), true) => {
                (("AuthorizationQueryParametersError", text.clone()), 400)
            }
            (sigv4::Refusal::Scope(text), false) => (("AuthorizationHeaderMalformed", text.clone()), 400),
            (sigv4::Refusal::Scope(text), true) => (("AuthorizationQueryParametersError", text.clone()), 400),
            (sigv4::Refusal::NotSigned(_), _) => {
                let text = "There were headers present in the request which were not signed";
                (("AccessDenied", text.to_owned()), 403)
            }
            (sigv4::Refusal::Expired { .. }, true) => {
                (("AccessDenied", "Request has expired".to_owned()), 403)
            }
            (sigv4::Refusal::NotYetCurrent { .. }, true) => {
                (("AccessDenied", "Request is not valid yet".to_owned()), 403)
            }
            (sigv4::Refusal::Expired { .. } | sigv4::Refusal::NotYetCurrent { .. }, false) => {
                let text = "The difference between the request time and the current time is too large.";
                (("RequestTimeTooSkewed", text.to_owned()), 403)
            }
            (sigv4::Refusal::Payload, _) => (("XAmzContentSHA256Mismatch", why.message()), 400),
            (sigv4::Refusal::Mismatch, _) => {
                let text = "The request signature we calculated does not match the signature you provided. \
                            Check your key and signing method.";
                (("SignatureDoesNotMatch", text.to_owned()), 403)
            }
        };
        match form {
            Form::Xml => Refusal { status, code: xml.0, message: xml.1 },
            Form::Json => Refusal::new(400, why.code(), why.message()),
            Form::RestJson => Refusal::new(403, why.code(), why.message()),
        }
    }

    /// A key that nobody has, a token that was not made here, credentials whose time is over, a policy that does not allow.
    pub fn of_error(form: Form, error: &Error, has_token: bool) -> Refusal {
        match (error.reason(), form) {
            (Reason::UnknownAccessKey, Form::Xml) if has_token => {
                let text = "The provided token is malformed or otherwise invalid.";
                Refusal::new(400, "InvalidToken", text)
            }
            (Reason::UnknownAccessKey, Form::Xml) => {
                let text = "The AWS Access Key Id you provided does not exist in our records.";
                Refusal::new(403, "InvalidAccessKeyId", text)
            }
            (Reason::CredentialsExpired, Form::Xml) => {
                Refusal::new(400, "ExpiredToken", "The provided token has expired.")
            }
            (Reason::UnknownAccessKey | Reason::CredentialsExpired, Form::Json) => {
                Refusal::new(400, error.code(), error.message())
            }
            (Reason::UnknownAccessKey | Reason::CredentialsExpired, Form::RestJson) => {
                Refusal::new(403, error.code(), error.message())
            }
            (Reason::AccessDenied, _) => Refusal::denied(form, error.message()),
            _ => Refusal::internal(form),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_that_are_over_or_unknown_have_words_of_their_own() {
        let told = |form, reason, has_token| {
            let refusal = Refusal::of_error(form, &Error::new(reason), has_token);
            (refusal.status, refusal.code)
        };
        assert_eq!(told(Form::Xml, Reason::CredentialsExpired, true), (400, "ExpiredToken"));
        assert_eq!(told(Form::Xml, Reason::UnknownAccessKey, true), (400, "InvalidToken"));
        assert_eq!(told(Form::Xml, Reason::UnknownAccessKey, false), (403, "InvalidAccessKeyId"));
        assert_eq!(told(Form::Json, Reason::CredentialsExpired, true), (400, "ExpiredTokenException"));
        assert_eq!(
            told(Form::RestJson, Reason::UnknownAccessKey, true),
            (403, "UnrecognizedClientException")
        );
        assert_eq!(told(Form::Json, Reason::AccessDenied, true), (400, "AccessDeniedException"));
        assert_eq!(told(Form::Xml, Reason::Internal, true), (500, "InternalError"));
    }

    #[test]
    fn signatures_are_refused_in_s3s_words() {
        let told = |why: &sigv4::Refusal, is_presigned| {
            let refusal = Refusal::of_signature(Form::Xml, why, is_presigned);
            (refusal.status, refusal.code, refusal.message)
        };
        let late = sigv4::Refusal::Expired { time_ms: 0, now_ms: 1, life_ms: 0 };
        assert_eq!(told(&late, true), (403, "AccessDenied", "Request has expired".to_owned()));
        assert_eq!(told(&late, false).1, "RequestTimeTooSkewed");
        assert_eq!(told(&sigv4::Refusal::Mismatch, false).1, "SignatureDoesNotMatch");
        assert_eq!(told(&sigv4::Refusal::Missing, false), (403, "AccessDenied", "Access Denied".to_owned()));
    }
}
