//! `/invitation`: a new temporary password for somebody whose own has expired before its first use.
//! AWS has no such page: there an administrator has to be asked.
//!
//! Only a sign-in with the password that has expired leads here; the new one goes to the address of the account.

use http::StatusCode;
use rules::account::invite;
use rules::hosted::authorize::Request;
use rules::hosted::progress::{self, Kept, Progress};
use serde::Serialize;

use super::form::Form;
use super::login::{Notice, lead_back};
use super::{Page, challenge};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// The step of the pages' own at which an invitation can be asked for.
const STEP: &str = "RENEW_INVITATION";

/// Everything that the page shows.
#[derive(Serialize)]
pub struct InvitationPage {
    form: Form,
    action: String,
    sign_in: String,
}

/// Leads here after a sign-in with a temporary password that has expired.
pub async fn expired(visit: &Visit<'_>, request: &Request, username: &str) -> Outcome {
    let progress = Progress {
        browser: visit.browser().unwrap_or_default(),
        client_id: request.client.id().to_owned(),
        username: username.to_owned(),
        step: STEP.to_owned(),
        ..Progress::default()
    };
    let name = progress::begin(visit.ctx, &visit.site.pool, &progress).await?;
    Answer::redirect("invitation", &visit.onward("/invitation", &["flow"], Some(("flow", &name))))
}

/// Shows it.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    kept(visit, &request).await?;
    show(visit, StatusCode::OK, Form::default())
}

/// Sends a new one.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    let kept = kept(visit, &request).await?;
    let username = kept.progress.username.clone();
    match invite::renew(visit.ctx, &visit.site.pool, &username).await {
        Ok(()) => {
            progress::end(visit.ctx, &kept).await?;
            lead_back(visit, &request, &username, Notice::Invited).await
        }
        Err(error) => show(visit, StatusCode::BAD_REQUEST, Form::default().with_error("", error)?),
    }
}

/// Errors: `Expired`.
async fn kept(visit: &Visit<'_>, request: &Request) -> Result<Kept, Trouble> {
    let kept = challenge::kept(visit, request).await?;
    if kept.progress.step == STEP { Ok(kept) } else { Err(Trouble::Expired) }
}

fn show(visit: &Visit<'_>, status: StatusCode, form: Form) -> Outcome {
    let page = InvitationPage {
        form,
        action: visit.onward("/invitation", &[], None),
        sign_in: visit.onward("/login", &["flow"], None),
    };
    render(visit, status, &page)
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "hosted/invitation.html";

    fn samples() -> Vec<InvitationPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form| InvitationPage { form, action: hostile.clone(), sign_in: hostile.clone() };
        vec![page(Form::default()), page(Form::default().with("", "wrong-too-many"))]
    }
}

impl HostedPage for InvitationPage {
    const NAME: &'static str = "invitation";

    fn title(&self) -> &str {
        "invitation-expired-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
