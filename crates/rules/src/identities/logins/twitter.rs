//! Logins of Twitter, and of Digits, which was like it: a token and its secret, with which the provider is asked who it is.
//! AWS: API_CreateIdentityPool, SupportedLoginProviders (`key;secret`). RFC: 5849 (OAuth 1.0; the parameters in the query,
//! section 3.5.3). Twitter: `account/verify_credentials`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::documents::{address, json};
use super::{social, subject, unreadable};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

#[derive(Deserialize)]
struct Account {
    id_str: String,
}

/// Errors: `LoginTokenInvalid`, `LoginTokenUnreadable`, `ProviderUnreachable`.
pub(super) async fn verify(
    ctx: &Ctx,
    provider: &str,
    app: &str,
    login: &str,
) -> Result<(String, Map<String, Value>)> {
    let (token, token_secret) = login.split_once(';').ok_or_else(unreadable)?;
    let (key, secret) = app.split_once(';').ok_or_else(|| Error::new(Reason::LoginUnsupported))?;
    let usual =
        if provider == "www.digits.com" { "https://api.digits.com" } else { "https://api.twitter.com" };
    let url = format!("{}/1.1/account/verify_credentials.json", address(ctx.config(), provider, usual));
    let nonce = hex::encode(ctx.random::<16>()?);
    let seconds = (ctx.now() / 1_000).to_string();
    // Sorted by name, as they are signed.
    let parameters = [
        ("oauth_consumer_key", key),
        ("oauth_nonce", nonce.as_str()),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", seconds.as_str()),
        ("oauth_token", token),
        ("oauth_version", "1.0"),
    ];
    let query = parameters.map(|(name, value)| format!("{name}={}", encoded(value))).join("&");
    let base = format!("GET&{}&{}", encoded(&url), encoded(&query));
    let signing_key = format!("{}&{}", encoded(secret), encoded(token_secret));
    let signature = STANDARD.encode(crypto::mac::hmac_sha1(signing_key.as_bytes(), base.as_bytes()));
    let asked = format!("{url}?{query}&oauth_signature={}", encoded(&signature));
    let account: Option<Account> = json(ctx, &asked).await?;
    let account = account.ok_or_else(|| Error::new(Reason::LoginTokenInvalid))?;
    Ok((subject(&account.id_str)?, social::said(key, &account.id_str)))
}

/// Percent-encoding of all but unreserved characters. RFC: 5849 section 3.6.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}
