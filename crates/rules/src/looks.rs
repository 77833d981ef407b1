//! What the hosted pages of a client look like and link to.

pub mod branding;
pub mod classic;
mod css;
pub mod images;
pub mod own;
pub mod pages;
mod settings;
mod sheet;
pub mod terms;
