//! Functions behind Lambda's Invoke API: AWS itself, or what speaks as it does.
//! AWS: API_Invoke of Lambda; IAM user guide, "Create a signed AWS API request".

use bytes::Bytes;
use crypto::sigv4::{self, Signer, percent_encoded};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::Full;

use super::endpoint::{unsent, whole};
use super::{Job, Missed, Tools, thrown};
use crate::config::functions as config;

/// An endpoint of the API.
pub struct Invoke(config::Invoke);

impl Invoke {
    /// The one that the settings name.
    pub fn new(settings: config::Invoke) -> Invoke {
        Invoke(settings)
    }

    /// Invokes the function.
    pub async fn attempt(&self, tools: &Tools, job: &Job) -> Result<Bytes, Missed> {
        let request = self.request(job, tools.clock.now())?;
        let sent = tools.outbound.send(&self.0.endpoint, request, self.0.may_be_private).await;
        let response = sent.map_err(unsent)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = whole(response).await?;
        match status {
            _ if status.is_success() && headers.contains_key("x-amz-function-error") => Err(thrown(&body)),
            _ if status.is_success() => Ok(body),
            _ => Err(refused(status, &headers, &body)),
        }
    }

    fn request(&self, job: &Job, now: i64) -> Result<Request<Full<Bytes>>, Missed> {
        let config::Invoke { endpoint, function, region, .. } = &self.0;
        let wrong = |why: String| Missed::refused("ServiceException", why);
        let host = endpoint.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        let name = percent_encoded(function.as_deref().unwrap_or(&job.arn));
        let path =
            format!("{}/2015-03-31/functions/{name}/invocations", endpoint.path().trim_end_matches('/'));
        let kind = if job.waits { "RequestResponse" } else { "Event" };
        let headers = [("content-type", "application/json"), ("host", host), ("x-amz-invocation-type", kind)];
        let signed =
            sigv4::Request { method: "POST", path: &path, query: "", headers: &headers, body: &job.body };
        let signer = Signer {
            access_key_id: &self.0.access_key_id,
            secret: self.0.secret_access_key.reveal(),
            session_token: self.0.session_token.as_ref().map(crate::config::values::Secret::reveal),
            region,
            service: "lambda",
        };
        let mut request = Request::post(&path);
        for (name, value) in sigv4::sign(&signed, &signer, now) {
            request = request.header(name, value);
        }
        // The host is added on the way.
        for (name, value) in headers.into_iter().filter(|(name, _)| *name != "host") {
            request = request.header(name, value);
        }
        request.body(Full::new(job.body.clone())).map_err(|error| wrong(error.to_string()))
    }
}

/// The API's error. AWS: throttling is tried again, errors of its own are not.
fn refused(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Missed {
    let header = headers.get("x-amzn-errortype").and_then(|value| value.to_str().ok());
    let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let named = body.get("__type").and_then(serde_json::Value::as_str);
    let code = header.or(named).map(|code| code.split(':').next().unwrap_or_default());
    let code = code.map(|code| code.rsplit('#').next().unwrap_or_default());
    let is_code =
        |code: &&str| (1..=64).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let code = code.filter(is_code).unwrap_or(match status.as_u16() {
        403 => "AccessDeniedException",
        404 => "ResourceNotFoundException",
        429 => "TooManyRequestsException",
        _ => "ServiceException",
    });
    let why = format!("the Invoke API answers {code} with status {}", status.as_u16());
    let missed = Missed::refused(code, why);
    Missed { is_passing: status == StatusCode::TOO_MANY_REQUESTS, ..missed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_apis_error_is_named() {
        let mut headers = HeaderMap::new();
        assert_eq!(
            refused(StatusCode::NOT_FOUND, &headers, b"").failed,
            Missed::refused("ResourceNotFoundException", "").failed
        );
        headers.insert("x-amzn-errortype", "EC2ThrottledException:http://internal/".parse().unwrap());
        let missed = refused(StatusCode::BAD_GATEWAY, &headers, b"{}");
        assert_eq!(missed.failed, Missed::refused("EC2ThrottledException", "").failed);
        assert!(!missed.is_passing);
        assert!(refused(StatusCode::TOO_MANY_REQUESTS, &HeaderMap::new(), b"").is_passing);
        headers.insert("x-amzn-errortype", "<script>".parse().unwrap());
        let missed = refused(StatusCode::FORBIDDEN, &headers, b"{}");
        assert_eq!(missed.failed, Missed::refused("AccessDeniedException", "").failed);
    }

    #[test]
    fn an_arn_is_one_label() {
        assert_eq!(percent_encoded("arn:aws:lambda:f/x"), "arn%3Aaws%3Alambda%3Af%2Fx");
    }
}
