//! IAM: who may be somebody here besides the people in pools, and what they may do.
//!
//! Roles, users, groups, managed policies and providers are one record, [`entities::Entity`]: what they have in common,
//! tags, inline policies, attachments, is written once. `grants` gathers the policies of somebody for whoever decides.

pub mod assume;
pub mod attachments;
pub mod authority;
pub mod aws_policies;
pub mod denials;
pub mod documents;
pub mod entities;
pub mod grants;
pub mod groups;
pub mod inline;
pub mod keys;
pub mod pages;
pub mod policies;
pub mod principals;
pub mod providers;
pub mod roles;
pub mod saml;
pub mod service_roles;
pub mod simulation;
pub mod tags;
pub mod users;
pub mod web_identity;
