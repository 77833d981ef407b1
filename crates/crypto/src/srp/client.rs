//! The other half of SRP, for tests and the benchmark: what an SDK does with a password.

use super::{
    Claim, ServerPublic, multiplier, private_exponent, scramble, session_key, signature, unpadded_hex,
};
use crate::exp::{self, Exhausted, Residue};

/// SRP_A for the client's secret a, as the SDKs write it.
pub fn public(a: &[u8; 32]) -> Result<String, Exhausted> {
    Ok(unpadded_hex(exp::pow_of_two(a)?.as_bytes()))
}

/// SRP_B as a client reads it; `None` if it is no number below N, or 0.
pub fn server_public(hex: &str) -> Option<ServerPublic> {
    let bytes = super::ClientPublic::parse(hex)?.to_bytes();
    ServerPublic::from_bytes(&bytes)
}

/// The signature of a claim, whose own `signature` field is not read; `None` if u is 0 or memory runs out.
pub fn sign(
    a: &[u8; 32],
    server: &ServerPublic,
    password: &str,
    salt: &[u8],
    claim: &Claim<'_>,
) -> Option<[u8; 32]> {
    let u = scramble(exp::pow_of_two(a).ok()?.as_bytes(), &server.bytes)?;
    let x = private_exponent(claim.pool_name, claim.uid, password, salt);
    let blinded = exp::mul(multiplier(), &exp::pow_of_two(&x).ok()?).ok()?;
    let base = exp::sub(&Residue::from_bytes(&server.bytes)?, &blinded).ok()?;
    // base^(a + ux), without the long exponent.
    let by_password = exp::pow(&exp::pow_public(&base, &u).ok()?, &x).ok()?;
    let shared = exp::mul(&exp::pow(&base, a).ok()?, &by_password).ok()?;
    Some(signature(&session_key(&u, &shared), claim))
}
