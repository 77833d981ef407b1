//! Functions at a server's address: the event is POSTed to it, signed, and what comes back is the function's answer.
//! RFC: none; the headers are those of Standard Webhooks 1.0.0: `webhook-id`, `webhook-timestamp`, `webhook-signature`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use rules::outside::Unfetched;

use super::{Job, LARGEST, Missed, Tools, thrown};
use crate::config::functions as config;

/// A server that is sent events.
pub struct Endpoint(config::Endpoint);

impl Endpoint {
    /// The one that the settings name.
    pub fn new(settings: config::Endpoint) -> Endpoint {
        Endpoint(settings)
    }

    /// Sends it a call. All attempts of one have one `webhook-id`.
    pub async fn attempt(&self, tools: &Tools, job: &Job) -> Result<Bytes, Missed> {
        let seconds = (tools.clock.now() / 1_000).to_string();
        let request = Request::post(super::path_of(&self.0.url))
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &job.id)
            .header("webhook-signature", signature(&self.0.key.0, &job.id, &seconds, &job.body))
            .header("webhook-timestamp", seconds)
            .header("x-cenote-function-arn", &job.arn)
            .header("x-cenote-invocation-type", if job.waits { "RequestResponse" } else { "Event" })
            .header("x-cenote-trigger", job.trigger)
            .body(Full::new(job.body.clone()));
        let request = request.map_err(|error| Missed::refused("ServiceException", error.to_string()))?;
        let sent = tools.outbound.send(&self.0.url, request, self.0.may_be_private).await;
        let response = sent.map_err(unsent)?;
        let status = response.status();
        let is_error = response.headers().contains_key("x-amz-function-error");
        let body = whole(response).await?;
        match status {
            _ if status.is_success() && is_error => Err(thrown(&body)),
            _ if status.is_success() => Ok(body),
            _ if status.is_client_error() && says_why(&body) => Err(thrown(&body)),
            _ => Err(refused(status)),
        }
    }
}

/// `v1,` and base64 of HMAC-SHA-256 over `id.timestamp.body`.
fn signature(key: &[u8], id: &str, seconds: &str, body: &[u8]) -> String {
    let signed = [id.as_bytes(), b".", seconds.as_bytes(), b".", body].concat();
    format!("v1,{}", STANDARD.encode(crypto::mac::hmac_sha256(key, &signed)))
}

/// What never came to an answer.
pub fn unsent(unsent: Unfetched) -> Missed {
    match unsent {
        Unfetched::Forbidden(why) => Missed::refused("AccessDeniedException", why),
        other => Missed::passing("ServiceException", other.to_string()),
    }
}

/// A whole body, up to the limit.
pub async fn whole(response: Response<Incoming>) -> Result<Bytes, Missed> {
    match Limited::new(response.into_body(), LARGEST).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(Missed::too_large()),
        Err(error) => Err(Missed::passing("ServiceException", error.to_string())),
    }
}

/// Whether a refusal is the function's own: it carries an `errorMessage`.
fn says_why(body: &[u8]) -> bool {
    let error: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    error.get("errorMessage").is_some_and(serde_json::Value::is_string)
}

/// The status of a server that is not the function's own answer. Gateways say 502 to 504 of what passes.
fn refused(status: StatusCode) -> Missed {
    let why = format!("it answers with status {}", status.as_u16());
    match status.as_u16() {
        401 | 403 => Missed::refused("AccessDeniedException", why),
        404 | 410 => Missed::refused("ResourceNotFoundException", why),
        413 => Missed::refused("RequestTooLargeException", why),
        429 => Missed::passing("TooManyRequestsException", why),
        502..=504 => Missed::passing("ServiceException", why),
        _ => Missed::refused("ServiceException", why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the Standard Webhooks specification.
    #[test]
    fn the_signature_is_that_of_the_specification() {
        let key = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let body = br#"{"test": 2432232314}"#;
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        assert_eq!(
            signature(&key, id, "1614265330", body),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }

    #[test]
    fn only_what_passes_is_tried_again() {
        let passes = |status: u16| refused(StatusCode::from_u16(status).unwrap()).is_passing;
        assert!(passes(429) && passes(502) && passes(503) && passes(504));
        assert!(!passes(301) && !passes(400) && !passes(403) && !passes(404) && !passes(500));
    }
}
