//! Identifiers in the forms that clients parse: pool ids, client ids, secrets, UUIDs, request ids.
//! AWS: the formats of API_UserPoolType, API_UserPoolClientType; aws-jwt-verify's pattern for pool ids.

use crate::ctx::Ctx;
use crate::error::Result;

const ALPHANUMERIC: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LOWER: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A user pool id: the region, `_`, nine letters and digits.
pub fn user_pool_id(ctx: &Ctx, region: &str) -> Result<String> {
    Ok(format!("{region}_{}", text(ctx, ALPHANUMERIC, 9)?))
}

/// A client id: 26 lower-case letters and digits.
pub fn client_id(ctx: &Ctx) -> Result<String> {
    text(ctx, LOWER, 26)
}

/// A client secret: 52 lower-case letters and digits, 268 bits.
pub fn client_secret(ctx: &Ctx) -> Result<String> {
    text(ctx, LOWER, 52)
}

/// A random UUID (version 4).
pub fn uuid(ctx: &Ctx) -> Result<String> {
    Ok(uuid::Builder::from_random_bytes(ctx.random()?).into_uuid().to_string())
}

/// A UUID that tells when it was made, to the millisecond (version 7).
pub fn timed(ctx: &Ctx) -> Result<String> {
    let now = u64::try_from(ctx.now()).unwrap_or_default();
    Ok(uuid::Builder::from_unix_timestamp_millis(now, &ctx.random()?).into_uuid().to_string())
}

/// Decimal digits, each as likely as any other: codes that people type.
pub fn digits(ctx: &Ctx, length: usize) -> Result<String> {
    text(ctx, b"0123456789", length)
}

/// `length` characters of `alphabet`, uniformly: bytes past the last full multiple are thrown away.
pub fn text(ctx: &Ctx, alphabet: &[u8], length: usize) -> Result<String> {
    let limit = 256 - 256 % alphabet.len();
    let mut out = String::with_capacity(length);
    while out.len() < length {
        for byte in ctx.random::<32>()? {
            if usize::from(byte) < limit && out.len() < length {
                out.push(char::from(alphabet[usize::from(byte) % alphabet.len()]));
            }
        }
    }
    Ok(out)
}
