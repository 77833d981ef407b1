//! What the app is told of who is signed in: a token signed by the account's own key.
//! AWS: `x-amzn-oidc-data`, "User claims encoding and signature verification"; the header's members and their order.

use serde_json::{Value, json};

use super::Session;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::forward_auth::gate::{Gate, Provider, Sessions};
use crate::forward_auth::keys;
use crate::pools;

/// How long it is good, in seconds: for the request that it comes with.
const LIFE_S: i64 = 120;

/// The token.
pub async fn sign(ctx: &Ctx, gate: &Gate, sessions: &Sessions, session: &Session) -> Result<String> {
    let key = keys::of_account(ctx).await?;
    let issuer = match &sessions.provider {
        Provider::Pool(own) => pools::get(ctx, &own.user_pool_id).await?.issuer(ctx),
        Provider::Elsewhere(there) => there.issuer.clone(),
    };
    let exp = ctx.now() / 1_000 + LIFE_S;
    let header = json!({
        "alg": "ES256",
        "kid": key.kid,
        "signer": sessions.signer.clone().unwrap_or_else(|| signer(ctx, gate)),
        "iss": issuer,
        "client": sessions.provider.client_id(),
        "exp": exp,
    });
    let mut claims = session.claims.clone();
    claims.insert("exp".to_owned(), json!(exp));
    claims.insert("iss".to_owned(), json!(issuer));
    let payload = serde_json::to_vec(&Value::Object(claims))?;
    Ok(key.signing.sign(&header.to_string(), &payload, sessions.is_padded))
}

/// The ARN of a load balancer of the gate's name, for receivers that check its form.
fn signer(ctx: &Ctx, gate: &Gate) -> String {
    let region = ctx.config().regions.first().map_or("us-east-1", String::as_str);
    let number = hex::encode(&crypto::mac::sha256(gate.name.as_bytes())[..8]);
    let account = &ctx.config().account;
    format!("arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/{}/{number}", gate.name)
}
