//! Bodies that are proved while they stream by: one hash for all of it, or `aws-chunked` with a signature for each chunk and
//! for the trailers.
//! AWS: S3's API reference, "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks"
//! and "Including Trailing Headers".
//!
//! A [`Decoder`] holds no more than one line of the framing; the bytes of a chunk are given out as they come, before its
//! signature is proved. Whoever passes them on holds back the end of the body until [`Step::End`].
//! Trap: lines of trailers end with CR LF or with LF alone; both are in use.

use std::ops::Range;

use super::canonical::basic;
use super::{Claim, Refusal, TERMINATOR, UNSIGNED_PAYLOAD, sign};
use crate::mac::{self, Sha256};

const CHUNKS: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
const CHUNKS_TRAILER: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
const UNSIGNED_TRAILER: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

/// The longest line of the framing, and all trailers together.
const LONGEST: usize = 8 << 10;

/// What a body must be.
#[derive(Debug)]
pub enum Payload {
    /// Bytes of this SHA-256.
    Hashed([u8; 32]),
    /// Anything.
    Unsigned,
    /// `aws-chunked`.
    Chunked(Chunks),
}

/// How the chunks of a body are made.
pub struct Chunks {
    /// Proves each; `None` where they are not signed.
    chain: Option<Chain>,
    /// Whether trailers follow.
    has_trailer: bool,
}

impl Chunks {
    /// Chunks that nobody signs, before trailers.
    pub fn unsigned() -> Chunks {
        Chunks { chain: None, has_trailer: true }
    }

    /// Whether the chunks are signed.
    pub fn is_signed(&self) -> bool {
        self.chain.is_some()
    }

    /// Whether trailers follow.
    pub fn has_trailer(&self) -> bool {
        self.has_trailer
    }
}

impl std::fmt::Debug for Chunks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { has_trailer, .. } = self;
        write!(f, "Chunks {{ is_signed: {}, has_trailer: {has_trailer} }}", self.is_signed())
    }
}

/// Signatures of which each covers the one before.
struct Chain {
    key: [u8; 32],
    time: String,
    scope: String,
    previous: String,
}

impl Chain {
    /// Whether a signature is the next one. Errors: `Unproved`.
    fn prove(&mut self, kind: &str, hashes: &[[u8; 32]], signature: &str) -> Result<(), Broken> {
        let right = self.next(kind, hashes);
        if !mac::equal(right.as_bytes(), signature.as_bytes()) {
            return Err(Broken::Unproved);
        }
        Ok(())
    }

    /// The next signature.
    fn next(&mut self, kind: &str, hashes: &[[u8; 32]]) -> String {
        let Self { key, time, scope, previous } = self;
        let mut text = format!("{kind}\n{time}\n{scope}\n{previous}");
        for hash in hashes {
            text.push('\n');
            text.push_str(&hex::encode(hash));
        }
        self.previous = hex::encode(mac::hmac_sha256(key, text.as_bytes()));
        self.previous.clone()
    }
}

/// What x-amz-content-sha256 says of the body of a request whose claim is proved. Errors: `Incomplete`.
pub(super) fn payload(text: &str, claim: &Claim, secret: &str) -> Result<Payload, Refusal> {
    let scope = [claim.date.as_str(), claim.region.as_str(), claim.service.as_str()];
    let chain = || Chain {
        key: sign::key(secret, scope),
        time: basic(claim.time_ms),
        scope: format!("{}/{TERMINATOR}", scope.join("/")),
        previous: claim.signature.clone(),
    };
    match text {
        UNSIGNED_PAYLOAD => Ok(Payload::Unsigned),
        CHUNKS => Ok(Payload::Chunked(Chunks { chain: Some(chain()), has_trailer: false })),
        CHUNKS_TRAILER => Ok(Payload::Chunked(Chunks { chain: Some(chain()), has_trailer: true })),
        UNSIGNED_TRAILER => Ok(Payload::Chunked(Chunks { chain: None, has_trailer: true })),
        _ => {
            let mut hash = [0; 32];
            match hex::decode_to_slice(text, &mut hash) {
                Ok(()) => Ok(Payload::Hashed(hash)),
                Err(_) => Err(Refusal::Incomplete(
                    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, \
                     STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid \
                     sha256 value."
                        .to_owned(),
                )),
            }
        }
    }
}

