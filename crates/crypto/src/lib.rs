//! Pure proofs over bytes: bytes in, verdict out. No IO, no clock, no chance of its own, no store.
//!
//! Primitives are aws-lc's. What is random (salts, SRP secrets, keys) and what is timed is handed in by the
//! caller, so every answer of this crate can be repeated.

pub mod dpop;
pub mod esdk;
pub mod exp;
pub mod foreign;
pub mod jose;
pub mod mac;
pub mod saml;
pub mod seal;
pub mod sigv4;
pub mod srp;
pub mod totp;
pub mod webauthn;
pub mod x509;

/// For steps whose only way to fail is that the library finds no memory. They end as Rust's own allocations do:
/// a caller could do nothing with the error, and a made-up value in its place would be a wrong verdict.
fn or_exhausted<T>(step: Option<T>) -> T {
    step.unwrap_or_else(|| std::alloc::handle_alloc_error(std::alloc::Layout::new::<exp::Residue>()))
}
