//! The filter of ListUsers: `name = "value"` or `name ^= "value"`, read by hand in linear time.
//! AWS: API_ListUsers, Filter.

use store::users::Find;

use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::users::names;

/// A filter as the store searches. An absent or blank one finds everybody.
///
/// Errors: `FilterSyntax`, `UnknownAttributeFilter`.
pub fn parse(pool: &Pool, text: Option<&str>) -> Result<Find> {
    let text = text.unwrap_or_default().trim();
    if text.is_empty() {
        return Ok(Find::All);
    }
    let (name, is_prefix, value) = clause(text)?;
    find(pool, name, is_prefix, value)
}

fn find(pool: &Pool, name: &str, is_prefix: bool, value: String) -> Result<Find> {
    let exact_only = || if is_prefix { Err(Error::new(Reason::FilterSyntax)) } else { Ok(()) };
    Ok(match name {
        "username" | "cognito:username" => Find::Username { key: names::fold(pool, &value), is_prefix },
        "sub" => {
            exact_only()?;
            Find::Sub(value)
        }
        "status" => {
            exact_only()?;
            match value.to_ascii_lowercase().as_str() {
                "enabled" => Find::Enabled(true),
                "disabled" => Find::Enabled(false),
                _ => return Err(Error::new(Reason::FilterSyntax)),
            }
        }
        "cognito:user_status" => {
            exact_only()?;
            Find::Status(value.to_uppercase())
        }
        "email" | "phone_number" | "name" | "given_name" | "family_name" | "preferred_username" => {
            Find::Search { name: name.to_owned(), value: value.to_lowercase(), is_prefix }
        }
        other => return Err(Error::about(Reason::UnknownAttributeFilter, other)),
    })
}

/// Splits `name op "value"`; within the quotes `\"` stands for a quote and `\\` for a backslash.
fn clause(text: &str) -> Result<(&str, bool, String)> {
    let syntax = || Error::new(Reason::FilterSyntax);
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '=' | '^')).ok_or_else(syntax)?;
    let (name, rest) = text.split_at(end);
    // People write the attribute in quotes too.
    let name = name.trim_matches('"');
    let rest = rest.trim_start();
    let (is_prefix, rest) = match rest.strip_prefix("^=") {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix('=').ok_or_else(syntax)?),
    };
    let body = rest.trim_start().strip_prefix('"').ok_or_else(syntax)?;
    let mut value = String::new();
    let mut chars = body.chars();
    loop {
        match chars.next().ok_or_else(syntax)? {
            '"' => break,
            '\\' => match chars.next().ok_or_else(syntax)? {
                escaped @ ('"' | '\\') => value.push(escaped),
                other => value.extend(['\\', other]),
            },
            plain => value.push(plain),
        }
    }
    if name.is_empty() || !chars.as_str().trim().is_empty() {
        return Err(syntax());
    }
    Ok((name, is_prefix, value))
}
