//! The style sheet of the classic pages: which classes it may style, and that it is nothing but rules for them.
//! AWS: API_SetUICustomization; the developer guide, "Hosted UI (classic) branding", lists the classes.

use crate::error::{Error, Reason, Result};

/// What can be styled.
const SELECTORS: [&str; 18] = [
    ".background-customizable",
    ".banner-customizable",
    ".errorMessage-customizable",
    ".idpButton-customizable",
    ".idpButton-customizable:hover",
    ".idpDescription-customizable",
    ".inputField-customizable",
    ".inputField-customizable:focus",
    ".label-customizable",
    ".legalText-customizable",
    ".logo-customizable",
    ".passwordCheck-notValid-customizable",
    ".passwordCheck-valid-customizable",
    ".redirect-customizable",
    ".socialButton-customizable",
    ".submitButton-customizable",
    ".submitButton-customizable:hover",
    ".textDescription-customizable",
];

/// Errors: `CssInvalid`, with what is wrong.
pub fn check(css: &str) -> Result<()> {
    let invalid = |what: String| Error::about(Reason::CssInvalid, what);
    let css = without_comments(css).ok_or_else(|| invalid("a comment is not closed".to_owned()))?;
    // AWS: no @import, @media, @page, @supports. The others would end the element that the sheet is in, or spell what
    // is forbidden in another way.
    if let Some((_, rest)) = css.split_once('@') {
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        return Err(invalid(format!("@{name} is not allowed")));
    }
    let is_odd = |c: &char| matches!(c, '<' | '\\') || (c.is_control() && !c.is_ascii_whitespace());
    if let Some(odd) = css.chars().find(is_odd) {
        return Err(invalid(format!("the character {} is not allowed", odd.escape_default())));
    }
    let mut rest = css.trim();
    while !rest.is_empty() {
        let rule = rest.split_once('{').and_then(|(names, after)| Some((names, after.split_once('}')?)));
        let Some((names, (declarations, after))) = rule else {
            return Err(invalid("a rule is not closed".to_owned()));
        };
        for name in names.split(',').map(str::trim) {
            if !SELECTORS.contains(&name) {
                return Err(invalid(format!("the selector {name} is not allowed")));
            }
        }
        declarations
            .split(';')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .try_for_each(check_declaration)?;
        rest = after.trim_start();
    }
    Ok(())
}

fn check_declaration(declaration: &str) -> Result<()> {
    let invalid =
        || Error::about(Reason::CssInvalid, format!("the declaration {declaration} is not allowed"));
    let (name, value) = declaration.split_once(':').ok_or_else(invalid)?;
    let (name, value) = (name.trim(), value.trim().to_ascii_lowercase());
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    let runs = ["javascript:", "expression(", "vbscript:"].iter().any(|word| value.contains(word))
        || matches!(name.to_ascii_lowercase().as_str(), "behavior" | "-moz-binding");
    match is_name && !value.is_empty() && !value.contains('{') && !runs {
        true => Ok(()),
        false => Err(invalid()),
    }
}

/// The sheet with a space in place of each comment; none where one does not end.
fn without_comments(css: &str) -> Option<String> {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/")?.1;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_style_the_classes_that_there_are() {
        let all: String = SELECTORS.iter().map(|name| format!("{name} {{ color: #fff; }}\n")).collect();
        for right in [
            "",
            " \n",
            "/* nothing */",
            &all,
            ".label-customizable,\n\t.logo-customizable{font-weight:300;max-width:60% ; }",
            ".label-customizable { /* a } */ color: red }",
            ".label-customizable {}",
        ] {
            assert!(check(right).is_ok(), "{right}");
        }
        for (wrong, what) in [
            (".other { color: red }", "the selector .other is not allowed"),
            ("body { color: red }", "the selector body is not allowed"),
            (".label-customizable b { color: red }", "the selector .label-customizable b is not allowed"),
            (
                ".label-customizable:hover { color: red }",
                "the selector .label-customizable:hover is not allowed",
            ),
            (".label-customizable, { color: red }", "the selector  is not allowed"),
            ("{ color: red }", "the selector  is not allowed"),
            ("@import 'a.css';", "@import is not allowed"),
            ("@MEDIA print { }", "@MEDIA is not allowed"),
            ("/* */@supports (a: b) {}", "@supports is not allowed"),
            (".label-customizable { color: red", "a rule is not closed"),
            (".label-customizable", "a rule is not closed"),
            ("}", "a rule is not closed"),
            ("/* color", "a comment is not closed"),
            (".label-customizable { color: red }</style><script>", "the character < is not allowed"),
            (".label-customizable { color: \\72 ed }", "the character \\\\ is not allowed"),
            (".label-customizable { color }", "the declaration color is not allowed"),
            (".label-customizable { color: }", "the declaration color: is not allowed"),
            (".label-customizable { a: { b: c } }", "the declaration a: { b: c is not allowed"),
            (
                ".label-customizable { background: URL(JavaScript:1) }",
                "the declaration background: URL(JavaScript:1) is not allowed",
            ),
            (".label-customizable { behavior: x }", "the declaration behavior: x is not allowed"),
        ] {
            let error = check(wrong).unwrap_err().message();
            assert_eq!(error, format!("Invalid CSS: {what}."), "{wrong}");
        }
    }
}
