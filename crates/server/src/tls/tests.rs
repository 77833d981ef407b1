//! Handshakes over sockets: which certificate a client is shown, and what a change does.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

use rcgen::{CertificateParams, KeyPair};
use rules::clients::Secret;
use rules::outside::{Clock, SystemClock};
use rules::pools::certificates;
use rules::{Ctx, World};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::*;
use crate::config::{Command, settings};
use crate::start::{self, Spare};

/// A certificate for these names, good until `days` from now, with its key: both PEM.
fn made(names: &[&str], days: i64) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params =
        CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
    let until = SystemClock.now() / 1_000 + days * 86_400;
    let at = jiff::Timestamp::from_second(until).unwrap().to_zoned(jiff::tz::TimeZone::UTC).date();
    params.not_after =
        rcgen::date_time_ymd(at.year().into(), at.month().unsigned_abs(), at.day().unsigned_abs());
    let own = params.self_signed(&key).unwrap();
    (pem::text("CERTIFICATE", own.der()), pem::text("PRIVATE KEY", &key.serialize_der()))
}

async fn world() -> Ctx {
    let given = BTreeMap::from([("memory", "true".to_owned())]);
    let (settings, faults) = settings(Command::Dev, &given, Vec::new());
    assert!(faults.is_empty());
    let ground = start::ground(&settings).await.unwrap();
    let nowhere = crate::config::values::Origin::of_listener(settings.listen);
    let world = start::world(&settings, ground, &nowhere, crate::delivery::nobody(), Spare::None).unwrap();
    start::ctx(&world)
}

fn write(files: &TlsFiles, (cert, key): &(String, String)) {
    std::fs::write(&files.cert, cert).unwrap();
    std::fs::write(&files.key, key).unwrap();
}

fn files(folder: &Path) -> TlsFiles {
    TlsFiles { cert: folder.join("cert.pem"), key: folder.join("key.pem") }
}

async fn open(files: &TlsFiles, world: &Arc<World>) -> Arc<Tls> {
    match Tls::open(files, world).await {
        Ok(tls) => tls,
        Err(Unopened::Files(problem)) => panic!("{problem:?}"),
        Err(Unopened::Store(error)) => panic!("{error}"),
    }
}

async fn keep(ctx: &Ctx, host: &str, pair: &(String, String)) {
    let (chain, key) = (pair.0.clone(), Secret::new(pair.1.clone()));
    let pair = certificates::Pair { chain, key, expires_at: 0 };
    certificates::keep(ctx, None, host, &pair).await.unwrap();
}

/// Serves handshakes.
async fn listen(tls: &Arc<Tls>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (at, acceptor) = (listener.local_addr().unwrap(), TlsAcceptor::from(tls.config().unwrap()));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            // Held until the client has gone.
            tokio::spawn(async move { acceptor.accept(stream).await.map(drop) });
        }
    });
    at
}

/// Whether a client that believes this certificate alone is let through to the host.
async fn trusts(at: SocketAddr, host: &str, pair: &(String, String), sends_name: bool) -> bool {
    let own = pem::read(pair.0.as_bytes(), pair.1.as_bytes()).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(own.certified.cert[0].clone()).unwrap();
    let mut config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.enable_sni = sends_name;
    let name = ServerName::try_from(host.to_owned()).unwrap();
    let stream = TcpStream::connect(at).await.unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.is_ok()
}

