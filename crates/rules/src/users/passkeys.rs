//! Passkeys of a user: making, listing and deleting them.
//! AWS: API_StartWebAuthnRegistration, API_CompleteWebAuthnRegistration, API_DeleteWebAuthnCredential; the developer
//! guide, "Passkey sign-in". RFC: W3C Web Authentication Level 3, 5.4 and 7.1.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crypto::webauthn::{self, ALGORITHMS, Asked, Refusal};
use serde_json::{Value, json};
use store::passkeys::{Passkey, Pending};
use store::users::User;
use store::{Miss, Outcome};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::quotas::Quota;
use crate::signin;
use crate::tokens::access::{self, Holder};

/// What browsers are told, in milliseconds.
pub const TIMEOUT_MS: i64 = 60_000;
const TRANSPORTS: [&str; 7] = ["usb", "nfc", "ble", "internal", "hybrid", "smart-card", "cable"];

/// A user's passkeys for the domain that the pool stands for today, oldest first: those of a former one serve no more.
pub async fn usable(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Vec<Passkey>> {
    let Some(domain) = pool.relying_party_id(ctx).await? else { return Ok(Vec::new()) };
    let mut all = store::passkeys::of_user(&ctx.read(), pool.id(), &user.sub).await?;
    all.retain(|passkey| passkey.relying_party_id == domain);
    Ok(all)
}

/// All of a user's passkeys, oldest first, those of a former domain too.
pub async fn of_user(ctx: &Ctx, user: &User) -> Result<Vec<Passkey>> {
    Ok(store::passkeys::of_user(&ctx.read(), &user.pool_id, &user.sub).await?)
}

/// Whether a passkey is all that this user is asked for where several factors are. AWS: where the pool says so, and the
/// user has turned it on.
pub fn stand_for_several(pool: &Pool, user: &User) -> Result<bool> {
    Ok(pool.passkeys_are_mfa() && super::extra(user)?.mfa.web_authn)
}

/// How authenticators know a user: it comes back with a credential that they found by themselves.
pub fn handle(user: &User) -> &[u8] {
    user.sub.as_bytes()
}

/// Who holds an access token. Errors: those of [`access::holder`]; AWS: the operations of passkeys have no
/// UserNotFoundException.
pub async fn holder(ctx: &Ctx, token: &str) -> Result<Holder> {
    let holder = access::holder(ctx, token).await;
    holder.map_err(|error| error.replaced(Reason::UserNotFound, || Error::new(Reason::AccessTokenRevoked)))
}

/// Begins a registration and gives PublicKeyCredentialCreationOptionsJSON. A former one ends.
///
/// Errors: `WebAuthnNotEnabled`, `WebAuthnConfigurationMissing`, `TooManyPasskeys`.
pub async fn start(ctx: &Ctx, holder: &Holder) -> Result<Value> {
    let Holder { pool, client, user, .. } = holder;
    let domain = pool.relying_party(ctx).await?;
    let all = all(ctx, pool, user).await?;
    let challenge: [u8; 32] = ctx.random()?;
    let pending = Pending {
        pool_id: pool.id().to_owned(),
        sub: user.sub.clone(),
        client_id: client.id().to_owned(),
        challenge: challenge.to_vec(),
        expires_at: ctx.now() + client.session_ms(),
    };
    let mut batch = ctx.batch()?;
    store::passkeys::begin(&mut batch, &pending);
    // The user may be deleted meanwhile: the next try says so.
    ctx.commit(batch).await?;
    let kinds = ALGORITHMS.map(|algorithm| json!({ "type": "public-key", "alg": algorithm }));
    let verification = if pool.passkeys_verify_users() { "required" } else { "preferred" };
    let name = shown_name(pool, user);
    Ok(json!({
        "rp": { "id": domain, "name": domain },
        "user": {
            "id": URL_SAFE_NO_PAD.encode(handle(user)),
            "name": name,
            "displayName": user.attributes.get("name").map_or(name, String::as_str),
        },
        "challenge": URL_SAFE_NO_PAD.encode(challenge),
        "pubKeyCredParams": kinds,
        "timeout": TIMEOUT_MS,
        "excludeCredentials": descriptors(&all)?,
        "authenticatorSelection": {
            "requireResidentKey": true, "residentKey": "required", "userVerification": verification,
        },
    }))
}

/// Ends a registration with the RegistrationResponseJSON of an authenticator.
///
/// Errors: `WebAuthnNotEnabled`, `WebAuthnConfigurationMissing`, `WebAuthnChallengeNotFound`,
/// `WebAuthnClientMismatch`, `WebAuthnOriginNotAllowed`, `WebAuthnRelyingPartyMismatch`,
/// `WebAuthnCredentialNotSupported`, `WebAuthnCredentialInvalid`, `WebAuthnCredentialExists`, `TooManyPasskeys`.
pub async fn complete(ctx: &Ctx, holder: &Holder, response: Value) -> Result<()> {
    let Holder { pool, client, user, .. } = holder;
    // AWS declares no error for a pool that has lost its domain: then no credential is for the right one.
    let domain = pool.relying_party(ctx).await;
    let domain = domain.map_err(|error| {
        error.replaced(Reason::WebAuthnConfigurationMissing, || {
            Error::new(Reason::WebAuthnRelyingPartyMismatch)
        })
    })?;
    let pending = store::passkeys::pending(&ctx.read(), pool.id(), &user.sub).await?;
    let pending = pending.filter(|pending| ctx.now() < pending.expires_at);
    let pending = pending.ok_or_else(|| Error::new(Reason::WebAuthnChallengeNotFound))?;
    if pending.client_id != client.id() {
        return Err(Error::new(Reason::WebAuthnClientMismatch));
    }
    all(ctx, pool, user).await?;
    let (attachment, transports) = told(&response);
    let (relying_party, challenge) = (domain.clone(), pending.challenge.clone());
    let verifies_user = pool.passkeys_verify_users();
    let made = ctx
        .compute(move || {
            let asked = Asked { relying_party: &relying_party, challenge: &challenge, verifies_user };
            webauthn::made(asked, &response)
        })
        .await?
        .map_err(refused)?;
    let passkey = Passkey {
        pool_id: pool.id().to_owned(),
        credential_id: URL_SAFE_NO_PAD.encode(&made.id),
        sub: user.sub.clone(),
        relying_party_id: domain,
        name: model(made.aaguid, attachment).to_owned(),
        attachment: attachment.map(str::to_owned),
        transports: json!(transports).to_string(),
        public_key: made.key,
        counter: i64::from(made.counter),
        created_at: ctx.now(),
    };
    let mut batch = ctx.batch()?;
    // Two registrations of one user never commit side by side: each ends the one challenge that there is.
    store::passkeys::end(&mut batch, &pending);
    store::users::set_failures(&mut batch, user, user.failures, user.failed_at);
    store::passkeys::insert(&mut batch, &passkey);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { miss: Miss::Taken, .. } => Err(Error::new(Reason::WebAuthnCredentialExists)),
        Outcome::Missed { .. } => Err(Error::new(Reason::WebAuthnChallengeNotFound)),
    }
}

