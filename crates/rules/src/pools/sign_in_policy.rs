//! What a pool says about the first factor of a sign-in, and about passkeys.
//! AWS: API_SignInPolicyType, API_WebAuthnConfigurationType.

use serde::{Deserialize, Serialize};

use super::{Pool, domains};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// AWS's name of passkeys among the factors.
pub const WEB_AUTHN: &str = "WEB_AUTHN";

/// What a pool says about passkeys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct WebAuthn {
    /// The domain that passkeys are made for.
    pub relying_party_id: Option<String>,
    /// `preferred` or `required`.
    pub user_verification: Option<String>,
    /// `SINGLE_FACTOR` or `MULTI_FACTOR_WITH_USER_VERIFICATION`.
    pub factor_configuration: Option<String>,
}

impl Pool {
    /// Whether people may begin with this factor. AWS: the password alone when nothing was said.
    pub fn begins_with(&self, factor: &str) -> bool {
        let policy = self.settings.policies.as_ref().and_then(|policies| policies.sign_in_policy.as_ref());
        let listed = policy.and_then(|policy| policy.allowed_first_auth_factors.as_ref());
        match listed.filter(|listed| !listed.is_empty()) {
            Some(listed) => listed.iter().any(|entry| entry == factor),
            None => factor == "PASSWORD",
        }
    }

    /// What SetUserPoolMfaConfig said about passkeys.
    fn web_authn(&self) -> Option<&WebAuthn> {
        self.more.web_authn.as_ref()
    }

    /// The domain that passkeys are made for. Errors: `WebAuthnNotEnabled`, `WebAuthnConfigurationMissing`.
    pub async fn relying_party(&self, ctx: &Ctx) -> Result<String> {
        if !self.begins_with(WEB_AUTHN) {
            return Err(Error::new(Reason::WebAuthnNotEnabled));
        }
        let id = self.relying_party_id(ctx).await?;
        id.ok_or_else(|| Error::new(Reason::WebAuthnConfigurationMissing))
    }

    /// The same where nobody asked for it; none where passkeys are not what a sign-in begins with. AWS: where none was
    /// set, the custom domain, else the one of the prefix.
    pub async fn relying_party_id(&self, ctx: &Ctx) -> Result<Option<String>> {
        if !self.begins_with(WEB_AUTHN) {
            return Ok(None);
        }
        let set = self.web_authn().and_then(|set| set.relying_party_id.as_deref());
        match set.filter(|id| !id.is_empty()) {
            Some(id) => Ok(Some(id.to_owned())),
            None => domains::host(ctx, self).await,
        }
    }

    /// Whether a passkey must verify its user, by a PIN or biometrics.
    pub fn passkeys_verify_users(&self) -> bool {
        self.passkeys_are_mfa()
            || self.web_authn().is_some_and(|set| set.user_verification.as_deref() == Some("required"))
    }

    /// Whether a passkey that verified its user counts as several factors.
    pub fn passkeys_are_mfa(&self) -> bool {
        self.web_authn().is_some_and(|set| {
            set.factor_configuration.as_deref() == Some("MULTI_FACTOR_WITH_USER_VERIFICATION")
        })
    }
}
