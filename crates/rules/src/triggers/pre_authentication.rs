//! PreAuthentication: whether a sign-in may begin. Source PreAuthentication_Authentication, called by InitiateAuth and
//! AdminInitiateAuth before any proof is looked at; never by a refresh.
//! AWS: the developer guide, "Pre authentication Lambda trigger".

use serde_json::json;

use super::{About, Nothing, Trigger, attributes_of, call, configured};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::signin::Attempt;

const TRIGGER: Trigger = Trigger::new("PreAuthentication", "PreAuthentication_Authentication");

/// Asks, and tells whether there was anybody to ask. AWS: about a name that nobody has only where the client hides that.
///
/// Errors: those of the function.
pub(crate) async fn ask(ctx: &Ctx, attempt: &Attempt) -> Result<bool> {
    let arn = configured(&attempt.pool, |config| config.pre_authentication.as_ref());
    let hides = attempt.client.hides_users();
    let Some(arn) = arn.filter(|_| hides || attempt.user.is_some()) else { return Ok(false) };
    let mut request = super::request(attributes_of(attempt));
    // AWS: the ClientMetadata of InitiateAuth goes by this name.
    request.insert("validationData".to_owned(), json!(attempt.validation_data));
    if hides {
        request.insert("userNotFound".to_owned(), json!(attempt.user.is_none()));
    }
    let Nothing {} = call(ctx, About::attempt(attempt), (&TRIGGER, arn), (request, json!({}))).await?;
    Ok(true)
}
