//! What an address of a PostgreSQL server says of the way to it, and the TLS of that way: always verified.
//! PostgreSQL: the manual's chapter on connection strings, `sslmode`.

use std::net::IpAddr;
use std::sync::Arc;

use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::{Result, StoreError};

/// Reads a URL and settles whether the way is encrypted: to another machine it is, unless the URL says
/// `sslmode=disable`; on this machine only if the URL says so. `verify-full` is what `require` means here.
///
/// Errors: `Failed` when it does not read.
pub(super) fn parse(url: &str) -> Result<Config> {
    let url = url.replace("sslmode=verify-full", "sslmode=require");
    let mut config: Config = url
        .parse()
        .map_err(|error: tokio_postgres::Error| StoreError::failed("understand the database's URL", error))?;
    if config.get_ssl_mode() == SslMode::Prefer {
        config.ssl_mode(if is_here(&config) { SslMode::Disable } else { SslMode::Require });
    }
    Ok(config)
}

/// Whether all addresses are this machine's own.
fn is_here(config: &Config) -> bool {
    let is_loopback = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    config.get_hosts().iter().all(is_loopback) && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

/// TLS that believes these authorities, PEM, or those of the operating system.
///
/// Errors: `Failed` when there are none.
pub(super) fn tls(authorities: Option<&[u8]>) -> Result<MakeRustlsConnect> {
    let failed = |why: String| StoreError::failed("find certificate authorities for the database", why);
    let mut roots = RootCertStore::empty();
    match authorities {
        Some(pem) => {
            for certificate in CertificateDer::pem_slice_iter(pem) {
                let certificate = certificate.map_err(|error| failed(error.to_string()))?;
                roots.add(certificate).map_err(|error| failed(error.to_string()))?;
            }
        }
        // One of the system's that does not read is no reason to believe none of them.
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if roots.is_empty() {
        return Err(failed("there is none".to_owned()));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use tokio_postgres::config::SslMode::{Disable, Require};

    #[test]
    fn the_way_to_another_machine_is_encrypted_unless_said_otherwise() {
        for (url, expected) in [
            ("postgres://u@localhost/d", Disable),
            ("postgres://u@127.0.0.1:5433/d", Disable),
            ("postgres://u@[::1]/d", Disable),
            ("postgres:///d?host=/run/postgresql", Disable),
            ("postgres://u@localhost/d?sslmode=require", Require),
            ("postgres://u@db.example.com/d", Require),
            ("postgres://u@db.example.com/d?sslmode=prefer", Require),
            ("postgres://u@db.example.com/d?sslmode=verify-full", Require),
            ("postgres://u@127.0.0.1,db.example.com/d", Require),
            ("postgres://u@localhost/d?hostaddr=10.0.0.1", Require),
            ("postgres://u@db.example.com/d?sslmode=disable", Disable),
        ] {
            assert_eq!(parse(url).unwrap().get_ssl_mode(), expected, "{url}");
        }
        assert!(parse("postgres://u@h/d?sslmode=maybe").is_err());
        assert!(parse("nonsense").is_err());
    }
}
