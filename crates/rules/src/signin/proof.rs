//! What the two SRP proofs of a sign-in share, a password's and a device's: numbers sealed between the legs, and the
//! claim that is signed with them.
//! AWS: API_RespondToAuthChallenge; RFC 5054 for the group. Not RFC 5054's hashing: see `crypto::srp`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::srp::{Claim, ClientPublic, ServerPublic, Verifier};
use serde::{Deserialize, Serialize};

use super::Attempt;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// How far a client's clock may be off.
const SKEW_MS: i64 = 5 * 60_000;

/// The numbers of an exchange, base64: to be sealed, since the server's secret is among them.
#[derive(Serialize, Deserialize)]
pub(super) struct Numbers {
    /// The client's public value.
    a: String,
    /// The server's secret.
    b: String,
    /// The server's public value: kept so that the second leg need not compute it again.
    public: String,
}

impl Numbers {
    /// Draws the server's numbers for SRP_A, and gives SRP_B beside them. Errors: `MissingParameter`, `InvalidSrpA`.
    pub(super) async fn draw(ctx: &Ctx, attempt: &Attempt, verifier: Verifier) -> Result<(Numbers, String)> {
        let a = attempt.required("SRP_A")?;
        let a = ClientPublic::parse(a).ok_or_else(|| Error::new(Reason::InvalidSrpA))?;
        let b: [u8; 32] = ctx.random()?;
        let public = ctx.compute(move || crypto::srp::server_public(&verifier, &b)).await?;
        let numbers = Numbers {
            a: STANDARD.encode(a.to_bytes()),
            b: STANDARD.encode(b),
            public: STANDARD.encode(public.to_bytes()),
        };
        Ok((numbers, public.to_hex()))
    }

    fn open(&self) -> Result<(ClientPublic, [u8; 32], ServerPublic)> {
        let bytes = |text: &str| STANDARD.decode(text).map_err(Error::internal);
        let (a, b, public) = (bytes(&self.a)?, bytes(&self.b)?, bytes(&self.public)?);
        match (ClientPublic::from_bytes(&a), b.try_into(), ServerPublic::from_bytes(&public)) {
            (Some(a), Ok(b), Some(public)) => Ok((a, b, public)),
            _ => Err(Error::internal("a secret block of ours holds no numbers")),
        }
    }
}

/// What a client hands in as its proof.
pub(super) struct Claimed {
    /// SECRET_BLOCK's bytes.
    pub secret_block: Vec<u8>,
    signature: Vec<u8>,
    timestamp: String,
    at: i64,
}

impl Claimed {
    /// Errors: `MissingParameter`, `IncorrectCredentials` for a block that is none, `InvalidTimestamp`.
    pub(super) fn of(attempt: &Attempt) -> Result<Claimed> {
        let secret_block = STANDARD.decode(attempt.required("PASSWORD_CLAIM_SECRET_BLOCK")?);
        let secret_block = secret_block.map_err(|_| Error::new(Reason::IncorrectCredentials))?;
        let signature = STANDARD.decode(attempt.required("PASSWORD_CLAIM_SIGNATURE")?).unwrap_or_default();
        let timestamp = attempt.required("TIMESTAMP")?.to_owned();
        let at = crypto::srp::timestamp_millis(&timestamp);
        let at = at.ok_or_else(|| Error::new(Reason::InvalidTimestamp))?;
        Ok(Claimed { secret_block, signature, timestamp, at })
    }

    /// Whether the clock that signed is near enough to ours.
    pub(super) fn is_recent(&self, ctx: &Ctx, attempt: &Attempt) -> bool {
        (ctx.now() - self.at).abs() <= SKEW_MS + attempt.session_ms()
    }

    /// Whether it was signed with the secret behind the verifier, by who both sides call `uid` of `pool_name`.
    pub(super) async fn holds(
        self,
        ctx: &Ctx,
        verifier: Verifier,
        numbers: &Numbers,
        (pool_name, uid): (String, String),
    ) -> Result<bool> {
        let (a, b, public) = numbers.open()?;
        ctx.compute(move || {
            let claim = Claim {
                pool_name: &pool_name,
                uid: &uid,
                secret_block: &self.secret_block,
                timestamp: &self.timestamp,
                signature: &self.signature,
            };
            crypto::srp::claim_holds(&verifier, &a, &b, &public, &claim)
        })
        .await
    }
}
