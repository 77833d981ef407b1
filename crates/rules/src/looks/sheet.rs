//! A branding style as a style sheet: its settings become the variables that the pages' own sheet reads. What a style does
//! not say keeps the pages' own look; nothing of it reaches the sheet but colours and numbers that were read as such.
//! AWS: API_CreateManagedLoginBranding, Settings; the developer guide, "The branding editor".

use std::fmt::Write as _;

use serde_json::Value;

use super::own::{Layout, Own};
use super::settings;

/// In light, in dark, or as the reader has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Always light. AWS: unless a style says something else.
    Light,
    /// Always dark.
    Dark,
    /// The reader's choice.
    Dynamic,
}

impl Scheme {
    /// The scheme of a style.
    pub fn of(given: &Value) -> Scheme {
        match settings::complete(Some(given))["categories"]["global"]["colorSchemeMode"].as_str() {
            Some("DARK") => Scheme::Dark,
            Some("DYNAMIC") => Scheme::Dynamic,
            _ => Scheme::Light,
        }
    }

    /// The word for it in the pages: `light`, `dark` or `dynamic`.
    pub fn word(self) -> &'static str {
        match self {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
            Scheme::Dynamic => "dynamic",
        }
    }
}

/// A colour of the settings, `*` standing for `lightMode` or `darkMode`, and the variables that take it.
const COLOURS: [(&str, &[&str]); 33] = [
    ("componentClasses.divider.*.borderColor", &["divider"]),
    ("componentClasses.focusState.*.borderColor", &["focus"]),
    ("componentClasses.input.*.defaults.backgroundColor", &["field"]),
    ("componentClasses.input.*.defaults.borderColor", &["edge"]),
    ("componentClasses.inputDescription.*.textColor", &["hint"]),
    ("componentClasses.inputLabel.*.textColor", &["label"]),
    ("componentClasses.link.*.defaults.textColor", &["link"]),
    ("componentClasses.link.*.hover.textColor", &["link-hover"]),
    ("componentClasses.optionControls.*.selected.backgroundColor", &["accent"]),
    ("componentClasses.statusIndicator.*.error.indicatorColor", &["bad"]),
    ("componentClasses.statusIndicator.*.success.indicatorColor", &["ok"]),
    ("componentClasses.statusIndicator.*.warning.indicatorColor", &["warn"]),
    ("components.alert.*.error.backgroundColor", &["bad-wash"]),
    ("components.alert.*.error.borderColor", &["bad-edge"]),
    ("components.form.*.backgroundColor", &["card"]),
    ("components.form.*.borderColor", &["line"]),
    ("components.idpButton.standard.*.defaults.backgroundColor", &["way"]),
    ("components.idpButton.standard.*.defaults.borderColor", &["way-edge"]),
    ("components.idpButton.standard.*.defaults.textColor", &["way-ink"]),
    ("components.idpButton.standard.*.hover.backgroundColor", &["way-hover"]),
    ("components.pageBackground.*.color", &["stone", "light"]),
    ("components.pageText.*.bodyColor", &["ink"]),
    ("components.pageText.*.descriptionColor", &["ink-soft"]),
    ("components.pageText.*.headingColor", &["heading"]),
    ("components.primaryButton.*.defaults.backgroundColor", &["button"]),
    ("components.primaryButton.*.defaults.textColor", &["on-water"]),
    ("components.primaryButton.*.hover.backgroundColor", &["button-hover"]),
    ("components.primaryButton.*.hover.textColor", &["on-hover"]),
    ("components.secondaryButton.*.defaults.backgroundColor", &["quiet"]),
    ("components.secondaryButton.*.defaults.borderColor", &["quiet-edge"]),
    ("components.secondaryButton.*.defaults.textColor", &["quiet-ink"]),
    ("components.secondaryButton.*.hover.backgroundColor", &["quiet-hover"]),
    ("components.secondaryButton.*.hover.textColor", &["quiet-ink-hover"]),
];

/// Lengths in pixels.
const LENGTHS: [(&str, &str); 4] = [
    ("componentClasses.buttons.borderRadius", "button-radius"),
    ("componentClasses.input.borderRadius", "radius"),
    ("components.alert.borderRadius", "notice-radius"),
    ("components.form.borderRadius", "card-radius"),
];

