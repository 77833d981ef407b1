//! The gateway before a store, beside the store alone: small and large objects, one after another on one connection.
//!
//! The store is the driver's own: it takes what it is sent and keeps nothing, so that what is measured of large objects is the
//! gateway. Its CPU time is held against the SHA-256 of the same bytes, the one pass over a body that nobody can spare who
//! proves it. Of what it holds, the most that it ever held counts.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use crypto::sigv4::{self, Signer};

use crate::server::Setup;
use crate::{Result, clock};

const SMALL: usize = 1 << 10;
const LARGE: usize = 64 << 20;

/// What is sent and read at once.
const PIECE: usize = 256 << 10;

/// Starts a server with a gateway, and prints the table.
pub fn run(binary: &Path) -> Result<()> {
    let store = sink()?;
    let folder = tempfile::tempdir()?;
    let gateway: SocketAddr = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let settings = folder.path().join("cenote.toml");
    let text = format!(
        "log = \"warn\"\n[gateway]\nlisten = \"{gateway}\"\n[gateway.backends.files]\nservice = \"s3\"\n\
         endpoint = \"http://{store}\"\nallow_private = true\naccess_key_id = \"bench\"\n\
         secret_access_key = {{ file = \"key\" }}\n"
    );
    write_private(&settings, &text)?;
    write_private(&folder.path().join("key"), "bench")?;
    let setup = Setup { binary: binary.to_owned(), folder: folder.path().to_owned(), database_url: None };
    let server = setup.start()?;
    let text = |name: &str| server.ready["root_access_key"][name].as_str().unwrap_or_default().to_owned();
    let key = (text("access_key_id"), text("secret_access_key"));
    println!(
        "| object | through the gateway | the store alone | gateway's CPU | of its SHA-256 |\n|---|--:|--:|--:|--:|"
    );
    for (method, size, times) in
        [("PUT", SMALL, 2_000), ("GET", SMALL, 2_000), ("PUT", LARGE, 20), ("GET", LARGE, 20)]
    {
        let object = Object { method, size, bytes: vec![7; size] };
        let hashing = hashing(&object.bytes)?;
        let mut direct = Client::new(store, &key)?;
        let mut through = Client::new(gateway, &key)?;
        for _ in 0..times.min(50) / 5 + 1 {
            direct.exchange(&object)?;
            through.exchange(&object)?;
        }
        let alone = timed(times, || direct.exchange(&object))?;
        let before = server.cpu()?;
        let both = timed(times, || through.exchange(&object))?;
        let cpu = server.cpu()?.saturating_sub(before) / times;
        let name = if size == SMALL { "1 KB" } else { "64 MB" };
        println!(
            "| {method} {name} | {:.3} ms | {:.3} ms | {:.3} ms | {:.2} |",
            millis(both),
            millis(alone),
            millis(cpu),
            cpu.as_secs_f64() / hashing.as_secs_f64()
        );
    }
    println!("\nSHA-256 of 64 MB: {:.1} ms", millis(hashing(&vec![7; LARGE])?));
    memory(&setup, server, gateway, &key)
}

/// The most that a server holds which has begun anew and passes on so many large objects at once.
fn memory(
    setup: &Setup,
    server: crate::server::Server,
    gateway: SocketAddr,
    key: &(String, String),
) -> Result<()> {
    const STREAMS: u32 = 4;
    server.stop();
    let server = setup.start()?;
    let small = Object { method: "PUT", size: SMALL, bytes: vec![7; SMALL] };
    Client::new(gateway, key)?.exchange(&small)?;
    let before = server.peak_kib()?;
    let streams: Vec<_> = (0..STREAMS)
        .map(|_| {
            let key = key.clone();
            std::thread::spawn(move || -> Result<()> {
                let mut client = Client::new(gateway, &key)?;
                for method in ["PUT", "GET"] {
                    client.exchange(&Object { method, size: LARGE, bytes: vec![7; LARGE] })?;
                }
                Ok(())
            })
        })
        .collect();
    for stream in streams {
        stream.join().map_err(|_| "a stream broke")??;
    }
    let grown = server.peak_kib()?.saturating_sub(before);
    println!(
        "Memory a stream, {STREAMS} at once of 64 MB: {:.1} MB",
        grown as f64 / 1024.0 / f64::from(STREAMS)
    );
    Ok(())
}

