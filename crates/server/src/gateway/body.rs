//! A body on its way to the store, proved as it goes: the last piece is held back until everything is proved.
//! AWS: S3's API reference, "Signature calculations for the Authorization header".
//!
//! What is held of one body: the piece that came in, the piece that is held back, a line of framing.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use crypto::mac::Sha256;
use crypto::sigv4;
use crypto::sigv4::stream::{Broken, Chunks, Decoder, Step};
use http::HeaderMap;
use http::header::EXPECT;
use http_body_util::BodyExt;
use hyper::body::{Frame, Incoming};
use rules::gateway::{Form, Refusal};
use tokio::runtime::Handle;
use tokio::time::timeout;

/// How long nothing may come in.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Pieces of a body that goes on in chunks are gathered to this size. AWS: 8 KB at least.
const CHUNK: usize = 64 << 10;

/// What is read of a body that nobody wants, so that whoever still sends it hears why.
const DRAINED: usize = 256 << 10;

/// How long that may take.
const DRAINING: Duration = Duration::from_secs(5);

/// A body that comes in. What is left of it when it is let go is read for a while: a connection that is closed on somebody
/// who still sends loses the answer.
pub struct Arriving {
    incoming: Option<Incoming>,
    /// Whoever sends it does not wait to be told to.
    is_coming: bool,
    has_ended: Arc<AtomicBool>,
}

impl Arriving {
    /// The body of a request with these headers.
    pub fn new(incoming: Incoming, headers: &HeaderMap) -> Arriving {
        let has_ended = Arc::new(AtomicBool::new(hyper::body::Body::is_end_stream(&incoming)));
        Arriving { incoming: Some(incoming), is_coming: !headers.contains_key(EXPECT), has_ended }
    }

    /// Whether whoever sends it was never told to: then the connection is at its end, and the answer says so.
    pub fn waits(&self) -> impl FnOnce() -> bool + use<> {
        let (has_ended, is_coming) = (Arc::clone(&self.has_ended), self.is_coming);
        move || !is_coming && !has_ended.load(Ordering::Relaxed)
    }

    /// Whether nothing comes.
    pub fn is_empty(&self) -> bool {
        self.incoming.as_ref().is_none_or(hyper::body::Body::is_end_stream)
    }

    async fn frame(&mut self) -> Option<Result<Frame<Bytes>, hyper::Error>> {
        let frame = self.incoming.as_mut()?.frame().await;
        if frame.is_none() {
            self.has_ended.store(true, Ordering::Relaxed);
        }
        frame
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        let is_left = self.is_coming && !self.is_empty();
        let (Some(mut incoming), true, Ok(runtime)) = (self.incoming.take(), is_left, Handle::try_current())
        else {
            return;
        };
        runtime.spawn(timeout(DRAINING, async move {
            let mut read = 0;
            while let Some(Ok(frame)) = incoming.frame().await {
                read += frame.data_ref().map_or(0, Bytes::len);
                if read > DRAINED {
                    break;
                }
            }
        }));
    }
}

/// Why a body is not taken to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has another hash.
    Hash,
    /// A chunk or the trailers have another signature.
    Chunk,
    /// Its framing is wrong.
    Malformed(&'static str),
    /// Nothing comes.
    Slow,
    /// Whoever sent it has left.
    Left,
}

