//! Chain and key as PEM: whether they read and fit, which names they are for, and how long.
//! RFC: 5280, 6125 (names), 7468 (PEM).

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::client::verify_server_name;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::server::ParsedCertificate;
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};

/// Which of the two is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The chain.
    Chain,
    /// The key.
    Key,
}

/// What is wrong with a pair, without its contents.
#[derive(Debug)]
pub struct Problem {
    /// Where.
    pub part: Part,
    /// What follows the name of the file.
    pub why: String,
}

/// A chain with the key that fits.
#[derive(Clone)]
pub struct Pair {
    /// What TLS serves.
    pub certified: Arc<CertifiedKey>,
    /// Good from then on, epoch milliseconds.
    pub from: i64,
    /// When it ends, epoch milliseconds.
    pub until: i64,
}

/// The cryptography of all TLS here.
pub fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// Reads a pair. Errors: one does not read as PEM, or does not belong to the other.
pub fn read(chain: &[u8], key: &[u8]) -> Result<Pair, Problem> {
    let of_chain = |why: String| Problem { part: Part::Chain, why };
    let of_key = |why: String| Problem { part: Part::Key, why };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(chain)
        .collect::<Result<_, _>>()
        .map_err(|error| of_chain(format!("does not read as PEM: {error}")))?;
    let own = chain.first().ok_or_else(|| of_chain("holds no certificate".to_owned()))?;
    let lasts = crypto::x509::lasts(own);
    let (from, until) = lasts.ok_or_else(|| of_chain("does not read as a certificate".to_owned()))?;
    let private = PrivateKeyDer::from_pem_slice(key)
        .map_err(|error| of_key(format!("does not read as a PEM key: {error}")))?;
    let certified = CertifiedKey::from_der(chain, private, &provider())
        .map_err(|error| of_key(format!("does not fit its certificate: {error}")))?;
    Ok(Pair {
        certified: Arc::new(certified),
        from: from.saturating_mul(1_000),
        until: until.saturating_mul(1_000),
    })
}

/// One PEM section.
pub fn text(label: &str, der: &[u8]) -> String {
    let base64 = STANDARD.encode(der);
    let mut text = format!("-----BEGIN {label}-----\n");
    for (at, character) in base64.chars().enumerate() {
        if at > 0 && at % 64 == 0 {
            text.push('\n');
        }
        text.push(character);
    }
    text + &format!("\n-----END {label}-----\n")
}

impl Pair {
    /// Whether clients take it for this host, or for every name below one that begins with `*.`.
    pub fn names(&self, host: &str) -> bool {
        // A name that nobody registers by itself: only one with a star is for it.
        let any = host.strip_prefix("*.").map(|rest| format!("any-name-of-all.{rest}"));
        let Ok(name) = ServerName::try_from(any.as_deref().unwrap_or(host)) else { return false };
        let Some(own) = self.certified.cert.first() else { return false };
        let Ok(parsed) = ParsedCertificate::try_from(own) else { return false };
        verify_server_name(&parsed, &name).is_ok()
    }
}