/// Deletes a passkey. Errors: `PasskeyNotFound`.
pub async fn delete(ctx: &Ctx, holder: &Holder, credential_id: &str) -> Result<()> {
    let Holder { pool, user, .. } = holder;
    let not_found = || Error::new(Reason::PasskeyNotFound);
    let all = store::passkeys::of_user(&ctx.read(), pool.id(), &user.sub).await?;
    let passkey = all.iter().find(|passkey| passkey.credential_id == credential_id).ok_or_else(not_found)?;
    let mut batch = ctx.batch()?;
    store::passkeys::delete(&mut batch, passkey);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { .. } => Err(not_found()),
    }
}

/// Deletes a passkey at the word of the person, who keeps a way to sign in: of two passkeys that are removed at once, one
/// stays. AWS: its operation looks at nothing of the kind.
///
/// Errors: `PasskeyNotFound`, `LastWay`, `Moved`.
pub async fn remove(ctx: &Ctx, holder: &Holder, credential_id: &str) -> Result<()> {
    let Holder { pool, client, user, .. } = holder;
    let not_found = || Error::new(Reason::PasskeyNotFound);
    let all = of_user(ctx, user).await?;
    let passkey = all.iter().find(|passkey| passkey.credential_id == credential_id).ok_or_else(not_found)?;
    signin::check_leaves_a_way(ctx, (&**pool, &**client, user), signin::Taken::Passkey(credential_id))
        .await?;
    let mut batch = ctx.batch()?;
    // The next revision: whatever was judged beside this is judged again.
    super::update(&mut batch, pool, user, user.clone());
    store::passkeys::delete(&mut batch, passkey);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(not_found()),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Passkeys as browsers are told of them: PublicKeyCredentialDescriptorJSON.
pub fn descriptors(passkeys: &[Passkey]) -> Result<Vec<Value>> {
    passkeys
        .iter()
        .map(|passkey| {
            let transports: Value = serde_json::from_str(&passkey.transports)?;
            Ok(json!({ "type": "public-key", "id": passkey.credential_id, "transports": transports }))
        })
        .collect()
}

/// All of a user's passkeys, if there is room for one more. Errors: `TooManyPasskeys`.
async fn all(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Vec<Passkey>> {
    let all = store::passkeys::of_user(&ctx.read(), pool.id(), &user.sub).await?;
    match ctx.config().quotas.is_full(Quota::Passkeys, all.len()) {
        true => Err(ctx.exceeded(Quota::Passkeys)),
        false => Ok(all),
    }
}

/// What an authenticator lists the passkey under: a name that its owner knows.
fn shown_name<'a>(pool: &Pool, user: &'a User) -> &'a str {
    let attribute = ["email", "phone_number"]
        .into_iter()
        .filter(|name| pool.has_username_attribute(name))
        .find_map(|name| user.attributes.get(name));
    attribute.map_or(user.username.as_str(), String::as_str)
}

