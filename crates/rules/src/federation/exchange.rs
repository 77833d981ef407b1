//! Token exchange by what a provider elsewhere has signed: a SAML assertion of somebody, which a service presents in place of a
//! token of the pool.
//! AWS: API_GetDerivedToken (SubjectTokenType SAML2, SubjectTokenProviderName). RFC: 8693 section 3, 7522 section 3.
//!
//! What AWS asks of such an assertion is written nowhere. Here it is for the pool (its audience), given to one of the pool's own
//! addresses (its recipient), answers no request, and serves once: at whichever node, and for a sign-in no more either.

use super::arrive::{self, Vouched};
use super::{Door, Failure, saml};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::site;
use crate::pools::Pool;

/// The path of the token endpoint: where RFC 7522 has assertions given.
const TOKEN: &str = "/oauth2/token";

/// Who an assertion proves, and what its tokens tell.
pub struct Proved {
    /// Who it is, as after a sign-in.
    pub vouched: Vouched,
    /// When they signed in at the provider, epoch seconds.
    pub auth_time: i64,
    /// When the session there ends, epoch seconds, where the provider says so.
    pub ends_at: Option<i64>,
}

/// Verifies an assertion of a provider that the client lets people in through, uses it up, and finds or makes the profile.
///
/// Errors: `ExchangeTokenUnsupported` for a provider that is not SAML's or not the client's, `ExchangeTokenInvalid` for an
/// assertion that proves nothing here, `ExchangeRefused` where nobody comes in by it. `role` names the token in them.
pub async fn by_assertion(
    ctx: &Ctx,
    door: Door<'_>,
    (provider, text): (&str, &str),
    role: &str,
) -> Result<Proved> {
    let unsupported = || Error::about(Reason::ExchangeTokenUnsupported, role);
    let (_, provider) = match arrive::still(ctx, door.pool, door.client.id(), provider).await {
        Ok(found) => found,
        Err(Failure::Failed(error)) => return Err(error),
        Err(_) => return Err(unsupported()),
    };
    if provider.row.kind != "SAML" {
        return Err(unsupported());
    }
    let name = provider.row.name.clone();
    let places = places(ctx, door.pool).await?;
    let proved = saml::presented(ctx, door.pool, provider, (&places, text)).await;
    let proved = match proved {
        Ok((arrival, ends_at)) => {
            let vouched = arrive::vouch(ctx, door, &arrival).await;
            vouched.map(|vouched| {
                let auth_time = arrival.auth_time.unwrap_or(ctx.now() / 1_000);
                Proved { vouched, auth_time, ends_at }
            })
        }
        Err(why) => {
            super::counted(door, &name, Some(&why));
            return Err(match why {
                Failure::Failed(error) => error,
                _ => Error::about(Reason::ExchangeTokenInvalid, role),
            });
        }
    };
    super::counted(door, &name, proved.as_ref().err());
    proved.map_err(|why| match why {
        // The assertion is used up: the request cannot be run again from its beginning.
        Failure::Failed(error) if error.reason() == Reason::Moved => {
            Error::internal("a profile moves on and on")
        }
        Failure::Failed(error) => error,
        Failure::Told(_, text) => Error::about(Reason::ExchangeRefused, text),
        Failure::Lost | Failure::Down(_) => Error::about(Reason::ExchangeTokenInvalid, role),
    })
}

/// Where an assertion may have been given: at a token endpoint or a consumer of the pool's domains, or to the pool as the issuer
/// that it is.
async fn places(ctx: &Ctx, pool: &Pool) -> Result<Vec<String>> {
    let bases = site::bases(ctx, pool).await?;
    let of = |base: String| [format!("{base}{TOKEN}"), format!("{base}{}", saml::CONSUMER)];
    Ok(bases.into_iter().flat_map(of).chain([pool.issuer(ctx)]).collect())
}
