//! Channels looked at from outside the service: one message sent and told of, and whether each can be reached.

use std::time::Duration;

use rules::messages::{Courier, Message, Undelivered};
use tokio::net::TcpStream;

use super::{gateway, lines, ses, smtp};
use crate::config::Settings;
use crate::config::channels::Channel;

/// What came of a trial.
pub struct Trial {
    /// The channel that took it.
    pub channel: String,
    /// What it said.
    pub said: Result<String, Undelivered>,
    /// Both sides of the conversation, where there was one.
    pub conversation: Option<String>,
}

/// Sends a message by the channel that it would take; nothing where there is none.
pub async fn trial(settings: &Settings, message: &Message) -> Option<Trial> {
    let is_sms = message.channel == "SMS";
    let routes = &settings.channels.routes;
    let name = routes.of(&message.user_pool_id, is_sms, message.sender.arn.as_deref())?;
    let (said, conversation) = match settings.channels.named.get(name)? {
        Channel::Smtp(smtp) => match smtp::Relay::new(smtp.clone(), &super::host(settings)) {
            Ok(relay) => {
                let (said, conversation) = relay.told(message).await;
                (said, Some(conversation))
            }
            Err(why) => (Err(Undelivered::Later(why)), None),
        },
        Channel::Http(road) => (gateway::Road::new(road.clone()).deliver(message).await, None),
        Channel::Ses(service) => (ses::Service::new(service.clone()).deliver(message).await, None),
        Channel::File(path) => (lines::Lines::new(path.clone()).deliver(message).await, None),
    };
    Some(Trial { channel: name.to_owned(), said, conversation })
}

/// Whether each channel can be reached, as far as can be told without sending: name, then what was found.
pub async fn all(settings: &Settings) -> Vec<(String, Result<String, String>)> {
    let mut found = Vec::new();
    for (name, channel) in &settings.channels.named {
        let looked = tokio::time::timeout(Duration::from_secs(10), one(settings, channel)).await;
        found.push((
            name.clone(),
            looked.unwrap_or_else(|_| Err("it does not answer within ten seconds".to_owned())),
        ));
    }
    found
}

async fn one(settings: &Settings, channel: &Channel) -> Result<String, String> {
    match channel {
        Channel::Smtp(smtp) => {
            smtp::Relay::new(smtp.clone(), &super::host(settings))?.greet().await?;
            Ok(format!("{}:{} answers and lets us in", smtp.host, smtp.port))
        }
        Channel::Http(gateway) => reached(&gateway.url).await,
        Channel::Ses(ses) => reached(&ses.url).await,
        Channel::File(path) => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            match folder {
                Some(folder) if !folder.is_dir() => Err(format!("`{}` is not there", folder.display())),
                _ => Ok(format!("`{}`", path.display())),
            }
        }
    }
}

/// Whether the host of a URL takes connections.
async fn reached(url: &str) -> Result<String, String> {
    // A template's placeholders stand in paths.
    let plain: String = url.chars().map(|c| if matches!(c, '{' | '}') { '_' } else { c }).collect();
    let parsed: http::Uri = plain.parse().map_err(|error| format!("`{url}` does not read: {error}"))?;
    let host = parsed.host().ok_or_else(|| format!("`{url}` names no host"))?;
    let default = if parsed.scheme_str() == Some("https") { 443 } else { 80 };
    let port = parsed.port_u16().unwrap_or(default);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    TcpStream::connect((bare, port))
        .await
        .map_err(|error| format!("{host}:{port} does not answer: {error}"))?;
    Ok(format!("{host}:{port} takes connections"))
}