/// Writes a file that nobody else may read: the server starts on no other with secrets.
fn write_private(file: &Path, text: &str) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    Ok(options.open(file)?.write_all(text.as_bytes())?)
}

struct Object {
    method: &'static str,
    size: usize,
    bytes: Vec<u8>,
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn timed(times: u32, mut one: impl FnMut() -> Result<()>) -> Result<Duration> {
    let began = clock::now();
    for _ in 0..times {
        one()?;
    }
    Ok(began.elapsed() / times)
}

/// The CPU time of hashing these bytes, the least of several.
fn hashing(bytes: &[u8]) -> Result<Duration> {
    let mut least = Duration::MAX;
    for _ in 0..5 {
        let before = clock::thread_cpu()?;
        std::hint::black_box(crypto::mac::sha256(std::hint::black_box(bytes)));
        least = least.min(clock::thread_cpu()?.saturating_sub(before));
    }
    Ok(least)
}

/// A client that signs as SDKs do, on one connection.
struct Client {
    address: SocketAddr,
    key: (String, String),
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    fn new(address: SocketAddr, key: &(String, String)) -> Result<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Client { address, key: key.clone(), stream, buffer: vec![0; PIECE] })
    }

    fn exchange(&mut self, object: &Object) -> Result<()> {
        let host = self.address.to_string();
        let body: &[u8] = if object.method == "PUT" { &object.bytes } else { b"" };
        let hash = hex::encode(crypto::mac::sha256(body));
        let path = format!("/bucket/{}", object.size);
        let headers = [("host", host.as_str()), ("x-amz-content-sha256", hash.as_str())];
        let request =
            sigv4::Request { method: object.method, path: &path, query: "", headers: &headers, body: b"" };
        let (id, secret) = (self.key.0.as_str(), self.key.1.as_str());
        let signer =
            Signer { access_key_id: id, secret, session_token: None, region: "us-east-1", service: "s3" };
        let mut head = format!("{} {path} HTTP/1.1\r\n", object.method);
        let added = sigv4::sign(&request, &signer, clock::now_ms());
        let added = added.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in headers.into_iter().chain(added) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        self.stream.write_all(head.as_bytes())?;
        self.stream.write_all(body)?;
        let mut got = 0;
        let end = loop {
            got += read(&mut self.stream, &mut self.buffer[got..])?;
            if let Some(end) = self.buffer[..got].windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).to_ascii_lowercase();
        if !head.starts_with("http/1.1 200") {
            return Err(String::from_utf8_lossy(&self.buffer[..got]).into_owned().into());
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut left = length.unwrap_or(0_usize).saturating_sub(got - end);
        while left > 0 {
            left = left.saturating_sub(read(&mut self.stream, &mut self.buffer)?);
        }
        Ok(())
    }
}

fn read(stream: &mut TcpStream, into: &mut [u8]) -> Result<usize> {
    match stream.read(into)? {
        0 => Err("the connection ended".into()),
        count => Ok(count),
    }
}

/// A store that keeps nothing: it reads what it is sent, and gives an object of the size in its name.
fn sink() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A broken connection is the gateway's to tell of.
            std::thread::spawn(move || drop(keep_nothing(stream)));
        }
    });
    Ok(address)
}

fn keep_nothing(stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::with_capacity(PIECE, stream.try_clone()?);
    let (mut writer, mut buffer) = (stream, vec![7; PIECE]);
    loop {
        let (mut first, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or_default();
            }
            if first.is_empty() {
                first = line;
            }
        }
        while length > 0 {
            let most = length.min(buffer.len());
            match reader.read(&mut buffer[..most])? {
                0 => return Ok(()),
                count => length -= count,
            }
        }
        let size = first.split(' ').nth(1).and_then(|path| path.rsplit('/').next()?.parse().ok());
        let mut left: usize = if first.starts_with("GET") { size.unwrap_or(0) } else { 0 };
        write!(writer, "HTTP/1.1 200 OK\r\ncontent-length: {left}\r\n\r\n")?;
        while left > 0 {
            let most = left.min(buffer.len());
            writer.write_all(&buffer[..most])?;
            left -= most;
        }
    }
}
