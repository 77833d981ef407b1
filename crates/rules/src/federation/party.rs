//! A provider as we talk to it: its addresses, how we prove who we are, and its answers.
//! AWS: the developer guide, "Using OIDC identity providers with a user pool" (client_secret_post, texts of errors). RFC: 6749
//! sections 4.1.3 and 2.3.1, 7523.
//!
//! Public providers are asked at their own addresses, or where the operator says instead: stand-ins, and closed networks.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::jose::assertion::AssertionKey;
use form_urlencoded::{Serializer, byte_serialize};
use serde_json::{Map, Value, json};

use super::Failure;
use super::state::Outgoing;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::outside::{Question, Unfetched};
use crate::providers::Provider;

/// How long an assertion of ours is good, in seconds.
const ASSERTION_S: i64 = 300;

/// The longest text of a provider's that goes on to the app.
const LONGEST: usize = 300;

/// What a provider answers to a refresh token.
pub(super) enum Renewed {
    /// Tokens.
    Tokens(Map<String, Value>),
    /// That it is good for nothing any more.
    Refused,
}

/// A provider in a request.
pub(super) struct Party<'a> {
    pub ctx: &'a Ctx,
    pub provider: &'a Provider,
}

impl Party<'_> {
    /// What errors call it.
    pub fn name(&self) -> &str {
        &self.provider.row.name
    }

    fn kind(&self) -> &str {
        &self.provider.row.kind
    }

    /// One of its details; empty where there is none.
    pub fn detail(&self, key: &str) -> &str {
        self.provider.kept.details.get(key).map_or("", String::as_str)
    }

    pub fn client_id(&self) -> &str {
        self.detail("client_id")
    }

    pub fn scopes(&self) -> &str {
        self.detail("authorize_scopes").trim()
    }

    /// Whether it speaks OpenID Connect, and not OAuth alone.
    pub fn has_id_token(&self) -> bool {
        !matches!(self.kind(), "Facebook" | "LoginWithAmazon")
    }

    /// Whether a code is bound to whoever asked for it. Google says so in its document, which nobody asks it for.
    pub fn takes_pkce(&self) -> bool {
        self.provider.kept.offers.pkce || self.kind() == "Google"
    }

    /// Whether a text is its issuer. Google has been seen to leave out the scheme.
    pub fn is_issuer(&self, text: &str) -> bool {
        let own = self.detail("oidc_issuer").trim_end_matches('/');
        let is_bare = self.kind() == "Google" && own.strip_prefix("https://") == Some(text);
        !own.is_empty() && (text.trim_end_matches('/') == own || is_bare)
    }

    /// One of its addresses, where it is to be asked. Errors, for the app: it has none.
    pub fn address(&self, key: &str) -> Result<String, Failure> {
        let url = self.detail(key);
        if url.is_empty() {
            return Err(self.told(&format!("it has no {key}")));
        }
        Ok(self.moved(url))
    }

    /// An address of a public provider's, or where the operator says that it is asked instead.
    pub fn moved(&self, url: &str) -> String {
        let Some((host, rest)) = url.strip_prefix("https://").map(|rest| {
            let at = rest.find(['/', '?']).unwrap_or(rest.len());
            rest.split_at(at)
        }) else {
            return url.to_owned();
        };
        match self.ctx.config().login_addresses.get(host).filter(|_| self.kind() != "OIDC") {
            Some(base) => format!("{}{rest}", base.trim_end_matches('/')),
            None => url.to_owned(),
        }
    }

    /// Tokens for a code.
    pub async fn redeem(&self, code: &str, outgoing: &Outgoing) -> Result<Map<String, Value>, Failure> {
        let form = [
            ("grant_type", Some("authorization_code")),
            ("code", Some(code)),
            ("redirect_uri", Some(outgoing.return_to.as_str())),
            ("code_verifier", outgoing.verifier.as_deref()),
        ];
        self.token_call(form.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()).await
    }

    /// Tokens for a refresh token. RFC: 6749 section 6.
    pub async fn renew(&self, token: &str) -> Result<Renewed, Failure> {
        let form = vec![("grant_type", "refresh_token"), ("refresh_token", token)];
        match self.token_reply(form).await? {
            (200, Some(body)) => Ok(Renewed::Tokens(body)),
            // RFC: 6749 section 5.2: this word alone says that the token is good for nothing.
            (400 | 401, Some(body)) if body.get("error").is_some_and(|word| word == "invalid_grant") => {
                Ok(Renewed::Refused)
            }
            (status, Some(body)) => Err(self.error_of(status, &body)),
            (status, None) => Err(self.told(&format!("{status} error getting token"))),
        }
    }

    /// One call of the token endpoint, in which we prove who we are.
    pub async fn token_call(&self, pairs: Vec<(&'static str, &str)>) -> Result<Map<String, Value>, Failure> {
        match self.token_reply(pairs).await? {
            (200, Some(body)) => Ok(body),
            (status, Some(body)) => Err(self.error_of(status, &body)),
            (status, None) => Err(self.told(&format!("{status} error getting token"))),
        }
    }

    async fn token_reply(
        &self,
        pairs: Vec<(&'static str, &str)>,
    ) -> Result<(u16, Option<Map<String, Value>>), Failure> {
        let url = self.address("token_url")?;
        let (header, proof) = self.proof(&url).await?;
        let headers = header.map(|header| ("authorization", header)).into_iter().collect();
        let form = Serializer::new(String::new()).extend_pairs(pairs).extend_pairs(proof).finish();
        // AWS: Facebook's is asked by GET.
        let is_get = self.kind() == "Facebook" && self.detail("token_request_method") == "GET";
        let query = format!("{url}{}{form}", if url.contains('?') { '&' } else { '?' });
        let question = match is_get {
            true => Question { url: &query, headers, form: None },
            false => Question { url: &url, headers, form: Some(form) },
        };
        let reply = self.ask(question, "IdP token endpoint").await?;
        Ok((reply.status, serde_json::from_slice(&reply.body).ok()))
    }

    /// What proves who we are: a header, and what goes into the form.
    async fn proof(&self, url: &str) -> Result<(Option<String>, Vec<(&'static str, String)>), Failure> {
        let (id, secret) = (self.client_id(), self.detail("client_secret"));
        let named = ("client_id", id.to_owned());
        match self.detail("token_endpoint_auth_method") {
            // RFC: 6749 section 2.3.1: both are encoded as in a form first.
            "client_secret_basic" => {
                let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                let pair = format!("{}:{}", encoded(id), encoded(secret));
                Ok((Some(format!("Basic {}", STANDARD.encode(pair))), Vec::new()))
            }
            "private_key_jwt" => {
                let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                let kind = ("client_assertion_type", kind.to_owned());
                Ok((None, vec![named, kind, ("client_assertion", self.assertion(url).await?)]))
            }
            _ => {
                let secret = match self.kind() {
                    "SignInWithApple" => self.apples_secret().await?,
                    _ => secret.to_owned(),
                };
                let secret = Some(("client_secret", secret)).filter(|(_, secret)| !secret.is_empty());
                Ok((None, std::iter::once(named).chain(secret).collect()))
            }
        }
    }

    /// What a private key of ours says in place of a secret. RFC: 7523 section 3.
    async fn assertion(&self, url: &str) -> Result<String, Failure> {
        let now = self.ctx.now() / 1_000;
        // The token endpoint by its own name, wherever it is asked.
        let claims = json!({
            "iss": self.client_id(), "sub": self.client_id(), "aud": url,
            "jti": crate::ids::uuid(self.ctx)?, "iat": now, "exp": now + ASSERTION_S,
        });
        self.signed(claims).await
    }

    /// Apple: the secret is a token that the team signs.
    async fn apples_secret(&self) -> Result<String, Failure> {
        let now = self.ctx.now() / 1_000;
        let claims = json!({
            "iss": self.detail("team_id"), "sub": self.client_id(), "aud": self.detail("oidc_issuer"),
            "iat": now, "exp": now + ASSERTION_S,
        });
        self.signed(claims).await
    }

    async fn signed(&self, claims: Value) -> Result<String, Failure> {
        let key = AssertionKey::from_text(self.detail("private_key"))
            .map_err(|_| self.told("its private_key does not read"))?;
        let kid = self.detail("key_id").to_owned();
        let is_pss = self.detail("token_endpoint_auth_signing_alg") == "PS256";
        let signed = self.ctx.compute(move || {
            let claims = claims.to_string();
            match is_pss {
                true => key.sign_by_pss(&kid, claims.as_bytes()),
                false => key.sign(&kid, claims.as_bytes()),
            }
        });
        let signed = signed.await;
        Ok(signed?)
    }

    /// What the userinfo endpoint says, of the same person. AWS: it is always asked; the method is one of the details.
    pub async fn user_info(&self, token: Option<&str>, subject: &str) -> Result<Map<String, Value>, Failure> {
        let Some(token) = token else { return Err(self.told("the answer has no access_token")) };
        let form = (self.detail("attributes_request_method") == "POST").then(String::new);
        let url = self.address("attributes_url")?;
        let info = self.json(&url, (Some(token), form)).await?;
        // OpenID Connect Core: section 5.3.2.
        match info.get("sub").and_then(Value::as_str) == Some(subject) {
            true => Ok(info),
            false => Err(self.told("userinfo is another user's")),
        }
    }

    /// A JSON object, by a token.
    pub async fn json(
        &self,
        url: &str,
        (token, form): (Option<&str>, Option<String>),
    ) -> Result<Map<String, Value>, Failure> {
        let headers = token.map(|token| ("authorization", format!("Bearer {token}"))).into_iter().collect();
        let reply = self.ask(Question { url, headers, form }, "IdP attributes endpoint").await?;
        let body: Option<Map<String, Value>> = serde_json::from_slice(&reply.body).ok();
        match (reply.status, body) {
            (200, Some(body)) => Ok(body),
            (status, Some(body)) if body.contains_key("error") => Err(self.error_of(status, &body)),
            (status, _) => Err(self.told(&format!("{status} error getting attributes"))),
        }
    }

    async fn ask(&self, question: Question<'_>, what: &str) -> Result<crate::outside::Reply, Failure> {
        let is_sendable =
            question.headers.iter().all(|(_, value)| value.bytes().all(|b| (32..127).contains(&b)));
        if !is_sendable {
            return Err(self.told("its token cannot be sent"));
        }
        let url = question.url.split('?').next().unwrap_or_default().to_owned();
        self.ctx.world().outbound.ask(question).await.map_err(|why| {
            tracing::warn!(provider = self.name(), url, %why, "a provider was not reached");
            match why {
                Unfetched::Forbidden(_) => self.told(&format!("the {what} may not be asked")),
                _ => Failure::Down(self.name().to_owned()),
            }
        })
    }

    /// Errors of the keys: the provider does not answer.
    pub fn keys_failed(&self, error: Error) -> Failure {
        match error.reason() {
            crate::error::Reason::ProviderUnreachable => Failure::Down(self.name().to_owned()),
            _ => error.into(),
        }
    }

    /// AWS: `<provider> Error - …`.
    pub fn told(&self, what: &str) -> Failure {
        Failure::told(format!("{} Error - {what}", self.name()))
    }

    fn error_of(&self, status: u16, body: &Map<String, Value>) -> Failure {
        let word = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            // Facebook and Google wrap theirs.
            Value::Object(parts) => parts.get("message").and_then(Value::as_str).map(str::to_owned),
            _ => None,
        };
        let of = |name: &str| body.get(name).and_then(word).map(|text| plain(&text));
        let words = [Some(status.to_string()), of("error"), of("error_description")];
        self.told(&words.into_iter().flatten().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
    }

    /// What a provider sends a browser back with. The words that OAuth and OpenID Connect have go on to the app as they are.
    pub fn refused(&self, error: &str, description: Option<&str>) -> Failure {
        const KNOWN: [&str; 7] = [
            "access_denied",
            "login_required",
            "interaction_required",
            "consent_required",
            "account_selection_required",
            "temporarily_unavailable",
            "server_error",
        ];
        // Facebook and Apple have their own for somebody who does not want to.
        let error =
            if matches!(error, "user_cancelled_authorize" | "user_denied") { "access_denied" } else { error };
        let known = KNOWN.into_iter().find(|known| *known == error).unwrap_or("invalid_request");
        let said = description.map(plain).filter(|text| !text.is_empty());
        Failure::Told(known, said.unwrap_or_else(|| format!("{} Error - {}", self.name(), plain(error))))
    }
}

/// A provider's text as it may go on: short, in one line, of characters that OAuth lets stand in a description.
/// RFC: 6749 section 4.1.2.1.
fn plain(text: &str) -> String {
    let is_plain = |c: &char| matches!(c, ' '..='~') && !matches!(c, '"' | '\\');
    text.chars().filter(is_plain).take(LONGEST).collect::<String>().trim().to_owned()
}

/// An address with more parameters. Blanks are written as %20: some providers read no plus.
pub(super) fn percent<'a>(url: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let query = Serializer::new(String::new()).extend_pairs(pairs).finish().replace('+', "%20");
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}{query}")
}

/// The claims that a mapping asks for.
pub(super) fn wanted(mapping: &BTreeMap<String, String>) -> impl Iterator<Item = &str> {
    mapping.values().map(String::as_str)
}
