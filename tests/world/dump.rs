//! All that a store holds, and what has changed between two looks at it.

use std::collections::{BTreeMap, BTreeSet};

use store::{Row, Store};

/// A row by column; blobs in hex.
type Columns = BTreeMap<String, String>;

/// Every table, its rows by their primary key.
#[derive(Clone, PartialEq, Eq)]
pub struct Dump(BTreeMap<String, BTreeMap<String, Columns>>);

/// What can be read about a table before its rows are.
struct Table {
    name: String,
    columns: Vec<String>,
    key: Vec<String>,
    select: &'static str,
}

/// How to read every table of a SQLite store. Asked once: the texts live as long as the test run.
pub struct Tables(Vec<Table>);

impl Tables {
    /// Asks a store for its tables, so that none can be forgotten.
    pub async fn of(store: &Store) -> Tables {
        let names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let mut tables = Vec::new();
        for row in store.driver().rows(names, &[]).await.expect("the tables") {
            let name = row.text("name").expect("a name");
            let columns = "SELECT name, pk FROM pragma_table_info($1) ORDER BY cid";
            let columns = store.driver().rows(columns, &[name.as_str().into()]).await.expect("the columns");
            let is_key = |row: &&Row| row.int("pk").expect("a number") > 0;
            let key = columns.iter().filter(is_key).map(|row| row.text("name").expect("a name")).collect();
            let columns = columns.iter().map(|row| row.text("name").expect("a name")).collect();
            let select = Box::leak(format!("SELECT * FROM {name}").into_boxed_str());
            tables.push(Table { name, columns, key, select });
        }
        assert!(tables.len() > 10, "the store has no tables to look at");
        Tables(tables)
    }

    /// Reads them all.
    pub async fn dump(&self, store: &Store) -> Dump {
        let mut dump = BTreeMap::new();
        for table in &self.0 {
            let rows = store.driver().rows(table.select, &[]).await.expect("the rows");
            let rows = rows.iter().map(|row| {
                let columns: Columns =
                    table.columns.iter().map(|name| (name.clone(), shown(row, name))).collect();
                let key: Vec<&str> = table.key.iter().map(|name| columns[name].as_str()).collect();
                (key.join(" "), columns)
            });
            dump.insert(table.name.clone(), rows.collect());
        }
        Dump(dump)
    }
}

fn shown(row: &Row, column: &str) -> String {
    if let Ok(text) = row.opt_text(column) {
        return text.unwrap_or_else(|| "NULL".to_owned());
    }
    match row.opt_int(column) {
        Ok(int) => int.unwrap_or_default().to_string(),
        Err(_) => hex::encode(row.blob(column).expect("text, a number or bytes")),
    }
}

impl Dump {
    /// What a later look shows, as facts without ids and times: `users +`, `codes -`, `users.failures`; how often.
    pub fn changes(&self, later: &Dump) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        let mut note = |fact: String| *found.entry(fact).or_insert(0) += 1;
        for (table, before) in &self.0 {
            let after = &later.0[table];
            let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for key in keys {
                match (before.get(key), after.get(key)) {
                    (Some(_), None) => note(format!("{table} -")),
                    (None, Some(_)) => note(format!("{table} +")),
                    (Some(was), Some(is)) => {
                        let changed = was.iter().filter(|(column, value)| is[*column] != **value);
                        changed.for_each(|(column, _)| note(format!("{table}.{column}")));
                    }
                    (None, None) => {}
                }
            }
        }
        found
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> usize {
        self.0[table].len()
    }
}
