//! Counters for Prometheus. Labels are bounded: operations of the tables, errors of the models, no ids.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::Duration;

use ::metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use store::Stats;
use wire::Service;

const REQUESTS: &str = "cenote_requests_total";
const SECONDS: &str = "cenote_request_seconds";
const CALLS: &str = "cenote_function_calls_total";
const CALL_SECONDS: &str = "cenote_function_seconds";
const IN_FLIGHT: &str = "cenote_requests_in_flight";
const DELIVERIES: &str = "cenote_deliveries_total";

const PASSED: &str = "cenote_gateway_requests_total";
const PASSED_SECONDS: &str = "cenote_gateway_seconds";

const ASKED: &str = "cenote_directory_asks_total";
const ASKED_SECONDS: &str = "cenote_directory_seconds";

/// Around what sign-ins take, from a read of half a millisecond to a stuck database.
const BUCKETS: [f64; 12] = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];

/// Errors that stand in no model.
const PROTOCOL: [&str; 12] = [
    "AccessDeniedException",
    "ExpiredTokenException",
    "IncompleteSignatureException",
    "InvalidSignatureException",
    "MissingAuthenticationTokenException",
    "RequestEntityTooLargeException",
    "RequestTimeoutException",
    "SerializationException",
    "ThrottlingException",
    "UnknownOperationException",
    "UnrecognizedClientException",
    "ValidationException",
];

static ERRORS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let modelled = Service::ALL.into_iter().flat_map(Service::errors).map(|error| error.name);
    modelled.chain(PROTOCOL).collect()
});

/// Starts counting. Errors: a recorder runs already.
pub fn start() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new().set_buckets(&BUCKETS)?.install_recorder()?;
    describe_counter!(REQUESTS, "Requests answered, by operation and AWS error code.");
    describe_histogram!(SECONDS, "Seconds from the head of a request to its answer.");
    describe_counter!(CALLS, "Calls of the functions of pools, by trigger and outcome.");
    describe_histogram!(CALL_SECONDS, "Seconds that a call of a function took, with all its attempts.");
    describe_counter!(
        rules::forward_auth::DECISIONS,
        "What proxies were told of the requests that they asked about, by gate and outcome."
    );
    describe_gauge!(IN_FLIGHT, "Requests under way.");
    describe_counter!(
        DELIVERIES,
        "Messages handed to a channel, by channel and outcome: sent, refused or failed."
    );
    describe_counter!(
        "cenote_messages_barred_total",
        "Messages that were not sent because there were too many, by limit."
    );
    describe_counter!(
        "cenote_federated_sign_ins_total",
        "Sign-ins through identity providers, by provider and outcome: entered, denied, refused, down, failed or lost."
    );
    describe_counter!(
        "cenote_upstream_refreshes_total",
        "Providers that were asked again about a sign-in, by provider and outcome: renewed, failed or ended."
    );
    describe_counter!(
        "cenote_directory_sign_ins_total",
        "Passwords that a directory was asked about, by outcome: entered, wrong, unknown, locked, refused or down."
    );
    describe_counter!(
        "cenote_directory_syncs_total",
        "Looks at everybody in a directory, by outcome: done, held or down."
    );
    describe_gauge!(
        "cenote_saml_certificates_ending",
        "Certificates of SAML providers that end within 30 days or have ended: the last of those by which one signs, and ours \
         that it encrypts to."
    );
    describe_gauge!(
        "cenote_certificates_ending",
        "Certificates of this server and of custom domains that end within 30 days or have ended."
    );
    describe_counter!(ASKED, "Questions to the directories of pools, by pool, question and outcome.");
    describe_histogram!(
        ASKED_SECONDS,
        "Seconds that a directory took to answer, with all its servers that were tried."
    );
    describe_counter!("cenote_store_reads_total", "Queries run.");
    describe_counter!("cenote_store_batches_total", "Write batches taken.");
    describe_counter!("cenote_store_commits_total", "Durable commits; fewer than batches when they share.");
    describe_counter!(
        "cenote_gateway_decisions_total",
        "What policies said of requests to the gateway, by service and outcome: allowed or denied."
    );
    describe_counter!(PASSED, "Requests that the gateway answered, by backend and status.");
    describe_histogram!(PASSED_SECONDS, "Seconds from the head of a request to the head of its answer.");
    describe_gauge!("process_resident_memory_bytes", "Memory held.");
    describe_gauge!("cenote_build_info", "1, labelled with the version.");
    gauge!("cenote_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    gauge!(IN_FLIGHT).set(0.0);
    Ok(handle)
}

/// Counts a request that has come in until it is dropped.
pub struct InFlight(());

impl InFlight {
    /// One more.
    pub fn begin() -> InFlight {
        gauge!(IN_FLIGHT).increment(1.0);
        InFlight(())
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        gauge!(IN_FLIGHT).decrement(1.0);
    }
}

/// Counts an answer.
pub fn answered(operation: &'static str, error: Option<&str>, took: Duration) {
    let error = match error {
        None => "none",
        Some(code) => ERRORS.get(code).copied().unwrap_or("other"),
    };
    counter!(REQUESTS, "operation" => operation, "error" => error).increment(1);
    histogram!(SECONDS, "operation" => operation).record(took.as_secs_f64());
}

/// Counts a call of a function.
pub fn called(trigger: &'static str, outcome: &'static str, took: Duration) {
    counter!(CALLS, "trigger" => trigger, "outcome" => outcome).increment(1);
    histogram!(CALL_SECONDS, "trigger" => trigger).record(took.as_secs_f64());
}

/// Counts what a channel said of a message.
pub fn delivered(channel: &str, outcome: &'static str) {
    counter!(DELIVERIES, "channel" => channel.to_owned(), "outcome" => outcome).increment(1);
}

/// Counts an answer of the gateway. Backends are those of the settings.
pub fn passed(backend: &str, status: u16, took: Duration) {
    let backend = backend.to_owned();
    counter!(PASSED, "backend" => backend.clone(), "status" => status.to_string()).increment(1);
    histogram!(PASSED_SECONDS, "backend" => backend).record(took.as_secs_f64());
}

/// Counts a question to a directory. Pools are those of the settings.
pub fn asked_directory(pool: &str, asked: &'static str, outcome: &'static str, took: Duration) {
    let pool = pool.to_owned();
    counter!(ASKED, "pool" => pool.clone(), "asked" => asked, "outcome" => outcome).increment(1);
    histogram!(ASKED_SECONDS, "pool" => pool, "asked" => asked).record(took.as_secs_f64());
}

/// The text that Prometheus reads.
pub fn page(handle: &PrometheusHandle, stats: Stats) -> String {
    counter!("cenote_store_reads_total").absolute(stats.reads);
    counter!("cenote_store_batches_total").absolute(stats.batches);
    counter!("cenote_store_commits_total").absolute(stats.commits);
    if let Some(bytes) = resident_bytes() {
        gauge!("process_resident_memory_bytes").set(bytes);
    }
    handle.render()
}

/// Memory held, where the system tells it.
fn resident_bytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1_024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_labels_are_the_models_and_the_protocols() {
        assert!(ERRORS.contains("NotAuthorizedException") && ERRORS.contains("SerializationException"));
        assert!(!ERRORS.contains("Whatever"));
    }
}
