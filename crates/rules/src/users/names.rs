//! The names of a user: which texts find them, which of their attributes are aliases, what ListUsers searches.
//! AWS: the developer guide, "Username and aliases"; case rule of UsernameConfiguration.

use store::aliases::{Alias, Kind};
use store::users::{Name, Names, Search, User};

use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::users::identities;

/// The attributes that ListUsers can search and that can be aliases.
const SEARCHED: [&str; 6] =
    ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"];

/// A name as the pool compares it.
pub fn fold(pool: &Pool, text: &str) -> String {
    if pool.is_case_sensitive() { text.to_owned() } else { text.to_lowercase() }
}

/// A typed name in the forms in which it can find its user.
pub struct Lookup<'a> {
    folded: String,
    typed: &'a str,
}

impl<'a> Lookup<'a> {
    /// The forms of a typed name.
    pub fn new(pool: &Pool, typed: &'a str) -> Lookup<'a> {
        Lookup { folded: fold(pool, typed), typed }
    }

    /// What the store compares.
    pub fn name(&self) -> Name<'_> {
        Name { key: &self.folded, sub: self.typed, alias: &self.folded }
    }
}

/// Every name of a user outside its row.
pub fn all(pool: &Pool, user: &User) -> Names {
    Names { aliases: aliases(pool, user), search: search(user) }
}

/// The names by which a user can sign in beside the username. AWS: an e-mail address or phone number that people
/// sign up with counts at once, one that is an alias only when verified.
fn aliases(pool: &Pool, user: &User) -> Vec<Alias> {
    // AWS: somebody who only comes through a provider signs in by no name at all, so that two may have one address.
    if user.verifier.is_none() && identities::is_profile(user) {
        return Vec::new();
    }
    let value = |name: &str| user.attributes.get(name).filter(|value| !value.is_empty());
    let mut out = Vec::new();
    for kind in [Kind::Email, Kind::PhoneNumber, Kind::PreferredUsername] {
        let name = kind.as_str();
        let Some(text) = value(name) else { continue };
        let is_verified = value(&format!("{name}_verified")).is_some_and(|flag| flag == "true");
        let counts = pool.has_username_attribute(name)
            || (pool.has_alias(name) && (kind == Kind::PreferredUsername || is_verified));
        if counts {
            out.push(Alias { kind, value: fold(pool, text) });
        }
    }
    out
}

/// What ListUsers can find a user by, in the lower case in which it compares.
fn search(user: &User) -> Vec<Search> {
    SEARCHED
        .iter()
        .filter_map(|name| Some((*name, user.attributes.get(*name)?)))
        .map(|(name, value)| Search { name: name.to_owned(), value: value.to_lowercase() })
        .collect()
}

/// Whether a text has the form of an e-mail address that we would send to.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_plain = |c: char| {
        !c.is_whitespace() && !c.is_control() && !is_invisible(c) && !matches!(c, '<' | '>' | ',' | ';' | '"')
    };
    !local.is_empty()
        && local.len() <= 64
        && local.chars().all(|c| is_plain(c) && c != '@')
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

/// Whether a character formats others without being seen: two addresses that look the same are then not the same.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Whether a text has the form of a phone number: E.164, `+` and up to fifteen digits.
pub fn is_phone(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (2..=15).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0')
    })
}

/// A phone number as people write it, in the form in which it is kept: without blanks, brackets and dashes. Whatever else it
/// is stays as it was, to be judged.
pub fn phone(text: &str) -> String {
    let bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '-' | '.' | '/')).collect();
    let number = bare.strip_prefix("00").map_or(bare.clone(), |rest| format!("+{rest}"));
    if is_phone(&number) { number } else { text.to_owned() }
}

/// Checks the name that a new user asks for, and names the attribute that it is, in a pool where people sign up
/// with one.
///
/// Errors: `UsernameNotEmail`, `UsernameNotPhone`, `UsernameNotEmailOrPhone`, `UsernameLooksLikeEmail`,
/// `UsernameLooksLikePhone`.
pub fn check_new(pool: &Pool, username: &str) -> Result<Option<&'static str>> {
    if !pool.uses_username_attributes() {
        if pool.has_alias("email") && is_email(username) {
            return Err(Error::new(Reason::UsernameLooksLikeEmail));
        }
        if pool.has_alias("phone_number") && is_phone(username) {
            return Err(Error::new(Reason::UsernameLooksLikePhone));
        }
        return Ok(None);
    }
    let (email, phone) = (pool.has_username_attribute("email"), pool.has_username_attribute("phone_number"));
    if email && is_email(username) {
        return Ok(Some("email"));
    }
    if phone && is_phone(username) {
        return Ok(Some("phone_number"));
    }
    Err(Error::new(match (email, phone) {
        (true, false) => Reason::UsernameNotEmail,
        (false, true) => Reason::UsernameNotPhone,
        _ => Reason::UsernameNotEmailOrPhone,
    }))
}
