//! What a person can prove on the way in.
//! AWS: the developer guide, "Authentication flows"; RFC 8176 for what tokens call it.

use serde::{Deserialize, Serialize};

/// One proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// The password, sent or by SRP.
    Password,
    /// A code sent by text message.
    Sms,
    /// A code sent by e-mail.
    Email,
    /// A code of an authenticator app.
    SoftwareToken,
    /// A remembered device, by its own secret: it stands for a second factor that was proved on it before.
    Device,
}

impl Factor {
    /// Whether a person proved more than one; what a device says of itself is none.
    pub fn are_several(proved: &[Factor]) -> bool {
        proved.iter().filter(|factor| **factor != Factor::Device).count() > 1
    }
}
