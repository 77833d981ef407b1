//! Devices: the keys that sign-ins give out, the devices that users confirm by them, and which of them are remembered.
//! AWS: API_ConfirmDevice, API_DeviceType; the developer guide, "Working with user devices in your user pool".

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::srp::Verifier;
use store::Outcome;
use store::devices::Device;
use store::families::Family;
use store::seal::Place;
use store::users::User;
use wire::idp::DeviceConfigurationType;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::tokens::access::Holder;
use crate::tokens::refresh::Grant;

/// The most devices that a user has: one more makes room by forgetting the one that signed in longest ago.
// AWS publishes no limit; without one a script that never forgets would fill the table.
const MOST: i64 = 100;
/// The longest salt, in bytes. AWS's clients send 16 and a sign byte.
const LONGEST_SALT: usize = 64;

/// How a pool tracks devices; nothing where it does not. AWS: any property of DeviceConfiguration turns it on.
pub fn tracking(pool: &Pool) -> Option<&DeviceConfigurationType> {
    pool.settings.device_configuration.as_ref().filter(|config| {
        config.challenge_required_on_new_device.is_some()
            || config.device_only_remembered_on_user_prompt.is_some()
    })
}

/// The name that devices of a pool hash with their keys and secrets: a dash, nine letters and digits.
pub fn group_key(pool: &Pool) -> String {
    const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let bytes = pool.mac("device group", pool.id().as_bytes());
    let chars = bytes.iter().take(9).map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]));
    std::iter::once('-').chain(chars).collect()
}

/// A key for a device that is not known yet.
pub fn new_key(ctx: &Ctx, pool: &Pool) -> Result<String> {
    Ok(format!("{}_{}", pool.row.region, crate::ids::uuid(ctx)?))
}

/// The user's device of this key. Errors: `DeviceNotFound`.
pub async fn get(ctx: &Ctx, user: &User, key: &str) -> Result<Device> {
    let device = store::devices::get(&ctx.read(), &user.pool_id, &user.sub, key).await?;
    device.ok_or_else(|| Error::new(Reason::DeviceNotFound))
}

/// All of a user's devices, the one that signed in last first.
pub async fn of_user(ctx: &Ctx, user: &User) -> Result<Vec<Device>> {
    let mut all = store::devices::page(&ctx.read(), &user.pool_id, &user.sub, "", MOST).await?;
    all.sort_by_key(|device| std::cmp::Reverse(device.authenticated_at));
    Ok(all)
}

/// What a device says of itself when it is confirmed.
pub struct Said {
    /// The key that its sign-in gave it.
    pub key: String,
    /// What its owner calls it.
    pub name: Option<String>,
    /// The verifier of its secret, base64.
    pub verifier: Option<String>,
    /// The salt of the verifier, base64.
    pub salt: Option<String>,
}

/// Takes a device in: the one that the holder's token was issued to. Gives whether its user has yet to say that it
/// shall be remembered.
///
/// Errors: `MissingParameter`, `InvalidDeviceVerifier`, `DeviceNotFound` for any other key, `DeviceKeyExists`.
pub async fn confirm(ctx: &Ctx, holder: &Holder, said: Said) -> Result<bool> {
    let Holder { pool, user, .. } = holder;
    let config = tracking(pool).ok_or_else(|| Error::new(Reason::DevicesNotTracked))?;
    let verifier = bytes(said.verifier, "DeviceSecretVerifierConfig.PasswordVerifier")?;
    let salt = bytes(said.salt, "DeviceSecretVerifierConfig.Salt")?;
    let verifier =
        Verifier::from_bytes(&verifier).ok_or_else(|| Error::new(Reason::InvalidDeviceVerifier))?;
    if salt.is_empty() || salt.len() > LONGEST_SALT {
        return Err(Error::new(Reason::InvalidDeviceVerifier));
    }
    if holder.device_key.as_ref() != Some(&said.key) {
        return Err(Error::new(Reason::DeviceNotFound));
    }
    let needs_prompt = config.device_only_remembered_on_user_prompt == Some(true);
    let now = ctx.now();
    let place = place(&user.sub, &said.key);
    let device = Device {
        pool_id: pool.id().to_owned(),
        sub: user.sub.clone(),
        revision: 0,
        name: said.name,
        is_remembered: !needs_prompt,
        is_trusted: holder.family.as_ref().is_some_and(proved_twice),
        salt,
        verifier: pool.key.seal(&place.place(), &ctx.random()?, verifier.as_bytes()),
        waiting: None,
        last_ip: ctx.origin.ip.clone(),
        authenticated_at: now,
        created_at: now,
        updated_at: now,
        key: said.key,
    };
    let mut batch = ctx.batch()?;
    let others = store::devices::page(&ctx.read(), pool.id(), &user.sub, "", MOST).await?;
    if i64::try_from(others.len()).is_ok_and(|count| count >= MOST)
        && let Some(oldest) = others.iter().min_by_key(|other| other.authenticated_at)
    {
        store::devices::delete(&mut batch, oldest);
    }
    store::devices::insert(&mut batch, &device);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(needs_prompt),
        Outcome::Missed { .. } => {
            get(ctx, user, &device.key).await.map_err(|error| {
                error.replaced(Reason::DeviceNotFound, || Error::new(Reason::UserNotFound))
            })?;
            Err(Error::new(Reason::DeviceKeyExists))
        }
    }
}

