//! A gateway that takes a message as one HTTP request, written from templates.
//! The forms of Twilio's Programmable Messaging and of Vonage's SMS API are known.
//!
//! Placeholders: `{to}`, `{digits}` (the number without its plus), `{from}`, `{subject}`, `{text}`, `{html}`, `{id}`,
//! `{user}`, `{password}`, `{basic}` (both, as HTTP's Basic has them). Each is escaped for the place it stands in.

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::sigv4::percent_encoded;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use rules::messages::{Courier, Message, Undelivered};
use serde_json::Value;

use super::web::{self, Asked};
use crate::config::channels::{Gateway, Preset};

/// A gateway.
pub struct Road(Gateway);

impl Road {
    /// The road to a gateway.
    pub fn new(gateway: Gateway) -> Road {
        Road(gateway)
    }

    fn filled(&self, template: &str, message: &Message, escape: fn(&str) -> String) -> String {
        let gateway = &self.0;
        let from = message.sender.from.as_deref().filter(|from| !from.is_empty()).unwrap_or(&gateway.from);
        let mut out = String::with_capacity(template.len() + message.text.len());
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let name = rest[1..].split_once('}').map(|(name, _)| name);
            let value = match name {
                Some("to") => message.to.clone(),
                Some("digits") => message.to.trim_start_matches('+').to_owned(),
                Some("from") => from.to_owned(),
                Some("subject") => message.subject.clone(),
                Some("text") => message.text.clone(),
                Some("html") => message.html.clone(),
                Some("id") => message.id.clone(),
                Some("user") => gateway.user.clone(),
                Some("password") => gateway.password.reveal().to_owned(),
                Some("basic") => STANDARD.encode(format!("{}:{}", gateway.user, gateway.password.reveal())),
                _ => {
                    out.push('{');
                    rest = &rest[1..];
                    continue;
                }
            };
            out.push_str(&escape(&value));
            rest = &rest[1 + name.map_or(0, str::len) + 1..];
        }
        out.push_str(rest);
        out
    }

    fn headers(&self, message: &Message) -> Result<HeaderMap, Undelivered> {
        let later = |name: &str| Undelivered::Later(format!("the header `{name}` cannot be written"));
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, self.0.content_type.parse().map_err(|_| later("Content-Type"))?);
        for (name, template) in &self.0.headers {
            let value = self.filled(template, message, str::to_owned);
            let mut value = HeaderValue::from_str(&value).map_err(|_| later(name))?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_bytes(name.as_bytes()).map_err(|_| later(name))?, value);
        }
        Ok(headers)
    }
}

#[async_trait]
impl Courier for Road {
    async fn deliver(&self, message: &Message) -> Result<String, Undelivered> {
        let escape = match self.0.content_type.as_str() {
            kind if kind.contains("json") => json,
            kind if kind.contains("urlencoded") => percent_encoded,
            kind if kind.contains("xml") => xml,
            _ => str::to_owned as fn(&str) -> String,
        };
        let url = self.filled(&self.0.url, message, percent_encoded);
        let body = self.filled(&self.0.body, message, escape);
        let asked = Asked { method: self.0.method.clone(), url: &url, headers: self.headers(message)?, body };
        let (status, answer) = web::send(asked).await?;
        let answer = self.hushed(answer);
        match self.0.preset {
            Some(Preset::Vonage) if status == 200 => vonage(answer),
            _ => web::judged(status, answer),
        }
    }
}

impl Road {
    /// A gateway that echoes what it was sent echoes no secret into the log.
    fn hushed(&self, answer: String) -> String {
        match self.0.password.reveal() {
            "" => answer,
            secret => answer.replace(secret, "***"),
        }
    }
}

/// Vonage says 200 to everything; the parts of a message have a status each.
fn vonage(answer: String) -> Result<String, Undelivered> {
    let read: Option<Value> = serde_json::from_str(&answer).ok();
    let parts = read.as_ref().and_then(|read| read["messages"].as_array());
    let worst = parts.into_iter().flatten().find(|part| part["status"] != "0");
    match (parts, worst) {
        (Some(parts), None) if !parts.is_empty() => Ok(answer),
        (_, Some(part)) => match part["status"].as_str() {
            // Throttled, wrong credentials, internal error, account barred, out of money, too many binds.
            Some("1" | "4" | "5" | "8" | "9" | "10" | "14") => Err(Undelivered::Later(answer)),
            _ => Err(Undelivered::Refused(answer)),
        },
        _ => Err(Undelivered::Later(format!("the answer does not read: {answer}"))),
    }
}

/// Within the quotes of a JSON text.
fn json(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::values::Secret;

    fn road(content_type: &str, body: &str) -> Road {
        Road(Gateway {
            preset: None,
            url: "https://gateway.example/{user}".to_owned(),
            method: http::Method::POST,
            headers: vec![("X-Key".to_owned(), "{password}".to_owned())],
            body: body.to_owned(),
            content_type: content_type.to_owned(),
            user: "a/b".to_owned(),
            password: Secret::from("p&q"),
            from: "+1555".to_owned(),
        })
    }

    fn message(text: &str) -> Message {
        let message = serde_json::json!({
            "id": "i", "channel": "SMS", "to": "+12065550123", "subject": "", "text": text, "html": "", "code": null,
            "link": null, "kind": "sign_up", "user_pool_id": "p", "username": "alice", "at": 0,
        });
        serde_json::from_value(message).unwrap()
    }

    #[test]
    fn placeholders_are_filled_once_and_escaped_for_their_place() {
        let hostile = message("{password}&To=+1 \"x\"\r\n}{");
        let form = road("application/x-www-form-urlencoded", "To={to}&Body={text}&{other}{");
        assert_eq!(
            form.filled(&form.0.body, &hostile, percent_encoded),
            "To=%2B12065550123&Body=%7Bpassword%7D%26To%3D%2B1%20%22x%22%0D%0A%7D%7B&{other}{"
        );
        assert_eq!(form.filled(&form.0.url, &hostile, percent_encoded), "https://gateway.example/a%2Fb");
        let object = road("application/json", r#"{"to": "{digits}", "text": "{text}"}"#);
        let body = object.filled(&object.0.body, &hostile, json);
        let read: Value = serde_json::from_str(&body).unwrap();
        assert_eq!((&read["to"], &read["text"]), (&"12065550123".into(), &hostile.text.as_str().into()));
        assert_eq!(object.headers(&hostile).unwrap()["x-key"], "p&q");
        assert_eq!(object.hushed("your p&q is wrong".to_owned()), "your *** is wrong");
    }

    #[test]
    fn a_gateway_that_says_200_to_everything_is_read() {
        let of = |status: &str| vonage(format!(r#"{{"messages": [{{"status": "{status}"}}]}}"#));
        assert!(of("0").is_ok());
        assert!(matches!(of("1"), Err(Undelivered::Later(_))));
        assert!(matches!(of("6"), Err(Undelivered::Refused(_))));
        assert!(matches!(vonage("<html>".to_owned()), Err(Undelivered::Later(_))));
        assert!(matches!(vonage(r#"{"messages": []}"#.to_owned()), Err(Undelivered::Later(_))));
    }

    #[test]
    fn a_status_says_whether_to_try_again() {
        for status in [401, 408, 429, 500, 503, 302] {
            assert!(matches!(web::judged(status, String::new()), Err(Undelivered::Later(_))), "{status}");
        }
        for status in [400, 403, 404, 422] {
            assert!(matches!(web::judged(status, String::new()), Err(Undelivered::Refused(_))), "{status}");
        }
        assert!(web::judged(201, String::new()).is_ok());
    }
}
