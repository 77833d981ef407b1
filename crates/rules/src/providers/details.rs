//! What is kept of a provider beside its name: what each type must bring, what AWS adds, what is found out by asking
//! the provider.
//! AWS: API_CreateIdentityProvider, ProviderDetails. RFC: OpenID Connect Discovery 1.0, section 4.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::jose::assertion::AssertionKey;
use serde::{Deserialize, Serialize};

use super::metadata::{self, Metadata};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::federation::renewal;
use crate::outside::Unfetched;
use crate::pools::Pool;

/// Keys and values, as AWS has them.
pub type Details = BTreeMap<String, String>;

/// What is kept of a provider, sealed whole.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Kept {
    /// Keys and values as they are given back, and Apple's private key, which is not.
    pub details: Details,
    /// What a SAML provider says of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// When its metadata was last asked for, epoch milliseconds.
    #[serde(default)]
    pub asked_at: i64,
    /// When its metadata was last had, epoch milliseconds.
    #[serde(default)]
    pub had_at: i64,
    /// The key to which a SAML provider encrypts: PKCS#8, base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_key: Option<String>,
    /// Its certificate: DER, base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// What an OpenID provider says that it can do.
    #[serde(default)]
    pub offers: Offers,
}

/// What an OpenID provider says of itself beside its addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offers {
    /// PKCE by S256. RFC: 7636.
    pub pkce: bool,
    /// That its answers name it: `iss`. RFC: 9207.
    pub iss: bool,
    /// Where a browser signs out. OpenID: RP-Initiated Logout 1.0.
    pub end_session: Option<String>,
}

/// How a client proves itself to an OpenID provider. AWS has the first alone.
const TOKEN_METHODS: [&str; 3] = ["client_secret_post", "client_secret_basic", "private_key_jwt"];

/// What an ID token may be signed by, where the details say it. AWS: RSA, EC or HMAC.
const ALGORITHMS: [&str; 10] =
    ["RS256", "RS384", "RS512", "ES256", "ES384", "PS256", "PS384", "PS512", "EdDSA", "HS256"];

/// What an assertion of ours is signed by, where the details say it; else by what fits the key.
const ASSERTION_ALGORITHMS: [&str; 3] = ["RS256", "PS256", "ES256"];

/// A type, the keys that it needs, and what AWS adds.
type Social = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

/// The types whose providers AWS knows, and what it adds to their details. `{v}` is Facebook's api_version.
const SOCIAL: [Social; 4] = [
    (
        "Google",
        &["client_id", "client_secret", "authorize_scopes"],
        &[
            ("attributes_url", "https://people.googleapis.com/v1/people/me?personFields="),
            ("attributes_url_add_attributes", "true"),
            ("authorize_url", "https://accounts.google.com/o/oauth2/v2/auth"),
            ("oidc_issuer", "https://accounts.google.com"),
            ("token_request_method", "POST"),
            ("token_url", "https://www.googleapis.com/oauth2/v4/token"),
        ],
    ),
    (
        "Facebook",
        &["client_id", "client_secret", "authorize_scopes"],
        &[
            ("attributes_url", "https://graph.facebook.com/{v}/me?fields="),
            ("attributes_url_add_attributes", "true"),
            ("authorize_url", "https://www.facebook.com/{v}/dialog/oauth"),
            ("token_request_method", "GET"),
            ("token_url", "https://graph.facebook.com/{v}/oauth/access_token"),
        ],
    ),
    (
        "LoginWithAmazon",
        &["client_id", "client_secret", "authorize_scopes"],
        &[
            ("attributes_url", "https://api.amazon.com/user/profile"),
            ("attributes_url_add_attributes", "false"),
            ("authorize_url", "https://www.amazon.com/ap/oa"),
            ("token_request_method", "POST"),
            ("token_url", "https://api.amazon.com/auth/o2/token"),
        ],
    ),
    (
        "SignInWithApple",
        &["client_id", "team_id", "key_id", "private_key", "authorize_scopes"],
        &[
            ("attributes_url_add_attributes", "false"),
            ("authorize_url", "https://appleid.apple.com/auth/authorize"),
            ("oidc_issuer", "https://appleid.apple.com"),
            ("token_request_method", "POST"),
            ("token_url", "https://appleid.apple.com/auth/token"),
        ],
    ),
];

