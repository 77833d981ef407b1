//! A passkey as the wire shows it.
//! AWS: API_WebAuthnCredentialDescription.

use rules::Result;
use store::passkeys::Passkey;
use wire::Timestamp;
use wire::idp::WebAuthnCredentialDescription;

/// A passkey.
pub fn shown(passkey: &Passkey) -> Result<WebAuthnCredentialDescription> {
    Ok(WebAuthnCredentialDescription {
        credential_id: Some(passkey.credential_id.clone()),
        friendly_credential_name: Some(passkey.name.clone()),
        relying_party_id: Some(passkey.relying_party_id.clone()),
        authenticator_attachment: passkey.attachment.clone(),
        authenticator_transports: Some(serde_json::from_str(&passkey.transports)?),
        created_at: Some(Timestamp::from_millis(passkey.created_at)),
    })
}
