//! Lambda's Invoke before the functions of the settings: the same that pools ask.
//! AWS: API_Invoke of Lambda.

use axum::body::Body;
use http::{HeaderValue, Response, StatusCode};
use rules::Ctx;
use rules::gateway::{Form, Plan, Refusal};
use rules::outside::{Call, Failed};
use serde_json::{Value, json};

use super::answer;
use super::head::Head;

/// Invokes the function that was let through.
pub async fn invoke(head: &Head, plan: &Plan, body: &[u8], ctx: &Ctx) -> Result<Response<Body>, Refusal> {
    let Some(asked) = plan.asked.first() else { return Err(Refusal::unknown(Form::RestJson)) };
    if !plan.path.starts_with("/2015-03-31/") {
        return Err(Refusal::unknown(Form::RestJson));
    }
    let invalid = |text: &str| Refusal::new(400, "InvalidRequestContentException", text);
    let event: Value = match body {
        b"" => json!({}),
        body => {
            serde_json::from_slice(body).map_err(|_| invalid("Could not parse request body into json."))?
        }
    };
    let waits = match head.header("x-amz-invocation-type") {
        None | Some("RequestResponse") => true,
        Some("Event") => false,
        Some("DryRun") => return Ok(answered(StatusCode::NO_CONTENT, None, false, ctx)),
        Some(_) => {
            return Err(Refusal::invalid(Form::RestJson, "The invocation type is not one of its words."));
        }
    };
    let call = Call { arn: &asked.resource, pool_id: "", trigger: "Invoke", event: &event, waits };
    match ctx.world().functions.invoke(&call).await {
        Ok(_) if !waits => Ok(answered(StatusCode::ACCEPTED, None, false, ctx)),
        Ok(value) => Ok(answered(StatusCode::OK, Some(value), false, ctx)),
        Err(Failed::Thrown(message)) => {
            Ok(answered(StatusCode::OK, Some(json!({ "errorMessage": message })), true, ctx))
        }
        Err(Failed::Unreadable) => {
            let text = "The function returned what is not JSON";
            Ok(answered(StatusCode::OK, Some(json!({ "errorMessage": text })), true, ctx))
        }
        Err(Failed::NotRun(code)) if code == "ResourceNotFoundException" => {
            let text = format!("Function not found: {}", asked.resource);
            Err(Refusal::new(404, "ResourceNotFoundException", text))
        }
        Err(Failed::NotRun(code)) if code == "TooManyRequestsException" => {
            Err(Refusal::new(429, "TooManyRequestsException", "Rate Exceeded."))
        }
        Err(Failed::NotRun(_)) => Err(Refusal::internal(Form::RestJson)),
    }
}

fn answered(status: StatusCode, value: Option<Value>, has_failed: bool, ctx: &Ctx) -> Response<Body> {
    let body = value.map_or_else(Body::empty, |value| Body::from(value.to_string()));
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert("x-amz-executed-version", HeaderValue::from_static("$LATEST"));
    if status == StatusCode::OK {
        headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    if has_failed {
        headers.insert("x-amz-function-error", HeaderValue::from_static("Unhandled"));
    }
    answer::with_id(response, Form::RestJson, &ctx.request_id)
}
