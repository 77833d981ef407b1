//! A message that only shows whether messages arrive, for operators.

use super::{Message, Sender};
use crate::pools::Pool;

/// A message to an address, or to a number where it begins with a plus, sent as a pool would.
pub fn trial(to: &str, pool: Option<&Pool>, at: i64) -> Message {
    let is_sms = to.starts_with('+');
    let text = "This is a test message from Cenote. If you can read it, messages arrive.";
    Message {
        id: format!("test-{at}"),
        channel: if is_sms { "SMS" } else { "EMAIL" }.to_owned(),
        to: to.to_owned(),
        subject: if is_sms { String::new() } else { "A test message".to_owned() },
        text: text.to_owned(),
        html: if is_sms { String::new() } else { format!("<p>{text}</p>") },
        code: None,
        link: None,
        kind: "test".to_owned(),
        user_pool_id: pool.map_or_else(String::new, |pool| pool.id().to_owned()),
        username: String::new(),
        at,
        sub: String::new(),
        sender: pool.map_or_else(Sender::default, |pool| Sender::of(pool, is_sms)),
    }
}
