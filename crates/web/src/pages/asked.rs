//! What the pages that a message's link leads to have in common: a question, and a button that carries what the link
//! carried.
//! AWS: the developer guide, "Email verification messages".
//!
//! What follows links without pressing buttons, as mail scanners do, brings nothing about. The button carries what the
//! link does and nothing else proves anything, so no other site can press it for somebody, and no cookie is needed.

use std::collections::BTreeMap;

use rules::hosted::authorize::text;
use serde::Serialize;

use super::Page;
use crate::hosted::render::HostedPage;
use crate::hosted::visit::Visit;

/// What a link carries, by name.
pub type Carried = BTreeMap<&'static str, String>;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct AskedPage {
    title: &'static str,
    text: &'static str,
    button: &'static str,
    action: String,
    /// What the button carries; nothing where there is none.
    carried: Option<Carried>,
}

impl AskedPage {
    /// A page without a button.
    pub fn told(title: &'static str, text: &'static str) -> AskedPage {
        AskedPage { title, text, button: "", action: String::new(), carried: None }
    }

    /// The same with a button that posts what the link carried to this path.
    pub fn asking(
        self,
        visit: &Visit<'_>,
        (path, button): (&str, &'static str),
        carried: Carried,
    ) -> AskedPage {
        AskedPage { action: format!("{}{path}", visit.site.path), button, carried: Some(carried), ..self }
    }
}

/// What a request carries, if it has each of these once, no longer than this, and without control characters: of the
/// forms that the parameters of operations have, which nobody has judged before.
pub fn carried(
    visit: &Visit<'_>,
    params: &BTreeMap<String, String>,
    names: &[(&'static str, usize)],
) -> Option<Carried> {
    let part = |(name, most): &(&'static str, usize)| {
        let value = text(params, name)?;
        let is_sane = value.chars().count() <= *most && !value.chars().any(char::is_control);
        is_sane.then(|| (*name, value.to_owned()))
    };
    let all: Option<Carried> = names.iter().map(part).collect();
    all.filter(|_| visit.twice.is_none())
}

impl Page for AskedPage {
    const TEMPLATE: &'static str = "hosted/asked.html";

    fn samples() -> Vec<AskedPage> {
        let hostile = ["\"><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "'><img src=x>"];
        let names = ["client_id", "user_name", "confirmation_code"];
        let carried = names.into_iter().zip(hostile.map(str::to_owned)).collect();
        let question = AskedPage::told("confirm-question-title", "confirm-question-text");
        vec![
            AskedPage::told("confirm-incomplete-title", "confirm-incomplete-text"),
            AskedPage {
                action: "/domain/demo/confirmUser".to_owned(),
                button: "confirm",
                carried: Some(carried),
                ..question
            },
        ]
    }
}

impl HostedPage for AskedPage {
    const NAME: &'static str = "asked";

    fn title(&self) -> &str {
        self.title
    }

    /// The menu of languages keeps the link's own parameters while the question stands.
    fn goes_on(&self) -> bool {
        self.carried.is_some()
    }
}
