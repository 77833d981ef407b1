//! What a branding style says beyond AWS's settings: other words, links below the form, and how a page is laid out. It is the
//! member `cenote` of the settings, which AWS does not have: clients that do not name it keep it and never see it.
//!
//! ```json
//! { "cenote": {
//!     "layout": "SPLIT",
//!     "links": { "default": { "help": "https://example.com/help" } },
//!     "words": { "en": { "sign-in-title": "Welcome back" } }
//! } }
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use words::Language;
use words::own::{self, Fault};

use crate::error::{Error, Reason, Result};

/// The member of the settings.
pub const MEMBER: &str = "cenote";

/// The links of those whose language has none.
const DEFAULT: &str = "default";

/// The links that there are, in the order in which they stand.
const LINKS: [&str; 3] = ["help", "terms", "privacy"];

/// The most characters of a link, as AWS has it of those to terms.
const LONGEST_LINK: usize = 1_024;

/// What messages say is written elsewhere.
const OF_MESSAGES: &str = "mail-";

/// How a page is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Layout {
    /// A card.
    #[default]
    Card,
    /// A picture at one side, the form at the other.
    Split,
    /// The form by itself, on the page.
    Plain,
}

impl Layout {
    const ALL: [&str; 3] = ["CARD", "SPLIT", "PLAIN"];

    /// The word for it in the pages.
    pub fn word(self) -> &'static str {
        match self {
            Layout::Card => "card",
            Layout::Split => "split",
            Layout::Plain => "plain",
        }
    }
}

/// What a style says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Own {
    /// How a page is laid out.
    pub layout: Layout,
    /// Links by language and name.
    links: BTreeMap<String, BTreeMap<String, String>>,
    /// Sentences by language and key.
    words: BTreeMap<String, BTreeMap<String, String>>,
}

impl Own {
    /// What settings say; nothing where they do not.
    pub fn of(settings: &Value) -> Own {
        settings.get(MEMBER).and_then(|given| Own::deserialize(given).ok()).unwrap_or_default()
    }

    /// The sentences that stand in the place of ours in a language.
    pub fn words(&self, language: &Language) -> BTreeMap<String, String> {
        let mut words = self.words.get(language.code).cloned().unwrap_or_default();
        words.retain(|_, text| !text.is_empty());
        words
    }

    /// The links below a page: the name of each and where it leads. Those of the language come before those for all.
    pub fn links(&self, language: &Language) -> Vec<(&'static str, String)> {
        let of = |code: &str, name: &str| self.links.get(code).and_then(|links| links.get(name));
        let links = LINKS.into_iter().filter_map(|name| {
            let link = of(language.code, name).or_else(|| of(DEFAULT, name))?;
            Some((name, link.clone()))
        });
        links.filter(|(_, link)| !link.is_empty()).collect()
    }
}

/// Judges the member before it is kept. An empty text takes away what was said before: an update lays one document over
/// the other.
///
/// Errors: `SettingsInvalid`, with the place.
pub fn check(given: &Value) -> Result<()> {
    for (name, value) in members(MEMBER, given)? {
        let path = format!("{MEMBER}.{name}");
        match name.as_str() {
            "layout" => match value.as_str().is_some_and(|word| Layout::ALL.contains(&word)) {
                true => {}
                false => return Err(invalid(&path, &format!("must be one of {:?}", Layout::ALL))),
            },
            "links" => each(&path, value, true, check_link)?,
            "words" => each(&path, value, false, check_words)?,
            _ => return Err(invalid(&path, "is not a setting")),
        }
    }
    Ok(())
}

/// Each text of each language.
fn each(
    path: &str,
    given: &Value,
    has_default: bool,
    check: fn(&str, &str, &str) -> Result<()>,
) -> Result<()> {
    for (code, texts) in members(path, given)? {
        let path = format!("{path}.{code}");
        let is_language = words::all().iter().any(|language| language.code == code);
        if !(is_language || has_default && code == DEFAULT) {
            return Err(invalid(&path, "is not a language of the pages"));
        }
        for (name, text) in members(&path, texts)? {
            let path = format!("{path}.{name}");
            match text.as_str() {
                Some(text) => check(&path, name, text)?,
                None => return Err(invalid(&path, "must be a text")),
            }
        }
    }
    Ok(())
}

