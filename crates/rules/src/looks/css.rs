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

/// What the classes are on our pages. What has no counterpart here is left out.
const PLACES: [(&str, &str); 17] = [
    (".background-customizable", ".card"),
    (".banner-customizable", ".pool"),
    (".errorMessage-customizable", ".wrong"),
    (".idpButton-customizable", ".ways button, .ways .button"),
    (".idpButton-customizable:hover", ".ways button:hover, .ways .button:hover"),
    (".idpDescription-customizable", ".ways .hint"),
    (".inputField-customizable", ".field input, .field select"),
    (".inputField-customizable:focus", ".field input:focus, .field select:focus"),
    (".label-customizable", ".field label"),
    (".legalText-customizable", ".legal"),
    (".logo-customizable", ".pool img"),
    (".passwordCheck-notValid-customizable", ".rules li"),
    (".passwordCheck-valid-customizable", ".rules li.met"),
    (".socialButton-customizable", ".ways button, .ways .button"),
    (".submitButton-customizable", "button.wide:not(.quiet, .danger)"),
    (".submitButton-customizable:hover", "button.wide:not(.quiet, .danger):hover"),
    (".textDescription-customizable", ".card > .soft"),
];

/// What may be said of them: how they look, never where they are or whether they are seen.
const PROPERTIES: [&str; 24] = [
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-color",
    "border-radius",
    "border-style",
    "border-top",
    "border-width",
    "box-shadow",
    "color",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "max-height",
    "max-width",
    "padding",
    "text-align",
    "text-decoration",
    "text-transform",
    "width",
];

/// A checked sheet as one for our pages, written anew: known places, known properties, plain values.
pub fn for_pages(css: &str) -> String {
    let mut sheet = String::new();
    let css = without_comments(css).unwrap_or_default();
    for rule in css.split('}') {
        let Some((names, declarations)) = rule.split_once('{') else { continue };
        let places: Vec<&str> = names
            .split(',')
            .filter_map(|name| {
                PLACES.iter().find(|(class, _)| *class == name.trim()).map(|(_, place)| *place)
            })
            .collect();
        let said: Vec<String> = declarations.split(';').filter_map(plain).collect();
        if !places.is_empty() && !said.is_empty() {
            // `html` makes them as strong as the rules of ours that they replace.
            let places: Vec<String> = places
                .iter()
                .flat_map(|place| split_selectors(place))
                .map(|one| format!("html body {one}"))
                .collect();
            sheet += &format!("{}{{{}}}\n", places.join(","), said.join(";"));
        }
    }
    sheet
}

/// The selectors of a list; commas within brackets do not part it.
fn split_selectors(list: &str) -> Vec<&str> {
    if list.contains('(') { vec![list] } else { list.split(", ").collect() }
}

/// A declaration that may stand in our sheet.
fn plain(declaration: &str) -> Option<String> {
    let (name, value) = declaration.split_once(':')?;
    let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
    let is_plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '#' | '.' | '%' | '-' | ' ' | ',' | '(' | ')' | '!')
    };
    let calls_out = ["url", "image", "attr", "element", "env", "var"].iter().any(|word| value.contains(word));
    let may = PROPERTIES.contains(&name.as_str()) && value.chars().all(is_plain) && !calls_out;
    let is_balanced = value.matches('(').count() == value.matches(')').count();
    (may && is_balanced && !value.is_empty()).then(|| format!("{name}:{value}"))
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
    fn a_sheet_is_written_anew_for_our_pages() {
        let css = ".submitButton-customizable { background-color: #AA5500; position: fixed }\n\
                   .label-customizable, .background-customizable { color: rgb(1, 2, 3) !important; }\n\
                   .redirect-customizable { color: red } .banner-customizable { background: url(https://x/y) }";
        assert_eq!(
            for_pages(css),
            "html body button.wide:not(.quiet, .danger){background-color:#aa5500}\n\
             html body .field label,html body .card{color:rgb(1, 2, 3) !important}\n"
        );
        for hostile in
            ["", "}", ".label-customizable{color:red}}body{display:none", ".label-customizable{color:r\"ed}"]
        {
            let sheet = for_pages(hostile);
            assert!(sheet.is_empty() || sheet == "html body .field label{color:red}\n", "{sheet}");
        }
    }

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
