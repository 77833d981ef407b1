//! What the product does: sign-in steps, tokens, users, delivery.
//!
//! Rules know the settings shapes of the wire, never a request or a response, and nothing of HTTP; `gateway` alone reads the
//! words of requests to other services.

pub mod access_keys;
pub mod account;
pub mod clients;
pub mod compute;
pub mod credentials;
pub mod ctx;
pub mod demo;
pub mod directory;
pub mod error;
pub mod events;
pub mod federation;
pub mod forward_auth;
pub mod gateway;
pub mod hosted;
pub mod iam;
pub mod identities;
pub mod identity_pools;
pub mod ids;
pub mod imports;
pub mod looks;
pub mod messages;
pub mod outside;
pub mod pagination;
pub mod policy;
pub mod pools;
pub mod providers;
pub mod quotas;
pub mod rates;
pub mod resource_servers;
pub mod risk;
mod sealed_flows;
pub mod signin;
pub mod sync;
pub mod tokens;
pub mod triggers;
mod turns;
pub mod users;

pub use ctx::{Caller, Config, Ctx, Dpop, IssuerForm, Origin, World};
pub use error::{Error, Reason, Result};
