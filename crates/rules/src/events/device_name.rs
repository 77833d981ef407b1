//! A browser and its system by their user agent, as the history shows them: `Chrome 126, Windows 10`.
//! AWS: DeviceName of API_EventContextDataType.
//!
//! What is named here is what people use; a full registry of agents would cost more than it tells.

/// Browsers by the mark that tells them, the more telling first: many wear the marks of others.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];

/// Systems by the mark that tells them, the more telling first.
const SYSTEMS: [(&str, &str); 8] = [
    ("Windows NT 10", "Windows 10"),
    ("Windows", "Windows"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Android", "Android"),
    ("CrOS", "Chrome OS"),
    ("Mac OS X", "Mac OS X"),
    ("Linux", "Linux"),
];

/// The name of an agent; none for an empty one.
pub fn of(agent: &str) -> Option<String> {
    if agent.trim().is_empty() {
        return None;
    }
    let system = SYSTEMS.iter().find(|(mark, _)| agent.contains(mark)).map_or("Other", |(_, name)| name);
    let browser = BROWSERS.iter().find_map(|(mark, name)| {
        let (_, after) = agent.split_once(mark)?;
        Some(format!("{name} {}", major(after)))
    });
    let browser = browser.unwrap_or_else(|| {
        // A library names itself first: `Boto3/1.34.0 md/…`.
        let first = agent.split_whitespace().next().unwrap_or_default();
        let (name, version) = first.split_once('/').unwrap_or((first, ""));
        let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
        format!("{name} {}", major(version)).trim_end().to_owned()
    });
    Some(format!("{browser}, {system}"))
}

/// The digits that a version begins with.
fn major(version: &str) -> String {
    version.chars().take_while(char::is_ascii_digit).take(6).collect()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn agents_have_names() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/126.0.0.0 Safari/537.36";
        assert_eq!(of(chrome).as_deref(), Some("Chrome 126, Windows 10"));
        assert_eq!(of(&format!("{chrome} Edg/126.0.1")).as_deref(), Some("Edge 126, Windows 10"));
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Version/17.5 Mobile/15E148 Safari/604.1";
        assert_eq!(of(safari).as_deref(), Some("Safari 17, iOS"));
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
        assert_eq!(of(firefox).as_deref(), Some("Firefox 127, Linux"));
        assert_eq!(of("Boto3/1.34.0 md/Botocore#1.34.0").as_deref(), Some("Boto3 1, Other"));
        assert_eq!(of("x").as_deref(), Some("x, Other"));
        assert_eq!(of(" "), None);
    }
}
