//! TLS from PEM files, taken up anew when they change; a pair that does not fit leaves the old one in service.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use arc_swap::ArcSwap;
use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use crate::config::TlsFiles;

/// What is wrong with the files.
#[derive(Debug)]
pub struct Problem {
    /// The option that names the file at fault.
    pub option: &'static str,
    /// What is wrong, without the file's contents.
    pub sentence: String,
}

/// Reads the pair. Errors: a file that is not there, not PEM, or does not belong to the other.
pub fn read(files: &TlsFiles) -> Result<CertifiedKey, Problem> {
    let cert = |why: String| Problem { option: "tls_cert", sentence: why };
    let key = |why: String| Problem { option: "tls_key", sentence: why };
    let shown = files.cert.display();
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&files.cert)
        .and_then(Iterator::collect)
        .map_err(|error| cert(format!("`{shown}` does not read as PEM: {error}")))?;
    if chain.is_empty() {
        return Err(cert(format!("`{shown}` holds no certificate")));
    }
    let shown = files.key.display();
    let private = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|error| key(format!("`{shown}` does not read as a PEM key: {error}")))?;
    CertifiedKey::from_der(chain, private, &provider())
        .map_err(|error| key(format!("`{shown}` does not fit its certificate: {error}")))
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// The certificate in service, with the files that it came from.
pub struct Certificate {
    files: TlsFiles,
    current: ArcSwap<CertifiedKey>,
    seen: ArcSwap<Stamps>,
}

type Stamps = [Option<(SystemTime, u64)>; 2];

impl Certificate {
    /// Reads the files for the first time.
    pub fn open(files: &TlsFiles) -> Result<Arc<Certificate>, Problem> {
        let seen = stamps(files);
        let current = ArcSwap::from_pointee(read(files)?);
        Ok(Arc::new(Certificate { files: files.clone(), current, seen: ArcSwap::from_pointee(seen) }))
    }

    /// Takes up changed files; what does not fit is logged and the old certificate stays.
    pub fn refresh(&self, is_forced: bool) {
        let found = stamps(&self.files);
        if !is_forced && **self.seen.load() == found {
            return;
        }
        self.seen.store(Arc::new(found));
        match read(&self.files) {
            Ok(pair) => {
                self.current.store(Arc::new(pair));
                tracing::info!(file = %self.files.cert.display(), "a new certificate is in service");
            }
            Err(problem) => {
                let why = problem.sentence;
                tracing::error!(option = problem.option, why, "the old certificate stays in service");
            }
        }
    }

    /// The TLS side of the listener: HTTP/2 or HTTP/1.1 by ALPN. Errors: the provider has no safe versions.
    pub fn config(self: &Arc<Certificate>) -> Result<Arc<ServerConfig>, rustls::Error> {
        let resolver: Arc<dyn ResolvesServerCert> = Arc::new(Resolver(Arc::clone(self)));
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(resolver);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

struct Resolver(Arc<Certificate>);

impl ResolvesServerCert for Resolver {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.current.load_full())
    }
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the certificate in service")
    }
}

/// Time and length of both files: an editor that writes twice within one tick still changes the length.
fn stamps(files: &TlsFiles) -> Stamps {
    let stamp = |path: &Path| {
        let found = std::fs::metadata(path).ok()?;
        Some((found.modified().ok()?, found.len()))
    };
    [stamp(&files.cert), stamp(&files.key)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_at_fault_is_named_and_not_quoted() {
        let folder = tempfile::tempdir().unwrap();
        let files = TlsFiles { cert: folder.path().join("cert.pem"), key: folder.path().join("key.pem") };
        assert_eq!(read(&files).unwrap_err().option, "tls_cert");
        std::fs::write(&files.cert, "not PEM").unwrap();
        assert_eq!(read(&files).unwrap_err().option, "tls_cert");
        let pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        std::fs::write(&files.cert, pem).unwrap();
        std::fs::write(&files.key, "hunter2").unwrap();
        let problem = read(&files).unwrap_err();
        assert!(problem.option == "tls_key" && !problem.sentence.contains("hunter2"));
    }
}
