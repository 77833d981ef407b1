//! `/select-account`: which of the accounts that are signed in in this browser goes on to the app, or another one.
//! OpenID: Connect Core 3.1.2.1, `prompt=select_account`. AWS has one account a browser.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::hosted::authorize::{Request, Stand};
use rules::hosted::browser::{self, Live};
use rules::hosted::progress::Progress;
use rules::signin;
use serde::Serialize;

use super::form::Form;
use super::{Page, challenge};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;
use crate::oauth::authorize;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct SelectAccountPage {
    form: Form,
    action: String,
    app: String,
    accounts: Vec<Account>,
    /// Where another account signs in.
    other: String,
}

#[derive(Serialize)]
struct Account {
    sub: String,
    name: String,
    /// Whether the person has to sign in again.
    is_old: bool,
}

/// Shows it.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    show(visit, &request, Form::default()).await
}

/// Takes the choice, or forgets an account.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    if let Some(sub) = visit.field("remove") {
        let is_chosen = |live: &Live| live.user.sub == sub;
        let (ended, left): (Vec<Live>, Vec<Live>) = visit.signed_in().await?.into_iter().partition(is_chosen);
        browser::end(visit.ctx, &ended).await?;
        let path = if left.is_empty() { "/login" } else { "/select-account" };
        let answer = Answer::redirect("select_account", &visit.onward(path, &[], None))?;
        return Ok(answer.with_cookie(&visit.session_cookie(&left)?));
    }
    go_on_as(visit, &request, visit.field("account").unwrap_or_default()).await
}

/// Somebody who is signed in already goes on as such: at once where that still serves the request, with a further proof
/// where that is all that is missing, else by signing in again.
pub async fn go_on_as(visit: &Visit<'_>, request: &Request, sub: &str) -> Outcome {
    let pool = &visit.site.pool;
    let mut all = visit.signed_in().await?;
    let Some(at) = all.iter().position(|live| live.user.sub == sub) else {
        return Answer::redirect("select_account", &visit.onward("/login", &[], None));
    };
    let chosen = all.remove(at);
    all.insert(0, chosen);
    let cookie = visit.session_cookie(&all)?;
    let live = &all[0];
    let answer = match request.stand(visit.ctx, pool, live).await? {
        Stand::Serves => authorize::admit(visit, request, live).await?,
        Stand::Weak => {
            match signin::step_up(visit.ctx, pool, request.client.id(), live, &request.levels).await {
                Ok(Some(reply)) => {
                    let progress = Progress {
                        browser: visit.browser().unwrap_or_default(),
                        client_id: request.client.id().to_owned(),
                        username: live.user.username.clone(),
                        ..Progress::default()
                    };
                    challenge::go_on(visit, request, challenge::Standing::New(progress), reply).await?
                }
                Ok(None) => again(visit, live)?,
                Err(error) => return show(visit, request, Form::default().with_error("", error)?).await,
            }
        }
        Stand::Old => again(visit, live)?,
    };
    Ok(answer.with_cookie(&cookie))
}

/// The whole sign-in, for this account.
fn again(visit: &Visit<'_>, live: &Live) -> Outcome {
    let hint = Some(("login_hint", live.user.username.as_str()));
    Answer::redirect("select_account", &visit.onward("/login", &["login_hint"], hint))
}

async fn show(visit: &Visit<'_>, request: &Request, form: Form) -> Outcome {
    let mut accounts = Vec::new();
    for live in visit.signed_in().await? {
        let stand = request.stand(visit.ctx, &visit.site.pool, &live).await?;
        let (sub, name) = (live.user.sub.clone(), live.shown_name());
        accounts.push(Account { sub, name, is_old: stand == Stand::Old });
    }
    if accounts.is_empty() {
        return Answer::redirect("select_account", &visit.onward("/login", &[], None));
    }
    let status = if form.wrong.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let page = SelectAccountPage {
        form,
        action: visit.onward("/select-account", &[], None),
        app: request.client.settings.client_name.clone().unwrap_or_default(),
        accounts,
        other: visit.onward("/login", &["prompt", "login_hint"], Some(("prompt", "login"))),
    };
    render(visit, status, &page)
}

impl Page for SelectAccountPage {
    const TEMPLATE: &'static str = "hosted/select_account.html";

    fn samples() -> Vec<SelectAccountPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let account = |text: &str, is_old| Account { sub: text.to_owned(), name: text.to_owned(), is_old };
        vec![
            SelectAccountPage {
                form: Form { values: BTreeMap::new(), wrong: Vec::new() },
                action: "/select-account?client_id=c".to_owned(),
                app: String::new(),
                accounts: vec![account("alice@example.com", false)],
                other: "/login?client_id=c".to_owned(),
            },
            SelectAccountPage {
                form: Form::default().with("", "wrong-too-many"),
                action: hostile.clone(),
                app: hostile.clone(),
                accounts: vec![account(&hostile, false), account("bob@example.com", true)],
                other: hostile,
            },
        ]
    }
}

impl HostedPage for SelectAccountPage {
    const NAME: &'static str = "select_account";

    fn title(&self) -> &str {
        "choose-account-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
