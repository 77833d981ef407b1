//! Logs to standard error: JSON lines, or short text at a laptop. Panics are logged like everything else.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::Settings;

/// Starts logging; what was logged before is lost, and a second start changes nothing.
pub fn start(settings: &Settings) {
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let base = tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter);
    let started = if settings.logs_json {
        base.json().flatten_event(true).with_current_span(false).with_span_list(false).finish().try_init()
    } else {
        let is_coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        base.compact().with_target(false).with_ansi(is_coloured).finish().try_init()
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            let why = panic.payload_as_str().unwrap_or("no text");
            tracing::error!(place, why, "a panic");
        }));
    }
}