/// The addresses of an OpenID provider: our key, and its name in the discovery document.
const ENDPOINTS: [(&str, &str); 4] = [
    ("attributes_url", "userinfo_endpoint"),
    ("authorize_url", "authorization_endpoint"),
    ("jwks_uri", "jwks_uri"),
    ("token_url", "token_endpoint"),
];

/// Whether a type is one of a kind: its one provider in a pool has its name.
pub fn is_social(kind: &str) -> bool {
    SOCIAL.iter().any(|(name, ..)| *name == kind)
}

/// What is kept of the details that a caller gives, once the provider was asked for the rest. `before` is what was
/// kept until now.
///
/// Errors: `InvalidParameter` for what is missing or wrong, `MetadataUnfetched`, `MetadataStatus`,
/// `DiscoveryFailed`, and those of [`metadata::read`].
pub async fn complete(
    ctx: &Ctx,
    pool: &Pool,
    kind: &str,
    given: Details,
    before: Option<&Kept>,
) -> Result<Kept> {
    match kind {
        "SAML" => saml(ctx, pool, given, before).await,
        "OIDC" => oidc(ctx, given, before).await,
        _ => Ok(Kept { details: social(kind, given, before)?, ..Kept::default() }),
    }
}

/// What Describe shows. AWS: secrets are shown, but for Apple's private key.
pub fn shown(kind: &str, kept: &Kept) -> Details {
    let mut shown = kept.details.clone();
    if matches!(kind, "SignInWithApple" | "OIDC") {
        shown.remove("private_key");
    }
    shown
}

fn social(kind: &str, mut details: Details, before: Option<&Kept>) -> Result<Details> {
    let entry = SOCIAL.iter().find(|(name, ..)| *name == kind);
    let (_, required, fixed) = entry.ok_or_else(|| Error::internal(format!("no such type: {kind}")))?;
    let version = details.get("api_version").map_or("v17.0", String::as_str).to_owned();
    for (key, value) in *fixed {
        details.entry((*key).to_owned()).or_insert_with(|| value.replace("{v}", &version));
    }
    keep_private_key(&mut details, before);
    need(&details, required)?;
    Ok(details)
}

/// (guess) A private key is not shown, so that it stays when somebody sends back what was; not beside another
/// owner of the key, or another place to which what it signs is sent.
fn keep_private_key(details: &mut Details, before: Option<&Kept>) {
    let Some(before) = before else { return };
    let is_same = |key: &&str| {
        // An address that is left out is found out again at the same issuer.
        details.get(*key) == before.details.get(*key) || (*key == "token_url" && !details.contains_key(*key))
    };
    if ["client_id", "team_id", "key_id", "oidc_issuer", "token_url"].iter().all(is_same)
        && let Some(private_key) = before.details.get("private_key")
    {
        details.entry("private_key".to_owned()).or_insert_with(|| private_key.clone());
    }
}

