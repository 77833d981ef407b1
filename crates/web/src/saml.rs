//! The SAML endpoints of a hosted domain: where providers post responses, words of logout in both directions, and the metadata
//! of the pool as a service.
//! AWS: the developer guide, "User pool endpoints and managed login reference". OASIS: saml-bindings-2.0-os.

pub mod form;
pub mod logout;
pub mod metadata;
pub mod response;
