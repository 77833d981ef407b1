//! HTTP/1.1 as plain as it gets: whole requests made ahead, one exchange at a time on a kept connection.
//!
//! The driver shares the machine with what it measures, so it does as little as it can.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};

/// A connection that stays open.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub fn open(address: SocketAddr) -> Result<Connection> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: Vec::with_capacity(16 << 10) })
    }

    /// Sends a request and reads its answer, which must tell its length.
    pub fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        let (head, status, length) = self.answered(request)?;
        Ok(Answer { status, body: self.buffer[head..head + length].to_vec() })
    }

    /// The same with the head, both as text: for what is not measured.
    pub fn whole(&mut self, request: &[u8]) -> Result<(String, String)> {
        let (head, _, length) = self.answered(request)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok((text(&self.buffer[..head]), text(&self.buffer[head..head + length])))
    }

    fn answered(&mut self, request: &[u8]) -> Result<(usize, u16, usize)> {
        self.stream.write_all(request)?;
        self.buffer.clear();
        let head = loop {
            self.read()?;
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let (status, length) = head_of(&self.buffer[..head])?;
        while self.buffer.len() < head + length {
            self.read()?;
        }
        Ok((head, status, length))
    }

    fn read(&mut self) -> Result<()> {
        let mut chunk = [0; 16 << 10];
        let count = self.stream.read(&mut chunk)?;
        if count == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        self.buffer.extend_from_slice(&chunk[..count]);
        Ok(())
    }
}

fn head_of(head: &[u8]) -> Result<(u16, usize)> {
    let text = String::from_utf8_lossy(head);
    let status = text.get(9..12).and_then(|status| status.parse().ok());
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("content-length") { value.trim().parse().ok() } else { None }
    });
    status.zip(length).ok_or_else(|| Error::other("an answer without a status or a length"))
}

/// A whole GET request.
pub fn get(address: SocketAddr, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n\r\n").into_bytes()
}

/// A whole POST request to `/` with these headers.
pub fn post(headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    request("POST", "/", headers, body)
}

/// A whole request with these headers.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut request = format!("{method} {path} HTTP/1.1\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    request.into_bytes()
}
