//! A connection to a store, driven by whoever waits for something of it: a piece of a large body goes from one connection to
//! the other within one task, and wakes no other thread.
//! RFC: 9112, section 9.3 (Persistence).

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use axum::body::Body;
use bytes::Bytes;
use http::{Request, Response};
use hyper::body::{Body as _, Frame, Incoming};
use hyper::client::conn::TrySendError;
use hyper::client::conn::http1::{self, Connection, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::time::timeout;

use super::backend::Idle;
use super::body::PATIENCE;
use crate::outbound::Stream;

/// The most that is read of a store's answer at once, and gathered of a body before it is written.
const BUFFER: usize = 256 << 10;

/// What moves a connection.
type Drive = Pin<Box<Connection<TokioIo<Box<dyn Stream>>, Body>>>;

/// A connection. Nothing moves on it while nobody waits: one that rests is driven when it is looked at.
pub struct Line {
    sender: SendRequest<Body>,
    /// Nothing of it once it has ended.
    connection: Option<Drive>,
}

impl Line {
    /// Speaks HTTP/1.1 on a stream.
    pub async fn begin(stream: Box<dyn Stream>) -> Result<Line, String> {
        let mut builder = http1::Builder::new();
        builder.max_buf_size(BUFFER);
        let begun = builder.handshake(TokioIo::new(stream)).await;
        let (sender, connection) = begun.map_err(|error| error.to_string())?;
        Ok(Line { sender, connection: Some(Box::pin(connection)) })
    }

    fn drive(&mut self, cx: &mut Context<'_>) {
        let ended =
            self.connection.as_mut().is_some_and(|connection| connection.as_mut().poll(cx).is_ready());
        if ended {
            self.connection = None;
        }
    }

    /// Whether it takes a request: the store has not closed it, and all of the one before is over.
    pub fn is_ready(&mut self) -> bool {
        self.drive(&mut Context::from_waker(Waker::noop()));
        self.connection.is_some() && self.sender.is_ready()
    }

    /// Sends a request, and gives the head of the answer.
    pub async fn send(
        &mut self,
        request: Request<Body>,
    ) -> Result<Response<Incoming>, TrySendError<Request<Body>>> {
        let mut answer = Box::pin(self.sender.try_send_request(request));
        poll_fn(|cx| {
            self.drive(cx);
            answer.as_mut().poll(cx)
        })
        .await
    }
}

/// The body of an answer, which brings its connection along and gives it back at its end.
pub struct Answer {
    incoming: Incoming,
    line: Option<Line>,
    idle: Arc<Idle>,
}

impl Answer {
    /// The body of an answer that came on this connection.
    pub fn new(incoming: Incoming, line: Line, idle: Arc<Idle>) -> Answer {
        let mut answer = Answer { incoming, line: Some(line), idle };
        if answer.incoming.is_end_stream() {
            answer.end();
        }
        answer
    }

    /// Whether nothing is to come.
    pub fn is_empty(&self) -> bool {
        self.incoming.is_end_stream()
    }

    /// One whose request is not over, since the store answered before it had read it, is closed.
    fn end(&mut self) {
        if let Some(mut line) = self.line.take()
            && line.is_ready()
        {
            self.idle.give(line);
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        if let Some(line) = &mut self.line {
            line.drive(cx);
        }
        Pin::new(&mut self.incoming).poll_frame(cx)
    }

    /// The next piece; nothing at the end. Errors: nothing comes, or the connection broke.
    pub async fn next(&mut self) -> std::io::Result<Option<Bytes>> {
        loop {
            match timeout(PATIENCE, poll_fn(|cx| self.poll(cx))).await {
                Err(_) => return Err(std::io::Error::from(std::io::ErrorKind::TimedOut)),
                Ok(Some(Err(error))) => return Err(std::io::Error::other(error)),
                Ok(None) => {
                    self.end();
                    return Ok(None);
                }
                // Trailers of HTTP itself end here.
                Ok(Some(Ok(frame))) => {
                    if let Ok(piece) = frame.into_data() {
                        return Ok(Some(piece));
                    }
                }
            }
        }
    }

    /// All of it, piece by piece.
    pub fn stream(self) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> + Send {
        futures_util::stream::try_unfold(self, |mut answer| async move {
            Ok(answer.next().await?.map(|piece| (piece, answer)))
        })
    }
}