#[tokio::test]
async fn a_client_is_shown_the_certificate_of_the_name_that_it_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    let (ctx, files) = (world().await, files(folder.path()));
    let default = made(&["id.example.com", "other.test", "deep.a.auth.example.com"], 90);
    write(&files, &default);
    let login = made(&["login.example.org"], 90);
    let wild = made(&["*.auth.example.com"], 90);
    let exact = made(&["demo.auth.example.com"], 90);
    keep(&ctx, "login.example.org", &login).await;
    keep(&ctx, "*.auth.example.com", &wild).await;
    let tls = open(&files, ctx.world()).await;
    let at = listen(&tls).await;
    assert!(trusts(at, "id.example.com", &default, true).await);
    assert!(trusts(at, "login.example.org", &login, true).await);
    assert!(trusts(at, "LOGIN.example.org", &login, true).await);
    assert!(trusts(at, "demo.auth.example.com", &wild, true).await);
    // A name that nobody has, one that is two labels below the star, and none at all.
    assert!(trusts(at, "other.test", &default, true).await);
    assert!(trusts(at, "deep.a.auth.example.com", &default, true).await);
    assert!(trusts(at, "id.example.com", &default, false).await);
    assert!(!trusts(at, "login.example.org", &login, false).await);

    // A name's own goes before the star's.
    keep(&ctx, "demo.auth.example.com", &exact).await;
    tls.refresh().await;
    assert!(trusts(at, "demo.auth.example.com", &exact, true).await);
    assert!(trusts(at, "more.auth.example.com", &wild, true).await);
    assert_eq!(tls.troubles(), Troubles { failing: BTreeSet::new(), expiring: BTreeSet::new() });
    assert!(certificates::forget(&ctx, "demo.auth.example.com").await.unwrap());
    tls.refresh().await;
    assert!(trusts(at, "demo.auth.example.com", &wild, true).await);
}

#[tokio::test]
async fn what_cannot_be_used_leaves_the_last_good_one() {
    let folder = tempfile::tempdir().unwrap();
    let (ctx, files) = (world().await, files(folder.path()));
    let (default, first, second) = (made(&["a.test"], 90), made(&["b.test"], 90), made(&["b.test"], 20));
    write(&files, &default);
    keep(&ctx, "b.test", &first).await;
    let tls = open(&files, ctx.world()).await;
    let at = listen(&tls).await;

    keep(&ctx, "b.test", &(second.0.clone(), first.1.clone())).await;
    std::fs::write(&files.cert, "not PEM").unwrap();
    tls.refresh().await;
    assert!(trusts(at, "b.test", &first, true).await && trusts(at, "a.test", &default, true).await);
    let failing = BTreeSet::from(["b.test".to_owned(), DEFAULT.to_owned()]);
    assert_eq!(tls.troubles(), Troubles { failing, expiring: BTreeSet::new() });

    keep(&ctx, "b.test", &second).await;
    write(&files, &default);
    tls.refresh().await;
    assert!(trusts(at, "b.test", &second, true).await && trusts(at, "a.test", &default, true).await);
    let expiring = BTreeSet::from(["b.test".to_owned()]);
    assert_eq!(tls.troubles(), Troubles { failing: BTreeSet::new(), expiring });
    keep(&ctx, "b.test", &made(&["b.test"], -2)).await;
    tls.refresh().await;
    assert_eq!(tls.troubles().failing, BTreeSet::from(["b.test".to_owned()]));
}

#[test]
fn a_certificate_names_its_hosts_alone() {
    let (chain, key) = made(&["id.example.com", "*.auth.example.com"], 90);
    let pair = pem::read(chain.as_bytes(), key.as_bytes()).unwrap();
    for host in ["id.example.com", "demo.auth.example.com", "*.auth.example.com"] {
        assert!(pair.names(host), "{host}");
    }
    for host in ["example.com", "*.example.com", "auth.example.com", "a.b.auth.example.com", "", "*.", "a b"]
    {
        assert!(!pair.names(host), "{host}");
    }
}

#[test]
fn the_file_at_fault_is_named_and_not_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    assert_eq!(read(&files).err().unwrap().option, "tls_cert");
    let other = made(&["b.test"], 90);
    for (cert, key, option) in [
        ("not PEM", "hunter2", "tls_cert"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "hunter2", "tls_cert"),
        (&made(&["a.test"], 90).0, "hunter2", "tls_key"),
        (&made(&["a.test"], 90).0, &other.1, "tls_key"),
    ] {
        std::fs::write(&files.cert, cert).unwrap();
        std::fs::write(&files.key, key).unwrap();
        let problem = read(&files).err().unwrap();
        assert!(problem.option == option && !problem.sentence.contains("hunter2"), "{problem:?}");
    }
}
