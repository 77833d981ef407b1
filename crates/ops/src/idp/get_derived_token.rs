//! GetDerivedToken: exchanges a user's token for a narrower one, for a service behind the one that asks.
//! AWS: API_GetDerivedToken. Order of checks: client, secret or signature, parameters, flow, tokens, scopes.

use rules::clients;
use rules::federation::Door;
use rules::tokens::access::Kind;
use rules::tokens::derived::{self, Given, Wish};
use rules::{Caller, Ctx, Error, Reason, Result};
use wire::idp::{GetDerivedTokenRequest, GetDerivedTokenResponse};

/// Runs GetDerivedToken.
pub async fn get_derived_token(ctx: &Ctx, req: GetDerivedTokenRequest) -> Result<GetDerivedTokenResponse> {
    let (pool, client) = clients::with_pool(ctx, &req.client_id).await?;
    let is_signed = matches!(ctx.caller, Caller::Administrator { .. });
    let vouched = is_signed && req.client_secret.is_none();
    if !vouched && !client.secret_matches(req.client_secret.as_deref()) {
        return Err(Error::about(Reason::ClientSecretWrong, client.id()));
    }
    let kind = match req.requested_token_type.as_deref() {
        Some("ID_TOKEN") => Kind::Id,
        _ => Kind::Access,
    };
    let actor = match (req.actor_token, req.actor_token_type) {
        (Some(token), Some(kind)) => Some(Given { token, kind, provider: req.actor_token_provider_name }),
        (None, None) => None,
        _ => return Err(Error::new(Reason::ActorTokenTypeMissing)),
    };
    let first = |list: Option<Vec<String>>| list.and_then(|list| list.into_iter().next());
    let (audience, resource) = (first(req.audiences), first(req.resources));
    if audience.is_some() && resource.is_some() {
        return Err(Error::new(Reason::AudienceAndResource));
    }
    let subject = Given {
        token: req.subject_token,
        kind: req.subject_token_type,
        provider: req.subject_token_provider_name,
    };
    let scopes = req.scopes.unwrap_or_default();
    let wish = Wish { subject, actor, scopes, audience: audience.or(resource), kind, key: None };
    let door = Door { pool: &pool, client: &client };
    let issued = derived::exchange(ctx, door, &wish).await?;
    let (kind, token_type) = match kind {
        Kind::Access => ("ACCESS_TOKEN", "Bearer"),
        // RFC: 8693 section 2.2.1, for what is no access token.
        Kind::Id => ("ID_TOKEN", "N_A"),
    };
    Ok(GetDerivedTokenResponse {
        issued_token: Some(issued.token),
        issued_token_type: Some(kind.to_owned()),
        token_type: Some(token_type.to_owned()),
        expires_in: Some(i32::try_from(issued.expires_in_s).unwrap_or(i32::MAX)),
        scopes: issued.scopes,
    })
}
