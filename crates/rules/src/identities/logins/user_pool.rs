//! Logins by ID tokens of our own user pools.
//! AWS: the developer guide, "Integrating Amazon Cognito user pools with identity pools"; API_CognitoIdentityProvider.

use serde_json::{Map, Value};

use super::{Proof, subject};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::{IdentityPool, canonical};
use crate::tokens::id_tokens::{self, Unheld};

/// Errors: `LoginUnsupported` for a user pool that this pool takes no logins of, `LoginTokenInvalid` and its relatives.
pub(super) async fn verify(ctx: &Ctx, pool: &IdentityPool, id: &str, token: &str) -> Result<Proof> {
    let apps: Vec<_> = pool.clients_of(ctx.config(), id).collect();
    if apps.is_empty() {
        return Err(Error::new(Reason::LoginUnsupported));
    }
    let claims: Map<String, Value> = id_tokens::claims(ctx, id, token).await.map_err(refused)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
    let app = apps.iter().find(|app| app.client_id.as_deref() == Some(text("aud")));
    let app = app.ok_or_else(|| Error::new(Reason::LoginTokenAudience))?;
    if app.server_side_token_check == Some(true) {
        id_tokens::check_live(ctx, token).await.map_err(refused)?;
    }
    let provider = canonical(ctx.config(), app.provider_name.as_deref().unwrap_or_default());
    let sub = subject(text("sub"))?;
    let client = text("aud").to_owned();
    let named = app.provider_name.clone().unwrap_or_default();
    Ok(Proof {
        mappings: vec![format!("{provider}:{client}"), format!("{named}:{client}"), provider.clone()],
        detail: format!("{provider}:CognitoSignIn:{sub}"),
        subject: sub,
        provider,
        claims,
        assertion: None,
    })
}

fn refused(why: Unheld) -> Error {
    match why {
        Unheld::Unreadable => super::unreadable(),
        Unheld::OtherKind => Error::new(Reason::LoginTokenKind),
        Unheld::Issuer => Error::new(Reason::LoginTokenIssuer),
        Unheld::Signature => Error::new(Reason::LoginTokenInvalid),
        Unheld::Expired { exp, now } => {
            Error::about(Reason::LoginTokenExpired, exp.to_string()).and(now.to_string())
        }
        Unheld::Ended => Error::new(Reason::LoginTokenEnded),
        Unheld::Failed(error) => error,
    }
}
