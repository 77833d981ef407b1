//! `/account/delete`: ends an account, after a question.
//! AWS: API_DeleteUser.

use http::StatusCode;
use rules::account::states;
use rules::hosted::browser::Live;
use serde::Serialize;

use super::{At, NAME, Shell, said};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::pages::Page;

/// Everything that the question shows.
#[derive(Serialize)]
pub struct DeletePage {
    shell: Shell,
    action: String,
    back: String,
}

/// That it is done.
#[derive(Serialize)]
pub struct DeletedPage {
    title: &'static str,
}

/// Asks.
pub(super) fn get(at: &At<'_, '_>) -> Outcome {
    let page = DeletePage {
        shell: at.shell("account-delete", "/account/data"),
        action: at.to("/account/delete"),
        back: at.to("/account/data"),
    };
    render(at.visit, StatusCode::OK, &page)
}

/// Does it.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let visit = at.visit;
    if visit.field("delete") != Some("yes") {
        return at.lead("/account/delete");
    }
    let user = &at.account.live.user;
    let left: Vec<Live> =
        visit.signed_in().await?.into_iter().filter(|live| live.user.sub != user.sub).collect();
    states::delete(visit.ctx, user).await?;
    let answer = Answer::redirect(NAME, &at.to("/account/deleted"))?;
    let answer = answer.with_cookie(&visit.session_cookie(&left)?);
    Ok(answer.with_cookie(&said(visit, "account-deleted-title")))
}

impl DeletedPage {
    /// The page.
    pub(super) fn new() -> DeletedPage {
        DeletedPage { title: "account-deleted-title" }
    }
}

impl Page for DeletePage {
    const TEMPLATE: &'static str = "hosted/account_delete.html";

    fn samples() -> Vec<DeletePage> {
        let page = |shell: Shell| DeletePage { action: shell.name.clone(), back: shell.name.clone(), shell };
        Shell::samples("account-delete").map(page).into()
    }
}

impl HostedPage for DeletePage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }
}

impl Page for DeletedPage {
    const TEMPLATE: &'static str = "hosted/account_deleted.html";

    fn samples() -> Vec<DeletedPage> {
        vec![DeletedPage::new()]
    }
}

impl HostedPage for DeletedPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.title
    }
}
