//! What the browser asked: discovery documents, the endpoints of a pool's hosted domain, and the pages.
//!
//! Functions here know nothing of HTTP servers: they get a context and give documents and HTML. [`hosted::answer`] is the
//! one door of the hosted domain.

pub mod discovery;
pub mod forward_auth;
pub mod hosted;
pub mod looks;
pub mod oauth;
pub mod pages;
pub mod saml;
