//! How long it is until a code can be asked for again. What a page remembers of it stands in its row.
//! AWS says nothing of it; the limits of codes hold besides.

use std::collections::BTreeMap;

use rules::Ctx;

/// Until a code that was sent may be on its way still.
const WAIT_MS: i64 = 30_000;

/// When the last one went out, epoch milliseconds.
const SENT_AT: &str = "SENT_AT";

/// Remembers that a code has gone out.
pub fn sent(ctx: &Ctx, parameters: &mut BTreeMap<String, String>) {
    parameters.insert(SENT_AT.to_owned(), ctx.now().to_string());
}

/// The seconds that are left; 0 where a code can be asked for, and where attempts are not limited at all.
pub fn left_s(ctx: &Ctx, parameters: &BTreeMap<String, String>) -> i64 {
    let sent_at = parameters.get(SENT_AT).and_then(|at| at.parse::<i64>().ok());
    let sent_at = sent_at.filter(|_| ctx.config().limits_attempts);
    let left_ms = sent_at.map_or(0, |at| at + WAIT_MS - ctx.now());
    ((left_ms + 999) / 1_000).clamp(0, WAIT_MS / 1_000)
}
