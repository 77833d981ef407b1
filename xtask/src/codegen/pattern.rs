//! Java patterns of the model as the `regex` crate writes them.
//!
//! Java: `\w`, `\d` and `\s` are ASCII, `.` stops at any line end, and a pattern must match the whole value.
//! `\p{L}` and its like are Unicode in both.

use super::model::Model;
use crate::Result;

/// What `\s` matches in Java.
const SPACE: &str = r"\t\n\x0B\x0C\r\x20";
/// What `.` does not match in Java.
const LINE_END: &str = r"\n\r\x{85}\x{2028}\x{2029}";

/// The anchored regex for a pattern: the model's substitute, or the translation.
///
/// Errors: a construct that the `regex` crate lacks and no substitute stands for.
pub fn regex(model: &Model, pattern: &str) -> Result<String> {
    let body = match model.patches.substitutes.iter().find(|it| it.pattern == pattern) {
        Some(substitute) => substitute.regex.clone(),
        None => translate(pattern)?,
    };
    Ok(format!(r"\A(?:{body})\z"))
}

fn translate(pattern: &str) -> Result<String> {
    for construct in ["(?=", "(?!", "(?<", "(?>", "&&", "*+", "++", "?+", r"\b", r"\Q", r"\1", r"\Z", r"\G"] {
        if outside_classes(pattern).contains(construct) || (construct == "&&" && pattern.contains(construct))
        {
            return Err(format!("{pattern}: {construct} needs a substitute in models/patches").into());
        }
    }
    let has_dot_all = pattern.starts_with("(?s)");
    let mut out = String::new();
    let mut in_class = false;
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let escaped = letters.next().ok_or_else(|| format!("{pattern}: ends in a backslash"))?;
                match class(escaped) {
                    Some(class) => out.push_str(&class),
                    None => out.extend(['\\', escaped]),
                }
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '.' if !in_class && !has_dot_all => {
                out.push_str(&format!("[^{LINE_END}]"));
                continue;
            }
            _ => {}
        }
        out.push(letter);
    }
    Ok(out)
}

/// A bracketed class, which stands alone and inside another class alike.
fn class(escaped: char) -> Option<String> {
    let (body, is_negated) = match escaped.to_ascii_lowercase() {
        'w' => ("0-9A-Za-z_", escaped == 'W'),
        'd' => ("0-9", escaped == 'D'),
        's' => (SPACE, escaped == 'S'),
        _ => return None,
    };
    Some(if is_negated { format!("[^{body}]") } else { format!("[{body}]") })
}

/// The pattern with a letter for each class, since within brackets quantifiers are plain letters.
fn outside_classes(pattern: &str) -> String {
    let mut out = String::new();
    let mut in_class = false;
    let mut is_escaped = false;
    for letter in pattern.chars() {
        match letter {
            '[' if !is_escaped => in_class = true,
            ']' if !is_escaped => {
                in_class = false;
                out.push('x');
            }
            _ if !in_class => out.push(letter),
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorthands_are_ascii() {
        assert_eq!(translate(r"\d+").unwrap(), "[0-9]+");
        assert_eq!(translate(r"[\w-]+_[0-9a-f-]+").unwrap(), "[[0-9A-Za-z_]-]+_[0-9a-f-]+");
        assert_eq!(translate(r"[\S]+").unwrap(), r"[[^\t\n\x0B\x0C\r\x20]]+");
        assert_eq!(translate(r"[^_\p{Z}]").unwrap(), r"[^_\p{Z}]");
    }

    #[test]
    fn dots_stop_at_line_ends() {
        assert_eq!(translate(r"a.*").unwrap(), r"a[^\n\r\x{85}\x{2028}\x{2029}]*");
        assert_eq!(translate(r"(?s).*").unwrap(), "(?s).*");
        assert_eq!(translate(r"[.]\.").unwrap(), r"[.]\.");
    }

    #[test]
    fn what_regex_lacks_is_refused() {
        assert!(translate(r"^a(?<!\.)$").is_err());
        assert!(translate(r"(?!x)y").is_err());
        assert!(translate(r"a++").is_err());
        assert!(translate(r"[a&&b]").is_err());
        assert!(translate(r"[\w+]+.*[a]+").is_ok());
    }
}