fn check_link(path: &str, name: &str, link: &str) -> Result<()> {
    if !LINKS.contains(&name) {
        return Err(invalid(path, &format!("is not one of {LINKS:?}")));
    }
    let rest = ["https://", "http://"].iter().find_map(|scheme| link.strip_prefix(scheme));
    let rest = rest.or_else(|| link.strip_prefix("mailto:").filter(|_| name == "help"));
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`');
    let is_link = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '['))
        && link.len() <= LONGEST_LINK
        && link.chars().all(is_plain);
    match is_link || link.is_empty() {
        true => Ok(()),
        false => Err(invalid(path, "must be a web address")),
    }
}

fn check_words(path: &str, key: &str, text: &str) -> Result<()> {
    if key.starts_with(OF_MESSAGES) {
        return Err(invalid(path, "is not a sentence of the pages"));
    }
    if text.is_empty() && own::placeholders(key).is_some() {
        return Ok(());
    }
    own::check(key, text).map_err(|fault| match fault {
        Fault::Unknown => invalid(path, "is not a sentence of the pages"),
        Fault::Text => invalid(path, &format!("must be text of at most {} characters", own::LONGEST)),
        Fault::Braces => invalid(path, "has a brace that is no placeholder"),
        Fault::Placeholder(name) => {
            let all = own::placeholders(key).unwrap_or_default();
            let all: Vec<String> = all.iter().map(|name| format!("{{ ${name} }}")).collect();
            let has = if all.is_empty() { "none".to_owned() } else { all.join(" and ") };
            invalid(path, &format!("must have the placeholders of its sentence ({has}), and ${name} differs"))
        }
    })
}

fn members<'a>(path: &str, given: &'a Value) -> Result<&'a serde_json::Map<String, Value>> {
    given.as_object().ok_or_else(|| invalid(path, "must be a JSON object"))
}

fn invalid(path: &str, what: &str) -> Error {
    // The names in it are the caller's own.
    let path: String = path.chars().filter(|c| !c.is_control()).take(120).collect();
    Error::about(Reason::SettingsInvalid, path).and(what)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn named(code: &str) -> &'static Language {
        words::named(code).unwrap()
    }

    #[test]
    fn words_and_links_are_of_their_language() {
        let given = json!({ "cenote": {
            "layout": "SPLIT",
            "links": {
                "default": { "help": "mailto:help@example.com", "privacy": "https://example.com/p" },
                "de": { "privacy": "https://example.com/de/p", "help": "" },
            },
            "words": { "de": { "sign-in-title": "Hallo", "sign-in": "" } },
        } });
        assert!(check(&given[MEMBER]).is_ok());
        let own = Own::of(&given);
        assert_eq!(own.layout, Layout::Split);
        assert_eq!(own.links(named("de")), [("privacy", "https://example.com/de/p".to_owned())]);
        assert_eq!(own.links(named("fr"))[0], ("help", "mailto:help@example.com".to_owned()));
        assert_eq!(own.words(named("fr")), BTreeMap::new());
        assert_eq!(
            own.words(named("de")),
            BTreeMap::from([("sign-in-title".to_owned(), "Hallo".to_owned())])
        );
    }

    #[test]
    fn what_is_no_such_setting_is_refused() {
        for (wrong, what) in [
            (json!([]), "cenote must be a JSON object"),
            (json!({ "html": "<b>" }), "cenote.html is not a setting"),
            (json!({ "layout": "split" }), "cenote.layout must be one of"),
            (
                json!({ "links": { "de": { "imprint": "https://a.example" } } }),
                "cenote.links.de.imprint is not one of",
            ),
            (json!({ "links": { "tlh": {} } }), "cenote.links.tlh is not a language of the pages"),
            (json!({ "words": { "default": {} } }), "cenote.words.default is not a language of the pages"),
            (
                json!({ "words": { "en": { "sign-in-title": 1 } } }),
                "cenote.words.en.sign-in-title must be a text",
            ),
            (json!({ "words": { "en": { "nothing": "a" } } }), "cenote.words.en.nothing is not a sentence"),
            (json!({ "words": { "en": { "nothing": "" } } }), "cenote.words.en.nothing is not a sentence"),
            (json!({ "words": { "en": { "mail-code": "{ $code }" } } }), "mail-code is not a sentence"),
            (json!({ "words": { "en": { "sign-in-to": "in" } } }), "({ $app }), and $app differs"),
            (json!({ "words": { "en": { "sign-in": "{ $app }" } } }), "(none), and $app differs"),
        ] {
            let error = check(&wrong).unwrap_err().message();
            assert!(error.contains(what), "{error}");
        }
        for link in [
            "javascript:alert(1)",
            "//example.com",
            "https://",
            "https:///a",
            "https://example.com/\"",
            "https://exa mple.com",
            "data:text/html,a",
            "mailto:a@example.com",
        ] {
            let error = check(&json!({ "links": { "en": { "privacy": link } } })).unwrap_err().message();
            assert!(error.ends_with("must be a web address."), "{link}: {error}");
        }
    }
}
