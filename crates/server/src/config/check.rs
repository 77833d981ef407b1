//! What makes settings weak or wanting: each fault is named with its remedy, and nothing starts with one.

use std::path::{Path, PathBuf};

use tracing_subscriber::EnvFilter;

use super::Settings;
use super::load::Fault;
use super::table::Command;

/// Faults that show in the values alone.
pub fn values(settings: &Settings, faults: &mut Vec<Fault>) {
    if settings.regions.is_empty() && !faults.iter().any(|fault| fault.option == "regions") {
        faults.push(Fault::new("regions", "is empty", "Name at least one region, such as us-east-1"));
    }
    if EnvFilter::try_new(&settings.log).is_err() {
        faults.push(Fault::new(
            "log",
            "is neither a level nor a filter",
            "Give one such as info or warn,store=debug",
        ));
    }
    match settings.command {
        Command::Dev => dev(settings, faults),
        Command::Serve => serve(settings, faults),
    }
}

fn dev(settings: &Settings, faults: &mut Vec<Fault>) {
    if !told(faults, "listen") && !settings.listen.ip().is_loopback() {
        faults.push(Fault::new(
            "listen",
            format!(
                "`{}` can be reached from other machines, and `cenote dev` lets anyone in",
                settings.listen
            ),
            "Listen on 127.0.0.1 or [::1], or use `cenote serve`",
        ));
    }
    if settings.is_in_memory && (settings.database_url.is_some() || settings.names_data) {
        let other = if settings.database_url.is_some() { "database_url" } else { "data" };
        faults.push(Fault::new("memory", format!("contradicts `{other}`"), "Leave one of the two out"));
    }
}

fn serve(settings: &Settings, faults: &mut Vec<Fault>) {
    match &settings.public_url {
        None if told(faults, "public_url") => {}
        None => faults.push(Fault::new(
            "public_url",
            "is missing, and every token's issuer is made from it",
            "Set it to the origin that clients use, such as https://id.example.com",
        )),
        Some(url) if !url.is_https && !url.is_loopback() && !settings.allows_http => faults.push(Fault::new(
            "public_url",
            format!("`{url}` sends passwords and tokens in clear"),
            "Use https://, or set allow_http = true if you mean it",
        )),
        Some(url) if url.port == Some(0) && !(settings.listen.port() == 0 && url.is_loopback()) => {
            faults.push(Fault::new("public_url", "has port 0", "Name the port that clients use"));
        }
        Some(_) => {}
    }
    let is_open = !told(faults, "listen") && !settings.listen.ip().is_loopback();
    let is_covered =
        settings.tls.is_some() || !settings.trusted_proxies.is_empty() || settings.allows_plaintext;
    if is_open && !is_covered && !told(faults, "trusted_proxies") && !told(faults, "tls_cert") {
        faults.push(Fault::new(
            "listen",
            format!("`{}` is open to the network without TLS", settings.listen),
            "Set tls_cert and tls_key, or trusted_proxies for the proxy that ends TLS, or allow_plaintext = true",
        ));
    }
    if let Some(listen) = settings.gateway.listen
        && !listen.ip().is_loopback()
        && !is_covered
        && !told(faults, "listen")
    {
        faults.push(Fault::new(
            "gateway.listen",
            format!("`{listen}` is open to the network without TLS"),
            "Set tls_cert and tls_key, or trusted_proxies for the proxy that ends TLS, or allow_plaintext = true",
        ));
    }
    if settings.root_key.is_some() && settings.root_key_file.is_some() {
        faults.push(Fault::new("root_key_file", "contradicts CENOTE_ROOT_KEY", "Leave one of the two out"));
    }
    let has_ring_place =
        settings.root_key.is_some() || settings.root_key_file.is_some() || settings.names_data;
    if settings.database_url.is_some() && !has_ring_place && !told(faults, "root_key") {
        faults.push(Fault::new(
            "root_key_file",
            "is missing: with a database elsewhere, nothing says where the key ring is kept",
            "Set root_key_file, CENOTE_ROOT_KEY or data; without its ring a database cannot be read again",
        ));
    }
}

impl Settings {
    /// Where the key ring is kept; none when the key itself is given or nothing is kept on disk.
    pub fn ring_path(&self) -> Option<PathBuf> {
        if self.root_key.is_some() || (self.is_in_memory && self.root_key_file.is_none()) {
            return None;
        }
        Some(self.root_key_file.clone().unwrap_or_else(|| self.data.join("keyring.json")))
    }

    /// The database file; none with PostgreSQL or in memory.
    pub fn database_path(&self) -> Option<PathBuf> {
        (self.database_url.is_none() && !self.is_in_memory).then(|| self.data.join("cenote.db"))
    }
}

/// Faults that show in the file system: secrets that others can read.
pub fn files(settings: &Settings, faults: &mut Vec<Fault>) {
    if settings.command == Command::Dev {
        return;
    }
    if settings.database_path().is_some() || settings.names_data {
        private(&settings.data, "data", "700", faults);
    }
    if let Some(ring) = settings.ring_path() {
        private(&ring, "root_key_file", "600", faults);
    }
    for (_, file) in &settings.code_keys {
        private(file, "code_keys", "600", faults);
    }
    if let Some(files) = &settings.tls
        && let Err(problem) = crate::tls::read(files)
    {
        faults.push(Fault::new(problem.option, problem.sentence, "Name a readable PEM file that fits"));
    }
}

/// A fault when users beside the owner can get at a path; a path that is not there yet is made private.
#[cfg(unix)]
pub fn private(path: &Path, option: &str, mode: &str, faults: &mut Vec<Fault>) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(found) = std::fs::metadata(path) else { return };
    if found.permissions().mode() & 0o077 != 0 {
        let shown = path.display();
        faults.push(Fault::new(
            option,
            format!("`{shown}` can be read by other users of this machine"),
            format!("Run: chmod {mode} {shown}"),
        ));
    }
}

#[cfg(not(unix))]
pub fn private(_: &Path, _: &str, _: &str, _: &mut Vec<Fault>) {}

/// Whether a fault of this option is known already, so that what follows from it need not be told.
fn told(faults: &[Fault], option: &str) -> bool {
    faults.iter().any(|fault| fault.option == option)
}
