//! One connection to one server: reached, secured, asked one thing at a time. Whoever waits bounds the wait, and drops a
//! connection whose answer did not come: nobody else gets to read it.
//! RFC: 4511, 4513 section 3 (StartTLS).

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use bytes::BytesMut;
use rustls::{CertificateError, ClientConfig};
use rustls_pki_types::ServerName;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;
use tokio_rustls::TlsConnector;

use super::ber;
use super::message::{self, Answer, Outcome, Raw, Search};
use crate::config::directories::{Address, Security};
use crate::config::values::Network;
use crate::outbound::Stream;

/// The longest message but of groups with their members.
pub const LONGEST: usize = 1 << 20;

/// The longest message of a group with its members.
pub const LONGEST_GROUP: usize = 1 << 24;

/// How much is read at a time at least.
const CHUNK: usize = 1 << 13;

/// What there is to say before TLS.
const LONGEST_PLAIN: usize = 1 << 14;

const SIZE_LIMIT: i64 = 4;
const REFERRAL: i64 = 10;

/// Why something was not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server was not reached, or not in safety; another may be.
    Unreached(String),
    /// The connection ended, or carried what does not read; another may do.
    Lost(String),
    /// No answer came in time.
    Slow(&'static str),
    /// The server answers, and says no: its code and words.
    Refused(i64, String),
}

impl Trouble {
    /// Whether another server may do better.
    pub fn is_of_server(&self) -> bool {
        // Busy, unavailable, unwilling: of the server rather than of what was asked.
        !matches!(self, Trouble::Refused(code, _) if !(51..=53).contains(code))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Unreached(why) | Trouble::Lost(why) => f.write_str(why),
            Trouble::Slow(what) => write!(f, "{what} took too long"),
            Trouble::Refused(code, text) => {
                write!(f, "it answers with code {code} ({})", code_name(*code))?;
                if text.is_empty() { Ok(()) } else { write!(f, ": {text}") }
            }
        }
    }
}

/// RFC: 4511 appendix A.
fn code_name(code: i64) -> &'static str {
    match code {
        1 => "operationsError",
        2 => "protocolError",
        3 => "timeLimitExceeded",
        4 => "sizeLimitExceeded",
        8 => "strongerAuthRequired",
        10 => "referral, which is not followed",
        11 => "adminLimitExceeded",
        12 => "unavailableCriticalExtension",
        13 => "confidentialityRequired",
        32 => "noSuchObject",
        34 => "invalidDNSyntax",
        48 => "inappropriateAuthentication",
        49 => "invalidCredentials",
        50 => "insufficientAccessRights",
        51 => "busy",
        52 => "unavailable",
        53 => "unwillingToPerform",
        _ => "see RFC 4511",
    }
}

/// What keeps a connection safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secured {
    /// The protocol, as `TLS 1.3`.
    pub protocol: &'static str,
    /// When the certificate ends, epoch milliseconds.
    pub until: Option<i64>,
}

/// A connection.
pub struct Link {
    stream: Box<dyn Stream>,
    unread: BytesMut,
    last: i64,
    /// Which of the settings' servers it leads to.
    pub server: usize,
    /// What keeps it safe; none where it goes in clear.
    pub secured: Option<Secured>,
    /// When it was made.
    pub born: Instant,
    /// When it was laid aside.
    pub idle_since: Instant,
}

impl Link {
    /// Reaches a server. The caller bounds how long it takes.
    pub async fn reach(
        server: usize,
        address: &Address,
        tls: &Arc<ClientConfig>,
        private: &[Network],
    ) -> Result<Link, Trouble> {
        let stream = tcp(address, private).await?;
        let (stream, secured): (Box<dyn Stream>, _) = match address.security {
            Security::Plain => (Box::new(stream), None),
            Security::Tls => secure(stream, address, tls).await?,
            Security::StartTls => secure(start_tls(stream).await?, address, tls).await?,
        };
        let now = Instant::now();
        Ok(Link { stream, unread: BytesMut::new(), last: 0, server, secured, born: now, idle_since: now })
    }

    /// Binds. The name and the password must not be empty.
    pub async fn bind(&mut self, dn: &str, password: &str) -> Result<Outcome, Trouble> {
        // A server takes an empty one for nobody, and says yes. RFC: 4513 section 5.1.2.
        if dn.is_empty() || password.is_empty() {
            return Err(Trouble::Refused(49, "an empty name or password is never sent".to_owned()));
        }
        let id = self.next();
        self.send(&message::bind(id, dn, password)).await?;
        self.done(id, LONGEST).await
    }

