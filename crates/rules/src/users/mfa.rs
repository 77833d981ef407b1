//! Which second factors a user has turned on, and which one is preferred.
//! AWS: API_SetUserMFAPreference, API_AdminSetUserMFAPreference, API_SetUserSettings; the developer guide, "User MFA
//! preferences".

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use store::Batch;
use store::users::User;
use wire::idp::MFAOptionType;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::pools::mfa::{Demand, Method};
use crate::users::{self, Extra};

/// What a user's row keeps of second factors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mfa {
    /// The ones that are turned on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub enabled: BTreeSet<Method>,
    /// The one that is asked for first; always one of `enabled`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred: Option<Method>,
    /// Whether an authenticator app is verified: a copy of what `software_tokens` holds.
    #[serde(default)]
    pub has_software_token: bool,
    /// Whether text messages were turned on by the older operation, which then tells of them.
    #[serde(default)]
    pub has_options: bool,
    /// WebAuthnMfaSettings.Enabled.
    #[serde(default)]
    pub web_authn: bool,
}

impl Mfa {
    /// Whether nothing was ever set.
    pub fn is_empty(&self) -> bool {
        *self == Mfa::default()
    }

    /// UserMFASettingList.
    pub fn names(&self) -> Option<Vec<String>> {
        let names: Vec<String> = self.enabled.iter().map(|method| method.name().to_owned()).collect();
        Some(names).filter(|names| !names.is_empty())
    }

    /// PreferredMfaSetting.
    pub fn preferred_name(&self) -> Option<String> {
        self.preferred.map(|method| method.name().to_owned())
    }

    /// MFAOptions. AWS: text messages that SetUserSettings turned on, and nothing else.
    pub fn options(&self) -> Option<Vec<MFAOptionType>> {
        let option = MFAOptionType {
            delivery_medium: Some("SMS".to_owned()),
            attribute_name: Some("phone_number".to_owned()),
        };
        self.has_options.then(|| vec![option])
    }

    /// Turns one on as the preferred one.
    pub fn prefer(&mut self, method: Method) {
        self.enabled.insert(method);
        self.preferred = Some(method);
    }

    /// Turns one off.
    pub fn disable(&mut self, method: Method) {
        self.enabled.remove(&method);
        if self.preferred == Some(method) {
            self.preferred = None;
        }
        if method == Method::Sms {
            self.has_options = false;
        }
        // AWS: a passkey is a second factor only beside another one.
        self.web_authn &= !self.enabled.is_empty();
    }

    /// Turns off what went with a contact.
    pub fn lose(&mut self, attribute: &str) {
        let gone = Method::ALL.into_iter().filter(|method| method.attribute() == Some(attribute));
        for method in gone {
            self.disable(method);
        }
    }
}

/// Whether the user can answer this one at all.
pub fn is_able(user: &User, mfa: &Mfa, method: Method) -> bool {
    match method.attribute() {
        None => mfa.has_software_token,
        Some(attribute) => user.attributes.get(attribute).is_some_and(|address| !address.is_empty()),
    }
}

/// One member of SetUserMFAPreference; what was left out stays.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Which one.
    pub method: Method,
    /// Enabled.
    pub enabled: Option<bool>,
    /// PreferredMfa.
    pub preferred: Option<bool>,
}

