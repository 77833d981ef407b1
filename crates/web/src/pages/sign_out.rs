//! The question whether somebody wants to sign out, where nothing proves that the app has asked.
//! OpenID: RP-Initiated Logout 1.0, section 2.

use http::StatusCode;
use rules::hosted::browser::Live;
use rules::hosted::logout::Party;
use serde::Serialize;

use super::Page;
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;

/// What a form says for all accounts.
pub const ALL: &str = "all";

/// Everything that the page shows.
#[derive(Serialize)]
pub struct SignOutPage {
    action: String,
    app: String,
    accounts: Vec<Account>,
}

/// An account of this browser.
#[derive(Serialize)]
pub struct Account {
    sub: String,
    name: String,
}

impl Account {
    /// What is shown of somebody who is signed in.
    pub fn of(live: &Live) -> Account {
        Account { sub: live.user.sub.clone(), name: live.shown_name() }
    }

    /// One for samples.
    pub fn sample(text: &str) -> Account {
        Account { sub: text.to_owned(), name: text.to_owned() }
    }
}

/// Shows it.
pub fn show(visit: &Visit<'_>, party: &Party, all: &[Live]) -> Outcome {
    let app = party.client.as_ref().and_then(|client| client.settings.client_name.clone());
    let page = SignOutPage {
        action: visit.onward("/logout", &[], None),
        app: app.unwrap_or_default(),
        accounts: all.iter().map(Account::of).collect(),
    };
    render(visit, StatusCode::OK, &page)
}

impl Page for SignOutPage {
    const TEMPLATE: &'static str = "hosted/sign_out.html";

    fn samples() -> Vec<SignOutPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        vec![
            SignOutPage {
                action: "/logout".to_owned(),
                app: String::new(),
                accounts: vec![Account::sample("alice")],
            },
            SignOutPage {
                action: hostile.clone(),
                app: hostile.clone(),
                accounts: vec![Account::sample(&hostile), Account::sample("bob")],
            },
        ]
    }
}

impl HostedPage for SignOutPage {
    const NAME: &'static str = "sign_out";

    fn title(&self) -> &str {
        "sign-out-question-title"
    }
}