/// What one step of decoding found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Framing, or nothing yet.
    More,
    /// Bytes of the body: this range of the input.
    Bytes(Range<usize>),
    /// The end. Everything is proved.
    End,
}

/// Why a chunked body is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A signature is wrong.
    Unproved,
    /// The framing is wrong; says how.
    Malformed(&'static str),
}

enum State {
    /// The line before a chunk.
    Size,
    /// In a chunk of which so many bytes are to come.
    Within {
        left: u64,
    },
    /// The end of line after a chunk.
    After,
    /// Trailers, and the empty line that ends the body.
    Trailers,
    Ended,
}

/// Takes `aws-chunked` apart and proves it.
pub struct Decoder {
    chain: Option<Chain>,
    has_trailer: bool,
    state: State,
    line: Vec<u8>,
    /// Bytes of the body that are to come.
    left: u64,
    hash: Sha256,
    signature: String,
    announced: Vec<String>,
    trailers: Vec<(String, String)>,
    trailer_signature: Option<String>,
    trailer_bytes: usize,
}

impl Decoder {
    /// For a body of so many bytes without its framing, which these trailers follow: names in lower case.
    pub fn new(chunks: Chunks, decoded: u64, announced: Vec<String>) -> Decoder {
        let Chunks { chain, has_trailer } = chunks;
        Decoder {
            chain,
            has_trailer,
            state: State::Size,
            line: Vec::new(),
            left: decoded,
            hash: Sha256::new(),
            signature: String::new(),
            announced,
            trailers: Vec::new(),
            trailer_signature: None,
            trailer_bytes: 0,
        }
    }

    /// Looks at the beginning of what has come in: how many bytes of it are done with, and what they were. With input
    /// that is not empty at least one is.
    pub fn step(&mut self, input: &[u8]) -> Result<(usize, Step), Broken> {
        if input.is_empty() {
            return Ok((0, if self.is_ended() { Step::End } else { Step::More }));
        }
        match self.state {
            State::Within { left } => {
                let take = usize::try_from(left).unwrap_or(usize::MAX).min(input.len());
                if self.chain.is_some() {
                    self.hash.update(&input[..take]);
                }
                let left = left - take as u64;
                self.state = if left == 0 { State::After } else { State::Within { left } };
                if left == 0 {
                    self.prove_chunk()?;
                }
                Ok((take, Step::Bytes(0..take)))
            }
            State::Ended => Err(Broken::Malformed("bytes follow the end of the body")),
            _ => {
                let end = input.iter().position(|byte| *byte == b'\n');
                let take = end.map_or(input.len(), |end| end + 1);
                if self.line.len() + take > LONGEST {
                    return Err(Broken::Malformed("a line of the framing is too long"));
                }
                self.line.extend_from_slice(&input[..take]);
                if end.is_none() {
                    return Ok((take, Step::More));
                }
                let line = std::mem::take(&mut self.line);
                self.read(&line)?;
                Ok((take, if self.is_ended() { Step::End } else { Step::More }))
            }
        }
    }

    /// Whether the body has come to its end.
    pub fn is_ended(&self) -> bool {
        matches!(self.state, State::Ended)
    }

    /// The trailers, in the order in which they came.
    pub fn trailers(&self) -> &[(String, String)] {
        &self.trailers
    }

    fn read(&mut self, line: &[u8]) -> Result<(), Broken> {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        match self.state {
            State::Size => {
                let line = line.strip_suffix(b"\r").ok_or(Broken::Malformed(SIZE))?;
                self.begin_chunk(std::str::from_utf8(line).map_err(|_| Broken::Malformed(SIZE))?)
            }
            State::After if line == b"\r" => {
                self.state = State::Size;
                Ok(())
            }
            State::Trailers => {
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                if line.is_empty() {
                    return self.end();
                }
                self.trailer(std::str::from_utf8(line).map_err(|_| Broken::Malformed(TRAILER))?)
            }
            _ => Err(Broken::Malformed("a chunk is longer than it says")),
        }
    }

