//! The file of root keys: made at the first start, readable by its owner alone, never made beside existing data.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use rules::outside::Rng;
use store::Store;
use store::seal::KeyRing;

use crate::config::Settings;
use crate::failure::Failure;

/// Opens the ring that the settings name, or makes it for a store that is still empty.
pub async fn open(settings: &Settings, store: &Store, rng: &dyn Rng) -> Result<KeyRing, Failure> {
    if let Some(key) = &settings.root_key {
        return Ok(KeyRing::from_bytes(key.0));
    }
    let Some(path) = settings.ring_path() else { return Ok(KeyRing::from_bytes(random(rng)?)) };
    if let Some(ring) = read(&path)? {
        return Ok(ring);
    }
    if !is_empty(store).await? {
        return Err(Failure::new(
            format!("The database holds sealed data, and its key ring `{}` is missing.", path.display()),
            "Put the ring back from its backup, or name it with root_key_file or CENOTE_ROOT_KEY.",
        ));
    }
    let ring = KeyRing::from_bytes(random(rng)?);
    match write(&path, &ring) {
        Ok(()) => {
            tracing::info!(file = %path.display(), "a key ring was made: back it up apart from the database");
            Ok(ring)
        }
        // Another process was faster: its ring is the one.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            read(&path)?.ok_or_else(|| unusable(&path, "it vanished"))
        }
        Err(error) => Err(unusable(&path, &error.to_string())),
    }
}

/// Tries the ring on one pool of each region. Errors: it is another database's, and nothing may be written with it.
pub async fn check(settings: &Settings, store: &Store, ring: &KeyRing) -> Result<(), Failure> {
    for region in &settings.regions {
        let first = store::pools::page(&store.read(), &settings.account, region, "", 1).await;
        for pool in first.map_err(rules::Error::from)? {
            if ring.open_pool_key(&pool.id, &pool.data_key).is_err() {
                return Err(Failure::new(
                    format!(
                        "The key ring does not open the pool {}: it belongs to another database.",
                        pool.id
                    ),
                    "Name the ring that this database was made with, by root_key_file or CENOTE_ROOT_KEY.",
                ));
            }
        }
    }
    Ok(())
}

/// Reads a ring; none when the file is not there.
pub fn read(path: &Path) -> Result<Option<KeyRing>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => KeyRing::parse(&text).map(Some).map_err(|error| unusable(path, &error.to_string())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(path, &error.to_string())),
    }
}

/// True when nothing has ever been written.
async fn is_empty(store: &Store) -> Result<bool, Failure> {
    let changes = store::changes::after(&store.read(), "", 1).await.map_err(rules::Error::from)?;
    Ok(changes.is_empty())
}

fn random(rng: &dyn Rng) -> Result<[u8; 32], Failure> {
    let mut bytes = [0; 32];
    rng.fill(&mut bytes).map_err(rules::Error::from)?;
    Ok(bytes)
}

fn write(path: &Path, ring: &KeyRing) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        private_folder(folder)?;
    }
    let mut file = private_file().create_new(true).write(true).open(path)?;
    file.write_all(ring.format().as_bytes())?;
    file.sync_all()?;
    // The entry in the folder is what a crash would lose.
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Options for a file that its owner alone reads.
pub fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder that its owner alone enters, with those above it; one that is there stays as it is.
pub fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn unusable(path: &Path, why: &str) -> Failure {
    Failure::new(
        format!("The key ring `{}` cannot be used: {why}.", path.display()),
        "Put it back from its backup, or name another place with root_key_file.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_written_once_and_privately() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/keyring.json");
        assert!(read(&path).unwrap().is_none());
        let ring = KeyRing::from_bytes([7; 32]);
        write(&path, &ring).unwrap();
        assert_eq!(read(&path).unwrap().unwrap().format(), ring.format());
        assert_eq!(write(&path, &ring).unwrap_err().kind(), ErrorKind::AlreadyExists);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        }
        std::fs::write(&path, "{}").unwrap();
        assert!(read(&path).is_err());
    }
}
