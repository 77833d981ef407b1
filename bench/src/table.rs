//! The table, for people and as JSON.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};

use crate::against::{self, Ratio};
use crate::column::{Column, Measured};
use crate::primitives::{drift, micros};

/// The table as Markdown.
pub fn text(columns: &[Column], binary_bytes: u64) -> String {
    let mut out = String::new();
    for column in columns {
        // Writing to a String does not fail.
        let _ = write_column(&mut out, column);
    }
    if let [first, .., last] = columns {
        let _ = write_quotients(&mut out, first, last);
    }
    let _ = writeln!(out, "Binary: {:.1} MiB.", binary_bytes as f64 / f64::from(1 << 20));
    out
}

fn write_column(out: &mut String, column: &Column) -> std::fmt::Result {
    writeln!(out, "### {}\n", against::data(column.users, column.is_postgres))?;
    writeln!(out, "| alone and idle, CPU time | before | after | drift |\n|---|--:|--:|--:|")?;
    for ((name, before), (_, after)) in column.before.named().into_iter().zip(column.after.named()) {
        let drift = drift(before, after) * 100.0;
        writeln!(out, "| {name} | {:.1} us | {:.1} us | {drift:+.1} % |", micros(before), micros(after))?;
    }
    let (spread, line) = if column.runs > 1 { (" spread |", "--:|") } else { ("", "") };
    writeln!(
        out,
        "\n| operation | rate | answered | p50 | p99 | CPU each | arithmetic alone | ratio |{spread} alone at that rate |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|{line}--:|")?;
    for row in &column.rows {
        let limit = limit(column, row);
        writeln!(
            out,
            "| {} | {} | {:.0} /s | {} | {} | {:.0} us | {} | {} |{} {} |",
            row.operation.name(),
            rate(row),
            row.answered,
            millis(row.p50),
            millis(row.p99),
            micros(row.cpu),
            limit.map_or("none".to_owned(), |limit| format!("{:.0} us", micros(limit))),
            limit.map_or(String::new(), |limit| percent(limit, row.cpu)),
            if column.runs > 1 { spread_of(limit, row) } else { String::new() },
            row.paced.map_or(String::new(), |paced| format!("{:.0} us", micros(paced))),
        )?;
    }
    writeln!(
        out,
        "\nStart to first answer {}; memory {:.1} MiB idle, {:.1} MiB after the load; {} users seeded in {:.1} s.\n",
        millis(column.started_in),
        column.idle_kib as f64 / 1024.0,
        column.loaded_kib as f64 / 1024.0,
        column.users,
        column.seeded_in.as_secs_f64(),
    )
}

fn write_quotients(out: &mut String, first: &Column, last: &Column) -> std::fmt::Result {
    writeln!(out, "### {} users beside {}\n", last.users, first.users)?;
    writeln!(out, "| operation | rate | p99 at {} | p99 at {} | quotient |", first.users, last.users)?;
    writeln!(out, "|---|--:|--:|--:|--:|")?;
    for (few, many) in first.rows.iter().zip(&last.rows) {
        writeln!(
            out,
            "| {} | {} /s | {} | {} | {:.2} |",
            few.operation.name(),
            few.rate,
            millis(few.p99),
            millis(many.p99),
            many.p99.as_secs_f64() / few.p99.as_secs_f64(),
        )?;
    }
    writeln!(out)
}

/// The arithmetic of a row, by what was measured before and after it.
fn limit(column: &Column, row: &Measured) -> Option<Duration> {
    let share = row.operation.arithmetic()?;
    Some((column.before.of(share) + column.after.of(share)) / 2)
}

/// The ratios of the rows that have one.
pub fn ratios(columns: &[Column]) -> Vec<Ratio> {
    let of_row = |column: &Column, row: &Measured| {
        Some(Ratio {
            data: against::data(column.users, column.is_postgres),
            operation: row.operation.name().to_owned(),
            rate: rate(row),
            ratio: ratio(limit(column, row)?, row.cpu),
            rounding: 0.0,
        })
    };
    columns.iter().flat_map(|column| column.rows.iter().filter_map(move |row| of_row(column, row))).collect()
}

fn rate(row: &Measured) -> String {
    format!("{} /s", row.rate)
}

fn ratio(limit: Duration, cpu: Duration) -> f64 {
    limit.as_secs_f64() / cpu.as_secs_f64()
}

fn percent(limit: Duration, cpu: Duration) -> String {
    format!("{:.1} %", ratio(limit, cpu) * 100.0)
}

/// The cell of the lowest and the highest ratio of all runs.
fn spread_of(limit: Option<Duration>, row: &Measured) -> String {
    let (least, most) = row.cpus;
    limit.map_or(" |".to_owned(), |limit| format!(" {} to {} |", percent(limit, most), percent(limit, least)))
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// The same as JSON: times in microseconds, memory in KiB.
pub fn json(columns: &[Column], binary_bytes: u64) -> Value {
    let columns: Vec<Value> = columns.iter().map(column_json).collect();
    json!({ "binary_bytes": binary_bytes, "columns": columns })
}

fn column_json(column: &Column) -> Value {
    let rows = column.rows.iter().map(|row| {
        let limit = limit(column, row);
        json!({
            "operation": row.operation.name(), "rate": row.rate, "answered": row.answered,
            "p50_us": micros(row.p50), "p99_us": micros(row.p99), "cpu_us": micros(row.cpu),
            "cpu_us_of_runs": [micros(row.cpus.0), micros(row.cpus.1)],
            "arithmetic_us": limit.map(micros), "ratio": limit.map(|limit| ratio(limit, row.cpu)), "paced_us": row.paced.map(micros),
        })
    });
    json!({
        "users": column.users,
        "is_postgres": column.is_postgres,
        "runs": column.runs,
        "seed_s": column.seeded_in.as_secs_f64(),
        "start_us": micros(column.started_in),
        "idle_kib": column.idle_kib,
        "loaded_kib": column.loaded_kib,
        "is_void": !column.before.drifted(&column.after).is_empty(),
        "primitives": column.before.json(&column.after),
        "operations": rows.collect::<Vec<_>>(),
    })
}
