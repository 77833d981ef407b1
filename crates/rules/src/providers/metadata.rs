//! What a SAML provider says of itself in its metadata, as far as it is kept, and AWS's errors for what does not serve.
//! AWS: the developer guide, "SAML identity providers".

use std::net::Ipv4Addr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::saml::metadata::{self as document, Fault, Places};
use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// A SAML provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its entity id: the issuer of its assertions.
    pub entity_id: String,
    /// Where a browser is sent to sign in.
    pub sign_in_url: String,
    /// Whether that takes a form; else a query.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sign_in_is_form: bool,
    /// Where a browser is sent to sign out, if it can be.
    pub sign_out_url: Option<String>,
    /// Whether that takes a form; else a query.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sign_out_is_form: bool,
    /// Where answers about a sign-out go, if elsewhere, in the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_out_answer_url: Option<String>,
    /// Whether it wants requests signed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub wants_signed: bool,
    /// The certificates whose keys sign, base64 of DER; any of them may.
    pub certificates: Vec<String>,
}

impl Metadata {
    /// The certificates that are good at a time in epoch milliseconds, DER.
    pub fn good_certificates(&self, now: i64) -> Vec<Vec<u8>> {
        let all = self.certificates.iter().filter_map(|text| STANDARD.decode(text).ok());
        all.filter(|der| crypto::x509::ends_at(der).is_some_and(|end| end > now / 1_000)).collect()
    }

    /// When the last of its certificates ends, in epoch seconds.
    pub fn ends_at(&self) -> Option<i64> {
        let all = self.certificates.iter().filter_map(|text| STANDARD.decode(text).ok());
        all.filter_map(|der| crypto::x509::ends_at(&der)).max()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Reads metadata, as of now.
///
/// DEVIATION: a provider that takes requests for a sign-in by a form alone serves too; AWS refuses it. And a provider is gone to
/// in clear on this machine alone, or where the operator lets outgoing requests go that way, as it is with the addresses of
/// OpenID providers: on the way to any other whoever sits between could show a page of their own that asks for the password.
///
/// Errors: `MetadataUnreadable`, `MetadataWithoutSignIn`, `InvalidParameter` for what else is missing or has expired.
pub fn read(ctx: &Ctx, text: &str) -> Result<Metadata> {
    let mut read = document::read(text, ctx.now() / 1_000).map_err(refused)?;
    let may_be_plain = ctx.world().outbound.may_be_plain();
    let is_plain = !keep_safe(&mut read.sign_in, may_be_plain);
    // Without an address for it, signing out ends at home.
    keep_safe(&mut read.sign_out, may_be_plain);
    keep_safe(&mut read.sign_out_answer, may_be_plain);
    let (sign_in_url, sign_in_is_form) = match (read.sign_in.redirect, read.sign_in.post) {
        (Some(url), _) => (url, false),
        (None, Some(url)) => (url, true),
        (None, None) if is_plain => {
            let text = "The SingleSignOnService location in metadata is not https.";
            return Err(Error::about(Reason::InvalidParameter, text));
        }
        (None, None) => return Err(Error::new(Reason::MetadataWithoutSignIn)),
    };
    let (sign_out_url, sign_out_is_form, sign_out_answer_url) =
        match (read.sign_out.redirect, read.sign_out.post) {
            (Some(url), _) => (Some(url), false, read.sign_out_answer.redirect),
            (None, post) => (post, true, read.sign_out_answer.post),
        };
    Ok(Metadata {
        entity_id: read.entity_id,
        sign_in_url,
        sign_in_is_form,
        sign_out_is_form: sign_out_is_form && sign_out_url.is_some(),
        sign_out_answer_url: sign_out_answer_url.filter(|_| sign_out_url.is_some()),
        sign_out_url,
        wants_signed: read.wants_signed,
        certificates: read.certificates.iter().map(|der| STANDARD.encode(der)).collect(),
    })
}

/// Takes away what no browser may be sent to; false if there was such.
fn keep_safe(places: &mut Places, may_be_plain: bool) -> bool {
    let is_safe = |url: &String| may_be_plain || url.starts_with("https://") || is_here(url);
    let was = places.clone();
    places.redirect = places.redirect.take().filter(is_safe);
    places.post = places.post.take().filter(is_safe);
    *places == was
}

/// Whether a browser finds an http address on its own machine. What stands before an `@` was refused before.
fn is_here(url: &str) -> bool {
    let rest = url.strip_prefix("http://").unwrap_or_default();
    let authority = rest.split(['/', '?', '\\']).next().unwrap_or_default();
    let host = match authority.strip_prefix("[::1]") {
        Some(port) => return port.is_empty() || port.starts_with(':'),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let host = host.to_ascii_lowercase();
    let is_named = host == "localhost" || host.ends_with(".localhost");
    is_named || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

/// Who signs by metadata, at a time in epoch milliseconds: the entity id, and the certificates, DER. Where somebody signs in
/// does not matter.
///
/// Errors: `MetadataUnreadable`, `InvalidParameter`.
pub fn signers(text: &str, now: i64) -> Result<(String, Vec<Vec<u8>>)> {
    let read = document::read(text, now / 1_000).map_err(refused)?;
    Ok((read.entity_id, read.certificates))
}

/// (guess) What public sources do not quote.
fn refused(fault: Fault) -> Error {
    let text = match fault {
        Fault::Unreadable => return Error::new(Reason::MetadataUnreadable),
        Fault::NoProvider => "No IDPSSODescriptor found in metadata.",
        Fault::NoEntityId => "No entityID found in metadata.",
        Fault::CertificateUnreadable => "A signing certificate in metadata does not read.",
        Fault::CertificateTooLong => "A signing certificate in metadata is too long.",
        Fault::NoCertificate => "No signing certificate found in metadata.",
        Fault::CertificateExpired => "The signing certificate in metadata has expired.",
    };
    Error::about(Reason::InvalidParameter, text)
}
