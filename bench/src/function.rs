//! The function of a pool, on a server of the driver's own: it takes its time and changes nothing.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::{Result, clock};

/// What the pool calls it.
pub const ARN: &str = "arn:aws:lambda:us-east-1:000000000000:function:bench-pre-sign-up";

/// How long it takes.
pub const PAUSE: Duration = Duration::from_millis(50);

/// It listens as long as the process lives.
pub struct SlowFunction {
    address: SocketAddr,
}

impl SlowFunction {
    /// Listens on a free port.
    pub fn start() -> Result<SlowFunction> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A broken connection is the server's to tell of: the call it belonged to fails.
                std::thread::spawn(move || drop(serve(stream)));
            }
        });
        Ok(SlowFunction { address })
    }

    /// The settings that lead a server here.
    pub fn settings(&self) -> String {
        let secret = "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gh";
        format!(
            "[functions.\"{ARN}\"]\nurl = \"http://{}/\"\nsecret = \"{secret}\"\nallow_private = true\n",
            self.address
        )
    }
}

/// Answers each event of a connection with itself, after the pause.
fn serve(stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    loop {
        let mut length = 0;
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
        }
        let mut event = vec![0; length];
        reader.read_exact(&mut event)?;
        clock::wait_until(clock::now() + PAUSE);
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n");
        writer.write_all(&[head.as_bytes(), &event].concat())?;
    }
}
