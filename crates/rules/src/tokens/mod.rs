//! Tokens: what is signed, with which key, and what a presented one proves.
//! AWS: the developer guide, "Using tokens with user pools"; RFC 7519.

pub mod access;
pub mod assurance;
pub mod at_gate;
pub mod claims;
pub mod derived;
pub mod dpop;
pub mod id_tokens;
pub mod introspection;
pub mod issue;
pub mod keys;
pub mod machine;
pub mod overrides;
pub mod refresh;
pub mod sessions;
