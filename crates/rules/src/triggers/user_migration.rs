//! UserMigration: somebody whom the pool does not know may be known elsewhere. Sources UserMigration_Authentication,
//! called by sign-ins that send the password itself, and UserMigration_ForgotPassword, called by ForgotPassword.
//! AWS: the developer guide, "Migrate user Lambda trigger".

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, json};

use super::{About, Metadata, Trigger, add_metadata, call, configured};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;

const NAME: &str = "UserMigration";

/// Who may be known elsewhere.
pub(crate) struct Event<'a> {
    /// Whose sign-in or reset it is.
    pub about: About<'a>,
    /// The password that was typed, at a sign-in.
    pub password: Option<&'a str>,
    /// ClientMetadata of InitiateAuth.
    pub validation_data: Option<&'a Metadata>,
    /// ClientMetadata of the other calls.
    pub client_metadata: Option<&'a Metadata>,
}

/// Who it is.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answer {
    /// Attributes by name; `username` among them where the typed name is an alias.
    pub user_attributes: BTreeMap<String, String>,
    /// `CONFIRMED`, or the password has to be reset.
    pub final_user_status: Option<String>,
    /// `SUPPRESS`: no message goes out.
    pub message_action: Option<String>,
    /// `EMAIL`, `SMS`.
    pub desired_delivery_mediums: Option<Vec<String>>,
    /// Whether verified aliases are taken from whoever has them.
    pub force_alias_creation: Option<bool>,
    /// Whether text messages become a second factor.
    #[serde(rename = "enableSMSMFA")]
    pub enable_sms_mfa: Option<bool>,
}

/// Whether the pool has somewhere to ask.
pub(crate) fn is_configured(pool: &Pool) -> bool {
    configured(pool, |config| config.user_migration.as_ref()).is_some()
}

/// Asks. AWS: a function that fails, or says nothing, knows nobody; why, nobody is told.
pub(crate) async fn ask(ctx: &Ctx, event: &Event<'_>) -> Result<Option<Answer>> {
    let pool = event.about.pool;
    let Some(arn) = configured(pool, |config| config.user_migration.as_ref()) else { return Ok(None) };
    let source = match event.password {
        Some(_) => "UserMigration_Authentication",
        None => "UserMigration_ForgotPassword",
    };
    let mut request = Map::new();
    if let Some(password) = event.password {
        request.insert("password".to_owned(), json!(password));
    }
    request.insert("validationData".to_owned(), json!(event.validation_data));
    add_metadata(&mut request, event.client_metadata);
    let response = json!({
        "userAttributes": null, "finalUserStatus": null, "messageAction": null,
        "desiredDeliveryMediums": null, "forceAliasCreation": null, "enableSMSMFA": null,
    });
    let trigger = Trigger::new(NAME, source);
    match call::<Answer>(ctx, event.about, (&trigger, arn), (request, response)).await {
        Ok(answer) => Ok(Some(answer).filter(|answer| !answer.user_attributes.is_empty())),
        Err(why) if why.is_of_function() => {
            tracing::info!(pool.id = pool.id(), %why, "nobody was migrated");
            Ok(None)
        }
        Err(why) => Err(why),
    }
}