/// Text and what it stands on, by their variables: what is read has to differ from what it is read on.
const PAIRS: [(&str, &str); 8] = [
    ("ink", "card"),
    ("ink-soft", "card"),
    ("heading", "card"),
    ("label", "card"),
    ("link", "card"),
    ("on-water", "button"),
    ("quiet-ink", "quiet"),
    ("way-ink", "way"),
];

/// What the variables of [`PAIRS`] are where a style does not say: in light, and in dark.
const OWN: [(&str, u32, u32); 11] = [
    ("ink", 0x001b_2326, 0x00ee_f1ef),
    ("ink-soft", 0x0055_605f, 0x00a9_b4b2),
    ("heading", 0x001b_2326, 0x00ee_f1ef),
    ("label", 0x001b_2326, 0x00ee_f1ef),
    ("link", 0x000b_6b75, 0x005c_c3cc),
    ("on-water", 0x00ff_ffff, 0x000c_1113),
    ("button", 0x000b_6b75, 0x005c_c3cc),
    ("quiet-ink", 0x001b_2326, 0x00ee_f1ef),
    ("way-ink", 0x001b_2326, 0x00ee_f1ef),
    ("card", 0x00ff_ffff, 0x001c_2225),
    ("stone", 0x00f6_f4ef, 0x0014_181a),
];

/// The least contrast of text. Source: WCAG 2.2, 1.4.3.
const LEAST: f64 = 4.5;

const MODES: [&str; 2] = ["lightMode", "darkMode"];

/// The variables of a style, and no more. `images` are variables of images in light and in dark.
pub fn of(given: &Value, images: [&str; 2]) -> String {
    let scheme = Scheme::of(given);
    let mut shape = String::new();
    for (path, name) in LENGTHS {
        if let Some(length) = at(given, path).and_then(Value::as_f64) {
            let _ = write!(shape, "--{name}:{}px;", length.clamp(0.0, 100.0));
        }
    }
    let place = |axis: &str| {
        at(given, "categories.form.location").and_then(|location| location[axis].as_str()).unwrap_or_default()
    };
    shape += match place("horizontal") {
        "START" => "--start:clamp(0px,8vw,128px);",
        "END" => "--end:clamp(0px,8vw,128px);",
        _ => "",
    };
    shape += match place("vertical") {
        "CENTER" => "--above:24px;--place:center;",
        "END" => "--above:24px;--place:end;",
        _ => "",
    };
    let density = at(given, "categories.global.spacingDensity").and_then(Value::as_str);
    if density == Some("COMPACT") {
        shape += "--pad:24px;--gap:8px;";
    }
    shape += match at(given, "components.form.logo.location").and_then(Value::as_str) {
        Some("START") => "--logo:start;",
        Some("END") => "--logo:end;",
        _ => "",
    };
    let [light, dark] = MODES.map(|mode| colours(given, mode));
    let [light, dark] = [format!("{light}{}", images[0]), format!("{dark}{}", images[1])];
    // As strong as the rules that make the pages' own sheet dark.
    let root = "html:root[data-scheme]";
    match scheme {
        Scheme::Light => {
            format!("{root}{{color-scheme:light;{shape}{light}}}\n{}", buttons(given, &MODES[..1]))
        }
        Scheme::Dark => format!("{root}{{color-scheme:dark;{shape}{dark}}}\n{}", buttons(given, &MODES[1..])),
        Scheme::Dynamic => format!(
            "{root}{{{shape}{light}}}\n@media (prefers-color-scheme:dark){{{root}{{{}{dark}}}}}\n{}",
            // What is said of light alone is not said of dark.
            unsaid(&light, &dark),
            buttons(given, &MODES),
        ),
    }
}

/// AWS: the style of all providers' buttons, and those of single providers.
const STANDARD: &str = "components.idpButton.standard.";
const CUSTOM: &str = "components.idpButton.custom";

