//! All that is kept of a person, for the person: one JSON document.
//! AWS has none. Source: the GDPR, articles 15 and 20.
//!
//! Secrets are no part of it: verifiers of passwords and devices, an authenticator app's secret.

use serde_json::{Value, json};
use store::users::User;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::events::Body;
use crate::hosted::grants;
use crate::pools::Pool;
use crate::tokens::sessions;
use crate::users::{self, devices, identities, passkeys, software_tokens};

/// Events that are read at once.
const PAGE: i64 = 1_000;

/// The most events that a document tells of, the newest.
const EVENTS: usize = 5_000;

/// All that is kept of a user.
pub async fn of(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Value> {
    let extra = users::extra(user)?;
    let app = software_tokens::get(ctx, pool, user).await?.filter(|token| token.secret.is_some());
    let app = match &app {
        Some(token) => json!({ "name": software_tokens::name(token)? }),
        None => Value::Null,
    };
    let groups = store::groups::of_user(&ctx.read(), pool.id(), &user.sub).await?;
    let groups: Vec<Value> = groups
        .iter()
        .map(|group| json!({ "name": group.name, "description": group.description, "role": group.role_arn }))
        .collect();
    let mut attributes = user.attributes.clone();
    attributes.remove(identities::ATTRIBUTE);
    let mut document = json!({
        "made": time(ctx.now()),
        "pool": { "id": pool.id(), "name": pool.settings.name },
        "user": {
            "username": user.username,
            "sub": user.sub,
            "status": user.status,
            "created": time(user.created_at),
            "changed": time(user.updated_at),
        },
        "attributes": attributes,
        "addresses_to_be_confirmed": extra.pending,
        "identities": identities::of_user(user)?,
        "groups": groups,
        "second_factors": { "enabled": extra.mfa.names().unwrap_or_default(), "preferred": extra.mfa.preferred_name() },
        "authenticator_app": app,
        "passkeys": passkeys(ctx, user).await?,
        "devices": devices(ctx, user).await?,
        "sessions": sessions(ctx, user).await?,
        "apps": apps(ctx, pool, user).await?,
        "sign_in_history": history(ctx, pool, user).await?,
    });
    if let Some(mark) = extra.directory {
        document["directory_entry"] = json!({ "id": mark.id, "name": mark.name, "groups": mark.groups });
    }
    Ok(document)
}

async fn passkeys(ctx: &Ctx, user: &User) -> Result<Vec<Value>> {
    let all = passkeys::of_user(ctx, user).await?;
    all.iter()
        .map(|passkey| {
            let transports: Value = serde_json::from_str(&passkey.transports)?;
            Ok(json!({
                "id": passkey.credential_id,
                "name": passkey.name,
                "domain": passkey.relying_party_id,
                "attachment": passkey.attachment,
                "transports": transports,
                "created": time(passkey.created_at),
            }))
        })
        .collect()
}

async fn devices(ctx: &Ctx, user: &User) -> Result<Vec<Value>> {
    let all = devices::of_user(ctx, user).await?;
    let shown = all.iter().map(|device| {
        json!({
            "key": device.key,
            "name": device.name,
            "remembered": device.is_remembered,
            "address": device.last_ip,
            "signed_in": time(device.authenticated_at),
            "created": time(device.created_at),
            "changed": time(device.updated_at),
        })
    });
    Ok(shown.collect())
}

async fn sessions(ctx: &Ctx, user: &User) -> Result<Vec<Value>> {
    let all = sessions::all(ctx, user).await?;
    let shown = all.iter().map(|session| {
        json!({
            "id": session.id,
            "kind": if session.is_browser { "browser" } else { "app" },
            "app": session.client_id,
            "signed_in": time(session.began_at),
            "used": time(session.tracked.active_at),
            "address": session.tracked.ip,
            "agent": session.tracked.device,
        })
    });
    Ok(shown.collect())
}

async fn apps(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Vec<Value>> {
    let all = grants::of_user(ctx, pool, user).await?;
    let shown = all.iter().map(|given| {
        json!({
            "app": given.client.id(),
            "name": given.client.settings.client_name,
            "scopes": given.scopes,
            "resources": given.resources,
            "since": time(given.since),
            "last": time(given.at),
        })
    });
    Ok(shown.collect())
}

async fn history(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Vec<Value>> {
    let (mut all, mut before) = (Vec::new(), None::<(i64, String)>);
    while all.len() < EVENTS {
        let after = before.as_ref().map(|(at, id)| (*at, id.as_str()));
        let rows = store::auth_events::page(&ctx.read(), pool.id(), &user.sub, after, PAGE).await?;
        for row in &rows {
            let body: Body = serde_json::from_str(&row.body)?;
            all.push(json!({ "id": row.id, "at": time(row.at), "what": body }));
        }
        match rows.last() {
            Some(last) => before = Some((last.at, last.id.clone())),
            None => break,
        }
    }
    Ok(all)
}

/// A time as ISO 8601 writes it.
fn time(millis: i64) -> String {
    jiff::Timestamp::from_millisecond(millis).unwrap_or_default().to_string()
}
