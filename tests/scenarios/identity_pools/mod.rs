//! Identity pools: their settings, the identities in them, and what these get.

pub mod actors;
mod developers;
mod identities;
mod logins;
mod pools;
mod roles;
mod saml;
