//! What people type into forms, held against the limits that the wire puts on the same things.
//! AWS: API_SignUp (Username, Password), API_ConfirmSignUp (ConfirmationCode), API_AttributeType.

/// Whether a text can be a username: 1 to 128 characters that are seen.
pub fn is_username(text: &str) -> bool {
    (1..=128).contains(&text.chars().count()) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether a text can be a password: up to 256 characters, with no blank at either end.
pub fn is_password(text: &str) -> bool {
    let is_edged = |c: char| c.is_whitespace() || c.is_control();
    (1..=256).contains(&text.chars().count()) && !text.starts_with(is_edged) && !text.ends_with(is_edged)
}

/// A code as it is kept, from one as people read it to themselves: in groups. Nothing where it can be none.
pub fn code(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let is_code = (1..=2_048).contains(&code.len()) && code.chars().all(|c| !c.is_control());
    is_code.then_some(code)
}

/// Whether a text can be the value of an attribute: up to 2,048 characters, of which only line ends are not seen.
pub fn is_value(text: &str) -> bool {
    text.chars().count() <= 2_048 && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r'))
}
