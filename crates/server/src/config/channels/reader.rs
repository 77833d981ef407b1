//! Reads the members of one channel, and says what is wrong with them.

use std::path::PathBuf;

use super::super::load::Fault;
use super::super::values::{Secret, is_loopback_host};
use super::{Encryption, Gateway, Given, MEMBERS, PASSWORD, Preset, Ses, Smtp, variable};

pub(super) struct Reader<'a> {
    pub name: &'a str,
    pub given: &'a Given,
    pub faults: &'a mut Vec<Fault>,
    pub has_fault: bool,
}

impl Reader<'_> {
    pub fn fault(&mut self, key: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        self.has_fault = true;
        self.faults.push(Fault::new(&format!("channels.{}.{key}", self.name), problem, remedy));
    }

    fn text(&self, key: &str) -> Option<String> {
        self.given.get(key).filter(|text| !text.is_empty()).cloned()
    }

    pub fn required(&mut self, key: &str) -> Option<String> {
        let text = self.text(key);
        if text.is_none() {
            let doc = MEMBERS.iter().find(|member| member.key == key).map_or("", |member| member.doc);
            self.fault(key, "is missing", doc.trim_end_matches('.').to_owned());
        }
        text
    }

    pub fn choice(
        &mut self,
        key: &str,
        words: &[&'static str],
        default: Option<&'static str>,
    ) -> Option<&'static str> {
        let text = match (self.text(key), default) {
            (Some(text), _) => text,
            (None, Some(default)) => return Some(default),
            (None, None) => self.required(key)?,
        };
        let word = words.iter().find(|word| **word == text).copied();
        if word.is_none() {
            let remedy = format!("Take one of: {}", words.join(", "));
            self.fault(key, format!("`{text}` is not one of its words"), remedy);
        }
        word
    }

    fn number<T: std::str::FromStr>(&mut self, key: &str, default: T) -> Option<T> {
        let Some(text) = self.text(key) else { return Some(default) };
        let number = text.parse().ok();
        if number.is_none() {
            self.fault(key, format!("`{text}` is not such a number"), "Give a whole number");
        }
        number
    }

    fn password(&mut self) -> Option<Secret> {
        match (self.text(PASSWORD), self.text("password_file")) {
            (Some(_), Some(_)) => {
                let variable = variable(self.name, PASSWORD);
                self.fault("password_file", format!("contradicts {variable}"), "Leave one of the two out");
                None
            }
            (Some(text), None) => Some(Secret::from(text.as_str())),
            (None, Some(path)) => match std::fs::read_to_string(&path) {
                Ok(text) => Some(Secret::from(text.trim_end_matches(['\r', '\n']))),
                Err(error) => {
                    let problem = format!("`{path}` cannot be read: {error}");
                    self.fault("password_file", problem, "Name a file that this user may read");
                    None
                }
            },
            (None, None) => None,
        }
    }

    /// User and password, which belong together.
    fn login(&mut self) -> Option<(String, Secret)> {
        let had_fault = self.has_fault;
        match (self.text("user"), self.password()) {
            (Some(user), Some(password)) => Some((user, password)),
            (None, None) => None,
            _ if self.has_fault && !had_fault => None,
            (user, _) => {
                let key = if user.is_some() { "password_file" } else { "user" };
                self.fault(key, "is missing beside the other half of the login", "Give both, or neither");
                None
            }
        }
    }

    pub fn smtp(&mut self) -> Option<Smtp> {
        let tls = match self.choice("tls", &["starttls", "implicit", "none"], Some("starttls"))? {
            "implicit" => Encryption::Implicit,
            "none" => Encryption::None,
            _ => Encryption::StartTls,
        };
        let default = match tls {
            Encryption::StartTls => 587,
            Encryption::Implicit => 465,
            Encryption::None => 25,
        };
        let host = self.required("host")?;
        let login = self.login();
        if tls == Encryption::None && login.is_some() && !is_loopback_host(&host) {
            self.fault("tls", "sends the password in clear to another machine", "Take starttls or implicit");
        }
        Some(Smtp {
            host,
            port: self.number("port", default)?,
            tls,
            ca_file: self.text("ca_file").map(PathBuf::from),
            connections: self.number("connections", 4)?,
            login,
            from: self.text("from"),
        })
    }

    pub fn gateway(&mut self) -> Option<Gateway> {
        let preset = match self.text("preset") {
            None => None,
            Some(_) => match self.choice("preset", &["twilio", "vonage"], None)? {
                "twilio" => Some(Preset::Twilio),
                _ => Some(Preset::Vonage),
            },
        };
        const FORM: &str = "application/x-www-form-urlencoded";
        let (url, headers, body, content_type) = match preset {
            Some(Preset::Twilio) => (
                "https://api.twilio.com/2010-04-01/Accounts/{user}/Messages.json",
                "Authorization: Basic {basic}",
                "To={to}&From={from}&Body={text}",
                FORM,
            ),
            Some(Preset::Vonage) => (
                "https://rest.nexmo.com/sms/json",
                "",
                "api_key={user}&api_secret={password}&to={digits}&from={from}&text={text}&type=unicode",
                FORM,
            ),
            None => ("", "", "", "application/json"),
        };
        let or = |given: Option<String>, default: &str| given.unwrap_or_else(|| default.to_owned());
        let method = or(self.text("method"), "POST");
        let method = match http::Method::from_bytes(method.as_bytes()) {
            Ok(method) => method,
            Err(_) => {
                self.fault("method", format!("`{method}` is no method"), "Take POST");
                return None;
            }
        };
        let url = match preset {
            Some(_) => or(self.text("url"), url),
            None => self.required("url")?,
        };
        if !url.starts_with("https://") && !url.starts_with("http://") {
            self.fault("url", "does not begin with https:// or http://", "Give the gateway's address");
        }
        let mut lines = Vec::new();
        for line in or(self.text("headers"), headers).lines().filter(|line| !line.is_empty()) {
            match line.split_once(':') {
                Some((name, value)) => lines.push((name.trim().to_owned(), value.trim().to_owned())),
                None => self.fault("headers", "has a line without a colon", "Write `Name: value`"),
            }
        }
        let password = self.password();
        if preset.is_some() {
            self.required("user")?;
            self.required("from")?;
            if password.is_none() {
                self.fault(
                    "password_file",
                    "is missing: the preset needs a secret",
                    "Name a file that holds it",
                );
            }
        }
        Some(Gateway {
            preset,
            url,
            method,
            headers: lines,
            body: or(self.text("body"), body),
            content_type: or(self.text("content_type"), content_type),
            user: self.text("user").unwrap_or_default(),
            password: password.unwrap_or_else(|| Secret::from("")),
            from: self.text("from").unwrap_or_default(),
        })
    }

    pub fn ses(&mut self) -> Option<Ses> {
        let region = self.required("region")?;
        self.required("user")?;
        let (access_key_id, secret) = self.login()?;
        let own = format!("https://email.{region}.amazonaws.com");
        Some(Ses {
            url: self.text("url").unwrap_or(own).trim_end_matches('/').to_owned(),
            region,
            access_key_id,
            secret,
            from: self.text("from"),
        })
    }
}
