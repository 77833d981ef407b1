//! Pages: a struct with everything that its template sees, and one function that renders any of them.
//!
//! Templates are strict: a name that the struct does not have is an error, never an empty text.

use std::sync::LazyLock;

use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use rules::{Error, Result};
use serde::Serialize;

pub mod account;
pub mod asked;
pub mod attributes;
pub mod challenge;
pub mod confirm;
pub mod confirm_user;
pub mod consent;
pub mod demo;
pub mod device;
pub mod federated;
pub mod feedback;
pub mod forgot;
pub mod form;
pub mod home;
pub mod invitation;
pub mod login;
pub mod mailbox;
pub mod passkeys;
pub mod password_rules;
pub mod qr;
pub mod select_account;
pub mod sign_out;
pub mod sign_up;
pub mod signed_out;
pub mod trouble;
pub mod undo_address;
pub mod wait;
mod ways;

/// The stylesheet of the pages on this machine.
pub const STYLES: &str = include_str!("../assets/cenote.css");

/// The stylesheet of the hosted pages.
pub const HOSTED_STYLES: &str = include_str!("../assets/hosted.css");

/// The script of the hosted pages, which work without it.
pub const HOSTED_SCRIPT: &str = include_str!("../assets/hosted.js");

/// The script of the hosted pages that ask for passkeys.
pub const PASSKEYS_SCRIPT: &str = include_str!("../assets/passkeys.js");

/// The script of the demo app.
pub const DEMO_SCRIPT: &str = include_str!("../assets/demo.js");

/// A page that can be rendered.
pub trait Page: Serialize + Sized {
    /// The file below `templates/`.
    const TEMPLATE: &'static str;

    /// Values for tests: an empty page, a full one, a hostile one.
    fn samples() -> Vec<Self>;
}

struct Templates {
    environment: Environment<'static>,
    /// The addresses of stylesheets and script: they change with them, so that browsers may keep each version for ever.
    styles: String,
    hosted_styles: String,
    hosted_script: String,
    passkeys_script: String,
    demo_script: String,
}

/// All templates, by the names under which they include each other.
const FILES: &[(&str, &str)] = &[
    ("base.html", include_str!("../templates/base.html")),
    ("demo.html", include_str!("../templates/demo.html")),
    ("home.html", include_str!("../templates/home.html")),
    ("hosted/account.html", include_str!("../templates/hosted/account.html")),
    ("hosted/account_app.html", include_str!("../templates/hosted/account_app.html")),
    ("hosted/account_apps.html", include_str!("../templates/hosted/account_apps.html")),
    ("hosted/account_data.html", include_str!("../templates/hosted/account_data.html")),
    ("hosted/account_delete.html", include_str!("../templates/hosted/account_delete.html")),
    ("hosted/account_deleted.html", include_str!("../templates/hosted/account_deleted.html")),
    ("hosted/account_layout.html", include_str!("../templates/hosted/account_layout.html")),
    ("hosted/account_parts.html", include_str!("../templates/hosted/account_parts.html")),
    ("hosted/account_password.html", include_str!("../templates/hosted/account_password.html")),
    ("hosted/account_security.html", include_str!("../templates/hosted/account_security.html")),
    ("hosted/account_sessions.html", include_str!("../templates/hosted/account_sessions.html")),
    ("hosted/account_verify.html", include_str!("../templates/hosted/account_verify.html")),
    ("hosted/asked.html", include_str!("../templates/hosted/asked.html")),
    ("hosted/choose.html", include_str!("../templates/hosted/choose.html")),
    ("hosted/code.html", include_str!("../templates/hosted/code.html")),
    ("hosted/confirm.html", include_str!("../templates/hosted/confirm.html")),
    ("hosted/consent.html", include_str!("../templates/hosted/consent.html")),
    ("hosted/custom_challenge.html", include_str!("../templates/hosted/custom_challenge.html")),
    ("hosted/device.html", include_str!("../templates/hosted/device.html")),
    ("hosted/device_confirm.html", include_str!("../templates/hosted/device_confirm.html")),
    ("hosted/federated.html", include_str!("../templates/hosted/federated.html")),
    ("hosted/fields.html", include_str!("../templates/hosted/fields.html")),
    ("hosted/forgot.html", include_str!("../templates/hosted/forgot.html")),
    ("hosted/invitation.html", include_str!("../templates/hosted/invitation.html")),
    ("hosted/layout.html", include_str!("../templates/hosted/layout.html")),
    ("hosted/login.html", include_str!("../templates/hosted/login.html")),
    ("hosted/passkey.html", include_str!("../templates/hosted/passkey.html")),
    ("hosted/passkey_add.html", include_str!("../templates/hosted/passkey_add.html")),
    ("hosted/passkeys.html", include_str!("../templates/hosted/passkeys.html")),
    ("hosted/password.html", include_str!("../templates/hosted/password.html")),
    ("hosted/replace_password.html", include_str!("../templates/hosted/replace_password.html")),
    ("hosted/reset.html", include_str!("../templates/hosted/reset.html")),
    ("hosted/setup_address.html", include_str!("../templates/hosted/setup_address.html")),
    ("hosted/setup_app.html", include_str!("../templates/hosted/setup_app.html")),
    ("hosted/saml_form.html", include_str!("../templates/hosted/saml_form.html")),
    ("hosted/select_account.html", include_str!("../templates/hosted/select_account.html")),
    ("hosted/sign_out.html", include_str!("../templates/hosted/sign_out.html")),
    ("hosted/sign_up.html", include_str!("../templates/hosted/sign_up.html")),
    ("hosted/signed_out.html", include_str!("../templates/hosted/signed_out.html")),
    ("hosted/trouble.html", include_str!("../templates/hosted/trouble.html")),
    ("hosted/ways.html", include_str!("../templates/hosted/ways.html")),
    ("mailbox.html", include_str!("../templates/mailbox.html")),
];