/// The colours of the buttons of single providers, by their names.
fn buttons(given: &Value, modes: &[&str]) -> String {
    let mut all = String::new();
    let settings = COLOURS.iter().filter_map(|(path, names)| Some((path.strip_prefix(STANDARD)?, names[0])));
    for (provider, said) in at(given, CUSTOM).and_then(Value::as_object).into_iter().flatten() {
        let of = |mode: &str| -> Vec<(&str, &str)> {
            let colour = |path: &str| at(said, &path.replace('*', mode)).and_then(Value::as_str);
            let set = settings.clone().filter_map(|(path, name)| Some((name, colour(path)?)));
            set.filter(|(_, colour)| is_colour(colour)).collect()
        };
        let (first, other) = (of(modes[0]), modes.get(1).map(|mode| of(mode)));
        // Every character of a name by its number, so that none can end the text that it stands in.
        let name = provider.chars().fold(String::new(), |mut name, c| {
            let _ = write!(name, "\\{:x} ", u32::from(c));
            name
        });
        let place = format!("html:root[data-scheme] .ways [data-provider=\"{name}\"]");
        let text = |set: &[(&str, &str)]| {
            set.iter().map(|(name, colour)| format!("--{name}:#{colour};")).collect::<String>()
        };
        if !first.is_empty() {
            let _ = writeln!(all, "{place}{{{}}}", text(&first));
        }
        if let Some(other) = other.filter(|other| !(first.is_empty() && other.is_empty())) {
            // What is said of light alone is in dark what all buttons have.
            let is_unsaid = |name: &str| other.iter().all(|(said, _)| *said != name);
            let back = first.iter().filter(|(name, _)| is_unsaid(name));
            let back: String = back.map(|(name, _)| format!("--{name}:inherit;")).collect();
            let _ = writeln!(all, "@media (prefers-color-scheme:dark){{{place}{{{back}{}}}}}", text(&other));
        }
    }
    all
}

/// Variables of light that dark has to give back to the pages' own sheet.
fn unsaid(light: &str, dark: &str) -> String {
    let names = light.split(';').filter_map(|one| one.split_once(':')).map(|(name, _)| name);
    let mut all = String::new();
    for name in names.filter(|name| !dark.contains(&format!("{name}:"))) {
        let own = OWN_DARK.iter().find(|(own, _)| name.strip_prefix("--") == Some(*own));
        let _ = write!(all, "{name}:{};", own.map_or("initial", |(_, value)| *value));
    }
    all
}

/// The dark values of the pages' own sheet, for variables that it always sets.
const OWN_DARK: [(&str, &str); 13] = [
    ("stone", "#14181a"),
    ("light", "#1a2023"),
    ("card", "#1c2225"),
    ("line", "#343c40"),
    ("edge", "#7b8684"),
    ("ink", "#eef1ef"),
    ("ink-soft", "#a9b4b2"),
    ("on-water", "#0c1113"),
    ("field", "var(--card)"),
    ("ok", "#7fc48d"),
    ("warn", "#e0b15a"),
    ("bad", "#f0897f"),
    ("bad-wash", "#33211f"),
];

fn colours(given: &Value, mode: &str) -> String {
    let mut all = String::new();
    for (path, names) in COLOURS {
        let said = at(given, &path.replace('*', mode)).and_then(Value::as_str);
        if let Some(colour) = said.filter(|text| is_colour(text)) {
            for name in names {
                let _ = write!(all, "--{name}:#{colour};");
            }
        }
    }
    all
}

/// What of a style people with weak eyes cannot read: where it is, and its contrast.
pub fn faint(given: &Value) -> Vec<(String, f64)> {
    let modes: &[usize] = match Scheme::of(given) {
        Scheme::Light => &[0],
        Scheme::Dark => &[1],
        Scheme::Dynamic => &[0, 1],
    };
    // Without a card the form stands on the page.
    let card = if Own::of(given).layout == Layout::Plain { "stone" } else { "card" };
    let mut found = Vec::new();
    for mode in modes {
        let value = |name: &str| -> Option<(bool, u32)> {
            let entry = COLOURS.iter().find(|(_, names)| names.contains(&name));
            let said = entry.and_then(|(path, _)| at(given, &path.replace('*', MODES[*mode])));
            let said = said.and_then(Value::as_str).filter(|text| is_colour(text));
            if let Some(said) = said {
                return Some((true, u32::from_str_radix(&said[..6], 16).ok()?));
            }
            let own = OWN.iter().find(|(own, ..)| *own == name);
            own.map(|(_, light, dark)| (false, if *mode == 0 { *light } else { *dark }))
        };
        for (text, under) in PAIRS {
            let Some((is_one_said, text_is)) = value(text) else { continue };
            let under = if under == "card" { card } else { under };
            let Some((is_other_said, under_is)) = value(under).or_else(|| value(card)) else { continue };
            let contrast = contrast(text_is, under_is);
            if (is_one_said || is_other_said) && contrast < LEAST {
                found.push((format!("{text} on {under}, {}", MODES[*mode]), contrast));
            }
        }
    }
    found
}

