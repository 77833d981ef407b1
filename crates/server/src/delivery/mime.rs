//! An e-mail as the wire has it: text and HTML, in UTF-8, under an id that stays.
//! RFC: 5322, 2045 to 2047, 3834 (Auto-Submitted).
//!
//! Trap: whatever a person or a pool may have written goes through types that cannot hold a line break.

use std::time::{Duration, UNIX_EPOCH};

use lettre::Message as Mail;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use rules::messages::{Message, Undelivered};

/// The mail of a message. Errors: `Refused` where an address is none, `Later` where the sender's is none.
pub fn mail(message: &Message, from: Option<&str>, host: &str) -> Result<Mail, Undelivered> {
    let to: lettre::Address =
        message.to.parse().map_err(|error| Undelivered::Refused(format!("the address is none: {error}")))?;
    let from = sender(message, from)?;
    let mut builder = Mail::builder()
        .message_id(Some(format!("<{}@{host}>", message.id)))
        .date(UNIX_EPOCH + Duration::from_millis(u64::try_from(message.at).unwrap_or(0)))
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(one_line(&message.subject))
        .raw_header(header("Auto-Submitted", "auto-generated")?);
    if let Some(reply_to) = &message.sender.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    if let Some(set) = &message.sender.configuration_set {
        builder = builder.raw_header(header("X-SES-CONFIGURATION-SET", set)?);
    }
    let text = plain(message);
    let made = if message.html.is_empty() {
        builder.singlepart(SinglePart::plain(text))
    } else {
        builder.multipart(MultiPart::alternative_plain_html(text, message.html.clone()))
    };
    made.map_err(|error| Undelivered::Refused(format!("the mail cannot be written: {error}")))
}

/// Who sends: the pool's From, else the channel's. Errors: `Later`, since an operator can mend it.
pub fn sender(message: &Message, from: Option<&str>) -> Result<Mailbox, Undelivered> {
    match message.sender.from.as_deref().or(from) {
        Some(from) => mailbox(from),
        None => Err(Undelivered::Later("neither the pool nor the channel says who sends".to_owned())),
    }
}

fn mailbox(text: &str) -> Result<Mailbox, Undelivered> {
    let text = one_line(text);
    text.parse().map_err(|error| Undelivered::Later(format!("`{text}` is no sender: {error}")))
}

fn header(name: &str, value: &str) -> Result<HeaderValue, Undelivered> {
    let name = HeaderName::new_from_ascii(name.to_owned());
    let name = name.map_err(|error| Undelivered::Later(error.to_string()))?;
    Ok(HeaderValue::new(name, one_line(value)))
}

/// A text without line breaks or other controls.
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The text for those who read no HTML. AWS: a pool has one template, which may be HTML; its tags say nothing here.
pub fn plain(message: &Message) -> String {
    let source = if message.html.is_empty() { &message.text } else { &message.html };
    let is_markup =
        message.html.contains("</") || message.html.contains("/>") || message.html.contains("<br");
    if !is_markup {
        return message.text.clone();
    }
    let mut out = String::with_capacity(source.len());
    let mut rest = source.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = rest[..end].to_ascii_lowercase();
        if ["<br", "</p", "</div", "</h", "</li", "</tr"].iter().any(|start| tag.starts_with(start)) {
            out.push('\n');
        }
        // A link is worth its address.
        if let Some((_, target)) = tag.starts_with("<a ").then(|| rest[..end].split_once("href=\"")).flatten()
            && let Some((target, _)) = target.split_once('"')
        {
            out.push_str(target);
            out.push(' ');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    for (entity, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        out = out.replace(entity, character);
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn message() -> Message {
        serde_json::from_str(
            r#"{"id": "0192-a", "channel": "EMAIL", "to": "alice@example.com", "subject": "Grüße", "text": "t", "html": "",
                "code": "123456", "link": null, "kind": "sign_up", "user_pool_id": "p", "username": "alice", "at": 0}"#,
        )
        .unwrap()
    }

    #[test]
    fn what_is_written_cannot_become_a_header() {
        let mut hostile = message();
        hostile.subject = "Hi\r\nBcc: eve@example.com\r\n\r\nbody".to_owned();
        hostile.sender.from = Some("Pool\r\nBcc: eve@example.com <pool@example.com>".to_owned());
        hostile.sender.configuration_set = Some("set\r\nBcc: eve@example.com".to_owned());
        let sent = mail(&hostile, None, "id.example.com");
        if let Ok(sent) = &sent {
            let text = String::from_utf8(sent.formatted()).unwrap();
            assert!(text.lines().all(|line| !line.starts_with("Bcc")), "{text}");
        }
        hostile.sender.from = None;
        let text =
            String::from_utf8(mail(&hostile, Some("p@example.com"), "h").unwrap().formatted()).unwrap();
        assert!(text.lines().all(|line| !line.starts_with("Bcc")), "{text}");
        hostile.to = "alice@example.com\r\nRCPT TO:<eve@example.com>".to_owned();
        assert!(matches!(mail(&hostile, Some("p@example.com"), "h"), Err(Undelivered::Refused(_))));
    }

    #[test]
    fn the_same_message_is_the_same_mail() {
        let sent = || mail(&message(), Some("Pool <pool@example.com>"), "id.example.com").unwrap();
        let text = String::from_utf8(sent().formatted()).unwrap();
        assert!(text.contains("Message-ID: <0192-a@id.example.com>\r\n"), "{text}");
        assert!(text.contains("Subject: =?utf-8?b?"), "{text}");
        assert_eq!(sent().formatted(), sent().formatted());
        assert!(matches!(mail(&message(), None, "h"), Err(Undelivered::Later(_))));
    }

    #[test]
    fn markup_becomes_text() {
        let mut marked = message();
        marked.html = "<p>Your code: <b>12</b> &lt;3</p><a href=\"https://x/?a=1&amp;b\">Go</a>".to_owned();
        assert_eq!(plain(&marked), "Your code: 12 <3\nhttps://x/?a=1&b Go");
        marked.html = "a < b".to_owned();
        assert_eq!(plain(&marked), "t");
    }
}
