//! `/account/apps`: what a person has let apps do, and taking it back.
//! AWS has none. RFC: 6749 section 10.2; 7009 for what ends with it.

use http::StatusCode;
use rules::hosted::grants;
use serde::Serialize;

use super::{At, NAME, Shell};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::pages::Page;
use crate::pages::consent::Item;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct AppsPage {
    shell: Shell,
    action: String,
    apps: Vec<App>,
}

#[derive(Serialize)]
struct App {
    id: String,
    name: String,
    items: Vec<Item>,
    since: i64,
}

/// Shows it.
pub(super) async fn get(at: &At<'_, '_>) -> Outcome {
    let given = grants::of_user(at.visit.ctx, &at.visit.site.pool, &at.account.live.user).await?;
    let apps = given.into_iter().map(|given| App {
        id: given.client.id().to_owned(),
        name: given.client.settings.client_name.clone().unwrap_or_default(),
        items: given.scopes.iter().chain(&given.resources).map(|item| Item::of(item)).collect(),
        since: given.since,
    });
    let page = AppsPage {
        shell: at.shell("account-apps", "/account/apps"),
        action: at.to("/account/apps"),
        apps: apps.collect(),
    };
    render(at.visit, StatusCode::OK, &page)
}

/// Takes it back from one.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let Some(client_id) = at.visit.field("remove") else { return at.lead("/account/apps") };
    grants::revoke(at.visit.ctx, &at.visit.site.pool, &at.account.live.user, client_id).await?;
    at.done("/account/apps", "account-app-removed")
}

impl Page for AppsPage {
    const TEMPLATE: &'static str = "hosted/account_apps.html";

    fn samples() -> Vec<AppsPage> {
        let [calm, full] = Shell::samples("account-apps");
        let hostile = full.name.clone();
        let app = |text: &str| App {
            id: text.to_owned(),
            name: text.to_owned(),
            items: ["openid", text].into_iter().map(Item::of).collect(),
            since: 0,
        };
        let page = |shell, apps: Vec<App>| AppsPage { shell, action: hostile.clone(), apps };
        vec![
            page(calm.clone(), Vec::new()),
            page(calm, vec![app("Desk agent"), app(&hostile)]),
            page(full, vec![app(&hostile)]),
        ]
    }
}

impl HostedPage for AppsPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }
}
