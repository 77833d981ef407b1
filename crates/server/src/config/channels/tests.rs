//! What channels read of settings, and refuse.

use super::*;

fn read_with(file: &str, variables: &[(&str, &str)], default: Ways) -> (Channels, Vec<String>) {
    let find =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let mut faults = Vec::new();
    let channels = read(Some(file), &find, (default, None), &mut faults);
    (channels, faults.iter().map(ToString::to_string).collect())
}

fn by(email: &str) -> Ways {
    Ways { email: Some(email.to_owned()), sms: None }
}

#[test]
fn a_pool_goes_before_a_sender_before_the_default() {
    let file = r#"
        [channels.a]
        kind = "file"
        path = "a"
        [channels.b]
        kind = "file"
        path = "b"
        [channels.c]
        kind = "file"
        path = "c"
        [pools."us-east-1_One"]
        email = "b"
        [senders]
        "arn:aws:ses:x" = "c"
    "#;
    let (channels, faults) = read_with(file, &[], by("a"));
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(channels.routes.of("us-east-1_One", false, Some("arn:aws:ses:x")), Some("b"));
    assert_eq!(channels.routes.of("us-east-1_Two", false, Some("arn:aws:ses:x")), Some("c"));
    assert_eq!(channels.routes.of("us-east-1_Two", false, Some("arn:other")), Some("a"));
    assert_eq!(channels.routes.of("us-east-1_Two", true, None), None);
}

#[test]
fn the_environment_is_enough_and_secrets_are_never_shown() {
    let variables = [
        ("CENOTE_CHANNELS_OUR_RELAY_KIND", "smtp"),
        ("CENOTE_CHANNELS_OUR_RELAY_HOST", "mail.example.com"),
        ("CENOTE_CHANNELS_OUR_RELAY_USER", "cenote"),
        ("CENOTE_CHANNELS_OUR_RELAY_PASSWORD", "hunter2"),
    ];
    let (channels, faults) = read_with("", &variables, by("our-relay"));
    assert_eq!(faults, Vec::<String>::new());
    let shown = format!("{channels:?}");
    assert!(shown.contains("port: 587") && shown.contains("StartTls") && !shown.contains("hunter2"));
}

#[test]
fn what_is_weak_missing_or_misspelt_is_told() {
    let file = r#"
        [channels.a]
        kind = "smtp"
        host = "mail.example.com"
        tls = "none"
        user = "me"
        [channels.b]
        kind = "smtp"
        password = "x"
        path = "y"
        [channels.c]
        kind = "http"
        preset = "twilio"
        [channels.d]
        kind = "pigeon"
        [channels.e]
        kind = "ses"
        hots = "x"
        [pools.x]
        fax = "a"
    "#;
    let (channels, faults) = read_with(file, &[("CENOTE_CHANNELS_A_PASSWORD", "x")], by("nobody"));
    assert!(channels.named.is_empty());
    let all = faults.join("\n");
    for told in [
        "channels.a.tls: sends the password in clear to another machine. Take starttls or implicit",
        "channels.b.password: is a secret and does not belong into the settings file. Set CENOTE_CHANNELS_B_PASSWORD",
        "channels.b.path: says nothing to a channel of kind smtp. Take it out",
        "channels.b.host: is missing. The relay",
        "channels.c.user: is missing",
        "channels.d.kind: `pigeon` is not one of its words. Take one of: smtp, http, ses, file",
        "channels.e.hots: is not an option",
        "channels.e.region: is missing",
        "pools.x.fax: is not an option",
        "nobody: is named as a channel, and there is none of that name. Add the table [channels.nobody]",
    ] {
        assert!(all.contains(told), "{told}\n--\n{all}");
    }
}
