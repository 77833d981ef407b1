//! How much memory a program and those that it has started hold, where the system tells it.

/// Megabytes resident; none where there is no /proc.
pub fn resident_mb(pid: u32) -> Option<u64> {
    let mut seen = vec![pid];
    let mut sum = kilobytes(pid)?;
    let mut at = 0;
    while let Some(parent) = seen.get(at).copied() {
        for child in children(parent) {
            if !seen.contains(&child) {
                sum += kilobytes(child).unwrap_or(0);
                seen.push(child);
            }
        }
        at += 1;
    }
    Some(sum / 1_024)
}

fn kilobytes(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn children(pid: u32) -> Vec<u32> {
    let list = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect()
}