/// Turns second factors on and off.
///
/// Where the pool demands one, the last one stays on: AWS answers as if it had not.
///
/// Errors: `MfaNotDeliverable`, `SoftwareTokenNotSetUp`, `SoftwareTokenNotVerified`, `MfaPreferredNotEnabled`,
/// `MfaPreferredTwice`, `WebAuthnMfaAlone`.
pub async fn set(
    ctx: &Ctx,
    pool: &Pool,
    user: &User,
    wishes: &[Wish],
    web_authn: Option<bool>,
) -> Result<()> {
    let before = users::extra(user)?;
    let mut mfa = before.mfa.clone();
    for wish in wishes {
        match wish.enabled {
            Some(true) => {
                check_able(ctx, pool, user, &mfa, wish.method).await?;
                mfa.enabled.insert(wish.method);
            }
            Some(false) => mfa.disable(wish.method),
            None => {}
        }
        if wish.preferred == Some(false) && mfa.preferred == Some(wish.method) {
            mfa.preferred = None;
        }
    }
    let preferred: Vec<Method> =
        wishes.iter().filter(|wish| wish.preferred == Some(true)).map(|wish| wish.method).collect();
    match preferred.as_slice() {
        [] => {}
        [one] if mfa.enabled.contains(one) => mfa.preferred = Some(*one),
        [one] => return Err(Error::about(Reason::MfaPreferredNotEnabled, one.name())),
        _ => return Err(Error::new(Reason::MfaPreferredTwice)),
    }
    if pool.mfa_demand() == Demand::On && mfa.enabled.is_empty() {
        mfa = before.mfa.clone();
    }
    if let Some(enabled) = web_authn {
        if enabled && mfa.enabled.is_empty() {
            return Err(Error::new(Reason::WebAuthnMfaAlone));
        }
        mfa.web_authn = enabled;
    }
    save(ctx, ctx.batch()?, pool, user, Extra { mfa, ..before }).await
}

/// The older way: text messages on or off.
///
/// Errors: `MfaOptionUnsupported`, `MfaNotDeliverable`.
pub async fn set_options(ctx: &Ctx, pool: &Pool, user: &User, options: &[MFAOptionType]) -> Result<()> {
    let is_sms = |option: &MFAOptionType| {
        option.delivery_medium.as_deref() == Some("SMS")
            && option.attribute_name.as_deref() == Some("phone_number")
    };
    if !options.iter().all(is_sms) {
        return Err(Error::new(Reason::MfaOptionUnsupported));
    }
    let before = users::extra(user)?;
    let mut mfa = before.mfa.clone();
    if options.is_empty() {
        mfa.disable(Method::Sms);
        if pool.mfa_demand() == Demand::On && mfa.enabled.is_empty() {
            mfa = before.mfa.clone();
        }
    } else {
        check_able(ctx, pool, user, &mfa, Method::Sms).await?;
        mfa.enabled.insert(Method::Sms);
        mfa.has_options = true;
    }
    save(ctx, ctx.batch()?, pool, user, Extra { mfa, ..before }).await
}

/// Takes the authenticator app away, and the second factor with it. AWS: the person can set up another.
pub async fn delete_software_token(ctx: &Ctx, pool: &Pool, user: &User) -> Result<()> {
    let Some(token) = store::software_tokens::get(&ctx.read(), pool.id(), &user.sub).await? else {
        return Ok(());
    };
    let mut extra = users::extra(user)?;
    extra.mfa.disable(Method::SoftwareToken);
    extra.mfa.has_software_token = false;
    let mut batch = ctx.batch()?;
    store::software_tokens::delete(&mut batch, &token);
    save(ctx, batch, pool, user, extra).await
}

/// Whether a person may take the own authenticator app away: where the pool demands a second factor, another one has to stay.
pub fn may_leave_software_token(pool: &Pool, user: &User) -> Result<bool> {
    let enabled = users::extra(user)?.mfa.enabled;
    let has_other = enabled.iter().any(|method| *method != Method::SoftwareToken);
    Ok(pool.mfa_demand() != Demand::On || has_other)
}

async fn check_able(ctx: &Ctx, pool: &Pool, user: &User, mfa: &Mfa, method: Method) -> Result<()> {
    if method != Method::SoftwareToken {
        return match pool.offers(method) && is_able(user, mfa, method) {
            true => Ok(()),
            false => Err(Error::about(Reason::MfaNotDeliverable, method.name())),
        };
    }
    if mfa.has_software_token {
        return Ok(());
    }
    let token = store::software_tokens::get(&ctx.read(), pool.id(), &user.sub).await?;
    Err(Error::new(match token {
        None => Reason::SoftwareTokenNotSetUp,
        Some(_) => Reason::SoftwareTokenNotVerified,
    }))
}

async fn save(ctx: &Ctx, batch: Batch, pool: &Pool, user: &User, extra: Extra) -> Result<()> {
    let after = User { settings: serde_json::to_string(&extra)?, updated_at: ctx.now(), ..user.clone() };
    users::commit_update(ctx, batch, pool, user, after).await
}