/// Remembers a device, or no longer. Errors: `DeviceNotFound`.
pub async fn set_status(ctx: &Ctx, user: &User, key: &str, status: Option<&str>) -> Result<()> {
    let device = get(ctx, user, key).await?;
    let Some(status) = status else { return Ok(()) };
    let mut batch = ctx.batch()?;
    store::devices::set_remembered(&mut batch, &device, status == "remembered");
    ctx.commit(batch).await
}

/// Forgets a device: it proves nothing any more, and refresh tokens that were issued to it are no longer taken.
///
/// Errors: `DeviceNotFound`.
pub async fn forget(ctx: &Ctx, user: &User, key: &str) -> Result<()> {
    let device = get(ctx, user, key).await?;
    let mut batch = ctx.batch()?;
    store::devices::delete(&mut batch, &device);
    ctx.commit(batch).await
}

/// Refuses a refresh that does not come from the device which its sign-in came from. AWS: the device must have been
/// confirmed, and the key sent along; sign-ins from before the pool tracked devices have none.
///
/// Errors: `RefreshTokenInvalid`.
pub async fn check_refresh(
    ctx: &Ctx,
    pool: &Pool,
    family: Option<&Family>,
    sent: Option<&str>,
) -> Result<()> {
    let (Some(_), Some(family)) = (tracking(pool), family) else { return Ok(()) };
    let grant: Grant = serde_json::from_str(&family.settings)?;
    let Some(key) = grant.device_key else { return Ok(()) };
    let is_theirs = sent == Some(key.as_str())
        && store::devices::get(&ctx.read(), pool.id(), &family.sub, &key).await?.is_some();
    if is_theirs { Ok(()) } else { Err(Error::new(Reason::RefreshTokenInvalid)) }
}

/// The verifier of a device, opened.
pub fn verifier_of(pool: &Pool, device: &Device) -> Result<Verifier> {
    let plain = pool.key.open(&place(&device.sub, &device.key).place(), &device.verifier)?;
    Verifier::from_bytes(&plain).ok_or_else(|| Error::internal("a device's verifier has the wrong length"))
}

/// Whether more than one factor was proved at a sign-in: only then does the device speak for the second one later.
fn proved_twice(family: &Family) -> bool {
    let grant = serde_json::from_str::<Grant>(&family.settings);
    grant.is_ok_and(|grant| crate::signin::Factor::are_several(&grant.proved))
}

fn bytes(text: Option<String>, name: &str) -> Result<Vec<u8>> {
    let text = text.ok_or_else(|| Error::about(Reason::MissingParameter, name))?;
    STANDARD.decode(text).map_err(|_| Error::new(Reason::InvalidDeviceVerifier))
}

/// Where a device's verifier is sealed for.
struct Sealed(String);

impl Sealed {
    fn place(&self) -> Place<'_> {
        Place { table: "devices", row: &self.0, column: "verifier" }
    }
}

fn place(sub: &str, key: &str) -> Sealed {
    Sealed(format!("{sub}/{key}"))
}