    /// `SIZE;chunk-signature=SIGNATURE`, or the size alone.
    fn begin_chunk(&mut self, line: &str) -> Result<(), Broken> {
        let (size, signature) = match (&self.chain, line.split_once(';')) {
            (Some(_), Some((size, more))) => {
                let signature = more.strip_prefix("chunk-signature=").ok_or(Broken::Malformed(SIZE))?;
                (size, signature)
            }
            (None, None) => (line, ""),
            _ => return Err(Broken::Malformed(SIZE)),
        };
        let is_hex = (1..=16).contains(&size.len()) && size.bytes().all(|digit| digit.is_ascii_hexdigit());
        let size = u64::from_str_radix(size, 16).ok().filter(|_| is_hex).ok_or(Broken::Malformed(SIZE))?;
        signature.clone_into(&mut self.signature);
        self.left = self
            .left
            .checked_sub(size)
            .ok_or(Broken::Malformed("the body is longer than x-amz-decoded-content-length"))?;
        if size > 0 {
            self.state = State::Within { left: size };
            return Ok(());
        }
        if self.left > 0 {
            return Err(Broken::Malformed("the body is shorter than x-amz-decoded-content-length"));
        }
        self.state = State::Trailers;
        self.prove_chunk()
    }

    fn prove_chunk(&mut self) -> Result<(), Broken> {
        let hash = std::mem::take(&mut self.hash);
        let Some(chain) = &mut self.chain else { return Ok(()) };
        let hashes = [mac::sha256(b""), hash.finish()];
        chain.prove("AWS4-HMAC-SHA256-PAYLOAD", &hashes, &self.signature)
    }

    fn trailer(&mut self, line: &str) -> Result<(), Broken> {
        const SIGNATURE: &str = "x-amz-trailer-signature";
        self.trailer_bytes += line.len();
        let (name, value) = line.split_once(':').ok_or(Broken::Malformed(TRAILER))?;
        let (name, value) = (name.to_ascii_lowercase(), value.trim_matches([' ', '\t']));
        if !self.has_trailer || self.trailer_bytes > LONGEST || self.trailer_signature.is_some() {
            return Err(Broken::Malformed(TRAILER));
        }
        if name == SIGNATURE && self.chain.is_some() {
            self.trailer_signature = Some(value.to_owned());
            return Ok(());
        }
        let is_new = self.trailers.iter().all(|(found, _)| *found != name);
        let is_text = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !self.announced.contains(&name) || !is_new || !is_text {
            return Err(Broken::Malformed(TRAILER));
        }
        self.trailers.push((name, value.to_owned()));
        Ok(())
    }

    fn end(&mut self) -> Result<(), Broken> {
        if self.trailers.len() != self.announced.len() {
            return Err(Broken::Malformed("a trailer that x-amz-trailer names is missing"));
        }
        if let (Some(chain), true) = (&mut self.chain, self.has_trailer) {
            let mut text = String::new();
            for (name, value) in &self.trailers {
                text.push_str(&format!("{name}:{value}\n"));
            }
            let signature = self.trailer_signature.as_deref().unwrap_or_default();
            let hashes = [mac::sha256(text.as_bytes())];
            chain.prove("AWS4-HMAC-SHA256-TRAILER", &hashes, signature)?;
        }
        self.state = State::Ended;
        Ok(())
    }
}

const SIZE: &str = "the line before a chunk has another form";
const TRAILER: &str = "a trailer has another form, or is not one that x-amz-trailer names";

/// Makes `aws-chunked` as a client would: for tests, benchmarks, and what is passed on.
pub mod encode {
    use super::{Chunks, mac};

    /// One chunk, whose bytes follow and then CR LF; for the last one, of no bytes, nothing follows but trailers and CR LF.
    /// Signed with the chain of these chunks, which it moves on.
    pub fn head(chunks: &mut Chunks, bytes: &[u8]) -> String {
        let size = bytes.len();
        let Some(chain) = &mut chunks.chain else { return format!("{size:x}\r\n") };
        let hashes = [mac::sha256(b""), mac::sha256(bytes)];
        let signature = chain.next("AWS4-HMAC-SHA256-PAYLOAD", &hashes);
        format!("{size:x};chunk-signature={signature}\r\n")
    }

    /// The trailers with their signature, where there is one.
    pub fn trailers(chunks: &mut Chunks, trailers: &[(String, String)]) -> String {
        let lines = |end: &str| trailers.iter().map(|(name, value)| format!("{name}:{value}{end}")).collect();
        let mut text: String = lines("\r\n");
        if let Some(chain) = &mut chunks.chain {
            let plain: String = lines("\n");
            let signature = chain.next("AWS4-HMAC-SHA256-TRAILER", &[mac::sha256(plain.as_bytes())]);
            text.push_str(&format!("x-amz-trailer-signature:{signature}\r\n"));
        }
        text
    }
}

#[cfg(test)]
mod tests;