impl Fault {
    /// As the service says it.
    pub fn refusal(&self, form: Form) -> Refusal {
        match self {
            Fault::Hash => Refusal::of_signature(form, &sigv4::Refusal::Payload, false),
            Fault::Chunk => Refusal::of_signature(form, &sigv4::Refusal::Mismatch, false),
            Fault::Malformed(text) => Refusal::new(400, "IncompleteBody", *text),
            Fault::Slow => Refusal::new(
                400,
                "RequestTimeout",
                "Your socket connection to the server was not read from or written to within the timeout period.",
            ),
            Fault::Left => Refusal::new(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header",
            ),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the body is not proved: {self:?}")
    }
}

impl std::error::Error for Fault {}

/// A body that is sent on.
pub enum Sent {
    /// As it came, read whole.
    Whole(Vec<u8>),
    /// Another one than came.
    Rewritten(Vec<u8>),
    /// As it comes.
    Streamed(Box<Proved>),
}

/// What a body must be.
enum Proof {
    Nothing,
    Hash(Option<(Sha256, [u8; 32])>),
    Chunks(Box<Decoder>),
}

/// A body that is proved as it is read.
pub struct Proved {
    incoming: Arriving,
    proof: Proof,
    /// Hash as hex, for the next signature.
    hash: Option<[u8; 32]>,
    /// Without framing.
    length: Option<u64>,
    /// Names of trailers that follow.
    trailers: Vec<String>,
    /// What came in and is not yet read.
    rest: Bytes,
    held: Option<Bytes>,
    is_ended: bool,
    watch: Watch,
}

/// What whoever waits for an answer sees of a body on its way.
#[derive(Clone, Default)]
pub struct Watch {
    fault: Arc<Mutex<Option<Fault>>>,
    progress: Arc<AtomicU64>,
}

impl Watch {
    /// Why it was not taken to its end.
    pub fn fault(&self) -> Option<Fault> {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many bytes have gone on.
    pub fn progress(&self) -> u64 {
        self.progress.load(Ordering::Relaxed)
    }
}

impl Proved {
    fn new(incoming: Arriving, proof: Proof, length: Option<u64>) -> Proved {
        Proved {
            incoming,
            proof,
            hash: None,
            length,
            trailers: Vec::new(),
            rest: Bytes::new(),
            held: None,
            is_ended: false,
            watch: Watch::default(),
        }
    }

    /// Any bytes.
    pub fn unproved(incoming: Arriving, length: Option<u64>) -> Proved {
        Proved::new(incoming, Proof::Nothing, length)
    }

    /// Bytes of this hash.
    pub fn hashed(incoming: Arriving, length: Option<u64>, hash: [u8; 32]) -> Proved {
        let proof = Proof::Hash(Some((Sha256::new(), hash)));
        Proved { hash: Some(hash), ..Proved::new(incoming, proof, length) }
    }

    /// Chunks that hold so many bytes, and trailers of these names.
    pub fn chunked(incoming: Arriving, chunks: Chunks, length: u64, trailers: Vec<String>) -> Proved {
        let decoder = Box::new(Decoder::new(chunks, length, trailers.clone()));
        Proved { trailers, ..Proved::new(incoming, Proof::Chunks(decoder), Some(length)) }
    }

    /// How many bytes it has, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Whether nothing is to come, and no trailers either.
    pub fn is_empty(&self) -> bool {
        self.length == Some(0) && self.trailers.is_empty()
    }

    /// The hash that it must have.
    pub fn hash(&self) -> Option<[u8; 32]> {
        self.hash
    }

    /// The names of its trailers.
    pub fn announced(&self) -> &[String] {
        &self.trailers
    }

    /// What others may see of it.
    pub fn watch(&self) -> Watch {
        self.watch.clone()
    }

    /// The trailers, at its end.
    pub fn trailers(&self) -> &[(String, String)] {
        match &self.proof {
            Proof::Chunks(decoder) => decoder.trailers(),
            _ => &[],
        }
    }

    /// The next piece; nothing at its end, when all is proved.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Fault> {
        let next = self.advance().await;
        match &next {
            Ok(Some(piece)) => _ = self.watch.progress.fetch_add(piece.len() as u64, Ordering::Relaxed),
            Ok(None) => {}
            Err(fault) => {
                *self.watch.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(*fault);
            }
        }
        next
    }

