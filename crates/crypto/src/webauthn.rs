//! WebAuthn: what an authenticator says when a passkey is made or used, judged by webauthn-rs.
//! RFC: W3C Web Authentication Level 3, 7.1 (registration) and 7.2 (assertion).
//!
//! The library would draw its challenges itself. Here they are handed in: its two states, which it means to be kept
//! as JSON between two requests, are written for the challenge that the caller drew.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::error::WebauthnError;
use webauthn_rs_core::proto::{
    AttestationFormat, AttestationMetadata, AuthenticationState, COSEAlgorithm, COSEEC2Key, COSEKey,
    COSEKeyType, Credential, ECDSACurve, ParsedAttestation, ParsedAttestationData, PublicKeyCredential,
    RegisterPublicKeyCredential, RegisteredExtensions, RegistrationState, UserVerificationPolicy,
};

/// The algorithms of keys, as COSE numbers them, in the order of preference: ES256 and RS256.
pub const ALGORITHMS: [i32; 2] = [-7, -257];

/// The longest id that a credential may have.
const LONGEST_ID: usize = 1_023;

/// What was asked of an authenticator.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The relying party's id: a domain.
    pub relying_party: &'a str,
    /// The challenge that was sent.
    pub challenge: &'a [u8],
    /// Whether the authenticator must have verified its user, by a PIN or biometrics.
    pub verifies_user: bool,
}

/// Why a response proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no response of this kind.
    Malformed,
    /// It answers another challenge.
    Challenge,
    /// It was made on a page that is not the relying party's.
    Origin,
    /// It is for another relying party.
    RelyingParty,
    /// A key or attestation of a kind that is not taken, or a user who was not verified.
    Unsupported,
    /// The proof does not hold: signature, counter, presence, key or user.
    Wrong,
}

/// A passkey that was made.
pub struct Made {
    /// Its id.
    pub id: Vec<u8>,
    /// The public key and what it was made under, for [`used`]: JSON, without secrets.
    pub key: String,
    /// The signature counter; 0 where the authenticator has none.
    pub counter: u32,
    /// The authenticator's model; zeros where it does not tell.
    pub aaguid: [u8; 16],
}

/// A passkey that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// The signature counter from now on.
    pub counter: u32,
    /// Whether the authenticator has verified its user.
    pub is_user_verified: bool,
}

/// Judges a RegistrationResponseJSON. Attestation by a maker is neither asked for nor trusted, but one that is sent
/// must hold.
pub fn made(asked: Asked<'_>, response: &Value) -> Result<Made, Refusal> {
    let algorithms = [COSEAlgorithm::ES256, COSEAlgorithm::RS256];
    let state: RegistrationState = read(json!({
        "policy": policy(asked),
        "exclude_credentials": [],
        "challenge": URL_SAFE_NO_PAD.encode(asked.challenge),
        "credential_algorithms": algorithms,
        "require_resident_key": false,
        "authenticator_attachment": null,
        "extensions": {},
        "allow_synchronised_authenticators": true,
    }))?;
    check_kind(response)?;
    let aaguid = aaguid(response).unwrap_or_default();
    let response: RegisterPublicKeyCredential = read(response.clone())?;
    let mut credential = relying_party(asked)?
        .register_credential(&response, &state, None)
        .map_err(|error| refusal(&error))?;
    if *credential.cred_id != *response.raw_id || credential.cred_id.len() > LONGEST_ID {
        return Err(Refusal::Malformed);
    }
    // The certificates of an attestation that nobody asked for are not kept.
    credential.attestation =
        ParsedAttestation { data: ParsedAttestationData::None, metadata: AttestationMetadata::None };
    Ok(Made {
        id: credential.cred_id.clone(),
        counter: credential.counter,
        key: serde_json::to_value(&credential).map_err(|_| Refusal::Malformed)?.to_string(),
        aaguid,
    })
}

/// The id of the credential that an AuthenticationResponseJSON is of: which key to judge it by.
pub fn credential_id(response: &Value) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(response.get("rawId")?.as_str()?).ok()
}

/// Judges an AuthenticationResponseJSON by the key and counter that are kept of its credential, and the handle of the
/// user who is to have it.
pub fn used(
    asked: Asked<'_>,
    key: &str,
    counter: u32,
    user_handle: &[u8],
    response: &Value,
) -> Result<Used, Refusal> {
    let mut credential: Credential = serde_json::from_str(key).map_err(|_| Refusal::Wrong)?;
    credential.counter = counter;
    let state: AuthenticationState = read(json!({
        "credentials": [],
        "policy": policy(asked),
        "challenge": URL_SAFE_NO_PAD.encode(asked.challenge),
        "appid": null,
        "allow_backup_eligible_upgrade": true,
    }))?;
    check_kind(response)?;
    let response: PublicKeyCredential = read(response.clone())?;
    // Sent for credentials that the authenticator found by itself: then it must be the same person's.
    if response.response.user_handle.as_ref().is_some_and(|handle| **handle != *user_handle) {
        return Err(Refusal::Wrong);
    }
    let result = relying_party(asked)?
        .authenticate_single_credential(&response, &state, &credential)
        .map_err(|error| refusal(&error))?;
    Ok(Used { counter: result.counter(), is_user_verified: result.user_verified() })
}

