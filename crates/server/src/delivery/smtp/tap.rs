//! A stream that can write down what goes through it, line by line, without passwords.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The longest transcript.
const LONGEST: usize = 65_536;

/// What both sides of a conversation said.
#[derive(Clone, Default)]
pub struct Transcript(Arc<Mutex<Said>>);

#[derive(Default)]
struct Said {
    text: String,
    /// A login is under way: what the client says is a secret.
    hides: bool,
    /// The mail's own lines follow, and are left out.
    is_mail: bool,
}

impl Transcript {
    /// All of it.
    pub fn text(&self) -> String {
        self.lock().text.clone()
    }

    /// A remark of ours.
    pub fn note(&self, text: &str) {
        self.lock().push("*", text);
    }

    /// A line that one side said, `C` or `S`.
    pub fn line(&self, side: &str, text: &str) {
        let mut said = self.lock();
        if side == "S" {
            // 334 asks for the next part of a login; everything else ends it.
            said.hides &= text.starts_with("334");
            said.is_mail |= text.starts_with("354");
            said.push(side, text);
        } else if said.is_mail {
            if text == "." {
                said.is_mail = false;
                said.push(side, "(the mail)");
                said.push(side, ".");
            }
        } else if said.hides {
            said.push(side, "***");
        } else if text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("AUTH ")) {
            said.hides = true;
            let mechanism = text.split(' ').nth(1).unwrap_or_default().to_owned();
            said.push(side, &format!("AUTH {mechanism} ***"));
        } else {
            said.push(side, text);
        }
    }

    fn lines(&self, side: &str, bytes: &[u8]) {
        for line in String::from_utf8_lossy(bytes).lines() {
            self.line(side, line);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Said> {
        // A panic while pushing leaves a usable text behind.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Said {
    fn push(&mut self, side: &str, text: &str) {
        if self.text.len() < LONGEST {
            let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            self.text.push_str(&format!("{side} {}\n", clean.trim_end()));
        }
    }
}

/// A stream, perhaps with a transcript, that may give some bytes of its own first.
pub struct Tap<S> {
    stream: S,
    transcript: Option<Transcript>,
    first: &'static [u8],
}

impl<S> Tap<S> {
    /// Around a stream; `first` is read before anything of the stream's, and not written down.
    pub fn new(stream: S, transcript: Option<&Transcript>, first: &'static [u8]) -> Tap<S> {
        Tap { stream, transcript: transcript.cloned(), first }
    }
}

impl<S> fmt::Debug for Tap<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tap")
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Tap<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let tap = self.get_mut();
        if !tap.first.is_empty() {
            let (now, rest) = tap.first.split_at(tap.first.len().min(buf.remaining()));
            buf.put_slice(now);
            tap.first = rest;
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        let polled = Pin::new(&mut tap.stream).poll_read(cx, buf);
        if let (Some(transcript), Poll::Ready(Ok(()))) = (&tap.transcript, &polled) {
            transcript.lines("S", buf.filled().get(before..).unwrap_or_default());
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tap<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let tap = self.get_mut();
        let polled = Pin::new(&mut tap.stream).poll_write(cx, buf);
        if let (Some(transcript), Poll::Ready(Ok(written))) = (&tap.transcript, &polled) {
            transcript.lines("C", buf.get(..*written).unwrap_or_default());
        }
        polled
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> AsyncTokioStream for Tap<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_and_the_mail_are_left_out() {
        let transcript = Transcript::default();
        for (side, text) in [
            ("S", "220 hello"),
            ("C", "EHLO me"),
            ("S", "250-relay"),
            ("S", "250 AUTH LOGIN PLAIN"),
            ("C", "AUTH LOGIN"),
            ("S", "334 VXNlcm5hbWU6"),
            ("C", "c2VjcmV0"),
            ("S", "334 UGFzc3dvcmQ6"),
            ("C", "aHVudGVyMg=="),
            ("S", "235 welcome"),
            ("C", "DATA"),
            ("S", "354 go on"),
            ("C", "Subject: 123456"),
            ("C", ""),
            ("C", "."),
            ("S", "250 queued"),
            ("C", "AUTH PLAIN aHVudGVyMg=="),
        ] {
            transcript.lines(side, format!("{text}\r\n").as_bytes());
        }
        let text = transcript.text();
        for secret in ["c2VjcmV0", "aHVudGVyMg", "123456"] {
            assert!(!text.contains(secret), "{text}");
        }
        assert!(
            text.contains("C ***\nS 235 welcome\nC DATA\nS 354 go on\nC (the mail)\nC .\nS 250 queued\n"),
            "{text}"
        );
        assert!(text.ends_with("C AUTH PLAIN ***\n"), "{text}");
    }
}
