//! The address of an import job: PUT brings its file, GET gives its log.
//! AWS: the developer guide, "Uploading the CSV file": `curl -T file -H "x-amz-server-side-encryption:aws:kms" URL`.
//! The errors are those of S3, which answers there at AWS.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use bytes::Bytes;
use futures_util::stream;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body_util::BodyExt;
use rules::Ctx;
use rules::imports::address::Closed;
use rules::imports::log::Log;
use rules::imports::upload::{LONGEST_BYTES, Refusal, Upload};
use tokio::time::timeout;

use crate::app::{App, Asker};
use crate::respond::{self, Note};

/// How long the next piece of a file may take to come in.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a whole file may take.
const LONGEST: Duration = Duration::from_secs(3_600);

/// Takes a job's file.
pub async fn put(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Path(token): Path<String>,
    request: Request<Body>,
) -> Response<Body> {
    let ctx = app.ctx(&asker, request.headers());
    if length(request.headers()).is_some_and(|length| length > LONGEST_BYTES) {
        return refused(&asker, &Refusal::TooLong);
    }
    match timeout(LONGEST, take(&ctx, &token, request.into_body())).await {
        Ok(Ok(())) => closed(respond::answer(note(), StatusCode::OK, "text/plain", Body::empty())),
        Ok(Err(Broken::Refused(refusal))) => refused(&asker, &refusal),
        Ok(Err(Broken::Cut)) => incomplete("The request body terminated unexpectedly"),
        Ok(Err(Broken::Slow)) | Err(_) => incomplete("The request body did not arrive in time"),
    }
}

/// What ends an upload before its file is whole.
enum Broken {
    Refused(Refusal),
    Cut,
    Slow,
}

async fn take(ctx: &Ctx, token: &str, mut body: Body) -> Result<(), Broken> {
    let mut upload = Upload::begin(ctx, token).await.map_err(Broken::Refused)?;
    loop {
        match timeout(PATIENCE, body.frame()).await {
            Err(_) => return Err(Broken::Slow),
            Ok(None) => return upload.end(ctx).await.map_err(Broken::Refused),
            Ok(Some(Err(_))) => return Err(Broken::Cut),
            Ok(Some(Ok(frame))) => {
                // What is no data are trailers, which say nothing here.
                let data = frame.into_data().unwrap_or_default();
                upload.write(ctx, &data).await.map_err(Broken::Refused)?;
            }
        }
    }
}

/// Gives a job's log, piece by piece.
pub async fn log(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response<Body> {
    let ctx = app.ctx(&asker, &headers);
    let log = match Log::open(&ctx, &token).await {
        Ok(Ok(log)) => log,
        Ok(Err(why)) => return refused(&asker, &Refusal::Closed(why)),
        Err(error) => return refused(&asker, &Refusal::Failed(error)),
    };
    let pieces = stream::try_unfold((ctx, log), |(ctx, mut log)| async move {
        let piece = log.next(&ctx).await;
        // A log that breaks off must not look like a whole one: the connection ends with an error.
        let piece = piece.map_err(|error| {
            tracing::error!(request_id = %ctx.request_id, %error, "the log of an import broke off");
            std::io::Error::other("the log broke off")
        })?;
        Ok::<_, std::io::Error>(piece.map(|text| (Bytes::from(text), (ctx, log))))
    });
    closed(respond::answer(note(), StatusCode::OK, "text/plain; charset=utf-8", Body::from_stream(pieces)))
}

fn length(headers: &HeaderMap) -> Option<i64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn note() -> Note {
    Note::private("user-import")
}

fn refused(asker: &Asker, refusal: &Refusal) -> Response<Body> {
    let (status, code, text) = match refusal {
        Refusal::Closed(Closed::Unknown) => (StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"),
        Refusal::Closed(Closed::Expired) => (StatusCode::FORBIDDEN, "AccessDenied", "Request has expired"),
        Refusal::Late => (
            StatusCode::CONFLICT,
            "OperationAborted",
            "The job takes no file any more, or takes another one now",
        ),
        Refusal::TooLong => (
            StatusCode::BAD_REQUEST,
            "EntityTooLarge",
            "Your proposed upload exceeds the maximum allowed size",
        ),
        Refusal::Failed(error) => {
            tracing::error!(request_id = %asker.request_id, op = "user-import", %error, "a request failed");
            (StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "We encountered an internal error")
        }
    };
    failed(status, code, text)
}

fn incomplete(text: &'static str) -> Response<Body> {
    failed(StatusCode::BAD_REQUEST, "IncompleteBody", text)
}

fn failed(status: StatusCode, code: &'static str, text: &'static str) -> Response<Body> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{text}</Message></Error>\n"
    );
    let note = Note { error: Some(code.to_owned()), ..note() };
    closed(respond::answer(note, status, "application/xml", xml))
}

/// Nothing of this is for a cache, or for a browser's guesses.
fn closed(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