async fn oidc(ctx: &Ctx, mut details: Details, before: Option<&Kept>) -> Result<Kept> {
    keep_private_key(&mut details, before);
    need(&details, &["client_id", "attributes_request_method", "oidc_issuer", "authorize_scopes"])?;
    one_of(&details, "attributes_request_method", &["GET", "POST"])?;
    one_of(&details, "token_endpoint_auth_method", &TOKEN_METHODS)?;
    one_of(&details, "token_endpoint_auth_signing_alg", &ASSERTION_ALGORITHMS)?;
    one_of(&details, "IDPSignout", &["true", "false"])?;
    if let Err(key) = renewal::check(&details) {
        return wrong(&format!("Invalid value for {key} in ProviderDetails."));
    }
    let algorithms = details.get("id_token_signing_alg_values").map_or("", String::as_str);
    if !algorithms.split_whitespace().all(|name| ALGORITHMS.contains(&name)) {
        return wrong("Invalid value for id_token_signing_alg_values in ProviderDetails.");
    }
    if details.get("token_endpoint_auth_method").is_some_and(|method| method == "private_key_jwt") {
        need(&details, &["private_key", "key_id"])?;
        let key = details.get("private_key").map_or("", String::as_str);
        let Ok(key) = AssertionKey::from_text(key) else {
            return wrong("The private_key in ProviderDetails does not read.");
        };
        let said = details.get("token_endpoint_auth_signing_alg").map(String::as_str);
        if said.is_some_and(|name| (name == "ES256") == matches!(key, AssertionKey::Rsa(_))) {
            return wrong(
                "The private_key in ProviderDetails does not sign by token_endpoint_auth_signing_alg.",
            );
        }
    }
    let keys = ENDPOINTS.iter().map(|(key, _)| *key).chain(["oidc_issuer"]);
    for key in keys {
        if let Some(url) = details.get(key) {
            check_url(ctx, key, url)?;
        }
    }
    // AWS: what is given need not be discovered. What else the document would say stays as it was, of the same issuer.
    let is_same = |before: &&Kept| before.details.get("oidc_issuer") == details.get("oidc_issuer");
    let mut offers = before.filter(is_same).map(|before| before.offers.clone()).unwrap_or_default();
    if ENDPOINTS.iter().any(|(key, _)| !details.contains_key(*key)) {
        offers = discover(ctx, &mut details).await?;
    }
    details.entry("attributes_url_add_attributes".to_owned()).or_insert_with(|| "false".to_owned());
    Ok(Kept { details, offers, ..Kept::default() })
}

/// Errors: `DiscoveryFailed` when the document cannot be had, is another issuer's, or lacks an address.
async fn discover(ctx: &Ctx, details: &mut Details) -> Result<Offers> {
    let issuer = details.get("oidc_issuer").map(|issuer| issuer.trim_end_matches('/').to_owned());
    let issuer = issuer.unwrap_or_default();
    let failed = |why: String| {
        tracing::info!(issuer, why, "discovery failed");
        Error::about(Reason::DiscoveryFailed, &issuer)
    };
    let url = format!("{issuer}/.well-known/openid-configuration");
    let body = ctx.world().outbound.get(&url).await.map_err(|why| failed(why.to_string()))?;
    let document: serde_json::Value =
        serde_json::from_slice(&body).map_err(|_| failed("it is not JSON".to_owned()))?;
    let text = |name: &str| document.get(name).and_then(serde_json::Value::as_str);
    // RFC: the document's issuer is the one that was asked for.
    if text("issuer").map(|own| own.trim_end_matches('/')) != Some(issuer.as_str()) {
        return Err(failed("it is of another issuer".to_owned()));
    }
    for (key, name) in ENDPOINTS {
        if details.contains_key(key) {
            continue;
        }
        let url = text(name).ok_or_else(|| failed(format!("it has no {name}")))?;
        check_url(ctx, key, url)?;
        details.insert(key.to_owned(), url.to_owned());
    }
    let lists = |name: &str, wanted: &str| {
        document
            .get(name)
            .and_then(serde_json::Value::as_array)
            .is_some_and(|list| list.iter().any(|one| one == wanted))
    };
    Ok(Offers {
        pkce: lists("code_challenge_methods_supported", "S256"),
        iss: document.get("authorization_response_iss_parameter_supported") == Some(&true.into()),
        end_session: text("end_session_endpoint")
            .filter(|url| check_url(ctx, "end_session_endpoint", url).is_ok())
            .map(str::to_owned),
    })
}

