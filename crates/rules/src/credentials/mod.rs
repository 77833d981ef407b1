//! Temporary credentials: made of a session, and the session found again in the token that its bearer sends along.
//! AWS: the IAM user guide, "Temporary security credentials"; GetAccessKeyInfo tells the account of a key id.
//!
//! The token holds the whole session and the secret key, sealed under the key ring for its key id: any node opens it without
//! a look-up, and with another key id it does not open at all. Nothing is written when credentials are made; they end when
//! their time is over, or by policies that look at when they were issued.

pub mod guests;
mod key_ids;

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use store::seal::Place;

use crate::clients::Secret;
use crate::ctx::{Ctx, World};
use crate::error::{Error, Reason, Result};

pub use key_ids::account_of;

/// Credentials that have just been made.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// `ASIA` and 16 characters.
    pub access_key_id: String,
    /// 40 characters.
    pub secret: Secret,
    /// Base64: sent with each call.
    pub session_token: String,
    /// When they end, in epoch milliseconds: a whole second.
    pub expires_at: i64,
}

/// What credentials stand for. Members are sealed under short names: the token travels with each call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Whose they are.
    #[serde(rename = "p")]
    pub principal: Principal,
    /// The account of the principal: twelve digits.
    #[serde(rename = "a")]
    pub account: String,
    /// The region that they were made in.
    #[serde(rename = "g")]
    pub region: String,
    /// When they were made, in epoch milliseconds: `aws:TokenIssueTime`.
    #[serde(rename = "b")]
    pub issued_at: i64,
    /// When they end, in epoch milliseconds.
    #[serde(rename = "e")]
    pub expires_at: i64,
    /// What narrows the principal's own policies.
    #[serde(rename = "s", default, skip_serializing_if = "Scope::is_whole")]
    pub scope: Scope,
    /// `aws:PrincipalTag/…`: the tags of the session, laid over those of the role by whoever decides.
    #[serde(rename = "t", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub principal_tags: BTreeMap<String, String>,
    /// Keys of those tags that go on into roles assumed with these credentials.
    #[serde(rename = "k", default, skip_serializing_if = "Vec::is_empty")]
    pub transitive_tag_keys: Vec<String>,
    /// Context keys of the provider by their whole names, such as `cognito-identity.amazonaws.com:sub`; `amr` has several
    /// values. They hold for the whole session.
    #[serde(rename = "f", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub federated: BTreeMap<String, Vec<String>>,
    /// `aws:FederatedProvider`: who vouched for the bearer, such as `cognito-identity.amazonaws.com` or a provider's ARN.
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// `aws:SourceIdentity`.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
}

/// Whose credentials they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Principal {
    /// A role that was assumed.
    #[serde(rename = "r")]
    Role {
        /// The role's ARN: `arn:aws:iam::…:role/…`.
        #[serde(rename = "a")]
        arn: String,
        /// The role's id: `AROA…`.
        #[serde(rename = "i")]
        id: String,
        /// What the session is called.
        #[serde(rename = "n")]
        session_name: String,
    },
    /// A user, or the account itself, who asked for temporary credentials of their own.
    #[serde(rename = "u")]
    User {
        /// `arn:aws:iam::…:user/…` or `arn:aws:iam::…:root`.
        #[serde(rename = "a")]
        arn: String,
        /// `AIDA…`; of the account itself its number.
        #[serde(rename = "i")]
        id: String,
    },
}

/// Session policies: where there are any, a call needs the leave of one of them beside that of the principal's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The inline policy, JSON text.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub inline: Option<String>,
    /// ARNs of managed policies.
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub managed: Vec<String>,
    /// Whether [`guests`]' two policies hold, which are too long to be carried.
    #[serde(rename = "g", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_guest: bool,
}

impl Scope {
    /// Whether nothing narrows the principal's policies.
    pub fn is_whole(&self) -> bool {
        self.inline.is_none() && self.managed.is_empty() && !self.is_guest
    }

    /// The texts of the session's own policies, without those that are known by ARN alone.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let guests = [guests::INLINE, guests::MANAGED];
        self.inline.as_deref().into_iter().chain(guests.into_iter().filter(|_| self.is_guest))
    }
}

impl Session {
    /// The ARN that calls are made by, as GetCallerIdentity tells it.
    pub fn arn(&self) -> String {
        match &self.principal {
            Principal::Role { arn, session_name, .. } => {
                let role = arn.rsplit_once('/').map_or(arn.as_str(), |(_, name)| name);
                format!("arn:aws:sts::{}:assumed-role/{role}/{session_name}", self.account)
            }
            Principal::User { arn, .. } => arn.clone(),
        }
    }

    /// `aws:userid`: the role's id and the session's name, or the user's id.
    pub fn user_id(&self) -> String {
        match &self.principal {
            Principal::Role { id, session_name, .. } => format!("{id}:{session_name}"),
            Principal::User { id, .. } => id.clone(),
        }
    }
}

/// A session that was opened, with the secret that its calls are signed with.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What the credentials stand for.
    pub session: Session,
    /// The secret key.
    pub secret: Secret,
}

#[derive(Serialize)]
struct Written<'a> {
    k: &'a str,
    s: &'a Session,
}

#[derive(Deserialize)]
struct Read {
    k: String,
    s: Session,
}

/// When a session of so many seconds ends that begins now: a whole second, as clients read it.
pub fn end(now: i64, seconds: i64) -> i64 {
    (now / 1_000 + seconds) * 1_000
}

/// Makes credentials of a session. Nothing is written.
pub fn mint(ctx: &Ctx, session: &Session) -> Result<Credentials> {
    let access_key_id = key_ids::of_account(&session.account, ctx.random()?);
    let secret = STANDARD.encode(ctx.random::<30>()?);
    let plain = serde_json::to_vec(&Written { k: &secret, s: session })?;
    let sealed = ctx.world().ring.seal(&place(&access_key_id), &ctx.random()?, &plain);
    Ok(Credentials {
        session_token: STANDARD.encode(sealed),
        secret: Secret::new(secret),
        expires_at: session.expires_at,
        access_key_id,
    })
}

/// Opens the session token that was sent with calls of this key id.
///
/// Errors: `UnknownAccessKey` for a token that was not made here for this key, `CredentialsExpired`.
pub fn open(world: &World, access_key_id: &str, session_token: &str) -> Result<Opened> {
    let unknown = || Error::new(Reason::UnknownAccessKey);
    let sealed = STANDARD.decode(session_token).map_err(|_| unknown())?;
    let plain = world.ring.open(&place(access_key_id), &sealed).map_err(|_| unknown())?;
    let Read { k, s } = serde_json::from_slice(&plain)?;
    match world.clock.now() < s.expires_at {
        true => Ok(Opened { session: s, secret: Secret::new(k) }),
        false => Err(Error::new(Reason::CredentialsExpired)),
    }
}

/// The id of a role that nobody has made: the same each time.
pub fn id_of_unknown_role(arn: &str) -> String {
    format!("AROA{}", &key_ids::base32(&crypto::mac::sha256(arn.as_bytes()))[..17])
}

fn place(access_key_id: &str) -> Place<'_> {
    Place { table: "sessions", row: access_key_id, column: "token" }
}
