//! `/saml2/request`: a page with a form that takes a message to a provider which takes no queries. The script sends it at once.
//! AWS: sends queries alone. OASIS: saml-bindings-2.0-os section 3.5.

use http::StatusCode;
use rules::federation::saml::{Way, form};
use rules::hosted::authorize;
use serde::Serialize;

use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::pages::Page;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct FormPage {
    action: String,
    fields: Vec<(String, String)>,
}

/// Shows the form that the address names.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    visit.check_query()?;
    let text = authorize::text(&visit.params, "form").ok_or(Trouble::Expired)?;
    let browser = visit.browser();
    let way = form::find(visit.ctx, &visit.site.pool, text, browser.as_deref()).await?;
    show(visit, way.ok_or(Trouble::Expired)?)
}

/// Shows a form.
pub(super) fn show(visit: &Visit<'_>, way: Way) -> Outcome {
    match way {
        Way::Form { action, fields } => render(visit, StatusCode::OK, &FormPage { action, fields }),
        Way::Address(to) => Answer::redirect("saml_form", &to),
    }
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "hosted/saml_form.html";

    fn samples() -> Vec<FormPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let field = |value: &str| ("SAMLRequest".to_owned(), value.to_owned());
        vec![
            FormPage { action: "https://idp.example/sso".to_owned(), fields: vec![field("PHNhbWw+")] },
            FormPage { action: hostile.clone(), fields: vec![field(&hostile), (hostile.clone(), hostile)] },
        ]
    }
}

impl HostedPage for FormPage {
    const NAME: &'static str = "saml_form";

    fn title(&self) -> &str {
        "continue"
    }

    fn goes_on(&self) -> bool {
        false
    }
}