    /// As whom the connection is bound, where the server tells.
    pub async fn who_am_i(&mut self) -> Result<Option<String>, Trouble> {
        let id = self.next();
        self.send(&message::who_am_i(id)).await?;
        let outcome = self.done(id, LONGEST).await?;
        Ok((outcome.code == 0).then(|| String::from_utf8_lossy(&outcome.value).into_owned()))
    }

    /// Searches. Errors: beside those of the connection, the server's refusal, after which the connection is good.
    pub async fn search(&mut self, search: &Search, longest: usize) -> Result<(Vec<Raw>, Outcome), Trouble> {
        let id = self.next();
        self.send(&message::search(id, search)).await?;
        let most = match search.most {
            0 => usize::MAX,
            most => usize::try_from(most).unwrap_or(usize::MAX),
        };
        let most = most.min(
            search
                .page
                .as_ref()
                .map_or(MOST_ENTRIES, |(size, _)| usize::try_from(*size).unwrap_or(MOST_ENTRIES)),
        );
        let mut found = Vec::new();
        loop {
            match self.answer(id, longest).await? {
                Answer::Entry(_) if found.len() >= most => {
                    return Err(Trouble::Lost("it gives more entries than were asked for".to_owned()));
                }
                Answer::Entry(raw) => found.push(raw),
                Answer::Elsewhere | Answer::Other => {}
                Answer::Done(outcome) if outcome.code == 0 => return Ok((found, outcome)),
                // What was asked for is there, and there is more.
                Answer::Done(outcome) if outcome.code == SIZE_LIMIT && search.most > 0 => {
                    return Ok((found, outcome));
                }
                Answer::Done(outcome) if outcome.code == REFERRAL => {
                    return Err(Trouble::Refused(REFERRAL, String::new()));
                }
                Answer::Done(outcome) => return Err(Trouble::Refused(outcome.code, outcome.text)),
            }
        }
    }

    /// Says farewell; a server that has gone does not hear it.
    pub async fn farewell(mut self) {
        let id = self.next();
        if self.send(&message::unbind(id)).await.is_ok() {
            self.stream.shutdown().await.ok();
        }
    }

    fn next(&mut self) -> i64 {
        self.last = if self.last >= i64::from(i32::MAX) { 1 } else { self.last + 1 };
        self.last
    }

    async fn send(&mut self, frame: &[u8]) -> Result<(), Trouble> {
        let sent = async {
            self.stream.write_all(frame).await?;
            self.stream.flush().await
        };
        sent.await.map_err(|error| Trouble::Lost(format!("the connection is lost: {error}")))
    }

    async fn done(&mut self, id: i64, longest: usize) -> Result<Outcome, Trouble> {
        loop {
            match self.answer(id, longest).await? {
                Answer::Done(outcome) => return Ok(outcome),
                Answer::Other => {}
                Answer::Entry(_) | Answer::Elsewhere => return Err(nonsense()),
            }
        }
    }

    async fn answer(&mut self, id: i64, longest: usize) -> Result<Answer, Trouble> {
        let frame = frame(&mut self.stream, &mut self.unread, longest).await?;
        match message::read(&frame).map_err(|_| nonsense())? {
            (found, Answer::Done(outcome)) if found == id => {
                Ok(Answer::Done(Outcome { text: plain(&outcome.text), ..outcome }))
            }
            (found, answer) if found == id => Ok(answer),
            // A server that says something unasked says farewell. RFC: 4511 section 4.4.
            (0, _) => Err(Trouble::Lost("it ends the connection".to_owned())),
            _ => Err(nonsense()),
        }
    }
}

/// So many entries are kept at a time.
const MOST_ENTRIES: usize = 10_000;

/// What a server says, fit for a line of the log.
fn plain(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_control()).take(300).collect::<String>();
    shown.trim().to_owned()
}

fn nonsense() -> Trouble {
    Trouble::Lost("its answer does not read as LDAP".to_owned())
}

