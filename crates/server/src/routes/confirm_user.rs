//! `/domain/{name}/confirmUser`: where the links of sign-ups lead.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Form, Path, Query, State};
use axum::{Extension, extract::rejection::FormRejection, extract::rejection::QueryRejection};
use http::{HeaderMap, Response, StatusCode};
use web::pages::confirm_user::{self, Asked, ConfirmUserPage};
use web::pages::{self};

use crate::app::{App, Asker};
use crate::respond::{self, Note};

const NAME: &str = "confirmUser";

/// How often a confirmation is run again when a row has moved under it.
const TRIES: usize = 3;

/// Asks.
pub async fn ask(
    Extension(asker): Extension<Asker>,
    Path(domain): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response<Body> {
    let Ok(Query(asked)) = asked else { return incomplete(&asker) };
    // The name stands in a path, and a domain's has no other characters.
    if !domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')) {
        return respond::unknown();
    }
    let page = ConfirmUserPage::question(format!("/domain/{domain}/confirmUser"), asked);
    show(&asker, StatusCode::OK, &page)
}

/// Confirms.
pub async fn confirm(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Path(domain): Path<String>,
    headers: HeaderMap,
    asked: Result<Form<Asked>, FormRejection>,
) -> Response<Body> {
    let Ok(Form(asked)) = asked else { return incomplete(&asker) };
    let ctx = app.ctx(&asker, &headers);
    let mut confirmed = confirm_user::confirm(&ctx, &domain, &asked).await;
    for _ in 1..TRIES {
        if !matches!(&confirmed, Err(error) if error.reason() == rules::Reason::Moved) {
            break;
        }
        confirmed = confirm_user::confirm(&ctx, &domain, &asked).await;
    }
    match confirmed {
        Ok((true, page)) => show(&asker, StatusCode::OK, &page),
        Ok((false, page)) => show(&asker, StatusCode::BAD_REQUEST, &page),
        Err(error) => respond::rules_error(Note::private(NAME), &asker.request_id, &error),
    }
}

fn incomplete(asker: &Asker) -> Response<Body> {
    show(asker, StatusCode::BAD_REQUEST, &ConfirmUserPage::incomplete())
}

fn show(asker: &Asker, status: StatusCode, page: &ConfirmUserPage) -> Response<Body> {
    match pages::render(page) {
        Ok(html) => respond::page(Note::private(NAME), status, html),
        Err(error) => respond::rules_error(Note::private(NAME), &asker.request_id, &error),
    }
}
