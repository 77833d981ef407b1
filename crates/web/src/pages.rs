//! Pages: a struct with everything that its template sees, and one function that renders any of them.
//!
//! Templates are strict: a name that the struct does not have is an error, never an empty text.

use std::sync::LazyLock;

use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use rules::{Error, Result};
use serde::Serialize;

pub mod confirm_user;
pub mod home;
pub mod mailbox;

/// The stylesheet of all pages.
pub const STYLES: &str = include_str!("../assets/cenote.css");

/// A page that can be rendered.
pub trait Page: Serialize + Sized {
    /// The file below `templates/`.
    const TEMPLATE: &'static str;

    /// Values for tests: an empty page, a full one, a hostile one.
    fn samples() -> Vec<Self>;
}

struct Templates {
    environment: Environment<'static>,
    /// Changes with the stylesheet, so that browsers may keep each version for ever.
    styles: String,
}

static TEMPLATES: LazyLock<std::result::Result<Templates, minijinja::Error>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_template("base.html", include_str!("../templates/base.html"))?;
    environment.add_template("confirm_user.html", include_str!("../templates/confirm_user.html"))?;
    environment.add_template("home.html", include_str!("../templates/home.html"))?;
    environment.add_template("mailbox.html", include_str!("../templates/mailbox.html"))?;
    let digest = crypto::mac::sha256(STYLES.as_bytes());
    let version: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(Templates { environment, styles: format!("/assets/cenote.css?v={version}") })
});

#[derive(Serialize)]
struct View<'a, P> {
    page: &'a P,
    styles: &'a str,
}

/// Renders a page. Errors: `Internal` when a template does not fit its page, which the samples rule out.
pub fn render<P: Page>(page: &P) -> Result<String> {
    let templates = TEMPLATES.as_ref().map_err(|error| Error::internal(error.to_string()))?;
    let view = View { page, styles: &templates.styles };
    let template = templates.environment.get_template(P::TEMPLATE).map_err(Error::internal)?;
    template.render(Serde(view)).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renders<P: Page>() -> Vec<String> {
        P::samples().iter().map(|page| render(page).unwrap()).collect()
    }

    fn all() -> Vec<String> {
        [
            renders::<confirm_user::ConfirmUserPage>(),
            renders::<home::HomePage>(),
            renders::<mailbox::MailboxPage>(),
        ]
        .concat()
    }

    #[test]
    fn every_sample_renders() {
        for html in all() {
            assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"), "{html}");
        }
    }

    #[test]
    fn pages_carry_no_script_no_style_and_nothing_hostile() {
        for html in all() {
            for forbidden in ["<script", "<style", "style=", " onload=", "javascript:", "<img src=x"] {
                assert!(!html.contains(forbidden), "{forbidden} in {html}");
            }
        }
    }

    #[test]
    fn the_stylesheet_is_light() {
        assert!(STYLES.len() < 12_000, "{} bytes", STYLES.len());
    }
}
