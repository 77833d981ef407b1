//! An SMTP relay: a few connections kept open, STARTTLS or TLS from the first byte, a login.
//! RFC: 5321, 3207 (STARTTLS), 8314 (implicit TLS), 4954 (AUTH).
//!
//! A connection goes back to the others only after a mail has gone out by it whole: one that was given up midway may
//! have an answer under way that would be taken for the next mail's.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::{Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use rules::messages::{Courier, Message, Undelivered};
use rustls::ClientConfig;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use self::tap::{Tap, Transcript};
use super::{mime, web};
use crate::config::channels::{Encryption, Smtp};

pub mod tap;

/// How long a connection and its login may take, and then a mail.
const PATIENCE: Duration = Duration::from_secs(20);

/// The longest line of a relay that is read before TLS.
const LONGEST_LINE: u64 = 4_096;

/// One relay.
pub struct Relay {
    smtp: Smtp,
    host: String,
    tls: Arc<ClientConfig>,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl Relay {
    /// A relay; `host` is what we call ourselves. Errors: a sentence about its certificate authorities.
    pub fn new(smtp: Smtp, host: &str) -> Result<Relay, String> {
        let mut own = Vec::new();
        if let Some(path) = &smtp.ca_file {
            let pem = std::fs::read(path)
                .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;
            own = CertificateDer::pem_slice_iter(&pem)
                .collect::<Result<_, _>>()
                .map_err(|error| format!("`{}` is no PEM: {error}", path.display()))?;
            if own.is_empty() {
                return Err(format!("`{}` holds no certificate", path.display()));
            }
        }
        let tls = web::trusting(&own).map_err(|error| error.to_string())?;
        Ok(Relay { smtp, host: host.to_owned(), tls, idle: Mutex::default() })
    }

    /// Sends a message on a connection of its own, and gives what both sides said, passwords masked.
    pub async fn told(&self, message: &Message) -> (Result<String, Undelivered>, String) {
        let transcript = Transcript::default();
        let sent = async {
            let mail = mime::mail(message, self.smtp.from.as_deref(), &self.host)?;
            let mut connection = self.connect(Some(&transcript)).await?;
            let said = self.send(&mut connection, &mail).await;
            _ = connection.quit().await;
            said
        };
        let said = tokio::time::timeout(2 * PATIENCE, sent).await;
        let said = said.unwrap_or_else(|_| Err(Undelivered::Later("it takes too long".to_owned())));
        (said, transcript.text())
    }

    /// Connects, logs in and says goodbye. Errors: a sentence.
    pub async fn greet(&self) -> Result<(), String> {
        let connected = self.connect(None).await;
        let mut connection = connected.map_err(|why| match why {
            Undelivered::Later(why) | Undelivered::Refused(why) => why,
        })?;
        _ = connection.quit().await;
        Ok(())
    }

    async fn connect(&self, transcript: Option<&Transcript>) -> Result<AsyncSmtpConnection, Undelivered> {
        let Smtp { host, port, tls, login, .. } = &self.smtp;
        let stream = TcpStream::connect((host.as_str(), *port)).await.map_err(|error| {
            let why = format!("{host}:{port} does not answer: {error}");
            if let Some(transcript) = transcript {
                transcript.note(&why);
            }
            Undelivered::Later(why)
        })?;
        if let Some(transcript) = transcript {
            transcript.note(&format!("connected to {host}:{port}"));
        }
        let stream: Box<dyn AsyncTokioStream> = match tls {
            Encryption::None => Box::new(Tap::new(stream, transcript, b"")),
            Encryption::Implicit => {
                Box::new(Tap::new(self.encrypted(stream, transcript).await?, transcript, b""))
            }
            Encryption::StartTls => {
                let stream = self.start_tls(stream, transcript).await?;
                // The greeting has come already; after TLS the client speaks first.
                Box::new(Tap::new(self.encrypted(stream, transcript).await?, transcript, b"220 ready\r\n"))
            }
        };
        let hello = ClientId::Domain(self.host.clone());
        let connected = AsyncSmtpConnection::connect_with_transport(stream, &hello).await;
        let mut connection = connected.map_err(|error| later(&error))?;
        if let Some((user, password)) = login {
            let credentials = Credentials::new(user.clone(), password.reveal().to_owned());
            let logged_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await;
            // A login is the operator's to mend: what waits is not lost by it.
            logged_in.map_err(|error| Undelivered::Later(format!("the login fails: {}", shown(&error))))?;
        }
        Ok(connection)
    }

    async fn encrypted(
        &self,
        stream: TcpStream,
        transcript: Option<&Transcript>,
    ) -> Result<tokio_rustls::client::TlsStream<TcpStream>, Undelivered> {
        let host = self.smtp.host.clone();
        let name = ServerName::try_from(host).map_err(|error| Undelivered::Later(error.to_string()))?;
        let connector = TlsConnector::from(Arc::clone(&self.tls));
        let connected = connector.connect(name, stream).await;
        if let Some(transcript) = transcript {
            match &connected {
                Ok(_) => transcript.note("encrypted from here on"),
                Err(error) => transcript.note(&format!("TLS fails: {error}")),
            }
        }
        connected.map_err(|error| Undelivered::Later(format!("TLS fails: {error}")))
    }

    /// Says hello and STARTTLS. Errors: `Later` where the relay has none: nothing goes in clear.
    async fn start_tls(
        &self,
        stream: TcpStream,
        transcript: Option<&Transcript>,
    ) -> Result<TcpStream, Undelivered> {
        let mut stream = BufReader::new(stream);
        let mut said = |line: &str| {
            if let Some(transcript) = transcript {
                transcript.line("S", line);
            }
        };
        let greeting = reply(&mut stream, &mut said).await?;
        expect("220", &greeting)?;
        let hello = format!("EHLO {}\r\n", self.host);
        for (command, code) in [(hello.as_str(), "250"), ("STARTTLS\r\n", "220")] {
            if let Some(transcript) = transcript {
                transcript.line("C", command.trim_end());
            }
            stream.write_all(command.as_bytes()).await.map_err(broken)?;
            let answer = reply(&mut stream, &mut said).await?;
            expect(code, &answer)?;
            if code == "250" && !answer.to_ascii_uppercase().contains("STARTTLS") {
                return Err(Undelivered::Later("the relay offers no STARTTLS".to_owned()));
            }
        }
        // What came before TLS counts for nothing after it.
        if stream.buffer().is_empty() {
            Ok(stream.into_inner())
        } else {
            Err(Undelivered::Later("the relay speaks between STARTTLS and TLS".to_owned()))
        }
    }

    /// Hands over one mail.
    async fn send(
        &self,
        connection: &mut AsyncSmtpConnection,
        mail: &lettre::Message,
    ) -> Result<String, Undelivered> {
        let (envelope, body) = (mail.envelope(), mail.formatted());
        let mut parameters = Vec::new();
        if envelope.to().iter().chain(envelope.from()).any(|address| !address.to_string().is_ascii()) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Undelivered::Refused("the relay takes no address beyond ASCII".to_owned()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let from = Mail::new(envelope.from().cloned(), parameters);
        // The sender is the operator's or the pool's: a relay that will not have it refuses nobody's address.
        connection.command(from).await.map_err(|error| later(&error))?;
        for to in envelope.to() {
            let answer = connection.command(Rcpt::new(to.clone(), Vec::new())).await;
            answer.map_err(|error| judged(&error))?;
        }
        connection.command(lettre::transport::smtp::commands::Data).await.map_err(|error| judged(&error))?;
        let answer = connection.message(&body).await.map_err(|error| judged(&error))?;
        Ok(line(&answer))
    }

    /// A connection that was kept and still answers, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, Undelivered> {
        loop {
            let next = self.kept().pop();
            let Some(mut kept) = next else { break };
            if kept.command(Rset).await.is_ok() {
                return Ok(kept);
            }
        }
        self.connect(None).await
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        // A panic while pushing leaves a usable list behind.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Courier for Relay {
    async fn deliver(&self, message: &Message) -> Result<String, Undelivered> {
        let mail = mime::mail(message, self.smtp.from.as_deref(), &self.host)?;
        let sent = async {
            let mut connection = self.connection().await?;
            let said = self.send(&mut connection, &mail).await?;
            let mut kept = self.kept();
            if kept.len() < self.smtp.connections {
                kept.push(connection);
            }
            Ok(said)
        };
        let said = tokio::time::timeout(PATIENCE, sent).await;
        said.unwrap_or_else(|_| Err(Undelivered::Later("it takes too long".to_owned())))
    }
}

type Refusal = lettre::transport::smtp::Error;

/// A refusal for good where the relay says so of the recipient or the mail; logins and policies an operator mends.
fn judged(error: &Refusal) -> Undelivered {
    let code = error.status().map(u16::from);
    match code {
        Some(530 | 534 | 535 | 538) => later(error),
        Some(500..=599) => Undelivered::Refused(shown(error)),
        _ => later(error),
    }
}

fn later(error: &Refusal) -> Undelivered {
    Undelivered::Later(shown(error))
}

fn shown(error: &Refusal) -> String {
    let mut text = error.to_string();
    if let Some(source) =
        std::error::Error::source(error).filter(|source| !text.contains(&source.to_string()))
    {
        text.push_str(&format!(": {source}"));
    }
    text
}

fn broken(error: std::io::Error) -> Undelivered {
    Undelivered::Later(format!("the connection breaks: {error}"))
}

fn line(answer: &Response) -> String {
    format!("{} {}", answer.code(), answer.message().collect::<Vec<_>>().join(" "))
}

fn expect(code: &str, answer: &str) -> Result<(), Undelivered> {
    match answer.starts_with(code) {
        true => Ok(()),
        false => Err(Undelivered::Later(format!("the relay says {}", answer.trim_end()))),
    }
}

/// A reply of one or more lines.
async fn reply(
    stream: &mut BufReader<TcpStream>,
    said: &mut impl FnMut(&str),
) -> Result<String, Undelivered> {
    use tokio::io::AsyncReadExt;
    let mut all = String::new();
    for _ in 0..100 {
        let mut line = Vec::new();
        (&mut *stream).take(LONGEST_LINE).read_until(b'\n', &mut line).await.map_err(broken)?;
        let line = String::from_utf8_lossy(&line).into_owned();
        if line.is_empty() {
            return Err(Undelivered::Later("the relay hangs up".to_owned()));
        }
        said(line.trim_end());
        all.push_str(&line);
        if line.as_bytes().get(3) != Some(&b'-') {
            return Ok(all);
        }
    }
    Err(Undelivered::Later("the relay does not stop talking".to_owned()))
}
