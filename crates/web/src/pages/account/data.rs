//! `/account/data`: all that is kept of a person, as a file; and the way to delete it.
//! AWS has none. RFC: 6266 for the name of the file.

use http::StatusCode;
use http::header::CONTENT_DISPOSITION;
use rules::account::export;
use serde::Serialize;

use super::{At, NAME, Shell};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::pages::Page;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct DataPage {
    shell: Shell,
    action: String,
    delete: String,
}

/// Shows it.
pub(super) fn get(at: &At<'_, '_>) -> Outcome {
    let page = DataPage {
        shell: at.shell("account-data", "/account/data"),
        action: at.to("/account/data"),
        delete: at.to("/account/delete"),
    };
    render(at.visit, StatusCode::OK, &page)
}

/// Gives the file.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let all = export::of(at.visit.ctx, &at.visit.site.pool, &at.account.live.user).await?;
    let body = serde_json::to_vec_pretty(&all).map_err(rules::Error::from)?;
    let mut answer = Answer::of(NAME, StatusCode::OK, "application/json", body);
    answer.header(CONTENT_DISPOSITION, "attachment; filename=\"account.json\"");
    Ok(answer)
}

impl Page for DataPage {
    const TEMPLATE: &'static str = "hosted/account_data.html";

    fn samples() -> Vec<DataPage> {
        let page = |shell: Shell| DataPage { action: shell.name.clone(), delete: shell.name.clone(), shell };
        Shell::samples("account-data").map(page).into()
    }
}

impl HostedPage for DataPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }
}
