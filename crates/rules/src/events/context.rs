//! What an app tells of the person's device, in place of what the connection tells of the app's server.
//! AWS: API_UserContextDataType, API_ContextDataType; the developer guide, "Collecting data for threat protection".
//!
//! EncodedData comes from code in the person's hands: it is read as far as it can be, and never a reason to refuse.

use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use wire::idp::{ContextDataType, UserContextDataType};

use crate::clients;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// The context of a person's own request.
///
/// Errors: `ClientNotFound`, `ContextNotPropagated` for an address from a client that may not tell one,
/// `InvalidIpAddress`.
pub async fn of_person(ctx: &Ctx, client_id: &str, told: Option<UserContextDataType>) -> Result<Ctx> {
    let mut ctx = ctx.clone();
    let Some(told) = told else { return Ok(ctx) };
    if let Some(address) = &told.ip_address {
        let (_, client) = clients::with_pool_cached(&ctx, client_id).await?;
        let may = client.settings.enable_propagate_additional_user_context_data == Some(true);
        if !may || !client.has_secret() {
            return Err(Error::new(Reason::ContextNotPropagated));
        }
        ctx.origin.ip = checked(address)?;
    }
    if let Some(encoded) = &told.encoded_data {
        take(&mut ctx, client_id, encoded);
    }
    Ok(ctx)
}

/// The context of a request that an app's server makes for a person. Errors: `InvalidIpAddress`.
pub fn of_server(ctx: &Ctx, client_id: &str, told: Option<ContextDataType>) -> Result<Ctx> {
    let mut ctx = ctx.clone();
    let Some(told) = told else { return Ok(ctx) };
    ctx.origin.ip = checked(&told.ip_address)?;
    let agent = told.http_headers.into_iter().find(|header| {
        header.header_name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("user-agent"))
    });
    // The agent of the request itself is the server's, which says nothing of the person.
    ctx.origin.user_agent = agent.and_then(|header| header.header_value).unwrap_or_default();
    if let Some(encoded) = &told.encoded_data {
        take(&mut ctx, client_id, encoded);
    }
    Ok(ctx)
}

fn checked(address: &str) -> Result<String> {
    let address: IpAddr = address.parse().map_err(|_| Error::new(Reason::InvalidIpAddress))?;
    Ok(address.to_string())
}

#[derive(Deserialize)]
struct Encoded {
    payload: String,
    signature: String,
    version: String,
}

#[derive(Deserialize)]
struct Payload {
    #[serde(rename = "contextData")]
    context: Context,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Context {
    user_agent: Option<String>,
    client_timezone: Option<String>,
}

/// Takes over what AWS's own libraries encode: base64 of JSON with a payload, signed under the client's id.
fn take(ctx: &mut Ctx, client_id: &str, encoded: &str) {
    let Some(context) = opened(client_id, encoded) else { return };
    ctx.origin.has_context_data = true;
    if let Some(agent) = context.user_agent {
        ctx.origin.user_agent = agent;
    }
    const LONGEST: usize = 16;
    ctx.origin.timezone = context.client_timezone.filter(|zone| zone.len() <= LONGEST);
}

fn opened(client_id: &str, encoded: &str) -> Option<Context> {
    let encoded: Encoded = serde_json::from_slice(&STANDARD.decode(encoded).ok()?).ok()?;
    let signed = format!("{}{}", encoded.version, encoded.payload);
    let mac = crypto::mac::hmac_sha256(client_id.as_bytes(), signed.as_bytes());
    let is_whole = crypto::mac::equal(&mac, &STANDARD.decode(&encoded.signature).ok()?);
    let payload: Payload = serde_json::from_str(&encoded.payload).ok().filter(|_| is_whole)?;
    Some(payload.context)
}