/// Source: WCAG 2.2, "contrast ratio" and "relative luminance".
fn contrast(one: u32, other: u32) -> f64 {
    let luminance = |colour: u32| -> f64 {
        let part = |shift: u32, weight: f64| {
            let value = f64::from((colour >> shift) & 0xff) / 255.0;
            let linear = if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
            linear * weight
        };
        part(16, 0.2126) + part(8, 0.7152) + part(0, 0.0722)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn at<'a>(given: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(given, |value, key| value.get(key))
}

fn is_colour(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_setting_that_is_read_is_one_that_there_is() {
        let all = settings::complete(None);
        for (path, _) in
            COLOURS.iter().map(|(path, _)| (*path, ())).chain(LENGTHS.map(|(path, _)| (path, ())))
        {
            for mode in MODES {
                assert!(at(&all, &path.replace('*', mode)).is_some(), "{path}");
            }
        }
    }

    #[test]
    fn a_style_becomes_the_variables_that_it_says_and_no_more() {
        let given = json!({
            "categories": { "form": { "location": { "horizontal": "START" } } },
            "componentClasses": { "buttons": { "borderRadius": 4 } },
            "components": { "primaryButton": { "lightMode": { "defaults": { "backgroundColor": "aa5500ff" } } } },
        });
        assert_eq!(
            of(&given, ["", ""]),
            "html:root[data-scheme]{color-scheme:light;--button-radius:4px;--start:clamp(0px,8vw,128px);--button:#aa5500ff;}\n"
        );
        let mut dynamic = given.clone();
        dynamic["categories"]["global"] = json!({ "colorSchemeMode": "DYNAMIC" });
        assert!(of(&dynamic, ["", ""]).contains("dark){html:root[data-scheme]{--button:initial;}}"));
    }

    #[test]
    fn a_provider_has_colours_of_its_own_and_its_name_is_nothing_else() {
        let hostile = "\"]{}*{x";
        let given = json!({
            "categories": { "global": { "colorSchemeMode": "DYNAMIC" } },
            "components": { "idpButton": { "custom": {
                "A-1": {
                    "lightMode": { "defaults": { "backgroundColor": "aa5500ff", "textColor": "ffffffff" } },
                    "darkMode": { "defaults": { "backgroundColor": "553300ff" } },
                },
                hostile: { "lightMode": { "defaults": { "textColor": "0}*{x:y0" } } },
            } } },
        });
        let place = "html:root[data-scheme] .ways [data-provider=\"\\41 \\2d \\31 \"]";
        let dark = "@media (prefers-color-scheme:dark)";
        assert_eq!(
            of(&given, ["", ""]),
            format!(
                "html:root[data-scheme]{{}}\n{dark}{{html:root[data-scheme]{{}}}}\n\
                 {place}{{--way:#aa5500ff;--way-ink:#ffffffff;}}\n\
                 {dark}{{{place}{{--way-ink:inherit;--way:#553300ff;}}}}\n"
            )
        );
    }

    #[test]
    fn nothing_but_colours_reaches_the_sheet() {
        for hostile in ["red;}body{}", "ffffffff}", "url(x)0", "aa5500", ""] {
            let given = json!({ "components": { "form": { "lightMode": { "backgroundColor": hostile } } } });
            assert_eq!(of(&given, ["", ""]), "html:root[data-scheme]{color-scheme:light;}\n", "{hostile}");
        }
    }

    #[test]
    fn text_that_cannot_be_read_is_found() {
        let faint_ones = |colour: &str| {
            let given = json!({ "components": { "primaryButton": { "lightMode": { "defaults": {
                "backgroundColor": colour, "textColor": "ffffffff",
            } } } } });
            faint(&given).into_iter().map(|(what, _)| what).collect::<Vec<_>>()
        };
        assert!(faint_ones("0b6b75ff").is_empty());
        assert_eq!(faint_ones("ffd500ff"), ["on-water on button, lightMode"]);
        assert!(faint(&json!({})).is_empty());
        // The page counts where there is no card.
        let mut plain =
            json!({ "components": { "pageBackground": { "lightMode": { "color": "404040ff" } } } });
        assert!(faint(&plain).is_empty());
        plain["cenote"] = json!({ "layout": "PLAIN" });
        assert!(faint(&plain).iter().any(|(what, _)| what == "ink on stone, lightMode"));
        assert!((contrast(0, 0x00ff_ffff) - 21.0).abs() < 0.001);
    }
}
