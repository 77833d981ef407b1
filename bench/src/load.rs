//! The load: an open loop, which sends by the clock whether or not earlier answers have come.
//!
//! A latency counts from the moment at which a request was due, so that waiting for a late server counts too and
//! nothing is left out because the driver was held up.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::http::{Answer, Connection};
use crate::server::Server;
use crate::{Result, clock};

/// Connections of a load: requests that can be on their way at once.
const CONNECTIONS: usize = 64;

/// Connections of a load that sends as fast as it is answered.
const CLOSED: usize = 4;

/// What a load measured.
pub struct Run {
    /// How long each request took, in their order.
    pub latencies: Vec<Duration>,
    /// The body of each answer, in their order.
    pub answers: Vec<Vec<u8>>,
    /// CPU time of the server.
    pub cpu: Duration,
    /// From the first request to the last answer.
    pub took: Duration,
}

/// Sends the requests at a rate per second. Errors: one of them was not answered with 200.
pub fn open(server: &Server, rate: f64, requests: &[Vec<u8>]) -> Result<Run> {
    run(server, CONNECTIONS.min(requests.len()), Some(Duration::from_secs_f64(1.0 / rate)), requests)
}

/// Sends the requests on a few connections, each the next when it has its answer: for what is not measured by time.
pub fn closed(server: &Server, requests: &[Vec<u8>]) -> Result<Run> {
    run(server, CLOSED.min(requests.len()), None, requests)
}

struct Shared<'a> {
    address: SocketAddr,
    period: Option<Duration>,
    requests: &'a [Vec<u8>],
    next: AtomicUsize,
    ready: Barrier,
    begin: Mutex<Option<Instant>>,
}

type Exchanged = Vec<(usize, Duration, Answer)>;

fn run(server: &Server, connections: usize, period: Option<Duration>, requests: &[Vec<u8>]) -> Result<Run> {
    let shared = Shared {
        address: server.address,
        period,
        requests,
        next: AtomicUsize::new(0),
        ready: Barrier::new(connections + 1),
        begin: Mutex::new(None),
    };
    let (cpu, began, exchanged) = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(|| connection(&shared))).collect();
        shared.ready.wait();
        let cpu = server.cpu();
        let began = clock::now() + Duration::from_millis(5);
        *shared.begin.lock().unwrap_or_else(PoisonError::into_inner) = Some(began);
        shared.ready.wait();
        let exchanged: Vec<_> = threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        (cpu, began, exchanged)
    });
    let (took, cpu) = (began.elapsed(), server.cpu()?.saturating_sub(cpu?));
    let mut all: Exchanged = Vec::with_capacity(requests.len());
    for thread in exchanged {
        all.extend(thread.map_err(|_| "a thread of the driver panicked")??);
    }
    all.sort_by_key(|(at, ..)| *at);
    let mut run = Run { latencies: Vec::new(), answers: Vec::new(), cpu, took };
    for (_, latency, answer) in all {
        if answer.status != 200 {
            return Err(format!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body)).into());
        }
        run.latencies.push(latency);
        run.answers.push(answer.body);
    }
    Ok(run)
}

fn connection(shared: &Shared<'_>) -> Result<Exchanged> {
    let connection = Connection::open(shared.address);
    shared.ready.wait();
    shared.ready.wait();
    let mut connection = connection?;
    let begin = shared.begin.lock().unwrap_or_else(PoisonError::into_inner).ok_or("no beginning")?;
    let mut exchanged = Vec::new();
    loop {
        let at = shared.next.fetch_add(1, Ordering::Relaxed);
        let Some(request) = shared.requests.get(at) else { return Ok(exchanged) };
        let due = match shared.period {
            Some(period) => begin + period.mul_f64(at as f64),
            None => clock::now(),
        };
        clock::wait_until(due);
        let answer = connection.exchange(request)?;
        exchanged.push((at, due.elapsed(), answer));
    }
}
