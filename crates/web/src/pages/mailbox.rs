//! The mailbox of `cenote dev`: what would have been sent, newest first, codes in front.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rules::messages::Message;
use serde::Serialize;

use super::Page;

/// Messages on one page; the JSON list has them all.
const SHOWN: usize = 100;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct MailboxPage {
    /// The address that was asked for; empty for all.
    to: String,
    /// Addresses that messages went to, to choose from.
    addresses: Vec<String>,
    /// The messages, newest first.
    messages: Vec<Entry>,
    /// How many older ones are left out.
    hidden: usize,
    /// How many messages there are in all.
    kept: usize,
}

/// One message.
#[derive(Serialize)]
struct Entry {
    id: String,
    what: &'static str,
    is_sms: bool,
    to: String,
    subject: String,
    text: String,
    has_html: bool,
    code: Option<String>,
    code_label: &'static str,
    link: Option<String>,
    user_pool_id: String,
    username: String,
    at: String,
    ago: String,
}

impl MailboxPage {
    /// The page of these messages, newest first, at a time in epoch milliseconds.
    pub fn new(messages: &[Message], to: Option<&str>, now: i64) -> MailboxPage {
        let addresses: BTreeSet<&str> = messages.iter().map(|message| message.to.as_str()).collect();
        let wanted: Vec<&Message> =
            messages.iter().filter(|message| to.is_none_or(|to| message.to == to)).collect();
        MailboxPage {
            to: to.unwrap_or_default().to_owned(),
            addresses: addresses.into_iter().take(SHOWN).map(str::to_owned).collect(),
            hidden: wanted.len().saturating_sub(SHOWN),
            kept: messages.len(),
            messages: wanted.into_iter().take(SHOWN).map(|message| Entry::new(message, now)).collect(),
        }
    }
}

impl Entry {
    fn new(message: &Message, now: i64) -> Entry {
        let at = Timestamp::from_millisecond(message.at).map_or_else(|_| String::new(), |at| at.to_string());
        Entry {
            id: message.id.clone(),
            what: what(&message.kind),
            is_sms: message.channel == "SMS",
            to: message.to.clone(),
            subject: message.subject.clone(),
            text: message.text.clone(),
            has_html: !message.html.is_empty() && message.html != message.text,
            code: message.code.clone(),
            code_label: if message.kind == "invite" { "Temporary password" } else { "Code" },
            link: message.link.clone().filter(|link| is_web(link)),
            user_pool_id: message.user_pool_id.clone(),
            username: message.username.clone(),
            at,
            ago: ago(now - message.at),
        }
    }
}

fn what(kind: &str) -> &'static str {
    match kind {
        "sign_up" => "Confirm a sign-up",
        "resend" => "Confirm a sign-up, again",
        "forgot_password" => "Reset a password",
        "invite" => "Invitation",
        "verify_attribute" => "Verify an address",
        _ => "Message",
    }
}

/// A link that a page may offer: what it opens is a page too.
fn is_web(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

fn ago(ms: i64) -> String {
    let (count, unit) = match ms / 1_000 {
        i64::MIN..10 => return "just now".to_owned(),
        seconds @ 10..60 => (seconds, "second"),
        seconds @ 60..3_600 => (seconds / 60, "minute"),
        seconds @ 3_600..86_400 => (seconds / 3_600, "hour"),
        seconds => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}

impl Page for MailboxPage {
    const TEMPLATE: &'static str = "mailbox.html";

    fn samples() -> Vec<MailboxPage> {
        const NOW: i64 = 1_795_000_000_000;
        let message = |id: &str, channel: &str, to: &str, kind: &str, age_s: i64| Message {
            id: id.to_owned(),
            channel: channel.to_owned(),
            to: to.to_owned(),
            subject: if channel == "SMS" { String::new() } else { "Your verification code".to_owned() },
            text: "Your confirmation code is 123456".to_owned(),
            html: String::new(),
            code: Some("123456".to_owned()),
            link: None,
            kind: kind.to_owned(),
            user_pool_id: "us-east-1_CenoteDem".to_owned(),
            username: "alice".to_owned(),
            at: NOW - age_s * 1_000,
            sub: String::new(),
            sender: Default::default(),
        };
        let mut hostile = message("3", "EMAIL", "<img src=x>@example.com", "other", 90_000);
        hostile.subject = "<script>alert(1)</script>".to_owned();
        hostile.text = "\"><img src=x onerror=alert(1)>".to_owned();
        hostile.html = hostile.text.clone() + "!";
        hostile.link = Some("javascript:alert(1)".to_owned());
        hostile.code = None;
        let mut linked = message("4", "EMAIL", "bob@example.com", "invite", 7_200);
        linked.link = Some("https://id.example.com/confirm?a=1&b=2".to_owned());
        let messages = [
            message("1", "EMAIL", "alice@example.com", "sign_up", 3),
            message("2", "SMS", "+15550100", "resend", 75),
            hostile,
            linked,
        ];
        vec![
            MailboxPage::new(&messages, None, NOW),
            MailboxPage::new(&messages, Some("nobody@example.com"), NOW),
            MailboxPage::new(&messages, Some("+15550100"), NOW),
            MailboxPage::new(&[], None, NOW),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::render;

    #[test]
    fn times_read_as_people_say_them() {
        for (ms, told) in [
            (-5, "just now"),
            (9_999, "just now"),
            (10_000, "10 seconds ago"),
            (61_000, "1 minute ago"),
            (7_200_000, "2 hours ago"),
            (86_400_000, "1 day ago"),
        ] {
            assert_eq!(ago(ms), told);
        }
    }

    #[test]
    fn links_are_offered_only_where_they_open_a_page() {
        let samples = MailboxPage::samples();
        let html = render(&samples[0]).unwrap();
        assert!(html.contains("id.example.com&#x2f;confirm?a=1&amp;b=2\""), "{html}");
        assert!(html.contains(">123456<"), "{html}");
    }

    #[test]
    fn a_filter_shows_its_address_alone() {
        let samples = MailboxPage::samples();
        assert_eq!(samples[2].messages.len(), 1);
        assert_eq!((samples[1].messages.len(), samples[1].kept), (0, 4));
    }
}
