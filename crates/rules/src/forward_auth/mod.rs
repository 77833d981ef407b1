//! Forward auth: what a proxy asks before it lets a request through to an app that knows nothing of sign-ins.
//! AWS: the actions `authenticate-cognito` and `authenticate-oidc` of an Application Load Balancer; the authorizers of API
//! Gateway and AppSync.
//!
//! Each table `[forward_auth.NAME]` of the settings is a [`gate::Gate`]. There are no rules by path: what a proxy guards by
//! which gate is the proxy's own business, so that no second reading of a path can differ from its own.

pub mod authorizer;
pub mod gate;
pub mod keys;
pub mod sessions;
pub mod told;
pub mod wanted;

pub use gate::Gate;

/// The counter of decisions.
pub const DECISIONS: &str = "cenote_forward_auth_total";

/// Counts what became of a request, by a word of ours.
pub fn note(gate: &Gate, outcome: &'static str) {
    metrics::counter!(DECISIONS, "gate" => gate.name.clone(), "outcome" => outcome).increment(1);
}
