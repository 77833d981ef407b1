//! What Cenote says to people, in each of its languages: the pages, the account pages and the messages.
//! Sources: Unicode CLDR plural rules (by Fluent), RFC 5646 and 4647 for tags, RFC 9110 section 12.5.4 for what a browser
//! accepts.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub mod dates;
pub mod own;

/// A language with everything that is said in it.
pub struct Language {
    /// Its tag, such as `pt-BR`.
    pub code: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
    source: &'static str,
    bundle: OnceLock<Bundle>,
}

type Bundle = FluentBundle<FluentResource>;

const fn ltr(code: &'static str, name: &'static str, source: &'static str) -> Language {
    Language { code, name, is_rtl: false, source, bundle: OnceLock::new() }
}

const fn rtl(code: &'static str, name: &'static str, source: &'static str) -> Language {
    Language { code, name, is_rtl: true, source, bundle: OnceLock::new() }
}

/// All of them: English first, the others by their tags.
static ALL: [Language; 31] = [
    ltr("en", "English", include_str!("../locales/en.ftl")),
    rtl("ar", "العربية", include_str!("../locales/ar.ftl")),
    ltr("bn", "বাংলা", include_str!("../locales/bn.ftl")),
    ltr("cs", "Čeština", include_str!("../locales/cs.ftl")),
    ltr("da", "Dansk", include_str!("../locales/da.ftl")),
    ltr("de", "Deutsch", include_str!("../locales/de.ftl")),
    ltr("el", "Ελληνικά", include_str!("../locales/el.ftl")),
    ltr("es", "Español", include_str!("../locales/es.ftl")),
    rtl("fa", "فارسی", include_str!("../locales/fa.ftl")),
    ltr("fi", "Suomi", include_str!("../locales/fi.ftl")),
    ltr("fr", "Français", include_str!("../locales/fr.ftl")),
    rtl("he", "עברית", include_str!("../locales/he.ftl")),
    ltr("hi", "हिन्दी", include_str!("../locales/hi.ftl")),
    ltr("hu", "Magyar", include_str!("../locales/hu.ftl")),
    ltr("id", "Bahasa Indonesia", include_str!("../locales/id.ftl")),
    ltr("it", "Italiano", include_str!("../locales/it.ftl")),
    ltr("ja", "日本語", include_str!("../locales/ja.ftl")),
    ltr("ko", "한국어", include_str!("../locales/ko.ftl")),
    ltr("nb", "Norsk bokmål", include_str!("../locales/nb.ftl")),
    ltr("nl", "Nederlands", include_str!("../locales/nl.ftl")),
    ltr("pl", "Polski", include_str!("../locales/pl.ftl")),
    ltr("pt-BR", "Português (Brasil)", include_str!("../locales/pt-BR.ftl")),
    ltr("ro", "Română", include_str!("../locales/ro.ftl")),
    ltr("ru", "Русский", include_str!("../locales/ru.ftl")),
    ltr("sv", "Svenska", include_str!("../locales/sv.ftl")),
    ltr("th", "ไทย", include_str!("../locales/th.ftl")),
    ltr("tr", "Türkçe", include_str!("../locales/tr.ftl")),
    ltr("uk", "Українська", include_str!("../locales/uk.ftl")),
    ltr("vi", "Tiếng Việt", include_str!("../locales/vi.ftl")),
    ltr("zh-CN", "简体中文", include_str!("../locales/zh-CN.ftl")),
    ltr("zh-TW", "繁體中文", include_str!("../locales/zh-TW.ftl")),
];

/// All languages: English first, the others by their tags.
pub fn all() -> &'static [Language] {
    &ALL
}

/// The language of those who say nothing.
pub fn default() -> &'static Language {
    &ALL[0]
}

/// Something that a sentence is filled in with.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// A text, as it is.
    Text(Cow<'a, str>),
    /// A count: it chooses the plural form.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(count: i64) -> Self {
        Arg::Count(count)
    }
}

impl Language {
    /// A sentence by its key, in English where this language lacks it; the key itself where nobody has it.
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let said = self.find(key, args).or_else(|| default().find(key, args));
        said.unwrap_or_else(|| key.to_owned())
    }

    /// Whether this language itself has a sentence.
    pub fn has(&self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    fn find(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let bundle = self.bundle();
        let pattern = bundle.get_message(key)?.value()?;
        let mut filled = FluentArgs::new();
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_ref()),
                Arg::Count(count) => FluentValue::from(*count),
            };
            filled.set(*name, value);
        }
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned())
    }

    fn bundle(&self) -> &Bundle {
        self.bundle.get_or_init(|| {
            let tag = self.code.parse::<LanguageIdentifier>().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // Names and addresses keep their own direction within sentences that run the other way.
            bundle.set_use_isolating(self.is_rtl);
            // What does not parse is left out: a test refuses it.
            let resource = match FluentResource::try_new(self.source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
            bundle
        })
    }
}

/// The language that a tag means, if there is one: its own, or the one that its speakers read.
pub fn named(tag: &str) -> Option<&'static Language> {
    let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
    let exact = |code: &str| ALL.iter().find(|language| language.code.eq_ignore_ascii_case(code));
    if let Some(language) = exact(&tag) {
        return Some(language);
    }
    let mut parts = tag.split('-');
    let primary = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    match primary {
        "zh" if rest.iter().any(|part| matches!(*part, "hant" | "tw" | "hk" | "mo")) => exact("zh-TW"),
        "zh" => exact("zh-CN"),
        "pt" => exact("pt-BR"),
        "no" | "nn" => exact("nb"),
        "iw" => exact("he"),
        "in" => exact("id"),
        primary => exact(primary),
    }
}

/// The first language that there is of some tags.
pub fn first<'a>(tags: impl IntoIterator<Item = &'a str>) -> Option<&'static Language> {
    tags.into_iter().find_map(named)
}

/// The tags of an `Accept-Language` header, the most wanted first; at most so many as a person has.
pub fn accepted(header: &str) -> Vec<&str> {
    const MOST: usize = 20;
    let mut wanted: Vec<(f32, &str)> = Vec::new();
    for part in header.split(',').take(MOST) {
        let mut parts = part.split(';');
        let tag = parts.next().unwrap_or_default().trim();
        let quality = parts.find_map(|part| part.trim().strip_prefix("q="));
        let quality = quality.map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
        if !tag.is_empty() && tag != "*" && quality > 0.0 {
            wanted.push((quality, tag));
        }
    }
    // A stable sort: of equals the first stays first.
    wanted.sort_by(|one, other| other.0.total_cmp(&one.0));
    wanted.into_iter().map(|(_, tag)| tag).collect()
}

#[cfg(test)]
mod tests;
