//! Roles that belong to services: made and deleted by calls of their own.
//! AWS: the Cognito developer guide, "Using service-linked roles for Amazon Cognito".

use store::iam_entities::Kind;

use super::entities::{self, Entity, SERVICE_ROLES};
use super::roles::{self, New};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;

/// The services that have one, and what it is called.
const SERVICES: [(&str, &str); 2] = [
    ("cognito-idp.amazonaws.com", "AWSServiceRoleForAmazonCognitoIdp"),
    ("email.cognito-idp.amazonaws.com", "AWSServiceRoleForAmazonCognitoIdpEmailService"),
];

/// Makes the role of a service. Errors: `EntityInput` where the service has none, or one already.
pub async fn create(
    ctx: &Ctx,
    service: &str,
    description: Option<String>,
    suffix: Option<&str>,
) -> Result<Entity> {
    let known = SERVICES.iter().find(|(known, _)| *known == service).filter(|_| suffix.is_none());
    let Some((_, name)) = known else {
        // (guess)
        let text = format!("Service-linked roles of {service} cannot be made here.");
        return Err(Error::about(Reason::EntityInput, text));
    };
    let trust = format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\"Principal\":\
         {{\"Service\":\"{service}\"}},\"Action\":\"sts:AssumeRole\"}}]}}"
    );
    let new = New {
        name: (*name).to_owned(),
        path: Some(format!("{SERVICE_ROLES}{service}/")),
        trust,
        description,
        max_session_duration: None,
        boundary: None,
        tags: Vec::new(),
    };
    let taken = || {
        let text = format!(
            "Service role name {name} has been taken in this account, please try a different suffix."
        );
        Error::about(Reason::EntityInput, text)
    };
    roles::insert(ctx, new).await.map_err(|error| error.replaced(Reason::EntityExists, taken))
}

/// Deletes the role of a service; gives the id of the task. Errors: `EntityNotFound`.
pub async fn delete(ctx: &Ctx, name: &str) -> Result<String> {
    let role = entities::get(ctx, Kind::Role, name).await?;
    if entities::unprotected(&role).is_ok() {
        return Err(Error::about(Reason::EntityNotFound, "service-linked role").and(name));
    }
    let task = format!("task{}{name}/{}", role.row.path, ids::uuid(ctx)?);
    entities::delete(ctx, &role).await?;
    Ok(task)
}

/// Whether a task is over, which it is when it has been given. Errors: `EntityNotFound` where the role is there.
pub async fn is_over(ctx: &Ctx, task: &str) -> Result<()> {
    let not_found = || Error::about(Reason::EntityNotFound, "deletion task").and(task);
    let parts: Vec<&str> = task.split('/').collect();
    let ["task", "aws-service-role", _, name, _] = parts[..] else { return Err(not_found()) };
    let is_known = SERVICES.iter().any(|(_, known)| *known == name);
    match entities::get(ctx, Kind::Role, name).await {
        Err(error) if error.reason() == Reason::EntityNotFound && is_known => Ok(()),
        Err(error) if error.reason() != Reason::EntityNotFound => Err(error),
        _ => Err(not_found()),
    }
}