static TEMPLATES: LazyLock<std::result::Result<Templates, minijinja::Error>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, source) in FILES {
        environment.add_template(name, source)?;
    }
    let (styles, hosted_styles) = (address("cenote.css", STYLES), address("hosted.css", HOSTED_STYLES));
    let hosted_script = address("hosted.js", HOSTED_SCRIPT);
    let passkeys_script = address("passkeys.js", PASSKEYS_SCRIPT);
    let demo_script = address("demo.js", DEMO_SCRIPT);
    Ok(Templates { environment, styles, hosted_styles, hosted_script, passkeys_script, demo_script })
});

fn address(name: &str, content: &str) -> String {
    let digest = crypto::mac::sha256(content.as_bytes());
    let version: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("/assets/{name}?v={version}")
}

fn templates() -> Result<&'static Templates> {
    TEMPLATES.as_ref().map_err(|error| Error::internal(error.to_string()))
}

/// A template by its name. Errors: `Internal`.
pub(crate) fn template(name: &str) -> Result<minijinja::Template<'static, 'static>> {
    templates()?.environment.get_template(name).map_err(Error::internal)
}

/// The address of the hosted pages' stylesheet. Errors: `Internal`.
pub(crate) fn hosted_styles() -> Result<&'static str> {
    Ok(&templates()?.hosted_styles)
}

/// The address of the hosted pages' script. Errors: `Internal`.
pub(crate) fn hosted_script() -> Result<&'static str> {
    Ok(&templates()?.hosted_script)
}

/// The address of the script of passkeys. Errors: `Internal`.
pub(crate) fn passkeys_script() -> Result<&'static str> {
    Ok(&templates()?.passkeys_script)
}

#[derive(Serialize)]
struct View<'a, P> {
    page: &'a P,
    styles: &'a str,
    demo_script: &'a str,
}

/// Renders a page. Errors: `Internal` when a template does not fit its page, which the samples rule out.
pub fn render<P: Page>(page: &P) -> Result<String> {
    let Templates { styles, demo_script, .. } = templates()?;
    let view = View { page, styles, demo_script };
    template(P::TEMPLATE)?.render(Serde(view)).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hosted::render::{self, Frame, HostedPage};

    fn renders<P: Page>() -> Vec<String> {
        P::samples().iter().map(|page| render(page).unwrap()).collect()
    }

    fn hosted<P: HostedPage>() -> Vec<String> {
        let frames = words::all().iter().map(Frame::sample);
        let pages = |frame: Frame| -> Vec<String> {
            P::samples().iter().map(|page| render::html(&frame, page).unwrap()).collect()
        };
        frames.flat_map(pages).collect()
    }

    fn all() -> Vec<String> {
        [
            hosted::<account::AppPage>(),
            hosted::<account::AppsPage>(),
            hosted::<account::DataPage>(),
            hosted::<account::DeletePage>(),
            hosted::<account::DeletedPage>(),
            hosted::<account::PasswordPage>(),
            hosted::<account::ProfilePage>(),
            hosted::<account::SecurityPage>(),
            hosted::<account::SessionsPage>(),
            hosted::<account::VerifyPage>(),
            hosted::<challenge::ChoosePage>(),
            hosted::<challenge::CodePage>(),
            hosted::<challenge::CustomChallengePage>(),
            hosted::<challenge::NewPasswordPage>(),
            hosted::<challenge::PasskeyPage>(),
            hosted::<challenge::PasswordPage>(),
            hosted::<challenge::SetupAddressPage>(),
            hosted::<challenge::SetupAppPage>(),
            hosted::<confirm::ConfirmPage>(),
            hosted::<consent::ConsentPage>(),
            hosted::<device::DevicePage>(),
            hosted::<device::DeviceConfirmPage>(),
            hosted::<asked::AskedPage>(),
            hosted::<forgot::ForgotPage>(),
            hosted::<forgot::ResetPage>(),
            hosted::<invitation::InvitationPage>(),
            hosted::<federated::FederatedPage>(),
            hosted::<login::LoginPage>(),
            hosted::<passkeys::PasskeyAddPage>(),
            hosted::<crate::saml::form::FormPage>(),
            hosted::<select_account::SelectAccountPage>(),
            hosted::<sign_out::SignOutPage>(),
            hosted::<sign_up::SignUpPage>(),
            hosted::<signed_out::SignedOutPage>(),
            hosted::<trouble::TroublePage>(),
            renders::<demo::DemoPage>(),
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
        let script = minijinja::HtmlEscape(hosted_script().unwrap());
        let script = format!("<script defer src=\"{script}\"></script>");
        let passkeys = minijinja::HtmlEscape(passkeys_script().unwrap());
        let passkeys = format!("<script defer src=\"{passkeys}\"></script>");
        let demo = minijinja::HtmlEscape(&templates().unwrap().demo_script);
        let demo = format!("<script defer src=\"{demo}\"></script>");
        for html in all() {
            let html = html.replace(&script, "").replace(&passkeys, "").replace(&demo, "");
            for forbidden in ["<script", "<style", "style=", " onload=", "javascript:", "<img src=x"] {
                assert!(!html.contains(forbidden), "{forbidden} in {html}");
            }
        }
    }

    #[test]
    fn stylesheets_and_script_are_light() {
        assert!(STYLES.len() < 12_000, "{} bytes", STYLES.len());
        assert!(HOSTED_STYLES.len() < 18_000, "{} bytes", HOSTED_STYLES.len());
        assert!(HOSTED_SCRIPT.len() < 4_096, "{} bytes", HOSTED_SCRIPT.len());
    }
}
