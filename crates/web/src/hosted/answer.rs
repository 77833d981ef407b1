//! Answers of the hosted domain, and the headers that each of them carries.
//! AWS: the headers of its domains' answers. Sources: the Fetch standard and w3c/webappsec-csp issue 8 for `form-action`.

use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, EXPIRES, LOCATION,
    PRAGMA, REFERRER_POLICY, SET_COOKIE, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;

use super::visit::Visit;
use super::{Outcome, bare};

/// An answer, and what log and metrics say of it.
pub struct Answer {
    /// The endpoint or page.
    pub name: &'static str,
    /// OAuth's word for what went wrong.
    pub error: Option<String>,
    /// The answer itself.
    pub response: Response<Vec<u8>>,
}

/// No `form-action`: browsers hold it against every hop of the redirects that follow a form, up to the app's own.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                           connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const PERMISSIONS: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self)";

impl Answer {
    /// A page.
    pub fn page(name: &'static str, status: StatusCode, html: String) -> Answer {
        let mut answer = Answer::of(name, status, "text/html; charset=utf-8", html.into_bytes());
        answer.header(CONTENT_SECURITY_POLICY, PAGE_POLICY);
        answer.header(HeaderName::from_static("permissions-policy"), PERMISSIONS);
        answer
    }

    /// JSON, which scripts of any origin may read.
    pub fn json(name: &'static str, status: StatusCode, body: &impl Serialize) -> Outcome {
        let body = serde_json::to_vec(body).map_err(rules::Error::from)?;
        let mut answer = Answer::of(name, status, "application/json;charset=UTF-8", body);
        answer.header(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        Ok(answer)
    }

    /// A status alone, which scripts of any origin may read.
    pub fn empty(name: &'static str, status: StatusCode) -> Answer {
        let mut answer = Answer { name, error: None, response: bare(status) };
        answer.header(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        answer
    }

    /// Anything else.
    pub fn of(name: &'static str, status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Answer {
        let mut response = bare(status);
        *response.body_mut() = body;
        let mut answer = Answer { name, error: None, response };
        answer.header(CONTENT_TYPE, content_type);
        answer
    }

    /// To another address, by GET. Errors: `Internal` for one that is no header.
    pub fn redirect(name: &'static str, to: &str) -> Outcome {
        let to = HeaderValue::from_str(to).map_err(rules::Error::internal)?;
        let mut answer = Answer { name, error: None, response: bare(StatusCode::FOUND) };
        answer.response.headers_mut().insert(LOCATION, to);
        Ok(answer)
    }

    /// The same with a cookie more.
    pub fn with_cookie(mut self, cookie: &str) -> Answer {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            self.response.headers_mut().append(SET_COOKIE, value);
        }
        self
    }

    /// The same with an error for log and metrics.
    pub fn with_error(mut self, error: &str) -> Answer {
        self.error = Some(error.to_owned());
        self
    }

    /// Sets a header.
    pub fn header(&mut self, name: HeaderName, value: &'static str) {
        self.response.headers_mut().insert(name, HeaderValue::from_static(value));
    }

    /// With the headers that all answers have.
    pub(super) fn finished(mut self, visit: &Visit<'_>) -> Answer {
        let headers: &mut HeaderMap = self.response.headers_mut();
        let is_kept = headers.contains_key(CACHE_CONTROL);
        let mut or = |name: HeaderName, value: &'static str| {
            headers.entry(name).or_insert(HeaderValue::from_static(value));
        };
        if !is_kept {
            or(CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
            or(PRAGMA, "no-cache");
            or(EXPIRES, "0");
        }
        or(X_CONTENT_TYPE_OPTIONS, "nosniff");
        or(X_FRAME_OPTIONS, "DENY");
        or(HeaderName::from_static("x-xss-protection"), "1; mode=block");
        // Other sites learn nothing of our addresses; with `no-referrer` browsers would send `Origin: null` with our own
        // forms.
        or(REFERRER_POLICY, "same-origin");
        if visit.site.is_secure() {
            or(STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
        }
        if let Ok(id) = HeaderValue::from_str(&visit.ctx.request_id) {
            headers.insert(HeaderName::from_static("x-amz-cognito-request-id"), id);
        }
        self
    }
}
