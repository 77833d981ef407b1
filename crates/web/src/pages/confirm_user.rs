//! `/confirmUser`: the page that the link of a sign-up leads to. It asks, and confirms when its button is pressed.
//! AWS: the developer guide, "Email verification messages" (`/confirmUser`).
//!
//! What follows links without pressing buttons, as mail scanners do, spends nothing. The button carries the code of the
//! link and nothing else proves anything, so no other site can press it for somebody, and no cookie is needed.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::account::confirm::{self, Confirmation};
use rules::hosted::authorize::text;
use rules::{Reason, users};
use serde::Serialize;

use super::Page;
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;

/// What the link carries.
const CARRIED: [(&str, usize); 3] = [("client_id", 128), ("user_name", 128), ("confirmation_code", 2_048)];

/// Everything that the page shows.
#[derive(Serialize)]
pub struct ConfirmUserPage {
    title: &'static str,
    text: &'static str,
    action: String,
    /// What the button carries; nothing where there is none.
    carried: Option<BTreeMap<&'static str, String>>,
}

impl ConfirmUserPage {
    fn told(title: &'static str, text: &'static str) -> ConfirmUserPage {
        ConfirmUserPage { title, text, action: String::new(), carried: None }
    }
}

/// What a request carries, if it is whole; of the forms that ConfirmSignUp's parameters have, which nobody has judged before.
fn carried(params: &BTreeMap<String, String>) -> Option<BTreeMap<&'static str, String>> {
    let part = |(name, most): (&'static str, usize)| {
        let value = text(params, name)?;
        let is_sane = value.chars().count() <= most && !value.chars().any(char::is_control);
        is_sane.then(|| (name, value.to_owned()))
    };
    CARRIED.into_iter().map(part).collect()
}

/// Asks.
pub fn get(visit: &Visit<'_>) -> Outcome {
    let Some(carried) = carried(&visit.params).filter(|_| visit.twice.is_none()) else {
        return incomplete(visit);
    };
    let page = ConfirmUserPage {
        action: format!("{}/confirmUser", visit.site.path),
        carried: Some(carried),
        ..ConfirmUserPage::told("confirm-question-title", "confirm-question-text")
    };
    render(visit, StatusCode::OK, &page)
}

/// Confirms as ConfirmSignUp does.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    let Some(carried) = carried(&visit.form).filter(|_| visit.twice.is_none()) else {
        return incomplete(visit);
    };
    let part = |name: &str| carried.get(name).map(String::as_str).unwrap_or_default();
    let spent = ConfirmUserPage::told("confirm-spent-title", "confirm-spent-text");
    let known = match users::of_client(visit.ctx, part("client_id"), part("user_name")).await {
        Ok(known) if known.pool.id() == visit.site.pool.id() => known,
        Ok(_) => return render(visit, StatusCode::BAD_REQUEST, &spent),
        Err(error) if error.reason().entry().status < 500 => {
            return render(visit, StatusCode::BAD_REQUEST, &spent);
        }
        Err(error) => return Err(error.into()),
    };
    let confirmation = Confirmation {
        username: part("user_name"),
        code: part("confirmation_code"),
        takes_aliases: false,
        session: None,
        client_metadata: None,
    };
    match confirm::by_code(visit.ctx, &known, confirmation).await {
        Ok(_) => render(visit, StatusCode::OK, &ConfirmUserPage::told("confirmed-title", "confirmed-text")),
        Err(error) if error.reason() == Reason::TooManyAttempts => {
            let page = ConfirmUserPage::told("confirm-spent-title", "wrong-too-many");
            render(visit, StatusCode::BAD_REQUEST, &page)
        }
        Err(error) if error.reason() != Reason::Moved && error.reason().entry().status < 500 => {
            render(visit, StatusCode::BAD_REQUEST, &spent)
        }
        Err(error) => Err(error.into()),
    }
}

fn incomplete(visit: &Visit<'_>) -> Outcome {
    let page = ConfirmUserPage::told("confirm-incomplete-title", "confirm-incomplete-text");
    render(visit, StatusCode::BAD_REQUEST, &page)
}

impl Page for ConfirmUserPage {
    const TEMPLATE: &'static str = "hosted/confirm_user.html";

    fn samples() -> Vec<ConfirmUserPage> {
        let hostile = ["\"><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "'><img src=x>"];
        let carried = CARRIED.iter().zip(hostile).map(|((name, _), text)| (*name, text.to_owned())).collect();
        let question = ConfirmUserPage::told("confirm-question-title", "confirm-question-text");
        vec![
            ConfirmUserPage::told("confirm-incomplete-title", "confirm-incomplete-text"),
            ConfirmUserPage {
                action: "/domain/demo/confirmUser".to_owned(),
                carried: Some(carried),
                ..question
            },
        ]
    }
}

impl HostedPage for ConfirmUserPage {
    const NAME: &'static str = "confirm_user";

    fn title(&self) -> &str {
        self.title
    }

    /// The menu of languages keeps the link's own parameters while the question stands.
    fn goes_on(&self) -> bool {
        self.carried.is_some()
    }
}
