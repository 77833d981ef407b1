//! The table, for people and as JSON.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};

use crate::against::{self, Ratio};
use crate::bench::Outcome;
use crate::beside::{Beside, RATE, SIGN_UPS};
use crate::column::{Column, Measured};
use crate::function::PAUSE;
use crate::primitives::{drift, micros};

/// The table as Markdown.
pub fn text(outcome: &Outcome, binary_bytes: u64) -> String {
    let mut out = String::new();
    for column in &outcome.columns {
        // Writing to a String does not fail.
        let _ = write_column(&mut out, column);
    }
    if let [first, .., last] = outcome.columns.as_slice() {
        let _ = write_quotients(&mut out, first, last);
    }
    if let Some(beside) = &outcome.beside {
        let _ = write_beside(&mut out, beside);
    }
    let _ = writeln!(out, "Binary: {:.1} MiB.", binary_bytes as f64 / f64::from(1 << 20));
    if outcome.void > 0 {
        let _ = writeln!(out, "Runs of a row that were void and made again: {}.", outcome.void);
    }
    out
}

fn write_column(out: &mut String, column: &Column) -> std::fmt::Result {
    writeln!(out, "### {}\n", against::data(column.users, column.is_postgres))?;
    writeln!(out, "| alone and idle, CPU time | before | after | drift |\n|---|--:|--:|--:|")?;
    let [before, after] = &column.limits;
    for ((name, before), (_, after)) in before.named().into_iter().zip(after.named()) {
        let drift = drift(before, after) * 100.0;
        writeln!(out, "| {name} | {:.1} us | {:.1} us | {drift:+.1} % |", micros(before), micros(after))?;
    }
    writeln!(
        out,
        "\n| operation | rate | answered | p50 | p99 | CPU each | arithmetic alone | ratio | spread | alone at that rate |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")?;
    for row in &column.rows {
        writeln!(
            out,
            "| {} | {} | {:.0} /s | {} | {} | {:.0} us | {} | {} | {} | {} |",
            row.operation.name(),
            rate(row),
            row.answered,
            millis(row.p50),
            millis(row.p99),
            micros(row.cpu),
            row.limit.map_or("none".to_owned(), |limit| format!("{:.0} us", micros(limit))),
            row.ratio().map_or(String::new(), percent),
            match row.ratios.as_slice() {
                [least, .., most] => format!("{} to {}", percent(*least), percent(*most)),
                _ => String::new(),
            },
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

fn write_beside(out: &mut String, beside: &Beside) -> std::fmt::Result {
    let (count, each) = SIGN_UPS;
    writeln!(out, "### GetUser beside sign-ups\n")?;
    writeln!(out, "| GetUser at {RATE} /s | p99 | quotient |\n|---|--:|--:|")?;
    writeln!(out, "| alone | {} | 1.00 |", millis(beside.alone))?;
    let rows = [
        (String::new(), beside.plain),
        (format!(" with a function of {} ms", PAUSE.as_millis()), beside.asking),
    ];
    for (kind, time) in rows {
        let quotient = time.as_secs_f64() / beside.alone.as_secs_f64();
        writeln!(out, "| beside {count} sign-ups{kind}, {each} /s | {} | {quotient:.2} |", millis(time))?;
    }
    writeln!(out)
}

/// The ratios of the rows that have one.
pub fn ratios(columns: &[Column]) -> Vec<Ratio> {
    let of_row = |column: &Column, row: &Measured| {
        Some(Ratio {
            data: against::data(column.users, column.is_postgres),
            operation: row.operation.name().to_owned(),
            rate: rate(row),
            ratio: row.ratio()?,
            rounding: 0.0,
        })
    };
    columns.iter().flat_map(|column| column.rows.iter().filter_map(move |row| of_row(column, row))).collect()
}

fn rate(row: &Measured) -> String {
    format!("{} /s", row.rate)
}

fn percent(ratio: f64) -> String {
    format!("{:.1} %", ratio * 100.0)
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// The same as JSON: times in microseconds, memory in KiB.
pub fn json(outcome: &Outcome, binary_bytes: u64) -> Value {
    let columns: Vec<Value> = outcome.columns.iter().map(column_json).collect();
    let beside = outcome.beside.as_ref().map(|beside| {
        json!({
            "alone_p99_us": micros(beside.alone), "sign_ups_p99_us": micros(beside.plain),
            "asking_sign_ups_p99_us": micros(beside.asking),
        })
    });
    json!({
        "binary_bytes": binary_bytes, "columns": columns, "get_user_beside": beside, "void": outcome.void,
    })
}

fn column_json(column: &Column) -> Value {
    let rows = column.rows.iter().map(|row| {
        json!({
            "operation": row.operation.name(), "rate": row.rate, "answered": row.answered,
            "p50_us": micros(row.p50), "p99_us": micros(row.p99), "cpu_us": micros(row.cpu),
            "arithmetic_us": row.limit.map(micros), "ratio": row.ratio(), "ratios": row.ratios,
            "paced_us": row.paced.map(micros),
        })
    });
    let [before, after] = &column.limits;
    json!({
        "users": column.users,
        "is_postgres": column.is_postgres,
        "seed_s": column.seeded_in.as_secs_f64(),
        "start_us": micros(column.started_in),
        "idle_kib": column.idle_kib,
        "loaded_kib": column.loaded_kib,
        "primitives": before.json(after),
        "operations": rows.collect::<Vec<_>>(),
    })
}