/// One whole message.
async fn frame(
    stream: &mut (impl AsyncReadExt + Unpin + ?Sized),
    unread: &mut BytesMut,
    longest: usize,
) -> Result<BytesMut, Trouble> {
    loop {
        match ber::whole(unread).map_err(|_| nonsense())? {
            Some(length) if length > longest => {
                return Err(Trouble::Lost(format!("its answer is longer than {longest} bytes")));
            }
            Some(length) if unread.len() >= length => return Ok(unread.split_to(length)),
            _ => {}
        }
        unread.reserve(CHUNK);
        let read = stream.read_buf(unread).await;
        if read.map_err(|error| Trouble::Lost(format!("the connection is lost: {error}")))? == 0 {
            return Err(Trouble::Lost("it has ended the connection".to_owned()));
        }
    }
}

async fn tcp(address: &Address, private: &[Network]) -> Result<TcpStream, Trouble> {
    let unreached = |error: std::io::Error| Trouble::Unreached(format!("it cannot be reached: {error}"));
    let host = address.host.as_str();
    let found: Vec<SocketAddr> = match host.parse::<IpAddr>() {
        Ok(ip) => vec![SocketAddr::new(ip, address.port)],
        Err(_) => tokio::net::lookup_host((host, address.port)).await.map_err(unreached)?.collect(),
    };
    let may = |ip: IpAddr| {
        address.security != Security::Plain
            || ip.to_canonical().is_loopback()
            || private.iter().any(|network| network.contains(ip))
    };
    let mut last = Trouble::Unreached("its name has no address".to_owned());
    for at in found {
        if !may(at.ip()) {
            last = Trouble::Unreached(
                "it is asked in clear, and is neither on this machine nor in outbound_private_addresses"
                    .to_owned(),
            );
            continue;
        }
        match TcpStream::connect(at).await {
            Ok(stream) => {
                stream.set_nodelay(true).map_err(unreached)?;
                return Ok(stream);
            }
            Err(error) => last = unreached(error),
        }
    }
    Err(last)
}

async fn secure(
    stream: TcpStream,
    address: &Address,
    tls: &Arc<ClientConfig>,
) -> Result<(Box<dyn Stream>, Option<Secured>), Trouble> {
    let name = ServerName::try_from(address.host.clone())
        .map_err(|_| Trouble::Unreached(format!("`{}` is no name of a host", address.host)))?;
    let stream = TlsConnector::from(Arc::clone(tls)).connect(name, stream).await;
    let stream = stream.map_err(|error| Trouble::Unreached(unsafe_because(&error)))?;
    let (_, session) = stream.get_ref();
    let own = session.peer_certificates().and_then(<[_]>::first);
    let secured = Secured {
        protocol: match session.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => "TLS 1.3",
            _ => "TLS 1.2",
        },
        until: own.and_then(|own| crypto::x509::ends_at(own)).map(|seconds| seconds.saturating_mul(1_000)),
    };
    Ok((Box::new(stream), Some(secured)))
}

/// Has a server begin TLS. What it sends beyond its yes came in clear, and counts for nothing but against it.
async fn start_tls(mut stream: TcpStream) -> Result<TcpStream, Trouble> {
    let lost = |error: std::io::Error| Trouble::Lost(format!("the connection is lost: {error}"));
    stream.write_all(&message::start_tls(1)).await.map_err(lost)?;
    let mut unread = BytesMut::new();
    let frame = frame(&mut stream, &mut unread, LONGEST_PLAIN).await?;
    match message::read(&frame).map_err(|_| nonsense())? {
        (1, Answer::Done(outcome)) if outcome.code == 0 && unread.is_empty() => Ok(stream),
        (1, Answer::Done(outcome)) if outcome.code != 0 => Err(Trouble::Unreached(format!(
            "it does not offer StartTLS: code {}, {}",
            outcome.code,
            plain(&outcome.text)
        ))),
        _ => Err(nonsense()),
    }
}

/// Why a handshake failed, with what helps.
fn unsafe_because(error: &std::io::Error) -> String {
    let cause = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match cause {
        Some(rustls::Error::InvalidCertificate(why)) => {
            let why = match why {
                CertificateError::UnknownIssuer => {
                    "is from nobody whom ca_file, or the system, names".to_owned()
                }
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                    "is for another host than the settings name".to_owned()
                }
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => "has ended".to_owned(),
                why => format!("does not hold: {why}"),
            };
            format!("its certificate {why}")
        }
        _ => format!("TLS fails: {error}"),
    }
}

#[cfg(test)]
mod tests;
