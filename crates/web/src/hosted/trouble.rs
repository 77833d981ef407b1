//! What goes wrong at the door, and what is told: a page, an error for the app, or JSON for a client.
//! AWS: the developer guide, "The redirect and authorization endpoint". RFC: 6749 sections 4.1.2.1 and 5.2.

use http::header::ALLOW;
use http::{Method, StatusCode};
use rules::hosted::authorize::{Refusal, Told};
use rules::{Error, Reason};
use serde::Serialize;

use super::Outcome;
use super::answer::Answer;
use super::visit::Visit;
use crate::oauth;
use crate::pages::trouble::TroublePage;

/// Why a request is not answered as it wished.
#[derive(Debug)]
pub enum Trouble {
    /// There is no such page.
    NotFound,
    /// The page does not take this method.
    Method,
    /// A parameter came twice.
    Twice(String),
    /// A parameter is too long.
    TooLong(String),
    /// The request cannot be followed, and nobody is to be told but the person.
    Page {
        /// The parameter at fault.
        parameter: &'static str,
        /// AWS's word.
        error: &'static str,
    },
    /// The app is to be told.
    Client(Told),
    /// A form that is not from one of our pages.
    Forged,
    /// The page was open for too long, or in another browser.
    Expired,
    /// The pool does not let people do this.
    NotAllowed,
    /// A client of an endpoint is to be told, in JSON.
    Token(oauth::Refused),
    /// The rules refused, or something failed.
    Failed(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Failed(error)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Trouble {
        match refusal {
            Refusal::Page { parameter, error } => Trouble::Page { parameter, error },
            Refusal::Client(told) => Trouble::Client(told),
            Refusal::Failed(error) => Trouble::Failed(error),
        }
    }
}

#[derive(Serialize)]
struct Plain {
    error: &'static str,
}

/// The answer to a trouble.
pub(super) fn answer(visit: &Visit<'_>, trouble: Trouble) -> Answer {
    let (status, error, page) = match trouble {
        Trouble::Token(refused) => return oauth::refused(&refused),
        Trouble::Client(told) => match oauth::redirected(visit, &told) {
            Ok(answer) => return answer,
            Err(_) => (StatusCode::BAD_REQUEST, "redirect_uri", TroublePage::generic()),
        },
        Trouble::NotFound => (StatusCode::NOT_FOUND, "not_found", TroublePage::not_found()),
        Trouble::Method if is_endpoint(visit.path) => {
            let plain = Plain { error: "method_not_allowed" };
            return match Answer::json("hosted", StatusCode::METHOD_NOT_ALLOWED, &plain) {
                Ok(answer) => telling_methods(visit, answer.with_error(plain.error)),
                Err(_) => failed(),
            };
        }
        Trouble::Method => (StatusCode::METHOD_NOT_ALLOWED, "method", TroublePage::method()),
        Trouble::Twice(name) | Trouble::TooLong(name) => {
            (StatusCode::BAD_REQUEST, "invalid_request", TroublePage::about(&name))
        }
        Trouble::Page { parameter, error: error @ ("redirect_mismatch" | "unauthorized_client") } => {
            match to_error_page(visit, parameter, error) {
                Ok(answer) => return answer.with_error(error),
                Err(_) => (StatusCode::BAD_REQUEST, error, TroublePage::of(parameter, error)),
            }
        }
        Trouble::Page { parameter, error } => {
            (StatusCode::BAD_REQUEST, error, TroublePage::of(parameter, error))
        }
        Trouble::Forged => (StatusCode::FORBIDDEN, "forged", TroublePage::forged(visit)),
        Trouble::NotAllowed => (StatusCode::FORBIDDEN, "not_allowed", TroublePage::not_allowed(visit)),
        Trouble::Expired => (StatusCode::BAD_REQUEST, "expired", TroublePage::expired(visit)),
        Trouble::Failed(error) if error.reason() == Reason::RateExceeded => {
            let status = StatusCode::TOO_MANY_REQUESTS;
            let word = "too_many_requests";
            if is_endpoint(visit.path) {
                return oauth::refused(&oauth::Refused { status, ..oauth::Refused::new(word) });
            }
            (status, word, TroublePage::generic())
        }
        Trouble::Failed(error) if is_endpoint(visit.path) => {
            log(visit, &error);
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            return oauth::refused(&oauth::Refused { status, ..oauth::Refused::new("server_error") });
        }
        Trouble::Failed(error) => {
            log(visit, &error);
            let entry = error.reason().entry();
            let status = StatusCode::from_u16(entry.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, entry.code, TroublePage::generic())
        }
    };
    match super::render::render(visit, status, &page) {
        Ok(answer) if status == StatusCode::METHOD_NOT_ALLOWED => {
            telling_methods(visit, answer.with_error(error))
        }
        Ok(answer) => answer.with_error(error),
        Err(_) => failed(),
    }
}

/// The same with what the path takes instead. RFC: 9110 section 15.5.6.
fn telling_methods(visit: &Visit<'_>, mut answer: Answer) -> Answer {
    let taken = match *visit.method {
        // What refuses these takes forms, and what refuses forms shows something.
        Method::GET | Method::HEAD => "POST, OPTIONS",
        Method::POST => "GET, HEAD, OPTIONS",
        _ if is_endpoint(visit.path) && visit.path != "/oauth2/userInfo" => "POST, OPTIONS",
        _ => "GET, HEAD, POST, OPTIONS",
    };
    answer.header(ALLOW, taken);
    answer
}

/// Whether a program reads what this path answers.
fn is_endpoint(path: &str) -> bool {
    path.starts_with("/oauth2/")
        && !matches!(path, "/oauth2/authorize" | "/oauth2/idpresponse" | "/oauth2/idplogout")
}

fn log(visit: &Visit<'_>, error: &Error) {
    if error.reason() != Reason::Moved && error.reason().entry().status >= 500 {
        tracing::error!(request_id = visit.ctx.request_id, %error, "a request to a hosted domain failed");
    }
}

/// AWS: who the client is is known, so that its troubles have an address of their own.
fn to_error_page(visit: &Visit<'_>, parameter: &str, error: &str) -> Outcome {
    let client = visit.params.get("client_id").map_or("", String::as_str);
    // AWS has one parameter at fault.
    let named =
        (parameter != "redirect_uri" && error == "redirect_mismatch").then_some(("parameter", parameter));
    let pairs = [("error", error), ("client_id", client)].into_iter().chain(named);
    Answer::redirect("error", &oauth::with_query(&format!("{}/error", visit.site.path), pairs))
}

/// What is left where not even a page renders, which the samples rule out.
fn failed() -> Answer {
    let text = b"Something went wrong.".to_vec();
    Answer::of("hosted", StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", text)
}