/// A key like [`Made::key`] of the credential that a response is of, whose secret nobody knows: a response is judged by
/// it where there is none to judge it by, so that both take as long.
pub fn nobodys_key(response: &Value) -> String {
    // The group's generator, a point like any other. NIST SP 800-186, 3.2.1.3.
    const X: &str = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
    const Y: &str = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
    let coordinate = |text: &str| hex::decode(text).unwrap_or_default();
    let (x, y) = (coordinate(X), coordinate(Y));
    let key = COSEKeyType::EC_EC2(COSEEC2Key { curve: ECDSACurve::SECP256R1, x, y });
    let credential = Credential {
        cred_id: credential_id(response).unwrap_or_default(),
        cred: COSEKey { type_: COSEAlgorithm::ES256, key },
        counter: 0,
        transports: None,
        user_verified: false,
        backup_eligible: false,
        backup_state: false,
        registration_policy: UserVerificationPolicy::Preferred,
        extensions: RegisteredExtensions::none(),
        attestation: ParsedAttestation {
            data: ParsedAttestationData::None,
            metadata: AttestationMetadata::None,
        },
        attestation_format: AttestationFormat::None,
    };
    serde_json::to_value(&credential).map_or_else(|_| String::new(), |value| value.to_string())
}

/// The relying party with the pages that may speak for it: its domain and those below, over https on any port; over
/// http too where the name is this machine's.
fn relying_party(asked: Asked<'_>) -> Result<WebauthnCore, Refusal> {
    let id = asked.relying_party;
    let is_local = id == "localhost" || id.ends_with(".localhost");
    let schemes = ["https", "http"].into_iter().take(if is_local { 2 } else { 1 });
    let origins = schemes
        .map(|scheme| format!("{scheme}://{id}").parse())
        .collect::<Result<_, _>>()
        .map_err(|_| Refusal::RelyingParty)?;
    Ok(WebauthnCore::new_unsafe_experts_only(id, id, origins, Duration::ZERO, Some(true), Some(true)))
}

fn policy(asked: Asked<'_>) -> &'static str {
    if asked.verifies_user { "required" } else { "preferred" }
}

fn read<T: DeserializeOwned>(tree: Value) -> Result<T, Refusal> {
    serde_json::from_value(tree).map_err(|_| Refusal::Malformed)
}

/// What the library leaves to its caller: the type, and that both ids are one.
fn check_kind(response: &Value) -> Result<(), Refusal> {
    let text = |name: &str| response.get(name).and_then(Value::as_str);
    match text("type") == Some("public-key") && text("id").is_some() && text("id") == text("rawId") {
        true => Ok(()),
        false => Err(Refusal::Malformed),
    }
}

/// The authenticator's model as the browser tells it beside the proof: 32 bytes of hash, one of flags, four of counter,
/// then it. Good for a name to show and for nothing else.
fn aaguid(response: &Value) -> Option<[u8; 16]> {
    let data = URL_SAFE_NO_PAD.decode(response.pointer("/response/authenticatorData")?.as_str()?).ok()?;
    data.get(37..53)?.try_into().ok()
}

fn refusal(error: &WebauthnError) -> Refusal {
    use WebauthnError as E;
    match error {
        E::InvalidClientDataType
        | E::MissingAttestationCredentialData
        | E::ParseBase64Failure(_)
        | E::ParseCBORFailure(_)
        | E::ParseJSONFailure(_)
        | E::ParseNOMFailure
        | E::ParseInsufficientBytesAvailable => Refusal::Malformed,
        E::MismatchedChallenge => Refusal::Challenge,
        E::InvalidRPOrigin | E::CredentialCrossOrigin => Refusal::Origin,
        E::InvalidRPIDHash => Refusal::RelyingParty,
        E::AttestationNotSupported
        | E::UserNotVerified
        | E::CredentialAlteredAlgFromRequest
        | E::CredentialInsecureCryptography
        | E::COSEKeyInvalidCBORValue
        | E::COSEKeyInvalidType
        | E::COSEKeyEDUnsupported
        | E::SshPublicKeyEDUnsupported
        | E::COSEKeyECDSAXYInvalid
        | E::COSEKeyRSANEInvalid
        | E::COSEKeyECDSAInvalidCurve
        | E::COSEKeyEDDSAXInvalid
        | E::COSEKeyEDDSAInvalidCurve
        | E::COSEKeyInvalidAlgorithm => Refusal::Unsupported,
        _ => Refusal::Wrong,
    }
}
