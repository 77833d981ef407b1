//! The hosted domain of a pool: who is signed in in a browser, what an app asks for, and the codes it is given.
//! AWS: the developer guide, "User pool endpoints and managed login reference". RFC: 6749, 7636, 8707, 9700.

pub mod account;
pub mod authorize;
pub mod back_channel;
pub mod browser;
pub mod codes;
pub mod device_codes;
pub mod grants;
pub mod logout;
pub mod progress;
pub mod pushed;
pub mod question;
pub mod site;
pub mod token_grants;
pub mod user_info;
