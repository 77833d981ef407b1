//! The drivers under test. A missing PostgreSQL is said loudly, and is a failure where `CI` is set.

use std::future::Future;

use ::store::Store;
use tempfile::TempDir;
use tokio_postgres::NoTls;

/// Names a PostgreSQL server on which databases may be made.
const VARIABLE: &str = "CENOTE_TEST_POSTGRES";

/// Runs a test on each driver, each with an empty database of its own.
pub async fn on_each<F: Future<Output = ()>>(name: &str, test: impl Fn(Store) -> F) {
    let (folder, file) = file();
    test(file).await;
    drop(folder);
    test(Store::open_memory().unwrap()).await;
    if let Some(database) = Database::new(name).await {
        test(Store::open_postgres(&database.url, None).await.unwrap()).await;
        database.remove().await;
    }
}

/// A database in a file, and the folder that it is in.
pub fn file() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(folder.path().join("cenote.db")).unwrap();
    (folder, store)
}

/// An empty database on the PostgreSQL server.
pub struct Database {
    /// Its URL.
    pub url: String,
    name: String,
    server: String,
}

impl Database {
    /// Makes one; `None` without a server.
    pub async fn new(name: &str) -> Option<Self> {
        let Ok(server) = std::env::var(VARIABLE) else {
            assert!(std::env::var_os("CI").is_none(), "{VARIABLE} is not set: CI tests every driver");
            eprintln!("\n*** {name}: NOT tested on PostgreSQL. Set {VARIABLE} to the URL of a server. ***\n");
            return None;
        };
        let name = format!("cenote_{}_{name}", std::process::id());
        let database = Self { url: url_of(&server, &name), name, server };
        database.on_server(&format!("CREATE DATABASE {} TEMPLATE template0", database.name)).await;
        Some(database)
    }

    /// Runs statements on the server, outside this database.
    pub async fn on_server(&self, sql: &str) {
        run(&self.server, sql).await;
    }

    /// Runs statements in this database.
    pub async fn run(&self, sql: &str) {
        run(&self.url, sql).await;
    }

    /// Ends all connections to this database.
    pub async fn kick(&self) {
        let name = &self.name;
        let sql = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        self.on_server(&sql).await;
    }

    /// Sets a default of the sessions that begin from now on.
    pub async fn set(&self, setting: &str) {
        self.on_server(&format!("ALTER DATABASE {} SET {setting}", self.name)).await;
    }

    /// Removes it, whoever is connected.
    pub async fn remove(self) {
        self.on_server(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }
}

async fn run(url: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
}

/// The server's URL with another database.
fn url_of(server: &str, name: &str) -> String {
    let (base, query) =
        server.split_once('?').map_or((server, String::new()), |(base, query)| (base, format!("?{query}")));
    let start = base.find("://").map_or(0, |at| at + 3);
    let end = base[start..].find('/').map_or(base.len(), |at| start + at);
    format!("{}/{name}{query}", &base[..end])
}
