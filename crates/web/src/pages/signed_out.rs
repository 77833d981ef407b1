//! `/signed-out`: that it is done, and what is signed in still: other accounts of this browser, and apps that keep tokens.
//! AWS: signing out of managed login ends no refresh token.

use http::StatusCode;
use rules::Reason;
use rules::clients;
use rules::hosted::authorize;
use serde::Serialize;

use super::Page;
use super::sign_out::Account;
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct SignedOutPage {
    accounts: Vec<Account>,
    apps: Vec<String>,
    /// Where the others sign out.
    sign_out: String,
}

/// The most apps that are named.
const APPS: usize = 10;

/// Shows it.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let mut apps = Vec::new();
    let ids = authorize::text(&visit.params, "apps").unwrap_or_default();
    for id in ids.split(' ').filter(|id| !id.is_empty()).take(APPS) {
        match clients::of_pool(visit.ctx, &visit.site.pool, id).await {
            Ok(client) => apps.extend(client.settings.client_name.clone()),
            Err(error) if error.reason() == Reason::ClientNotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    let accounts = visit.signed_in().await?.iter().map(Account::of).collect();
    let page = SignedOutPage { accounts, apps, sign_out: format!("{}/logout", visit.site.path) };
    render(visit, StatusCode::OK, &page)
}

impl Page for SignedOutPage {
    const TEMPLATE: &'static str = "hosted/signed_out.html";

    fn samples() -> Vec<SignedOutPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        vec![
            SignedOutPage { accounts: Vec::new(), apps: Vec::new(), sign_out: "/logout".to_owned() },
            SignedOutPage {
                accounts: vec![Account::sample(&hostile)],
                apps: vec![hostile.clone()],
                sign_out: hostile,
            },
        ]
    }
}

impl HostedPage for SignedOutPage {
    const NAME: &'static str = "signed_out";

    fn title(&self) -> &str {
        "signed-out-title"
    }
}
