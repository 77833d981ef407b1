//! A database of its own on a PostgreSQL server, removed after the measurement.

use tokio::runtime::Runtime;
use tokio_postgres::NoTls;

use crate::Result;

/// A database that did not exist before; removed when dropped.
pub struct Database {
    /// Its URL.
    pub url: String,
    server: String,
    name: String,
}

impl Database {
    /// Makes one on the server of this URL. Errors: it cannot be reached, or its user may not make databases.
    pub fn new(server: &str, kind: &str) -> Result<Database> {
        let name = format!("cenote_bench_{}_{kind}", std::process::id());
        run(server, &format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        Ok(Database { url: url_of(server, &name), server: server.to_owned(), name })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Err(error) = run(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name)) {
            eprintln!("The database {} stays: {error}", self.name);
        }
    }
}

fn run(url: &str, sql: &str) -> Result<()> {
    Runtime::new()?.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        let connection = tokio::spawn(connection);
        client.batch_execute(sql).await?;
        drop(client);
        Ok(connection.await??)
    })
}

/// The server's URL with another database.
fn url_of(server: &str, name: &str) -> String {
    let (base, query) = server.split_once('?').map_or((server, ""), |(base, query)| (base, query));
    let start = base.find("://").map_or(0, |at| at + 3);
    let end = base[start..].find('/').map_or(base.len(), |at| start + at);
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{}/{name}{query}", &base[..end])
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_url_gets_another_database() {
        assert_eq!(super::url_of("postgres://u:p@h:1/a?x=y", "b"), "postgres://u:p@h:1/b?x=y");
        assert_eq!(super::url_of("postgres://u@h", "b"), "postgres://u@h/b");
    }
}