/// What the browser says beside the proof, as far as it is a word that the standard knows.
fn told(response: &Value) -> (Option<&'static str>, Vec<&'static str>) {
    let attachment = response.get("authenticatorAttachment").and_then(Value::as_str);
    let attachment = ["platform", "cross-platform"].into_iter().find(|known| attachment == Some(known));
    let said = response.pointer("/response/transports").and_then(Value::as_array);
    let is_said = |known: &&str| said.is_some_and(|said| said.iter().any(|entry| entry == *known));
    (attachment, TRANSPORTS.into_iter().filter(is_said).collect())
}

fn refused(refusal: Refusal) -> Error {
    Error::new(match refusal {
        Refusal::Malformed | Refusal::Wrong => Reason::WebAuthnCredentialInvalid,
        Refusal::Challenge => Reason::WebAuthnChallengeNotFound,
        Refusal::Origin => Reason::WebAuthnOriginNotAllowed,
        Refusal::RelyingParty => Reason::WebAuthnRelyingPartyMismatch,
        Refusal::Unsupported => Reason::WebAuthnCredentialNotSupported,
    })
}

/// What a passkey is called: the model that its authenticator names, where it is a well-known one.
fn model(aaguid: [u8; 16], attachment: Option<&str>) -> &'static str {
    let aaguid = uuid::Uuid::from_bytes(aaguid).to_string();
    match MODELS.iter().find(|(known, _)| *known == aaguid) {
        Some((_, name)) => name,
        None if attachment == Some("cross-platform") => "Security key",
        None => "Passkey",
    }
}

/// Authenticators that people know by name, by what they call themselves.
const MODELS: [(&str, &str); 13] = [
    ("08987058-cadc-4811-b6e1-30de50dcbe96", "Windows Hello"),
    ("0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6", "Keeper"),
    ("50726f74-6f6e-5061-7373-50726f746f6e", "Proton Pass"),
    ("531126d6-e717-415c-9320-3d9aa6981239", "Dashlane"),
    ("53414d53-554e-4700-0000-000000000000", "Samsung Pass"),
    ("6028b017-b1d4-4c02-b4b3-afcdafc96bb2", "Windows Hello"),
    ("9ddd1817-af5a-4672-a2b9-3e3dd95000a9", "Windows Hello"),
    ("adce0002-35bc-c60a-648b-0b25f1f05503", "Chrome on Mac"),
    ("bada5566-a7aa-401f-bd96-45619a55120d", "1Password"),
    ("d548826e-79b4-db40-a3d8-11116f7e8349", "Bitwarden"),
    ("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager"),
    ("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "iCloud Keychain"),
    ("fdb141b2-5d84-443e-8a35-4698c205a502", "KeePassXC"),
];
