//! The pages that set a second factor up during a sign-in: an authenticator app, or an address for codes.
//! AWS: API_RespondToAuthChallenge, MFA_SETUP; API_AssociateSoftwareToken, API_VerifySoftwareToken. Source: the key URI
//! format that authenticator apps read.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::Reason;
use rules::hosted::authorize::Request;
use rules::hosted::progress::{self, Kept, Progress};
use rules::signin::mfa_setup;
use serde::Serialize;

use super::{Typed, answer, refused, step};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;
use crate::pages::Page;
use crate::pages::form::Form;
use crate::pages::qr::Qr;

/// The page of an authenticator app.
#[derive(Serialize)]
pub struct SetupAppPage {
    form: Form,
    action: String,
    step: String,
    qr: Qr,
    uri: String,
    /// In groups, as people type it.
    secret: String,
    another: bool,
}

/// The page of an address.
#[derive(Serialize)]
pub struct SetupAddressPage {
    form: Form,
    action: String,
    step: String,
    text: &'static str,
    label: &'static str,
    kind: &'static str,
    another: bool,
}

const SECRET: &str = "SECRET_CODE";

/// Draws a secret, and goes on to the page that shows it.
pub(super) async fn begin_app(visit: &Visit<'_>, kept: Kept) -> Outcome {
    let session = kept.progress.session.clone().unwrap_or_default();
    let (secret, session) = match mfa_setup::associate(visit.ctx, &session).await {
        Ok(drawn) => drawn,
        Err(error) => return refused(visit, kept, error, Form::default(), "").await,
    };
    let mut next = Progress { session: Some(session), ..kept.progress.clone() };
    next.parameters.insert(SECRET.to_owned(), secret);
    next.step = step::SETUP_APP.to_owned();
    progress::go_on(visit.ctx, &visit.site.pool, &kept, &next).await?;
    super::here(visit, &kept.name)
}

/// Shows either.
pub(super) fn show(visit: &Visit<'_>, kept: &Kept, status: StatusCode, form: Form) -> Outcome {
    let (action, mark) = (visit.onward("/challenge", &[], None), kept.progress.mark());
    let another = super::choose::ways(visit, &kept.progress).len() > 1;
    let (text, label, kind) = match kept.progress.step.as_str() {
        step::SETUP_EMAIL => ("mfa-setup-email-text", "email", "email"),
        step::SETUP_SMS => ("mfa-setup-sms-text", "phone", "tel"),
        _ => {
            let secret = kept.progress.parameters.get(SECRET).cloned().unwrap_or_default();
            let issuer = visit.site.pool.settings.name.clone().unwrap_or_default();
            let uri = key_uri(&issuer, &kept.progress.username, &secret);
            let page = SetupAppPage {
                form,
                action,
                step: mark,
                qr: Qr::of(&uri)?,
                uri,
                secret: groups(&secret),
                another,
            };
            return render(visit, status, &page);
        }
    };
    let page = SetupAddressPage { form, action, step: mark, text, label, kind, another };
    render(visit, status, &page)
}

/// Takes the first code of the app.
pub(super) async fn post_app(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let form = Form::kept(visit, &["device_name"]);
    let code = super::code::typed(visit);
    if code.is_empty() {
        return show(visit, &kept, StatusCode::BAD_REQUEST, form.with("code", "wrong-required"));
    }
    let session = kept.progress.session.clone().unwrap_or_default();
    let name = visit.field("device_name").map(str::trim).filter(|name| !name.is_empty());
    let name: Option<String> = name.map(|name| name.chars().take(LONGEST_NAME).collect());
    let verified = mfa_setup::verify(visit.ctx, &session, &code, name.as_deref()).await;
    let session = match verified {
        Ok(session) => session,
        Err(error) => return refused(visit, kept, error, form, "code").await,
    };
    let mut kept = kept;
    kept.progress.session = Some(session);
    let typed = Typed { given: BTreeMap::new(), form, at: &|_| "code" };
    answer(visit, request, kept, typed).await
}

/// Takes an address, and has a code sent to it.
pub(super) async fn post_address(visit: &Visit<'_>, request: &Request, kept: Kept) -> Outcome {
    let form = Form::kept(visit, &["address"]);
    let Some(address) = visit.field("address").map(str::trim).filter(|address| !address.is_empty()) else {
        return show(visit, &kept, StatusCode::BAD_REQUEST, form.with("address", "wrong-required"));
    };
    let name = if kept.progress.step == step::SETUP_SMS { "PHONE_NUMBER" } else { "EMAIL" };
    let address = match name {
        // People write numbers as they read them.
        "PHONE_NUMBER" => address.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '/')).collect(),
        _ => address.to_owned(),
    };
    let given = BTreeMap::from([(name.to_owned(), address)]);
    let at = |reason: Reason| match reason {
        Reason::InvalidEmail | Reason::InvalidPhone | Reason::AliasExists => "address",
        _ => "",
    };
    answer(visit, request, kept, Typed { given, form, at: &at }).await
}

/// The most characters of a device's name that are kept.
pub(in crate::pages) const LONGEST_NAME: usize = 128;

/// What authenticator apps read: who the code is for, and the secret.
pub(in crate::pages) fn key_uri(issuer: &str, account: &str, secret: &str) -> String {
    let escape = |text: &str| -> String {
        let whole: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        // Apps read a plus as one.
        whole.replace('+', "%20")
    };
    let (issuer, account) = (escape(issuer), escape(account));
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
}

/// A secret as people type it.
pub(in crate::pages) fn groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

impl Page for SetupAppPage {
    const TEMPLATE: &'static str = "hosted/setup_app.html";

    fn samples() -> Vec<SetupAppPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form, another| SetupAppPage {
            form,
            action: hostile.clone(),
            step: hostile.clone(),
            qr: Qr { size: 8, path: hostile.clone() },
            uri: hostile.clone(),
            secret: groups("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
            another,
        };
        vec![page(Form::default(), false), page(Form::default().with("code", "wrong-code"), true)]
    }
}

impl HostedPage for SetupAppPage {
    const NAME: &'static str = "setup_app";

    fn title(&self) -> &str {
        "totp-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}

impl Page for SetupAddressPage {
    const TEMPLATE: &'static str = "hosted/setup_address.html";

    fn samples() -> Vec<SetupAddressPage> {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let page = |form, text, label, kind| SetupAddressPage {
            form,
            action: hostile.clone(),
            step: hostile.clone(),
            text,
            label,
            kind,
            another: kind == "tel",
        };
        let values = BTreeMap::from([("address".to_owned(), hostile.clone())]);
        let form = Form { values, wrong: Vec::new() }.with("address", "wrong-email");
        vec![
            page(Form::default(), "mfa-setup-sms-text", "phone", "tel"),
            page(form, "mfa-setup-email-text", "email", "email"),
        ]
    }
}

impl HostedPage for SetupAddressPage {
    const NAME: &'static str = "setup_address";

    fn title(&self) -> &str {
        "mfa-setup-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_uri_names_issuer_and_account_without_a_plus() {
        let uri = key_uri("My pool", "a+b@example.com", "ABCD");
        assert_eq!(uri, "otpauth://totp/My%20pool:a%2Bb%40example.com?secret=ABCD&issuer=My%20pool");
    }

    #[test]
    fn a_secret_is_read_in_groups_of_four() {
        assert_eq!(groups("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }
}
