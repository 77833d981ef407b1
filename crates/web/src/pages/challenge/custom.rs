//! The page of a challenge that the pool's own functions make up: what they say, as text, and a field for the answer.
//! AWS: the developer guide, "Custom authentication challenge Lambda triggers"; its own pages never run them.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::hosted::authorize::Request;
use rules::hosted::progress::Kept;
use serde::Serialize;

use super::{Typed, answer};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;
use crate::pages::Page;
use crate::pages::form::Form;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct CustomChallengePage {
    form: Form,
    action: String,
    step: String,
    /// publicChallengeParameters, by their names.
    told: Vec<(String, String)>,
}

/// Shows it.
pub(super) fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let told = kept.progress.parameters.iter().filter(|(name, _)| *name != "USERNAME");
    let page = CustomChallengePage {
        form,
        action: visit.onward("/challenge", &[], None),
        step: kept.progress.mark(),
        told: told.map(|(name, value)| (name.clone(), value.clone())).collect(),
    };
    render(visit, status, &page)
}

/// Takes the answer.
pub(super) async fn post(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let Some(typed) = visit.field("answer") else {
        let form = Form::default().with("answer", "wrong-required");
        return show(visit, &kept, StatusCode::BAD_REQUEST, form);
    };
    let given = BTreeMap::from([("ANSWER".to_owned(), typed.to_owned())]);
    answer(visit, request, kept, Typed { given, form: Form::default(), at: &|_| "answer" }).await
}

impl Page for CustomChallengePage {
    const TEMPLATE: &'static str = "hosted/custom_challenge.html";

    fn samples() -> Vec<CustomChallengePage> {
        let hostile = "<img src=x onerror=alert(1)>".to_owned();
        let page =
            |form, told| CustomChallengePage { form, action: hostile.clone(), step: hostile.clone(), told };
        let told = vec![(hostile.clone(), hostile.clone()), ("question".to_owned(), "2 + 2".to_owned())];
        vec![page(Form::default(), Vec::new()), page(Form::default().with("answer", "wrong-required"), told)]
    }
}

impl HostedPage for CustomChallengePage {
    const NAME: &'static str = "custom_challenge";

    fn title(&self) -> &str {
        "challenge-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
