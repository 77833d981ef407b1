//! X.509 certificates: making self-signed ones for keys of ours, and reading how long somebody else's are good.
//! RFC: 5280.

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PKCS_RSA_SHA256, SerialNumber};
use rustls_pki_types::PrivatePkcs8KeyDer;
use x509_cert::Certificate;
use x509_cert::der::{Decode, Encode};

/// A certificate could not be made: the key does not read.
#[derive(Debug)]
pub struct Unmade(String);

impl std::fmt::Display for Unmade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a certificate cannot be made: {}", self.0)
    }
}

impl std::error::Error for Unmade {}

/// What a certificate says beside its key.
pub struct Subject<'a> {
    /// The common name.
    pub name: &'a str,
    /// Fresh random bytes.
    pub serial: [u8; 16],
    /// Year, month and day from which on it is good.
    pub from: (i32, u8, u8),
    /// Year, month and day on which it ends.
    pub until: (i32, u8, u8),
}

/// A self-signed certificate, DER, of an RSA key in PKCS#8.
///
/// Errors: the key does not read.
pub fn self_signed(pkcs8: &[u8], subject: &Subject<'_>) -> Result<Vec<u8>, Unmade> {
    let unmade = |error: rcgen::Error| Unmade(error.to_string());
    let key = KeyPair::from_pkcs8_der_and_sign_algo(&PrivatePkcs8KeyDer::from(pkcs8), &PKCS_RSA_SHA256)
        .map_err(unmade)?;
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, subject.name);
    let mut params = CertificateParams::default();
    params.distinguished_name = name;
    let mut serial = subject.serial;
    // A serial number is positive.
    serial[0] &= 0x7f;
    params.serial_number = Some(SerialNumber::from(serial.to_vec()));
    let day = |(year, month, day)| rcgen::date_time_ymd(year, month, day);
    params.not_before = day(subject.from);
    params.not_after = day(subject.until);
    let made = params.self_signed(&key).map_err(unmade)?;
    Ok(made.der().to_vec())
}

/// When a certificate ends, in seconds since the epoch; nothing where it does not read.
pub fn ends_at(der: &[u8]) -> Option<i64> {
    lasts(der).map(|(_, until)| until)
}

/// From when until when a certificate is good, in seconds since the epoch; nothing where it does not read.
pub fn lasts(der: &[u8]) -> Option<(i64, i64)> {
    let validity = Certificate::from_der(der).ok()?.tbs_certificate.validity;
    let seconds = |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).ok();
    Some((seconds(validity.not_before)?, seconds(validity.not_after)?))
}

/// The public key of a certificate, as it stands there; nothing where it does not read.
pub fn public_key(der: &[u8]) -> Option<Vec<u8>> {
    let certificate = Certificate::from_der(der).ok()?;
    certificate.tbs_certificate.subject_public_key_info.to_der().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_reads_and_ends_when_it_says() {
        use aws_lc_rs::encoding::AsDer;
        let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
        let key: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let subject =
            Subject { name: "us-east-1_a", serial: [0xff; 16], from: (2026, 1, 1), until: (2036, 1, 1) };
        let made = self_signed(key.as_ref(), &subject).unwrap();
        assert_eq!(ends_at(&made), Some(2_082_758_400));
        assert_eq!(self_signed(key.as_ref(), &subject).unwrap(), made);
        assert_eq!(ends_at(&made[1..]), None);
        assert_eq!(ends_at(b""), None);
        assert!(self_signed(b"no key", &subject).is_err());
    }
}
