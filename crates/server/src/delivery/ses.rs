//! Amazon's mail service: SendEmail of its second API, signed.
//! AWS: SES API v2, API_SendEmail; IAM user guide, "Create a signed AWS API request".

use async_trait::async_trait;
use crypto::sigv4::{self, Request, Signer};
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use rules::messages::{Courier, Message, Undelivered};
use rules::outside::{Clock, SystemClock};
use serde_json::{Value, json};

use super::mime;
use super::web::{self, Asked};
use crate::config::channels::Ses;

const PATH: &str = "/v2/email/outbound-emails";

/// SES of one region and account.
pub struct Service(Ses);

impl Service {
    /// The service that the settings name.
    pub fn new(ses: Ses) -> Service {
        Service(ses)
    }

    fn body(&self, message: &Message) -> Result<Value, Undelivered> {
        let from = mime::sender(message, self.0.from.as_deref())?;
        let text = |data: &str| json!({ "Data": data, "Charset": "UTF-8" });
        let mut body = json!({ "Text": text(&mime::plain(message)) });
        if !message.html.is_empty() {
            body["Html"] = text(&message.html);
        }
        let mut request = json!({
            "FromEmailAddress": from.to_string(),
            "Destination": { "ToAddresses": [message.to] },
            "Content": { "Simple": {
                "Subject": text(&mime::one_line(&message.subject)), "Body": body,
                "Headers": [
                    { "Name": "Auto-Submitted", "Value": "auto-generated" },
                    { "Name": "X-Cenote-Message-Id", "Value": message.id },
                ],
            } },
        });
        let sender = &message.sender;
        for (name, value) in [
            ("FromEmailAddressIdentityArn", &sender.arn),
            ("ConfigurationSetName", &sender.configuration_set),
        ] {
            if let Some(value) = value {
                request[name] = value.as_str().into();
            }
        }
        if let Some(reply_to) = &sender.reply_to {
            request["ReplyToAddresses"] = json!([mime::one_line(reply_to)]);
        }
        Ok(request)
    }
}

#[async_trait]
impl Courier for Service {
    async fn deliver(&self, message: &Message) -> Result<String, Undelivered> {
        let later = |why: String| Undelivered::Later(why);
        let body = self.body(message)?.to_string();
        let url = format!("{}{PATH}", self.0.url);
        let parsed: http::Uri =
            url.parse().map_err(|error| later(format!("the URL does not read: {error}")))?;
        let host = parsed.authority().map_or("", |authority| authority.as_str());
        let signed = [("host", host), ("content-type", "application/json")];
        let request = Request {
            method: "POST",
            path: parsed.path(),
            query: "",
            headers: &signed,
            body: body.as_bytes(),
        };
        let signer = Signer {
            access_key_id: &self.0.access_key_id,
            secret: self.0.secret.reveal(),
            session_token: None,
            region: &self.0.region,
            service: "ses",
        };
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in sigv4::sign(&request, &signer, SystemClock.now()) {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| later(error.to_string()))?;
            headers
                .insert(name, value.parse().map_err(|_| later("the signature cannot be sent".to_owned()))?);
        }
        let (status, answer) =
            web::send(Asked { method: http::Method::POST, url: &url, headers, body }).await?;
        match status {
            // The key or its permissions: an operator mends them. A configuration set that lacks, too.
            403 | 404 => Err(later(format!("status {status}: {answer}"))),
            _ => web::judged(status, answer),
        }
    }
}