    async fn advance(&mut self) -> Result<Option<Bytes>, Fault> {
        loop {
            if self.is_ended {
                return Ok(self.held.take());
            }
            let piece = if self.rest.is_empty() { None } else { self.unframed()? };
            match piece {
                Some(piece) => {
                    if let Some(before) = self.held.replace(piece) {
                        return Ok(Some(before));
                    }
                }
                None => match timeout(PATIENCE, self.incoming.frame()).await {
                    Err(_) => return Err(Fault::Slow),
                    Ok(Some(Err(_))) => return Err(Fault::Left),
                    // Trailers of HTTP itself say nothing here.
                    Ok(Some(Ok(frame))) => self.rest = frame.into_data().unwrap_or_default(),
                    Ok(None) => {
                        self.end()?;
                        self.is_ended = true;
                    }
                },
            }
        }
    }

    /// Bytes of the body out of what came in.
    fn unframed(&mut self) -> Result<Option<Bytes>, Fault> {
        match &mut self.proof {
            Proof::Nothing => Ok(Some(std::mem::take(&mut self.rest))),
            Proof::Hash(hash) => {
                let piece = std::mem::take(&mut self.rest);
                if let Some((hash, _)) = hash {
                    hash.update(&piece);
                }
                Ok(Some(piece))
            }
            Proof::Chunks(decoder) => {
                while !self.rest.is_empty() {
                    let (taken, step) = decoder.step(&self.rest).map_err(|broken| match broken {
                        Broken::Unproved => Fault::Chunk,
                        Broken::Malformed(text) => Fault::Malformed(text),
                    })?;
                    let piece = self.rest.split_to(taken);
                    if let Step::Bytes(range) = step {
                        return Ok(Some(piece.slice(range)));
                    }
                }
                Ok(None)
            }
        }
    }

    /// Whether everything is proved.
    fn end(&mut self) -> Result<(), Fault> {
        match &mut self.proof {
            Proof::Nothing => Ok(()),
            Proof::Hash(hash) => {
                let is_right =
                    hash.take().is_none_or(|(hash, right)| crypto::mac::equal(&hash.finish(), &right));
                if is_right { Ok(()) } else { Err(Fault::Hash) }
            }
            Proof::Chunks(decoder) if decoder.is_ended() => Ok(()),
            Proof::Chunks(_) => Err(Fault::Left),
        }
    }
}

/// A body as the store gets it, piece by piece.
pub struct Outgoing {
    body: Proved,
    /// Where it goes on in chunks: what is gathered of the next.
    chunk: Option<BytesMut>,
    ready: VecDeque<Bytes>,
    is_over: bool,
}

impl Outgoing {
    /// As it is, or in chunks with the trailers after them.
    pub fn new(body: Proved, is_chunked: bool) -> Outgoing {
        Outgoing { body, chunk: is_chunked.then(BytesMut::new), ready: VecDeque::new(), is_over: false }
    }

    /// As a stream.
    pub fn stream(self) -> impl futures_util::Stream<Item = Result<Bytes, Fault>> + Send {
        futures_util::stream::try_unfold(self, |mut outgoing| async move {
            Ok(outgoing.next().await?.map(|piece| (piece, outgoing)))
        })
    }

    async fn next(&mut self) -> Result<Option<Bytes>, Fault> {
        let Some(chunk) = &mut self.chunk else { return self.body.next().await };
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Ok(Some(piece));
            }
            if self.is_over {
                return Ok(None);
            }
            let next = self.body.next().await?;
            let is_last = next.is_none();
            chunk.extend_from_slice(&next.unwrap_or_default());
            if chunk.len() >= CHUNK || (is_last && !chunk.is_empty()) {
                let bytes = chunk.split().freeze();
                self.ready.push_back(Bytes::from(format!("{:x}\r\n", bytes.len())));
                self.ready.push_back(bytes);
                self.ready.push_back(Bytes::from_static(b"\r\n"));
            }
            if is_last {
                self.is_over = true;
                let mut end = "0\r\n".to_owned();
                for (name, value) in self.body.trailers() {
                    end.push_str(&format!("{name}:{value}\r\n"));
                }
                end.push_str("\r\n");
                self.ready.push_back(Bytes::from(end));
            }
        }
    }
}
