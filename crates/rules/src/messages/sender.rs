//! CustomEmailSender and CustomSMSSender: the pool's own functions send, and get the code encrypted. Sources
//! CustomEmailSender_* and CustomSMSSender_*, of whatever sends a code.
//! AWS: the developer guide, "Custom email sender Lambda trigger" and "Custom SMS sender Lambda trigger".
//!
//! What the function is told waits in the outbox like a message, and is told again where the function could not be
//! begun. What becomes of it once it runs is its own affair.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::esdk::{self, Fresh, Wrapping};
use crypto::seal::Key;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Draft, Kind, Undelivered};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::outside::{Call, Failed};
use crate::pools::Pool;
use crate::triggers::{self, About, Trigger};

/// The key namespace of the keyring that opens what was encrypted; its key name is the pool's KMSKeyID.
const NAMESPACE: &str = "cenote";

/// The keys that pools name by KMSKeyID, as the operator has them.
#[derive(Debug, Default)]
pub struct SenderKeys {
    keys: BTreeMap<String, Key>,
    allows_plain: bool,
}

impl SenderKeys {
    /// These keys, by ARN. With `allows_plain`, functions of pools whose key is not among them get the code bare.
    pub fn new(keys: BTreeMap<String, Key>, allows_plain: bool) -> SenderKeys {
        SenderKeys { keys, allows_plain }
    }
}

/// What a function is to be told once there is a code.
pub(super) struct Event {
    arn: String,
    channel: &'static str,
    key_id: String,
    event: Value,
}

/// What a function is told, as the outbox keeps it.
#[derive(Serialize, Deserialize)]
pub(super) struct Handed {
    pub id: String,
    pub user_pool_id: String,
    /// `EMAIL` or `SMS`.
    pub channel: String,
    /// The user, what it is for, the masked address and when: for the log of deliveries.
    #[serde(default)]
    pub sub: String,
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub to: String,
    #[serde(default)]
    pub at: i64,
    /// The function, and what it is told.
    pub arn: String,
    pub event: Value,
}

/// What a function is to be told, where the pool sends by one on this channel.
pub(super) fn event(pool: &Pool, draft: &Draft<'_>) -> Option<Event> {
    let config = pool.settings.lambda_config.as_ref()?;
    let is_sms = draft.contact.attribute == "phone_number";
    let arn = match is_sms {
        true => &config.custom_sms_sender.as_ref()?.lambda_arn,
        false => &config.custom_email_sender.as_ref()?.lambda_arn,
    };
    // AWS: there is no source for a welcome without a code, nor for what AWS does not send.
    let source = source(draft.what)?;
    let (name, kind) = match is_sms {
        true => (SMS, "customSMSSenderRequestV1"),
        false => (EMAIL, "customEmailSenderRequestV1"),
    };
    let trigger = Trigger::new(name, source[usize::from(is_sms)]);
    let mut request = triggers::request(triggers::attributes(pool, draft.user));
    request.insert("type".to_owned(), json!(kind));
    request.insert("code".to_owned(), Value::Null);
    triggers::add_metadata(&mut request, draft.cause.client_metadata);
    let about = About::user(pool, draft.cause.client_id, draft.user);
    Some(Event {
        arn: arn.clone(),
        channel: draft.contact.medium(),
        key_id: config.kms_key_id.clone().unwrap_or_default(),
        event: triggers::event(about, &trigger, request, json!({})),
    })
}

const EMAIL: &str = "CustomEmailSender";
const SMS: &str = "CustomSMSSender";

/// The sources of a message, by e-mail and by text message.
fn source(what: Kind) -> Option<[&'static str; 2]> {
    Some(match what {
        Kind::SignUp => ["CustomEmailSender_SignUp", "CustomSMSSender_SignUp"],
        Kind::Resend => ["CustomEmailSender_ResendCode", "CustomSMSSender_ResendCode"],
        Kind::ForgotPassword => ["CustomEmailSender_ForgotPassword", "CustomSMSSender_ForgotPassword"],
        Kind::Invite | Kind::InviteBare => {
            ["CustomEmailSender_AdminCreateUser", "CustomSMSSender_AdminCreateUser"]
        }
        Kind::UpdateAttribute => {
            ["CustomEmailSender_UpdateUserAttribute", "CustomSMSSender_UpdateUserAttribute"]
        }
        Kind::VerifyAttribute => {
            ["CustomEmailSender_VerifyUserAttribute", "CustomSMSSender_VerifyUserAttribute"]
        }
        Kind::SignIn => ["CustomEmailSender_Authentication", "CustomSMSSender_Authentication"],
        // AWS: by e-mail alone.
        Kind::Notice => ["CustomEmailSender_AccountTakeOverNotification"; 2],
        Kind::Welcome | Kind::AddressChanged => return None,
    })
}

impl Event {
    /// The event with its code, or why the code cannot be told.
    pub(super) fn handed(
        mut self,
        ctx: &Ctx,
        pool: &Pool,
        id: String,
        code: &str,
    ) -> Result<Result<Handed, String>> {
        let (channel, user_pool_id) = (self.channel.to_owned(), pool.id().to_owned());
        // AWS: who needs no password has no code either.
        if code.is_empty() {
            let (sub, kind, to) = (String::new(), String::new(), String::new());
            let (arn, event) = (self.arn, self.event);
            return Ok(Ok(Handed { id, user_pool_id, channel, sub, kind, to, at: 0, arn, event }));
        }
        // AWS: `<`, `>` and `&` of a temporary password are escaped, for functions that put it into HTML.
        let code = code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let keys = &ctx.world().sender_keys;
        let told = match keys.keys.get(&self.key_id) {
            Some(key) => {
                let wrapping = Wrapping { namespace: NAMESPACE, name: &self.key_id, key };
                let fresh = Fresh { data_key: ctx.random()?, message_id: ctx.random()?, iv: ctx.random()? };
                esdk::seal(&wrapping, &[("userpool-id", pool.id())], &fresh, code.as_bytes())
                    .map(|message| STANDARD.encode(message))
            }
            None if keys.allows_plain => Some(code),
            None => return Ok(Err(format!("there is no key `{}` to encrypt a code with", self.key_id))),
        };
        let Some(told) = told else { return Ok(Err("the code is too long to be encrypted".to_owned())) };
        self.event["request"]["code"] = json!(told);
        let (sub, kind, to) = (String::new(), String::new(), String::new());
        Ok(Ok(Handed { id, user_pool_id, channel, sub, kind, to, at: 0, arn: self.arn, event: self.event }))
    }
}

impl Handed {
    /// Begins the function. AWS: what comes of it is nobody's error.
    pub(super) async fn deliver(&self, ctx: &Ctx) -> Result<(), Undelivered> {
        let trigger = if self.channel == "SMS" { SMS } else { EMAIL };
        let (arn, pool_id, event) = (&*self.arn, &*self.user_pool_id, &self.event);
        match ctx.world().functions.invoke(&Call { arn, pool_id, trigger, event, waits: false }).await {
            Ok(_) | Err(Failed::Thrown(_) | Failed::Unreadable) => Ok(()),
            Err(Failed::NotRun(code)) if REFUSALS.contains(&code.as_str()) => Err(Undelivered::Refused(code)),
            Err(Failed::NotRun(code)) => Err(Undelivered::Later(code)),
        }
    }
}

/// Why a function will not be begun later either.
const REFUSALS: [&str; 2] = ["ResourceNotFoundException", "AccessDeniedException"];
