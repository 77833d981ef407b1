//! What the browser asked: discovery documents, and the pages.
//!
//! Functions here know nothing of HTTP servers: they get a context and give documents and HTML.

pub mod discovery;
pub mod looks;
pub mod pages;