async fn saml(ctx: &Ctx, pool: &Pool, mut details: Details, before: Option<&Kept>) -> Result<Kept> {
    for key in ["IDPSignout", "IDPInit", "EncryptedResponses"] {
        one_of(&details, key, &["true", "false"])?;
    }
    one_of(&details, "RequestSigningAlgorithm", &["rsa-sha256"])?;
    let text = match (details.get("MetadataFile"), details.get("MetadataURL")) {
        (None, None) => return Err(Error::new(Reason::MetadataMissing)),
        (Some(_), Some(_)) => {
            return wrong("Only one of the MetadataURL or MetadataFile should be provided.");
        }
        (Some(text), None) => text.clone(),
        (None, Some(url)) => fetch(ctx, url).await?,
    };
    let metadata = metadata::read(ctx, &text)?;
    let mut kept = Kept::default();
    // Found out here, whatever a caller who repeats what Describe shows says of it.
    show(&metadata, &mut details);
    details.remove("ActiveEncryptionCertificate");
    // The key stays when encryption is switched off and on: the provider has its certificate.
    kept.private_key = before.and_then(|before| before.private_key.clone());
    kept.certificate = before.and_then(|before| before.certificate.clone());
    if details.get("EncryptedResponses").is_some_and(|text| text == "true") {
        if kept.certificate.is_none() {
            let (key, certificate) = super::certificates::make(ctx, pool.id()).await?;
            kept.private_key = Some(STANDARD.encode(key));
            kept.certificate = Some(STANDARD.encode(certificate));
        }
        let certificate = kept.certificate.clone().unwrap_or_default();
        details.insert("ActiveEncryptionCertificate".to_owned(), certificate);
    }
    Ok(Kept { details, metadata: Some(metadata), asked_at: ctx.now(), had_at: ctx.now(), ..kept })
}

/// What Describe tells of metadata.
pub(crate) fn show(metadata: &Metadata, details: &mut Details) {
    let sign_in = Some(&metadata.sign_in_url).filter(|_| !metadata.sign_in_is_form);
    let sign_out = metadata.sign_out_url.as_ref().filter(|_| !metadata.sign_out_is_form);
    for (key, url) in [("SSORedirectBindingURI", sign_in), ("SLORedirectBindingURI", sign_out)] {
        match url {
            Some(url) => details.insert(key.to_owned(), url.clone()),
            None => details.remove(key),
        };
    }
}

/// Errors: `MetadataUnfetched`, `MetadataStatus`, `MetadataUnreadable`.
pub(crate) async fn fetch(ctx: &Ctx, url: &str) -> Result<String> {
    check_url(ctx, "MetadataURL", url)?;
    let body = ctx.world().outbound.get(url).await.map_err(|why| match why {
        Unfetched::Status(status) => Error::about(Reason::MetadataStatus, status.to_string()).and(url),
        why => {
            tracing::info!(url, %why, "metadata was not fetched");
            Error::about(Reason::MetadataUnfetched, url)
        }
    })?;
    String::from_utf8(body).map_err(|_| Error::new(Reason::MetadataUnreadable))
}

/// Errors: `InvalidParameter` for a key that has no value. (guess) The text.
fn need(details: &Details, keys: &[&str]) -> Result<()> {
    match keys.iter().find(|key| details.get(**key).is_none_or(|value| value.trim().is_empty())) {
        Some(key) => wrong(&format!("ProviderDetails is missing {key}.")),
        None => Ok(()),
    }
}

fn one_of(details: &Details, key: &str, values: &[&str]) -> Result<()> {
    match details.get(key) {
        Some(value) if !values.contains(&value.as_str()) => {
            wrong(&format!("Invalid value for {key} in ProviderDetails."))
        }
        _ => Ok(()),
    }
}

/// AWS: https. DEVIATION: http to where the operator lets outgoing requests go although it is private; what is asked
/// there is refused by address when it comes to that.
fn check_url(ctx: &Ctx, key: &str, url: &str) -> Result<()> {
    let is_plain = url.starts_with("http://") && ctx.world().outbound.may_be_plain();
    let is_printable = url.chars().all(|c| c.is_ascii_graphic());
    // What stands before an `@` is no host, and looks like one.
    let host = url.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#', '\\']).next());
    let is_host = host.is_some_and(|host| !host.is_empty() && !host.contains('@'));
    match is_printable && is_host && (url.starts_with("https://") || is_plain) {
        true => Ok(()),
        false => wrong(&format!("Invalid URL for {key} in ProviderDetails.")),
    }
}

/// (guess) What public sources do not quote.
fn wrong<T>(text: &str) -> Result<T> {
    Err(Error::about(Reason::InvalidParameter, text))
}
