//! Scenarios by family, through the front door, in process.

mod administered_users;
mod aliases;
mod app_clients;
mod attribute_rules;
mod attributes;
mod auth;
mod bugs;
mod confirmation;
mod devices;
mod every;
mod forgot_password;
mod groups;
mod imports;
mod limits;
mod list_users;
mod main_job;
mod messages;
mod mfa;
mod passkeys;
mod passwords;
mod pools;
mod regions;
mod sign_up;
mod signatures;
mod tags;
