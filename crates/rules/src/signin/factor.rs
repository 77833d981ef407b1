//! What a person can prove on the way in.
//! AWS: the developer guide, "Authentication flows"; RFC 8176 for what tokens call it.

use serde::{Deserialize, Serialize};

/// One proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// The password, sent or by SRP.
    Password,
}
