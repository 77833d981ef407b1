//! PostAuthentication: somebody has proved all that was asked. Source PostAuthentication_Authentication, called at the end
//! of every sign-in before its tokens; never by a refresh.
//! AWS: the developer guide, "Post authentication Lambda trigger".

use serde_json::json;
use store::users::User;

use super::{About, Nothing, Trigger, add_metadata, attributes, call, configured};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::signin::Attempt;

const TRIGGER: Trigger = Trigger::new("PostAuthentication", "PostAuthentication_Authentication");

/// Whether the pool wants to be told.
pub(crate) fn is_configured(pool: &Pool) -> bool {
    configured(pool, |config| config.post_authentication.as_ref()).is_some()
}

/// Tells. AWS: whether the device is new means something where the pool tracks devices.
///
/// Errors: those of the function; nobody gets tokens then.
pub(crate) async fn tell(ctx: &Ctx, attempt: &Attempt, user: &User, is_device_new: bool) -> Result<()> {
    let pool = &attempt.pool;
    let Some(arn) = configured(pool, |config| config.post_authentication.as_ref()) else { return Ok(()) };
    let mut request = super::request(attributes(pool, user));
    request.insert("newDeviceUsed".to_owned(), json!(is_device_new));
    add_metadata(&mut request, attempt.client_metadata.as_ref());
    let about = About::user(pool, Some(attempt.client.id()), user);
    let Nothing {} = call(ctx, about, (&TRIGGER, arn), (request, json!({}))).await?;
    Ok(())
}
